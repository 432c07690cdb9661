/** Starts WebKitGTK on a display in memory, and asks it by WebKitWebDriver. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, waitFor } from './processes.ts';
import type { Launched, WebDriver } from './webDriver.ts';

const WINDOW = join(import.meta.dirname, 'webkitWindow.py');
const LONGEST_MS = 60_000;

export async function launchWebKit(): Promise<Launched> {
  const home = mkdtempSync(join(tmpdir(), 'smoke-webkit-'));
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '2000x1200x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let display = '';
  xvfb.stdout.on('data', text => (display += text));
  await waitFor(
    () => display.endsWith('\n'),
    () => 'Xvfb does not start.',
  );
  const port = await freePort();
  const child = spawn('WebKitWebDriver', [`--port=${port}`], {
    // With its window in one group of processes, which ends together.
    detached: true,
    // Under LANG=C, navigator.language is "C", which is no language to Intl.
    env: {
      ...process.env,
      DISPLAY: `:${display.trim()}`,
      HOME: home,
      SMOKE_FOLDER: home,
      LANG: 'C',
      LC_ALL: 'C',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
  const ask = askAt(`http://127.0.0.1:${port}`);
  await waitFor(
    () =>
      ask('GET', '/status').then(
        () => true,
        () => false,
      ),
    () => said,
  );
  const browserOptions = { binary: WINDOW, args: [] };
  const { sessionId } = (await ask('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } },
  })) as { readonly sessionId: string };
  return {
    driver: driverOf((method, path, body) => ask(method, `/session/${sessionId}${path}`, body)),
    downloads: home,
    // As in: http://localhost/x.js:1:2: CONSOLE JS ERROR Error: text
    errors: () => said.split('\n').filter(line => /CONSOLE \S+ ERROR/.test(line)),
    async close() {
      process.kill(-child.pid!);
      xvfb.kill();
      await Promise.all([ended(child), ended(xvfb)]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

const askAt =
  (origin: string): Ask =>
  async (method, path, body = {}) => {
    const response = await fetch(origin + path, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const { value } = (await response.json()) as {
      readonly value: { error?: string; message?: string } | null;
    };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };

const driverOf = (ask: Ask): WebDriver => ({
  navigate: params => ask('POST', '/url', params),
  refresh: () => ask('POST', '/refresh'),
  setRect: params => ask('POST', '/window/rect', { x: 0, y: 0, ...params }),
  click: ({ id }) => ask('POST', `/element/${id}/click`),
  type: ({ id, text }) => ask('POST', `/element/${id}/value`, { text, value: [...text] }),
  script: params => ask('POST', '/execute/sync', params),
  act: params => ask('POST', '/actions', params),
  screenshot: () => ask('GET', '/screenshot') as Promise<string>,
});

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
