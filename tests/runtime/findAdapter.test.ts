import { describe, expect, it } from 'vitest';
import { findAdapter } from '../../src/runtime/findAdapter.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';

/** A stand-in for `navigator.gpu` that gives this adapter. */
const gpu = (answer: () => Promise<unknown>) => ({ requestAdapter: answer }) as unknown as GPU;
const adapter = (info: object) => gpu(async () => ({ info }));

describe('findAdapter', () => {
  it('says what is missing where there is no WebGPU', async () => {
    expect(await findAdapter(undefined)).toEqual({ kind: 'none', reason: 'this browser has no WebGPU' });
    expect(await findAdapter(gpu(async () => null))).toEqual({
      kind: 'none',
      reason: 'WebGPU found no adapter',
    });
  });

  it('tells a graphics processor from a software adapter', async () => {
    const found = (info: object) => findAdapter(adapter(info));
    expect(await found({ description: 'Fast 9000', isFallbackAdapter: false })).toMatchObject({
      kind: 'hardware',
      name: 'Fast 9000',
    });
    expect(
      await found({ vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true }),
    ).toMatchObject({ kind: 'software', name: 'google swiftshader' });
    // As Firefox 153 describes SwiftShader.
    const unnamed = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: true };
    expect(await found(unnamed)).toMatchObject({ kind: 'software', name: 'unnamed adapter' });
    // Software drivers that do not call themselves a fallback.
    for (const name of ['llvmpipe (LLVM 19.1)', 'lavapipe', 'Microsoft Basic Render Driver']) {
      const info = { description: name, isFallbackAdapter: false };
      expect(await found(info)).toMatchObject({ kind: 'software' });
      expect(await found({ ...unnamed, device: name, isFallbackAdapter: false })).toMatchObject({
        kind: 'software',
      });
    }
  });

  it('does not wait for a driver that hangs', async () => {
    const finding = await findAdapter(
      gpu(() => new Promise(() => {})),
      20,
    );
    expect(finding).toEqual({ kind: 'none', reason: 'WebGPU did not answer in 0.02 s' });
  });

  it('does not wait for a device that never comes', async () => {
    const hung = { limits: {}, features: new Set(), requestDevice: () => new Promise(() => {}) };
    await expect(GpuDevice.open(hung as unknown as GPUAdapter, 20)).rejects.toThrow('no device in 0.02 s');
  });

  it('survives a driver that throws', async () => {
    const broken = gpu(() => Promise.reject(new Error('driver gone')));
    expect(await findAdapter(broken)).toEqual({ kind: 'none', reason: 'WebGPU failed: driver gone' });
  });
});
