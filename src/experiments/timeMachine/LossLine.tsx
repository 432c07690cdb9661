import { useEffect, useMemo, useRef, useState } from 'react';
import type { LossHistory } from '../../store/training/lossHistory.ts';
import { shortNumber } from '../../ui/charts/axes.ts';
import { useApp } from '../../ui/useApp.ts';
import { Drawn } from './Drawn.tsx';
import type { Rows } from './rows.ts';

interface Props {
  readonly steps: readonly number[];
  readonly rows: Rows;
  readonly chosen: number;
  readonly onChoose: (step: number) => void;
}

/** Pixels between pictures. */
const PICTURE_WIDTH = 48;
/** A little more than the square in which points of the data lie. */
const DATA_REACH = 1.3;
/** Points of the line; more would not be visible. */
const POINTS = 300;

/** The smoothed loss over log(step), with the network's pictures above it. */
export function LossLine({ steps, rows, chosen, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const resized = new ResizeObserver(() => setWidth(element.clientWidth));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  const last = useApp(state => Math.max(1, state.run.step));
  const losses = useApp(state => state.run.losses);
  const place = (step: number) => Math.log1p(step) / Math.log1p(Math.max(last, steps.at(-1) ?? 1));
  const shown = withRoom(steps, chosen, step => place(step) * (width - PICTURE_WIDTH));
  const { path, high, low } = useMemo(() => lossPath(losses, last), [losses, last]);
  return (
    <div ref={host} className="loss-line">
      <div className="loss-line-pictures">
        {shown.map(step => (
          <button
            key={step}
            type="button"
            className="loss-line-picture"
            style={{ insetInlineStart: place(step) * (width - PICTURE_WIDTH) }}
            aria-pressed={step === chosen}
            aria-label={`${step}: the weights after this many training steps`}
            onClick={() => onChoose(step)}
          >
            <Thumbnail result={rows.get(step)?.at(-1)?.xt ?? null} />
            <span className="numbers">{step}</span>
          </button>
        ))}
      </div>
      <div className="loss-line-plot" style={{ marginInline: PICTURE_WIDTH / 2 }}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path d={path} />
        </svg>
        <span className="loss-line-now" style={{ insetInlineStart: `${100 * place(chosen)}%` }} />
      </div>
      <p className="muted numbers loss-line-words">
        Smoothed loss over the logarithm of the training step, from {shortNumber(high)} down to{' '}
        {shortNumber(low)}.
      </p>
    </div>
  );
}

function Thumbnail({ result }: { readonly result: Float32Array | null }) {
  return result ? <Drawn values={result} reach={DATA_REACH} label="" /> : <span className="not-drawn" />;
}

/** As many of the steps as fit side by side, always including the last and the chosen one. */
function withRoom(steps: readonly number[], chosen: number, at: (step: number) => number): number[] {
  const shown: number[] = [];
  const free = (step: number) => shown.every(other => Math.abs(at(other) - at(step)) >= PICTURE_WIDTH);
  for (const step of [chosen, ...[...steps].reverse()])
    if (steps.includes(step) && free(step)) shown.push(step);
  return shown.sort((a, b) => a - b);
}

/** The line's path in a square of 100 by 100, both axes logarithmic. */
function lossPath(history: LossHistory, last: number): { path: string; high: number; low: number } {
  const { steps, smoothed } = history.curves();
  const points = Array.from({ length: POINTS }, (_, i) => {
    const wanted = Math.expm1((i / (POINTS - 1)) * Math.log1p(last));
    const index = Math.min(smoothed.length - 1, Math.max(0, Math.round(wanted) - 1));
    return { step: steps[index] ?? 0, loss: smoothed[index] ?? Number.NaN };
  }).filter(({ loss }) => loss > 0);
  const losses = points.map(({ loss }) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  if (points.length === 0) return { path: '', high: Number.NaN, low: Number.NaN };
  const line = points.map(({ step, loss }) => {
    const x = (100 * Math.log1p(step)) / Math.log1p(last);
    const y = high > low ? (100 * Math.log(high / loss)) / Math.log(high / low) : 50;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  return { path: `M${line.join(' ')}`, high, low };
}
