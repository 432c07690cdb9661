/** Files that only claim to be pictures, and pictures that would fill the memory if they were decoded. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'fflate';
import type { Row } from '../../tests/torture/report.ts';
import { openBrowser, rendererMb } from './harness.ts';

const COUNT = 75;
const LIMIT_MB = 300;

interface Given {
  readonly name: string;
  readonly buffer: Buffer;
}

function png(width: number, height: number, pixels: Uint8Array): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const bytes = Buffer.alloc(12 + data.length);
    bytes.writeUInt32BE(data.length, 0);
    bytes.write(type, 4, 'latin1');
    bytes.set(data, 8);
    return bytes;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0, 0xff, 0xd9]);
  frame.writeUInt16BE(height, 7);
  frame.writeUInt16BE(width, 9);
  return frame;
}

/** A WebP's VP8X chunk: width - 1 and height - 1 in 24 bits each. */
function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(1000);
  bytes.write('RIFF', 0);
  bytes.write('WEBPVP8X', 8);
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(1000);
  bytes.write('BM', 0);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return bytes;
}

function avif(width: number, height: number): Buffer {
  const box = (type: string, ...content: Buffer[]) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
    head.write(type, 4);
    return Buffer.concat([head, ...content]);
  };
  const size = Buffer.alloc(12);
  size.writeUInt32BE(width, 4);
  size.writeUInt32BE(height, 8);
  const meta = box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size))));
  return Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0')), meta]);
}

/** Each level refers ten times to the one below it. */
function laughs(levels: number): Buffer {
  const groups = Array.from(
    { length: levels },
    (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`,
  );
  return Buffer.from(`<svg viewBox="0 0 9 9"><rect id="a0" width="1" height="1"/>${groups.join('')}</svg>`);
}

function* bombs(): Generator<Given> {
  const zeros = new Uint8Array(2_000_000);
  const kinds: ((i: number) => Omit<Given, 'name'> & { ending: string })[] = [
    i => ({ ending: 'png', buffer: png(16_384, 16_384 + i, zeros) }),
    i => ({ ending: 'png', buffer: png(2 ** 31 - 1, 1 + i, zeros) }),
    i => ({ ending: 'jpg', buffer: jpeg(65_535, 65_535 - i) }),
    () => ({ ending: 'png', buffer: Buffer.alloc(20_000_001, 1) }),
    i => ({ ending: 'png', buffer: Buffer.from(`<html>${'x'.repeat(i)}</html>`) }),
    i => ({ ending: 'jpg', buffer: Buffer.from(`GIF89a${'x'.repeat(i)}`) }),
    i => ({ ending: 'png', buffer: png(28, 28, zeros).subarray(0, 12 + (i % 12)) }),
    () => ({ ending: 'png', buffer: Buffer.alloc(0) }),
    i => ({ ending: 'jpg', buffer: Buffer.alloc(1000 + i, 0xff) }),
    i => ({ ending: 'png', buffer: png(0, i, zeros) }),
    i => ({ ending: 'webp', buffer: webp(16_384 - i, 16_384) }),
    i => ({ ending: 'bmp', buffer: bmp(30_000, 30_000 + i) }),
    i => ({ ending: 'avif', buffer: avif(60_000, 60_000 - i) }),
    i => ({ ending: 'svg', buffer: laughs(6 + (i % 4)) }),
    i => ({ ending: 'svg', buffer: Buffer.from(`<svg viewBox="0 0 9 9"><script>${i}</script></svg>`) }),
  ];
  for (let i = 0; i < COUNT; i++) {
    const { ending, ...rest } = kinds[i % kinds.length]!(i);
    yield { name: `bomb${i}.${ending}`, ...rest };
  }
}

export async function dropBombs(url: string): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      Object.assign(window, { decoded: 0 });
      const decode = window.createImageBitmap;
      Object.assign(window, {
        createImageBitmap: (...given: Parameters<typeof decode>) => {
          (window as unknown as { decoded: number }).decoded += 1;
          return decode(...given);
        },
      });
    });
    await page.goto(`${url}#v=1&dataset=drawings`);
    await page.getByRole('button', { name: /^Draw/ }).click();
    const before = rendererMb();
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, rendererMb());
    }, 5);
    let refused = 0;
    const folder = await mkdtemp(join(tmpdir(), 'bombs-'));
    for (const { name, buffer } of bombs()) {
      // Read from disk, as a user's files are: sent over the test's connection they would count as the page's memory.
      const path = join(folder, name);
      await writeFile(path, buffer);
      await page.getByLabel('Picture files').setInputFiles(path);
      await page
        .getByText(new RegExp(`^${name.replace('.', '[.]')} `))
        .first()
        .waitFor();
      refused += 1;
    }
    clearInterval(watching);
    const decoded = await page.evaluate(() => (window as unknown as { decoded: number }).decoded);
    const pictures = await page.getByRole('button', { name: /^Edit drawing/ }).count();
    if (decoded > 0 || pictures > 0) throw new Error(`${decoded} were decoded, ${pictures} became drawings`);
    return {
      test: 'picture bombs and files that are no pictures',
      reached: `${refused} of ${COUNT} refused before decoding; the page took at most ${Math.round(most - before)} MB more, ${Math.round(most)} MB in all`,
      target: `${COUNT}, peak memory under ${LIMIT_MB} MB`,
    };
  } finally {
    await browser.close();
  }
}
