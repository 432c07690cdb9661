import { channelsOf, type PlacedTensor, rowsOf } from '../../plan/region.ts';
import type { Arg } from '../plan/calls.ts';
import { fours, type Lower, type Lowering } from '../plan/lowering.ts';

/** What both kernels are told of the heads: tokens, heads, their width, images, scale and whole channels. */
function headsOf(plan: Lowering, q: PlacedTensor, heads: number) {
  const [tokens, width] = [rowsOf(q), channelsOf(q) / heads];
  const args: Arg[] = [tokens, heads, width, plan.images, { float: 1 / Math.sqrt(width) }, fours(q) * 4];
  const [filled, across] = [4 * Math.ceil(width / 4), 4 * Math.ceil(tokens / 4)];
  return { args, turned: width * across * 4, whole: tokens * filled * 4, row: across * 4 };
}

export const attention: Lower<'attention'> = ({ node, plan }) => {
  const inputs = node.inputs.map(id => plan.plain(id));
  const out = plan.allocate(node.outputs[0]!);
  const { args, turned, whole, row } = headsOf(plan, inputs[0]!, node.attrs.heads);
  const places = [...inputs, out].flatMap(tensor => plan.at(tensor));
  plan.emit('attention', ...places, ...args, plan.scratch(turned + 3 * whole + row));
};

export const attentionGrad: Lower<'attentionGrad'> = ({ node, plan }) => {
  const inputs = node.inputs.map(id => plan.plain(id));
  const outputs = node.outputs.map(id => plan.allocate(id));
  const { args, turned, whole, row } = headsOf(plan, inputs[0]!, node.attrs.heads);
  const places = [...inputs, ...outputs].flatMap(tensor => plan.at(tensor));
  plan.emit('attentionGrad', ...places, ...args, plan.scratch(2 * turned + 6 * whole + 2 * row));
};
