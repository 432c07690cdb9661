import { BLOCK, type Placed } from '../../plan/paramPlacement.ts';
import type { PartialSums, Region } from '../../plan/region.ts';
import { type Dispatch, KernelWriter } from '../plan/kernelWriter.ts';

/** One row for each block of 16 vectors of the flat vector: where it goes, its first partial sum, how many, how far apart. */
const ROW = 4;

/** Adds partial sums up in their order, for as many parameters as they are given for. */
export function sumPartials(
  parameters: readonly { readonly placed: Placed; readonly sums: PartialSums }[],
  from: Region,
  gradient: Region,
): Dispatch {
  const rows = parameters.flatMap(({ placed, sums }) => {
    const { place } = sums.region;
    if (place.kind !== 'within' || place.parent !== from) throw new Error('Plan: partial sums lie elsewhere');
    const first = place.offset / 16 + sums.offset4;
    return Array.from({ length: Math.ceil(placed.size4 / BLOCK) }, (_, block) => {
      const vectorsLeft = Math.min(BLOCK, placed.size4 - block * BLOCK);
      const count = sums.count | (vectorsLeft << 24);
      return [placed.offset / 16 + block * BLOCK, first + block * BLOCK, count, sums.stride4];
    }).flat();
  });
  const table: Region = {
    bytes: rows.length * 4,
    storage: 'u32',
    place: { kind: 'constant', data: Uint32Array.from(rows) },
  };
  const k = new KernelWriter();
  const row = (i: number) => k.load(table, `id / ${BLOCK}u * ${ROW}u + ${i}u`);
  return k.finish({
    label: 'sumPartials',
    flops: parameters.reduce((n, { placed, sums }) => n + placed.size4 * 4 * sums.count, 0),
    workgroupSize: 64,
    invocations: (rows.length / ROW) * BLOCK,
    body: `
  let lane = id % ${BLOCK}u;
  let packed = ${row(2)};
  if (lane >= packed >> 24u) { return; }
  var at = ${row(1)} + lane;
  let stride = ${row(3)};
  var sum = vec4f(0);
  for (var n = 0u; n < (packed & 0xffffffu); n++) { sum += ${k.load(from, 'at')}; at += stride; }
  ${k.store(gradient, `${row(0)} + lane`, 'sum')}`,
  });
}
