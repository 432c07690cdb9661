/** Downloads bytes as a file. */
export function download(content: Blob | Uint8Array<ArrayBuffer> | string, name: string, type = ''): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Revoked later: the browser starts reading only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
