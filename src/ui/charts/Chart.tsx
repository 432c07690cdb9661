import { useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './chart.css';
import { loadUPlot } from './loadUPlot.ts';
import { type Colours, useColours } from './useColours.ts';

export interface ChartSource {
  /** The curves' present data. */
  read(): uPlot.AlignedData;
  /** Calls the listener whenever `read` would return new data. */
  subscribe(listener: () => void): () => void;
}

interface Props {
  /** Text for screen readers. */
  readonly label: string;
  readonly height: number;
  /** Axes, series and scales. Keep it stable: a new function rebuilds the chart. */
  readonly options: (colours: Colours, library: typeof uPlot) => Omit<uPlot.Options, 'width' | 'height'>;
  readonly source: ChartSource;
  /** Shortest time between redraws: 0 to follow the pointer, 100 for growing curves. */
  readonly redrawMs?: number;
  /** Called with the index of the clicked point. */
  readonly onPick?: (index: number) => void;
}

/** Curves drawn outside React: new data goes straight to the canvas. */
export function Chart({ label, height, options, source, redrawMs = 100, onPick }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const colours = useColours();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    let remove = () => {};
    const draw = (library: typeof uPlot) => {
      const host = element.current;
      if (!host || gone) return;
      const width = () => Math.max(120, host.clientWidth);
      const plot = new library({ ...options(colours, library), width: width(), height }, source.read(), host);
      const resized = new ResizeObserver(() => plot.setSize({ width: width(), height }));
      resized.observe(host);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const unsubscribe = source.subscribe(() => {
        timer ??= setTimeout(() => {
          timer = undefined;
          plot.setData(source.read());
        }, redrawMs);
      });
      const pick = () => {
        const { idx } = plot.cursor;
        if (typeof idx === 'number') onPick?.(idx);
      };
      plot.over.addEventListener('click', pick);
      remove = () => {
        clearTimeout(timer);
        unsubscribe();
        resized.disconnect();
        plot.destroy();
      };
    };
    loadUPlot().then(draw, (error: unknown) => setProblem(String(error)));
    return () => {
      gone = true;
      remove();
    };
  }, [options, source, colours, height, redrawMs, onPick]);
  if (problem) return <p className="muted">The curves could not be loaded: {problem}</p>;
  // The legend's numbers change outside React, and must not be translated.
  return (
    <div
      ref={element}
      className="chart"
      role="img"
      aria-label={label}
      translate="no"
      style={{ minHeight: height }}
    />
  );
}
