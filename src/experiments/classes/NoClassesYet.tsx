import { Tags } from 'lucide-react';
import { isUntouched } from '../../store/settings/rules.ts';
import { useActions, useApp } from '../../ui/useApp.ts';

/** Offers to start a class-conditional network. */
export function NoClassesYet() {
  const dataset = useApp(state => state.config.dataset);
  const untouched = useApp(isUntouched);
  const { settings, store } = useActions();
  const begin = () =>
    void settings.tryOut({ ...store.getState().config, classConditional: true }, { fresh: true });
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
          {!untouched && (
            <span className="muted">Your trained run is saved first, and you can go back to it.</span>
          )}
        </div>
      )}
    </div>
  );
}
