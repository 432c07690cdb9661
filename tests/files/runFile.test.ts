/** A run's file opens again here with the same bits, and reads as diffusers reads it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { CHECKPOINT, DRAWINGS, RUN_NOTE, UNET_WEIGHTS } from '../../src/files/names.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { packRunFile } from '../../src/files/runFile.ts';
import { schedulerConfig } from '../../src/files/schedulerConfig.ts';
import { gaussians } from '../../src/math/random.ts';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { type Checkpoint, hashOf, packCheckpoint, unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { PIXELS } from '../data/mnistSize.ts';

const golden = join(import.meta.dirname, '../golden/pipeline');
const goldenJson = (path: string) => JSON.parse(readFileSync(join(golden, path), 'utf8'));

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  channels: '8/16/16',
  schedule: 'cosine',
  target: 'v',
  sampler: 'ddim',
};
/** A curve as the schedule editor writes it. */
const CURVE = '200-9000_400-6000_600-3000_800-1000_1000-10';
const drawings = Uint8Array.from({ length: 3 * PIXELS }, (_, i) => (i * 37) & 255);

function checkpointOf(changes: Partial<RunConfig> = {}): Checkpoint {
  const settings = { ...config, ...changes };
  const { paramCount } = buildUNet(networkConfig(settings));
  const vector = (step: number) => gaussians(1, 'noise', step, new Float32Array(paramCount));
  return {
    config: settings,
    step: 7,
    params: vector(0),
    ema: vector(1),
    adamM: vector(2),
    adamV: vector(3).map(Math.abs),
    losses: Float32Array.of(1, 0.5, 0.25),
    imagesSeen: 448,
    dataSha256: hashOf(drawings),
    maker: { build: 'a', device: 'b', browser: 'c' },
  };
}

const file = (bytes: Uint8Array, path = 'run.zip') => [{ path, bytes }];

describe('a run’s file', () => {
  it('opens again with every bit of it, drawings too', () => {
    const checkpoint = packCheckpoint(checkpointOf({ dataset: 'drawings' }));
    const opened = readFiles(file(packRunFile({ name: 'Mine', checkpoint, drawings })), DEFAULT_CONFIG);
    expect(opened).toEqual({ name: 'Mine', checkpoint, drawings, notes: [] });
  });

  it('opens as a new run on its averaged weights once train.py has gone on from it', () => {
    for (const [changes, data] of [
      [{ dataset: 'drawings', schedule: 'flow', target: 'velocity', sampler: 'euler', T: 300 }, drawings],
      [{ digits: '37', tellTime: false }, null],
      [{ schedule: 'custom', curve: CURVE, zeroTerminalSnr: true }, null],
    ] as const) {
      const before = checkpointOf(changes);
      const entries = unzipSync(
        packRunFile({ name: 'Mine', checkpoint: packCheckpoint(before), drawings: data }),
      );
      // As the script leaves it; save_pretrained keeps no metadata of ours.
      for (const stale of [RUN_NOTE, CHECKPOINT]) delete entries[stale];
      const weights = readSafetensors(entries[UNET_WEIGHTS]!);
      entries[UNET_WEIGHTS] = new Uint8Array(writeSafetensors(weights.tensors, { format: 'pt' }));
      const opened = readFiles(file(zipSync(entries), 'mine.zip'), DEFAULT_CONFIG);
      const { config, params, ema, step } = unpackCheckpoint(opened.checkpoint);
      expect({ config, step, notes: opened.notes }).toEqual({ config: before.config, step: 0, notes: [] });
      expect([params, ema]).toEqual([before.ema, before.ema]);
      expect(opened.drawings).toEqual(data);
    }
  });

  it('is refused where a bit of the run or of its drawings has changed', () => {
    const checkpoint = packCheckpoint(checkpointOf({ dataset: 'drawings' }));
    const entries = unzipSync(packRunFile({ name: 'Mine', checkpoint, drawings }));
    for (const [path, what] of [
      [CHECKPOINT, 'The run in this file has been changed'],
      [DRAWINGS, 'The drawings in this file have been changed'],
    ] as const) {
      const changed = entries[path]!.slice();
      // Flips the lowest bit of a number, which stays a valid number.
      changed[changed.length - 4]! ^= 1;
      const bytes = zipSync({ ...entries, [path]: changed });
      expect(() => readFiles(file(bytes), DEFAULT_CONFIG)).toThrow(what);
    }
  });

  it('has what diffusers wrote for the golden pipeline, under the same names', () => {
    const entries = unzipSync(
      packRunFile({
        name: 'x',
        checkpoint: packCheckpoint(checkpointOf({ sampler: 'ddpm' })),
        drawings: null,
      }),
    );
    const json = (path: string) => JSON.parse(strFromU8(entries[path]!));
    expect(json('model_index.json')).toEqual(goldenJson('model_index.json'));
    const unet = json('unet/config.json');
    // diffusers writes this one although it means nothing where it is null.
    const { num_train_timesteps: _, ...goldenUnet } = goldenJson('unet/config.json');
    expect(Object.keys(unet).sort()).toEqual(Object.keys(goldenUnet).sort());
    expect({ ...unet, norm_num_groups: 4 }).toEqual(goldenUnet);
    const known = Object.keys(goldenJson('scheduler/scheduler_config.json'));
    for (const key of Object.keys(json('scheduler/scheduler_config.json'))) expect(known).toContain(key);
    const network = buildUNet(parseUNetConfig(unet));
    const weights = importWeights(network, entries['unet/diffusion_pytorch_model.safetensors']!);
    expect(weights).toEqual(checkpointOf().ema);
  });

  const schedules = SCHEDULE_NAMES.filter(schedule => schedule !== 'flow').flatMap(schedule =>
    [false, true].map(zeroTerminalSnr => ({ schedule, zeroTerminalSnr })),
  );
  it.each(schedules)(
    '$schedule, zero terminal SNR $zeroTerminalSnr: diffusers has the same betas',
    changes => {
      const settings: RunConfig = { ...config, ...changes, T: 300 };
      const written = JSON.parse(JSON.stringify(schedulerConfig(settings)));
      const theirs = diffusersProcess(parseDiffusersConfig(written));
      expect(theirs.vp!.betas).toEqual(makeProcess(settings).vp!.betas);
    },
  );
});

