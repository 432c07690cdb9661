/** Starts and pauses the present run's training. */
import { CallFailed } from '../../wire/bridge.ts';
import type { Context } from '../context.ts';
import type { Supervisor } from '../engine/supervisor.ts';
import type { Notices } from '../notices/notices.ts';
import { isUntouched, needsRestart } from '../settings/rules.ts';
import type { AppState } from '../state.ts';

interface Others {
  readonly supervisor: Supervisor;
  readonly notices: Notices;
  /** Tests whether the run of this moment is still present. */
  readonly ofPresentRun: () => (state: AppState) => boolean;
  readonly build: () => void;
  /** Opens a run's last save from before its loss broke. */
  readonly openSound: (id: string) => void;
}

export function createTraining(
  { get, patch }: Context,
  { supervisor, notices, ofPresentRun, build, openSound }: Others,
) {
  let training: AbortController | null = null;

  function lossBroke({ message, advice }: CallFailed): void {
    const { saved, id } = get().run;
    const action = { label: 'Go back to the last sound save', run: () => openSound(id) };
    notices.error(message, {
      advice: saved ? advice : 'Lower the learning rate and press Reset.',
      holds: ofPresentRun(),
      ...(saved ? { action } : {}),
    });
  }

  const actions = {
    /** Trains until it pauses or ends; the supervisor handles a loss of the engine. */
    async follow(runId: number, single: boolean): Promise<void> {
      training ??= new AbortController();
      const mine = training;
      try {
        await supervisor.engine.train({ runId, single }, { signal: mine.signal });
      } catch (error) {
        if (error instanceof CallFailed && error.kind === 'loss') lossBroke(error);
        else notices.failure(error);
      } finally {
        if (mine === training) patch('run', { pending: null });
      }
    },

    /** Trains the present run as soon as it is ready. */
    begin(how: 'start' | 'step'): void {
      patch('run', { pending: how });
      training = new AbortController();
      supervisor.trains(how === 'start');
      void actions.follow(get().run.runId, how === 'step');
    },

    train(how: 'start' | 'step'): void {
      const state = get();
      // Settings that were changed a moment ago are trained with, not the run that is about to make room for them.
      if (isUntouched(state) && (state.run.failed || needsRestart(state))) build();
      actions.begin(how);
    },

    pause(): void {
      patch('run', { pending: null });
      supervisor.trains(false);
      training?.abort();
      training = null;
    },
  };
  return actions;
}
