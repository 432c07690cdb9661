import { useCallback, useMemo, useState } from 'react';
import { posterior } from '../../diffusion/posterior.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import type { Field } from '../../engine/analyses/planeField.ts';
import { drawArrows, drawAxes, drawCircle, drawDensity, drawDots } from '../../render/plane/planeDrawing.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { answerInView } from '../../store/training/answers.ts';
import { LossByTime } from '../denoiser/LossByTime.tsx';
import { Formula } from '../formulas/Formula.tsx';
import { useApp } from '../useApp.ts';
import { fieldValues, lengths, QUANTITIES, QUANTITY_LABELS, type Quantity } from './fieldValues.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { cloudInView, nearestPoint } from './planePoints.ts';
import { useField } from './useField.ts';
import { usePlaneFloor } from './usePlaneFloor.ts';

const REACH = 2;
const DATA_SHOWN = 400;

const SHOWN = { learned: 'Learned', exact: 'Exact', both: 'Both', difference: 'Difference' } as const;
type Shown = keyof typeof SHOWN;

/** The network's guesses all over the plane at the level in view, beside the exact ones. */
export function FieldView() {
  const field = useField();
  usePlaneFloor();
  const cloud = useApp(cloudInView);
  const forward = useApp(forwardInView);
  const answered = useApp(answerInView);
  const t = useApp(levelInView);
  const [quantity, setQuantity] = useState<Quantity>('score');
  const [shown, setShown] = useState<Shown>('both');
  const [over, setOver] = useState<readonly [number, number] | null>(null);
  const values = useMemo(
    () =>
      field && {
        learned: fieldValues(field, field.learned, quantity),
        exact: fieldValues(field, field.exact, quantity),
      },
    [field, quantity],
  );
  const arrows = useMemo(() => field && values && arrowsOf(field, values), [field, values]);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      if (shown === 'difference' && field && arrows) {
        drawDensity(plane, arrows.difference, field.side, colours.x0Hat, 0.9);
      }
      drawAxes(plane, colours.line);
      if (cloud) drawDots(plane, cloud.points.subarray(0, 2 * DATA_SHOWN), [colours.muted], { alpha: 0.35 });
      if (field && arrows && shown !== 'difference') {
        if (shown !== 'learned') drawArrows(plane, field.at, arrows.exact, colours.x0);
        if (shown !== 'exact') drawArrows(plane, field.at, arrows.learned, colours.epsHat);
      }
      const xt = forward.at(t);
      drawCircle(plane, [xt[0]!, xt[1]!], { pixels: 4 }, colours.ink);
      if (answered && forward.process.vp && t > 0) {
        // q(x_(t-1) | x_t, x0), and the same with the guess in the place of x0.
        const { cXt, cX0, small } = posterior({
          from: levelAt(forward.process, t),
          to: levelAt(forward.process, t - 1),
        });
        const mean = (x0: Float32Array) =>
          [cXt * xt[0]! + cX0 * x0[0]!, cXt * xt[1]! + cX0 * x0[1]!] as const;
        drawCircle(plane, mean(forward.x0), { radius: Math.sqrt(small) }, colours.x0);
        drawCircle(plane, mean(answered.answer.x0Hat), { radius: Math.sqrt(small) }, colours.epsHat, [4, 3]);
      }
    },
    [field, arrows, shown, cloud, forward, t, answered],
  );
  return (
    <div className="answer plane-answer">
      <figure className="plane-part">
        <PlaneCanvas
          label={field ? `${SHOWN[shown]}: ${QUANTITY_LABELS[quantity]} at t = ${field.t}` : 'No field yet'}
          reach={REACH}
          draw={draw}
          onHover={setOver}
        />
        <div className="plane-choice">
          <select
            className="select"
            aria-label="What the arrows show"
            value={quantity}
            onChange={event => setQuantity(event.target.value as Quantity)}
          >
            {QUANTITIES.map(each => (
              <option key={each} value={each}>
                {QUANTITY_LABELS[each]}
              </option>
            ))}
          </select>
          <select
            className="select"
            aria-label="Which arrows"
            value={shown}
            onChange={event => setShown(event.target.value as Shown)}
          >
            {Object.entries(SHOWN).map(([each, words]) => (
              <option key={each} value={each}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <figcaption className="muted numbers plane-figures">
          {!field && 'The network is getting ready.'}
          {field && values && !over && (
            <>
              <span className="sym-eps-hat symbol-caption">Learned</span> at step{' '}
              {field.step.toLocaleString('en')}, <span className="sym-x0 symbol-caption">exact</span> for the
              training points. Circles: <Formula tex="q(x_{t-1} \mid x_t, x_0)" /> and the network’s.
            </>
          )}
          {field && values && over && <Numbers at={field.at} values={values} over={over} />}
        </figcaption>
      </figure>
      <LossByTime />
    </div>
  );
}

/** Both fields in the plane's units, and the length of their difference, [side, side] from the top. */
function arrowsOf({ reach, side }: Field, { learned, exact }: NumbersProps['values']) {
  // The longest exact arrow reaches as far as one and a half cells.
  const longest = lengths(exact).reduce((a, b) => Math.max(a, b), 1e-9);
  const scale = (1.5 * 2 * reach) / (side - 1) / longest;
  const scaled = (vectors: Float32Array) => vectors.map(value => value * scale);
  const apart = lengths(learned.map((value, i) => value - exact[i]!));
  return { learned: scaled(learned), exact: scaled(exact), difference: rowsFromTop(apart, side) };
}

/** Rows of a grid that begins below, from the top. */
const rowsFromTop = (values: Float32Array, side: number): Float32Array =>
  values.map((_, i) => values[(side - 1 - Math.floor(i / side)) * side + (i % side)]!);

interface NumbersProps {
  readonly at: Float32Array;
  readonly values: { readonly learned: Float32Array; readonly exact: Float32Array };
  readonly over: readonly [number, number];
}

/** Both answers at the point of the grid nearest to the pointer. */
function Numbers({ at, values, over }: NumbersProps) {
  const n = nearestPoint(at, ...over);
  const pair = (of: Float32Array) => `(${of[2 * n]!.toFixed(2)}, ${of[2 * n + 1]!.toFixed(2)})`;
  return (
    <>
      At {pair(at)}: learned {pair(values.learned)}, exact {pair(values.exact)}
    </>
  );
}
