import { useEffect } from 'react';
import { findingOf } from '../../store/analyses/analyses.ts';
import type { Sampling } from '../../store/state.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';
import type { Nearest } from './engine/nearestJob.ts';

export interface Compared {
  readonly drawn: Sampling | null;
  /** Steps done, and steps in all; 0 before the first. */
  readonly done: number;
  readonly total: number;
  /** The finished pictures [count, height, width, channels]. */
  readonly pictures: Uint8ClampedArray | null;
  /** The nearest training images, once found. */
  readonly nearest: Nearest | null;
}

/** A slot's sampling with its nearest training images, searched as soon as it finishes. */
export function useNearest(slot: string): Compared {
  const { analyses } = useActions();
  const { drawn, newest, total, result } = useSampling(slot);
  const key = `nearest ${slot}`;
  const finding = useApp(state => findingOf(state, 'nearest', key));
  const id = drawn?.id;
  const asked = finding !== null && finding.about === id;
  useEffect(() => {
    if (result && id !== undefined && !asked) {
      void analyses.analyse('nearest', { pictures: Uint8Array.from(result) }, { key, about: id });
    }
  }, [analyses, result, id, asked, key]);
  const nearest = asked ? finding.found : null;
  return { drawn, done: newest ? newest.seq + 1 : 0, total, pictures: result, nearest };
}
