/** A link to hand on: checked, and with drawings where it can hold them. */
import { encodeLink, withDrawings, withSum } from './link.ts';
import type { RunConfig } from './runConfig.ts';

/** What chats, mail programs and forms pass on whole. */
const MOST_LETTERS = 8000;

export interface Share {
  readonly link: string;
  /** How many drawings are in it. */
  readonly drawings: number;
  /** How many it had to leave out. */
  readonly leftOut: number;
}

/**
 * @param base the page's address without settings.
 * @param drawings how many the run trains on, and their text; null where that is too long for any link.
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

/** What the link holds and how long it is, to be read before it is copied. */
export function describeShare({ link, drawings, leftOut }: Share): string {
  const letters = `${link.length.toLocaleString('en')} characters`;
  if (leftOut > 0)
    return `Copy a link to this set-up, without its drawings, which are too much for one: ${letters}`;
  if (drawings === 0) return `Copy a link to this set-up: ${letters}`;
  const all = drawings === 1 ? 'its drawing' : `all of its ${drawings} drawings`;
  return `Copy a link to this set-up and ${all}: ${letters}`;
}
