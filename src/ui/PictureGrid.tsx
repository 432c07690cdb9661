import { useLayoutEffect, useRef } from 'react';
import type { Shape } from '../data/shape.ts';
import { drawGrid, gridSize, type ShownPixels } from '../render/pictures.ts';
import './pictureGrid.css';

interface Props {
  /** [count, height, width, channels]. */
  readonly bytes: ShownPixels;
  readonly shape: Shape;
  readonly count: number;
  readonly columns: number;
  /** Text for screen readers; '' if the words beside the pictures say it. */
  readonly label: string;
}

/** Pictures side by side, as large as fits. */
export function PictureGrid({ bytes, shape, count, columns, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) drawGrid(canvas.current, bytes, shape, count, columns);
  }, [bytes, shape, count, columns]);
  const { width, height } = gridSize(shape, count, columns);
  return (
    <canvas
      ref={canvas}
      className="picture-grid"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      style={{ aspectRatio: `${width} / ${height}` }}
    />
  );
}
