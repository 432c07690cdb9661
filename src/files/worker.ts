/** The worker for files begins here. */
import { startLater } from '../wire/startLater.ts';

startLater(() => import('./serveFiles.ts'));
