import type { Step } from '../../lessons/lesson.ts';
import type { AppState } from '../state.ts';

/** The step of the open lesson that is shown. */
export const stepInView = ({ lesson }: AppState): Step | null => lesson.open?.steps[lesson.at] ?? null;
