/** The gradient of a convolution with respect to its weights and bias. */
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import { channelsOf, type PlacedTensor, type Region, vectors } from '../../plan/region.ts';
import { type Dispatch, KernelWriter, repeat } from '../plan/kernelWriter.ts';
import { divisorUpTo, loadWhere } from './convTiling.ts';
import { loadVector } from './loadVector.ts';
import type { ConvTile } from './tiles.ts';

interface Conv2dFilterGradOperands {
  readonly batch: number;
  readonly x: PlacedTensor;
  readonly dOut: PlacedTensor;
  /** [splits, k, k, I, O]: one sum per slice of the rows. */
  readonly dWeight: Region;
  /** [splits, O]; null if it is not needed. */
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

  // Quads have four vectors of input channels and the same dOut, of which each reads every fourth pixel.
  const quads = tile.quads && x.parts.every(({ channels }) => channels % 16 === 0);
  const pixels = Math.min(tile.pixels, outWidth);
  const blocks = Math.ceil(outWidth / pixels);
  const columns = (pixels - 1) * stride + kernel;
  const ragged = outWidth % pixels !== 0;
  const dOutAt = (column: string, n: number) =>
    loadWhere(
      [ragged ? `${column} < ${outWidth}u` : ''],
      loadVector(k, dOut, `(r * ${outWidth}u + ${column})`, `(o + ${n}u)`),
    );
  /** Declares d{p}_{n}, the output's gradient at each pixel of the block. */
  const gradients = (n: number) =>
    quads
      ? repeat(
          Math.ceil(pixels / 4),
          four => `let own${four}_${n} = ${dOutAt(`(ox + ${4 * four}u + quad_lane)`, n)};`,
        ) + repeat(pixels, p => `let d${p}_${n} = quadBroadcast(own${p >> 2}_${n}, ${p & 3}u);`)
      : repeat(pixels, p => `let d${p}_${n} = ${dOutAt(`(ox + ${p}u)`, n)};`);
  let first4 = 0;
  const loops = x.parts.map(part => {
    const column = (j: number) => {
      const ix = `(i32(ox) * ${stride} + ${j - padding.left})`;
      const at = `(line + u32(${ix})${x.upsampled ? ' / 2u' : ''}) * ${part.stride4}u + ${part.offset4}u + i - ${first4}u`;
      const below = j < padding.left;
      const above = (blocks - 1) * pixels * stride + j - padding.left >= width;
      const conditions = ['inside', below ? `${ix} >= 0` : '', above ? `${ix} < ${width}` : ''];
      return `let s${j} = ${loadWhere(conditions, k.load(part.region, at))};`;
    };
    const add = (p: number) =>
      repeat(outputs, n =>
        repeat(kernel, kx =>
          repeat(4, lane => `a${kx}_${lane}_${n} += s${p * stride + kx}[${lane}] * d${p}_${n};`),
        ),
      ) + (dBias ? repeat(outputs, n => `bias${n} += d${p}_${n};`) : '');
    const text = `
    for (var block = first * ${blocks}u; block < end * ${blocks}u; block++) {
      let r = block / ${blocks}u;
      let ox = block % ${blocks}u * ${pixels}u;
      let y = r % ${outHeight}u;
      let iy = i32(y * ${stride}u + ky) - ${padding.top};
      let inside = iy >= 0 && iy < ${height};
      let line = (r / ${outHeight}u * ${height / scale}u + u32(iy)${x.upsampled ? ' / 2u' : ''}) * ${width / scale}u;
      ${repeat(columns, column)}
      ${repeat(outputs, gradients)}
      ${repeat(pixels, add)}
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

/** The number of slices of the batch's rows that makes about `invocations` invocations. */
export function filterGradSplits(
  batch: number,
  x: PlacedTensor,
  dOut: PlacedTensor,
  { kernel }: ConvAttrs,
  invocations: number,
): number {
  const perSlice = kernel * vectors(channelsOf(x)) * vectors(channelsOf(dOut));
  return Math.max(1, Math.min(batch * dOut.shape[0]!, Math.round(invocations / perSlice)));
}
