/** Rows of the time machine: one sampling after the other, until the weights of every kept step have drawn. */
import { expect, it } from 'vitest';
import { PIXELS } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { appStore } from '../../src/store/appStore.ts';
import { framesOf } from '../../src/store/frameStore.ts';
import { endSample } from '../../src/store/samplings.ts';
import { otherRowNoise, snapshotRows, takeSnapshots } from '../../src/store/snapshotRows.ts';
import { drawRows } from '../../src/store/timeMachine.ts';

const process = makeProcess({ schedule: 'flow', T: 1000 });
const [row] = samplerTable(process, {
  sampler: 'euler',
  steps: 12,
  spacing: 'trailing',
  eta: 0,
  solverOrder: 2,
  variance: 'fixed_small',
});

/** The engine's part: one frame, which is the last, and the end. */
function finish(outcome: 'finished' | 'cancelled' = 'finished'): number {
  const sample = appStore.getState().samples.timeMachine!;
  expect(sample.status).toBe('running');
  const image = () => new Float32Array(PIXELS).fill(0.5);
  const pictures = { xt: image(), x0Hat: image(), epsHat: image(), xPrev: image() };
  const place = { runId: 0, sampleId: sample.id, seq: 0, total: 1, row: row!, count: 1 };
  if (outcome === 'finished') framesOf('timeMachine').add({ type: 'frame', ...place, ...pictures, z: null });
  endSample(sample.id, outcome);
  return sample.trainedSteps;
}
const drawn = () => [...snapshotRows.getState().rows.keys()];

it('draws a row for each kept step, passes over what is lost, and begins anew with another noise', () => {
  appStore.setState({
    ready: {
      dataset: { name: 'mnist', count: 1, hasLabels: true },
      model: { parameters: 1, flopsPerImage: 1 },
      pretrained: null,
    },
  });
  takeSnapshots([0, 1, 4], 12);
  const stop = drawRows();
  expect(finish()).toBe(0);
  expect(drawn()).toEqual([0]);
  expect(finish('cancelled')).toBe(1);
  expect(finish()).toBe(4);
  expect(drawn()).toEqual([0, 4]);
  expect(appStore.getState().samples.timeMachine!.status).toBe('finished');
  takeSnapshots([0, 8], 8);
  expect(drawn()).toEqual([0]);
  expect(finish()).toBe(8);
  const seed = appStore.getState().samples.timeMachine!.config.seed;
  otherRowNoise();
  expect(drawn()).toEqual([]);
  expect(appStore.getState().samples.timeMachine!.config.seed).toBe(seed + 1);
  expect(finish()).toBe(0);
  expect(snapshotRows.getState().rows.get(0)).toHaveLength(2);
  stop();
  finish();
  expect(drawn()).toEqual([0]);
});
