/** Draws many pictures, in one way or in several, and has the judge compare them with real ones. */
import { isJudged } from '../../../data/judgedSets.ts';
import { MNIST_SHAPE } from '../../../data/mnistParts.ts';
import { sizeOf } from '../../../data/shape.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { drawMany } from '../../../engine/sampling/drawMany.ts';
import type { Denoiser } from '../../../engine/sampling/keptDenoiser.ts';
import type { SampleOrder } from '../../../engine/sampling/sampleOrder.ts';
import type { Job } from '../../../engine/turns/turns.ts';
import type { Judge } from '../../../quality/judge.ts';
import type { Quality, RealReading } from '../../../quality/quality.ts';
import { joinReadings, type Reading } from '../../../quality/reading.ts';
import { realSets } from '../../../quality/realSets.ts';

export interface QualityOrder {
  /** Each is one way to draw: settings, and weights. */
  readonly ways: readonly Pick<SampleOrder, 'config' | 'weightsOf'>[];
  /** Pictures to draw in each way, if there are as many real ones. */
  readonly count: number;
}

/** Of pictures that a network drew. */
interface DrawnQuality extends Quality {
  /** How often the network was asked for each picture; guidance, which asks about each twice, does not count. */
  readonly calls: number;
}

export interface Qualities extends QualityOrder {
  /** Of the judge on the test pictures. */
  readonly accuracy: number;
  /** The floor: of real pictures beside other real ones. */
  readonly real: Quality;
  /** Of what was drawn, in the order of `ways`, as far as it goes. */
  readonly drawn: readonly DrawnQuality[];
  /** Part of the whole work that is done, 0..1. */
  readonly done: number;
}

/** Pictures that the judge reads in one turn. */
const AT_ONCE = 64;

/** @throws if the run's data has no judge, or no test pictures. */
export async function* qualityJob(run: AnalysedRun, { ways, count: most }: QualityOrder): Job<Qualities> {
  const { config, judging } = run;
  const test = await run.heldOut();
  if (!isJudged(config.dataset) || !test) throw new Error(`There is no judge for '${config.dataset}'.`);
  const file = await judging.judgeOf(config.dataset);
  // With them comes tfjs, which the worker loads only when something needs it.
  const [{ Judge }, { meanQuality, qualityOf, realReading }] = await Promise.all([
    import('../../../quality/judge.ts'),
    import('../../../quality/quality.ts'),
  ]);
  const judge = new Judge(file);
  yield;
  const { count, sets } = realSets(test, most);
  const real: RealReading[] = [];
  for (const set of sets) {
    const read = yield* reading(judge, set.pictures, judging);
    real.push(await judging.onArrays(() => realReading(read)));
  }
  const floors: Quality[] = [];
  for (const [i, set] of sets.entries()) {
    const others = real.filter((_, j) => j !== i);
    floors.push(await judging.onArrays(() => qualityOf(real[i]!, others, set.labels)));
    yield;
  }
  const told = { ways, count, accuracy: file.info.accuracy, real: meanQuality(floors) };
  const drawn: DrawnQuality[] = [];
  yield { ...told, drawn: [], done: 0 };
  const opened = new Map<number | undefined, Denoiser>();
  try {
    // All at the beginning: a snapshot may be dropped while others are at work.
    for (const way of ways) {
      if (!opened.has(way.weightsOf)) opened.set(way.weightsOf, await run.denoiser(way));
    }
    for (const way of ways) {
      const asked = way.config.classConditional ? sets[0]!.labels : null;
      const drawing = drawMany(opened.get(way.weightsOf)!, { config: way.config, count, asked });
      let next = await drawing.next();
      for (; !next.done; next = await drawing.next()) {
        yield { ...told, drawn: [...drawn], done: (drawn.length + next.value) / ways.length };
      }
      const { pictures, calls } = next.value;
      const ours = yield* reading(judge, pictures, judging);
      drawn.push({ ...(await judging.onArrays(() => qualityOf(ours, real, asked))), calls });
      yield { ...told, drawn: [...drawn], done: drawn.length / ways.length };
    }
  } finally {
    for (const { network } of opened.values()) network.dispose();
  }
}

/** What the judge reads in the pictures, some in each turn. */
async function* reading(
  judge: Judge,
  pictures: Uint8Array,
  { onArrays }: AnalysedRun['judging'],
): AsyncGenerator<undefined, Reading> {
  const size = AT_ONCE * sizeOf(MNIST_SHAPE);
  const parts: Reading[] = [];
  for (let first = 0; first < pictures.length; first += size) {
    parts.push(await onArrays(() => judge.read(pictures.subarray(first, first + size))));
    yield;
  }
  return joinReadings(parts);
}
