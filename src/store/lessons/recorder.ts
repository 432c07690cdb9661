/** Makes a lesson in the page: records its states as steps, which the teacher captions, orders and exports. */
import { DataError } from '../../data/dataError.ts';
import { EMPTY_LESSON, LESSON_FORMAT, LESSON_VERSION, type Lesson, type Step } from '../../lessons/lesson.ts';
import { readLesson, writeLesson } from '../../lessons/readLesson.ts';
import { stateAt } from '../../lessons/stateAt.ts';
import type { LessonDraftStorage } from '../../storage/lessonDraft.ts';
import type { Context } from '../context.ts';
import { download } from '../download.ts';
import type { Notices } from '../notices/notices.ts';
import type { LessonsActions } from './lessons.ts';
import type { PageStateActions } from './pageState.ts';

interface Others {
  readonly notices: Notices;
  readonly lessons: LessonsActions;
  readonly page: PageStateActions;
  readonly storage: LessonDraftStorage;
}

export function createRecorder(
  { get, patch, whenever }: Context,
  { notices, lessons, page, storage }: Others,
) {
  const draft = (): Lesson => get().recorder.draft;
  const change = (steps: readonly Step[], at: number) =>
    patch('recorder', {
      draft: { ...draft(), steps: [...steps] },
      at: Math.max(0, Math.min(at, steps.length - 1)),
    });

  const pageState = () => {
    const { state, leftOut } = page.pageNow();
    if (leftOut > 0) {
      notices.info(`The step leaves your ${leftOut} drawings out: they are too much for a lesson.`);
    }
    return state;
  };

  const actions = {
    /** Opens the recorder, with what was begun. */
    open() {
      lessons.close();
      patch('recorder', { open: true });
    },
    close: () => patch('recorder', { open: false }),

    /** The page as it is becomes a step, after the present one. */
    record() {
      const { steps } = draft();
      const at = steps.length === 0 ? 0 : get().recorder.at + 1;
      const step: Step = {
        title: `Step ${steps.length + 1}`,
        text: '',
        try: '',
        page: pageState(),
        buttons: {},
      };
      change(steps.toSpliced(at, 0, step), at);
    },

    /** The page as it is replaces the present step's state. */
    recordAgain: () => actions.edit({ page: pageState() }),

    setTitle: (title: string) => patch('recorder', { draft: { ...draft(), title } }),

    select(at: number): Promise<boolean> {
      patch('recorder', { at });
      return page.putPageIn(at < draft().steps.length ? stateAt(draft(), at, null) : {});
    },

    edit(changes: Partial<Step>) {
      const { at } = get().recorder;
      const { steps } = draft();
      const step = steps[at];
      if (step) change(steps.with(at, { ...step, ...changes }), at);
    },

    /** Moves the present step towards the beginning (-1) or the end (+1). */
    move(by: -1 | 1) {
      const { at } = get().recorder;
      const { steps } = draft();
      const step = steps[at];
      if (!step || at + by < 0 || at + by >= steps.length) return;
      change(steps.toSpliced(at, 1).toSpliced(at + by, 0, step), at + by);
    },

    remove() {
      const { at } = get().recorder;
      const { steps } = draft();
      const step = steps[at];
      if (!step) return;
      change(steps.toSpliced(at, 1), at);
      notices.info(`The step “${step.title}” is deleted.`, {
        action: { label: 'Bring it back', run: () => change(draft().steps.toSpliced(at, 0, step), at) },
      });
    },

    /** As a student sees it. */
    preview: () => lessons.preview(draft(), get().recorder.at),

    /** Downloads the lesson, if it is complete; else a notice says what is missing. */
    save() {
      const json = writeLesson(draft());
      const name = `${
        draft()
          .title.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
          .replaceAll(/^-|-$/g, '') || 'lesson'
      }.json`;
      try {
        readLesson(json, name);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        notices.error(error.message, { advice: 'Complete it, and export it then.' });
        return;
      }
      download(new TextEncoder().encode(json), name, 'application/json');
    },

    /** Goes on with the lesson that is open, instead of what was begun. */
    editOpen() {
      const { open, at } = get().lesson;
      if (!open) return;
      const before = draft();
      patch('recorder', { draft: open, at, open: true });
      lessons.close();
      if (before.steps.length === 0 || before === open) return;
      notices.info(`“${before.title}”, which you were making, is replaced.`, {
        action: { label: 'Bring it back', run: () => patch('recorder', { draft: before, at: 0 }) },
      });
    },

    /** Begins another lesson. */
    startOver() {
      const before = draft();
      patch('recorder', { draft: EMPTY_LESSON, at: 0 });
      if (before.steps.length === 0) return;
      notices.info(`“${before.title}” is put aside.`, {
        action: { label: 'Bring it back', run: () => patch('recorder', { draft: before, at: 0 }) },
      });
    },
  };

  patch('recorder', { draft: keptDraft(storage) ?? EMPTY_LESSON });
  whenever(
    ({ recorder }) => recorder.draft,
    (now, before) => {
      if (before !== undefined) storage.write(now.steps.length === 0 ? null : JSON.stringify(now));
    },
  );
  return actions;
}

/** What was begun may be incomplete, as a lesson never is; only its outline is checked. */
function keptDraft(storage: LessonDraftStorage): Lesson | null {
  try {
    const kept = JSON.parse(storage.read() ?? 'null') as Lesson | null;
    return kept?.format === LESSON_FORMAT && kept.version === LESSON_VERSION && Array.isArray(kept.steps)
      ? kept
      : null;
  } catch {
    return null;
  }
}

export type RecorderActions = ReturnType<typeof createRecorder>;
