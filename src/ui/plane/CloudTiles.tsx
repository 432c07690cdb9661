import { useCallback } from 'react';
import { beginTiles, drawAxes, drawCircle, drawDots } from '../../render/plane/planeDrawing.ts';
import { useColours } from '../charts/useColours.ts';
import { classColours } from './planePoints.ts';
import { type Paint, usePainted } from './usePainted.ts';
import './plane.css';

export interface Tile {
  /** [count, 2]. */
  readonly points: Float32Array;
  /** A point to stand out; null for none. */
  readonly chosen: readonly [x: number, y: number] | null;
}

interface Props {
  /** Null for what is not there yet. */
  readonly tiles: readonly (Tile | null)[];
  readonly columns: number;
  /** Each square shows the plane from -reach to reach. */
  readonly reach: number;
  /** Whether to draw the axes, and the square in which the data lies. */
  readonly axes?: boolean;
  readonly colourOf?: ((point: number) => number) | null;
  /** Text for screen readers; '' if the words beside the clouds say it. */
  readonly label?: string;
}

/** Small clouds side by side, row by row, on one canvas. */
export function CloudTiles({ tiles, columns, reach, axes = false, colourOf = null, label = '' }: Props) {
  const colours = useColours();
  const rows = Math.ceil(tiles.length / columns);
  const canvas = usePainted(
    useCallback<Paint>(
      (at, width) => {
        const plane = beginTiles(at, width, { columns, rows }, reach);
        if (!plane) return;
        const { context, size } = plane;
        tiles.forEach((tile, n) => {
          context.save();
          context.translate((n % columns) * size, Math.floor(n / columns) * size);
          context.beginPath();
          context.rect(0, 0, size, size);
          context.clip();
          if (axes) drawAxes(plane, colours.line);
          if (tile) drawDots(plane, tile.points, classColours(colours), { side: 1.25, colourOf });
          if (tile?.chosen) drawCircle(plane, tile.chosen, { pixels: 2.5 }, colours.ink);
          context.restore();
        });
      },
      [tiles, columns, rows, reach, axes, colourOf, colours],
    ),
  );
  return (
    <canvas
      ref={canvas}
      className="cloud-tiles"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      style={{ aspectRatio: `${columns} / ${rows}` }}
    />
  );
}
