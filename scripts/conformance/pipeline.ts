/** A pipeline folder as diffusers writes it, with pictures that it made. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Checker } from './checker.ts';
import { REFERENCE } from './pipelineCase.ts';
import { checkOn } from './where.ts';

const PARTS = [
  'unet/config.json',
  'unet/diffusion_pytorch_model.safetensors',
  'scheduler/scheduler_config.json',
];

export const pipeline: Checker = {
  finds: files => files.filter(file => basename(file) === 'model_index.json'),
  async check(path, runtime) {
    const folder = dirname(path);
    const names = [...PARTS, ...(await readdir(folder)).filter(file => REFERENCE.test(file))];
    const contents = names.map(async name => [name, await readFile(join(folder, name))] as const);
    const findings = await checkOn(runtime, 'pipeline', new Map(await Promise.all(contents)));
    return findings.map(finding => ({ ...finding, name: `pipeline ${basename(folder)} ${finding.name}` }));
  },
};
