import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { heatPixels, heatRange } from '../../render/heatMap.ts';
import type { LossMapView } from '../../store/training/lossMap.ts';
import { shortNumber } from '../../ui/charts/axes.ts';
import { rowLevels } from './floorRows.ts';
import { HeatLegend } from './HeatLegend.tsx';

interface Cell {
  readonly column: number;
  readonly row: number;
}

const COARSE = 10;

/** The loss as colours: training steps to the right, noise upwards. */
export function HeatMap({ map, step }: { map: LossMapView; step: number }) {
  const { rows, columns, loss } = map;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cell, setCell] = useState<Cell | null>(null);
  const range = heatRange(loss);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !range || columns === 0) return;
    element.width = columns;
    element.height = rows;
    element.getContext('2d')?.putImageData(new ImageData(heatPixels(loss, rows, range), columns, rows), 0, 0);
  }, [loss, rows, columns, range]);

  const shown = cell && cell.column < columns && cell.row < rows ? cell : null;
  const inside = (column: number, row: number): Cell => ({
    column: Math.min(columns - 1, Math.max(0, column)),
    row: Math.min(rows - 1, Math.max(0, row)),
  });
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const up = 1 - (event.clientY - box.top) / box.height;
    setCell(inside(Math.floor(across * columns), Math.floor(up * rows)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? COARSE : 1;
    const [right, up] = MOVES[event.key] ?? [0, 0];
    if (right === 0 && up === 0) return;
    event.preventDefault();
    const from = shown ?? { column: columns - 1, row: 0 };
    setCell(inside(from.column + by * right, from.row + by * up));
  };
  const text = shown
    ? cellText(map, shown, step)
    : 'Point at the map, or focus it and use the arrows, to read a value.';
  return (
    <figure className="heat">
      <div className="heat-frame">
        <span className="heat-y muted numbers">
          <span>noise, t = {map.T - 1}</span>
          <span>data, t = 0</span>
        </span>
        <div
          className="heat-plot"
          role="application"
          aria-roledescription="heat map"
          aria-label="Loss by noise level and training step; arrow keys move the mark, its value is shown below"
          aria-describedby="heat-value"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: so that the arrows reach the map
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerMove={onPointer}
          onPointerDown={onPointer}
          onPointerLeave={() => setCell(null)}
          onFocus={() => setCell(inside(columns - 1, 0))}
        >
          <canvas ref={canvas} aria-hidden />
          {shown && (
            <span
              className="heat-mark"
              style={{
                left: `${(100 * shown.column) / columns}%`,
                bottom: `${(100 * shown.row) / rows}%`,
                width: `${100 / columns}%`,
                height: `${100 / rows}%`,
              }}
            />
          )}
        </div>
        <span className="heat-x muted numbers">
          <span>step 1</span>
          <span>step {step.toLocaleString('en')}</span>
        </span>
      </div>
      <figcaption className="heat-foot">
        <output id="heat-value" className="numbers">
          {text}
        </output>
        {range && <HeatLegend range={range} />}
      </figcaption>
    </figure>
  );
}

const MOVES: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function cellText({ T, rows, stretch, loss }: LossMapView, { column, row }: Cell, step: number): string {
  const { from, to } = rowLevels(row, rows, T);
  const first = column * stretch + 1;
  const last = Math.min(step, (column + 1) * stretch);
  const value = loss[column * rows + row]!;
  const told = Number.isNaN(value) ? 'no image here yet' : `loss ${shortNumber(value)}`;
  return `Steps ${first} to ${last}, t = ${from} to ${to}: ${told}`;
}
