/** The chapters in reading order, loaded when first opened or by `loadChapters`. */
import type { ComponentType } from 'react';

type Load = () => Promise<{ default: ComponentType }>;

export interface Chapter {
  /** Also used in the page's address: `?learn=forward`. */
  readonly id: string;
  readonly title: string;
  readonly load: Load;
}

const chapter = (id: string, title: string, load: Load): Chapter => ({ id, title, load });

export const CHAPTERS: readonly Chapter[] = [
  chapter('forward', 'Forward: noise, little by little', () => import('./chapters/Forward.tsx')),
  chapter('schedule', 'The schedule', () => import('./chapters/Schedule.tsx')),
  chapter('closed-form', 'Any level in one jump', () => import('./chapters/ClosedForm.tsx')),
  chapter('reverse', 'The way back', () => import('./chapters/Reverse.tsx')),
  chapter('objective', 'What is learned', () => import('./chapters/Objective.tsx')),
  chapter('sampling', 'Drawing a picture', () => import('./chapters/Sampling.tsx')),
  chapter('noise', 'Why noise is added', () => import('./chapters/WhyNoise.tsx')),
  chapter('unet', 'The UNet', () => import('./chapters/UNet.tsx')),
  chapter('vae', 'A kind of VAE', () => import('./chapters/Vae.tsx')),
  chapter('summary', 'In short, and where to read on', () => import('./chapters/Summary.tsx')),
];

/** Fonts of formulas that the page itself does not use. */
const FONTS = /^KaTeX_(AMS|Caligraphic|Size\d)$/;

/**
 * Loads all chapters, with the fonts of their formulas, so they open without a connection. A failed load is tried again
 * when the chapter is opened.
 */
export async function loadChapters(): Promise<void> {
  const fonts = [...document.fonts].filter(({ family, weight }) => FONTS.test(family) && weight !== 'bold');
  await Promise.allSettled([...CHAPTERS.map(({ load }) => load()), ...fonts.map(font => font.load())]);
}
