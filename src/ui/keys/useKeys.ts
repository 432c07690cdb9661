import { useEffect, useEffectEvent } from 'react';
import { appStore } from '../../store/appStore.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { train } from '../../store/engineClient.ts';
import { togglePlay } from '../../store/playback.ts';
import { reasonAgainst } from '../../store/reasonAgainst.ts';
import { lookAt } from '../../store/timeline.ts';
import { scrubByKey } from './scrubByKey.ts';

/** Where one types, every key is a letter. */
const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable="true"]';
/** These have uses of their own for the arrows and for Space. */
const OWN_ARROWS = 'input, [role="slider"], [role="radio"], [role="tab"], [role="menu"], [role="menuitem"]';
const OWN_SPACE = 'button, a, summary, [role="button"], [role="radio"], [role="tab"], [role="switch"]';

/** The page's keys, heard wherever nothing nearer wants them. */
export function useKeys(showList: () => void): void {
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
      if (event.key.toLowerCase() === 't') return done(toggleTraining);
      if (event.key === ' ') return !on.closest(OWN_SPACE) && done(togglePlay);
      return !on.closest(OWN_ARROWS) && event.key.startsWith('Arrow') && scrubByKey(event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function done(act: () => void): true {
  act();
  return true;
}

function toggleTraining(): void {
  const state = appStore.getState();
  if (state.training.phase === 'running') {
    train('pause');
    return;
  }
  if (!state.ready || reasonAgainst(state, drawingsStore.getState().drawings.length)) return;
  lookAt('denoiser');
  train('start');
}
