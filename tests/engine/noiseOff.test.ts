/** What the chapter on noise says of the pretrained network: without DDPM's noise it draws one clean digit, over and over. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { loadPretrainedInfo, loadPretrainedPart } from '../../src/data/pretrained.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { freezeForSampling, readPretrained } from '../../src/engine/run/pretrained.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { startWasm } from '../nn/wasmBackend.ts';

const COUNT = 4;
const fromPretrained = async (file: string) =>
  new Uint8Array(await readFile(join(import.meta.dirname, '../../public/pretrained', file)));

async function draw(addNoise: boolean, seed: number): Promise<Float32Array> {
  const info = await loadPretrainedInfo(fromPretrained);
  const weights = await loadPretrainedPart(info, 'weights', fromPretrained);
  const config: RunConfig = { ...DEFAULT_CONFIG, sampler: 'ddpm', samplingSteps: 50, addNoise, seed };
  const images = { count: 0, shape: SHAPE, images: new Uint8Array(), labels: null };
  const run = buildRun(tfjsRuntime, config, images, undefined, readPretrained(info, weights));
  const network = freezeForSampling(run, 'ema');
  let pictures = new Float32Array();
  for await (const { xPrev } of samplingSteps({ config }, run.process, network, COUNT, 'sample')) {
    pictures = xPrev as Float32Array<ArrayBuffer>;
  }
  return pictures;
}

const picture = (of: Float32Array, i: number) => of.subarray(i * PIXELS, (i + 1) * PIXELS);

/** Root mean square of the difference. */
function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0) / a.length);
}

function between(pictures: Float32Array): number[] {
  const pairs = Array.from({ length: COUNT }, (_, i) => Array.from({ length: i }, (_, j) => [i, j] as const));
  return pairs.flat().map(([i, j]) => distance(picture(pictures, i), picture(pictures, j)));
}

it('is the same clean digit from every start', async () => {
  await startWasm();
  const without = await draw(false, 1);
  expect(Math.max(...between(without))).toBeLessThan(0.03);
  expect(distance(picture(without, 0), picture(await draw(false, 2), 0))).toBeLessThan(0.03);
  // Pixels are black or white, unlike in a blur.
  const clean = without.filter(x => Math.abs(x) > 0.8).length / without.length;
  expect(clean).toBeGreaterThan(0.9);
  expect(Math.min(...between(await draw(true, 1)))).toBeGreaterThan(0.4);
});
