import type { Experiment } from '../experiment.ts';

export const stepIn: Experiment = {
  id: 'stepIn',
  title: 'Step in',
  question: 'What if you change the picture half way?',
  notInPlane:
    'Points cannot be painted on. Click a point in the Generate part to follow its way back, and draw your own cloud as My points.',
  load: () => import('./StepIn.tsx'),
};
