import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchBelow } from '../../src/data/fetchBytes.ts';

const payload = Buffer.alloc(200_000, 'abc');
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/sub/data/known') response.setHeader('content-length', payload.length);
    if (!request.url?.startsWith('/sub/data/')) response.writeHead(404);
    else response.write(payload);
    response.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sub/data/`;
});
afterAll(() => server.close());

it('fetches below the base and counts the bytes', async () => {
  const fractions: (number | null)[] = [];
  const bytes = await fetchBelow(base)('known', fraction => fractions.push(fraction));
  expect(payload.equals(bytes)).toBe(true);
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBe(1);
});

it('does not make up a fraction where the size is unknown', async () => {
  const fractions = new Set<number | null>();
  await fetchBelow(base)('unknown', fraction => fractions.add(fraction));
  expect([...fractions]).toEqual([null]);
});

it('says what failed', async () => {
  await expect(fetchBelow(base)('../missing', () => {})).rejects.toThrow(/missing answered 404/);
  await expect(fetchBelow('http://127.0.0.1:1/')('file', () => {})).rejects.toThrow(/could not be loaded/);
});
