/** What analyses need to judge pictures: the judge's files, loaded once, and where tfjs computes. */
import { type FetchBytes, fetchBelow } from '../../data/fetchBytes.ts';
import type { JudgedSet } from '../../data/judgedSets.ts';
import { type JudgeFile, loadJudge } from '../../quality/judgeFile.ts';
import type { BackendName } from '../device/deviceReport.ts';
import { arraysBeside, type OnArrays } from '../device/onArrays.ts';

export interface Judging {
  /** @throws DataError if it cannot be loaded. */
  readonly judgeOf: (dataset: JudgedSet) => Promise<JudgeFile>;
  /** Does work that computes with tfjs, on the present device or beside it, within one turn. */
  readonly onArrays: OnArrays;
}

/**
 * @param base the page's address.
 * @param device what computes at present.
 */
export function judgingOf(base: string, device: () => BackendName): Judging {
  return {
    judgeOf: judgeLoader(fetchBelow(new URL('judge/', base).href)),
    onArrays: arraysBeside(device, new URL('wasm/', base).href),
  };
}

/** Loads each judge at its first use; after a failure the next use tries again. */
function judgeLoader(fetchBytes: FetchBytes): Judging['judgeOf'] {
  const loaded = new Map<JudgedSet, JudgeFile>();
  return async dataset => {
    const judge = loaded.get(dataset) ?? (await loadJudge(dataset, fetchBytes));
    loaded.set(dataset, judge);
    return judge;
  };
}
