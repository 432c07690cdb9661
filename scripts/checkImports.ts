/**
 * Checks the import rules of .dependency-cruiser.cjs. dependency-cruiser exits with 0 when it could not read a single
 * TypeScript file (a compiler it does not know, a wrong folder), so it has to prove that it saw the whole house.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { isCommand } from './isCommand.ts';

const repository = join(import.meta.dirname, '..');
const TYPESCRIPT = /[.]tsx?$/;

export interface ImportReport {
  /** TypeScript modules of src/ that the tool read. */
  readonly modules: number;
  /** Those that it had to read: what git tracks, or, where there is no git, what is on disk. */
  readonly expected: number;
  readonly imports: number;
  /** One line each: 'rule: from -> to'. */
  readonly violations: readonly string[];
}

/** The report on `root`/src, a house laid out like this one. */
export async function checkImports(root: string): Promise<ImportReport> {
  const options = await extractDepcruiseOptions(join(repository, '.dependency-cruiser.cjs'));
  const tsConfig = extractTSConfig(join(repository, 'tsconfig.json'));
  const folders = ['src', 'bench', 'scripts'];
  const { output } = await cruise(folders, { ...options, baseDir: root }, undefined, { tsConfig });
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter(({ source }) => source.startsWith('src/') && TYPESCRIPT.test(source));
  return {
    modules: own.length,
    expected: sourcesOf(root).length,
    imports: own.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}

/** AssemblyScript looks like TypeScript, and has a compiler of its own. */
const KERNELS = /runtime[\\/]wasm[\\/]kernels[\\/]/;

function sourcesOf(root: string): readonly string[] {
  const tracked = spawnSync('git', ['ls-files', '-z', 'src'], { cwd: root, encoding: 'utf8' });
  const files =
    tracked.status === 0
      ? tracked.stdout.split('\0').filter(path => existsSync(join(root, path)))
      : readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return files.filter(path => TYPESCRIPT.test(path) && !KERNELS.test(path));
}

/** What is wrong, a line each; nothing where all is well. */
export function problemsOf({ modules, expected, imports, violations }: ImportReport): readonly string[] {
  return [
    ...violations,
    ...(expected === 0 || modules < expected
      ? [`Only ${modules} of the ${expected} modules of src/ were read: the others went unchecked.`]
      : []),
    // A module that imports nothing is rare, so that far fewer imports than modules means that they were not seen.
    ...(imports < modules ? [`Only ${imports} imports were found in ${modules} modules.`] : []),
  ];
}

export async function main(): Promise<void> {
  const report = await checkImports(repository);
  const problems = problemsOf(report);
  for (const problem of problems) console.error(problem);
  console.log(
    `${report.modules} modules of src/ read (${report.expected} expected), ${report.imports} imports, ${report.violations.length} violations of the import rules`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (isCommand(import.meta.filename)) await main();
