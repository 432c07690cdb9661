import { DATA_SETS, isPlane } from '../data/sets/registry.ts';
import { PARAMS } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/** A run's default name. */
export function runName(config: RunConfig): string {
  const { dataset, digits, schedule, channels, pointWidth, pointDepth } = config;
  const ofDigits = digits === PARAMS.digits.default ? 'All digits' : `Digits ${digits}`;
  const data = dataset === 'mnist' ? ofDigits : DATA_SETS[dataset].label;
  return `${data} · ${schedule} · ${isPlane(config) ? `${pointWidth} × ${pointDepth}` : channels}`;
}
