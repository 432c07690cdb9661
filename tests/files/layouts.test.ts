/** Every layout of files and folders in which diffusers and its scripts store weights. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { GivenFile } from '../../src/files/givenFile.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { packRunFile } from '../../src/files/runFile.ts';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../src/nn/safetensors.ts';
import { packCheckpoint, unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { jsonFile, TINY, unetFolder, unetJson, unetWeights } from './unetOfArguments.ts';

const zipped = (files: readonly GivenFile[]): GivenFile[] => [
  { path: 'model.zip', bytes: zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))) },
];
const WEIGHTS = 'diffusion_pytorch_model.safetensors';
const network = (folder = '') => jsonFile(`${folder}config.json`, unetJson(TINY));
const scheduler = (folder = 'scheduler/') =>
  jsonFile(`${folder}scheduler_config.json`, { _class_name: 'DDPMScheduler', num_train_timesteps: 1000 });
/** Weights that are all the same number, which tells which file they are from. */
function filled(path: string, value: number): GivenFile {
  const { tensors } = readSafetensors(unetWeights(TINY).bytes);
  const same = [...tensors].map(([name, { shape, data }]): [string, NamedTensor] => [
    name,
    { shape, data: data.map(() => value) },
  ]);
  return { path, bytes: writeSafetensors(new Map(same)) };
}
const open = (files: readonly GivenFile[]) => {
  const { checkpoint, notes, name } = readFiles(files, DEFAULT_CONFIG);
  return { ...unpackCheckpoint(checkpoint), notes: notes.join(' '), name };
};
const { flat } = unetWeights(TINY);

describe('weights open', () => {
  it.each([
    ['from a zipped folder of save_pretrained', zipped(unetFolder(TINY))],
    ['from the same with its own folder', zipped(unetFolder(TINY, 'ddpm/'))],
    ['from a dropped folder', unetFolder(TINY, 'ddpm/unet/')],
    ['from a zip without folders', zipped([...unetFolder(TINY), scheduler('')])],
    ['beside other JSON files', [...unetFolder(TINY), jsonFile('model_index.json', { unet: ['diffusers'] })]],
    ['with a config of another name', [jsonFile('config (1).json', unetJson(TINY)), unetFolder(TINY)[1]!]],
    ['with Windows’ separators', unetFolder(TINY, 'ddpm\\unet\\')],
  ])('%s', (_, files) => {
    const opened = open(files);
    expect(opened.ema).toEqual(flat);
    expect(opened.config).toMatchObject({ channels: '4/8', normGroups: 2, headSize: 4 });
  });

  it('alone, zipped', () => {
    const { ema } = open(zipped([{ path: 'mine.safetensors', bytes: unetWeights(TINY).bytes }]));
    expect(ema).toEqual(flat);
  });

  it('of half precision, zipped or beside the whole', () => {
    const half = { path: 'diffusion_pytorch_model.fp16.safetensors', bytes: unetWeights(TINY, 'F16').bytes };
    const { ema } = open(zipped([network(), half]));
    // Half-precision numbers have eleven significant bits.
    const errors = ema.map((value, i) => Math.abs(value / flat[i]! - 1));
    expect(Math.max(...errors)).toBeLessThanOrEqual(1 / 2048);
    expect(open([half, ...unetFolder(TINY)]).ema).toEqual(flat);
  });

  it('of bfloat16', () => {
    // 1.5 and -2^-20, whose bfloat16 are the upper halves of their float32.
    const header = JSON.stringify({ a: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] } });
    const bytes = new Uint8Array(8 + header.length + 4);
    bytes.set([header.length]);
    bytes.set(strToU8(header), 8);
    bytes.set([0xc0, 0x3f, 0x80, 0xb5], 8 + header.length);
    expect([...readSafetensors(bytes).tensors.get('a')!.data]).toEqual([1.5, -(2 ** -20)]);
  });

  it('beside whole numbers, as PyTorch keeps labels', () => {
    const header = JSON.stringify({
      a: { dtype: 'I64', shape: [2], data_offsets: [0, 16] },
      b: { dtype: 'I32', shape: [1], data_offsets: [16, 20] },
    });
    const bytes = new Uint8Array(8 + header.length + 20);
    bytes.set([header.length]);
    bytes.set(strToU8(header), 8);
    const at = new DataView(bytes.buffer, 8 + header.length);
    at.setBigInt64(0, 9n, true);
    at.setBigInt64(8, -2n, true);
    at.setInt32(16, -7, true);
    const { tensors } = readSafetensors(bytes);
    expect([...tensors.get('a')!.data, ...tensors.get('b')!.data]).toEqual([9, -2, -7]);
  });

  it('in pieces with their index', () => {
    const { tensors } = readSafetensors(unetWeights(TINY).bytes);
    const entries = [...tensors];
    const piece = (n: number, part: [string, NamedTensor][]) => ({
      path: `unet/diffusion_pytorch_model-0000${n}-of-00002.safetensors`,
      bytes: writeSafetensors(new Map(part)),
    });
    const pieces = [piece(1, entries.slice(0, 9)), piece(2, entries.slice(9))];
    const index = jsonFile('unet/diffusion_pytorch_model.safetensors.index.json', { weight_map: {} });
    expect(open([network('unet/'), index, ...pieces]).ema).toEqual(flat);
    expect(() => open([network('unet/'), index, pieces[0]!])).toThrow('piece 2 is missing');
  });

  it('under the names that attention had before diffusers 0.12', () => {
    const given = { ...TINY, down_block_types: ['DownBlock2D', 'AttnDownBlock2D'] };
    const { bytes, flat: wanted } = unetWeights(given);
    const old = { to_q: 'query', to_k: 'key', to_v: 'value', 'to_out.0': 'proj_attn' };
    const tensors = [...readSafetensors(bytes).tensors].map(([name, tensor]): [string, NamedTensor] => [
      name.replace(/to_q|to_k|to_v|to_out\.0/, part => old[part as keyof typeof old]),
      tensor,
    ]);
    expect(tensors.some(([name]) => name === 'mid_block.attentions.0.query.weight')).toBe(true);
    const file = { path: WEIGHTS, bytes: writeSafetensors(new Map(tensors)) };
    expect(open([jsonFile('config.json', unetJson(given)), file]).ema).toEqual(wanted);
  });
});

