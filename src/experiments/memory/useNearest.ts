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
  /** The finished pictures [count, height, width, channels], and as the numbers that they were drawn as. */
  readonly pictures: Uint8ClampedArray | null;
  readonly samples: Float32Array | null;
  /** The nearest training images, once found. */
  readonly nearest: Nearest | null;
}

/** A slot's sampling with its nearest training images, searched as soon as it finishes. */
export function useNearest(slot: string): Compared {
  const { analyses } = useActions();
  const { drawn, newest, total, result, resultNumbers } = useSampling(slot);
  const key = `nearest ${slot}`;
  const finding = useApp(state => findingOf(state, 'nearest', key));
  const id = drawn?.id;
  const asked = finding !== null && finding.about === id;
  useEffect(() => {
    if (resultNumbers && id !== undefined && !asked) {
      void analyses.analyse('nearest', { samples: resultNumbers.slice() }, { key, about: id });
    }
  }, [analyses, resultNumbers, id, asked, key]);
  const nearest = asked ? finding.found : null;
  const done = newest ? newest.seq + 1 : 0;
  return { drawn, done, total, pictures: result, samples: resultNumbers, nearest };
}
