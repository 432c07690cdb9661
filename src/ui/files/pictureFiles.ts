/** Exports samples, the reverse process and losses as files. */
import type { Film } from '../../render/film.ts';
import { drawGrid } from '../../render/pictures.ts';
import type { App } from '../../store/app.ts';
import { download } from '../../store/download.ts';
import { NO_FRAMES } from '../../store/sampling/frames.ts';

const FRAME_MS = 80;
const REST_MS = 1500;
/** Most frames in a film; of more, evenly spaced ones are taken. */
const MOST_FRAMES = 150;

/** The last sampling, from noise to the result; null if it is not finished. */
function film({ store }: App): Film | null {
  const { frames, result, count, shape } = store.getState().samplings.main ?? NO_FRAMES;
  if (!result) return null;
  const every = Math.max(1, Math.ceil(frames.length / MOST_FRAMES));
  const shown = frames.filter((_, i) => i % every === 0).map(({ pictures }) => new Uint8Array(pictures.xt));
  return { count, shape, frames: [...shown, new Uint8Array(result)], frameMs: FRAME_MS, restMs: REST_MS };
}

export const saveFilm = (app: App, kind: 'gif' | 'webm'): Promise<void> =>
  saved(app, kind === 'gif' ? 'The animation' : 'The video', async () => {
    const taken = film(app);
    const type = kind === 'gif' ? 'image/gif' : 'video/webm';
    if (taken) download(await app.files.encodeFilm(kind, taken), `${app.files.fileStem()}.${kind}`, type);
  });

/** The finished pictures, enlarged by `scale` with hard edges. */
export const savePng = (app: App, scale: number): Promise<void> =>
  saved(app, 'The picture', async () => {
    const { result, count, shape } = app.store.getState().samplings.main ?? NO_FRAMES;
    if (!result) return;
    const small = document.createElement('canvas');
    drawGrid(small, result, shape, count, Math.ceil(Math.sqrt(count)));
    const canvas = new OffscreenCanvas(small.width * scale, small.height * scale);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser has too little memory');
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    download(await canvas.convertToBlob(), `${app.files.fileStem()}.png`);
  });

/** The known losses, step by step, with their running mean. */
export function saveLosses({ store, files }: App): void {
  const { steps, raw, smoothed } = store.getState().run.losses.curves();
  const rows = Array.from(steps, (step, i) => `${step},${Math.fround(raw[i]!)},${smoothed[i]!}`);
  download(`${['step,loss,smoothed', ...rows].join('\n')}\n`, `${files.fileStem()}.csv`, 'text/csv');
}

async function saved({ notices }: App, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notices.error(`${what} could not be made: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