const pipelineFiles = [
  'unet/config.json',
  'unet/diffusion_pytorch_model.safetensors',
  'scheduler/scheduler_config.json',
];
const fromGolden = (path: string, as = path) => ({
  path: as,
  bytes: new Uint8Array(readFileSync(join(golden, path))),
});

describe('a pipeline of diffusers', () => {
  const expected = {
    channels: '8/16/16',
    layersPerBlock: 1,
    attention: 'none',
    classConditional: false,
    normGroups: 4,
    schedule: 'cosine',
    T: 1000,
    target: 'v',
    sampler: 'ddpm',
    spacing: 'leading',
    clipX0: true,
  };
  const zip = zipSync(
    Object.fromEntries(pipelineFiles.map(path => [`model/${path}`, fromGolden(path).bytes])),
  );
  it.each([
    ['zipped, in a folder', file(zip, 'model.zip')],
    ['as the files of a folder', pipelineFiles.map(path => fromGolden(path, `model/${path}`))],
    ['as loose files', pipelineFiles.map(path => fromGolden(path, path.split('/')[1]))],
  ])('opens %s', (_, files) => {
    const { checkpoint, drawings: none, notes } = readFiles(files, DEFAULT_CONFIG);
    const run = unpackCheckpoint(checkpoint);
    expect(run.config).toMatchObject(expected);
    expect(run.step).toBe(0);
    expect(none).toBeNull();
    expect(notes).toEqual([]);
    const network = buildUNet(parseUNetConfig(goldenJson('unet/config.json')));
    const weights = importWeights(network, fromGolden(pipelineFiles[1]!).bytes);
    expect(run.params).toEqual(weights);
    expect(run.ema).toEqual(weights);
  });

  it('opens from its weights alone, with the page’s settings for what they do not tell', () => {
    const present: RunConfig = { ...DEFAULT_CONFIG, T: 500, seed: 9 };
    const { checkpoint, notes } = readFiles([fromGolden(pipelineFiles[1]!, 'model.safetensors')], present);
    const run = unpackCheckpoint(checkpoint);
    expect(run.config).toMatchObject({ channels: '8/16/16', T: 500, seed: 9, schedule: 'cosine' });
    expect(notes.join()).toContain('the page keeps the ones it had');
  });

  it.each([
    ['another width', { block_out_channels: [24, 48, 48] }, 'is [32,8] in the file and [96,24] here'],
    ['two channels', { in_channels: 2, out_channels: 2 }, '28 × 28 in 2 channels'],
    ['colours in the weights', { in_channels: 3, out_channels: 3 }, 'conv_in.weight'],
    ['another activation', { act_fn: 'gelu' }, 'act_fn'],
  ])('says what this page has not: %s', (_, change, message) => {
    const unet = {
      path: 'config.json',
      bytes: strToU8(JSON.stringify({ ...goldenJson('unet/config.json'), ...change })),
    };
    const files = [unet, fromGolden(pipelineFiles[1]!)];
    expect(() => readFiles(files, DEFAULT_CONFIG)).toThrow(message);
  });

  it('opens with a scheduler as Python writes it, and says what of it the page does otherwise', () => {
    // As DPMSolverMultistepScheduler().save_pretrained leaves it: no JSON by the standard.
    const saved = {
      ...goldenJson('scheduler/scheduler_config.json'),
      _class_name: 'DPMSolverMultistepScheduler',
      use_karras_sigmas: true,
    };
    const text = JSON.stringify(saved).replace(/}$/, ', "lambda_min_clipped": -Infinity}');
    const opened = (json: string) =>
      readFiles(
        [
          ...pipelineFiles.slice(0, 2).map(path => fromGolden(path)),
          { path: 'scheduler_config.json', bytes: strToU8(json) },
        ],
        DEFAULT_CONFIG,
      );
    expect(unpackCheckpoint(opened(text).checkpoint).config.sampler).toBe('dpm++');
    expect(opened(text).notes).toContain(
      'The file’s use_karras_sigmas is true; here it is always false, so samples differ a little.',
    );
    expect(opened(text).notes.join()).not.toContain('lambda_min_clipped');
    expect(opened(text.replace('-Infinity', '-5.1')).notes.join()).toContain('lambda_min_clipped is -5.1');
  });

  it.each([
    ['DDPMScheduler', 'leading'],
    ['DDIMScheduler', 'leading'],
    ['DPMSolverMultistepScheduler', 'linspace'],
  ])('takes the spacing that %s has where an old file names none', (_class_name, spacing) => {
    const { timestep_spacing: _, ...saved } = goldenJson('scheduler/scheduler_config.json');
    const files = [
      ...pipelineFiles.slice(0, 2).map(path => fromGolden(path)),
      { path: 'scheduler_config.json', bytes: strToU8(JSON.stringify({ ...saved, _class_name })) },
    ];
    const present: RunConfig = { ...DEFAULT_CONFIG, spacing: 'trailing' };
    expect(unpackCheckpoint(readFiles(files, present).checkpoint).config.spacing).toBe(spacing);
  });
});

