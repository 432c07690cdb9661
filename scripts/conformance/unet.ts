/** unet-NAME.json with its weights, batch and gradients: PyTorch's numbers of a UNet2DModel. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Checker } from './checker.ts';
import { checkOn } from './where.ts';

/** The suffixes of the files beside the JSON, by the names that `checkUNet` uses. */
const COMPANIONS = { weights: '', io: '-io', grads: '-grads' } as const;

/** The four files of the case whose JSON is at `path`. */
export async function readUNetFiles(path: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>([['json', await readFile(path)]]);
  for (const [name, suffix] of Object.entries(COMPANIONS)) {
    files.set(name, await readFile(path.replace(/\.json$/, `${suffix}.safetensors`)));
  }
  return files;
}

export const unet: Checker = {
  finds: files => files.filter(file => /^unet-.*\.json$/.test(basename(file))),
  async check(path, runtime) {
    const findings = await checkOn(runtime, 'unet', await readUNetFiles(path));
    return findings.map(finding => ({ ...finding, name: `${basename(path, '.json')} ${finding.name}` }));
  },
};
