import type { AppState } from '../store/state.ts';
import { leadingButton } from '../store/view/leading.ts';

/** The classes of a button of the pipeline: only one is in the accent colour. */
export const leadingClass =
  (name: ReturnType<typeof leadingButton>) =>
  (state: AppState): string =>
    leadingButton(state) === name ? 'button button-primary' : 'button';
