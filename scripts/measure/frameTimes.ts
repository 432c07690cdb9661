/** Times between the frames of a page, and its timeline dragged to and fro meanwhile. */
import type { Page } from '@playwright/test';

export interface FrameTimes {
  readonly frames: number;
  /** In milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

/** As text, since the compiler of this file would add calls to a function that do not exist in the page. */
const frameTimesFor = (ms: number): string => `new Promise(resolve => {
  const times = [];
  const start = performance.now();
  let last = start;
  requestAnimationFrame(function tick(now) {
    times.push(now - last);
    last = now;
    if (now - start < ${ms}) requestAnimationFrame(tick);
    else resolve(times.slice(1));
  });
})`;

/** Measures the time of every frame for `ms` milliseconds, while `meanwhile` is done. */
export async function frameTimes(
  page: Page,
  ms: number,
  meanwhile: () => Promise<void> = async () => {},
): Promise<FrameTimes> {
  const measured = page.evaluate<number[]>(frameTimesFor(ms));
  await meanwhile();
  const times = (await measured).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
  return { frames: times.length, median: at(0.5), p95: at(0.95), slowest: at(1) };
}

/** Drags the timeline to and fro, one move every 8 ms, and measures the time of every frame. */
export async function drag(page: Page, ms: number): Promise<FrameTimes> {
  const line = await page.locator('.timeline-line').boundingBox();
  if (!line) throw new Error('The page shows no timeline.');
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + line.width / 2, y);
  await page.mouse.down();
  const times = await frameTimes(page, ms, async () => {
    const start = performance.now();
    while (performance.now() - start < ms) {
      const share = 0.5 + 0.45 * Math.sin((performance.now() - start) / 400);
      await page.mouse.move(line.x + share * line.width, y);
      await new Promise(resolve => setTimeout(resolve, 8));
    }
  });
  await page.mouse.up();
  return times;
}

export function printTimes(situation: string, { frames, median, p95, slowest }: FrameTimes): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${situation.padEnd(36)} frames ${frames}  median ${ms(median)}  p95 ${ms(p95)}  slowest ${ms(slowest)}`,
  );
}
