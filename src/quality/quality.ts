/** How good pictures are, as a judge sees them beside sets of real ones. */
import { readClasses, shareAsAsked } from './classes.ts';
import { frechetDistance, type Moments } from './frechet.ts';
import { JUDGE_FEATURES, JUDGED_CLASSES } from './judgeNetwork.ts';
import { momentsOf } from './moments.ts';
import { precisionAndRecall } from './neighbours.ts';
import type { Reading } from './reading.ts';

/** As Naeem et al. 2020 take; Kynkäänniemi et al. 2019 take 3. */
const NEIGHBOURS = 5;

export interface Quality {
  /** Pictures judged, and in each set that they are compared with. */
  readonly count: number;
  /** The judge distance: Fréchet's, between the judge's features of these pictures and of real ones. */
  readonly distance: number;
  readonly confident: number;
  readonly shares: readonly number[];
  readonly entropy: number;
  readonly precision: number;
  readonly recall: number;
  /** Share that is read as what was asked for, or, of real pictures, as what they are; null where nothing was asked. */
  readonly asAsked: number | null;
}

export interface RealReading extends Reading {
  readonly moments: Moments;
}

/** Real pictures as they are compared with, by tfjs on its active backend. */
export const realReading = async (reading: Reading): Promise<RealReading> => ({
  ...reading,
  moments: await momentsOf(reading.features, JUDGE_FEATURES),
});

/**
 * Distance, precision and recall are means over the sets of real pictures. Computes with tfjs on its active backend.
 *
 * @param asked the class of each picture [n]; null where there is none.
 */
export async function qualityOf(
  pictures: Reading,
  real: readonly RealReading[],
  asked: Uint8Array | null,
): Promise<Quality> {
  const moments = await momentsOf(pictures.features, JUDGE_FEATURES);
  const { read, ...classes } = readClasses(pictures.probabilities, JUDGED_CLASSES);
  const sum = { distance: 0, precision: 0, recall: 0 };
  for (const each of real) {
    const shares = await precisionAndRecall(each.features, pictures.features, JUDGE_FEATURES, NEIGHBOURS);
    sum.distance += frechetDistance(moments, each.moments) / real.length;
    sum.precision += shares.precision / real.length;
    sum.recall += shares.recall / real.length;
  }
  return { count: read.length, ...classes, ...sum, asAsked: asked && shareAsAsked(read, asked) };
}

/** The floor: what real pictures have beside real ones. The means of each set's quality beside the others. */
export function meanQuality(all: readonly Quality[]): Quality {
  const mean = (of: (quality: Quality) => number) =>
    all.reduce((sum, quality) => sum + of(quality) / all.length, 0);
  return {
    count: all[0]!.count,
    distance: mean(({ distance }) => distance),
    confident: mean(({ confident }) => confident),
    shares: all[0]!.shares.map((_, k) => mean(({ shares }) => shares[k]!)),
    entropy: mean(({ entropy }) => entropy),
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    asAsked: all.some(({ asAsked }) => asAsked === null) ? null : mean(({ asAsked }) => asAsked!),
  };
}
