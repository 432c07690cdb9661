import { useCallback } from 'react';
import { drawArrows, drawAxes, drawCircle } from '../../render/plane/planeDrawing.ts';
import type { Colours } from '../charts/useColours.ts';
import type { SymbolName } from '../symbols.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';

/** As far as nearly all noise reaches; one scale for all terms, so that arrows can be added by eye. */
const REACH = 2.6;
const ORIGIN = new Float32Array(2);

/** A canvas has no mixed colours, as an x_t's is. */
const COLOURS: { readonly [K in SymbolName]: keyof Colours } = {
  x0: 'x0',
  eps: 'eps',
  xt: 'ink',
  x0Hat: 'x0Hat',
  epsHat: 'epsHat',
  z: 'eps',
  other: 'muted',
};

interface Props {
  readonly symbol: SymbolName;
  /** x and y. */
  readonly numbers: ArrayLike<number>;
  /** Text for screen readers. */
  readonly label: string;
}

/** A term of an equation about points: an arrow from the origin, in the colour of its symbol. */
export function PointVector({ symbol, numbers, label }: Props) {
  const [x, y] = [numbers[0]!, numbers[1]!];
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      const colour = colours[COLOURS[symbol]];
      drawArrows(plane, ORIGIN, Float32Array.of(x, y), colour);
      drawCircle(plane, [x, y], { pixels: 3 }, colour);
    },
    [x, y, symbol],
  );
  return (
    <>
      <PlaneCanvas label={`${label}: ${coordinates(x)}, ${coordinates(y)}`} reach={REACH} draw={draw} />
      <span className="point-numbers numbers" aria-hidden>
        {coordinates(x)}, {coordinates(y)}
      </span>
    </>
  );
}

const coordinates = (value: number): string => value.toFixed(2).replace('-', '−');
