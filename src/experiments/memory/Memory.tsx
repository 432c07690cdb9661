import { Ruler } from 'lucide-react';
import { EXACT_IMAGES } from '../../config/exactImages.ts';
import { DATA_SETS, isPlane } from '../../data/sets/registry.ts';
import { findingOf } from '../../store/analyses/analyses.ts';
import { presentMaker } from '../../store/sampling/sampling.ts';
import type { Finding } from '../../store/state.ts';
import { ParamControl } from '../../ui/controls/ParamControl.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { makerWords } from '../makerWords.ts';
import { remaining } from '../remaining.ts';
import { DistanceChart } from './DistanceChart.tsx';
import { FewPoints } from './FewPoints.tsx';
import { Side } from './Side.tsx';
import { useNearest } from './useNearest.ts';
import { copyMark } from './verdict.ts';
import './memory.css';

/** The network beside the exact denoiser, which can only copy. */
export default function Memory() {
  const finding = useApp(state => findingOf(state, 'heldOut'));
  const heldOut = finding?.found?.distances ?? null;
  const byNetwork = useNearest('byNetwork');
  const byExact = useNearest('byExact');
  const run = useApp(state => state.run);
  const count = run.ready?.dataset.count ?? 0;
  const plane = isPlane(run.config);
  const [images, picture] = plane ? ['points', 'point'] : ['images', 'picture'];
  const mark = heldOut && heldOut.length > 0 ? copyMark(heldOut) : Number.NaN;
  return (
    <div className="stack">
      <p>
        The denoiser with the lowest possible loss is known without any training: the mean of the training{' '}
        {images}, weighted by how likely each became <em>this</em> noisy {picture}. Sampling with it only
        returns training {images}. A network is useful because it falls short of that, and fills the space
        between them.
      </p>
      {plane && <FewPoints count={count} />}
      <div className="memory-settings">
        <ParamControl name="sampleCount" />
        <ParamControl name="samplingSteps" />
      </div>
      <div className="memory-sides">
        <Side title="The network" slot="byNetwork" denoiser="network" compared={byNetwork} mark={mark}>
          Network: {makerWords(byNetwork.drawn?.maker ?? presentMaker({ run }))}.
        </Side>
        <Side title="The exact denoiser" slot="byExact" denoiser="exact" compared={byExact} mark={mark}>
          {count > EXACT_IMAGES
            ? `No network: it knows the first ${EXACT_IMAGES.toLocaleString('en')} of the ${count.toLocaleString('en')} training ${images} by heart; more would take too long.`
            : `No network: it knows all ${count.toLocaleString('en')} training ${images} by heart.`}
        </Side>
      </div>
      <section className="stack" aria-labelledby="held-out-title">
        <h3 id="held-out-title">How near is suspiciously near?</h3>
        <HeldOutButton finding={finding} />
        <DistanceChart
          plane={plane}
          heldOut={heldOut}
          network={byNetwork.nearest?.distances ?? null}
          exact={byExact.nearest?.distances ?? null}
        />
        <p className="muted">
          Distance: root mean square of the difference of two {picture}s, {plane ? 'coordinates' : 'pixels'}{' '}
          in [−1, 1]. A sample counts as a copy if it is nearer than 99 % of the {picture}s that were not
          trained on
          {Number.isNaN(mark) ? '.' : <span className="numbers"> (nearer than {mark.toFixed(3)}).</span>}
        </p>
      </section>
    </div>
  );
}

function HeldOutButton({ finding }: { readonly finding: Finding<'heldOut'> | null }) {
  const ready = useApp(state => state.run.ready !== null);
  const { dataset } = useApp(({ run }) => run.config);
  const { many, heldOut: holdsOut } = DATA_SETS[dataset];
  const { analyses } = useActions();
  return (
    <div className="row">
      <button
        type="button"
        className="button"
        disabled={!ready || finding?.running}
        onClick={() => void analyses.analyse('heldOut', {})}
      >
        <Ruler aria-hidden /> {holdsOut ? `Compare test ${many}` : `Compare the ${many} with each other`}
      </button>
      <p className="muted numbers" role="status">
        {status(finding, many)}
      </p>
    </div>
  );
}

function status(finding: Finding<'heldOut'> | null, many: string): string {
  if (!finding) return '';
  const { found, running, beganAt } = finding;
  if (!found) return running ? 'Loading …' : '';
  const { distances, of, kind } = found;
  const what =
    kind === 'test'
      ? `${distances.length} of ${of} test ${many}, none of them trained on`
      : `${distances.length} of ${of} ${many}, each against all the others`;
  return running ? `${what}, ${remaining(beganAt, distances.length / of)}.` : `${what}.`;
}
