import { useEffect, useRef } from 'react';

/** From clean to noise and half the way back. */
const DURATION_MS = 5000;

/**
 * Moves t once when the page opens, so that it shows what the slider does. Any touch, key or wheel ends it, and so does
 * a wish for less motion.
 */
export function useSweep(T: number, setT: (t: number) => void): void {
  const latest = useRef({ T, setT });
  latest.current = { T, setT };
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let frame = 0;
    const start = performance.now();
    const stop = () => cancelAnimationFrame(frame);
    const move = (now: number) => {
      const part = (now - start) / DURATION_MS;
      const share = part < 0.7 ? part / 0.7 : 1 - (part - 0.7) / 0.6;
      latest.current.setT(Math.round(Math.min(1, Math.max(0, share)) * (latest.current.T - 1)));
      if (part < 1) frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    const inputs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const input of inputs) addEventListener(input, stop, { once: true, passive: true });
    return () => {
      stop();
      for (const input of inputs) removeEventListener(input, stop);
    };
  }, []);
}
