/** What one sees, as files: samples, the reverse process, losses. */
import type { Film } from '../../render/film.ts';
import { drawGrid } from '../../render/pictures.ts';
import type { App } from '../../store/app.ts';
import { download } from '../../store/download.ts';
import { NO_FRAMES } from '../../store/sampling/frames.ts';
import { recordVideo } from './video.ts';

const FRAME_MS = 80;
const REST_MS = 1500;
/** A thousand frames would be a long film; of more than this, evenly spaced ones are taken. */
const MOST_FRAMES = 150;

/** The last sampling from noise to the result; null where it is not finished. */
function film({ store }: App): Film | null {
  const { frames, result, count } = store.getState().samplings.main ?? NO_FRAMES;
  if (!result) return null;
  const every = Math.max(1, Math.ceil(frames.length / MOST_FRAMES));
  const shown = frames.filter((_, i) => i % every === 0).map(({ pictures }) => new Uint8Array(pictures.xt));
  return { count, frames: [...shown, new Uint8Array(result)], frameMs: FRAME_MS, restMs: REST_MS };
}

export const saveGif = (app: App): Promise<void> =>
  saved(app, 'The animation', async () => {
    const taken = film(app);
    if (taken) download(await app.files.encodeGif(taken), `${app.files.fileStem()}.gif`, 'image/gif');
  });

export const saveVideo = (app: App): Promise<void> =>
  saved(app, 'The video', async () => {
    const taken = film(app);
    if (!taken) return;
    const seconds = Math.ceil((taken.frames.length * taken.frameMs + taken.restMs) / 1000);
    const notice = `The video is recorded as it plays: ready in ${seconds} seconds.`;
    app.notices.info(notice);
    try {
      download(await recordVideo(taken), `${app.files.fileStem()}.webm`);
    } finally {
      app.notices.dismiss(notice);
    }
  });

/** The finished pictures, 28 pixels each, for whoever works on with them. */
export const savePng = (app: App): Promise<void> =>
  saved(app, 'The picture', async () => {
    const { result, count } = app.store.getState().samplings.main ?? NO_FRAMES;
    if (!result) return;
    const canvas = document.createElement('canvas');
    drawGrid(canvas, result, count, Math.ceil(Math.sqrt(count)));
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('this browser makes no PNG');
    download(blob, `${app.files.fileStem()}.png`);
  });

/** The loss of every step that is known, and its running mean. */
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
