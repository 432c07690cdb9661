/** Kills the page's process at random moments while it saves. */
import { createServer } from 'vite';
import { uniforms } from '../../src/math/random.ts';
import type { Row } from '../../tests/torture/report.ts';
import { openBrowser } from './harness.ts';

const COUNT = 200;
/** A save takes some 30 to 100 ms. */
const LONGEST_MS = 250;

export async function killSaves(): Promise<Row> {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  await server.listen();
  const browser = await openBrowser();
  const moments = uniforms(1, 'noise', 0, new Float32Array(COUNT));
  try {
    const context = await browser.newContext();
    const url = `${server.resolvedUrls!.local[0]}scripts/torture/page/index.html`;
    let acknowledged = 0;
    let torn = 0;
    let lost = 0;
    let last = 0;
    for (let i = 0; i <= COUNT; i++) {
      const page = await context.newPage();
      await page.exposeFunction('acknowledge', (step: number) => {
        acknowledged = Math.max(acknowledged, step);
      });
      await page.goto(url);
      await page.waitForFunction(() => 'saveForever' in window);
      if (i > 0) {
        const found = await page.evaluate(() => window.readBack());
        if (found.torn || found.damaged.length > 0) torn += 1;
        if (found.step < acknowledged) lost += 1;
        last = found.step;
      }
      if (i === COUNT) break;
      void page.evaluate(() => window.saveForever()).catch(() => {});
      // The first save must be complete once, so that there is something to lose.
      while (acknowledged === 0) await new Promise(resolve => setTimeout(resolve, 5));
      await new Promise(resolve => setTimeout(resolve, moments[i]! * LONGEST_MS));
      const session = await context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      void session.send('Page.crash').catch(() => {});
      await crashed;
      await page.close();
    }
    return {
      test: 'saves killed at random moments',
      reached: `${COUNT} kills in ${last} saves: ${torn} torn, ${lost} acknowledged and lost`,
      target: '200, none torn',
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
