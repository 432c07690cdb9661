import { parseAttention, parseWidths } from '../../config/networkText.ts';
import type { MODEL_PARAMS } from '../../config/params/model.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { classesOf, shapeOf } from '../../data/sets/registry.ts';
import type { Shape } from '../../data/shape.ts';
import type { UNetConfig } from '../../nn/unet/unetConfig.ts';

type Classes = Pick<RunConfig, 'dataset' | 'pictures' | 'classEmbeds' | 'classNone'>;

/** How many a network can be told: those of the data and one that means none, unless the settings say. */
const classEmbeddings = (settings: Omit<Classes, 'classNone'>): number =>
  settings.classEmbeds || (classesOf(settings)?.length ?? 0) + 1;

/** The class that means none, of a network that has one. */
export const labelOfNone = (settings: Omit<Classes, 'classNone'>): number => classEmbeddings(settings) - 1;

/** Classes without the one that means none. */
export const classesKnown = (settings: Classes): number =>
  classEmbeddings(settings) - (settings.classEmbeds === 0 || settings.classNone ? 1 : 0);

/** What a UNet is made of. */
export type NetworkSettings = Pick<
  RunConfig,
  Exclude<keyof typeof MODEL_PARAMS, 'labelDropout' | 'tellTime' | 'pointWidth' | 'pointDepth'>
>;

/** The run's network for pictures of `shape`, as a `UNet2DModel` config. */
export function networkConfig(settings: RunConfig, shape: Shape = shapeOf(settings)): UNetConfig {
  const widths = parseWidths(settings.channels);
  const { down, up, middle } = parseAttention(settings.attention, widths.length);
  const upward = widths.map((_, level) => widths.length - 1 - level);
  const { height, width, channels } = shape;
  return {
    sample_size: height === width ? height : [height, width],
    in_channels: channels,
    out_channels: channels,
    center_input_sample: settings.centerInput,
    time_embedding_type: 'positional',
    freq_shift: settings.freqShift,
    flip_sin_to_cos: settings.flipSinToCos,
    down_block_types: widths.map((_, level) => (down.includes(level) ? 'AttnDownBlock2D' : 'DownBlock2D')),
    ...(settings.midBlock ? {} : { mid_block_type: null }),
    up_block_types: upward.map(level => (up.includes(level) ? 'AttnUpBlock2D' : 'UpBlock2D')),
    block_out_channels: [...widths],
    layers_per_block: settings.layersPerBlock,
    mid_block_scale_factor: settings.midScale,
    downsample_padding: settings.downsamplePadding,
    downsample_type: 'conv',
    upsample_type: 'conv',
    dropout: 0,
    act_fn: 'silu',
    attention_head_dim: settings.headSize || null,
    norm_num_groups: settings.normGroups,
    attn_norm_num_groups: settings.attentionGroups || null,
    norm_eps: settings.normEps,
    resnet_time_scale_shift: settings.timeScaleShift ? 'scale_shift' : 'default',
    add_attention: middle,
    class_embed_type: null,
    num_class_embeds: settings.classConditional ? classEmbeddings(settings) : null,
  };
}
