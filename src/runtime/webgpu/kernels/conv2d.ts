/**
 * Direct convolution. One invocation computes a block of pixels along x by a few vectors of channels, so each weight is
 * read once per block and everything else stays in registers.
 */
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import { type PlacedTensor, type Region, vectors } from '../../plan/region.ts';
import { type Dispatch, KernelWriter, repeat } from '../plan/kernelWriter.ts';
import { divisorUpTo, guarded, loadWhere } from './convTiling.ts';
import { loadVector } from './loadVector.ts';
import type { ConvTile } from './tiles.ts';

/** Fused additions to the result: tensors of its shape, and one vector per image. */
export interface Epilogue {
  readonly residuals: readonly PlacedTensor[];
  readonly perImage: PlacedTensor | null;
}

interface Conv2dOperands {
  readonly batch: number;
  /** [B, H, W, I]. */
  readonly x: PlacedTensor;
  /** [k, k, I, O]. */
  readonly weight: Region;
  /** [O]. */
  readonly bias: Region;
  /** [B, H', W', O]. */
  readonly out: PlacedTensor;
}

/** out[b, y, x, o] = bias[o] + sum over ky, kx, i of x[b, y s + ky - top, x s + kx - left, i] weight[ky, kx, i, o]. */
export function conv2d(
  { batch, x, weight, bias, out }: Conv2dOperands,
  { kernel, stride, padding }: ConvAttrs,
  { residuals, perImage }: Epilogue,
  tile: ConvTile,
  flops: number,
): Dispatch {
  const k = new KernelWriter();
  const [height, width, fanIn] = x.shape as [number, number, number];
  const [outHeight, outWidth, fanOut] = out.shape as [number, number, number];
  const out4 = vectors(fanOut);
  const outputs = divisorUpTo(out4, tile.vectors);
  const pixels = Math.min(tile.pixels, outWidth);
  const blocks = Math.ceil(outWidth / pixels);
  const columns = (pixels - 1) * stride + kernel;
  const scale = x.upsampled ? 2 : 1;
  const weightName = k.bind(weight);
  const quads = tile.quads && x.parts.every(({ channels }) => channels % 4 === 0);

  let firstRow = 0;
  const parts = x.parts.map(part => {
    const lanes = Math.min(4, part.channels);
    const column = (j: number) => {
      const below = j < padding.left;
      const above = (blocks * pixels - 1) * stride + j - (pixels - 1) * stride - padding.left >= width;
      const at = `(line + u32(ix${j})${x.upsampled ? ' / 2u' : ''}) * ${part.stride4}u + ${part.offset4}u + c`;
      const conditions = ['inside', below ? `ix${j} >= 0` : '', above ? `ix${j} < ${width}` : ''];
      return `let s${j} = ${loadWhere(conditions, k.load(part.region, at))};`;
    };
    const at = (kx: number, lane: number, n: number) =>
      `${weightName}[w + ${(kx * fanIn + lane) * out4 + n}u${quads ? ` + quad_lane * ${out4}u` : ''}]`;
    const add = (kx: number, lane: number, n: number, weight: string) =>
      repeat(pixels, p => `a${p}_${n} += s${p * stride + kx}[${lane}] * ${weight};`);
    const taps = (write: (kx: number, n: number) => string) =>
      repeat(kernel, kx => repeat(outputs, n => write(kx, n)));
    const multiply = quads
      ? taps((kx, n) => repeat(4, lane => add(kx, lane, n, `v${kx}_${lane}_${n}`)))
      : repeat(kernel, kx =>
          repeat(lanes, lane =>
            repeat(outputs, n => `{ let v = ${at(kx, lane, n)}; ${add(kx, lane, n, 'v')} }`),
          ),
        );
    // Everybody exchanges weights, also those whose row lies outside of the image: they add zeros.
    const exchange = quads
      ? taps(
          (kx, n) => `let own${kx}_${n} = ${at(kx, 0, n)};
        ${repeat(4, lane => `let v${kx}_${lane}_${n} = quadBroadcast(own${kx}_${n}, ${lane}u);`)}`,
        )
      : '';
    const c4 = vectors(part.channels);
    const text = `
    for (var turn = 0u; turn < ${kernel * c4}u; turn++) {
      let ky = turn / ${c4}u;
      let c = turn % ${c4}u;
      let iy = i32(y * ${stride}u + ky) - ${padding.top};
      let inside = iy >= 0 && iy < ${height};
      let line = (image * ${height / scale}u + u32(iy)${x.upsampled ? ' / 2u' : ''}) * ${width / scale}u;
      let w = ((ky * ${kernel}u) * ${fanIn}u + ${firstRow}u + c * 4u) * ${out4}u + o;
      ${exchange}
      ${repeat(columns, column)}
      ${multiply}
    }`;
    firstRow += part.channels;
    return text;
  });

  const write = (p: number, n: number) => {
    const pixel = `(row * ${outWidth}u + x0 + ${p}u)`;
    const terms = [`a${p}_${n}`, ...residuals.map(r => loadVector(k, r, pixel, `(o + ${n}u)`))];
    return k.store(out.parts[0]!.region, `${pixel} * ${out4}u + o + ${n}u`, terms.join(' + '));
  };
  const start = (n: number) => {
    const added = perImage ? ` + ${loadVector(k, perImage, 'image', `(o + ${n}u)`)}` : '';
    return `let start${n} = ${k.load(bias, `o + ${n}u`)}${added};`;
  };
  const groups = out4 / outputs;
  const positions = batch * outHeight * blocks;
  // Quads have four blocks of pixels and the same weights; what is left over computes a block again and does not write.
  const padded = Math.ceil(positions / 4) * 4;
  const place = quads
    ? `let id = group * ${tile.workgroup}u + local;
  let o = min(id / ${padded}u, ${groups - 1}u) * ${outputs}u;
  let position = min(id % ${padded}u, ${positions - 1}u);
  let x0 = position % ${blocks}u * ${pixels}u;
  let row = position / ${blocks}u;`
    : `let o = (id % ${groups}u) * ${outputs}u;
  let x0 = (id / ${groups}u) % ${blocks}u * ${pixels}u;
  let row = id / ${groups * blocks}u;`;
  const body = `
  ${place}
  let y = row % ${outHeight}u;
  let image = row / ${outHeight}u;
  ${repeat(outputs, start)}
  ${repeat(outputs, n => repeat(pixels, p => `var a${p}_${n} = start${n};`))}
  ${repeat(columns, j => `let ix${j} = i32(x0) * ${stride} + ${j - padding.left};`)}
  ${parts.join('')}
  ${quads ? `if (id % ${padded}u >= ${positions}u || id >= ${padded * groups}u) { return; }` : ''}
  ${repeat(pixels, p =>
    guarded(
      p,
      blocks * pixels > outWidth,
      `x0 + ${p}u < ${outWidth}u`,
      repeat(outputs, n => write(p, n)),
    ),
  )}`;
  return k.finish({
    label: 'conv2d',
    flops,
    workgroupSize: tile.workgroup,
    ...(quads
      ? { workgroups: Math.ceil((padded * groups) / tile.workgroup), quads }
      : { invocations: positions * groups }),
    body,
  });
}
