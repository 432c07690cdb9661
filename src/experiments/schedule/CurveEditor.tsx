import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import { type CurvePoint, movePoint } from '../../diffusion/schedules/curve.ts';
import { CurvePath } from './CurvePath.tsx';
import type { ScheduleDraft } from './useScheduleDraft.ts';

/** The step of an arrow key, and with Shift. */
const FINE = 0.01;
const COARSE = 0.1;

const DIRECTIONS: Readonly<Record<string, { readonly s: number; readonly alphaBar: number }>> = {
  ArrowUp: { s: 0, alphaBar: 1 },
  ArrowDown: { s: 0, alphaBar: -1 },
  ArrowRight: { s: 1, alphaBar: 0 },
  ArrowLeft: { s: -1, alphaBar: 0 },
};

/** The curve of alpha-bar with its draggable points: picture below it, noise above. */
export function CurveEditor({ draft, t }: { readonly draft: ScheduleDraft; readonly t: number }) {
  const { points, process } = draft;
  const plot = useRef<HTMLDivElement>(null);
  const alphaBars = useMemo(() => process.signal.map(signal => signal ** 2), [process]);

  const follow = (index: number, event: PointerEvent): CurvePoint[] | null => {
    const box = plot.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return null;
    return movePoint(points, index, {
      s: (event.clientX - box.left) / box.width,
      alphaBar: 1 - (event.clientY - box.top) / box.height,
    });
  };
  const onKeyDown = (index: number, event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    const by = event.shiftKey ? COARSE : FINE;
    const { s, alphaBar } = points[index]!;
    const wanted = { s: s + by * direction.s, alphaBar: alphaBar + by * direction.alphaBar };
    draft.settle(movePoint(points, index, wanted));
  };

  return (
    <div className="curve-editor">
      <span className="curve-axis-y numbers" aria-hidden>
        <span>ᾱ = 1</span>
        <span>0.5</span>
        <span>0</span>
      </span>
      <div ref={plot} className="curve-plot">
        <span className="curve-zone curve-zone-noise">noise</span>
        <span className="curve-zone curve-zone-picture">picture</span>
        <CurvePath values={alphaBars} from={0} to={1} start={1} area />
        <span className="curve-now" style={{ insetInlineStart: `${(100 * (t + 1)) / process.T}%` }} />
        {points.map((point, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the order
            key={index}
            role="slider"
            tabIndex={0}
            className="curve-point"
            style={{
              insetInlineStart: `${100 * point.s}%`,
              insetBlockStart: `${100 * (1 - point.alphaBar)}%`,
            }}
            aria-label={`Point ${index + 1} of ${points.length}`}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={point.alphaBar}
            aria-valuetext={`ᾱ = ${point.alphaBar.toFixed(4)} at t = ${levelOf(point, process.T)}`}
            onKeyDown={event => onKeyDown(index, event)}
            onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={event => {
              const moved = follow(index, event);
              if (moved) draft.drag(moved);
            }}
            onPointerUp={event => {
              const moved = follow(index, event);
              if (moved) draft.settle(moved);
            }}
          />
        ))}
      </div>
      <span className="curve-axis-x muted numbers" aria-hidden>
        <span>t = 0, data</span>
        <span>noise, {process.T - 1}</span>
      </span>
    </div>
  );
}

/** The level of a point, 0..T-1. */
const levelOf = ({ s }: CurvePoint, T: number): number => Math.max(0, Math.round(s * T) - 1);
