/** Linear layers and their gradients: matrix products over rows of features. */
import { fours, type Lower } from '../plan/lowering.ts';

export const linear: Lower<'linear'> = ({ node, fused, plan }) => {
  const x = plan.plain(node.inputs[0]!);
  const [weight, bias] = [plan.tensor(node.inputs[1]!), plan.tensor(node.inputs[2]!)];
  const [c4, n4] = [fours(x), fours(weight)];
  const packed = plan.pack('packWeights', weight, c4 * n4 * 64, [1, weight.shape[0]!, c4 * 4, n4]);
  const out = plan.allocate(fused.result);
  plan.emit(
    'matrixProduct',
    ...plan.at(x),
    plan.rows(x),
    c4 * 4,
    packed,
    plan.start(bias),
    ...plan.at(out),
    n4,
  );
  plan.addAll(out, fused.residuals);
};

export const linearInputGrad: Lower<'linearInputGrad'> = ({ node, fused, plan }) => {
  const [dOut, weight] = [plan.plain(node.inputs[0]!), plan.tensor(node.inputs[1]!)];
  const dX = plan.allocate(fused.result);
  const [c4, n4] = [fours(dX), fours(weight)];
  const packed = plan.pack('packTransposed', weight, c4 * n4 * 64, [1, weight.shape[0]!, c4 * 4, n4]);
  const noBias = plan.zeros(c4 * 16);
  plan.emit('matrixProduct', ...plan.at(dOut), plan.rows(dOut), n4 * 4, packed, noBias, ...plan.at(dX), c4);
  plan.addAll(dX, fused.residuals);
};

export const linearWeightGrad: Lower<'linearWeightGrad'> = ({ node, plan }) => {
  const [x, dOut] = [plan.plain(node.inputs[0]!), plan.plain(node.inputs[1]!)];
  const dWeight = plan.allocate(node.outputs[0]!);
  const [c4, n4] = [fours(x), fours(dOut)];
  const rows = dWeight.shape[0]!;
  const whole = rows === c4 * 4 ? plan.start(dWeight) : plan.scratch(c4 * n4 * 64);
  plan.emit('transposedProduct', ...plan.at(x), ...plan.at(dOut), plan.rows(x), c4, n4, whole, n4 * 16);
  if (rows !== c4 * 4) plan.emit('copyRows', whole, n4 * 16, plan.start(dWeight), n4 * 16, rows, n4);
};
