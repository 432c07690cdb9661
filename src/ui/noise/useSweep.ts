import { useEffect } from 'react';
import { useActions } from '../useApp.ts';

const DURATION_MS = 4500;
/** Where it comes to rest: noisy, but one can tell what it was. */
const REST = 0.35;

/**
 * Goes along the timeline once when the page opens, so that it shows what it does. Any touch, key or wheel ends it,
 * and so does a wish for less motion.
 */
export function useSweep(): void {
  const { store, timeline } = useActions();
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let frame = 0;
    const start = performance.now();
    const stop = () => cancelAnimationFrame(frame);
    const move = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - start) / DURATION_MS));
      // Slower towards its end.
      const share = 1 - (1 - REST) * (1 - (1 - part) ** 2);
      timeline.drift(share * (store.getState().config.T - 1));
      if (part < 1) frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    const inputs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const input of inputs) addEventListener(input, stop, { once: true, passive: true });
    return () => {
      stop();
      for (const input of inputs) removeEventListener(input, stop);
    };
  }, [store, timeline]);
}
