import type { RunConfig } from '../../config/runConfig.ts';
import type { UNetConfig } from '../../nn/unet/unetConfig.ts';

/** The class of an image of which no digit is told. */
export const NO_DIGIT = 10;

/** Ten digits, and none. */
export const CLASS_COUNT = NO_DIGIT + 1;

/** The playground's choices as a `UNet2DModel` config: grey images of 28 x 28. */
export function networkConfig({
  channels,
  layersPerBlock,
  attention,
  classConditional,
  normGroups,
}: Pick<
  RunConfig,
  'channels' | 'layersPerBlock' | 'attention' | 'classConditional' | 'normGroups'
>): UNetConfig {
  const widths = channels.split('/').map(Number);
  const deepest = widths.length - 1;
  const attends = (level: number) => attention === 'deepest' && level === deepest;
  return {
    sample_size: 28,
    in_channels: 1,
    out_channels: 1,
    center_input_sample: false,
    time_embedding_type: 'positional',
    freq_shift: 0,
    flip_sin_to_cos: true,
    down_block_types: widths.map((_, level) => (attends(level) ? 'AttnDownBlock2D' : 'DownBlock2D')),
    up_block_types: widths.map((_, level) => (attends(deepest - level) ? 'AttnUpBlock2D' : 'UpBlock2D')),
    block_out_channels: widths,
    layers_per_block: layersPerBlock,
    mid_block_scale_factor: 1,
    downsample_padding: 1,
    downsample_type: 'conv',
    upsample_type: 'conv',
    dropout: 0,
    act_fn: 'silu',
    attention_head_dim: 8,
    norm_num_groups: Number(normGroups),
    attn_norm_num_groups: null,
    norm_eps: 1e-5,
    resnet_time_scale_shift: 'default',
    add_attention: attention !== 'none',
    class_embed_type: null,
    num_class_embeds: classConditional ? CLASS_COUNT : null,
  };
}
