import { channelsOf } from '../../plan/region.ts';
import type { Arg } from '../plan/calls.ts';
import { fours, type Lower } from '../plan/lowering.ts';

export const groupNorm: Lower<'groupNorm'> = ({ node, plan }) => {
  const { groups, eps, silu } = node.attrs;
  const x = plan.plain(node.inputs[0]!);
  const [gamma, beta] = [plan.tensor(node.inputs[1]!), plan.tensor(node.inputs[2]!)];
  const [y, mean, rstd] = node.outputs.map(id => plan.allocate(id));
  plan.emit(
    'groupNorm',
    ...plan.at(x),
    ...plan.at(y!),
    plan.rows(x) / plan.images,
    fours(x),
    plan.images,
    groups,
    channelsOf(x) / groups,
    { float: eps },
    silu ? 1 : 0,
    plan.start(gamma),
    plan.start(beta),
    plan.start(mean!),
    plan.start(rstd!),
    plan.scratch(4 * fours(x) * 16),
  );
};

export const groupNormGrad: Lower<'groupNormGrad'> = ({ node, fused, plan }) => {
  const { groups, silu } = node.attrs;
  const [xId, gamma, beta, mean, rstd, dOutId] = node.inputs as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [x, dOut] = [plan.plain(xId), plan.plain(dOutId)];
  const [first, second] = [0, 1].map((i): Arg[] => {
    const id = fused.residuals[i];
    return id === undefined ? [0, 0] : plan.at(plan.plain(id));
  });
  const dX = plan.allocate(fused.result);
  const [dGamma, dBeta] = node.outputs.slice(1).map(id => plan.allocate(id));
  plan.emit(
    'groupNormGrad',
    ...plan.at(x),
    ...plan.at(dOut),
    ...plan.at(dX),
    plan.rows(x) / plan.images,
    fours(x),
    plan.images,
    groups,
    channelsOf(x) / groups,
    silu ? 1 : 0,
    ...[gamma, beta, mean, rstd].map(id => plan.start(plan.tensor(id))),
    plan.start(dGamma!),
    plan.start(dBeta!),
    ...first!,
    ...second!,
    plan.scratch(6 * fours(x) * 16),
  );
  plan.addAll(dX, fused.residuals.slice(2));
};
