import { type PointerEvent, useMemo } from 'react';
import { isPoint, type Shape, sizeOf } from '../../data/shape.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { CloudTiles } from '../../ui/plane/CloudTiles.tsx';
import { useApp } from '../../ui/useApp.ts';
import type { RowFrame, Rows } from './rows.ts';

export type GridView = 'xt' | 'x0Hat';

interface Props {
  readonly steps: readonly number[];
  readonly rows: Rows;
  readonly view: GridView;
  readonly columns: readonly RowFrame[];
  readonly chosenStep: number;
  readonly chosenColumn: number;
  readonly onChoose: (step: number, column: number) => void;
}

const GREY = 128;
/** Of the plane: guesses lie among the data, and most noise within the larger square. */
const REACH: Readonly<Record<GridView, number>> = { x0Hat: 1.2, xt: 2.4 };

const LABEL = 'Samples from the same noise, one row per training step, one column per sampling step';

/** Training steps downwards, diffusion steps to the right. Rows not drawn yet are grey. */
export function RowGrid({ steps, rows, view, columns, chosenStep, chosenColumn, onChoose }: Props) {
  const shape = useApp(runShape);
  const cells = useMemo(
    () =>
      steps.flatMap(step => {
        const frames = rows.get(step);
        return columns.map((_, column) => frames?.[column]?.[view] ?? null);
      }),
    [steps, rows, view, columns],
  );
  const choose = ({ currentTarget, clientX, clientY, buttons }: PointerEvent) => {
    if (buttons === 0) return;
    const box = currentTarget.getBoundingClientRect();
    const cell = (at: number, size: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((at / size) * count)));
    const row = cell(clientY - box.top, box.height, steps.length);
    onChoose(steps[row]!, cell(clientX - box.left, box.width, columns.length));
  };
  const row = steps.indexOf(chosenStep);
  return (
    <div className="row-grid">
      <span className="row-grid-corner muted">steps</span>
      <ol className="row-grid-times muted numbers" aria-hidden>
        {columns.map((frame, column) => (
          <li key={frame.row?.t ?? 'result'} aria-current={column === chosenColumn}>
            {frame.row ? frame.row.t : 'x₀'}
          </li>
        ))}
      </ol>
      <ol className="row-grid-steps muted numbers" aria-hidden>
        {steps.map(step => (
          <li key={step} aria-current={step === chosenStep}>
            {step}
          </li>
        ))}
      </ol>
      <div className="row-grid-cells" onPointerDown={choose} onPointerMove={choose}>
        {isPoint(shape) ? (
          <Clouds cells={cells} columns={columns.length} reach={REACH[view]} />
        ) : (
          <Pictures cells={cells} columns={columns.length} shape={shape} />
        )}
        <span
          className="row-grid-chosen"
          style={{
            insetInlineStart: `${(100 * chosenColumn) / columns.length}%`,
            insetBlockStart: `${(100 * row) / steps.length}%`,
            inlineSize: `${100 / columns.length}%`,
            blockSize: `${100 / steps.length}%`,
          }}
        />
      </div>
    </div>
  );
}

interface CellsProps {
  /** Row by row; null where it is not drawn yet. */
  readonly cells: readonly (Float32Array | null)[];
  readonly columns: number;
}

function Pictures({ cells, columns, shape }: CellsProps & { readonly shape: Shape }) {
  const bytes = useMemo(() => {
    const size = sizeOf(shape);
    const all = new Uint8ClampedArray(cells.length * size).fill(GREY);
    cells.forEach((cell, n) => {
      if (cell) all.set(toBytes(cell, 1), n * size);
    });
    return all;
  }, [cells, shape]);
  return <PictureGrid bytes={bytes} shape={shape} count={cells.length} columns={columns} label={LABEL} />;
}

function Clouds({ cells, columns, reach }: CellsProps & { readonly reach: number }) {
  const tiles = useMemo(() => cells.map(points => points && { points, chosen: null }), [cells]);
  return <CloudTiles tiles={tiles} columns={columns} reach={reach} axes label={LABEL} />;
}
