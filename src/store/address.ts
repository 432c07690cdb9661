import { encodeLink } from '../config/link.ts';
import type { RunConfig } from '../config/runConfig.ts';

/** The page's address always holds its settings. */
export function showInAddress(config: RunConfig): void {
  history.replaceState(history.state, '', encodeLink(config) || location.pathname + location.search);
}
