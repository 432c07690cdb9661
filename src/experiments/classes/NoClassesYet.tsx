import { Tags } from 'lucide-react';
import { appStore } from '../../store/appStore.ts';
import { buildRun } from '../../store/engineClient.ts';
import { needsRestart, setParam } from '../../store/settings.ts';
import { useApp } from '../../ui/useApp.ts';

/** The way to a network with classes, which takes the place of the present one. */
export function NoClassesYet() {
  const dataset = useApp(state => state.config.dataset);
  const trained = useApp(state => state.training.step > 0);
  const begin = () => {
    setParam('classConditional', true);
    const { config, activeConfig } = appStore.getState();
    if (needsRestart(config, activeConfig)) buildRun();
  };
  return (
    <div className="stack">
      <p>
        The present network is not told which digit it looks at, so nobody can ask it for one. A network with
        classes gets the digit beside the noisy picture, and now and then none, so that it learns both.
      </p>
      {dataset === 'drawings' ? (
        <p className="muted">Drawings have no labels. Choose MNIST as data first.</p>
      ) : (
        <div className="row">
          <button type="button" className="button button-primary" onClick={begin}>
            <Tags aria-hidden /> Start a network that is told the digit
          </button>
          {trained && <span className="muted">The weights trained so far are given up.</span>}
        </div>
      )}
    </div>
  );
}
