/** The gradient of a convolution by its weights and bias. */
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import { type Dispatch, KernelWriter, repeat } from '../plan/kernelWriter.ts';
import { channelsOf, type GpuTensor, type Region, vectors } from '../plan/region.ts';
import { divisorUpTo } from './convTiling.ts';
import { loadVector } from './loadVector.ts';
import type { ConvTile } from './tiles.ts';

interface Conv2dFilterGradOperands {
  readonly batch: number;
  readonly x: GpuTensor;
  readonly dOut: GpuTensor;
  /** [splits, k, k, I, O]: one sum a slice of the rows. */
  readonly dWeight: Region;
  /** [splits, O]; null where nobody asks for it. */
  readonly dBias: Region | null;
  readonly splits: number;
}

/**
 * dWeight[ky, kx, i, o] = sum over b, y, x of x[b, y s + ky - top, x s + kx - left, i] dOut[b, y, x, o], and dBias[o] the
 * sum of dOut. The rows of the whole batch are split into slices, whose sums are added later in a fixed order: no
 * atomics, so the same run gives the same bits. An invocation holds four input by four output channels for every kx.
 */
export function conv2dFilterGrad(
  { batch, x, dOut, dWeight, dBias, splits }: Conv2dFilterGradOperands,
  { kernel, stride, padding }: ConvAttrs,
  tile: ConvTile,
  flops: number,
): Dispatch {
  const k = new KernelWriter();
  const [height, width, fanIn] = x.shape as [number, number, number];
  const [outHeight, outWidth, fanOut] = dOut.shape as [number, number, number];
  const [in4, out4] = [x.parts.reduce((n, part) => n + vectors(part.channels), 0), vectors(fanOut)];
  const outputs = divisorUpTo(out4, tile.vectors);
  const outGroups = out4 / outputs;
  const rows = batch * outHeight;
  const scale = x.upsampled ? 2 : 1;
  const biasName = dBias ? k.bind(dBias) : '';

  // Quads have four vectors of input channels and the same dOut, of which each reads one pixel of four.
  const quads = tile.quads && x.parts.every(({ channels }) => channels % 16 === 0);
  const pixels = quads ? 4 : 1;
  const columns = (pixels - 1) * stride + kernel;
  /** Input pixels that the next window sees again stay in registers. */
  const reused = Math.max(0, kernel - stride);
  let first4 = 0;
  const loops = x.parts.map(part => {
    const load = (j: number, ox: string) => {
      const at = `(line + u32(ix)${x.upsampled ? ' / 2u' : ''}) * ${part.stride4}u + ${part.offset4}u + i - ${first4}u`;
      const guards = padding.left > 0 || padding.right > 0 || outWidth % pixels !== 0;
      const fetch = k.load(part.region, at);
      return `{ let ix = i32(${ox}) * ${stride} + ${j - padding.left}; s${j} = vec4f(0);
          ${guards ? `if (ix >= 0 && ix < ${width}) { s${j} = ${fetch}; }` : `s${j} = ${fetch};`} }`;
    };
    const dOutAt = (ox: string, n: number) =>
      loadVector(k, dOut, `(r * ${outWidth}u + ${ox})`, `(o + ${n}u)`);
    const fetchOwn = (n: number) => `var own${n} = vec4f(0);
          if (ox + quad_lane < ${outWidth}u) { own${n} = ${dOutAt('ox + quad_lane', n)}; }`;
    const add = (p: number) => `{
        ${repeat(outputs, n => `let d${n} = ${quads ? `quadBroadcast(own${n}, ${p}u)` : dOutAt('ox', n)};`)}
        ${repeat(outputs, n => repeat(kernel, kx => repeat(4, lane => `a${kx}_${lane}_${n} += s${p * stride + kx}[${lane}] * d${n};`)))}
        ${dBias ? repeat(outputs, n => `bias${n} += d${n};`) : ''}
        }`;
    const text = `
    for (var r = first; r < end; r++) {
      let y = r % ${outHeight}u;
      let iy = i32(y * ${stride}u + ky) - ${padding.top};
      if (iy < 0 || iy >= ${height}) { continue; }
      let line = (r / ${outHeight}u * ${height / scale}u + u32(iy)${x.upsampled ? ' / 2u' : ''}) * ${width / scale}u;
      ${repeat(columns, j => `var s${j} = vec4f(0);`)}
      ${repeat(reused, j => load(j, '0u'))}
      for (var ox = 0u; ox < ${outWidth}u; ox += ${pixels}u) {
        ${repeat(columns - reused, n => load(reused + n, 'ox'))}
        ${quads ? repeat(outputs, fetchOwn) : ''}
        ${repeat(pixels, add)}
        ${repeat(reused, j => `s${j} = s${j + pixels * stride};`)}
      }
    }`;
    first4 += vectors(part.channels);
    return { text, end: first4 };
  });
  const [one, two] = loops;
  const sums = two ? `if (i < ${one!.end}u) {${one!.text}} else {${two.text}}` : one!.text;
  const dW = k.bind(dWeight);
  const body = `
  ${
    quads
      ? `let i = id % ${in4}u; let o = (id / ${in4}u) % ${outGroups}u * ${outputs}u;`
      : `let o = (id % ${outGroups}u) * ${outputs}u; let i = (id / ${outGroups}u) % ${in4}u;`
  }
  let ky = (id / ${outGroups * in4}u) % ${kernel}u;
  let slice = id / ${outGroups * in4 * kernel}u;
  let first = slice * ${rows}u / ${splits}u;
  let end = (slice + 1u) * ${rows}u / ${splits}u;
  ${repeat(outputs, n => repeat(kernel, kx => repeat(4, lane => `var a${kx}_${lane}_${n} = vec4f(0);`)))}
  ${dBias ? repeat(outputs, n => `var bias${n} = vec4f(0);`) : ''}
  ${sums}
  let rest = ${fanIn}u - i * 4u;
  let w = ((slice * ${kernel}u + ky) * ${kernel * fanIn}u + i * 4u) * ${out4}u + o;
  ${repeat(4, lane => `if (${lane}u < rest) {${repeat(kernel, kx => repeat(outputs, n => `${dW}[w + ${(kx * fanIn + lane) * out4 + n}u] = a${kx}_${lane}_${n};`))}}`)}
  ${
    dBias
      ? // The row of taps that lies in the image for every row of dOut has seen all of it.
        `if (i == 0u && ky == ${padding.top}u) {${repeat(outputs, n => `${biasName}[slice * ${out4}u + o + ${n}u] = bias${n};`)}}`
      : ''
  }`;
  return k.finish({
    label: 'conv2dFilterGrad',
    flops,
    workgroupSize: tile.workgroup,
    invocations: splits * kernel * in4 * outGroups,
    quads,
    body,
  });
}

/** Into how many slices the batch's rows are cut, so that about `invocations` are at work. */
export function filterGradSplits(
  batch: number,
  x: GpuTensor,
  dOut: GpuTensor,
  { kernel }: ConvAttrs,
  invocations: number,
): number {
  const perSlice = kernel * vectors(channelsOf(x)) * vectors(channelsOf(dOut));
  return Math.max(1, Math.min(batch * dOut.shape[0]!, Math.round(invocations / perSlice)));
}
