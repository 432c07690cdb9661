import { findingOf } from '../../store/analyses/analyses.ts';
import { presentMaker } from '../../store/sampling/sampling.ts';
import type { Finding, Maker } from '../../store/state.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import type { QualityOrder } from './engine/qualityJob.ts';

export interface Judged {
  readonly finding: Finding<'quality'> | null;
  /** Who drew; null before the first time. */
  readonly maker: Maker | null;
  readonly measure: (order: QualityOrder) => void;
  readonly stop: () => void;
}

/** The judging of one question of the experiment; each has a key of its own, and one does not end another. */
export function useQualities(name: string): Judged {
  const key = `quality ${name}`;
  const finding = useApp(state => findingOf(state, 'quality', key));
  const { analyses, store } = useActions();
  return {
    finding,
    maker: (finding?.about as Maker | undefined) ?? null,
    measure: order => void analyses.analyse('quality', order, { key, about: presentMaker(store.getState()) }),
    stop: () => analyses.stopAnalysis(key),
  };
}
