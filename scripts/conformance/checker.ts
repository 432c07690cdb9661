import type { RuntimeName } from '../runtimes.ts';

/** One compared thing. It passes where `error` is a number no larger than `tolerance`. */
export interface CaseResult {
  readonly name: string;
  readonly error: number;
  readonly tolerance: number;
  /** Why there is no number, where a case could not be computed. */
  readonly reason?: string;
}

export interface Checker {
  /** Those of `files`, paths relative to the folder searched, that this checker can check. */
  finds(files: readonly string[]): string[];
  check(path: string, runtime: RuntimeName): Promise<CaseResult[]>;
}

export const passed = ({ error, tolerance }: CaseResult): boolean => error <= tolerance;

/** A case that could not be computed has failed, and says why. */
export function failure(name: string, error: unknown): CaseResult {
  const reason = error instanceof Error ? error.message : String(error);
  return { name, error: Number.POSITIVE_INFINITY, tolerance: 0, reason };
}

/** Runs one case; what it throws becomes its failure. */
export function attempt(name: string, run: () => CaseResult[]): CaseResult[] {
  try {
    return run();
  } catch (error) {
    return [failure(name, error)];
  }
}

/** JSON as Python writes it, which has Infinity and NaN. */
export function parsePythonJson(text: string): unknown {
  const infinite = text.replace(/(?<=[[:,]\s*)(-?)Infinity(?=\s*[,}\]])/g, '$11e999');
  return JSON.parse(infinite.replace(/(?<=[[:,]\s*)NaN(?=\s*[,}\]])/g, 'null'));
}
