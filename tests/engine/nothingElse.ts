import type { AnalysedRun } from '../../src/engine/analyses/analysis.ts';

const absent = async (): Promise<never> => {
  throw new Error('There is none in this test.');
};

/** What an analysis may ask for beside the run, where it asks for nothing. */
export const NOTHING_ELSE: Pick<AnalysedRun, 'heldOut' | 'denoiser' | 'judging'> = {
  heldOut: async () => null,
  denoiser: absent,
  judging: { judgeOf: absent, onArrays: absent },
};
