/** Encodes the reverse process as an animated GIF, with a palette of greys, so nothing is quantised. */
import { GIFEncoder } from 'gifenc';
import { type Film, filmFrame, filmSize } from '../render/film.ts';

const GREYS = Array.from({ length: 256 }, (_, grey): [number, number, number] => [grey, grey, grey]);

export function encodeGif(film: Film): Uint8Array<ArrayBuffer> {
  const { width, height } = filmSize(film);
  const gif = GIFEncoder();
  const last = film.frames.length - 1;
  film.frames.forEach((frame, i) => {
    gif.writeFrame(filmFrame(film, frame), width, height, {
      // The first frame's palette serves all frames.
      ...(i === 0 ? { palette: GREYS, repeat: 0 } : {}),
      delay: i === last ? film.restMs : film.frameMs,
    });
  });
  gif.finish();
  return gif.bytes() as Uint8Array<ArrayBuffer>;
}
