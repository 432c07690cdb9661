/** Encodes the reverse process as WebM. Frame times are the film's, whatever time the encoding takes. */
import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Output,
  QUALITY_VERY_HIGH,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import { FileRefused } from '../nn/fileRefused.ts';
import type { Film } from '../render/film.ts';
import { filmFrame, filmSize, rgbaOf } from '../render/film.ts';

/** @throws FileRefused if this browser has no encoder for it. */
export async function encodeWebm(film: Film): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = filmSize(film);
  const codec =
    'VideoEncoder' in globalThis
      ? await getFirstEncodableVideoCodec(['vp9', 'vp8'], { width, height })
      : null;
  if (!codec) throw new FileRefused('this browser cannot encode WebM; the animation (.gif) shows the same');
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new VideoSampleSource({ codec, bitrate: QUALITY_VERY_HIGH });
  output.addVideoTrack(source);
  await output.start();
  const last = film.frames.length - 1;
  for (const [i, frame] of film.frames.entries()) {
    const sample = new VideoSample(rgbaOf(filmFrame(film, frame), film.shape), {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp: (i * film.frameMs) / 1000,
      duration: (i === last ? film.restMs : film.frameMs) / 1000,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
}
