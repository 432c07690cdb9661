import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const json = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}
const locked = Object.entries(json('../../package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
const runtime = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);

it('what ships are the reviewed packages and no others', () => {
  // A new package is reviewed (what it does, who makes it) before it is added to the list.
  const reviewed: string[] = json('runtimePackages.json');
  expect([...new Set(runtime.map(([path]) => nameOf(path)))].sort()).toEqual(reviewed);
});

it('every version is pinned exactly', () => {
  const { dependencies, devDependencies } = json('../../package.json');
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version as string),
  );
  expect(loose).toEqual([]);
});

it('every package comes from the registry, with the hash that it must have', () => {
  const odd = locked.filter(
    ([, { resolved, integrity }]) =>
      (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')) ||
      !integrity?.startsWith('sha512-'),
  );
  expect(odd.map(([path]) => path)).toEqual([]);
});

it('no package that ships runs anything when it is installed, but one that only prints', () => {
  // core-js, which tfjs asks for, prints an advertisement.
  const scripts = runtime
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  expect(scripts).toEqual(['core-js']);
});

it('no command runs another one first: npm takes "pretrain" for the hook of "train"', () => {
  const names = Object.keys(json('../../package.json').scripts);
  const hooks = names.filter(name => names.some(other => name === `pre${other}` || name === `post${other}`));
  expect(hooks).toEqual(['pretrain']);
  const settings = readFileSync(join(import.meta.dirname, '../../.npmrc'), 'utf8');
  expect(settings).toMatch(/^ignore-scripts=true$/m);
});
