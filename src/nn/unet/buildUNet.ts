/** diffusers' UNet2DModel as a graph. */
import type { Graph, ValueId } from '../graph.ts';
import { GraphBuilder } from '../graphBuilder.ts';
import { attentionBlock, type BlockContext, downsample, residualBlock, upsample } from './blocks.ts';
import { conv, groupNorm, linear } from './layers.ts';
import { sampleSize, type UNetConfig } from './unetConfig.ts';

/**
 * Inputs: `x` [H, W, in_channels], `t` [], with classes `classLabels` [] (all batched), and `params` [P].
 * Output: `out` [H, W, out_channels].
 *
 * @throws where the configuration does not fit together, e.g. channels that do not split into groups.
 */
export function buildUNet(config: UNetConfig): Graph {
  const g = new GraphBuilder();
  const channels = config.block_out_channels;
  const [height, width] = sampleSize(config);
  let x = g.input('x', [height, width, config.in_channels], true);
  if (config.center_input_sample) x = g.one('affine', [x], { scale: 2, bias: -1 });
  const context: BlockContext = { g, config, embedding: buildEmbedding(g, config) };

  x = conv(g, 'conv_in', x, channels[0]!);
  const skips = [x];
  channels.forEach((out, level) => {
    const name = `down_blocks.${level}`;
    const attention = config.down_block_types[level] === 'AttnDownBlock2D';
    for (let j = 0; j < config.layers_per_block; j++) {
      x = layer(context, name, j, x, out, attention);
      skips.push(x);
    }
    if (level < channels.length - 1) {
      x = downsample(context, `${name}.downsamplers.0`, x);
      skips.push(x);
    }
  });

  if (config.mid_block_type !== null) x = buildMiddle(context, x);

  const upward = [...channels].reverse();
  upward.forEach((out, level) => {
    const name = `up_blocks.${level}`;
    const attention = config.up_block_types[level] === 'AttnUpBlock2D';
    for (let j = 0; j <= config.layers_per_block; j++) {
      x = layer(context, name, j, g.one('concat', [x, skips.pop()!], {}), out, attention);
    }
    if (level < upward.length - 1) x = upsample(context, `${name}.upsamplers.0`, x);
  });

  x = groupNorm(g, 'conv_norm_out', x, { groups: config.norm_num_groups, eps: config.norm_eps, silu: true });
  return g.finish({ out: conv(g, 'conv_out', x, config.out_channels) });
}

/** Time, and where the model has classes the label, to silu(embedding) [4 * block_out_channels[0]]. */
function buildEmbedding(g: GraphBuilder, config: UNetConfig): ValueId {
  const dim = config.block_out_channels[0]!;
  const sines = g.one('timeEmbedding', [g.input('t', [], true)], {
    dim,
    flipSinToCos: config.flip_sin_to_cos,
    freqShift: config.freq_shift,
  });
  const hidden = g.one('silu', [linear(g, 'time_embedding.linear_1', sines, 4 * dim)], {});
  let embedding = linear(g, 'time_embedding.linear_2', hidden, 4 * dim);
  if (config.num_class_embeds !== null) {
    const shape = [config.num_class_embeds, 4 * dim];
    const table = g.param('class_embedding.weight', shape, 'plain', { kind: 'normal' });
    const label = g.one('embedding', [g.input('classLabels', [], true), table], {});
    embedding = g.one('add', [embedding, label], {});
  }
  return g.one('silu', [embedding], {});
}

function layer(
  context: BlockContext,
  block: string,
  index: number,
  x: ValueId,
  out: number,
  attention: boolean,
): ValueId {
  const h = residualBlock(context, `${block}.resnets.${index}`, x, out);
  const groups = context.config.norm_num_groups;
  return attention ? attentionBlock(context, `${block}.attentions.${index}`, h, groups) : h;
}

function buildMiddle(context: BlockContext, x: ValueId): ValueId {
  const { g, config } = context;
  const out = g.value(x).shape[2]!;
  const scale = config.mid_block_scale_factor;
  // diffusers leaves the middle attention's norm out where time enters by scale and shift and no groups are given.
  const fallback = config.resnet_time_scale_shift === 'default' ? config.norm_num_groups : null;
  const groups = config.attn_norm_num_groups ?? fallback;
  let h = residualBlock(context, 'mid_block.resnets.0', x, out, scale);
  if (config.add_attention) h = attentionBlock(context, 'mid_block.attentions.0', h, groups, scale);
  return residualBlock(context, 'mid_block.resnets.1', h, out, scale);
}
