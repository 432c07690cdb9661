import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Inside } from './engine/insideJob.ts';
import { appStore } from '../../store/appStore.ts';
import { canAsk } from '../../store/denoising.ts';
import { inspect } from '../../store/engineClient.ts';
import { forwardStore } from '../../store/forwardStore.ts';
import { insideStore } from '../../store/insideStore.ts';
import { timelineStore } from '../../store/timeline.ts';

/** While training: a look inside in each of these is no load. */
const WHILE_TRAINING_MS = 1000;

let requestId = 0;

/** Keeps asking what the network makes of the page's x_t, for as long as somebody looks. */
export function useInside(): Inside | null {
  useEffect(() => {
    let scheduled = 0;
    let askedAt = Number.NEGATIVE_INFINITY;
    const ask = () => {
      scheduled = 0;
      if (!canAsk(appStore.getState())) return;
      const { at, label } = forwardStore.getState();
      const { t } = timelineStore.getState();
      askedAt = performance.now();
      inspect({ requestId: ++requestId, xt: at(t), t, label });
    };
    const schedule = () => {
      scheduled ||= requestAnimationFrame(ask);
    };
    const stops = [
      forwardStore.subscribe(schedule),
      timelineStore.subscribe(({ t }, before) => {
        if (t !== before.t) schedule();
      }),
      appStore.subscribe(({ ready, training }, before) => {
        const trained = training.step !== before.training.step;
        const stopped = training.phase !== before.training.phase;
        const due = performance.now() - askedAt >= WHILE_TRAINING_MS;
        if (ready !== before.ready || stopped || (trained && due)) schedule();
      }),
    ];
    schedule();
    return () => {
      cancelAnimationFrame(scheduled);
      for (const stop of stops) stop();
    };
  }, []);
  return useStore(insideStore, state => state.inside);
}
