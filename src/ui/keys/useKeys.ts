import { useEffect, useEffectEvent } from 'react';
import type { App } from '../../store/app.ts';
import { canTrain, isTraining } from '../../store/settings/rules.ts';
import { hides } from '../../store/view/view.ts';
import { useActions } from '../useApp.ts';
import { scrubByKey } from './scrubByKey.ts';

/** Elements where every key is input. */
const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable="true"]';
/** Elements that use the arrows or Space themselves. */
const OWN_ARROWS = 'input, [role="slider"], [role="radio"], [role="tab"], [role="menu"], [role="menuitem"]';
const OWN_SPACE = 'button, a, summary, [role="button"], [role="radio"], [role="tab"], [role="switch"]';

/** The page's keyboard shortcuts, unless the focused element uses the key itself. */
export function useKeys(showList: () => void): void {
  const app = useActions();
  const list = useEffectEvent(showList);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const on = event.target instanceof Element ? event.target : document.body;
      if (on.closest(TYPING) || on.closest('dialog, [role="dialog"]')) return;
      if (pressed(event, on)) event.preventDefault();
    };
    const pressed = (event: KeyboardEvent, on: Element): boolean => {
      if (event.key === '?') return done(list);
      // What the link hides is not to be used by key either.
      const offered = (name: 'train' | 'sample' | 'play') => !hides(name)(app.store.getState());
      const key = event.key.toLowerCase();
      if (key === 't') return offered('train') && done(() => toggleTraining(app));
      if (key === 's') return offered('sample') && done(() => sample(app));
      if (key === 'p') return done(() => app.view.present(!app.store.getState().view.projector));
      if (key === ' ') return offered('play') && !on.closest(OWN_SPACE) && done(app.playback.togglePlay);
      return !on.closest(OWN_ARROWS) && event.key.startsWith('Arrow') && scrubByKey(event, app.playback);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [app]);
}

function done(act: () => void): true {
  act();
  return true;
}

function sample({ store, sampling }: App): void {
  if (store.getState().run.ready !== null) sampling.sample();
}

function toggleTraining({ store, runs, timeline }: App): void {
  const state = store.getState();
  if (isTraining(state)) {
    runs.pause();
    return;
  }
  if (!canTrain(state)) return;
  timeline.lookAt('denoiser');
  runs.train('start');
}
