import { Slider } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import { findingOf } from '../../store/analyses/analyses.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { presentMaker } from '../../store/sampling/sampling.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { canAsk } from '../../store/settings/rules.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { Formula } from '../../ui/formulas/Formula.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { makerWords } from '../makerWords.ts';
import { keepAskingInside } from './askInside.ts';
import { BlockView } from './BlockView.tsx';
import { CostTable } from './CostTable.tsx';
import type { BlockReport, Inside } from './engine/insideJob.ts';
import { UNetMap } from './UNetMap.tsx';
import { MEASURE_LABELS, MEASURES, type Measure } from './words.ts';
import './inside.css';

/** The UNet block by block: the feature maps of the page's noisy picture, and each block's cost. */
export default function LookInside() {
  const app = useActions();
  useEffect(() => keepAskingInside(app, requestAnimationFrame), [app]);
  const inside = useApp(state => (canAsk(state) ? (findingOf(state, 'inside')?.found ?? null) : null));
  const [chosen, setChosen] = useState('mid_block.resnets.0');
  const [measure, setMeasure] = useState<Measure>('flops');
  if (!inside) return <Waiting />;
  const { blocks, step } = inside;
  const called = (name: string | null) => blocks.find(block => block.name === name);
  const block = called(chosen) ?? blocks[0]!;
  const totals = {
    flops: total(blocks, 'flops'),
    parameters: total(blocks, 'parameters'),
    ms: total(blocks, 'ms'),
  };
  const whole = totals[measure];
  const shares = blocks.map(each => (whole ? (each[measure] ?? 0) / whole : 0));
  return (
    <div className="stack">
      <p>
        The noisy picture goes down the left side, losing resolution and gaining channels, and comes back up
        the right. The arcs carry fine detail across. Each small picture shows how strong a block’s channels
        are: the root of their mean square, white being the block’s largest. Click one to see its channels.
      </p>
      <Input inside={inside} />
      <Network step={step} />
      <UNetMap blocks={blocks} chosen={block.name} onChoose={setChosen} shares={shares} />
      <div className="row inside-measure">
        <span id="inside-measure-label">Bars compare</span>
        <ChoiceControl
          id="inside-measure"
          options={MEASURES}
          labels={MEASURE_LABELS}
          value={measure}
          onChange={next => setMeasure(next as Measure)}
        />
        <span className="muted">
          {totals.ms === null
            ? 'A graphics processor runs all blocks in one submission, so they cannot be timed separately; operations are an estimate.'
            : 'Times are for one picture on the present device: the median of the last few passes.'}
        </span>
      </div>
      <BlockView block={block} from={called(block.skipFrom)} />
      <details>
        <summary>All blocks in numbers</summary>
        <CostTable blocks={blocks} totals={totals} />
      </details>
    </div>
  );
}

/** The input picture, and the slider for the next one's level: the answer may lag behind the pointer. */
function Input({ inside }: { readonly inside: Inside }) {
  const t = useApp(levelInView);
  const { process } = useApp(forwardInView);
  const shape = useApp(runShape);
  const { timeline } = useActions();
  const bytes = useMemo(() => toBytes(inside.xt, 1), [inside.xt]);
  return (
    <div className="inside-input">
      <PictureGrid
        bytes={bytes}
        shape={shape}
        count={1}
        columns={1}
        label={`The noisy picture at t = ${inside.t}`}
      />
      <span className="numbers">
        <Formula tex="x_t" />, t = <strong>{inside.t}</strong>
      </span>
      <div>
        {/* As on the timeline: noise on the left. */}
        <Slider.Root
          className="slider"
          min={0}
          max={process.T - 1}
          step={1}
          inverted
          value={[t]}
          onValueChange={([next]) => timeline.seek(next!)}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb className="slider-thumb" aria-label="Noise level of the picture that goes in" />
        </Slider.Root>
        <p className="slider-ends muted numbers" aria-hidden>
          <span>{`${process.T - 1}, noise`}</span>
          <span>0, data</span>
        </p>
      </div>
    </div>
  );
}

/** Says whose weights are shown. */
function Network({ step }: { readonly step: number }) {
  const run = useApp(state => state.run);
  return <p className="muted numbers">Network: {makerWords(presentMaker({ run }, step))}.</p>;
}

function Waiting() {
  const ready = useApp(state => state.run.ready !== null);
  const asks = useApp(canAsk);
  return (
    <p className="muted empty" role="status">
      {ready && !asks
        ? 'The settings ask for another noise process than the network was trained for: apply the changes to look inside.'
        : 'The network is getting ready …'}
    </p>
  );
}

/** Null if a block's is unknown. */
function total(blocks: readonly BlockReport[], measure: Measure): number | null {
  return blocks.reduce<number | null>((sum, block) => {
    const value = block[measure];
    return sum === null || value === null ? null : sum + value;
  }, 0);
}
