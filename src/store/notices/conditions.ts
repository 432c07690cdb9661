/** Notices of present conditions: each disappears when it is no longer true. */

import { needsApply, warnings } from '../settings/rules.ts';
import type { AppState } from '../state.ts';
import type { Notice } from './notice.ts';

type Condition = (state: AppState) => Notice | null;

const RELOAD = 'Press Reload in your browser. Your settings are in the address; runs and drawings are kept.';

const CONDITIONS: readonly Condition[] = [
  ({ engine }) =>
    engine.gone === null
      ? null
      : {
          key: 'gone',
          kind: 'error',
          message: `The engine failed too often: ${engine.gone}.`,
          advice: RELOAD,
        },
  // After losing the GPU twice, a browser gives no adapter until the user reloads the page.
  ({ engine: { lostGpu, device } }) =>
    lostGpu && device && device.backend !== 'webgpu'
      ? {
          key: 'no gpu',
          kind: 'error',
          message: 'The graphics processor did not come back; the processor computes instead.',
          advice: RELOAD,
        }
      : null,
  // Several frames of one page are several tabs to the browser, and nobody means to keep what they train.
  ({ engine, view }) =>
    engine.writes || view.embed
      ? null
      : {
          key: 'reader',
          kind: 'info',
          message: 'This page is open in another tab, which does the saving.',
          advice: 'You can try things here, but nothing is saved until this tab takes over.',
          action: { label: 'Take over', run: actions => actions.takeOver() },
        },
  ({ run: { notSaved } }) => notSaved && { key: `notSaved ${notSaved.message}`, kind: 'error', ...notSaved },
  state => {
    const [warning] = warnings(state);
    return warning === undefined ? null : { key: warning, kind: 'info', message: warning };
  },
  state => {
    const { before, run, config } = state;
    if (!before) return null;
    const at = `step ${before.run.step.toLocaleString('en')}`;
    if (run.id !== before.run.id) {
      return {
        key: `back to ${before.run.id}`,
        kind: 'info',
        message: `Your run “${before.run.name}” is kept at ${at}.`,
        action: { label: 'Back to my run', run: actions => actions.goBack() },
      };
    }
    if (config === before.config || !needsApply(state)) return null;
    return {
      key: 'back to settings',
      kind: 'info',
      message: 'Your trained network keeps its own settings until you press Apply changes.',
      action: { label: 'Back to my settings', run: actions => actions.goBack() },
    };
  },
];

export const conditionsOf = (state: AppState): Notice[] =>
  CONDITIONS.map(condition => condition(state)).filter(notice => notice !== null);
