/** Actions that conditions can offer, which need the whole app. */
interface NoticeActions {
  takeOver(): void;
  goBack(): void;
}

/** A message at the top of the page, until it is dismissed or no longer true. */
export interface Notice {
  /** Of two notices with the same key only the newer is shown. */
  readonly key: string;
  readonly kind: 'info' | 'error';
  readonly message: string;
  readonly advice?: string;
  /** A one-click remedy, which also dismisses the notice. */
  readonly action?: { readonly label: string; readonly run: (actions: NoticeActions) => void };
}
