/** What a notice can offer of itself, beside what its teller brings along. */
interface NoticeActions {
  takeOver(): void;
  goBack(): void;
}

/** Something that the page says above everything else, until it is dismissed or no longer true. */
export interface Notice {
  /** What it is about: of two with the same key only the newer is shown. */
  readonly key: string;
  readonly kind: 'info' | 'error';
  readonly message: string;
  readonly advice?: string;
  /** What can be done about it with one click, which also dismisses the notice. */
  readonly action?: { readonly label: string; readonly run: (actions: NoticeActions) => void };
}
