/** For example 'about 12 s left', from the start time (performance.now) and the share done. */
export function remaining(since: number, share: number): string {
  if (share <= 0) return 'just begun';
  const seconds = ((performance.now() - since) / 1000) * (1 / share - 1);
  return seconds < 90 ? `about ${Math.ceil(seconds)} s left` : `about ${Math.ceil(seconds / 60)} min left`;
}
