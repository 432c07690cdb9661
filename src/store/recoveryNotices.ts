/** What the page says of a loss, and what it offers. */
import type { BackendName } from '../protocol/messages.ts';
import { appStore, dismissNotice, notify } from './appStore.ts';
import type { Lost } from './runLife.ts';

export interface RecoveryReport {
  readonly how: Lost;
  readonly message: string;
  /** What computed, and how far the run was. */
  readonly backend: BackendName | null;
  readonly step: number;
}

const WHAT: Record<Lost, string> = {
  silent: 'The engine no longer answered and was started again.',
  threw: 'The engine failed and was started again.',
  lost: 'The graphics processor was lost and is looked for again.',
  memory: 'The graphics processor has no memory left for this.',
  refused: 'The graphics processor refused a command, and the engine was started again.',
};

const RELOAD = 'Press Reload in your browser. Your settings are in the address; runs and drawings are kept.';

export function tellRecovery(
  { how, backend, step }: RecoveryReport,
  from: number,
  useSmaller: () => void,
): void {
  const gone = step - from;
  const lost = gone === 1 ? 'one step is lost' : `${gone.toLocaleString('en')} steps are lost`;
  const goesOn =
    step === 0
      ? ''
      : from === 0
        ? `Nothing was saved yet, so the run begins again; ${lost}.`
        : `The run goes on from step ${from.toLocaleString('en')}${gone > 0 ? `; ${lost}` : ''}.`;
  const memory = how === 'memory';
  const action = memory ? { label: 'Use a smaller network', run: useSmaller } : null;
  const kept = memory ? 'A smaller network is a new run; this one stays among the kept ones.' : '';
  notify(memory ? 'error' : 'info', WHAT[how], `${goesOn} ${kept}`.trim(), action);
  if (how === 'lost' && backend === 'webgpu') watchForGpu();
}

/** After two losses a browser gives no adapter until the page is reloaded by hand. */
function watchForGpu(): void {
  const unsubscribe = appStore.subscribe(({ device }, before) => {
    if (!device || device === before.device) return;
    unsubscribe();
    if (device.backend === 'webgpu') return;
    notify('error', 'The graphics processor did not come back; the processor computes instead.', RELOAD);
  });
}

export function tellGone(message: string): void {
  appStore.setState(({ training }) => ({ ready: null, training: { ...training, phase: 'paused' } }));
  notify('error', `The engine failed too often: ${message}.`, RELOAD);
}

export function tellLossBroke(message: string, advice: string, goBack: () => void): void {
  const { saved } = appStore.getState().kept;
  const action = saved ? { label: 'Go back to the last sound save', run: goBack } : null;
  notify('error', message, saved ? advice : 'Lower the learning rate and press Reset.', action);
}

let readOnlyNotice: number | null = null;

export function tellRole(writes: boolean, takeOver: () => void): void {
  appStore.setState({ writes });
  if (readOnlyNotice !== null) dismissNotice(readOnlyNotice);
  readOnlyNotice = writes
    ? null
    : notify(
        'info',
        'This page is open in another tab, which saves.',
        'Here you can look around and try things, but nothing is kept until this tab takes over.',
        { label: 'Take over', run: takeOver },
      );
}
