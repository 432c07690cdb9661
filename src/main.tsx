import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import { App } from './page/App.tsx';
import { followTimeline } from './store/denoising.ts';
import { drawingsStore } from './store/drawingsStore.ts';
import { startEngine } from './store/engineClient.ts';
import { takeOverFromRecording } from './store/firstSampling.ts';
import { followForward } from './store/forwardStore.ts';
import { offerToGoOn } from './store/keptRuns.ts';
import { followSampling } from './store/playback.ts';
import { loadRecorded } from './store/recordedProcess.ts';
import { followDrawings, followLink } from './store/settings.ts';
import { followLevels } from './store/timeline.ts';
import { restoreTheme } from './ui/header/ThemeToggle.tsx';

restoreTheme();
followLink();
followDrawings();
followLevels();
followForward();
followTimeline();
followSampling();
void loadRecorded();
takeOverFromRecording();
void drawingsStore.getState().load();
startEngine();
void offerToGoOn();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
