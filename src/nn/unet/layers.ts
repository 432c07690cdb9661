/** Layers with weights, under the names that diffusers gives them. */
import type { ValueId } from '../graph.ts';
import type { GraphBuilder } from '../graphBuilder.ts';
import type { Padding } from '../ops/opAttrs.ts';

export const samePadding = (kernel: number): Padding => {
  const side = (kernel - 1) / 2;
  return { top: side, bottom: side, left: side, right: side };
};

export function linear(g: GraphBuilder, name: string, x: ValueId, fanOut: number): ValueId {
  const fanIn = g.value(x).shape.at(-1)!;
  const init = { kind: 'uniform', fanIn } as const;
  const weight = g.param(`${name}.weight`, [fanIn, fanOut], 'linear', init);
  const bias = g.param(`${name}.bias`, [fanOut], 'plain', init);
  return g.one('linear', [x, weight, bias], {});
}

export interface ConvOptions {
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: Padding;
}

export function conv(
  g: GraphBuilder,
  name: string,
  x: ValueId,
  fanOut: number,
  { kernel = 3, stride = 1, padding = samePadding(kernel) }: ConvOptions = {},
): ValueId {
  const channels = g.value(x).shape[2]!;
  const init = { kind: 'uniform', fanIn: channels * kernel * kernel } as const;
  const weight = g.param(`${name}.weight`, [kernel, kernel, channels, fanOut], 'conv', init);
  const bias = g.param(`${name}.bias`, [fanOut], 'plain', init);
  return g.one('conv2d', [x, weight, bias], { kernel, stride, padding });
}

export function groupNorm(
  g: GraphBuilder,
  name: string,
  x: ValueId,
  options: { readonly groups: number; readonly eps: number; readonly silu: boolean },
): ValueId {
  const channels = g.value(x).shape[2]!;
  const gamma = g.param(`${name}.weight`, [channels], 'plain', { kind: 'constant', value: 1 });
  const beta = g.param(`${name}.bias`, [channels], 'plain', { kind: 'constant', value: 0 });
  return g.one('groupNorm', [x, gamma, beta], options);
}
