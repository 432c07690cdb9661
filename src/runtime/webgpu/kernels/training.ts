/** Loss, the sum of all partial gradients, Adam and the running average. */
import { elements, type GraphNode } from '../../../nn/graph.ts';
import {
  channelsOf,
  type PlacedTensor,
  type Region,
  rowsOf,
  soleRegion,
  vectors,
} from '../../plan/region.ts';
import { KernelWriter } from '../plan/kernelWriter.ts';
import type { Lower, Lowering } from '../plan/lowering.ts';
import { loadVector } from './loadVector.ts';
import { workgroupSum } from './workgroupSum.ts';

/** A workgroup sums the squares of one image; one more dispatch takes the mean over the images. */
export const mse: Lower<'mse'> = ({ node, plan, flops }) => {
  const [prediction, target] = node.inputs.map(id => plan.dense(plan.tensor(id))) as [
    PlacedTensor,
    PlacedTensor,
  ];
  const [loss, lossByImage] = node.outputs.map(id => soleRegion(plan.allocate(id))) as [Region, Region];
  const size4 = rowsOf(prediction) * vectors(channelsOf(prediction));
  const shared = workgroupSum(plan.options.tiling.summing, 1);
  const k = new KernelWriter();
  const at = (tensor: PlacedTensor) => k.load(soleRegion(tensor), `group * ${size4}u + p`);
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: shared.size,
      workgroups: plan.batch,
      head: shared.head,
      body: `
  ${shared.sum(size4, { sum: 'd * d' }, `let d = ${at(prediction)} - ${at(target)};`)}
  if (local == 0u) { ${k.store(lossByImage, 'group', `dot(sum, vec4f(1)) / ${elements(prediction.shape)}.0`)} }`,
    }),
  );
  const m = new KernelWriter();
  plan.emit(
    m.finish({
      label: 'meanLoss',
      flops: 0,
      workgroupSize: shared.size,
      workgroups: 1,
      head: shared.head,
      body: `
  ${shared.sum(plan.batch, { sum: `vec4f(${m.load(lossByImage, 'p')}, 0, 0, 0)` })}
  if (local == 0u) { ${m.store(loss, '0', `sum.x / ${plan.batch}.0`)} }`,
    }),
  );
};

export const mseGrad: Lower<'mseGrad'> = ({ node, plan, flops }) => {
  const [prediction, target] = node.inputs.map(id => plan.tensor(id)) as [PlacedTensor, PlacedTensor];
  const out = plan.allocate(node.outputs[0]!);
  const c4 = vectors(channelsOf(out));
  const k = new KernelWriter();
  const [p, t] = [prediction, target].map(tensor =>
    loadVector(k, plan.dense(tensor), `(id / ${c4}u)`, `id % ${c4}u`),
  );
  const scale = Math.fround(2 / (plan.batch * elements(out.shape)));
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: plan.batch * rowsOf(out) * c4,
      body: `  ${k.store(soleRegion(out), 'id', `(${p} - ${t}) * ${scale}f`)}`,
    }),
  );
};

/** All gradients in one vector, laid out like the parameters. Partial sums are added as late as possible. */
export const flatten: Lower<'flatten'> = ({ node, plan }) => {
  plan.sumGradients();
  plan.set(node.outputs[0]!, plan.gradient());
};

/** In place, fused with the running average if that follows. */
export const adam: Lower<'adam'> = ({ node, plan, flops }) => {
  const { beta1, beta2, eps } = node.attrs;
  const inputs = node.inputs.slice(0, 4).map(id => plan.tensor(id));
  const [params, gradient, m, v] = inputs.map(soleRegion) as [Region, Region, Region, Region];
  const [stepSize, vScale] = node.inputs.slice(4) as [number, number];
  // The weights, the moments and the average stay where they are.
  [inputs[0]!, inputs[2]!, inputs[3]!].forEach((tensor, i) => {
    plan.set(node.outputs[i]!, tensor);
  });
  const average = averageBehind(plan, node);
  const k = new KernelWriter();
  const number = (id: number) => plan.stepNumber(k, id);
  const ema = average && { region: soleRegion(plan.tensor(average.inputs[0]!)), decay: average.inputs[2]! };
  if (average) plan.set(average.outputs[0]!, plan.tensor(average.inputs[0]!));
  plan.emit(
    k.finish({
      label: ema ? 'adam and ema' : 'adam',
      flops,
      workgroupSize: 64,
      invocations: params.bytes / 16,
      body: `
  let g = ${k.load(gradient, 'id')};
  let m = ${k.load(m, 'id')} * ${beta1}f + g * ${1 - beta1}f;
  let v = ${k.load(v, 'id')} * ${beta2}f + g * g * ${1 - beta2}f;
  let p = ${k.load(params, 'id')} - m / (sqrt(v) * ${number(vScale)} + ${eps}f) * ${number(stepSize)};
  ${k.store(m, 'id', 'm')}
  ${k.store(v, 'id', 'v')}
  ${k.store(params, 'id', 'p')}
  ${ema ? `let e = ${k.load(ema.region, 'id')}; ${k.store(ema.region, 'id', `e + (p - e) * (1.0 - ${number(ema.decay)})`)}` : ''}`,
    }),
  );
};

function averageBehind(plan: Lowering, node: GraphNode): GraphNode | null {
  return plan.graph.nodes.find(({ kind, inputs }) => kind === 'ema' && inputs[1] === node.outputs[0]) ?? null;
}

export const ema: Lower<'ema'> = ({ node, plan }) => {
  if (!plan.has(node.outputs[0]!)) throw new Error('Plan: the running average must follow Adam');
};
