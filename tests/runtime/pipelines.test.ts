/** How many shaders the driver is given at once: a browser keeps a lost device until all of them are compiled. */
import { expect, it } from 'vitest';
import { ConcurrencyLimit } from '../../src/runtime/webgpu/concurrencyLimit.ts';
import type { Dispatch } from '../../src/runtime/webgpu/plan/kernelWriter.ts';
import { Pipelines } from '../../src/runtime/webgpu/plan/pipelines.ts';

const AT_ONCE = 4;

const dispatchOf = (code: string) => ({ label: code, code, regions: [] }) as unknown as Dispatch;

/** A driver that compiles when told to, records how many shaders it has at once, and refuses broken ones. */
class Driver {
  readonly compiling = new ConcurrencyLimit(AT_ONCE);
  underway = 0;
  most = 0;
  readonly asked: string[] = [];

  readonly device = {
    createShaderModule: ({ code }: { code: string }) => code,
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createComputePipelineAsync: async ({ label }: { label: string }) => {
      this.asked.push(label);
      this.most = Math.max(this.most, ++this.underway);
      await new Promise(resolve => setTimeout(resolve, this.asked.length % 3));
      this.underway -= 1;
      if (label.startsWith('broken')) throw new Error('refused');
      return label;
    },
  } as unknown as GPUDevice;
}

const codes = Array.from({ length: 40 }, (_, i) => `shader ${i}`);

it('gives the driver no more than so many at a time, and each once', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver);
  const told: number[] = [];
  const [compiled] = await Promise.all([
    pipelines.compile(codes.map(dispatchOf), done => told.push(done)),
    pipelines.compile(codes.map(dispatchOf)),
  ]);
  expect(compiled.map(({ pipeline }) => pipeline)).toEqual(codes);
  expect(driver.asked.toSorted()).toEqual(codes.toSorted());
  expect(driver.most).toBe(AT_ONCE);
  expect(told).toEqual(codes.map((_, i) => i + 1));
});

it('counts the shaders of a trial and of the plans together', async () => {
  const driver = new Driver();
  const [plans, trial] = [new Pipelines(driver), new Pipelines(driver)];
  await Promise.all([plans.compile(codes.map(dispatchOf)), trial.compile(codes.map(dispatchOf))]);
  expect(driver.most).toBe(AT_ONCE);
});

it('compiles the rest where some are refused', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver);
  const many = Array.from({ length: 2 * AT_ONCE }, (_, i) => `broken ${i}`);
  const refused = pipelines.compile(many.map(dispatchOf));
  await expect(refused).rejects.toThrow('refused');
  const compiled = await pipelines.compile(codes.map(dispatchOf));
  expect(compiled.map(({ pipeline }) => pipeline)).toEqual(codes);
});

it('compiles what was asked for last first', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver);
  const ended: string[] = [];
  await Promise.all([
    pipelines.compile(codes.map(dispatchOf)).then(() => ended.push('better tiles')),
    pipelines.compile(['a sampling'].map(dispatchOf)).then(() => ended.push('a sampling')),
  ]);
  expect(ended).toEqual(['a sampling', 'better tiles']);
});
