import type { Experiment } from '../experiment.ts';

export const floor: Experiment = {
  id: 'floor',
  title: 'Floor',
  question: 'How far can the loss still fall?',
  notInPlane: null,
  load: () => import('./Floor.tsx'),
};
