/** The chapters of Learn in reading order. Each is a lesson, `public/chapters/ID.json`. */
export interface Chapter {
  /** Also used in the page's address: `?learn=forward`. */
  readonly id: string;
  /** The lesson's own title, known before it is loaded. */
  readonly title: string;
}

export const CHAPTERS: readonly Chapter[] = [
  { id: 'forward', title: 'Forward: noise, little by little' },
  { id: 'schedule', title: 'The schedule' },
  { id: 'closed-form', title: 'Any level in one jump' },
  { id: 'reverse', title: 'The way back' },
  { id: 'objective', title: 'What is learned' },
  { id: 'sampling', title: 'Drawing a picture' },
  { id: 'noise', title: 'Why noise is added' },
  { id: 'unet', title: 'The UNet' },
  { id: 'vae', title: 'A kind of VAE' },
  { id: 'summary', title: 'In short, and where to read on' },
];
