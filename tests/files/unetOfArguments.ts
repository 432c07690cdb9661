/** What `UNet2DModel(...arguments).save_pretrained(folder)` of diffusers leaves, with weights made up. */
import { strToU8 } from 'fflate';
import { gaussians } from '../../src/math/random.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { exportWeights } from '../../src/nn/weightsFile.ts';

/** diffusers' own defaults (0.29), but for the size of the pictures and the shape of the network. */
const DEFAULTS = {
  _class_name: 'UNet2DModel',
  _diffusers_version: '0.29.2',
  sample_size: 28,
  in_channels: 1,
  out_channels: 1,
  center_input_sample: false,
  time_embedding_type: 'positional',
  freq_shift: 0,
  flip_sin_to_cos: true,
  down_block_types: ['DownBlock2D', 'AttnDownBlock2D', 'AttnDownBlock2D'],
  up_block_types: ['AttnUpBlock2D', 'AttnUpBlock2D', 'UpBlock2D'],
  block_out_channels: [32, 64, 64],
  layers_per_block: 2,
  mid_block_scale_factor: 1,
  downsample_padding: 1,
  downsample_type: 'conv',
  upsample_type: 'conv',
  dropout: 0,
  act_fn: 'silu',
  attention_head_dim: 8,
  norm_num_groups: 32,
  attn_norm_num_groups: null,
  norm_eps: 1e-5,
  resnet_time_scale_shift: 'default',
  add_attention: true,
  class_embed_type: null,
  num_class_embeds: null,
  num_train_timesteps: null,
};

/** Two levels of four and eight channels: quick. */
export const TINY = {
  block_out_channels: [4, 8],
  down_block_types: ['DownBlock2D', 'DownBlock2D'],
  up_block_types: ['UpBlock2D', 'UpBlock2D'],
  layers_per_block: 1,
  norm_num_groups: 2,
  attention_head_dim: 4,
};

export type UNetArguments = Readonly<Partial<Record<keyof typeof DEFAULTS | 'mid_block_type', unknown>>>;

export const unetJson = (given: UNetArguments) => ({ ...DEFAULTS, ...given });

/** The weights of these arguments: [P], and as safetensors. */
export function unetWeights(given: UNetArguments, dtype: 'F32' | 'F16' = 'F32', seed = 1) {
  const json = unetJson(given);
  const graph = buildUNet(parseUNetConfig({ ...json, sample_size: json.sample_size ?? 28 }));
  const flat = gaussians(seed, 'noise', 0, new Float32Array(graph.paramCount));
  return { graph, flat, bytes: exportWeights(graph, flat, {}, dtype) };
}

export const jsonFile = (path: string, value: unknown) => ({ path, bytes: strToU8(JSON.stringify(value)) });

/** config.json and weights, in `folder` with its final slash. */
export const unetFolder = (given: UNetArguments, folder = '') => [
  jsonFile(`${folder}config.json`, unetJson(given)),
  { path: `${folder}diffusion_pytorch_model.safetensors`, bytes: unetWeights(given).bytes },
];
