import type { Experiment } from '../experiment.ts';

export const schedule: Experiment = {
  id: 'schedule',
  title: 'Schedule editor',
  question: 'How fast should noise take over?',
  notInPlane: null,
  load: () => import('./ScheduleEditor.tsx'),
};
