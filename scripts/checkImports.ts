/**
 * Checks the import rules of .dependency-cruiser.cjs, and that no code knows the size of one data set. dependency-cruiser
 * exits with 0 even if it could not read a single TypeScript file (unknown compiler, wrong folder), so the modules that it
 * read are compared with those expected.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { isCommand } from './isCommand.ts';
import { knownSizes } from './pictureSizes.ts';

const repository = join(import.meta.dirname, '..');
const TYPESCRIPT = /[.]tsx?$/;

export interface ImportReport {
  /** TypeScript modules of src/ that the tool read. */
  readonly modules: number;
  /** Modules that it should have read: those that git tracks or, without git, those on disk. */
  readonly expected: number;
  readonly imports: number;
  /** One line each: 'rule: from -> to', or a place that knows the size of one data set. */
  readonly violations: readonly string[];
}

/** The report on `root`/src, a source tree laid out like this one. */
export async function checkImports(root: string): Promise<ImportReport> {
  const options = await extractDepcruiseOptions(join(repository, '.dependency-cruiser.cjs'));
  const tsConfig = extractTSConfig(join(repository, 'tsconfig.json'));
  const folders = ['src', 'bench', 'scripts'];
  const { output } = await cruise(folders, { ...options, baseDir: root }, undefined, { tsConfig });
  const { modules, summary } = output as ICruiseResult;
  const files = sourcesOf(root);
  const own = modules.filter(({ source }) => source.startsWith('src/') && TYPESCRIPT.test(source));
  return {
    modules: own.length,
    expected: files.length,
    imports: own.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    violations: [
      ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
      ...knownSizes(root, files),
    ],
  };
}

/** AssemblyScript, which has a compiler of its own. */
const KERNELS = /runtime[\\/]wasm[\\/]kernels[\\/]/;

function sourcesOf(root: string): readonly string[] {
  const tracked = spawnSync('git', ['ls-files', '-z', 'src'], { cwd: root, encoding: 'utf8' });
  const files =
    tracked.status === 0
      ? tracked.stdout.split('\0').filter(path => existsSync(join(root, path)))
      : readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map(path => join('src', path));
  return files.filter(path => TYPESCRIPT.test(path) && !KERNELS.test(path));
}

/** The problems, a line each. */
export function problemsOf({ modules, expected, imports, violations }: ImportReport): readonly string[] {
  return [
    ...violations,
    ...(expected === 0 || modules < expected
      ? [`Only ${modules} of the ${expected} modules of src/ were read: the others went unchecked.`]
      : []),
    // Modules without imports are rare: fewer imports than modules means that imports were not resolved.
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
