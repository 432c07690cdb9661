/** Opens valid and broken links on the page. */
import fc from 'fast-check';
import { decodeLink } from '../../src/config/link.ts';
import { anyLink } from '../../tests/config/anyLink.ts';
import type { Row } from '../../tests/torture/report.ts';
import { openBrowser, until } from './harness.ts';

const COUNT = 200;

export async function openLinks(url: string): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const broken: string[] = [];
    page.on('pageerror', error => broken.push(error.message));
    page.on('crash', () => broken.push('the page crashed'));
    page.on('request', request => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) broken.push(request.url());
    });
    await page.goto(url);
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
    const links = fc.sample(anyLink, { numRuns: COUNT, seed: 1 });
    let valid = 0;
    for (const { hash, valid: whole } of links) {
      if (whole) valid += 1;
      const taken = await page.evaluate(async text => {
        for (const button of document.querySelectorAll<HTMLElement>('.notice-close')) button.click();
        location.hash = text;
        await new Promise(resolve => setTimeout(resolve, 50));
        const notices = Array.from(document.querySelectorAll('.notice p'), each => each.textContent ?? '');
        return { hash: location.hash, notices };
      }, hash);
      // The page rewrites the address to the settings that it took, which must be a valid link.
      const wrong = decodeLink(taken.hash).problems;
      if (wrong.length > 0) broken.push(`${hash} became ${taken.hash}: ${wrong.join(' ')}`);
      for (const problem of decodeLink(hash).problems) {
        if (!taken.notices.some(notice => notice.startsWith(problem)))
          broken.push(`${hash}: nobody said “${problem}”`);
      }
    }
    await until('the page', () => page.getByRole('button', { name: 'Presets' }).isVisible());
    if (broken.length > 0) throw new Error(broken.slice(0, 5).join('\n'));
    return {
      test: 'changed links, in the browser',
      reached: `${COUNT}, ${valid} of them valid: no crash, every fallback told`,
      target: '200',
    };
  } finally {
    await browser.close();
  }
}
