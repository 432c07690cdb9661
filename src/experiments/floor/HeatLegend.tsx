import { useLayoutEffect, useRef } from 'react';
import { type HeatRange, heatPixels, heatValue } from '../../render/heatMap.ts';
import { shortNumber } from '../../ui/charts/axes.ts';

const STEPS = 64;

/** The colour scale of the loss, logarithmic. */
export function HeatLegend({ range }: { range: HeatRange }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const shares = Float64Array.from({ length: STEPS }, (_, i) =>
      heatValue(i / (STEPS - 1), { low: 1, high: 10 }),
    );
    const pixels = heatPixels(shares, 1, { low: 1, high: 10 });
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, STEPS, 1), 0, 0);
  }, []);
  const ticks = [0, 0.5, 1].map(share => shortNumber(heatValue(share, range)));
  return (
    <div className="heat-legend numbers muted">
      <canvas
        ref={canvas}
        width={STEPS}
        height={1}
        role="img"
        aria-label={`Colours of the loss, from ${ticks[0]} dark to ${ticks[2]} light, logarithmic`}
      />
      <span className="heat-ticks" aria-hidden>
        {ticks.map((tick, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three places that never move
          <span key={i}>{tick}</span>
        ))}
      </span>
    </div>
  );
}
