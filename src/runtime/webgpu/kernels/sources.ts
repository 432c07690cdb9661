/** Ops that bring values in: feeds, weights and embeddings. */
import { elements } from '../../../nn/graph.ts';
import { channelsOf, soleRegion, vectors } from '../../plan/region.ts';
import { KernelWriter } from '../plan/kernelWriter.ts';
import { denseTensor, type Lower } from '../plan/lowering.ts';
import { SIN_COS } from './trigonometry.ts';

/** Memory that the plan's owner fills, or, for a flat vector of the parameters' length, a buffer of that name. */
export const input: Lower<'input'> = ({ node, plan }) => {
  const { name, shape, batched } = node.attrs;
  const id = node.outputs[0]!;
  if (!batched && elements(shape) === plan.graph.paramCount && shape.length === 1) {
    const place = { kind: 'external', buffer: name, offset: 0 } as const;
    plan.set(id, denseTensor({ bytes: plan.placement.bytes, storage: 'vec4f', place }, shape, false));
  } else if (!batched && shape.length === 0) {
    plan.setStepNumber(id, name);
  } else {
    plan.allocate(id);
  }
};

export const param: Lower<'param'> = ({ node, plan }) => {
  const { name, shape } = node.attrs;
  const placed = plan.placement.placed.find(({ param: { name: other } }) => other === name);
  if (!placed) throw new Error(`Plan: there is no parameter '${name}'`);
  const flat = soleRegion(plan.tensor(node.inputs[0]!));
  if (flat.place.kind !== 'external')
    throw new Error('Plan: the parameters must lie in a buffer of their own');
  const region = {
    bytes: placed.size4 * 16,
    storage: 'vec4f',
    place: { ...flat.place, offset: placed.offset },
  } as const;
  plan.set(node.outputs[0]!, denseTensor(region, shape, false));
};

/** diffusers' get_timestep_embedding: see the tfjs kernel of the same name. */
export const timeEmbedding: Lower<'timeEmbedding'> = ({ node, plan, flops }) => {
  const { dim, flipSinToCos, freqShift } = node.attrs;
  const half = Math.floor(dim / 2);
  const frequencies = Array.from({ length: half }, (_, i) =>
    Math.fround(Math.exp((-Math.log(10_000) * i) / (half - freqShift))),
  );
  const t = plan.tensor(node.inputs[0]!);
  const out = plan.allocate(node.outputs[0]!);
  const c4 = vectors(dim);
  const k = new KernelWriter();
  const time = k.load(soleRegion(t), `id / ${c4}u`);
  const [first, second] = flipSinToCos ? ['y', 'x'] : ['x', 'y'];
  const lane = (i: number) => `number(time, (id % ${c4}u) * 4u + ${i}u)`;
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: plan.batch * c4,
      head: `${SIN_COS}
const FREQUENCIES = array<f32, ${half}>(${frequencies.map(f => `${f}f`).join(', ')});
fn number(time: f32, j: u32) -> f32 {
  if (j < ${half}u) { return sin_cos(time * FREQUENCIES[j]).${first}; }
  if (j < ${2 * half}u) { return sin_cos(time * FREQUENCIES[j - ${half}u]).${second}; }
  return 0;
}`,
      body: `
  let time = ${time};
  ${k.store(soleRegion(out), 'id', `vec4f(${[0, 1, 2, 3].map(lane).join(', ')})`)}`,
    }),
  );
};

export const embedding: Lower<'embedding'> = ({ node, plan, flops }) => {
  const [labels, table] = node.inputs.map(id => soleRegion(plan.tensor(id))) as [
    ReturnType<typeof soleRegion>,
    ReturnType<typeof soleRegion>,
  ];
  const out = plan.allocate(node.outputs[0]!);
  const c4 = vectors(channelsOf(out));
  const k = new KernelWriter();
  const row = `u32(${k.load(labels, `id / ${c4}u`)})`;
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: plan.batch * c4,
      body: `  ${k.store(soleRegion(out), 'id', k.load(table, `${row} * ${c4}u + id % ${c4}u`))}`,
    }),
  );
};

/** Each invocation walks through the batch for its piece of the table. */
export const embeddingGrad: Lower<'embeddingGrad'> = ({ node, plan, flops }) => {
  const labels = soleRegion(plan.tensor(node.inputs[0]!));
  const dOut = plan.dense(plan.tensor(node.inputs[1]!));
  const c4 = vectors(channelsOf(dOut));
  const size4 = node.attrs.count * c4;
  const sums = plan.partials(size4);
  plan.setPartialSums(node.outputs[0]!, { region: sums, offset4: 0, count: 1, stride4: size4 });
  const k = new KernelWriter();
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: size4,
      body: `
  var sum = vec4f(0);
  for (var image = 0u; image < ${plan.batch}u; image++) {
    if (u32(${k.load(labels, 'image')}) == id / ${c4}u) { sum += ${k.load(soleRegion(dOut), `image * ${c4}u + id % ${c4}u`)}; }
  }
  ${k.store(sums, 'id', 'sum')}`,
    }),
  );
};
