import type { Experiment } from '../experiment.ts';

export const failures: Experiment = {
  id: 'failures',
  title: 'Failures worth seeing',
  question: 'What do you expect? Predict, try, and read why.',
  load: () => import('./Failures.tsx'),
};
