import type uPlot from 'uplot';
import type { Colours } from './useColours.ts';

/** Axes in the page's colours. */
export function axis(colours: Colours, options: uPlot.Axis = {}): uPlot.Axis {
  return {
    stroke: colours.muted,
    grid: { stroke: colours.line, width: 1 },
    ticks: { stroke: colours.line, width: 1 },
    font: '12px Inter, system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
    labelSize: 18,
    ...options,
  };
}

/** Three digits, in scientific notation if small: 0.0312, 1.2e-5. */
export function shortNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e5 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
