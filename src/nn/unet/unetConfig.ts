/** The network's configuration: the fields of diffusers' `UNet2DModel` (0.29) that are built here, under its names. */
import * as v from 'valibot';
import { FileRefused } from '../fileRefused.ts';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const blockTypes = <T extends string>(...names: T[]) => v.pipe(v.array(v.picklist(names)), v.minLength(1));

const schema = v.pipe(
  v.object({
    sample_size: v.union([positive, v.pipe(v.array(positive), v.length(2))]),
    in_channels: v.optional(positive, 3),
    out_channels: v.optional(positive, 3),
    center_input_sample: v.optional(v.boolean(), false),
    time_embedding_type: v.optional(v.literal('positional'), 'positional'),
    freq_shift: v.optional(v.number(), 0),
    flip_sin_to_cos: v.optional(v.boolean(), true),
    down_block_types: blockTypes('DownBlock2D', 'AttnDownBlock2D'),
    up_block_types: blockTypes('UpBlock2D', 'AttnUpBlock2D'),
    mid_block_type: v.optional(v.nullable(v.literal('UNetMidBlock2D'))),
    block_out_channels: v.pipe(v.array(positive), v.minLength(1)),
    layers_per_block: v.optional(positive, 2),
    mid_block_scale_factor: v.optional(v.number(), 1),
    downsample_padding: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1)), 1),
    downsample_type: v.optional(v.literal('conv'), 'conv'),
    upsample_type: v.optional(v.literal('conv'), 'conv'),
    // Of training alone.
    dropout: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
    act_fn: v.optional(v.picklist(['silu', 'swish']), 'silu'),
    attention_head_dim: v.optional(v.nullable(positive), 8),
    norm_num_groups: v.optional(positive, 32),
    attn_norm_num_groups: v.optional(v.nullable(positive), null),
    norm_eps: v.optional(v.number(), 1e-5),
    resnet_time_scale_shift: v.optional(v.picklist(['default', 'scale_shift']), 'default'),
    add_attention: v.optional(v.boolean(), true),
    class_embed_type: v.optional(v.nullable(v.literal('none')), null),
    num_class_embeds: v.optional(v.nullable(positive), null),
  }),
  v.check(
    c =>
      c.down_block_types.length === c.block_out_channels.length &&
      c.up_block_types.length === c.block_out_channels.length,
    'down_block_types, up_block_types and block_out_channels must each have one entry per resolution level',
  ),
);

export type UNetConfig = v.InferOutput<typeof schema>;

/**
 * Reads a diffusers `UNet2DModel` config. Fields with no meaning for the computation are passed over.
 *
 * @throws FileRefused with the name of every field that is missing, of the wrong type or not supported here.
 */
export function parseUNetConfig(json: unknown): UNetConfig {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const problems = result.issues.map(issue => `${v.getDotPath(issue) ?? 'config'}: ${issue.message}`);
  throw new FileRefused(`This UNet2DModel config cannot be built here. ${problems.join('; ')}`);
}

/** Height and width of the images. */
export function sampleSize({ sample_size: size }: UNetConfig): readonly [number, number] {
  return typeof size === 'number' ? [size, size] : [size[0]!, size[1]!];
}
