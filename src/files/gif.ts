/** The reverse process as an animated GIF: greys by a palette of all of them, colours by one a frame. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { type Film, filmFrame, filmSize, rgbaOf } from '../render/film.ts';

const GREYS = Array.from({ length: 256 }, (_, grey): [number, number, number] => [grey, grey, grey]);

export function encodeGif(film: Film): Uint8Array<ArrayBuffer> {
  const { width, height } = filmSize(film);
  const gif = GIFEncoder();
  const last = film.frames.length - 1;
  film.frames.forEach((frame, i) => {
    const bytes = filmFrame(film, frame);
    const delay = i === last ? film.restMs : film.frameMs;
    if (film.shape.channels === 1) {
      // The first frame's palette serves all frames.
      gif.writeFrame(bytes, width, height, { ...(i === 0 ? { palette: GREYS, repeat: 0 } : {}), delay });
    } else {
      const rgba = rgbaOf(bytes, film.shape);
      const palette = quantize(rgba, 256);
      gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, repeat: 0, delay });
    }
  });
  gif.finish();
  return gif.bytes() as Uint8Array<ArrayBuffer>;
}
