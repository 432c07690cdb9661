/** Ops on each element, and sums over pixels. */
import type { GraphNode } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import { channelsOf, type PlacedTensor, rowsOf, soleRegion, vectors } from '../../plan/region.ts';
import { KernelWriter } from '../plan/kernelWriter.ts';
import type { Lower, NodeLowering } from '../plan/lowering.ts';
import { loadVector } from './loadVector.ts';
import { SILU } from './silu.ts';
import { workgroupSum } from './workgroupSum.ts';

/** One invocation per vector of the first output; `write` builds its expression from the inputs'. */
function elementwise(
  { node, plan, flops }: NodeLowering,
  write: (inputs: readonly string[]) => string,
  head = '',
): void {
  const inputs = node.inputs.map(id => plan.tensor(id)).map(t => (t.upsampled ? plan.dense(t) : t));
  const out = plan.allocate(node.outputs[0]!);
  const c4 = vectors(channelsOf(out));
  const images = out.batched ? plan.batch : 1;
  const k = new KernelWriter();
  const pixels = rowsOf(out);
  const expressions = inputs.map(t =>
    // A vector an image, among images.
    loadVector(k, t, t.shape.length < out.shape.length ? `(row / ${pixels}u)` : 'row', 'c'),
  );
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: images * pixels * c4,
      head,
      body: `
  let row = id / ${c4}u;
  let c = id % ${c4}u;
  ${k.store(soleRegion(out), 'id', write(expressions))}`,
    }),
  );
}

export const silu: Lower<'silu'> = at => elementwise(at, ([x]) => `silu(${x})`, SILU);
export const siluGrad: Lower<'siluGrad'> = at =>
  elementwise(at, ([x, dOut]) => `${dOut} * silu_slope(${x})`, SILU);
export const add: Lower<'add'> = at => elementwise(at, ([a, b]) => `${a} + ${b}`);
export const addChannels: Lower<'addChannels'> = at => elementwise(at, ([x, c]) => `${x} + ${c}`);

export const affine: Lower<'affine'> = at => {
  const { scale, bias } = at.node.attrs;
  const channels = channelsOf(at.plan.tensor(at.node.inputs[0]!));
  // The bias must not reach what fills up the last vector.
  const lanes = [0, 1, 2, 3].map(lane => `select(0.0, ${bias}f, c * 4u + ${lane}u < ${channels}u)`);
  elementwise(at, ([x]) =>
    bias === 0 ? `${x} * ${scale}f` : `${x} * ${scale}f + vec4f(${lanes.join(', ')})`,
  );
};

/** Sums vectors over an image's pixels; a workgroup handles one image and one vector of channels. */
function pixelSums(
  { node, plan, flops }: NodeLowering,
  inputs: readonly PlacedTensor[],
  terms: (inputs: readonly string[]) => readonly string[],
  write: (k: KernelWriter, sums: readonly string[]) => string,
): void {
  const [x] = inputs;
  const c4 = vectors(channelsOf(x!));
  const pixels = rowsOf(x!);
  const k = new KernelWriter();
  const expressions = terms(inputs.map(t => loadVector(k, t, `(image * ${pixels}u + p)`, 'c')));
  const names = expressions.map((_, i) => `sum${i}`);
  const shared = workgroupSum(plan.options.tiling.summing, names.length);
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: shared.size,
      workgroups: plan.batch * c4,
      head: shared.head,
      body: `
  let image = group / ${c4}u;
  let c = group % ${c4}u;
  ${shared.sum(pixels, Object.fromEntries(names.map((name, i) => [name, expressions[i]!])))}
  if (local == 0u) { ${write(k, names)} }`,
    }),
  );
}

const readable = ({ plan }: NodeLowering, id: number): PlacedTensor => {
  const tensor = plan.tensor(id);
  return tensor.upsampled ? plan.dense(tensor) : tensor;
};

export const sumSpatial: Lower<'sumSpatial'> = at => {
  const out = soleRegion(at.plan.allocate(at.node.outputs[0]!));
  pixelSums(
    at,
    [readable(at, at.node.inputs[0]!)],
    ([x]) => [x!],
    (k, [sum]) => k.store(out, 'group', sum!),
  );
};

/** Nothing where the filter's gradient has summed dOut on its way; else a sum an image. */
export const sumToChannels: Lower<'sumToChannels'> = at => {
  const { node, plan } = at;
  const [out] = node.outputs as [number];
  if (plan.hasPartialSums(out)) return;
  const x = readable(at, node.inputs[0]!);
  const c4 = vectors(channelsOf(x));
  const partial = plan.partials(plan.batch * c4);
  plan.setPartialSums(out, { region: partial, offset4: 0, count: plan.batch, stride4: c4 });
  pixelSums(
    at,
    [x],
    ([value]) => [value!],
    (k, [sum]) => k.store(partial, 'group', sum!),
  );
};

/** The scale of channel vector c is vector c of [2 C]; the shift is that C further on, which must be whole vectors. */
function halves(node: GraphNode<OpKind>, plan: NodeLowering['plan']) {
  const scaleShift = plan.dense(plan.tensor(node.inputs[1]!));
  const channels = channelsOf(scaleShift) / 2;
  if (channels % 4 !== 0) throw new Error('Plan: scale and shift need channels in fours');
  return { scaleShift, c4: channels / 4 };
}

export const modulate: Lower<'modulate'> = at => {
  const { scaleShift, c4 } = halves(at.node, at.plan);
  const x = readable(at, at.node.inputs[0]!);
  const out = at.plan.allocate(at.node.outputs[0]!);
  const k = new KernelWriter();
  const pixels = rowsOf(x);
  const load = (shift: number) =>
    k.load(soleRegion(scaleShift), `row / ${pixels}u * ${2 * c4}u + c + ${shift}u`);
  at.plan.emit(
    k.finish({
      label: at.node.kind,
      flops: at.flops,
      workgroupSize: 64,
      invocations: at.plan.batch * pixels * c4,
      body: `
  let row = id / ${c4}u;
  let c = id % ${c4}u;
  ${k.store(soleRegion(out), 'id', `${loadVector(k, x, 'row', 'c')} * (1.0 + ${load(0)}) + ${load(c4)}`)}`,
    }),
  );
};

export const modulateGrad: Lower<'modulateGrad'> = at => {
  const { node, plan } = at;
  const { scaleShift, c4 } = halves(node, plan);
  const [x, dOut] = [readable(at, node.inputs[0]!), readable(at, node.inputs[2]!)];
  const dX = plan.allocate(node.outputs[0]!);
  const dScaleShift = soleRegion(plan.allocate(node.outputs[1]!));
  const k = new KernelWriter();
  const pixels = rowsOf(x);
  const scale = k.load(soleRegion(scaleShift), `row / ${pixels}u * ${2 * c4}u + c`);
  plan.emit(
    k.finish({
      label: node.kind,
      flops: at.flops,
      workgroupSize: 64,
      invocations: plan.batch * pixels * c4,
      body: `
  let row = id / ${c4}u;
  let c = id % ${c4}u;
  ${k.store(soleRegion(dX), 'id', `${loadVector(k, dOut, 'row', 'c')} * (1.0 + ${scale})`)}`,
    }),
  );
  pixelSums(
    { ...at, flops: 0 },
    [x, dOut],
    ([value, d]) => [`${value} * ${d}`, d!],
    (writer, [dScale, dShift]) =>
      writer.store(dScaleShift, `image * ${2 * c4}u + c`, dScale!) +
      writer.store(dScaleShift, `image * ${2 * c4}u + ${c4}u + c`, dShift!),
  );
};
