/** The lesson that a teacher is making, as JSON, so that closing the page loses nothing. */
const KEY = 'lesson';

export interface LessonDraftStorage {
  read(): string | null;
  write(json: string | null): void;
}

export const browserLessonDraft: LessonDraftStorage = {
  read() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  write(json) {
    try {
      if (json === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, json);
    } catch {
      // Without storage the lesson lasts as long as the page; exporting it keeps it.
    }
  },
};
