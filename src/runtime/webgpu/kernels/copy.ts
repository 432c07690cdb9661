/** Copies a view to a contiguous tensor: [B, H, W, C] from parts, slices or repeated pixels. */

import { channelsOf, type PlacedTensor, rowsOf, soleRegion, vectors } from '../../plan/region.ts';
import { type Dispatch, KernelWriter } from '../plan/kernelWriter.ts';
import { loadVector } from './loadVector.ts';

export function copyKernel(source: PlacedTensor, target: PlacedTensor, batch: number): Dispatch {
  const k = new KernelWriter();
  const c4 = vectors(channelsOf(target));
  const [height, width] = [target.shape[0]!, target.shape[1] ?? 1];
  const pixel = source.upsampled
    ? `((row / ${width}u / ${height}u * ${height / 2}u + row / ${width}u % ${height}u / 2u) * ${width / 2}u + row % ${width}u / 2u)`
    : 'row';
  const value = loadVector(k, { ...source, upsampled: false }, pixel, 'c');
  return k.finish({
    label: 'copy',
    flops: 0,
    workgroupSize: 64,
    invocations: (target.batched ? batch : 1) * rowsOf(target) * c4,
    body: `
  let row = id / ${c4}u;
  let c = id % ${c4}u;
  ${k.store(soleRegion(target), 'id', value)}`,
  });
}

/**
 * Joins or cuts channels, number by number, if they are not multiples of four: target channel j + `to` is source channel
 * j + `from`.
 */
export function copyChannels(
  source: PlacedTensor,
  target: PlacedTensor,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
  batch: number,
): Dispatch {
  const k = new KernelWriter();
  const source4 = vectors(channelsOf(source));
  const target4 = vectors(channelsOf(target));
  const element = k.load(soleRegion(source), `row * ${source4}u + j / 4u`);
  const last = to + count === channelsOf(target);
  const out = soleRegion(target);
  return k.finish({
    label: 'copyChannels',
    flops: 0,
    workgroupSize: 64,
    // One invocation per pixel: a vector that two copies share is written by both in turn.
    invocations: batch * rowsOf(target),
    body: `
  let row = id;
  for (var n = 0u; n < ${count}u; n++) {
    let j = n + ${from}u;
    let at = n + ${to}u;
    ${k.bind(out)}[row * ${target4}u + at / 4u][at % 4u] = ${element}[j % 4u];
  }
  ${last ? `for (var at = ${to + count}u; at < ${target4 * 4}u; at++) { ${k.bind(out)}[row * ${target4}u + at / 4u][at % 4u] = 0; }` : ''}`,
  });
}
