/** unet-NAME.json with its weights, batch and gradients: PyTorch's numbers of a UNet2DModel. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type RuntimeName, startRuntime } from '../runtimes.ts';
import type { CaseResult, Checker } from './checker.ts';
import { checkUNet } from './unetCase.ts';

async function check(path: string, runtime: RuntimeName): Promise<CaseResult[]> {
  await startRuntime(runtime);
  const name = basename(path, '.json');
  const read = (suffix: string) => readFile(path.replace(/\.json$/, `${suffix}.safetensors`));
  const json = JSON.parse(await readFile(path, 'utf8'));
  const findings = await checkUNet({
    json,
    weights: await read(''),
    io: await read('-io'),
    grads: await read('-grads'),
  });
  return findings.map(finding => ({ ...finding, name: `${name} ${finding.name}` }));
}

export const unet: Checker = {
  finds: files => files.filter(file => /^unet-.*\.json$/.test(basename(file))),
  check,
};
