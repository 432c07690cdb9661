/** The engine's worker begins here. */
import { startLater } from '../wire/startLater.ts';

startLater(() => import('./serveEngine.ts'));
