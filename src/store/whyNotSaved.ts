import { CallFailed } from '../wire/bridge.ts';

/** Why the browser did not save something, as the end of a sentence. */
export function whyNotSaved(error: unknown): string {
  const name = error instanceof DOMException ? error.name : error instanceof CallFailed ? error.kind : '';
  if (name === 'QuotaExceededError') return 'this browser has no space left.';
  return `this browser refused${name ? ` (${name})` : ''}.`;
}
