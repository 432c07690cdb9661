import { type PointerEvent, useMemo } from 'react';
import { sizeOf } from '../../data/shape.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
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

/** Training steps downwards, diffusion steps to the right. Rows not drawn yet are grey. */
export function RowGrid({ steps, rows, view, columns, chosenStep, chosenColumn, onChoose }: Props) {
  const shape = useApp(runShape);
  const size = sizeOf(shape);
  const bytes = useMemo(() => {
    const all = new Uint8ClampedArray(steps.length * columns.length * size).fill(GREY);
    steps.forEach((step, row) => {
      rows.get(step)?.forEach((frame, column) => {
        all.set(frame[view], (row * columns.length + column) * size);
      });
    });
    return all;
  }, [steps, rows, view, columns.length, size]);
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
        <PictureGrid
          bytes={bytes}
          shape={shape}
          count={steps.length * columns.length}
          columns={columns.length}
          label="Samples from the same noise, one row per training step, one column per sampling step"
        />
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
