import { describe, expect, it } from 'vitest';
import { makeProcess } from '../../src/diffusion/process.ts';
import { type ReplayedStep, replay } from '../../src/diffusion/replay.ts';
import { applyRow } from '../../src/diffusion/samplers/applyRow.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { gaussians } from '../../src/math/random.ts';

const SIZE = 6;
const noise = (step: number) => gaussians(3, 'sample', step, new Float32Array(SIZE));

describe('replay', () => {
  it.each([
    ['flow', 'euler'],
    ['cosine', 'ddpm'],
    ['cosine', 'dpm++'],
  ] as const)('goes the way of %s with %s again, from its guesses alone', (schedule, sampler) => {
    const process = makeProcess({ schedule, T: 100 });
    const rows = samplerTable(process, {
      sampler,
      steps: 8,
      spacing: 'trailing',
      eta: 0,
      solverOrder: 3,
      variance: 'fixed_small',
    });
    // A trajectory with eps as the target; any answers will do.
    const way: ReplayedStep[] = [];
    let xt = noise(0);
    let x0History: Float32Array[] = [];
    for (const [seq, row] of rows.entries()) {
      const modelOut = xt.map(x => Math.tanh(0.7 * x + row.noise));
      const z = row.cNoise === 0 ? null : noise(seq + 1);
      const inputs = { xt, modelOut, target: 'eps', limit: null, rederiveEps: false, x0History, z } as const;
      // A flow's first level is pure noise, where eps says nothing of the picture.
      const step = applyRow(row, row.signal === 0 ? { ...inputs, target: 'x0' } : inputs);
      way.push({ row, xt, ...step });
      x0History = [step.x0Hat, ...x0History].slice(0, 2);
      xt = step.xPrev;
    }
    const again = [
      ...replay(
        rows,
        seq => way[seq]!.x0Hat,
        noise(0),
        seq => noise(seq + 1),
      ),
    ];
    for (const [seq, step] of again.entries()) {
      for (const name of ['xt', 'epsHat', 'xPrev'] as const) {
        step[name].forEach((value, i) => {
          // With little noise left, eps is a small difference divided by a small number.
          expect(value).toBeCloseTo(way[seq]![name][i]!, 3);
        });
      }
    }
  });
});
