/**
 * At most `most` of the rising `steps`, spread evenly in log(1 + step): learning is fast at first and slow later.
 * Keeps the first and the last, and repeatedly drops the step whose neighbours are closest together.
 */
export function evenInLog(steps: readonly number[], most: number): number[] {
  const kept = [...steps];
  while (kept.length > most) {
    let least = 1;
    const gap = (i: number) => (1 + kept[i + 1]!) / (1 + kept[i - 1]!);
    for (let i = 2; i < kept.length - 1; i++) if (gap(i) < gap(least)) least = i;
    kept.splice(least, 1);
  }
  return kept;
}
