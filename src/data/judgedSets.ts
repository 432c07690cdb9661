/** Data sets that have a judge: see `quality/`. */
export const JUDGED_SETS = ['mnist', 'fashion'] as const;
export type JudgedSet = (typeof JUDGED_SETS)[number];

export const isJudged = (dataset: string): dataset is JudgedSet =>
  (JUDGED_SETS as readonly string[]).includes(dataset);
