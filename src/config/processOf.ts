/** The forward process that settings describe, kept while the settings that it depends on are the same. */
import { makeProcess, type Process } from '../diffusion/process.ts';
import { SCHEDULES } from '../diffusion/schedules/registry.ts';
import type { RunConfig } from './runConfig.ts';

/** The rules between settings ask for several in turn, at every move of a slider. */
const MOST_KEPT = 8;
const kept = new Map<string, Process>();

export function processOf(config: RunConfig): Process {
  const { schedule, T } = config;
  const key = [schedule, T, ...SCHEDULES[schedule].uses.map(name => config[name])].join(' ');
  const process = kept.get(key) ?? makeProcess(config);
  kept.delete(key);
  kept.set(key, process);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return process;
}
