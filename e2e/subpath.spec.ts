import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test } from './page.ts';

const dist = join(import.meta.dirname, '../dist');
const PREFIX = '/some/sub/path/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

let server: Server;
const missing: string[] = [];

/** A plain static host: serves files below a folder, with no headers but their type. */
test.beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) || 'index.html' : '..';
    const path = join(dist, inside);
    const isFile =
      path.startsWith(dist) &&
      (await stat(path).then(
        found => found.isFile(),
        () => false,
      ));
    if (!isFile) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => server.close());

test('the built folder works below any path of a plain static host', async ({ page }) => {
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}${PREFIX}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('img', { name: /^MNIST digits/ })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(missing).toEqual([]);
});
