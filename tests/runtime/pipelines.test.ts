/** How shaders are handed to the driver: a browser lets no device go before all that it was given is compiled. */
import { expect, it } from 'vitest';
import type { Dispatch } from '../../src/runtime/webgpu/plan/kernelWriter.ts';
import { Pipelines } from '../../src/runtime/webgpu/plan/pipelines.ts';

const dispatchOf = (code: string) => ({ label: code, code, regions: [] }) as unknown as Dispatch;

/** A driver that compiles in its own time, and says how much it was given at once. Refuses the broken ones. */
class Driver {
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

const AT_ONCE = 4;
const codes = Array.from({ length: 40 }, (_, i) => `shader ${i}`);

it('gives the driver no more than so many at a time, and each once', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver.device, AT_ONCE);
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

it('compiles the rest where some are refused', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver.device, AT_ONCE);
  const many = Array.from({ length: 2 * AT_ONCE }, (_, i) => `broken ${i}`);
  const refused = pipelines.compile(many.map(dispatchOf));
  await expect(refused).rejects.toThrow('refused');
  const compiled = await pipelines.compile(codes.map(dispatchOf));
  expect(compiled.map(({ pipeline }) => pipeline)).toEqual(codes);
});

it('compiles what was asked for last first', async () => {
  const driver = new Driver();
  const pipelines = new Pipelines(driver.device, AT_ONCE);
  const ended: string[] = [];
  await Promise.all([
    pipelines.compile(codes.map(dispatchOf)).then(() => ended.push('better tiles')),
    pipelines.compile(['a sampling'].map(dispatchOf)).then(() => ended.push('a sampling')),
  ]);
  expect(ended).toEqual(['a sampling', 'better tiles']);
});
