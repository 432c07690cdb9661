/** The betas of a schedule as text: float32, little endian, in base64url. */

const MOST = 4000;
const FORM = /^[A-Za-z0-9_-]*$/;

export function formatBetas(betas: ArrayLike<number>): string {
  const bytes = new Uint8Array(Float32Array.from(betas).buffer);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** [T], where `betasProblem` finds nothing wrong. */
export const parseBetas = (text: string): Float64Array => Float64Array.from(numbersOf(text));

function numbersOf(text: string): Float32Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new Float32Array(Uint8Array.from(binary, letter => letter.charCodeAt(0)).buffer);
}

/** What the text should be, where it is something else; null where it is right. '' stands for no betas. */
export function betasProblem(text: string): string | null {
  if (text === '') return null;
  // Four letters are three bytes; one letter over is none.
  const bytes = Math.floor((text.length * 3) / 4);
  if (!FORM.test(text) || text.length % 4 === 1 || bytes % 4 !== 0) return 'betas of float32 in base64url';
  const betas = numbersOf(text);
  if (betas.length < 2 || betas.length > MOST) return `from 2 to ${MOST} betas`;
  const inside = betas.every((beta, t) => beta > 0 && (beta < 1 || (beta === 1 && t === betas.length - 1)));
  return inside ? null : 'betas between 0 and 1';
}
