/** The command's checkers, over the reference data and over a copy with one wrong number in every file. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePythonJson, passed } from '../../scripts/conformance/checker.ts';
import { checkFolder } from '../../scripts/conformance.ts';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors.ts';

const golden = join(import.meta.dirname, '../golden');
const copies: string[] = [];
afterAll(() => Promise.all(copies.map(copy => rm(copy, { recursive: true }))));

async function copyOf(...files: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  copies.push(folder);
  await Promise.all(files.map(file => cp(join(golden, file), join(folder, file), { recursive: true })));
  return folder;
}

const check = (folder: string) => checkFolder(folder, 'tfjs-wasm', () => {});

describe('conformance', () => {
  it('passes every case of the reference data', async () => {
    const results = await check(golden);
    expect(results.filter(result => !passed(result))).toEqual([]);
    const count = (word: string) => results.filter(({ name }) => name.startsWith(word)).length;
    expect(count('schedule ')).toBe(8);
    expect(count('sampler ')).toBe(31);
    expect(count('q-sample ')).toBe(2);
    expect(count('unet-')).toBeGreaterThan(500);
    expect(count('pipeline ')).toBe(1);
  });

  it('fails where one number is wrong', async () => {
    const folder = await copyOf('schedules.json', 'q-sample.json', 'samplers.json');
    for (const file of ['schedules.json', 'q-sample.json', 'samplers.json']) {
      const path = join(folder, file);
      // The last number with many digits, off by a thousandth or so.
      const text = await readFile(path, 'utf8');
      await writeFile(
        path,
        text.replace(/(\d\.\d\d)(\d)(\d{4,}[^.]*?)$/, (_, a, b, c) => `${a}${(Number(b) + 5) % 10}${c}`),
      );
    }
    const failed = (await check(folder)).filter(result => !passed(result));
    expect(new Set(failed.map(({ name }) => name.split(' ')[0]))).toEqual(
      new Set(['schedule', 'q-sample', 'sampler']),
    );
  });

  it('tells a pipeline’s network the class labels that lie beside its pictures', async () => {
    const folder = await copyOf('unet-classes.json');
    const { config } = parsePythonJson(await readFile(join(golden, 'unet-classes.json'), 'utf8')) as {
      config: object;
    };
    const io = readSafetensors(await readFile(join(golden, 'unet-classes-io.safetensors'))).tensors;
    // PyTorch's answer for the third image, at t = 999 and with label 10. One step of DDIM from there leads to x0Hat.
    const third = (name: string) => io.get(name)!.data.slice(-784);
    expect([io.get('t')!.data[2], io.get('class_labels')!.data[2]]).toEqual([999, 10]);
    let alphaBar = 1;
    for (let t = 0; t < 1000; t++) alphaBar *= 1 - (1e-4 + (t / 999) * (0.02 - 1e-4));
    const x0 = third('x').map(
      (x, i) => (x - Math.sqrt(1 - alphaBar) * third('out')[i]!) / Math.sqrt(alphaBar),
    );
    const shape = [1, 1, 28, 28];
    const reference = (label: number | null) =>
      writeSafetensors(
        new Map([
          ['x_T', { shape, data: third('x') }],
          ['x_0', { shape, data: x0 }],
          ...(label === null
            ? []
            : [['class_labels', { shape: [1], data: Float32Array.of(label) }] as const]),
        ]),
      );
    await rm(join(folder, 'unet-classes.json'));
    await mkdir(join(folder, 'unet'));
    await mkdir(join(folder, 'scheduler'));
    await writeFile(join(folder, 'model_index.json'), '{}');
    await writeFile(join(folder, 'unet/config.json'), JSON.stringify({ ...config, sample_size: 28 }));
    await cp(
      join(golden, 'unet-classes.safetensors'),
      join(folder, 'unet/diffusion_pytorch_model.safetensors'),
    );
    await writeFile(join(folder, 'scheduler/scheduler_config.json'), '{"clip_sample": false}');
    const errorWith = async (label: number | null) => {
      await writeFile(join(folder, 'ddim-1-trailing.safetensors'), reference(label));
      return (await check(folder))[0]!;
    };
    expect(passed(await errorWith(10))).toBe(true);
    expect(passed(await errorWith(3))).toBe(false);
    expect((await errorWith(null)).reason).toContain('class_labels');
  });

  it('says what is wrong with a file that it cannot check', async () => {
    const folder = await copyOf('unet-plain.json');
    const [missing] = await check(folder);
    expect(missing!.reason).toContain('unet-plain.safetensors');
    const path = join(folder, 'samplers.json');
    const json = parsePythonJson(await readFile(join(golden, 'samplers.json'), 'utf8')) as {
      cases: { config: object; sampler: string }[];
    };
    json.cases = json.cases.slice(0, 2);
    json.cases[0]!.sampler = 'pndm';
    json.cases[1]!.config = { ...json.cases[1]!.config, prediction_type: 'flow' };
    await writeFile(path, JSON.stringify(json));
    const reasons = (await check(folder)).map(({ reason }) => reason ?? '');
    expect(reasons.some(reason => reason.includes('pndm'))).toBe(true);
    expect(reasons.some(reason => reason.includes('prediction_type'))).toBe(true);
  });
});
