import { type RefObject, useState } from 'react';
import { type Brush, WHITE } from '../../data/brush.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import { type Paint, paintOver } from '../../data/paint.ts';
import type { Shape } from '../../data/shape.ts';
import { gaussians } from '../../math/random.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { useStrokes } from '../../ui/data/useStrokes.ts';

interface Options {
  /** x_t as it came; keep a component for each. */
  readonly base: Float32Array;
  readonly shape: Shape;
  readonly paint: Paint;
  /** Standard deviation of painted noise: the level's. */
  readonly noise: number;
  readonly seed: number;
}

const bytes = (xt: Float32Array): Uint8Array => new Uint8Array(toBytes(xt, 1).buffer as ArrayBuffer);

/** A pad whose picture is x_t itself, in floats. */
export function usePaint(
  brush: Brush,
  canvas: RefObject<PixelCanvasHandle | null>,
  { base, shape, paint, noise, seed }: Options,
) {
  const [history, setHistory] = useState<History<Float32Array>>(() => startHistory(base));
  const { past, present, future } = history;
  const painted = (cover: Uint8Array) => {
    // Each stroke has its own noise; redrawing after an undo repeats it.
    const z = gaussians(seed, 'paint', past.length, new Float32Array(base.length));
    return paintOver(
      present,
      cover,
      paint,
      z.map(value => noise * value),
    );
  };
  const strokes = useStrokes({ ...brush, colour: WHITE }, shape, {
    begin: () => new Uint8Array(base.length),
    live: cover => canvas.current?.paint(bytes(painted(cover))),
    finish: cover => setHistory(before => record(before, painted(cover))),
  });
  return {
    xt: present,
    pixels: bytes(present),
    hasInk: present !== base,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    clear: () => setHistory(before => record(before, base)),
    strokes,
  };
}
