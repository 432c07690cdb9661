import { PARAMS } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/** A run's default name. */
export function runName({ dataset, digits, schedule, channels }: RunConfig): string {
  const data =
    dataset === 'drawings'
      ? 'My drawings'
      : digits === PARAMS.digits.default
        ? 'All digits'
        : `Digits ${digits}`;
  return `${data} · ${schedule} · ${channels}`;
}
