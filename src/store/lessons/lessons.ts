/** The open lesson or chapter of Learn, and the place in it, which are part of the address: `?learn=forward&step=2`. */

import { DataError } from '../../data/dataError.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import { CHAPTERS } from '../../lessons/chapters.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { MAX_LESSON_BYTES, readLesson } from '../../lessons/readLesson.ts';
import { stateAt } from '../../lessons/stateAt.ts';
import type { Context } from '../context.ts';
import type { Notices } from '../notices/notices.ts';
import type { Address } from '../settings/address.ts';
import { type AppState, NO_LESSON } from '../state.ts';
import type { PageStateActions } from './pageState.ts';

const LESSON_KEY = 'lesson';
const CHAPTER_KEY = 'learn';
const STEP_KEY = 'step';

interface Others {
  readonly address: Address;
  readonly notices: Notices;
  readonly page: PageStateActions;
  /** Fetches what lies beside the page. */
  readonly fetchLesson: FetchBytes;
  /** The page's own URL. */
  readonly base: string;
}

export function createLessons({ get, patch }: Context, others: Others) {
  const { address, notices, page, fetchLesson, base } = others;

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
    if (fromAddress) address.setQuery(STEP_KEY, within > 0 ? String(within + 1) : null);
    going = going.then(() => {
      const { lesson } = get();
      return lesson.open === open && lesson.at === within && page.putPageIn(stateAt(open, within, from));
    });
    await going;
  };

  type From = Partial<Pick<AppState['lesson'], 'chapter' | 'fromAddress' | 'preview'>>;
  const start = (open: Lesson, at: number, from: From) => {
    patch('lesson', { ...NO_LESSON, ...from, open });
    return show(at, null);
  };

  const forget = () => {
    for (const key of [LESSON_KEY, CHAPTER_KEY, STEP_KEY]) address.setQuery(key, null);
  };

  /** Empties the drawer for another lesson. */
  const clear = () => {
    patch('lesson', NO_LESSON);
    forget();
  };

  const load = async (link: string, name: string): Promise<Lesson> => {
    const bytes = await fetchLesson(new URL(link, base).href, () => {});
    return readLesson(new TextDecoder().decode(bytes), name);
  };

  /** A chapter is loaded once; after a failure it is loaded anew. */
  const loaded = new Map<string, Promise<Lesson>>();
  const chapterOf = (id: string): Promise<Lesson> => {
    const begun = loaded.get(id) ?? load(`chapters/${id}.json`, id);
    loaded.set(id, begun);
    begun.catch(() => loaded.delete(id));
    return begun;
  };

  const actions = {
    /** A file's lesson. A bad one becomes a notice, and leaves the page as it is. */
    async openText(json: string, name: string): Promise<void> {
      try {
        const lesson = readLesson(json, name);
        clear();
        await start(lesson, 0, {});
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
        await start(await load(link, link.slice(0, 80)), at, { fromAddress: true });
      } catch (error) {
        fail(error);
      }
    },

    /** A chapter of Learn; the first for an unknown id. If it cannot be loaded, the drawer says why. */
    async openChapter(id: string, at = 0): Promise<void> {
      const chapter = (CHAPTERS.find(row => row.id === id) ?? CHAPTERS[0]!).id;
      clear();
      patch('lesson', { chapter });
      address.setQuery(CHAPTER_KEY, chapter);
      const given = await chapterOf(chapter).catch((error: unknown) => {
        if (error instanceof DataError) return error;
        throw error;
      });
      const { lesson } = get();
      if (lesson.chapter !== chapter || lesson.open) return;
      if (given instanceof DataError) patch('lesson', { problem: given.message });
      else await start(given, at, { chapter, fromAddress: true });
    },

    /** Loads all chapters, so that they open without a connection. */
    async loadChapters(): Promise<void> {
      await Promise.allSettled(CHAPTERS.map(({ id }) => chapterOf(id)));
    },

    goTo: (at: number) => show(at, get().lesson.at),

    /** Puts the page in the step's state once more. */
    again: () => show(get().lesson.at, null),

    answer(choice: number) {
      const { answers, at } = get().lesson;
      patch('lesson', { answers: { ...answers, [at]: choice } });
    },

    preview(open: Lesson, at: number): Promise<void> {
      clear();
      return start(open, at, { preview: true });
    },

    fold: (folded: boolean) => patch('lesson', { folded }),

    close: clear,
  };

  const params = new URLSearchParams(address.search);
  const step = (Number.parseInt(params.get(STEP_KEY) ?? '1', 10) || 1) - 1;
  const link = params.get(LESSON_KEY);
  const chapter = params.get(CHAPTER_KEY);
  if (link) void actions.openLink(link, step);
  else if (chapter) void actions.openChapter(chapter, step);
  return actions;
}

export type LessonsActions = ReturnType<typeof createLessons>;
