/** The reference networks in the browser itself, on our own kernels for the processor and on tfjs's WebGPU backend (on SwiftShader here). */
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { pack } from '../scripts/conformance/page/carriedFiles.ts';
import type {} from '../scripts/conformance/page/page.ts';
import { readUNetFiles } from '../scripts/conformance/unet.ts';
import { expect, test } from './page.ts';

const golden = join(import.meta.dirname, '../tests/golden');
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
    await page.goto(`${server.resolvedUrls!.local[0]}scripts/conformance/page/index.html`);
    await page.waitForFunction(() => 'checkReference' in window);
    for (const name of ['plain', 'attention', 'classes']) {
      const files = pack(await readUNetFiles(join(golden, `unet-${name}.json`)));
      const findings = await page.evaluate(
        ([carried, where]) => window.checkReference('unet', carried, where),
        [files, backend] as const,
      );
      expect(findings.length).toBeGreaterThan(100);
      expect(
        findings.filter(({ error, tolerance }) => !(error <= tolerance)),
        name,
      ).toEqual([]);
    }
  });
}
