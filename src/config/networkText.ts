/** Widths and attention of a network as the settings say them: '32/64/64' and '2/3/middle', levels counted from 1, the finest. */

export const MOST_LEVELS = 6;
const WIDEST = 1024;

export const parseWidths = (text: string): readonly number[] => text.split('/').map(Number);

/** What a list of widths should be, where it is something else; null where it is one. */
export function widthsProblem(text: string): string | null {
  if (!/^[0-9]+(\/[0-9]+)*$/.test(text)) return 'whole numbers with / between them, like 32/64/64';
  const widths = parseWidths(text);
  if (widths.length > MOST_LEVELS) return `at most ${MOST_LEVELS} widths, one per resolution level`;
  if (widths.some(width => width < 1 || width > WIDEST)) return `widths from 1 to ${WIDEST}`;
  if (widths[0]! % 2 !== 0 || widths[0]! < 4) return 'a list whose first width is even, and at least 4';
  return null;
}

/** Where self-attention stands. Indices of resolution levels, 0 for the finest, on the way down and on the way up. */
export interface AttentionPlaces {
  readonly down: readonly number[];
  readonly up: readonly number[];
  readonly middle: boolean;
}

const PLACE = /^([1-9])(down|up)?$/;

/** As `widthsProblem`. */
export function attentionProblem(text: string): string | null {
  if (text === 'none' || text === 'deepest') return null;
  const parts = text.split('/');
  const levels = parts.at(-1) === 'middle' ? parts.slice(0, -1) : parts;
  if (!levels.every(part => PLACE.test(part)))
    return 'levels with / between them, 1 the finest, and middle: like 2/3/middle, or 2down for one way only';
  const { down, up } = placesOf(parts);
  const ascends = (of: readonly number[]) => of.every((level, i) => i === 0 || level > of[i - 1]!);
  return ascends(down) && ascends(up) ? null : 'each level once, the finest first';
}

function placesOf(parts: readonly string[]): AttentionPlaces {
  const found = parts.flatMap(part => {
    const [, level, way] = PLACE.exec(part) ?? [];
    return level ? [{ level: Number(level) - 1, way }] : [];
  });
  const on = (other: string) => found.filter(({ way }) => way !== other).map(({ level }) => level);
  return { down: on('up'), up: on('down'), middle: parts.includes('middle') };
}

/** @param levels how many resolution levels there are: what is said of further ones is left out. */
export function parseAttention(text: string, levels: number): AttentionPlaces {
  if (text === 'deepest') return { down: [levels - 1], up: [levels - 1], middle: true };
  const { down, up, middle } = placesOf(text.split('/'));
  const within = (of: readonly number[]) => of.filter(level => level < levels);
  return { down: within(down), up: within(up), middle };
}

/** The shortest text for these places. */
export function attentionText({ down, up, middle }: AttentionPlaces, levels: number): string {
  if (middle && [down, up].every(way => way.length === 1 && way[0] === levels - 1)) return 'deepest';
  const parts = Array.from({ length: levels }, (_, level) => level).flatMap(level => {
    const [goesDown, goesUp] = [down.includes(level), up.includes(level)];
    if (!goesDown && !goesUp) return [];
    return [`${level + 1}${goesDown && goesUp ? '' : goesDown ? 'down' : 'up'}`];
  });
  return [...parts, ...(middle ? ['middle'] : [])].join('/') || 'none';
}
