/** The field over the plane: exact against the closed form, learned against the network asked point by point. */
import { expect, it } from 'vitest';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { defaultsFor } from '../../src/config/byKind.ts';
import type { RunConfig } from '../../src/config/runConfig.ts';
import { toFixed } from '../../src/data/points.ts';
import { decodeAnswer } from '../../src/diffusion/samplers/decodeAnswer.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { type Field, planeFieldJob } from '../../src/engine/analyses/planeField.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { NOTHING_ELSE } from './nothingElse.ts';

const config: RunConfig = { ...defaultsFor({ dataset: 'ring' }), dataset: 'ring', pointWidth: 16 };
const points = [0.5, 0.5, -0.5, 0.25];
const images = {
  count: 2,
  shape: { height: 1, width: 1, channels: 2 },
  images: Uint16Array.from(points, toFixed),
  labels: null,
};

it('has both guesses at every point of the grid, and the same again the second time', async () => {
  const runtime = await startWasmRuntime();
  const run = buildRun(runtime, config, images);
  const ask = async () => {
    let field: Field | undefined;
    const analysed = { ...run, config, runtime, ...NOTHING_ELSE };
    for await (const found of planeFieldJob(analysed, { t: 400, label: null, side: 5, reach: 1 })) {
      if (found) field = found;
    }
    return field!;
  };
  const field = await ask();
  const level = levelAt(run.process, 400);
  const frozen = run.network.freeze('ema');
  for (let i = 0; i < 50; i += 2) {
    const xt = field.at.subarray(i, i + 2);
    // Two members: weights by the distances to their noised centres.
    const weight = (n: number) => {
      const squared = [0, 1].reduce((sum, c) => sum + (xt[c]! - level.signal * points[2 * n + c]!) ** 2, 0);
      return Math.exp(-squared / (2 * level.noise ** 2));
    };
    const share = weight(0) / (weight(0) + weight(1));
    for (const c of [0, 1]) {
      expect(field.exact[i + c]).toBeCloseTo(share * points[c]! + (1 - share) * points[2 + c]!, 4);
    }
    const modelOut = await frozen.predict(xt, level.modelTime, null);
    const one = decodeAnswer(level, { xt, modelOut, target: config.target, limit: null, rederiveEps: false });
    for (const c of [0, 1]) expect(field.learned[i + c]).toBeCloseTo(one.x0Hat[c]!, 5);
  }
  expect([field.at[0], field.at[1], field.at[48], field.at[49]]).toEqual([-1, -1, 1, 1]);
  expect(await ask()).toEqual(field);
  runtime.dispose();
});
