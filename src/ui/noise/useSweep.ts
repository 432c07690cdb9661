import { useEffect } from 'react';
import { useActions } from '../useApp.ts';

const DURATION_MS = 4500;
/** The final level: noisy, but the picture is still recognisable. */
const REST = 0.35;

/**
 * Sweeps the timeline once when the page opens, to show what it does. Any touch, key or wheel ends it; reduced motion
 * skips it.
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
