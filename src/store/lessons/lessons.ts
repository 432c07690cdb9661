/** The open lesson, and the place in it, which is part of the address: `?lesson=noise.json&step=2`. */

import { DataError } from '../../data/dataError.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { MAX_LESSON_BYTES, readLesson } from '../../lessons/readLesson.ts';
import { stateAt } from '../../lessons/stateAt.ts';
import type { Context } from '../context.ts';
import type { Notices } from '../notices/notices.ts';
import type { Address } from '../settings/address.ts';
import type { LearnActions } from '../settings/learn.ts';
import type { PageStateActions } from './pageState.ts';

const LESSON_KEY = 'lesson';
const STEP_KEY = 'step';

interface Others {
  readonly address: Address;
  readonly notices: Notices;
  readonly learn: LearnActions;
  readonly page: PageStateActions;
  /** Fetches what lies beside the page. */
  readonly fetchLesson: FetchBytes;
  /** The page's own URL. */
  readonly base: string;
}

export function createLessons({ get, patch, whenever }: Context, others: Others) {
  const { address, notices, learn, page, fetchLesson, base } = others;

  const fail = (error: unknown) => {
    if (!(error instanceof DataError)) throw error;
    notices.error(error.message, { advice: error.advice });
  };

  /** Pages change one after the other: a trained run is saved first, while a student may step on. */
  let going: Promise<unknown> = Promise.resolve();
  const show = async (at: number, from: number | null) => {
    const { open, fromAddress } = get().lesson;
    if (!open) return;
    const within = Math.min(open.steps.length - 1, Math.max(0, at));
    patch('lesson', { at: within });
    if (fromAddress) address.setQuery(STEP_KEY, String(within + 1));
    going = going.then(() => {
      const { lesson } = get();
      return lesson.open === open && lesson.at === within && page.putPageIn(stateAt(open, within, from));
    });
    await going;
  };

  const start = (open: Lesson, at: number, fromAddress: boolean) => {
    learn.closeText();
    patch('lesson', { open, at: 0, fromAddress, folded: false, answers: {}, preview: false });
    return show(at, null);
  };

  const forget = () => {
    address.setQuery(LESSON_KEY, null);
    address.setQuery(STEP_KEY, null);
  };

  const actions = {
    /** A file's lesson. A bad one becomes a notice, and leaves the page as it is. */
    async openText(json: string, name: string): Promise<void> {
      try {
        const lesson = readLesson(json, name);
        forget();
        await start(lesson, 0, false);
      } catch (error) {
        fail(error);
      }
    },

    /** @returns whether the files were a lesson's, good or bad. */
    async openFiles(files: readonly File[]): Promise<boolean> {
      const [file] = files;
      if (files.length !== 1 || !file || !/\.json$/i.test(file.name)) return false;
      await actions.openText(await file.slice(0, MAX_LESSON_BYTES + 1).text(), file.name);
      return true;
    },

    /** The lesson at a URL, which must be of the page's own origin. */
    async openLink(link: string, at: number): Promise<void> {
      try {
        const url = new URL(link, base);
        if (url.origin !== new URL(base).origin) {
          throw new DataError(
            `The lesson at ${url.origin} is not opened: the page loads nothing from other sites.`,
            'Save it as a file, and open it with File, Open a file.',
          );
        }
        const bytes = await fetchLesson(url.href, () => {});
        await start(readLesson(new TextDecoder().decode(bytes), link.slice(0, 80)), at, true);
      } catch (error) {
        fail(error);
      }
    },

    goTo: (at: number) => show(at, get().lesson.at),

    /** Puts the page in the step's state once more. */
    again: () => show(get().lesson.at, null),

    answer(choice: number) {
      const { answers, at } = get().lesson;
      patch('lesson', { answers: { ...answers, [at]: choice } });
    },

    preview(open: Lesson, at: number): Promise<void> {
      forget();
      const started = start(open, at, false);
      patch('lesson', { preview: true });
      return started;
    },

    fold: (folded: boolean) => patch('lesson', { folded }),

    close() {
      patch('lesson', { open: null, preview: false });
      forget();
    },
  };

  whenever(
    ({ learn: { chapter } }) => chapter,
    chapter => {
      if (chapter !== null && get().lesson.open) actions.close();
    },
  );
  const params = new URLSearchParams(address.search);
  const link = params.get(LESSON_KEY);
  if (link) void actions.openLink(link, (Number.parseInt(params.get(STEP_KEY) ?? '1', 10) || 1) - 1);
  return actions;
}

export type LessonsActions = ReturnType<typeof createLessons>;
