/** A file's network as the settings of a run: its configuration is the network. */
import { attentionText } from '../config/networkText.ts';
import { readSettings } from '../config/parseRunConfig.ts';
import { DEFAULT_CONFIG } from '../config/runConfig.ts';
import { MNIST_SHAPE } from '../data/mnistParts.ts';
import type { Shape } from '../data/shape.ts';
import type { NetworkSettings } from '../engine/run/networkConfig.ts';
import { sizeProblem } from '../engine/run/networkSize.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { parseUNetConfig, sampleSize, type UNetConfig } from '../nn/unet/unetConfig.ts';

export interface FileNetwork {
  readonly settings: NetworkSettings;
  readonly shape: Shape;
  /** Whether it also answers with a variance, which is left out. */
  readonly learnsVariance: boolean;
  /** What is not taken as given, a sentence each. */
  readonly notes: readonly string[];
}

/** The side of the pictures where a config names none: MNIST's if that can be halved so often, and 32 in colour. */
const usualSide = (levels: number, channels: number): number =>
  channels === 1 && MNIST_SHAPE.width % 2 ** (levels - 1) === 0
    ? MNIST_SHAPE.width
    : Math.max(32, 2 ** (levels - 1));

/**
 * The config.json of a network.
 *
 * @param labels classes of the file's data, one of which means none.
 * @throws FileRefused where it is another kind of network, or one that cannot be built here.
 */
export function readNetwork(json: unknown, labels: number): FileNetwork {
  const fields = (json ?? {}) as Readonly<Record<string, unknown>>;
  const kind = fields._class_name ?? 'UNet2DModel';
  if (kind !== 'UNet2DModel') {
    throw new FileRefused(
      `The network is a ${String(kind).slice(0, 60)}; the page opens a UNet2DModel, which is told time and at most a class`,
    );
  }
  const unsized = fields.sample_size === null || fields.sample_size === undefined;
  if (!unsized) return networkOfConfig(parseUNetConfig(fields), labels);
  const levels = Array.isArray(fields.block_out_channels) ? fields.block_out_channels.length : 1;
  const side = usualSide(levels, Number(fields.in_channels ?? 3));
  const { notes, ...network } = networkOfConfig(parseUNetConfig({ ...fields, sample_size: side }), labels);
  const note = `The file does not say what size of pictures its network draws: ${side} × ${side} is assumed.`;
  return { ...network, notes: [note, ...notes] };
}

/** @throws FileRefused where it cannot be built, or does not answer with pictures of the size that it is shown. */
export function networkOfConfig(unet: UNetConfig, labels: number): FileNetwork {
  const [height, width] = sampleSize(unet);
  const { in_channels: channels, out_channels: answers } = unet;
  if (answers !== channels && answers !== 2 * channels) {
    throw new FileRefused(
      `The network sees pictures of ${channels} channels and answers with ${answers}; here it answers with as many, or twice as many where it learned the variance`,
    );
  }
  const tooLarge = sizeProblem(weightsOf(unet));
  if (tooLarge) throw new FileRefused(tooLarge);
  const settings = settingsOf(unet, labels);
  const { problems } = readSettings(settings);
  if (problems.length > 0)
    throw new FileRefused(`The page has no network like this one. ${problems.join(' ')}`);
  const learnsVariance = answers === 2 * channels;
  return { settings, shape: { height, width, channels }, learnsVariance, notes: notesOn(unet, labels) };
}

function weightsOf(unet: UNetConfig): number {
  try {
    return buildUNet(unet).paramCount;
  } catch (error) {
    throw new FileRefused(`This network cannot be built: ${(error as Error).message}`);
  }
}

function settingsOf(unet: UNetConfig, labels: number): NetworkSettings {
  const widths = unet.block_out_channels;
  const midBlock = unet.mid_block_type !== null;
  const levels = widths.map((_, level) => level);
  const places = {
    down: levels.filter(level => unet.down_block_types[level] === 'AttnDownBlock2D'),
    up: levels.filter(level => unet.up_block_types.at(-1 - level) === 'AttnUpBlock2D'),
    middle: midBlock && unet.add_attention,
  };
  const attends = places.middle || places.down.length + places.up.length > 0;
  const classes = unet.num_class_embeds;
  return {
    channels: widths.join('/'),
    layersPerBlock: unet.layers_per_block,
    normGroups: unet.norm_num_groups,
    attention: attentionText(places, widths.length),
    headSize: attends ? (unet.attention_head_dim ?? 0) : DEFAULT_CONFIG.headSize,
    attentionGroups: (places.middle && unet.attn_norm_num_groups) || 0,
    midBlock,
    midScale: midBlock ? unet.mid_block_scale_factor : DEFAULT_CONFIG.midScale,
    classConditional: classes !== null,
    ...(classes === null || classes === labels
      ? { classEmbeds: 0, classNone: true }
      : { classEmbeds: classes, classNone: false }),
    freqShift: unet.freq_shift,
    flipSinToCos: unet.flip_sin_to_cos,
    timeScaleShift: unet.resnet_time_scale_shift === 'scale_shift',
    downsamplePadding: unet.downsample_padding,
    normEps: unet.norm_eps,
    centerInput: unet.center_input_sample,
  };
}

function notesOn(
  { num_class_embeds: classes, dropout, in_channels, out_channels }: UNetConfig,
  labels: number,
): string[] {
  return [
    ...(classes === null || classes === labels
      ? []
      : [`The network knows ${classes} classes and none that means “no class”, so guidance is off.`]),
    ...(out_channels === 2 * in_channels
      ? [
          'The network also answers with a variance that it learned: only its mean is used, with the sampler’s own variance.',
        ]
      : []),
    ...(dropout > 0
      ? [`The file’s dropout of ${dropout} is of training: here there is none, and samples are the same.`]
      : []),
  ];
}
