/** The notice after a failure of the engine. */
import type { BackendName } from '../../engine/device/deviceReport.ts';
import type { Notice } from '../notices/notice.ts';
import type { Lost } from './runLife.ts';

export interface RecoveryReport {
  readonly how: Lost;
  readonly message: string;
  /** The device, and the step that the run had reached. */
  readonly backend: BackendName | null;
  readonly step: number;
}

const WHAT: Record<Lost, string> = {
  silent: 'The engine no longer answered and was started again.',
  threw: 'The engine failed and was started again.',
  lost: 'The graphics processor was lost; the page asks for it again.',
  memory: 'The graphics processor has no memory left for this.',
  refused: 'The graphics processor refused a command, and the engine was started again.',
};

/** @param from the step at which the run resumes. */
export function recoveryNotice(
  { how, step }: RecoveryReport,
  from: number,
  buildSmaller: () => void,
): Notice {
  const gone = step - from;
  const lost = gone === 1 ? 'one step is lost' : `${gone.toLocaleString('en')} steps are lost`;
  const goesOn =
    step === 0
      ? ''
      : from === 0
        ? `Nothing was saved yet, so the run starts over; ${lost}.`
        : `The run resumes from step ${from.toLocaleString('en')}${gone > 0 ? `; ${lost}` : ''}.`;
  const memory = how === 'memory';
  const kept = memory ? 'A smaller network is a new run; this one stays in the list of runs.' : '';
  return {
    key: 'recovery',
    kind: memory ? 'error' : 'info',
    message: WHAT[how],
    advice: `${goesOn} ${kept}`.trim(),
    ...(memory ? { action: { label: 'Use a smaller network', run: buildSmaller } } : {}),
  };
}
