import { useMemo } from 'react';
import { sizeOf } from '../../data/shape.ts';
import { shownDrawings } from '../../store/drawings/drawings.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { shapeInView } from '../../store/settings/dataInView.ts';
import { canAsk } from '../../store/settings/rules.ts';
import type { AppState } from '../../store/state.ts';
import { answerInView } from '../../store/training/answers.ts';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { useApp } from '../useApp.ts';
import { LossByTime } from './LossByTime.tsx';

/** The network's guesses for the noisy picture in view, updated whenever it changes. */
export function Answer() {
  const answered = useApp(answerInView);
  const shape = useApp(shapeInView);
  const nothing = useMemo(() => toBytes(new Float32Array(sizeOf(shape)), 1), [shape]);
  const bytes = useMemo(() => {
    const answer = answered?.answer;
    return answer && { x0Hat: toBytes(answer.x0Hat, 1), epsHat: toBytes(answer.epsHat, 3) };
  }, [answered]);
  const say = useApp(whoseGuesses);
  const label = (what: string) =>
    answered ? `The ${what} that the network guesses at t = ${answered.t}` : 'No guess yet';
  return (
    <div className="answer">
      <SymbolPicture
        symbol="x0Hat"
        tex="\hat x_0"
        bytes={bytes?.x0Hat ?? nothing}
        shape={shape}
        label={label('picture')}
      >
        picture guessed
      </SymbolPicture>
      <SymbolPicture
        symbol="epsHat"
        tex="\hat\varepsilon"
        bytes={bytes?.epsHat ?? nothing}
        shape={shape}
        label={label('noise')}
      >
        noise guessed
      </SymbolPicture>
      <LossByTime />
      <p className="muted answer-note numbers">{say}</p>
    </div>
  );
}

/** Says whose guesses these are, and whether the weights are trained. */
function whoseGuesses(state: AppState): string {
  const { run } = state;
  const step = answerInView(state)?.answer.step ?? run.step;
  if (!run.ready) {
    const empty = run.config.dataset === 'drawings' && shownDrawings(state).length === 0;
    return empty ? 'The network is built once there is a drawing.' : 'The network is getting ready.';
  }
  if (!canAsk(state)) return 'The settings have changed: apply them to see new guesses.';
  if (step > 0) return `Guesses of your network at step ${step.toLocaleString('en')}.`;
  if (run.ready.pretrained) return 'Guesses of the pretrained network, until you train yours.';
  if (run.from !== 'settings') return 'Guesses of the weights from the file.';
  return 'Not trained yet: these are guesses of random weights. Press Train.';
}
