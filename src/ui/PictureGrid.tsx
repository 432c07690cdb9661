import { useLayoutEffect, useRef } from 'react';
import { drawGrid, gridSize } from '../render/pictures.ts';
import './pictureGrid.css';

interface Props {
  /** [count, 28, 28]. */
  readonly bytes: Uint8Array | Uint8ClampedArray;
  readonly count: number;
  readonly columns: number;
  /** Text for screen readers; '' if the words beside the pictures say it. */
  readonly label: string;
}

/** Pictures side by side, as large as fits. */
export function PictureGrid({ bytes, count, columns, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) drawGrid(canvas.current, bytes, count, columns);
  }, [bytes, count, columns]);
  const { width, height } = gridSize(count, columns);
  return (
    <canvas
      ref={canvas}
      className="picture-grid"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      style={{ aspectRatio: `${width} / ${height}` }}
    />
  );
}
