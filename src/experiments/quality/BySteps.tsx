import { PARAMS } from '../../config/params.ts';
import type { SamplerName } from '../../diffusion/samplers/registry.ts';
import { runningConfig } from '../../store/settings/rules.ts';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useApp } from '../../ui/useApp.ts';
import { Curves } from './Curves.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { useQualities } from './useQualities.ts';
import { bySteps } from './ways.ts';

const COLOURS: Readonly<Record<SamplerName, keyof Colours>> = {
  ddim: 'accent',
  ddpm: 'second',
  'dpm++': 'x0Hat',
  euler: 'eps',
  heun: 'ink',
};

/** Distance against the number of network calls, a curve for each sampler. */
export function BySteps({ count }: { readonly count: number }) {
  const config = useApp(runningConfig);
  const judged = useQualities('steps');
  const found = judged.finding?.found ?? null;
  return (
    <section className="stack" aria-labelledby="quality-steps">
      <h3 id="quality-steps">Quality by network calls</h3>
      <MeasureButton
        judged={judged}
        label="Compare samplers"
        order={() => ({ ways: bySteps(config), count })}
      />
      {found && <Chart found={found} />}
    </section>
  );
}

type Found = NonNullable<NonNullable<ReturnType<typeof useQualities>['finding']>['found']>;

function Chart({ found }: { readonly found: Found }) {
  const points = found.drawn.map(({ distance, calls }, i) => ({
    distance,
    calls,
    sampler: found.ways[i]!.config.sampler,
  }));
  const samplers = [...new Set(found.ways.map(({ config }) => config.sampler))];
  // Before the first figure the axis has its ends already.
  const calls = [...new Set([2, 32, ...points.map(point => point.calls)])].sort((a, b) => a - b);
  return (
    <Curves
      label="Judge distance against the number of network calls, for each sampler"
      x={calls}
      xLabel="network calls per picture"
      xTicks={[2, 4, 8, 16, 32, 64]}
      xScale="log"
      yLabel="judge distance"
      yScale="log"
      curves={[
        ...samplers.map(sampler => ({
          label: PARAMS.sampler.labels[sampler],
          colour: COLOURS[sampler],
          values: calls.map(
            at => points.find(point => point.sampler === sampler && point.calls === at)?.distance ?? null,
          ),
        })),
        { label: 'floor', colour: 'muted', dash: [6, 5], values: calls.map(() => found.real.distance) },
      ]}
    />
  );
}
