import { expect, test } from './page.ts';

test('everything that opens keeps to the content security policy', async ({ page }) => {
  await page.goto('./');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await policy.getAttribute('content')).not.toContain('unsafe-inline');

  // Violations are logged as errors on the console, which fails this test.
  for (const trigger of await page.locator('button[aria-haspopup]').all()) {
    await trigger.click();
    await expect(trigger).toHaveAttribute('aria-expanded', 'true');
    for (const details of await page.locator('details > summary').all()) await details.click();
    await page.keyboard.press('Escape');
    await expect(trigger).toHaveAttribute('aria-expanded', 'false');
  }
});

test('header, tag and the file for static hosts say the same policy, and it covers the worker', async ({
  page,
}) => {
  const workerScript = page.waitForResponse(response => /worker-[^/]*[.]js$/.test(response.url()));
  const response = await page.goto('./');
  const header = response!.headers()['content-security-policy']!;
  expect(header).toContain("default-src 'none'");
  expect(header).toContain("worker-src 'self';");
  const tag = page.locator('meta[http-equiv="Content-Security-Policy"]');
  // Browsers heed who may frame a page in a header alone.
  expect(`${await tag.getAttribute('content')}; frame-ancestors 'self'`).toBe(header);
  expect((await workerScript).headers()['content-security-policy']).toBe(header);
  const forHosts = await (await page.request.get('./_headers')).text();
  expect(forHosts).toContain(`\n  Content-Security-Policy: ${header}\n`);
  // The worker itself may not eval either.
  const engine = page.workers().find(worker => worker.url().includes('/worker-'))!;
  const evaluated = await engine.evaluate(
    () =>
      new Promise(resolve => {
        // Deferred: the policy does not apply while a debugger evaluates.
        setTimeout(() => {
          try {
            resolve(String(new Function('return 1')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      }),
  );
  expect(evaluated).toBe('EvalError');
});

test.describe('an injected script', () => {
  test.use({ tolerated: [/Executing inline script violates/] });

  test('is refused', async ({ page }) => {
    await page.goto('./');
    const refusal = page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "broken into"';
      const refused = new Promise(resolve => {
        document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
      });
      document.head.append(script);
      return refused;
    });
    expect(await refusal).toBe('script-src-elem');
    await expect(page).toHaveTitle('Diffusion Playground');
  });
});
