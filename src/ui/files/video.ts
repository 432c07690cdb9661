/** The reverse process as WebM, by the browser's own recorder, which works in real time. */
import { type Film, filmFrame, filmSize } from '../../render/film.ts';

const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

const typeHere = (): string | undefined =>
  typeof MediaRecorder === 'undefined' ? undefined : TYPES.find(type => MediaRecorder.isTypeSupported(type));

export const recordsVideo = (): boolean => typeHere() !== undefined;

/** @throws where this browser records none. */
export async function recordVideo(film: Film): Promise<Blob> {
  const mimeType = typeHere();
  if (!mimeType) throw new Error('this browser records no WebM');
  const canvas = document.createElement('canvas');
  Object.assign(canvas, filmSize(film));
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(1000 / film.frameMs);
  const recorder = new MediaRecorder(stream, { mimeType });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () => reject(new Error('the recorder gave up')));
  });
  recorder.start();
  for (const [i, frame] of film.frames.entries()) {
    show(context, film, frame);
    await new Promise(resolve =>
      setTimeout(resolve, i === film.frames.length - 1 ? film.restMs : film.frameMs),
    );
  }
  recorder.stop();
  await ended;
  for (const track of stream.getTracks()) track.stop();
  return new Blob(parts, { type: 'video/webm' });
}

function show(context: CanvasRenderingContext2D, film: Film, frame: Uint8Array): void {
  const { width, height } = filmSize(film);
  const greys = filmFrame(film, frame);
  const image = new ImageData(width, height);
  greys.forEach((grey, i) => {
    image.data.set([grey, grey, grey, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
}
