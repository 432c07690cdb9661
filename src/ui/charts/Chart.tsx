import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './chart.css';
import { type Colours, useColours } from './useColours.ts';

export interface ChartSource {
  /** The curves as they are now. */
  read(): uPlot.AlignedData;
  /** Calls the listener when `read` would give something else. */
  subscribe(listener: () => void): () => void;
}

interface Props {
  /** What is shown, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** Axes, series and scales; the chart is made anew when this function changes, so keep it stable. */
  readonly options: (colours: Colours) => Omit<uPlot.Options, 'width' | 'height'>;
  readonly source: ChartSource;
  /** Shortest time between two drawings: 0 follows the hand, 100 is enough for curves that grow. */
  readonly redrawMs?: number;
  /** Hears the index of the point that is clicked. */
  readonly onPick?: (index: number) => void;
}

/** Curves, drawn outside React: new data goes straight to the canvas. */
export function Chart({ label, height, options, source, redrawMs = 100, onPick }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const colours = useColours();
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const width = () => Math.max(120, host.clientWidth);
    const plot = new uPlot({ ...options(colours), width: width(), height }, source.read(), host);
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
    return () => {
      clearTimeout(timer);
      unsubscribe();
      resized.disconnect();
      plot.destroy();
    };
  }, [options, source, colours, height, redrawMs, onPick]);
  // The legend changes its numbers behind React's back, and behind a translator's.
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
