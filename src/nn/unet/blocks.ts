/** The blocks of diffusers' UNet2DModel: residual block, attention, and the changes of resolution. */
import type { ValueId } from '../graph.ts';
import type { GraphBuilder } from '../graphBuilder.ts';
import { conv, groupNorm, linear } from './layers.ts';
import type { UNetConfig } from './unetConfig.ts';

export interface BlockContext {
  readonly g: GraphBuilder;
  readonly config: UNetConfig;
  /** silu(time and class embedding) [4 * block_out_channels[0]]. */
  readonly embedding: ValueId;
}

/** ResnetBlock2D: norm, SiLU, conv, + time, norm, SiLU, conv, + shortcut. x [H, W, I] -> [H, W, out]. */
export function residualBlock(
  { g, config, embedding }: BlockContext,
  name: string,
  x: ValueId,
  out: number,
  outputScale = 1,
): ValueId {
  const norm = { groups: config.norm_num_groups, eps: config.norm_eps };
  const scaleShift = config.resnet_time_scale_shift === 'scale_shift';
  let h = groupNorm(g, `${name}.norm1`, x, { ...norm, silu: true });
  h = conv(g, `${name}.conv1`, h, out);
  const time = linear(g, `${name}.time_emb_proj`, embedding, scaleShift ? 2 * out : out);
  if (scaleShift) {
    h = groupNorm(g, `${name}.norm2`, h, { ...norm, silu: false });
    h = g.one('silu', [g.one('modulate', [h, time], {})], {});
  } else {
    h = g.one('addChannels', [h, time], {});
    h = groupNorm(g, `${name}.norm2`, h, { ...norm, silu: true });
  }
  h = conv(g, `${name}.conv2`, h, out);
  const unchanged = g.value(x).shape[2] === out;
  const shortcut = unchanged ? x : conv(g, `${name}.conv_shortcut`, x, out, { kernel: 1 });
  return rescale(g, g.one('add', [shortcut, h], {}), outputScale);
}

/** Attention with its norm and residual connection. x [H, W, C] -> [H, W, C]; `groups` null means no norm. */
export function attentionBlock(
  { g, config }: BlockContext,
  name: string,
  x: ValueId,
  groups: number | null,
  outputScale = 1,
): ValueId {
  const channels = g.value(x).shape[2]!;
  const headDim = config.attention_head_dim ?? channels;
  const heads = Math.floor(channels / headDim);
  if (heads * headDim !== channels) {
    throw new Error(`${name}: attention_head_dim ${headDim} does not divide its ${channels} channels`);
  }
  const h =
    groups === null
      ? x
      : groupNorm(g, `${name}.group_norm`, x, { groups, eps: config.norm_eps, silu: false });
  const [q, k, v] = ['to_q', 'to_k', 'to_v'].map(part => linear(g, `${name}.${part}`, h, channels)) as [
    ValueId,
    ValueId,
    ValueId,
  ];
  const mixed = g.one('attention', [q, k, v], { heads });
  const out = linear(g, `${name}.to_out.0`, mixed, channels);
  return rescale(g, g.one('add', [out, x], {}), outputScale);
}

/** Strided 3 x 3 convolution. [H, W, C] -> [H/2, W/2, C]. Padding 0 means diffusers' one-sided padding. */
export function downsample({ g, config }: BlockContext, name: string, x: ValueId): ValueId {
  const before = config.downsample_padding;
  const padding = { top: before, left: before, bottom: 1, right: 1 };
  return conv(g, `${name}.conv`, x, g.value(x).shape[2]!, { stride: 2, padding });
}

/** Nearest neighbour, then a 3 x 3 convolution. [H, W, C] -> [2 H, 2 W, C]. */
export function upsample({ g }: BlockContext, name: string, x: ValueId): ValueId {
  return conv(g, `${name}.conv`, g.one('upsample', [x], {}), g.value(x).shape[2]!);
}

function rescale(g: GraphBuilder, x: ValueId, divisor: number): ValueId {
  return divisor === 1 ? x : g.one('affine', [x], { scale: 1 / divisor, bias: 0 });
}
