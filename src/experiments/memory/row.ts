import type { Experiment } from '../experiment.ts';

export const memory: Experiment = {
  id: 'memory',
  title: 'Memory',
  question: 'Does it copy its training images?',
  notInPlane: null,
  load: () => import('./Memory.tsx'),
};
