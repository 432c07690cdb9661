import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const FILE_LIMIT = 300;

it('no file is longer than anyone wants to read', () => {
  const long = ['src', 'bench', 'scripts', 'tests', 'e2e']
    .flatMap(folder =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map(
        path => `${folder}/${path.replaceAll('\\', '/')}`,
      ),
    )
    .filter(path => /\.(tsx?|css|wgsl)$/.test(path))
    .map(path => ({ path, lines: readFileSync(join(repository, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > FILE_LIMIT);
  expect(long).toEqual([]);
});

it('the linter catches every spelling of Math.random', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lint-'));
  const { plugins } = JSON.parse(await readFile(join(repository, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ plugins }));
  await cp(join(repository, 'scripts/noMathRandom.grit'), join(folder, 'scripts/noMathRandom.grit'));
  const planted = ['Math.random()', '[1].map(Math.random)', "Math['random']()"];
  await writeFile(
    join(folder, 'planted.ts'),
    planted.map((code, i) => `export const p${i} = ${code};`).join('\n'),
  );

  // Not node_modules/.bin/biome, which Windows cannot start without a shell.
  const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome');
  const { status, stderr, stdout } = spawnSync(process.execPath, [biome, 'lint'], {
    cwd: folder,
    encoding: 'utf8',
  });
  await rm(folder, { recursive: true });
  expect(status).toBe(1);
  expect((stdout + stderr).match(/Random numbers come from src\/math/g)).toHaveLength(planted.length);
});
