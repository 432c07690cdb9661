/** The experiments below the pipeline, one row each. A lab's code is loaded when it is first opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface Lab {
  /** Also its part of the page's address: `?lab=memory`. */
  readonly id: string;
  readonly title: string;
  /** What one finds out there, as a question. */
  readonly question: string;
  readonly component: LazyExoticComponent<ComponentType>;
}

export const LABS: readonly Lab[] = [
  {
    id: 'schedule',
    title: 'Schedule editor',
    question: 'How fast should noise take over?',
    component: lazy(() => import('./schedule/ScheduleLab.tsx')),
  },
  {
    id: 'inside',
    title: 'Look inside',
    question: 'What does the network see?',
    component: lazy(() => import('./inside/InsideLab.tsx')),
  },
  {
    id: 'stepIn',
    title: 'Step in',
    question: 'What if you change the picture half way?',
    component: lazy(() => import('./stepIn/StepInLab.tsx')),
  },
  {
    id: 'classes',
    title: 'Classes and guidance',
    question: 'How do you ask for a seven, and how hard?',
    component: lazy(() => import('./classes/ClassesLab.tsx')),
  },
  {
    id: 'sideBySide',
    title: 'Side by side',
    question: 'The same noise, another sampler or network: what differs?',
    component: lazy(() => import('./sideBySide/SideBySideLab.tsx')),
  },
  {
    id: 'floor',
    title: 'Floor',
    question: 'How far can the loss still fall?',
    component: lazy(() => import('./floor/FloorLab.tsx')),
  },
  {
    id: 'memory',
    title: 'Memory',
    question: 'Does it copy its training images?',
    component: lazy(() => import('./memory/MemoryLab.tsx')),
  },
  {
    id: 'timeMachine',
    title: 'Time machine',
    question: 'What did it draw when it knew less?',
    component: lazy(() => import('./timeMachine/TimeMachineLab.tsx')),
  },
  {
    id: 'failures',
    title: 'Failures worth seeing',
    question: 'What do you expect? Predict, try, and read why.',
    component: lazy(() => import('./failures/FailuresLab.tsx')),
  },
];
