/** The test function of the smoke tests: a tab of another browser than Chromium. Fails on errors that the page reports. */
import { writeFile } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { launchFirefox } from './firefox.ts';
import { Tab } from './tab.ts';
import type { Launched } from './webDriver.ts';
import { launchWebKit } from './webkit.ts';

export { expect } from '@playwright/test';

interface Fixtures {
  readonly tab: Tab;
}

interface WorkerFixtures {
  readonly launched: Launched;
}

/** Reported by WebKit only, and harmless: a directive that it does not know yet; sizes that are told in the next frame. */
const HARMLESS = /manifest-src|ResizeObserver loop completed with undelivered notifications/;

export const test = base.extend<Fixtures, WorkerFixtures>({
  launched: [
    async ({ browserName }, use) => {
      const launched = await (browserName === 'firefox' ? launchFirefox() : launchWebKit());
      await launched.driver.setRect({ width: 1440, height: 1000 });
      await use(launched);
      await launched.close();
    },
    { scope: 'worker' },
  ],
  tab: async ({ launched, baseURL }, use, info) => {
    const before = launched.errors().length;
    await use(new Tab(launched.driver, baseURL!));
    // What the test ends with, for a person to look at.
    const screen = await launched.driver.screenshot();
    await writeFile(info.outputPath('screen.png'), screen, 'base64');
    const errors = launched.errors().slice(before);
    base.expect(errors.filter(error => !HARMLESS.test(error))).toEqual([]);
  },
});
