/**
 * Checks the import rules of .dependency-cruiser.cjs. dependency-cruiser exits with 0 when it could not read a single
 * TypeScript file (a compiler it does not know, a wrong folder), so it has to prove that it saw the house.
 */
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const repository = join(import.meta.dirname, '..');
const FEWEST_MODULES = 20;
const FEWEST_IMPORTS = 40;

export interface ImportReport {
  readonly modules: number;
  readonly imports: number;
  /** One line each: 'rule: from -> to'. */
  readonly violations: readonly string[];
}

/** The report on `root`/src, a house laid out like this one. */
export async function checkImports(root: string): Promise<ImportReport> {
  const options = await extractDepcruiseOptions(join(repository, '.dependency-cruiser.cjs'));
  const tsConfig = extractTSConfig(join(repository, 'tsconfig.json'));
  const { output } = await cruise(['src', 'scripts'], { ...options, baseDir: root }, undefined, { tsConfig });
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter(({ source }) => source.startsWith('src/'));
  return {
    modules: own.length,
    imports: own.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}

export async function main(): Promise<void> {
  const { modules, imports, violations } = await checkImports(repository);
  for (const violation of violations) console.error(violation);
  const blind = modules < FEWEST_MODULES || imports < FEWEST_IMPORTS;
  if (blind) console.error('Too few for this house: the tool did not read it.');
  console.log(`${modules} modules, ${imports} imports, ${violations.length} violations of the import rules`);
  process.exitCode = blind || violations.length > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) await main();
