import { DataError } from '../data/dataError.ts';
import type { Failure } from '../wire/bridge.ts';

/** Errors as the page is told of them. What the browser refuses is of the kind of its name, as 'QuotaExceededError'. */
export const tellFailure = (error: unknown): Failure => ({
  kind: error instanceof DOMException ? error.name : 'other',
  message: error instanceof Error ? error.message : String(error),
  advice: error instanceof DataError ? error.advice : '',
});
