import { PARAMS } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/** What a run is called until somebody gives it a name. */
export function runName({ dataset, digits, schedule, channels }: RunConfig): string {
  const data =
    dataset === 'drawings'
      ? 'My drawings'
      : digits === PARAMS.digits.default
        ? 'All digits'
        : `Digits ${digits}`;
  return `${data} · ${schedule} · ${channels}`;
}
