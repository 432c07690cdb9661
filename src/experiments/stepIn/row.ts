import type { Experiment } from '../experiment.ts';

export const stepIn: Experiment = {
  id: 'stepIn',
  title: 'Step in',
  question: 'What if you change the picture half way?',
  notInPlane: null,
  load: () => import('./StepIn.tsx'),
};
