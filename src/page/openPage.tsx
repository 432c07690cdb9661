import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchBelow } from '../data/fetchBytes.ts';
import { browserTables } from '../storage/browserTables.ts';
import { browserCollections } from '../storage/collectionStorage.ts';
import { browserDrawings } from '../storage/drawingsStorage.ts';
import { browserLessonDraft } from '../storage/lessonDraft.ts';
import { RunStorage } from '../storage/runStorage.ts';
import { browserThreads } from '../storage/threadsStorage.ts';
import { createApp } from '../store/app.ts';
import { browserAddress } from '../store/settings/address.ts';
import { AppContext } from '../ui/useApp.ts';
import { App } from './App.tsx';

/** Puts the page together, and shows it. */
export function openPage(spawnEngine: () => Worker): void {
  const app = createApp(
    {
      spawnEngine,
      spawnFiles: () => new Worker(new URL('../files/worker.ts', import.meta.url), { type: 'module' }),
      base: document.baseURI,
      fetchData: fetchBelow(new URL('data/', document.baseURI).href),
      fetchLesson: fetchBelow(document.baseURI),
      fetchPretrained: fetchBelow(new URL('pretrained/', document.baseURI).href),
    },
    {
      runs: new RunStorage(browserTables()),
      drawings: browserDrawings,
      collections: browserCollections,
      threads: browserThreads,
      lessonDraft: browserLessonDraft,
    },
    browserAddress(),
    {
      nextFrame: work => requestAnimationFrame(work),
      mayMove: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
  );
  for (const type of ['pointerdown', 'keydown'] as const) {
    addEventListener(type, app.touched, { capture: true, once: true });
  }
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const) {
    addEventListener(type, app.stirred, { capture: true, passive: true });
  }
  // A browser may discard a hidden page at any time without notice.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') app.runs.saveNow();
  });

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element #root');
  createRoot(root).render(
    <StrictMode>
      <AppContext value={app}>
        <App />
      </AppContext>
    </StrictMode>,
  );
}
