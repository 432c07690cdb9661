/** The UNet against PyTorch's forward pass, loss, gradients and Adam steps, on tfjs-wasm. Tolerances: unetCase.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkUNet } from '../../scripts/conformance/unetCase.ts';
import { startWasm } from './wasmBackend.ts';

const golden = join(import.meta.dirname, '../golden');

beforeAll(startWasm);

describe.each(['plain', 'attention', 'classes'])('UNet2DModel %s', name => {
  it('agrees with PyTorch in every number', async () => {
    const read = (suffix: string) => readFileSync(join(golden, `unet-${name}${suffix}.safetensors`));
    const json = JSON.parse(readFileSync(join(golden, `unet-${name}.json`), 'utf8'));
    const findings = await checkUNet({ json, weights: read(''), io: read('-io'), grads: read('-grads') });
    expect(findings.length).toBeGreaterThan(100);
    expect(findings.filter(({ error, tolerance }) => !(error <= tolerance))).toEqual([]);
  });
});

describe('the check itself', () => {
  it('notices one weight that is off by a hundredth', async () => {
    const read = (suffix: string) => readFileSync(join(golden, `unet-plain${suffix}.safetensors`));
    const json = JSON.parse(readFileSync(join(golden, 'unet-plain.json'), 'utf8'));
    const weights = Uint8Array.from(read(''));
    const view = new DataView(weights.buffer);
    const last = weights.length - 4;
    view.setFloat32(last, view.getFloat32(last, true) + 0.01, true);
    const findings = await checkUNet({ json, weights, io: read('-io'), grads: read('-grads') });
    expect(findings.some(({ error, tolerance }) => error > tolerance)).toBe(true);
  });
});
