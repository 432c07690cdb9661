/** What `npm run inspect` prints of files and folders. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { inspect } from '../../scripts/inspect.ts';
import { TINY, unetFolder, unetWeights } from './unetOfArguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'inspect-'));
const files = unetFolder(TINY, 'ddpm/unet/');
for (const { path, bytes } of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
writeFileSync(
  join(folder, 'ddpm.zip'),
  zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))),
);
writeFileSync(join(folder, 'notes.txt'), 'nothing');

it.each(['ddpm', 'ddpm.zip'])('opens %s', async name => {
  expect(await inspect(join(folder, name))).toMatchObject({
    opens: true,
    network: { channels: '4/8', normGroups: 2 },
    process: { schedule: 'cosine' },
    firstWeight: unetWeights(TINY).flat[0],
  });
});

it('says why a file is not opened', async () => {
  expect(await inspect(join(folder, 'notes.txt'))).toMatchObject({
    opens: false,
    sentence: expect.stringContaining('There is no run'),
  });
});

/** A grey picture of 56 x 56 with a bar of a quarter of its width. */
function bar(paper: number, ink: number): Buffer {
  const picture = new PNG({ width: 56, height: 56 });
  for (let i = 0; i < 56 * 56; i++) {
    const value = i % 56 >= 21 && i % 56 < 35 ? ink : paper;
    picture.data.set([value, value, value, 255], 4 * i);
  }
  return PNG.sync.write(picture);
}

it.each<[string, number, number]>([
  ['white-on-black.png', 0, 255],
  ['black-on-white.png', 255, 0],
])('says how much of %s is ink', async (name, paper, ink) => {
  writeFileSync(join(folder, name), bar(paper, ink));
  const { ink: share, ...line } = await inspect(join(folder, name));
  expect(line).toMatchObject({ opens: true, shape: [28, 28, 1] });
  expect(share).toBeCloseTo(0.25, 2);
});

it.each<[string, Uint8Array, string]>([
  ['white.png', bar(255, 255), 'is blank'],
  ['cut.png', bar(0, 255).subarray(0, 60), 'damaged'],
  ['text.png', Buffer.from('hello, hello'), 'not a picture'],
])('refuses %s in a sentence', async (name, bytes, what) => {
  writeFileSync(join(folder, name), bytes);
  expect(await inspect(join(folder, name))).toMatchObject({
    opens: false,
    sentence: expect.stringContaining(what),
  });
});
