import type { Lesson, PageState } from './lesson.ts';

/**
 * The state that a step puts the page in. A step that names no settings leaves those as they are, with what a student
 * changed, when one comes from the step before; from anywhere else it means those that are in force there.
 *
 * @param from index of the step that one comes from; null at the opening.
 */
export function stateAt({ steps }: Lesson, at: number, from: number | null): PageState {
  const { page } = steps[at]!;
  if (page.settings !== undefined || from === at - 1) return page;
  const settings = steps.slice(0, at).findLast(step => step.page.settings !== undefined)?.page.settings;
  return settings === undefined ? page : { settings, ...page };
}
