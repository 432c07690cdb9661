/**
 * Tries to lose or break a run in every way that is known, and prints the results as a table:
 *
 *   npm run torture -- [PART ...] [--minutes N]
 *
 * Without a part it runs all of `PARTS`. `--minutes` is the length of each soak, 30 by default.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from '../tests/torture/report.ts';
import { dropBombs } from './torture/bombs.ts';
import { servePage } from './torture/harness.ts';
import { killHelpers } from './torture/helpers.ts';
import { openLinks } from './torture/links.ts';
import { DEVICE_LOSS, lose, WORKER_DEATH, WORKER_DEATH_ON_WEBGPU } from './torture/losses.ts';
import { killSaves } from './torture/saves.ts';
import { soakEngine, soakPage } from './torture/soak.ts';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '30' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);

/** Runs tests/torture in its long form. */
function inNode(): Row[] {
  const report = join(mkdtempSync(join(tmpdir(), 'torture-')), 'rows.jsonl');
  const env = { ...process.env, TORTURE: 'long', TORTURE_REPORT: report };
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', 'tests/torture'], { env, stdio: 'inherit' });
  if (status !== 0) throw new Error('A test of tests/torture failed; see above.');
  return readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row);
}

async function onPage(...works: readonly ((url: string) => Promise<Row>)[]): Promise<Row[]> {
  const served = await servePage();
  try {
    const rows: Row[] = [];
    for (const work of works) rows.push(await work(served.url));
    return rows;
  } finally {
    await served.close();
  }
}

const PARTS: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  node: inNode,
  links: () => onPage(openLinks),
  saves: async () => [await killSaves()],
  workers: () =>
    onPage(
      url => lose(url, WORKER_DEATH),
      url => lose(url, WORKER_DEATH_ON_WEBGPU),
    ),
  helpers: async () => [await killHelpers()],
  devices: () => onPage(url => lose(url, DEVICE_LOSS)),
  bombs: () => onPage(dropBombs),
  engine: async () => [await soakEngine(minutes)],
  page: () => onPage(url => soakPage(url, minutes)),
};

const rows: Row[] = [];
let failed = false;
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const run = PARTS[part];
  if (!run) throw new Error(`There is no part '${part}'; choose among ${Object.keys(PARTS).join(', ')}.`);
  try {
    for (const row of await run()) {
      rows.push(row);
      console.error(`${row.test}: ${row.reached}`);
    }
  } catch (error) {
    failed = true;
    rows.push({
      test: part,
      reached: `FAILED: ${error instanceof Error ? error.message : error}`,
      target: '',
    });
  }
}
console.log('| test | reached | target |\n| --- | --- | --- |');
for (const { test, reached, target } of rows) console.log(`| ${test} | ${reached} | ${target} |`);
process.exit(failed ? 1 : 0);
