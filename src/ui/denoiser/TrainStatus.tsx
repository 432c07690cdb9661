import { useEffect, useState } from 'react';
import { isPlane } from '../../data/sets/registry.ts';
import { reasonAgainst } from '../../store/settings/rules.ts';
import type { AppState } from '../../store/state.ts';
import { hasOwnWeights, type RunState } from '../../store/training/runState.ts';
import { whatWaits } from '../../store/training/waiting.ts';
import { SaveState } from '../runs/SaveState.tsx';
import { useApp } from '../useApp.ts';

/** One line that is always there: what the engine is doing, or why training cannot start. */
export function TrainStatus() {
  const reason = useApp(reasonAgainst);
  const waits = useApp(whatWaits);
  const slow = useSlowFirstStep();
  const doing = useApp(whatItDoes);
  return (
    <div className="train-status">
      <p className={reason || waits ? 'reason' : 'muted engine-state numbers'} role="status">
        {reason ?? waits ?? (slow ? SLOW : doing)}
      </p>
      <SaveState />
    </div>
  );
}

const SLOW_MS = 2000;
const SLOW = 'Preparing the network for this device: the first step takes the longest …';

/** Whether a run's first step on this device is under way for so long, without a word from the engine, that it needs saying. */
function useSlowFirstStep(): boolean {
  const first = useApp(({ run }) => run.phase === 'running' && run.stepMs === null);
  const told = useApp(({ engine }) => engine.progress !== null);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!first) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [first]);
  return first && slow && !told;
}

function whatItDoes({ engine: { progress }, run }: AppState): string {
  const soon = run.pending && !run.ready ? PENDING[run.pending] : '';
  if (progress) {
    const { label, fraction } = progress;
    return `${soon} ${label}${fraction === null ? ' …' : `: ${Math.round(100 * fraction)} %`}`.trimStart();
  }
  if (soon) return soon;
  const seen =
    run.step > 0
      ? ` ${run.imagesSeen.toLocaleString('en')} ${isPlane(run.config) ? 'points' : 'pictures'} seen.`
      : '';
  return (run.phase === 'idle' ? beforeTraining(run) : PHASES[run.phase]) + seen;
}

function beforeTraining(run: RunState): string {
  if (hasOwnWeights(run)) return 'The weights are from the file. Train continues from them.';
  if (run.ready?.pretrained) return 'Train starts from scratch.';
  return 'The network is new: its weights are random.';
}

const PENDING = {
  start: 'Training starts when the network is ready.',
  step: 'The step is made when the network is ready.',
} as const;

const PHASES = {
  running: 'Training.',
  paused: 'Paused. Nothing is lost.',
  finished: 'Training has reached its last step.',
} as const;
