/** Which of the page's networks a file is of. There are a few hundred, so each is tried. */
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import { networkConfig } from '../engine/run/networkConfig.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { torchShape } from '../nn/paramLayout.ts';
import { readSafetensors } from '../nn/safetensors.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { parseUNetConfig, type UNetConfig } from '../nn/unet/unetConfig.ts';

export type NetworkSettings = Pick<
  RunConfig,
  'channels' | 'layersPerBlock' | 'attention' | 'classConditional' | 'normGroups'
>;

function* candidates(): Generator<NetworkSettings> {
  const { channels, layersPerBlock, attention, normGroups } = PARAMS;
  // The most usual first: a file of weights alone does not tell how many groups its normalisations have.
  for (const groups of [...normGroups.options].sort(a => (a === normGroups.default ? -1 : 1))) {
    for (const width of channels.options) {
      for (let layers = layersPerBlock.min; layers <= layersPerBlock.max; layers++) {
        for (const attends of attention.options) {
          for (const classConditional of [false, true]) {
            yield {
              channels: width,
              layersPerBlock: layers,
              attention: attends,
              classConditional,
              normGroups: groups,
            };
          }
        }
      }
    }
  }
}

/**
 * From a `UNet2DModel`'s config.json.
 *
 * @throws FileRefused with what this page's networks have otherwise.
 */
export function networkOfConfig(json: unknown): NetworkSettings {
  const wanted = parseUNetConfig(json);
  let nearest: readonly string[] | null = null;
  for (const settings of candidates()) {
    const differences = differing(wanted, networkConfig(settings));
    if (differences.length === 0) return settings;
    if (!nearest || differences.length < nearest.length) nearest = differences;
  }
  throw new FileRefused(`This page trains no such network: ${nearest!.join('; ')}`);
}

function differing(wanted: UNetConfig, ours: UNetConfig): string[] {
  const attends = ours.add_attention || ours.down_block_types.includes('AttnDownBlock2D');
  const without = attends ? [] : ['attention_head_dim', 'attn_norm_num_groups'];
  return (Object.keys(ours) as (keyof UNetConfig)[])
    .filter(key => !without.includes(key) && plain(key, wanted[key]) !== plain(key, ours[key]))
    .map(key => `${key} is ${JSON.stringify(wanted[key])}, and here ${JSON.stringify(ours[key])}`);
}

/** As text, with different words for the same thing made one. */
function plain(key: keyof UNetConfig, value: unknown): string {
  if (key === 'act_fn' && value === 'swish') return '"silu"';
  if (key === 'class_embed_type' && value === 'none') return 'null';
  if (key === 'sample_size' && Array.isArray(value) && value[0] === value[1]) return String(value[0]);
  return JSON.stringify(value);
}

/**
 * From the names and shapes of a file of weights.
 *
 * @throws FileRefused where none of this page's networks has these.
 */
export function networkOfWeights(bytes: Uint8Array): NetworkSettings {
  const { tensors } = readSafetensors(bytes);
  const inFile = outline(Array.from(tensors, ([name, { shape }]) => ({ name, shape })));
  for (const settings of candidates()) {
    const { params } = buildUNet(networkConfig(settings));
    const ours = params.map(param => ({ name: param.name, shape: torchShape(param) }));
    if (ours.length === tensors.size && outline(ours) === inFile) return settings;
  }
  const first = tensors.get('conv_in.weight');
  throw new FileRefused(
    first
      ? `No network of this page has these ${tensors.size} tensors (its first convolution is [${first.shape}])`
      : 'The file holds no network of this kind: it has no “conv_in.weight”',
  );
}

const outline = (tensors: readonly { name: string; shape: readonly number[] }[]): string =>
  tensors
    .map(({ name, shape }) => `${name} ${shape}`)
    .sort()
    .join('\n');
