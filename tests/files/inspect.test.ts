/** What `npm run inspect` prints of files and folders. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
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

it.each(['ddpm', 'ddpm.zip'])('opens %s', name => {
  expect(inspect(join(folder, name))).toMatchObject({
    opens: true,
    network: { channels: '4/8', normGroups: 2 },
    process: { schedule: 'flow' },
    firstWeight: unetWeights(TINY).flat[0],
  });
});

it('says why a file is not opened', () => {
  expect(inspect(join(folder, 'notes.txt'))).toMatchObject({
    opens: false,
    sentence: expect.stringContaining('No run'),
  });
});
