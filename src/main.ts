/**
 * The page's entry. The engine's worker begins here, before the page's own code is loaded and run: each takes a second on a
 * slow machine, and a browser starts no worker while its page computes.
 */
import './ui/styles/typeface.css';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/forcedColours.css';
import { begunEarly } from './page/begunEarly.ts';
import { endedWhenLeft } from './page/endedWhenLeft.ts';
import { restoreTheme } from './ui/header/theme.ts';

restoreTheme();

const spawnEngine = begunEarly(
  endedWhenLeft(() => new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })),
);

import('./page/openPage.tsx')
  .then(({ openPage }) => openPage(spawnEngine))
  .catch((error: unknown) => {
    const root = document.getElementById('root');
    if (root) root.textContent = 'The page could not be loaded. Check the connection, and reload it.';
    reportError(error);
  });
