import { Copy } from 'lucide-react';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { isUntouched } from '../../store/settings/rules.ts';
import { useActions, useApp } from '../../ui/useApp.ts';

/** Points among which copies are told apart: of 100 in two moons the exact denoiser copies nearly all, of 1,000 a few. */
const FEW = 100;
/** Points to begin with. */
const OFFERED = 50;

/** Says why copies do not show among many points, and offers a run on few. */
export function FewPoints({ count }: { readonly count: number }) {
  const { uses } = DATA_SETS[useApp(({ run }) => run.config.dataset)];
  const untouched = useApp(isUntouched);
  const { settings, store } = useActions();
  if (count <= FEW) return null;
  const begin = () =>
    void settings.tryOut({ ...store.getState().config, pointCount: OFFERED }, { fresh: true });
  return (
    <div className="stack">
      <p className="reason">
        {count.toLocaleString('en')} points lie so close together that even the last step’s noise reaches from
        one to the next, and nearly every place is near one of them: no copy stands out. Among few points
        copies do.
      </p>
      {uses.includes('pointCount') && (
        <div className="row">
          <button type="button" className="button" onClick={begin}>
            <Copy aria-hidden /> Start on {OFFERED} points
          </button>
          {!untouched && (
            <span className="muted">Your trained run is saved first, and you can go back to it.</span>
          )}
        </div>
      )}
    </div>
  );
}
