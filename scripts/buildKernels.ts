/**
 * Compiles the processor's kernels (src/runtime/wasm/kernels, AssemblyScript) into public/wasm, once with relaxed SIMD's
 * fused multiply-add and once without. Does nothing if they are up to date.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const sources = join(root, 'src/runtime/wasm/kernels');
const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--disableWarning', '201'];

export const kernelsFolder = join(root, 'public/wasm');

interface Variant {
  readonly file: string;
  readonly features: readonly string[];
}

export const VARIANTS: readonly Variant[] = [
  { file: 'kernels.wasm', features: ['--enable', 'simd'] },
  { file: 'kernels-relaxed.wasm', features: ['--enable', 'simd', '--enable', 'relaxed-simd'] },
];

/** @returns whether anything had to be compiled. */
export async function buildKernels(): Promise<boolean> {
  const stamp = join(kernelsFolder, 'kernels.sha256');
  const wanted = await hashOfSources();
  const whole = VARIANTS.every(({ file }) => existsSync(join(kernelsFolder, file)));
  if (whole && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return false;
  await mkdir(kernelsFolder, { recursive: true });
  await Promise.all(VARIANTS.map(compile));
  await writeFile(stamp, wanted);
  return true;
}

async function compile({ file, features }: Variant): Promise<void> {
  // A rename is atomic: nobody ever sees half a file, even if two commands build at once.
  const unfinished = join(kernelsFolder, `${process.pid}-${file}`);
  const asked = [join(sources, 'index.ts'), '-o', unfinished, ...OPTIONS, ...features];
  await promisify(execFile)(process.execPath, [compiler, ...asked], { cwd: root });
  await rename(unfinished, join(kernelsFolder, file));
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([OPTIONS, VARIANTS]));
  hash.update(await readFile(join(dirname(compiler), '../package.json')));
  for (const file of (await readdir(sources)).filter(name => name.endsWith('.ts')).sort()) {
    hash.update(file).update(await readFile(join(sources, file)));
  }
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  console.log((await buildKernels()) ? 'Kernels compiled into public/wasm' : 'Kernels are ready');
}
