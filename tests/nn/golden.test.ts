/** The UNet against PyTorch's forward pass, loss, gradients and Adam steps, on tfjs-wasm and on our own kernels. Tolerances: unetCase.ts. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readUNetFiles } from '../../scripts/conformance/unet.ts';
import { checkUNet } from '../../scripts/conformance/unetCase.ts';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import type { WasmRuntime } from '../../src/runtime/wasm/wasmRuntime.ts';
import { startWasm } from './wasmBackend.ts';

const read = (name: string) => readUNetFiles(join(import.meta.dirname, `../golden/unet-${name}.json`));

let own: WasmRuntime;
beforeAll(async () => {
  await startWasm();
  own = await startWasmRuntime();
});

describe.each(['plain', 'attention', 'classes'])('UNet2DModel %s', name => {
  it.each(['tfjs', 'our kernels'])('agrees with PyTorch in every number on %s', async runtime => {
    const findings = await checkUNet(await read(name), runtime === 'tfjs' ? tfjsRuntime : own);
    expect(findings.length).toBeGreaterThan(100);
    expect(findings.filter(({ error, tolerance }) => !(error <= tolerance))).toEqual([]);
  });
});

describe('the check itself', () => {
  it('notices one weight that is off by a hundredth', async () => {
    const files = await read('plain');
    const weights = Uint8Array.from(files.get('weights')!);
    const view = new DataView(weights.buffer);
    const last = weights.length - 4;
    view.setFloat32(last, view.getFloat32(last, true) + 0.01, true);
    const findings = await checkUNet(files.set('weights', weights), tfjsRuntime);
    expect(findings.some(({ error, tolerance }) => error > tolerance)).toBe(true);
  });
});
