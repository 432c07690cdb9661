import { runningConfig } from '../../store/settings/rules.ts';
import { useApp } from '../../ui/useApp.ts';
import { Curves } from './Curves.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { smoothedAt } from './smoothedAt.ts';
import { useQualities } from './useQualities.ts';
import { byKeptStep } from './ways.ts';

/** Distance and loss at the steps whose weights the time machine keeps. */
export function AlongTheRun({ count }: { readonly count: number }) {
  const config = useApp(runningConfig);
  const kept = useApp(state => state.run.snapshots.steps);
  const losses = useApp(state => state.run.losses);
  const judged = useQualities('along the run');
  const found = judged.finding?.found ?? null;
  const steps = found?.ways.map(({ weightsOf }) => weightsOf!) ?? [];
  return (
    <section className="stack" aria-labelledby="quality-run">
      <h3 id="quality-run">Along the run</h3>
      {kept.length === 0 && !found ? (
        <p className="muted">
          Train first: the weights that the time machine keeps are judged here, beside the loss.
        </p>
      ) : (
        <MeasureButton
          judged={judged}
          label={`Judge ${kept.length} kept steps`}
          order={() => ({ ways: byKeptStep(config, kept), count })}
        />
      )}
      {found && (
        <Curves
          label="Judge distance and loss against the training step"
          x={steps}
          xLabel="training step"
          xTicks={[0, 1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536]}
          xScale="asinh"
          yLabel="judge distance"
          yScale="log"
          rightLabel="smoothed loss"
          curves={[
            {
              label: 'distance',
              colour: 'accent',
              values: steps.map((_, i) => found.drawn[i]?.distance ?? null),
            },
            { label: 'floor', colour: 'muted', dash: [6, 5], values: steps.map(() => found.real.distance) },
            {
              label: 'loss',
              colour: 'second',
              right: true,
              values: steps.map(step => smoothedAt(losses.curves(), step)),
            },
          ]}
        />
      )}
    </section>
  );
}