describe('files from anywhere', () => {
  const anything = new Uint8Array(5000).fill(7);
  it.each([
    ['nothing', [], 'There is no run and there are no weights'],
    ['noise', file(anything, 'x.safetensors'), 'not a safetensors file'],
    ['a text', file(strToU8('{}'), 'config.json'), 'There is no run and there are no weights'],
    ['half a zip', file(zipSync({ a: anything }).subarray(0, 60)), 'damaged'],
    [
      'a zip of something else',
      file(zipSync({ 'a.txt': anything })),
      'There is no run and there are no weights',
    ],
  ])('are refused with a sentence: %s', (_, files, message) => {
    expect(() => readFiles(files, DEFAULT_CONFIG)).toThrow(message);
  });

  it('are not inflated beyond what a tab can hold, whatever the archive claims', () => {
    const bomb = zipSync({ [CHECKPOINT]: new Uint8Array(2 ** 20) });
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    const directory = strFromU8(bomb, true).lastIndexOf('PK\x01\x02');
    view.setUint32(directory + 24, 2 ** 31, true);
    expect(() => readFiles(file(bomb), DEFAULT_CONFIG)).toThrow('MiB');
    // An entry that claims to be shorter than it is gets cut off.
    view.setUint32(directory + 24, 100, true);
    expect(() => readFiles(file(bomb), DEFAULT_CONFIG)).toThrow();
  });
});
