import type { ReactNode } from 'react';
import type { RunConfig } from '../config/runConfig.ts';
import { isUntouched } from '../store/settings/rules.ts';
import { useActions, useApp } from '../ui/useApp.ts';

interface Props {
  /** Settings of the new run that differ from those in view. */
  readonly changes: Partial<RunConfig>;
  readonly primary?: boolean;
  /** The button's icon and words. */
  readonly children: ReactNode;
}

/** Starts a run that an experiment needs; a trained one is kept. */
export function StartAnew({ changes, primary = false, children }: Props) {
  const untouched = useApp(isUntouched);
  const { settings, store } = useActions();
  const begin = () => void settings.tryOut({ ...store.getState().config, ...changes }, { fresh: true });
  return (
    <div className="row">
      <button type="button" className={primary ? 'button button-primary' : 'button'} onClick={begin}>
        {children}
      </button>
      {!untouched && (
        <span className="muted">Your trained run is saved first, and you can go back to it.</span>
      )}
    </div>
  );
}
