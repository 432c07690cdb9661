/** Checks an SVG before it is drawn. */

export interface SvgHeader {
  /** Why it must not be drawn, to follow the file's name; null if it may. */
  readonly problem: string | null;
}

const ROOT = /<svg(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/;
/** Namespaces and comments before the root may be long, but not that long. */
const ROOT_WITHIN = 10_000;

const SCRIPT = /<(?:\w+:)?script|\son\w+\s*=|javascript:/i;
/** Allowed references: embedded pictures (`data:`) and the file's own parts (`#name`). */
const OUTSIDE =
  /(?:\s(?:xlink:)?href|\ssrc)\s*=\s*["']\s*(?!#|data:|["'\s])|url\(\s*(?:["']|&quot;)?\s*(?!#|data:|["'\s&])|@import|<\?xml-stylesheet|<!ENTITY[^>]*\sSYSTEM/i;

const TAG = /<(\/?)([\w:-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const ID = /\sid\s*=\s*["']([^"']*)/;
const PART = /\s(?:xlink:)?href\s*=\s*["']\s*#([^"']*)/;
/** A few kilobytes of parts that use each other can expand to billions of shapes. */
const MOST_USES = 2000;
const DEEPEST = 1000;

/** Null if the file is not an SVG. */
export function readSvgHeader(bytes: Uint8Array): SvgHeader | null {
  const beginning = new TextDecoder().decode(bytes.subarray(0, ROOT_WITHIN)).trimStart();
  const [root] = (beginning.startsWith('<') && ROOT.exec(beginning)) || [];
  if (root === undefined) return null;
  const whole = new TextDecoder().decode(bytes);
  if (SCRIPT.test(whole)) return { problem: 'is an SVG picture with a script in it' };
  if (OUTSIDE.test(whole)) return { problem: 'is an SVG picture that refers to other files or pages' };
  if (usesIn(whole) > MOST_USES)
    return { problem: 'is an SVG picture that repeats or nests its parts too often' };
  const sized = /\sviewBox\s*=/.test(root) || (/\swidth\s*=/.test(root) && /\sheight\s*=/.test(root));
  return { problem: sized ? null : 'is an SVG picture that does not say how large it is' };
}

/** The number of copies that its `use` elements make, including nested ones; Infinity for a cycle. */
function usesIn(text: string): number {
  /** The parts that each part uses, by id; '' is the whole picture. */
  const uses = new Map<string, string[]>([['', []]]);
  const open: string[] = [];
  for (const [, closes, name, attributes = '', closed] of text.matchAll(TAG)) {
    if (closes) {
      open.pop();
      continue;
    }
    const id = ID.exec(attributes)?.[1] ?? '';
    const part = /^(\w+:)?use$/.test(name!) ? PART.exec(attributes)?.[1] : undefined;
    if (part !== undefined) {
      for (const each of new Set(['', ...open, id])) {
        const parts = uses.get(each);
        if (parts) parts.push(part);
        else uses.set(each, [part]);
      }
    }
    if (!closed) open.push(id);
    if (open.length > DEEPEST || uses.get('')!.length > MOST_USES) return Number.POSITIVE_INFINITY;
  }
  const copies = new Map<string, number>();
  const count = (id: string): number => {
    const known = copies.get(id);
    if (known !== undefined) return known;
    // Placeholder until it is known: meeting it again means a cycle.
    copies.set(id, Number.POSITIVE_INFINITY);
    const sum = (uses.get(id) ?? []).reduce((total, part) => total + 1 + count(part), 0);
    copies.set(id, sum);
    return sum;
  };
  return count('');
}
