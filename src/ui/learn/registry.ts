/** The chapters in the order in which one reads them. Each is loaded when it is first opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface Chapter {
  /** Also its part of the page's address: `?learn=forward`. */
  readonly id: string;
  readonly title: string;
  readonly component: LazyExoticComponent<ComponentType>;
}

export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'forward',
    title: 'Forward: noise, little by little',
    component: lazy(() => import('./chapters/Forward.tsx')),
  },
  { id: 'schedule', title: 'The schedule', component: lazy(() => import('./chapters/Schedule.tsx')) },
  {
    id: 'closed-form',
    title: 'Any level in one jump',
    component: lazy(() => import('./chapters/ClosedForm.tsx')),
  },
  { id: 'reverse', title: 'The way back', component: lazy(() => import('./chapters/Reverse.tsx')) },
  { id: 'objective', title: 'What is learned', component: lazy(() => import('./chapters/Objective.tsx')) },
  { id: 'sampling', title: 'Drawing a picture', component: lazy(() => import('./chapters/Sampling.tsx')) },
  { id: 'noise', title: 'Why noise is added', component: lazy(() => import('./chapters/WhyNoise.tsx')) },
  { id: 'unet', title: 'The UNet', component: lazy(() => import('./chapters/UNet.tsx')) },
  { id: 'vae', title: 'A kind of VAE', component: lazy(() => import('./chapters/Vae.tsx')) },
  {
    id: 'summary',
    title: 'In short, and where to read on',
    component: lazy(() => import('./chapters/Summary.tsx')),
  },
];
