import { encodeLink, withDrawings, withoutSettings } from '../config/link.ts';
import type { RunConfig } from '../config/runConfig.ts';

/** The drawings that came with the address, as they stand in it; null where none did, or they have left. */
let guests: string | null = null;

export function keepInAddress(drawings: string | null): void {
  guests = drawings;
}

/** The page's address always holds its settings. */
export function showInAddress(config: RunConfig): void {
  const hash = encodeLink(config);
  const whole = guests !== null && config.dataset === 'drawings' ? withDrawings(hash, guests) : hash;
  history.replaceState(history.state, '', location.pathname + withoutSettings(location.search) + whole);
}
