import type { Experiment } from '../experiment.ts';

export const sideBySide: Experiment = {
  id: 'sideBySide',
  title: 'Side by side',
  question: 'The same noise, another sampler or network: what differs?',
  notInPlane: null,
  load: () => import('./SideBySide.tsx'),
};
