/** The test function of every browser test: it also fails on console errors, failed requests and requests elsewhere. */
import { test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

interface Options {
  /** Errors that the test provokes on purpose. */
  tolerated: RegExp[];
}

/** Opens the settings of a part that are not always in view. */
export const openMore = (page: Page, part: 'Data' | 'Noise' | 'Denoiser' | 'Generate') =>
  page.getByRole('button', { name: `More settings: ${part}` }).click();

/** Collects errors of the page from now on. */
export function complaintsOf(page: Page, tolerated: readonly RegExp[] = []): readonly string[] {
  const complaints: string[] = [];
  const complain = (complaint: string) => {
    if (!tolerated.some(pattern => pattern.test(complaint))) complaints.push(complaint);
  };
  page.on('console', message => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', error => complain(`uncaught: ${error.stack ?? error.message}`));
  page.on('response', response => {
    if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`);
  });
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url());
    const elsewhere = protocol.startsWith('http') && origin !== new URL(page.url()).origin;
    if (elsewhere && !request.isNavigationRequest()) complain(`another origin: ${request.url()}`);
  });
  return complaints;
}

export const test = base.extend<Options>({
  tolerated: [[], { option: true }],
  page: async ({ page, tolerated }, use) => {
    const complaints = complaintsOf(page, tolerated);
    await use(page);
    base.expect(complaints, 'complaints of the page').toEqual([]);
  },
});