describe('of several networks', () => {
  const at = (folder: string, value: number) => [network(folder), filled(`${folder}${WEIGHTS}`, value)];

  it('the final one opens, wherever the archive has it, and the others are named', () => {
    const { ema, notes } = open(
      zipped([...at('checkpoint-500/unet/', 0.25), scheduler(), ...at('unet/', 0.5)]),
    );
    expect(new Set(ema)).toEqual(new Set([0.5]));
    expect(notes).toContain('checkpoint-500/unet/');
  });

  it('the latest of checkpoints opens', () => {
    const { ema } = open([...at('checkpoint-500/unet/', 0.25), ...at('checkpoint-1000/unet/', 0.5)]);
    expect(new Set(ema)).toEqual(new Set([0.5]));
  });

  it('the average opens, and it is said', () => {
    const { ema, notes } = open(zipped([...at('c-5/unet/', 0.25), ...at('c-5/unet_ema/', 0.5)]));
    expect(new Set(ema)).toEqual(new Set([0.5]));
    expect(notes).toContain('unet_ema');
  });

  it('what lies side by side is asked for', () => {
    const files = [filled('a.safetensors', 0.25), filled('b.safetensors', 0.5)];
    expect(() => open(files)).toThrow('“a.safetensors”, “b.safetensors”');
  });
});

describe('what is no safetensors file is named', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n';
  it.each([
    [
      'a pickle',
      'pytorch_model.bin',
      Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x28, 0x58, 6, 0, 0),
      'is a PyTorch pickle',
    ],
    ['a newer pickle', 'model.pt', zipSync({ 'archive/data.pkl': Uint8Array.of(1) }), 'is a PyTorch pickle'],
    [
      'a pickle of another name',
      WEIGHTS,
      Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x28, 0x58, 6, 0, 0),
      'is a PyTorch pickle',
    ],
    ['a pointer', WEIGHTS, strToU8(pointer), 'is a Git LFS pointer'],
    ['a web page', WEIGHTS, strToU8('<!DOCTYPE html><html><body>Sign in'), 'is a web page'],
    ['a text', WEIGHTS, strToU8('Entry not found, sorry'), '“Entry not found, sorry”'],
    ['a document', WEIGHTS, strToU8('%PDF-1.7 and so on'), 'is a PDF document'],
  ])('%s', (_, path, bytes, message) => {
    expect(() => open([network(), { path, bytes }])).toThrow(message);
    expect(() => open(zipped([network('unet/'), { path: `unet/${path}`, bytes }]))).toThrow(message);
  });
});

describe('settings of the page', () => {
  const present: RunConfig = {
    ...DEFAULT_CONFIG,
    tellTime: false,
    denoiser: 'exact',
    dataset: 'drawings',
    T: 300,
    batchSize: 7,
    classConditional: true,
  };

  it('that belong to its own network do not reach another', () => {
    const { checkpoint, notes } = readFiles(
      [...unetFolder({ ...TINY, num_class_embeds: 11 }), scheduler()],
      present,
    );
    expect(unpackCheckpoint(checkpoint).config).toMatchObject({
      tellTime: true,
      denoiser: 'network',
      dataset: 'mnist',
      classConditional: true,
      schedule: 'linear',
      T: 1000,
      batchSize: 7,
    });
    expect(notes).toEqual([]);
  });
});

describe('a run of this page, unzipped', () => {
  const { flat: weights } = unetWeights({
    ...TINY,
    block_out_channels: [8, 16],
    norm_num_groups: 8,
    attention_head_dim: 8,
    add_attention: false,
  });
  const drawings = new Uint8Array(784).fill(9);
  const config: RunConfig = { ...DEFAULT_CONFIG, channels: '8/16', dataset: 'drawings' };
  const zeros = new Float32Array(weights.length);
  const checkpoint = packCheckpoint({
    config,
    step: 3,
    params: weights,
    ema: weights,
    adamM: zeros,
    adamV: zeros,
    losses: new Float32Array(0),
    imagesSeen: 0,
    dataSha256: '0'.repeat(64),
    maker: { build: 'a', device: 'b', browser: 'c' },
  });
  const entries = Object.entries(unzipSync(packRunFile({ name: 'Mine', checkpoint, drawings })));

  it('opens from its folder, and from all of its files dropped together', () => {
    for (const place of [(path: string) => `run/${path}`, (path: string) => path.split('/').at(-1)!]) {
      const files = entries.map(([path, bytes]) => ({ path: place(path), bytes }));
      expect(readFiles(files, DEFAULT_CONFIG)).toEqual({ name: 'Mine', checkpoint, drawings, notes: [] });
    }
  });

  it('says that the drawings are missing, where train.py went on and they do not come along', () => {
    const files = entries
      .filter(([path]) => path === 'playground_config.json' || path.startsWith('unet/'))
      .map(([path, bytes]) => ({ path: path.split('/').at(-1)!, bytes }));
    expect(readFiles(files, DEFAULT_CONFIG).notes.join()).toContain('drawings.bin');
  });
});
