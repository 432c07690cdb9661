/**
 * The engine's worker of a page that was left. WebKit keeps such a page for the way back, with its worker and the worker's
 * lock, so that no other tab could save. It ends when the page is put away, and a page that is shown again begins anew: it
 * offers the run as it was last saved.
 */
export function endedWhenLeft<W extends { terminate(): void }>(spawn: () => W): () => W {
  let newest: W | null = null;
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) newest?.terminate();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  return () => {
    newest = spawn();
    return newest;
  };
}
