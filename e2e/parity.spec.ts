/** The reference networks in the browser itself: on our own kernels for the processor and for WebGPU, and on tfjs's WebGPU backend. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { pack } from '../scripts/conformance/page/carriedFiles.ts';
import type {} from '../scripts/conformance/page/page.ts';
import { readUNetFiles } from '../scripts/conformance/unet.ts';
import { complaintsOf, expect, test } from './page.ts';

const golden = join(import.meta.dirname, '../tests/golden');

/**
 * A software adapter needs most of the time for compiling, so the networks share one page. Of tfjs's WebGPU backend,
 * with which the page never trains, only the gradients are compared.
 */
const RUNTIMES = [
  { runtime: 'wasm', tag: '@wasm', adam: true },
  { runtime: 'webgpu', tag: '@webgpu', adam: true },
  { runtime: 'tfjs-webgpu', tag: '@webgpu', adam: false },
] as const;

for (const { runtime, tag, adam } of RUNTIMES) {
  test.describe(`UNet2DModel on ${runtime} ${tag}`, () => {
    let server: ViteDevServer;
    let page: Page;
    let complaints: readonly string[];

    test.beforeAll(async ({ browser }) => {
      server = await createServer({ server: { port: 0 }, logLevel: 'error' });
      await server.listen();
      page = await browser.newPage();
      complaints = complaintsOf(page);
      await page.goto(`${server.resolvedUrls!.local[0]}scripts/conformance/page/index.html`);
      await page.waitForFunction(() => 'checkReference' in window);
    });
    test.afterAll(async () => {
      await page.close();
      await server.close();
    });

    for (const name of ['plain', 'attention', 'classes']) {
      test(`agrees with PyTorch: ${name}`, async () => {
        const files = pack(await readUNetFiles(join(golden, `unet-${name}.json`)));
        const findings = await page.evaluate(
          ([carried, where, options]) => window.checkReference('unet', carried, where, options),
          [files, runtime, { adam }] as const,
        );
        expect(findings.length).toBeGreaterThan(100);
        expect(findings.some(finding => finding.name.endsWith('Adam losses'))).toBe(adam);
        expect(findings.filter(({ error, tolerance }) => !(error <= tolerance))).toEqual([]);
        expect(complaints).toEqual([]);
      });
    }
  });
}
