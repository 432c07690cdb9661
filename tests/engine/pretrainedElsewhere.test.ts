/** The pretrained network asked for another process and target, beside PyTorch's network that was trained for those. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluationLoss } from '../../scripts/evaluationLoss.ts';
import { fetchPublic, startWasmRuntime } from '../../scripts/runtimes.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { FetchBytes } from '../../src/data/fetchBytes.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { ImageLoader } from '../../src/engine/run/loadImages.ts';
import { freezeForSampling, PretrainedLoader } from '../../src/engine/run/pretrained.ts';

const folder = join(import.meta.dirname, '../../public/pretrained');
const fromDisk: FetchBytes = async file => new Uint8Array(await readFile(join(folder, file)));

it('guesses the noise of the linear schedule better than a network that PyTorch trained on it for 1,000 steps', async () => {
  const config: RunConfig = { ...DEFAULT_CONFIG, schedule: 'linear', T: 1000, target: 'eps' };
  const runtime = await startWasmRuntime();
  const loader = new ImageLoader(fetchPublic);
  const images = await loader.heldOut(config, () => {});
  const pretrained = await new PretrainedLoader(fromDisk).forRun(config);
  const run = buildRun(runtime, config, images!, undefined, pretrained);
  const network = freezeForSampling(run, config.weights);
  const asked = { process: run.process, network: { ...run.network, freeze: () => network } };
  const loss = await evaluationLoss(asked, config, images!, 'ema');
  // That network's averaged weights: docs/performance.md.
  expect(loss).toBeLessThan(0.0283);
});
