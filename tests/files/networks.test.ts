/** Networks from elsewhere open, given by arguments of diffusers' `UNet2DModel`. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { readNetwork } from '../../src/files/networkOfFile.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { TINY, type UNetArguments, unetFolder, unetJson, unetWeights } from './unetOfArguments.ts';

const plain = {
  down_block_types: ['DownBlock2D', 'DownBlock2D', 'DownBlock2D'],
  up_block_types: ['UpBlock2D', 'UpBlock2D', 'UpBlock2D'],
};

describe('a network’s configuration', () => {
  it.each([
    ['the course’s', {}],
    ['the course’s, 8 groups', { norm_num_groups: 8 }],
    ['the course’s, 16 groups', { norm_num_groups: 16 }],
    ['the course’s, without attention', { ...plain, add_attention: false }],
    ['the course’s, 32 pixels', { sample_size: 32 }],
    ['wider', { ...plain, block_out_channels: [64, 128, 128] }],
    ['10 classes', { num_class_embeds: 10 }],
    ['11 classes', { num_class_embeds: 11 }],
    ['in colour', { in_channels: 3, out_channels: 3, sample_size: 32, block_out_channels: [32, 64, 128] }],
    [
      'google’s of CIFAR-10',
      {
        sample_size: 32,
        in_channels: 3,
        out_channels: 3,
        freq_shift: 1,
        flip_sin_to_cos: false,
        downsample_padding: 0,
        attention_head_dim: null,
        norm_eps: 1e-6,
        block_out_channels: [128, 256, 256, 256],
        down_block_types: ['DownBlock2D', 'AttnDownBlock2D', 'DownBlock2D', 'DownBlock2D'],
        up_block_types: ['UpBlock2D', 'UpBlock2D', 'AttnUpBlock2D', 'UpBlock2D'],
      },
    ],
    ['attention on the way down alone', { up_block_types: plain.up_block_types }],
    ['heads of 32', { attention_head_dim: 32 }],
    ['no middle block', { mid_block_type: null, add_attention: false }],
    ['a scaled middle block', { mid_block_scale_factor: 1.5, attn_norm_num_groups: 8 }],
    ['time that scales and shifts', { resnet_time_scale_shift: 'scale_shift' }],
    ['input from 0 to 1', { center_input_sample: true }],
    [
      'one level of four layers',
      {
        ...TINY,
        block_out_channels: [8],
        down_block_types: ['DownBlock2D'],
        up_block_types: ['UpBlock2D'],
        layers_per_block: 4,
      },
    ],
  ] as [string, UNetArguments][])('says the same as settings and as config.json again: %s', (_, given) => {
    const wanted = parseUNetConfig(unetJson(given));
    const { settings, shape } = readNetwork(unetJson(given), 11);
    const attends = wanted.add_attention || JSON.stringify(wanted).includes('Attn');
    // Without attention the head size does not matter.
    const heads = attends ? {} : { attention_head_dim: 8 };
    expect(networkConfig({ ...DEFAULT_CONFIG, ...settings }, shape)).toEqual({ ...wanted, ...heads });
  });

  it.each([
    ['another activation', { act_fn: 'gelu' }, 'act_fn'],
    ['residual blocks that halve', { downsample_type: 'resnet' }, 'downsample_type'],
    ['Fourier features', { time_embedding_type: 'fourier' }, 'time_embedding_type'],
    ['groups that do not divide', { norm_num_groups: 24 }, '32 channels do not split into 24 groups'],
    ['pictures that cannot be halved', { sample_size: 30 }, 'meets one of'],
    ['answers of another kind', { out_channels: 4 }, 'answers with 4'],
    [
      'six levels for 128 pixels in colour',
      {
        sample_size: 128,
        in_channels: 3,
        out_channels: 3,
        block_out_channels: [128, 128, 256, 256, 512, 512],
        down_block_types: [...Array(4).fill('DownBlock2D'), 'AttnDownBlock2D', 'DownBlock2D'],
        up_block_types: ['UpBlock2D', 'AttnUpBlock2D', ...Array(4).fill('UpBlock2D')],
      },
      'has 113,673,219 weights, which take 1.8 GB',
    ],
    ['too many layers', { layers_per_block: 5 }, 'at most 4'],
    ['a network steered by text', { _class_name: 'UNet2DConditionModel' }, 'UNet2DConditionModel'],
  ] as [string, UNetArguments, string][])('is refused by name: %s', (_, given, message) => {
    expect(() => readNetwork(unetJson(given), 11)).toThrow(message);
  });

  it('takes the usual size where the file names none, and says so', () => {
    const { shape, notes } = readNetwork(unetJson({ sample_size: null }), 11);
    expect(shape).toEqual({ height: 28, width: 28, channels: 1 });
    expect(notes.join()).toContain('28 × 28 is assumed');
  });
});

describe('a network’s folder', () => {
  it.each([
    ['dropout', { dropout: 0.1 }, 'dropout of 0.1'],
    ['10 classes', { num_class_embeds: 10 }, 'guidance is off'],
    ['no middle', { mid_block_type: null, add_attention: false }, ''],
    ['scale and shift', { resnet_time_scale_shift: 'scale_shift' }, ''],
    ['a key of a later version', { some_new_option: 3 }, ''],
  ] as [string, UNetArguments, string][])('opens with its own weights: %s', (_, changes, note) => {
    const given = { ...TINY, ...changes };
    const { checkpoint, notes } = readFiles(unetFolder(given), DEFAULT_CONFIG);
    expect(unpackCheckpoint(checkpoint).ema).toEqual(unetWeights(given).flat);
    expect(notes.join()).toContain(note);
  });

  it('opens without the variance that it learned, and says so', () => {
    const given = { ...TINY, out_channels: 2 };
    const { graph, flat } = unetWeights(given);
    const { checkpoint, notes } = readFiles(unetFolder(given), DEFAULT_CONFIG);
    const weight = graph.params.find(({ name }) => name === 'conv_out.weight')!;
    // Ours are [3, 3, in, out]: the mean is the first of each two.
    const mean = flat.subarray(weight.offset, weight.offset + weight.size).filter((_, i) => i % 2 === 0);
    const expected = [...flat.subarray(0, weight.offset), ...mean, flat.at(-2)!];
    expect([...unpackCheckpoint(checkpoint).ema]).toEqual(expected);
    expect(notes.join()).toContain('only its mean');
  });

  it('says what weights alone do not tell', () => {
    const [, weights] = unetFolder({ ...TINY, block_out_channels: [16, 32], norm_num_groups: 16 });
    const { checkpoint, notes } = readFiles([weights!], DEFAULT_CONFIG);
    const { config } = unpackCheckpoint(checkpoint);
    expect(config).toMatchObject({
      channels: '16/32',
      normGroups: 8,
      attention: 'middle',
      layersPerBlock: 1,
    });
    expect(notes.join()).toContain('8 groups a normalisation, 8 channels an attention head');
  });
});
