/** Loss, gradient and optimiser. */
import { elements } from '../../../nn/graph.ts';
import { denseParts, rowsOf } from '../../plan/region.ts';
import { fours, type Lower } from '../plan/lowering.ts';

export const mse: Lower<'mse'> = ({ node, plan }) => {
  const [prediction, target] = [plan.plain(node.inputs[0]!), plan.plain(node.inputs[1]!)];
  const [loss, lossByImage] = node.outputs.map(id => plan.start(plan.allocate(id)));
  const size = [plan.images, rowsOf(prediction), prediction.shape.at(-1)!];
  plan.emit('mse', ...plan.at(prediction), ...plan.at(target), ...size, lossByImage!, loss!);
};

export const mseGrad: Lower<'mseGrad'> = ({ node, plan }) => {
  const [prediction, target] = [plan.plain(node.inputs[0]!), plan.plain(node.inputs[1]!)];
  const out = plan.allocate(node.outputs[0]!);
  const scale = { float: 2 / (plan.options.lossImages * elements(prediction.shape)) };
  const size = [plan.rows(out), fours(out)];
  plan.emit('mseGrad', ...plan.at(prediction), ...plan.at(target), ...plan.at(out), ...size, scale);
};

/** Gradients are written to their places in the flat vector; what was computed elsewhere is copied there. */
export const flatten: Lower<'flatten'> = ({ node, plan }) => {
  const [id] = node.outputs as [number];
  const { bytes, placed } = plan.placement;
  for (const [i, input] of node.inputs.entries()) {
    const tensor = plan.plain(input);
    const { place } = tensor.parts[0]!.region;
    const { offset, size4 } = placed[i]!;
    if (place.kind === 'external' && place.buffer === 'gradient' && place.offset === offset) continue;
    const step = fours(tensor) * 16;
    const to = { region: plan.external('gradient', size4 * 16, offset), offset: 0 };
    plan.emit('copyRows', ...plan.at(tensor), to, step, plan.rows(tensor), fours(tensor));
  }
  const parts = denseParts(plan.external('gradient', bytes), plan.graph.paramCount);
  plan.set(id, { ...plan.value(id), upsampled: false, parts });
};

/** In place, and the running average in the same sweep where one follows. */
export const adam: Lower<'adam'> = ({ node, plan }) => {
  const [params, gradient, m, v, stepSize, vScale] = node.inputs.map(id => plan.tensor(id));
  const [next, nextM, nextV] = node.outputs as [number, number, number];
  const average = plan.reader(next, 'ema');
  const [ema, , decay] = average?.inputs.map(id => (plan.has(id) ? plan.tensor(id) : null)) ?? [];
  const { beta1, beta2, eps } = node.attrs;
  plan.emit(
    'adam',
    ...[params, gradient, m, v].map(tensor => plan.start(tensor!)),
    ema ? plan.start(ema) : 0,
    plan.placement.bytes / 16,
    plan.start(stepSize!),
    plan.start(vScale!),
    decay ? plan.start(decay) : 0,
    { float: beta1 },
    { float: beta2 },
    { float: eps },
  );
  plan.set(next, params!);
  plan.set(nextM, m!);
  plan.set(nextV, v!);
  if (average && ema) plan.set(average.outputs[0]!, ema);
};

/** Nothing where Adam's sweep has made it. */
export const ema: Lower<'ema'> = ({ node, plan }) => {
  const [id] = node.outputs as [number];
  if (plan.has(id)) return;
  const [average, params, decay] = node.inputs.map(input => plan.tensor(input));
  plan.emit(
    'average',
    plan.start(average!),
    plan.start(params!),
    plan.start(average!),
    plan.placement.bytes / 16,
    plan.start(decay!),
  );
  plan.set(id, average!);
};
