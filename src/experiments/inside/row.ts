import type { Experiment } from '../experiment.ts';

export const inside: Experiment = {
  id: 'inside',
  title: 'Look inside',
  question: 'What does the network see?',
  notInPlane:
    'The network for points has no pictures inside: its layers are lists of numbers. The arrows in the Denoiser part show all that it says.',
  load: () => import('./LookInside.tsx'),
};
