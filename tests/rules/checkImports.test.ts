import { realpathSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImports, type ImportReport, problemsOf } from '../../scripts/checkImports.ts';

const repository = join(import.meta.dirname, '../..');

/** Each row: a rule's name, and a new file whose one import breaks it. */
const PLANTED = [
  ['imports-of-math', 'src/math/planted.ts', "import { loadPart } from '../data/packedPart.ts';"],
  ['imports-of-nn', 'src/nn/planted.ts', "import { SPACING_NAMES } from '../diffusion/names.ts';"],
  ['imports-of-nn', 'src/nn/plantedType.ts', "import type { SpacingName } from '../diffusion/names.ts';"],
  ['imports-of-config', 'src/config/planted.ts', "import { loadPart } from '../data/packedPart.ts';"],
  ['imports-of-wire', 'src/wire/planted.ts', "import { loadPart } from '../data/packedPart.ts';"],
  ['imports-of-store', 'src/store/planted.ts', "import { Panel } from '../ui/plantedPanel.tsx';"],
  ['imports-of-ui', 'src/ui/planted.ts', "import { CHANNEL_CHOICES } from '../nn/names.ts';"],
  ['tfjs-only-in-runtime-and-engine', 'src/store/tfjs.ts', "import * as tf from '@tensorflow/tfjs';"],
  ['react-only-in-ui', 'src/store/react.ts', "import { useState } from 'react';"],
  ['stores-are-vanilla', 'src/store/zustand.ts', "import { create } from 'zustand';"],
  ['types-for-ui', 'src/ui/engine.ts', "import '../engine/planted.ts';"],
  ['types-for-store', 'src/store/engine.ts', "import { Engine } from '../engine/engine.ts';"],
  ['page-without-node', 'src/data/node.ts', "import { readFile } from 'node:fs/promises';"],
  ['page-without-dev-dependencies', 'src/data/tool.ts', "import { PNG } from 'pngjs';"],
  ['page-without-dev-dependencies', 'src/runtime/rival.ts', "import { numpy } from '@jax-js/jax';"],
  ['page-without-tools', 'src/data/bench.ts', "import { median } from '../../bench/statistics.ts';"],
  ['imports-of-bench', 'bench/planted.ts', "import { loadPart } from '../src/data/packedPart.ts';"],
  ['every-room-has-a-row', 'src/utils/planted.ts', "import { SIDE } from '../data/imageSet.ts';"],
  ['no-cycles', 'src/data/cycleA.ts', "import './cycleB.ts';"],
  ['no-unresolvable', 'src/data/nowhere.ts', "import './notThere.ts';"],
  ['no-orphans', 'src/data/orphan.ts', 'export const alone = 1;'],
  ['no-unused-modules', 'src/nn/unused.ts', "import { CHANNEL_CHOICES } from './names.ts';"],
] as const;

const ALLOWED = [
  ['src/engine/planted.ts', "import { SPACING_NAMES } from '../diffusion/names.ts';"],
  ['src/ui/plantedPanel.tsx', "import { useState } from 'react';"],
  ['src/data/cycleB.ts', "import './cycleA.ts';"],
  ['src/store/vanilla.ts', "import { createStore } from 'zustand/vanilla';"],
  ['src/runtime/planted.ts', "import * as tf from '@tensorflow/tfjs';"],
  ['src/store/plantedType.ts', "import type { EngineFunctions } from '../engine/engine.ts';"],
] as const;

let house: string;
let report: ImportReport;

beforeAll(async () => {
  // The tool names files by their real paths, and macOS and Windows have links and short names for their temporary folder.
  house = realpathSync.native(await mkdtemp(join(tmpdir(), 'house-')));
  for (const folder of ['src', 'bench', 'scripts']) {
    await cp(join(repository, folder), join(house, folder), { recursive: true });
  }
  await cp(join(repository, 'package.json'), join(house, 'package.json'));
  await symlink(join(repository, 'node_modules'), join(house, 'node_modules'), 'junction');
  for (const [path, source] of [...PLANTED.map(([, ...file]) => file), ...ALLOWED]) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), source);
  }
  report = await checkImports(house);
});
afterAll(() => rm(house, { recursive: true }));

describe('the import rules', () => {
  it.each(PLANTED)('%s catches %s', (rule, path) => {
    expect(report.violations.some(line => line.startsWith(`${rule}: ${path} ->`))).toBe(true);
  });

  it.each(ALLOWED.filter(([path]) => !path.includes('cycle')))('allow %s', path => {
    // The planted files are unused, which is another rule's matter.
    const others = report.violations.filter(line => !line.startsWith('no-unused-modules'));
    const found = others.filter(line => line.includes(`: ${path} ->`));
    expect(found).toEqual([]);
  });

  it('has read every module, or says how many it missed', () => {
    expect(report.modules).toBe(report.expected);
    expect(problemsOf({ ...report, violations: [] })).toEqual([]);
    const blind = { ...report, violations: [], modules: report.expected - 1 };
    expect(problemsOf(blind)).toEqual([
      `Only ${blind.modules} of the ${report.expected} modules of src/ were read: the others went unchecked.`,
    ]);
    expect(problemsOf({ modules: 0, expected: 0, imports: 0, violations: [] })).toHaveLength(1);
  });
});
