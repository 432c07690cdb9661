/**
 * Scaled dot-product attention without storing the weights: an invocation handles one query (or, for the gradients of
 * keys and values, one key) of one head and iterates over the others, with a running maximum and sum (Milakov &
 * Gimelshein 2018).
 */
import type { Graph } from '../../../nn/graph.ts';
import { type Region, rowsOf, soleRegion, vectors } from '../../plan/region.ts';
import { KernelWriter, repeat } from '../plan/kernelWriter.ts';
import type { Lower, Lowering } from '../plan/lowering.ts';

/** One head's numbers for one pixel, in registers: as vectors if heads are whole vectors, else as numbers. */
interface Head {
  readonly lanes: readonly number[];
  readonly type: 'vec4f' | 'f32';
  readonly zero: string;
  load(k: KernelWriter, region: Region, pixel: string, lane: number): string;
  /** The product with its partner, as a number. */
  product(a: string, b: string): string;
}

interface Shape {
  readonly heads: number;
  readonly pixels: number;
  /** Channels of one head. */
  readonly depth: number;
  readonly c4: number;
}

function shapeOf(plan: Lowering, id: Graph['outputs'][string], heads: number): Shape {
  const tensor = plan.value(id);
  const channels = tensor.shape.at(-1)!;
  return { heads, pixels: rowsOf(tensor), depth: channels / heads, c4: vectors(channels) };
}

function headOf({ depth, c4 }: Shape): Head {
  if (depth % 4 === 0) {
    return {
      lanes: Array.from({ length: depth / 4 }, (_, i) => i),
      type: 'vec4f',
      zero: 'vec4f(0)',
      load: (k, region, pixel, lane) => k.load(region, `${pixel} * ${c4}u + head * ${depth / 4}u + ${lane}u`),
      product: (a, b) => `dot(${a}, ${b})`,
    };
  }
  return {
    lanes: Array.from({ length: depth }, (_, i) => i),
    type: 'f32',
    zero: '0.0',
    load: (k, region, pixel, lane) => {
      const channel = `(head * ${depth}u + ${lane}u)`;
      return `${k.load(region, `${pixel} * ${c4}u + ${channel} / 4u`)}[${channel} % 4u]`;
    },
    product: (a, b) => `${a} * ${b}`,
  };
}

/** A statement that writes one lane. Numbers share vectors with other heads' invocations, so they are written singly. */
function write(
  k: KernelWriter,
  shape: Shape,
  region: Region,
  pixel: string,
  lane: number,
  value: string,
): string {
  if (shape.depth % 4 === 0) {
    return k.store(region, `${pixel} * ${shape.c4}u + head * ${shape.depth / 4}u + ${lane}u`, value);
  }
  const channel = `(head * ${shape.depth}u + ${lane}u)`;
  return `${k.bind(region)}[${pixel} * ${shape.c4}u + ${channel} / 4u][${channel} % 4u] = ${value};`;
}

/** Zeroes the padding of a pixel's last vector. */
function clearRest(k: KernelWriter, { heads, depth, c4 }: Shape, region: Region, pixel: string): string {
  const channels = heads * depth;
  if (channels % 4 === 0) return '';
  const rest = Array.from({ length: c4 * 4 - channels }, (_, i) => channels + i);
  return `if (head == 0u) { ${rest
    .map(c => `${k.bind(region)}[${pixel} * ${c4}u + ${c >> 2}u][${c % 4}] = 0;`)
    .join(' ')} }`;
}

const sumOf = (head: Head, a: (lane: number) => string, b: (lane: number) => string): string =>
  head.lanes.map(lane => head.product(a(lane), b(lane))).join(' + ');

const index = ({ pixels, heads }: Shape): string => `
  let own = id / ${heads}u;
  let head = id % ${heads}u;
  let first = own / ${pixels}u * ${pixels}u;`;

export const attention: Lower<'attention'> = ({ node, plan, flops }) => {
  const [q, key, value] = node.inputs.map(id => soleRegion(plan.dense(plan.tensor(id)))) as [
    Region,
    Region,
    Region,
  ];
  const shape = shapeOf(plan, node.outputs[0]!, node.attrs.heads);
  const out = soleRegion(plan.allocate(node.outputs[0]!));
  const head = headOf(shape);
  const k = new KernelWriter();
  const each = (text: (lane: number) => string) => repeat(head.lanes.length, text);
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: plan.batch * shape.pixels * shape.heads,
      body: `${index(shape)}
  ${each(i => `let q${i} = ${head.load(k, q, 'own', i)} * ${1 / Math.sqrt(shape.depth)}f; var sum${i} = ${head.zero};`)}
  var highest = -3.0e38;
  var total = 0.0;
  for (var other = first; other < first + ${shape.pixels}u; other++) {
    let score = ${sumOf(
      head,
      i => `q${i}`,
      i => head.load(k, key, 'other', i),
    )};
    let next = max(highest, score);
    let shrink = exp(highest - next);
    let weight = exp(score - next);
    total = total * shrink + weight;
    ${each(i => `sum${i} = sum${i} * shrink + weight * ${head.load(k, value, 'other', i)};`)}
    highest = next;
  }
  ${each(i => write(k, shape, out, 'own', i, `sum${i} / total`))}
  ${clearRest(k, shape, out, 'own')}`,
    }),
  );
};

