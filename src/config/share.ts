/** A link to share: checked, and with the drawings if they fit. */
import { encodeLink, withDrawings, withSum } from './link.ts';
import type { RunConfig } from './runConfig.ts';

/** Length that chats, mail programs and forms pass on whole. */
const MOST_LETTERS = 8000;

export interface Share {
  readonly link: string;
  /** Number of drawings in it. */
  readonly drawings: number;
  /** Number of drawings left out. */
  readonly leftOut: number;
}

/**
 * @param base the page's address without settings.
 * @param drawings their number, and their text; null if that is too long for any link.
 */
export function shareOf(
  base: string,
  config: RunConfig,
  drawings: { readonly count: number; readonly text: string | null },
): Share {
  const hash = encodeLink(config);
  const link = base + withSum(hash);
  const { count, text } = drawings;
  if (config.dataset !== 'drawings' || count === 0) return { link, drawings: 0, leftOut: 0 };
  const whole = text === null ? null : base + withSum(withDrawings(hash, text));
  return whole !== null && whole.length <= MOST_LETTERS
    ? { link: whole, drawings: count, leftOut: 0 }
    : { link, drawings: 0, leftOut: count };
}

/** Describes the link before it is copied: its contents and length. */
export function describeShare({ link, drawings, leftOut }: Share): string {
  const letters = `${link.length.toLocaleString('en')} characters`;
  if (leftOut > 0)
    return `Copy a link to this set-up, without its drawings, which are too large for a link: ${letters}`;
  if (drawings === 0) return `Copy a link to this set-up: ${letters}`;
  const all = drawings === 1 ? 'its drawing' : `all of its ${drawings} drawings`;
  return `Copy a link to this set-up and ${all}: ${letters}`;
}
