import { useState } from 'react';
import { isJudged } from '../../data/judgedSets.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { useApp } from '../../ui/useApp.ts';
import { AlongTheRun } from './AlongTheRun.tsx';
import { AsAsked } from './AsAsked.tsx';
import { BySteps } from './BySteps.tsx';
import { Now } from './Now.tsx';
import './quality.css';

const COUNTS = ['128', '256', '512'];
const COUNT_LABELS = Object.fromEntries(COUNTS.map(count => [count, count]));

/** Judges what the network draws: once, by guidance, along the run, and by samplers and steps. */
export default function Quality() {
  const dataset = useApp(state => state.run.config.dataset);
  const [chosen, setChosen] = useState('512');
  const { label, many } = DATA_SETS[dataset];
  if (!isJudged(dataset)) return <NoJudge label={label} />;
  const count = Number(chosen);
  return (
    <div className="stack quality">
      <p>
        A judge, a small classifier of {many} that has never seen the test pictures, looks at what the network
        draws and at as many real ones. Even two sets of real pictures are not at distance 0 from each other:
        that is the floor.
      </p>
      <div className="row">
        <span id="quality-count-label">Pictures</span>
        <ChoiceControl
          id="quality-count"
          options={COUNTS}
          labels={COUNT_LABELS}
          value={chosen}
          onChange={setChosen}
        />
        <span className="muted">Figures from different numbers of pictures cannot be compared.</span>
      </div>
      <Now count={count} />
      <div className="quality-curves">
        <BySteps count={count} />
        <AlongTheRun count={count} />
        <AsAsked count={count} />
      </div>
    </div>
  );
}

function NoJudge({ label }: { readonly label: string }) {
  return (
    <p className="muted empty">
      {label} have no judge. A judge is a classifier trained beforehand; there is one for MNIST’s digits and
      one for Fashion-MNIST’s clothes. Choose either as data to see how good the pictures are.
    </p>
  );
}