/**
 * With p the weights and dP = dOut v: dQ = sum p (dP - D) k / sqrt(d) over the keys, D being the mean of dP under p; dV
 * and dK are the sums of p dOut and p (dP - D) q / sqrt(d) over the queries. The first dispatch computes dQ and stores
 * each query's maximum, sum and D for the second.
 */
export const attentionGrad: Lower<'attentionGrad'> = ({ node, plan, flops }) => {
  const [q, key, value, dOut] = node.inputs.map(id => soleRegion(plan.dense(plan.tensor(id)))) as Region[];
  const shape = shapeOf(plan, node.outputs[0]!, node.attrs.heads);
  const [dQ, dK, dV] = node.outputs.map(id => soleRegion(plan.allocate(id))) as [Region, Region, Region];
  const head = headOf(shape);
  const each = (text: (lane: number) => string) => repeat(head.lanes.length, text);
  const invocations = plan.batch * shape.pixels * shape.heads;
  const scale = `${1 / Math.sqrt(shape.depth)}f`;
  const kept = plan.region(invocations, 'vec4f');

  const byQuery = new KernelWriter();
  plan.emit(
    byQuery.finish({
      label: `${node.kind} of queries`,
      flops: flops / 2,
      workgroupSize: 64,
      invocations,
      body: `${index(shape)}
  ${each(
    i => `let q${i} = ${head.load(byQuery, q!, 'own', i)} * ${scale}; let d${i} = ${head.load(byQuery, dOut!, 'own', i)};
  var keys${i} = ${head.zero}; var weighted${i} = ${head.zero};`,
  )}
  var highest = -3.0e38;
  var total = 0.0;
  var mean = 0.0;
  for (var other = first; other < first + ${shape.pixels}u; other++) {
    ${each(i => `let k${i} = ${head.load(byQuery, key!, 'other', i)};`)}
    let score = ${sumOf(
      head,
      i => `q${i}`,
      i => `k${i}`,
    )};
    let dP = ${sumOf(
      head,
      i => `d${i}`,
      i => head.load(byQuery, value!, 'other', i),
    )};
    let next = max(highest, score);
    let shrink = exp(highest - next);
    let weight = exp(score - next);
    total = total * shrink + weight;
    mean = mean * shrink + weight * dP;
    ${each(i => `keys${i} = keys${i} * shrink + weight * k${i}; weighted${i} = weighted${i} * shrink + weight * dP * k${i};`)}
    highest = next;
  }
  mean /= total;
  ${each(i => write(byQuery, shape, dQ, 'own', i, `(weighted${i} - mean * keys${i}) / total * ${scale}`))}
  ${clearRest(byQuery, shape, dQ, 'own')}
  ${byQuery.store(kept, 'id', 'vec4f(highest, total, mean, 0)')}`,
    }),
  );

  const byKey = new KernelWriter();
  plan.emit(
    byKey.finish({
      label: `${node.kind} of keys`,
      flops: flops / 2,
      workgroupSize: 64,
      invocations,
      body: `${index(shape)}
  ${each(
    i => `let k${i} = ${head.load(byKey, key!, 'own', i)} * ${scale}; let v${i} = ${head.load(byKey, value!, 'own', i)};
  var dK${i} = ${head.zero}; var dV${i} = ${head.zero};`,
  )}
  for (var other = first; other < first + ${shape.pixels}u; other++) {
    let query = ${byKey.load(kept, `other * ${shape.heads}u + head`)};
    ${each(i => `let q${i} = ${head.load(byKey, q!, 'other', i)}; let d${i} = ${head.load(byKey, dOut!, 'other', i)};`)}
    let weight = exp(${sumOf(
      head,
      i => `k${i}`,
      i => `q${i}`,
    )} - query.x) / query.y;
    let dScore = weight * (${sumOf(
      head,
      i => `v${i}`,
      i => `d${i}`,
    )} - query.z);
    ${each(i => `dV${i} += weight * d${i}; dK${i} += dScore * q${i};`)}
  }
  ${each(i => write(byKey, shape, dK, 'own', i, `dK${i} * ${scale}`) + write(byKey, shape, dV, 'own', i, `dV${i}`))}
  ${clearRest(byKey, shape, dK, 'own')} ${clearRest(byKey, shape, dV, 'own')}`,
    }),
  );
};
