import type { Experiment } from '../experiment.ts';

export const classes: Experiment = {
  id: 'classes',
  title: 'Classes and guidance',
  question: 'How do you ask for a seven, and how hard?',
  notInPlane: null,
  load: () => import('./Classes.tsx'),
};
