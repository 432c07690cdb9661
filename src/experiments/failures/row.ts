import type { Experiment } from '../experiment.ts';

export const failures: Experiment = {
  id: 'failures',
  title: 'Failures worth seeing',
  question: 'What do you expect? Predict, try, and read why.',
  notInPlane:
    'These failures were recorded on pictures. For points, change a setting and watch what the cloud does in Generate.',
  load: () => import('./Failures.tsx'),
};
