/** Hands bytes to whoever sits before the page, as a file. */
export function download(content: Blob | Uint8Array<ArrayBuffer> | string, name: string, type = ''): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser begins to read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
