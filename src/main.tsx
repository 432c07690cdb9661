import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import { drawingsStore } from './store/drawingsStore.ts';
import { startEngine } from './store/engineClient.ts';
import { followDrawings, followLink } from './store/settings.ts';
import { App } from './ui/App.tsx';
import { restoreTheme } from './ui/header/ThemeToggle.tsx';

restoreTheme();
followLink();
followDrawings();
void drawingsStore.getState().load();
startEngine();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
