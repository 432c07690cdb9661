import type { Experiment } from '../experiment.ts';

export const quality: Experiment = {
  id: 'quality',
  title: 'How good is it?',
  question: 'How far are its pictures from real ones?',
  notInPlane:
    'In the plane the distance to the data is measured directly: Generate shows it below the drawn points, beside the data’s own.',
  load: () => import('./Quality.tsx'),
};
