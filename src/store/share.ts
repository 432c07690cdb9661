/** The link that reproduces what the page shows, drawings included where a link can hold them. */
import { encodeLink, withDrawings } from '../config/link.ts';
import { drawingsToText } from '../data/drawingsText.ts';
import { appStore } from './appStore.ts';
import { asDrawings, drawingsStore } from './drawingsStore.ts';

/** What chats, mail programs and forms pass on whole. */
const MOST_LETTERS = 8000;

export interface Share {
  readonly link: string;
  /** How many drawings it had to leave out. */
  readonly leftOut: number;
}

export function shareLink(): Share {
  const { config } = appStore.getState();
  const base = location.href.replace(/#.*$/, '');
  const link = base + encodeLink(config);
  const { drawings } = drawingsStore.getState();
  if (config.dataset !== 'drawings' || drawings.length === 0) return { link, leftOut: 0 };
  const text = drawingsToText(asDrawings(drawings).pixels);
  const whole = text === null ? null : base + withDrawings(encodeLink(config), text);
  return whole !== null && whole.length <= MOST_LETTERS
    ? { link: whole, leftOut: 0 }
    : { link, leftOut: drawings.length };
}
