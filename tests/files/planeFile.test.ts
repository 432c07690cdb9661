/** A run on points as a file: it opens again whole, and by its weights alone. */
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { defaultsFor } from '../../src/config/byKind.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { buildNetwork } from '../../src/engine/run/buildNetwork.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { packRunFile } from '../../src/files/runFile.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { packCheckpoint, unpackCheckpoint } from '../../src/storage/checkpoint.ts';

const config: RunConfig = {
  ...defaultsFor({ dataset: 'two-moons' }),
  dataset: 'two-moons',
  pointWidth: 16,
  classConditional: true,
  sampler: 'heun',
  samplingSteps: 5,
};
const params = initParams(buildNetwork(config), 1);
const zeros = new Float32Array(params.length);
const checkpoint = packCheckpoint({
  config,
  step: 7,
  params,
  ema: params.map(weight => weight / 2),
  adamM: zeros,
  adamV: zeros,
  losses: new Float32Array(7),
  imagesSeen: 7,
  dataSha256: '0'.repeat(64),
  maker: { build: '', device: '', browser: '' },
});
const packed = packRunFile({ name: 'Moons', checkpoint, drawings: null });

it('holds a script, what the script reads, and the checkpoint', () => {
  const files = unzipSync(packed);
  expect(Object.keys(files).sort()).toEqual([
    'README.md',
    'playground/checkpoint.safetensors',
    'playground/run.json',
    'playground_config.json',
    'raw_weights.safetensors',
    'run.json',
    'sample.py',
    'weights.safetensors',
  ]);
  const run = JSON.parse(new TextDecoder().decode(files['run.json']));
  expect(run).toMatchObject({
    network: { dimensions: 2, width: 16, depth: 3, classes: 3 },
    target: 'v',
    count: 1000,
  });
  expect(run.rows).toHaveLength(5);
});

it('opens again as it was saved', () => {
  const read = readFiles([{ path: 'moons.zip', bytes: packed }], DEFAULT_CONFIG);
  expect(read).toMatchObject({ name: 'Moons', notes: [], drawings: null });
  expect(read.checkpoint).toEqual(checkpoint);
});

it('opens by its weights alone, with the settings that they carry', () => {
  const bytes = unzipSync(packed)['weights.safetensors']!;
  const read = readFiles([{ path: 'weights.safetensors', bytes }], DEFAULT_CONFIG);
  const opened = unpackCheckpoint(read.checkpoint);
  expect(opened).toMatchObject({ config, step: 0 });
  expect(opened.params).toEqual(params.map(weight => weight / 2));
});
