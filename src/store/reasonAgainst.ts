import type { AppState } from './appStore.ts';

/** Why training cannot start, or null. */
export function reasonAgainst({ config, ready, training }: AppState, drawings: number): string | null {
  // A run that was opened brings its own drawings.
  if (config.dataset === 'drawings' && drawings === 0 && !ready) {
    return 'There is no drawing yet. Press Draw in the Data part and add something to My drawings.';
  }
  const { phase, step } = training;
  if (phase !== 'running' && step >= config.steps) {
    return `Step ${config.steps} is reached. Raise “Stop after” to go on.`;
  }
  return null;
}
