/**
 * Loads a worker's code from its first file, and passes on the messages that came meanwhile. The first file must hold
 * nothing that others import: WebKit runs it a second time for them, and each call would be answered twice.
 */
export function startLater(load: () => Promise<unknown>): void {
  const early: unknown[] = [];
  const keep = ({ data }: MessageEvent) => void early.push(data);
  addEventListener('message', keep);
  load()
    .then(() => {
      removeEventListener('message', keep);
      for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
    })
    // Reaches the page as the worker's error.
    .catch(reportError);
}
