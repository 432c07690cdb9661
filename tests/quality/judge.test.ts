/** The judges that are shipped, and what they say of drawers that are known to be good or bad. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchJudge, onTfjs } from '../../scripts/judge/measure.ts';
import { fetchPublic } from '../../scripts/runtimes.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { FetchBytes } from '../../src/data/fetchBytes.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { JUDGED_SETS } from '../../src/data/judgedSets.ts';
import { MNIST_PARTS } from '../../src/data/mnistParts.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { loadPart } from '../../src/data/packedPart.ts';
import { pictureOf, sizeOf } from '../../src/data/shape.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import type { AnalysedRun } from '../../src/engine/analyses/analysis.ts';
import { type Qualities, qualityJob } from '../../src/experiments/quality/engine/qualityJob.ts';
import { readClasses } from '../../src/quality/classes.ts';
import { Judge } from '../../src/quality/judge.ts';
import { loadJudge } from '../../src/quality/judgeFile.ts';
import { buildJudge } from '../../src/quality/judgeNetwork.ts';

let train: ImageSet<Uint8Array>;
let test: ImageSet<Uint8Array>;
beforeAll(async () => {
  train = await loadPart(MNIST_PARTS['train-10k'], fetchPublic);
  test = await loadPart(MNIST_PARTS['test-10k'], fetchPublic);
});

describe('the judges in public/judge/', () => {
  it.each(JUDGED_SETS)('of %s is small, whole and what its description says', async dataset => {
    const { info, weights } = await loadJudge(dataset, fetchJudge);
    expect(info.dataset).toBe(dataset);
    expect(weights.length).toBeLessThanOrEqual(150_000);
    expect(createHash('sha256').update(weights).digest('hex')).toBe(info.weights.sha256);
    expect(buildJudge().paramCount).toBe(44_234);
  });

  it('reads the 10,000 test digits as well as its description says, and at least 98.5 % of them', async () => {
    const file = await loadJudge('mnist', fetchJudge);
    const { probabilities } = await onTfjs(() => new Judge(file).read(test.images));
    const { read } = readClasses(probabilities, 10);
    const right = read.filter((digit, n) => digit === test.labels![n]).length / test.count;
    // A digit or two may be read otherwise by other kernels.
    expect(right).toBeCloseTo(file.info.accuracy, 3);
    expect(right).toBeGreaterThanOrEqual(0.985);
  });

  it('is refused where its file is damaged', async () => {
    const damaged: FetchBytes = async (file, told) => {
      const bytes = await fetchJudge(file, told);
      return file.endsWith('.json') ? bytes : bytes.map((byte, i) => (i === 4000 ? byte ^ 1 : byte));
    };
    await expect(loadJudge('mnist', damaged)).rejects.toThrow('mnist.safetensors of the judge is damaged');
    const noJson: FetchBytes = async () => new TextEncoder().encode('{}');
    await expect(loadJudge('mnist', noJson)).rejects.toThrow('description of the judge cannot be read');
  });
});

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  schedule: 'cosine',
  target: 'x0',
  sampler: 'ddim',
  samplingSteps: 1,
};

/** Judges what `pick` chooses of the training digits, drawn in a single step. */
async function judging(
  pick: (n: number, asked: number | undefined) => number,
  changes: Partial<RunConfig> = {},
  { count = 128, change = (picture: Float32Array) => picture } = {},
): Promise<Qualities> {
  const settings = { ...config, ...changes };
  let n = 0;
  const network = {
    predict: async (xt: Float32Array, _: unknown, labels: Float32Array | null) => {
      const answer = new Float32Array(xt.length);
      const size = sizeOf(train.shape);
      for (let i = 0; i < xt.length / size; i++) {
        const picture = bytesToUnit(pictureOf(train.images, train.shape, pick(n++, labels?.[i])));
        answer.set(change(picture), i * size);
      }
      return answer;
    },
    dispose() {},
  };
  const run = {
    config: settings,
    heldOut: async () => test,
    denoiser: async () => ({ process: makeProcess(settings), network }),
    judging: { judgeOf: () => loadJudge('mnist', fetchJudge), onArrays: onTfjs },
  } as unknown as AnalysedRun;
  let last: Qualities | undefined;
  for await (const found of qualityJob(run, { ways: [{ config: settings }], count })) {
    last = found ?? last;
  }
  return last!;
}

describe('the judge', () => {
  it('finds no difference between real digits, whose distance is 8 by definition', async () => {
    const { real, drawn, done } = await judging(n => 19 * n, {}, { count: 512 });
    expect(done).toBe(1);
    expect(real.distance).toBeCloseTo(8, 1);
    expect(drawn[0]!.calls).toBe(1);
    // Digits to train on, beside test digits: chance alone gives 5 to 11.
    expect(drawn[0]!.distance).toBeLessThan(14);
    expect(drawn[0]!.confident).toBeGreaterThan(0.93);
    expect(Math.abs(drawn[0]!.precision - real.precision)).toBeLessThan(0.06);
    expect(Math.abs(drawn[0]!.recall - real.recall)).toBeLessThan(0.06);
    expect(real.entropy).toBeGreaterThan(2.28);
  });

  it('notices a drawer of one digit by what is missing, not by how it looks', async () => {
    const threes = [...train.labels!.keys()].filter(i => train.labels![i] === 3);
    const { real, drawn } = await judging(n => threes[n % threes.length]!);
    expect(drawn[0]!.distance).toBeGreaterThan(5 * real.distance);
    expect(drawn[0]!.precision).toBeGreaterThan(real.precision - 0.1);
    expect(drawn[0]!.recall).toBeLessThan(0.3);
    expect(drawn[0]!.entropy).toBeLessThan(0.2);
    expect(drawn[0]!.shares[3]).toBeGreaterThan(0.95);
  });

  it('notices noise', async () => {
    const { real, drawn } = await judging(
      n => 19 * n,
      {},
      { change: picture => picture.map((x, i) => x + (i % 2 === 0 ? 0.5 : -0.5)) },
    );
    expect(drawn[0]!.distance).toBeGreaterThan(2 * real.distance);
  });

  it('counts what is drawn as asked', async () => {
    const obedient = (_: number, asked: number | undefined) => train.labels!.indexOf(asked!);
    const told = { classConditional: true, guidanceScale: 1 };
    expect((await judging(obedient, told)).drawn[0]!.asAsked).toBeGreaterThan(0.95);
    const stubborn = () => train.labels!.indexOf(1);
    // One digit in nine is a one.
    expect((await judging(stubborn, told)).drawn[0]!.asAsked).toBeCloseTo(0.11, 1);
  });
});
