/** What one sees, as files: samples, the reverse process, losses. */
import type { Film } from '../../protocol/files.ts';
import { drawGrid } from '../../render/pictures.ts';
import { dismissNotice, notify } from '../../store/appStore.ts';
import { download } from '../../store/download.ts';
import { encodeGif } from '../../store/filesClient.ts';
import { framesOf } from '../../store/frameStore.ts';
import { lossHistory } from '../../store/lossHistory.ts';
import { fileStem } from '../../store/runFiles.ts';
import { recordVideo } from './video.ts';

const FRAME_MS = 80;
const REST_MS = 1500;
/** A thousand frames would be a long film; of more than this, evenly spaced ones are taken. */
const MOST_FRAMES = 150;

/** The last sampling from noise to the result; null where it is not finished. */
function film(): Film | null {
  const { frames, result, count } = framesOf('main');
  if (!result) return null;
  const every = Math.max(1, Math.ceil(frames.length / MOST_FRAMES));
  const shown = frames.filter((_, i) => i % every === 0).map(({ pictures }) => new Uint8Array(pictures.xt));
  return { count, frames: [...shown, new Uint8Array(result)], frameMs: FRAME_MS, restMs: REST_MS };
}

export const saveGif = (): Promise<void> =>
  saved('The animation', async () => {
    const taken = film();
    if (taken) download(await encodeGif(taken), `${fileStem()}.gif`, 'image/gif');
  });

export const saveVideo = (): Promise<void> =>
  saved('The video', async () => {
    const taken = film();
    if (!taken) return;
    const seconds = Math.ceil((taken.frames.length * taken.frameMs + taken.restMs) / 1000);
    const notice = notify('info', `The video is recorded as it plays: ready in ${seconds} seconds.`);
    try {
      download(await recordVideo(taken), `${fileStem()}.webm`);
    } finally {
      dismissNotice(notice);
    }
  });

/** The finished pictures, 28 pixels each, for whoever works on with them. */
export const savePng = (): Promise<void> =>
  saved('The picture', async () => {
    const { result, count } = framesOf('main');
    if (!result) return;
    const canvas = document.createElement('canvas');
    drawGrid(canvas, result, count, Math.ceil(Math.sqrt(count)));
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('this browser makes no PNG');
    download(blob, `${fileStem()}.png`);
  });

/** The loss of every step that is known, and its running mean. */
export function saveLosses(): void {
  const { steps, raw, smoothed } = lossHistory.curves();
  const rows = Array.from(steps, (step, i) => `${step},${Math.fround(raw[i]!)},${smoothed[i]!}`);
  download(`${['step,loss,smoothed', ...rows].join('\n')}\n`, `${fileStem()}.csv`, 'text/csv');
}

async function saved(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notify('error', `${what} could not be made: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
