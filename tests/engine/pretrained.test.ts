/** The files that `npm run pretrain` wrote, and how the engine reads them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRunConfig } from '../../src/config/parseRunConfig.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { FetchBytes } from '../../src/data/fetchBytes.ts';
import { loadPretrainedInfo } from '../../src/data/pretrained.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { PretrainedLoader } from '../../src/engine/run/pretrained.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { readRecorded } from '../../src/store/sampling/recorded.ts';

const folder = join(import.meta.dirname, '../../public/pretrained');
const fromDisk: FetchBytes = async file => new Uint8Array(await readFile(join(folder, file)));

/** The files, with one of them changed. */
const changed =
  (wanted: string, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): FetchBytes =>
  async (file, onFraction) => {
    const bytes = await fromDisk(file, onFraction);
    return file === wanted ? change(bytes) : bytes;
  };
const flipped = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, i) => (i === 5000 ? byte ^ 1 : byte));

describe('the pretrained network', () => {
  it('was trained on the pictures that the page opens with, with their classes', async () => {
    const { config, problems } = parseRunConfig((await loadPretrainedInfo(fromDisk)).config);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      dataset: DEFAULT_CONFIG.dataset,
      digits: '0123456789',
      classConditional: true,
    });
    expect(config.labelDropout).toBeGreaterThan(0);
  });

  it('fits the network, and a megabyte', async () => {
    const info = await loadPretrainedInfo(fromDisk);
    const bytes = await readFile(join(folder, info.weights.file));
    expect(bytes.length).toBeLessThan(1e6);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(info.weights.sha256);
    const { config } = parseRunConfig(info.config);
    // 263,025 of the reference network, and 64 numbers for each of ten digits and "none".
    expect(importWeights(buildUNet(networkConfig(config)), bytes)).toHaveLength(263_025 + 11 * 64);
  });

  it('is for every process, target and network, where the pictures are those that it knows', async () => {
    const loader = new PretrainedLoader(fromDisk);
    const answers = async (changes: Partial<RunConfig>) =>
      (await loader.forRun({ ...DEFAULT_CONFIG, ...changes })) !== null;
    expect(await answers({ schedule: 'linear', T: 20, target: 'eps' })).toBe(true);
    expect(await answers({ schedule: 'flow', target: 'velocity', sampler: 'euler' })).toBe(true);
    expect(await answers({ channels: '32/64/64', classConditional: true })).toBe(true);
    expect(await answers({ digits: '3' })).toBe(false);
    expect(await answers({ dataset: 'drawings' })).toBe(false);
  });

  it('is not taken where a bit has changed, or the description is another', async () => {
    const damaged = new PretrainedLoader(changed('model.safetensors', flipped));
    await expect(damaged.forRun(DEFAULT_CONFIG)).rejects.toThrow('damaged');
    const leading = (bytes: Uint8Array<ArrayBuffer>) =>
      new TextEncoder().encode(new TextDecoder().decode(bytes).replace('model.safetensors', '../model.x'));
    await expect(loadPretrainedInfo(changed('model.json', leading))).rejects.toThrow('cannot be read');
  });

  it('has left a recording that begins in noise and ends in what was guessed last', async () => {
    const { length, frame, count } = await readRecorded(fromDisk);
    expect(length).toBe(DEFAULT_CONFIG.samplingSteps + 1);
    const mean = (bytes: Uint8ClampedArray) => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
    // Noise is grey on average; digits are mostly paper, which is black.
    expect(mean(frame(0).xt)).toBeCloseTo(127.5, -1);
    const last = frame(length - 1);
    expect(last.xt).toHaveLength(count * 28 * 28);
    expect(mean(last.xt)).toBeLessThan(80);
    expect(last.xt).toEqual(last.x0Hat);
  });

  it('is not played where the recording has changed', async () => {
    await expect(readRecorded(changed('recording.bin', flipped))).rejects.toThrow('damaged');
  });
});
