import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/findBrowser.ts';
import { otherBrowsers } from './scripts/otherBrowsers.ts';

const PORT = Number(process.env.E2E_PORT ?? 41_873);

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');

/** Containers have no user namespaces for the sandbox; the rest keeps the browser from calling home. */
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** WebGPU on the processor, so that the kernels run on machines without a GPU too. */
const webgpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const ON_WEBGPU = /@webgpu/;
const SMOKE = '**/smoke/*.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  // Training takes every core; two pages at once would only time out.
  workers: 1,
  forbidOnly: true,
  // For a busy machine; no test waits for them. A software adapter compiles for minutes.
  timeout: 10 * 60_000,
  expect: { timeout: 120_000 },
  reporter: [['list']],
  use: {
    // Else a button that is missing is waited for until the test's own end.
    actionTimeout: 120_000,
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    // A trace makes every test a third longer; --trace on records one.
    trace: 'off',
    // Of every test they would take a second each.
    screenshot: { mode: 'only-on-failure', fullPage: true },
  },
  projects: [
    {
      name: 'chromium',
      testIgnore: SMOKE,
      grepInvert: ON_WEBGPU,
      use: { launchOptions: { executablePath, args: quiet } },
    },
    {
      name: 'webgpu',
      testIgnore: SMOKE,
      grep: ON_WEBGPU,
      use: { launchOptions: { executablePath, args: [...quiet, ...webgpu] } },
    },
    // Their tests start them themselves.
    ...otherBrowsers().map(browserName => ({ name: browserName, testMatch: SMOKE, use: { browserName } })),
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
