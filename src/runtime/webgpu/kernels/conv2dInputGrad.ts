/** The gradient of a convolution with respect to its input, computed directly. */
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import { type PlacedTensor, type Region, vectors } from '../../plan/region.ts';
import { type Dispatch, KernelWriter, repeat } from '../plan/kernelWriter.ts';
import { divisorUpTo, guarded, loadWhere } from './convTiling.ts';
import { loadVector } from './loadVector.ts';
import type { ConvTile } from './tiles.ts';

interface Conv2dInputGradOperands {
  readonly batch: number;
  /** [B, H', W', O]. */
  readonly dOut: PlacedTensor;
  readonly weight: Region;
  /** [B, H, W, I]. */
  readonly dX: PlacedTensor;
}

/**
 * dX[b, y, x, i] = sum over o and the taps that reached (y, x) of dOut weight[ky, kx, i, o]. With a stride s only every
 * s-th tap did, the same ones for pixels of equal parity: an invocation's pixels are s apart.
 */
export function conv2dInputGrad(
  { batch, dOut, weight, dX }: Conv2dInputGradOperands,
  { kernel, stride, padding }: ConvAttrs,
  residuals: readonly PlacedTensor[],
  tile: ConvTile,
  flops: number,
): Dispatch {
  const k = new KernelWriter();
  const [height, width, fanIn] = dX.shape as [number, number, number];
  const [outHeight, outWidth, fanOut] = dOut.shape as [number, number, number];
  const [in4, out4] = [vectors(fanIn), vectors(fanOut)];
  const inputs = divisorUpTo(in4, tile.vectors);
  const perClass = Math.ceil(width / stride);
  const pixels = Math.min(tile.pixels, perClass);
  const blocks = Math.ceil(perClass / pixels);
  /** Taps along x that reach one pixel, at most. */
  const taps = Math.ceil(kernel / stride);
  const columns = pixels + taps - 1;
  const weightName = k.bind(weight);
  const quads = tile.quads && stride === 1 && fanIn % 4 === 0;
  const lanesOf = (n: number, p: number) =>
    `vec4f(${[0, 1, 2, 3].map(lane => `dot(s${p}, v${n}_${lane})`).join(', ')})`;
  const column = (j: number) => {
    const load = loadVector(k, dOut, `(line + u32(ox${j}))`, 'c');
    const below = Math.floor(padding.left / stride) + j - taps + 1 < 0;
    const reach = Math.floor((padding.left + stride - 1) / stride);
    const above = (blocks - 1) * pixels + reach + j - taps + 1 >= outWidth;
    const conditions = ['inside', below ? `ox${j} >= 0` : '', above ? `ox${j} < ${outWidth}` : ''];
    return `let s${j} = ${loadWhere(conditions, load)};`;
  };
  const at = (m: number, n: number, lane: string) =>
    `${weightName}[w + (${m * stride * fanIn + n * 4}u + ${lane}) * ${out4}u]`;
  const multiply = (m: number, n: number) =>
    repeat(pixels, p => `a${p}_${n} += ${lanesOf(n, p - m + taps - 1)};`);
  const tap = (m: number) => {
    const text = repeat(
      inputs,
      n => `
      ${repeat(4, lane => `let v${n}_${lane} = ${quads ? `shared${m}_${n}_${lane}` : at(m, n, `${lane}u`)};`)}
      ${multiply(m, n)}`,
    );
    return taps * stride > kernel ? `if (firstTap + ${m * stride}u < ${kernel}u) {${text}}` : `{${text}}`;
  };
  // Everybody exchanges weights, also those whose row lies outside of the image.
  const exchange = repeat(taps, m =>
    repeat(
      inputs,
      n => `let own${m}_${n} = ${at(m, n, 'quad_lane')};
      ${repeat(4, lane => `let shared${m}_${n}_${lane} = quadBroadcast(own${m}_${n}, ${lane}u);`)}`,
    ),
  );
  const groups = in4 / inputs;
  const positions = batch * height * blocks;
  const padded = Math.ceil(positions / 4) * 4;
  const place = quads
    ? `let id = group * ${tile.workgroup}u + local;
  let i = min(id / ${padded}u, ${groups - 1}u) * ${inputs}u;
  let position = min(id % ${padded}u, ${positions - 1}u);
  let x0 = position % ${blocks}u * ${pixels}u;
  let parity = 0u;
  let row = position / ${blocks}u;`
    : `let i = (id % ${groups}u) * ${inputs}u;
  let x0 = (id / ${groups}u) % ${blocks}u * ${pixels}u;
  let parity = (id / ${groups * blocks}u) % ${stride}u;
  let row = id / ${groups * blocks * stride}u;`;
  const write = (p: number, n: number) => {
    const pixel = `(row * ${width}u + (x0 + ${p}u) * ${stride}u + parity)`;
    const own = fanIn % 4 === 0 ? `a${p}_${n}` : `select(vec4f(0), a${p}_${n}, kept${n})`;
    const terms = [own, ...residuals.map(r => loadVector(k, r, pixel, `(i + ${n}u)`))];
    return k.store(dX.parts[0]!.region, `${pixel} * ${in4}u + i + ${n}u`, terms.join(' + '));
  };
  const body = `
  ${place}
  let y = row % ${height}u;
  let image = row / ${height}u;
  let firstTap = (parity + ${padding.left}u) % ${stride}u;
  let reach = i32((parity + ${padding.left}u) / ${stride}u);
  ${repeat(inputs, n => repeat(pixels, p => `var a${p}_${n} = vec4f(0);`))}
  ${repeat(columns, j => `let ox${j} = i32(x0) + reach + ${j - taps + 1};`)}
  for (var turn = 0u; turn < ${taps * out4}u; turn++) {
      let ky = turn / ${out4}u * ${stride}u${stride === 1 ? '' : ` + (y + ${padding.top}u) % ${stride}u`};
      let c = turn % ${out4}u;
      let oy = (i32(y) + ${padding.top} - i32(ky)) / ${stride};
      let inside = ${taps * stride > kernel ? `ky < ${kernel}u && ` : ''}i32(y) + ${padding.top} >= i32(ky) && oy < ${outHeight};
      let line = (image * ${outHeight}u + u32(oy)) * ${outWidth}u;
      let w = ((ky * ${kernel}u + firstTap) * ${fanIn}u + i * 4u) * ${out4}u + c;
      ${quads ? exchange : ''}
      ${repeat(columns, column)}
      ${repeat(taps, tap)}
  }
  ${quads ? `if (id % ${padded}u >= ${positions}u || id >= ${padded * groups}u) { return; }` : ''}
  ${fanIn % 4 === 0 ? '' : repeat(inputs, n => `let kept${n} = vec4u(0, 1, 2, 3) + (i + ${n}u) * 4u < vec4u(${fanIn});`)}
  ${repeat(pixels, p =>
    guarded(
      p,
      blocks * pixels * stride > width,
      `(x0 + ${p}u) * ${stride}u + parity < ${width}u`,
      repeat(inputs, n => write(p, n)),
    ),
  )}`;
  return k.finish({
    label: 'conv2dInputGrad',
    flops,
    workgroupSize: tile.workgroup,
    ...(quads
      ? { workgroups: Math.ceil((padded * groups) / tile.workgroup), quads }
      : { invocations: positions * stride * groups }),
    body,
  });
}
