/** What is to be known of an SVG before it is drawn. */

export interface SvgHeader {
  /** Why it is not drawn, to go on after the file's name; null where nothing is against it. */
  readonly problem: string | null;
}

const ROOT = /<svg(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/;
/** Namespaces and comments before the root may be long, but not that long. */
const ROOT_WITHIN = 10_000;

const SCRIPT = /<(?:\w+:)?script|\son\w+\s*=|javascript:/i;
/** A page's own pictures are `data:`, its own parts are `#name`. */
const OUTSIDE =
  /(?:\s(?:xlink:)?href|\ssrc)\s*=\s*["']\s*(?!#|data:|["'\s])|url\(\s*(?:["']|&quot;)?\s*(?!#|data:|["'\s&])|@import|<\?xml-stylesheet|<!ENTITY[^>]*\sSYSTEM/i;

/** Null where the file is no SVG. */
export function readSvgHeader(bytes: Uint8Array): SvgHeader | null {
  const beginning = new TextDecoder().decode(bytes.subarray(0, ROOT_WITHIN)).trimStart();
  const [root] = (beginning.startsWith('<') && ROOT.exec(beginning)) || [];
  if (root === undefined) return null;
  const whole = new TextDecoder().decode(bytes);
  if (SCRIPT.test(whole)) return { problem: 'is an SVG picture with a script in it' };
  if (OUTSIDE.test(whole)) return { problem: 'is an SVG picture that refers to other files or pages' };
  const sized = /\sviewBox\s*=/.test(root) || (/\swidth\s*=/.test(root) && /\sheight\s*=/.test(root));
  return { problem: sized ? null : 'is an SVG picture that does not say how large it is' };
}
