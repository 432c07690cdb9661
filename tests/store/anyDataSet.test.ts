/**
 * A data set that nobody here has seen: 12 x 20 pixels in colour, four classes. One file and one row are all that it
 * takes; here it stands in the place of Shapes. It is trained, sampled, saved, opened, and looked at by every experiment.
 */
import { expect, it, vi } from 'vitest';
import { encodeLink } from '../../src/config/link.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { packRunFile } from '../../src/files/runFile.ts';
import type { AnalysisName, Found } from '../../src/store/state.ts';
import { forwardInView } from '../../src/store/timeline/forward.ts';
import { answerInView } from '../../src/store/training/answers.ts';
import { openPage, type Page } from './appHarness.ts';

const SHAPE = { height: 12, width: 20, channels: 3 };
const SIZE = 12 * 20 * 3;
const COUNT = 9;

vi.mock('../../src/data/sets/shapes.ts', async () => {
  const { dataSet } = await import('../../src/data/sets/dataSet.ts');
  const set = (count: number, seed: number) => ({
    count,
    shape: { height: 12, width: 20, channels: 3 },
    images: Uint8Array.from({ length: count * 720 }, (_, i) => (i * 31 + seed) % 256),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 4),
  });
  return {
    shapes: dataSet({
      id: 'shapes',
      label: 'Flags',
      many: 'flags',
      uses: [],
      credit: 'flags',
      shape: () => ({ height: 12, width: 20, channels: 3 }),
      classes: () => ['north', 'east', 'south', 'west'],
      load: async () => set(9, 7),
      heldOut: async () => set(3, 99),
      example: () => set(1, 7).images,
    }),
  };
});

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'shapes',
  channels: '8/16/16',
  classConditional: true,
  guidanceScale: 2,
  sampleDigits: '31',
  batchSize: 2,
  samplingSteps: 2,
  sampleCount: 2,
  previewEvery: 1000,
};

async function step(page: Page, to: number): Promise<void> {
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === to && run.phase === 'paused', `step ${to}`);
}

/** What an analysis found, once it has ended. */
async function found<K extends AnalysisName>(page: Page, name: K, ended: Promise<void>): Promise<Found<K>> {
  await ended;
  return page.state.findings[name]!.found as Found<K>;
}

it('is trained, sampled, saved, opened, and looked at by every experiment', async () => {
  const page = openPage({ hash: encodeLink(config), computes: 'cpu' });
  const { analyse } = page.app.analyses;
  await page.until(({ run }) => run.ready && run.images, 'ready');
  expect(page.state.run.ready).toMatchObject({ dataset: { name: 'shapes', count: COUNT }, pretrained: null });
  expect(page.state.run.images!.pixels).toHaveLength(COUNT * SIZE);
  const forward = forwardInView(page.state);
  expect(forward).toMatchObject({ shape: SHAPE, label: 0 });
  expect(forward.image).toEqual(page.state.run.images!.pixels.subarray(0, SIZE));
  await step(page, 1);
  await step(page, 2);
  await page.until(state => answerInView(state)?.answer.step === 2, 'an answer');
  expect(answerInView(page.state)!.answer.x0Hat).toHaveLength(SIZE);

  page.app.sampling.sample({ keeps: 'numbers' });
  await page.until(({ samplings }) => samplings.main?.result, 'samples');
  expect(page.state.samplings.main).toMatchObject({ shape: SHAPE, count: 2 });
  const { result } = page.state.samplings.main!;
  expect(result).toHaveLength(2 * SIZE);
  // In the middle, and from a picture: stepping in.
  const frame = page.state.samplings.main!.frames[1]!;
  page.app.sampling.sample({
    slot: 'fork',
    rest: { start: { kind: 'from', seq: 1, xt: frame.numbers!.xt } },
  });
  const pixels = new Uint8Array(forward.image);
  const mask = new Uint8Array(12 * 20).fill(1, 0, 120);
  page.app.sampling.sample({ slot: 'filled', rest: { known: { mask, pixels } } });
  await page.until(({ samplings }) => samplings.filled?.result, 'the rest made up');
  // What is known comes back as it was given, in all its channels.
  expect(page.state.samplings.filled!.result!.subarray(0, 120 * 3)).toEqual(
    new Uint8ClampedArray(pixels.subarray(0, 360)),
  );

  expect(await found(page, 'floor', analyse('floor', {}))).toMatchObject({ members: COUNT });
  const nearest = await found(page, 'nearest', analyse('nearest', { samples: bytesToUnit(pixels) }));
  expect(nearest).toMatchObject({
    indices: Int32Array.of(0),
    distances: Float32Array.of(0),
    pictures: pixels,
  });
  expect((await found(page, 'heldOut', analyse('heldOut', {}))).distances).toHaveLength(3);
  const inside = await found(page, 'inside', analyse('inside', { xt: forward.at(100), t: 100, label: 2 }));
  expect(inside.blocks.find(({ name }) => name === 'conv_out')!.shape).toEqual([12, 20, 3]);

  const file = packRunFile(await page.app.runs.read());
  const other = openPage({ computes: 'cpu' });
  await other.until(({ run }) => run.ready, 'another page');
  await other.app.files.openRunFiles([new File([file as Uint8Array<ArrayBuffer>], 'flags.zip')]);
  await other.until(({ run }) => run.ready && run.config.dataset === 'shapes', 'the run opened');
  expect(other.state.run).toMatchObject({ step: 2, config });
  other.app.sampling.sample();
  await other.until(({ samplings }) => samplings.main?.result, 'the same samples');
  expect(other.state.samplings.main!.result).toEqual(result);
});
