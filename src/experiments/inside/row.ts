import type { Experiment } from '../experiment.ts';

export const inside: Experiment = {
  id: 'inside',
  title: 'Look inside',
  question: 'What does the network see?',
  load: () => import('./LookInside.tsx'),
};
