import { runningConfig } from '../../store/settings/rules.ts';
import { useApp } from '../../ui/useApp.ts';
import { type Curve, Curves } from './Curves.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { useQualities } from './useQualities.ts';
import { byGuidance } from './ways.ts';

/** Of networks with classes: obedience and distance against the guidance scale. */
export function AsAsked({ count }: { readonly count: number }) {
  const config = useApp(runningConfig);
  const judged = useQualities('guidance');
  const found = judged.finding?.found ?? null;
  if (!config.classConditional) {
    return (
      <section className="stack" aria-labelledby="quality-asked">
        <h3 id="quality-asked">Drawn as asked</h3>
        <p className="muted">
          This network is not told a class, so you cannot ask it for one. With “Tell the network the class” in
          the settings, you see here what share is drawn as asked at each guidance scale.
        </p>
      </section>
    );
  }
  return (
    <section className="stack" aria-labelledby="quality-asked">
      <h3 id="quality-asked">Drawn as asked, by guidance</h3>
      <MeasureButton
        judged={judged}
        label="Compare guidance scales"
        order={() => ({ ways: byGuidance(config), count })}
      />
      {found && <Chart found={found} />}
    </section>
  );
}

type Found = NonNullable<NonNullable<ReturnType<typeof useQualities>['finding']>['found']>;

function Chart({ found }: { readonly found: Found }) {
  const { ways, drawn, real } = found;
  const scales = ways.map(({ config }) => config.guidanceScale);
  const curves: Curve[] = [
    { label: 'as asked', colour: 'accent', values: drawn.map(({ asAsked }) => asAsked) },
    { label: 'recall', colour: 'x0Hat', values: drawn.map(({ recall }) => recall) },
    { label: 'distance', colour: 'second', right: true, values: drawn.map(({ distance }) => distance) },
    {
      label: 'its floor',
      colour: 'muted',
      dash: [6, 5],
      right: true,
      values: scales.map(() => real.distance),
    },
  ];
  return (
    <Curves
      label="Share drawn as asked, recall and judge distance against the guidance scale"
      x={scales}
      xLabel="guidance scale w"
      xTicks={scales}
      xScale="linear"
      yLabel="share of the pictures"
      yScale="share"
      rightLabel="judge distance"
      curves={curves.map(curve => ({ ...curve, values: padded(curve.values, scales.length) }))}
    />
  );
}

/** With null where there is no figure yet. */
const padded = (values: Curve['values'], length: number): Curve['values'] =>
  Array.from({ length }, (_, i) => values[i] ?? null);
