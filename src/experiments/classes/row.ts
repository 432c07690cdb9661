import type { Experiment } from '../experiment.ts';

export const classes: Experiment = {
  id: 'classes',
  title: 'Classes and guidance',
  question: 'How do you ask for a seven, and how hard?',
  notInPlane:
    'For points in the plane, the Generate part itself shows guidance: choose the preset “Why guidance overshoots”, sample, and change the guidance scale w.',
  load: () => import('./Classes.tsx'),
};
