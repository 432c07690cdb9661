/** The reference networks in the browser itself, on tfjs's wasm and WebGPU backends (the latter on SwiftShader here). */
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

let server: ViteDevServer;

test.beforeAll(async () => {
  server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  await server.listen();
});
test.afterAll(() => server.close());

for (const [backend, timeoutMinutes] of [
  ['wasm', 1],
  ['webgpu', 8],
] as const) {
  test(`UNet2DModel agrees with PyTorch on ${backend} @${backend}`, async ({ page }) => {
    test.setTimeout(timeoutMinutes * 60_000);
    await page.goto(`${server.resolvedUrls!.local[0]}e2e/parity/index.html`);
    await page.waitForFunction(() => 'checkReference' in window);
    for (const name of ['plain', 'attention', 'classes']) {
      const findings = await page.evaluate(([n, b]) => window.checkReference(n, b), [name, backend] as const);
      expect(findings.length).toBeGreaterThan(100);
      expect(
        findings.filter(({ error, tolerance }) => !(error <= tolerance)),
        name,
      ).toEqual([]);
    }
  });
}
