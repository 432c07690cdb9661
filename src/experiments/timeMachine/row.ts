import type { Experiment } from '../experiment.ts';

export const timeMachine: Experiment = {
  id: 'timeMachine',
  title: 'Time machine',
  question: 'What did it draw when it knew less?',
  notInPlane: null,
  load: () => import('./TimeMachine.tsx'),
};
