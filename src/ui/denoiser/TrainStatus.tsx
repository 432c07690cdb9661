import { needsRestart } from '../../store/settings.ts';
import { SaveState } from '../runs/SaveState.tsx';
import { useApp } from '../useApp.ts';
import { useReasonAgainst } from './useReasonAgainst.ts';

/** What the engine is at, in one line that is always there; and why training cannot start, where it cannot. */
export function TrainStatus() {
  const { phase, imagesSeen, step } = useApp(state => state.training);
  const progress = useApp(state => state.progress);
  const pretrained = useApp(state => state.ready?.pretrained ?? null);
  const reason = useReasonAgainst();
  const stale = useApp(state => needsRestart(state.config, state.activeConfig));
  const waiting =
    stale && step > 0
      ? 'Some settings need a new network. The present one goes on as it is until you apply them.'
      : null;
  const doing = phase === 'idle' && pretrained ? 'Train starts from scratch.' : PHASES[phase];
  const seen = step > 0 ? ` ${imagesSeen.toLocaleString('en')} pictures seen.` : '';
  return (
    <div className="train-status">
      <p className={reason || waiting ? 'reason' : 'muted engine-state numbers'} role="status">
        {reason ?? waiting ?? (progress ? progressText(progress) : doing + seen)}
      </p>
      <SaveState />
    </div>
  );
}

const PHASES = {
  idle: 'The network is new: its weights are random.',
  running: 'Training.',
  paused: 'Paused. Nothing is lost.',
  finished: 'Training has reached its last step.',
} as const;

function progressText({ label, fraction }: { label: string; fraction: number | null }): string {
  return fraction === null ? `${label} …` : `${label}: ${Math.round(100 * fraction)} %`;
}
