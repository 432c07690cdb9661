import { useMemo } from 'react';
import { useStore } from 'zustand';
import { answerStore } from '../../store/answerStore.ts';
import { canAsk } from '../../store/denoising.ts';
import { toGrey } from '../../store/frameStore.ts';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { useApp } from '../useApp.ts';
import { LossByTime } from './LossByTime.tsx';

const NOTHING = toGrey(new Float32Array(28 * 28), 1);

/** What the network makes of the noisy picture in view, asked anew whenever it moves. */
export function Answer() {
  const answer = useStore(answerStore, state => state.answer);
  const fits = useApp(canAsk);
  const greys = useMemo(
    () => answer && { x0Hat: toGrey(answer.x0Hat, 1), epsHat: toGrey(answer.epsHat, 3) },
    [answer],
  );
  const pretrained = useApp(state => (state.ready?.pretrained ?? null) !== null);
  const say = note(answer?.step, fits, pretrained);
  return (
    <div className="answer">
      <SymbolPicture
        symbol="x0Hat"
        tex="\hat x_0"
        bytes={greys?.x0Hat ?? NOTHING}
        label={answer ? `The picture that the network guesses at t = ${answer.t}` : 'No guess yet'}
      >
        picture guessed
      </SymbolPicture>
      <SymbolPicture
        symbol="epsHat"
        tex="\hat\varepsilon"
        bytes={greys?.epsHat ?? NOTHING}
        label={answer ? `The noise that the network guesses at t = ${answer.t}` : 'No guess yet'}
      >
        noise guessed
      </SymbolPicture>
      <LossByTime />
      {say && <p className="muted answer-note numbers">{say}</p>}
    </div>
  );
}

/** Nothing may look learned that is not. */
function note(step: number | undefined, fits: boolean, pretrained: boolean): string | null {
  if (!fits && step !== undefined) return 'The settings have changed: apply them to see new guesses.';
  if (step === undefined) return 'The network is getting ready.';
  if (step === 0 && pretrained) return 'Guesses of the pretrained network, until you train one of your own.';
  if (step === 0) return 'Not trained yet: these are guesses of random weights. Press Train.';
  return null;
}
