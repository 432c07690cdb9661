import { useEffect, useRef, useState } from 'react';
import { useApp } from '../useApp.ts';

export const SPEEDS = [2, 5, 10, 25, 60] as const;

export interface Player {
  /** The position shown, 0..length-1. */
  readonly position: number;
  readonly playing: boolean;
  readonly fps: number;
  seek(position: number): void;
  toggle(): void;
  setFps(fps: number): void;
}

/**
 * Plays `length` positions at a chosen speed. While a sampling runs it follows the newest, until somebody scrubs.
 */
export function usePlayer(length: number): Player {
  const sampleId = useApp(state => state.sample?.id ?? 0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const [fps, setFps] = useState<number>(10);
  const end = useRef(length - 1);
  end.current = length - 1;

  useEffect(() => {
    // A new sampling is followed from its start.
    if (sampleId > 0) setChosen(null);
    setPlaying(false);
  }, [sampleId]);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last = performance.now();
    const tick = (now: number) => {
      const steps = Math.floor(((now - last) * fps) / 1000);
      if (steps > 0) {
        last += (steps * 1000) / fps;
        setChosen(position => Math.min(end.current, (position ?? end.current) + steps));
      }
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, fps]);

  const position = Math.max(0, Math.min(chosen ?? length - 1, length - 1));
  const atEnd = position >= length - 1;
  useEffect(() => {
    if (playing && atEnd) setPlaying(false);
  }, [playing, atEnd]);

  return {
    position,
    playing,
    fps,
    setFps,
    seek: next => {
      setPlaying(false);
      setChosen(Math.min(length - 1, Math.max(0, next)));
    },
    toggle: () => {
      if (!playing && atEnd) setChosen(0);
      setPlaying(!playing);
    },
  };
}
