import type { Experiment } from '../experiment.ts';

export const quality: Experiment = {
  id: 'quality',
  title: 'How good is it?',
  question: 'How far are its pictures from real ones?',
  notInPlane:
    'In the plane the distance to the data is measured directly: it stands below the drawn points in Generate, beside the data’s own.',
  load: () => import('./Quality.tsx'),
};
