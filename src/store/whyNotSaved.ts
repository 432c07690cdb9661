import { CallFailed } from '../wire/bridge.ts';

/** Why the browser did not save something, as the end of a sentence. */
export function whyNotSaved(error: unknown): string {
  const name = nameOf(error);
  if (name === 'QuotaExceededError') return 'this browser has no space left.';
  return `this browser refused${name ? ` (${name})` : ''}.`;
}

/** A worker that saves tells the browser's name for it as the failure's kind; any other failure has none. */
function nameOf(error: unknown): string {
  if (error instanceof DOMException) return error.name;
  return error instanceof CallFailed && error.kind !== 'other' ? error.kind : '';
}
