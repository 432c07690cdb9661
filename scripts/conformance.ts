/**
 * Checks this project against reference files made by PyTorch and diffusers:
 *
 *   npm run conformance -- DIR [--runtime wasm|tfjs-wasm|tfjs-cpu|tfjs-webgpu|webgpu]
 *
 * `webgpu` is our own kernels, in Node; `tfjs-webgpu` opens a browser.
 *
 * Prints one line per case with its largest relative error, and finally 'N passed, N failed'. Exits with 1 on any failure.
 */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type CaseResult, failure, passed } from './conformance/checker.ts';
import { CHECKERS } from './conformance/registry.ts';
import { closeBrowser } from './conformance/where.ts';
import { isCommand } from './isCommand.ts';
import { type RuntimeName, runtimeOption } from './runtimes.ts';

const USAGE = 'npm run conformance -- DIR [--runtime wasm|tfjs-wasm|tfjs-cpu|tfjs-webgpu|webgpu]';

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/** Every case of every reference file in `folder` and the folders below it. */
export async function checkFolder(
  folder: string,
  runtime: RuntimeName,
  report: (result: CaseResult) => void,
): Promise<CaseResult[]> {
  const files = await filesBelow(folder);
  const results: CaseResult[] = [];
  try {
    for (const checker of CHECKERS) {
      for (const path of checker.finds(files)) {
        const found = await checker
          .check(path, runtime)
          .catch((error: unknown) => [failure(relative(folder, path), error)]);
        found.forEach(report);
        results.push(...found);
      }
    }
  } finally {
    await closeBrowser();
  }
  return results;
}

function line(result: CaseResult): string {
  const { name, error, tolerance, reason } = result;
  const verdict = passed(result) ? 'pass' : 'FAIL';
  return reason
    ? `${verdict}  ${name}: ${reason}`
    : `${verdict}  ${name}: ${error.toExponential(2)} (at most ${tolerance})`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { runtime: { type: 'string', default: 'wasm' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new Error(`Which folder? ${USAGE}`);
  const report = (result: CaseResult) => console.log(line(result));
  const results = await checkFolder(folder, runtimeOption(values.runtime), report);
  if (results.length === 0) {
    throw new Error(
      `${folder} holds none of samplers.json, schedules.json, q-sample.json, unet-*.json, pipeline/`,
    );
  }
  const failed = results.filter(result => !passed(result)).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

if (isCommand(import.meta.filename)) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
