/** A page that checks a reference network on a tfjs backend of the browser, at the test's request. */
import { checkUNet, type Finding } from '../../scripts/conformance/unetCase.ts';
import { startBackend, type TfjsBackend } from '../../src/runtime/tfjs/backend.ts';

declare global {
  interface Window {
    checkReference(name: string, backend: TfjsBackend): Promise<Finding[]>;
  }
}

const golden = '/tests/golden';

async function bytes(file: string): Promise<Uint8Array> {
  const response = await fetch(`${golden}/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

window.checkReference = async (name, backend) => {
  await startBackend(backend, { wasmPath: '/wasm/' });
  const json = await (await fetch(`${golden}/unet-${name}.json`)).json();
  const [weights, io, grads] = await Promise.all(
    ['', '-io', '-grads'].map(suffix => bytes(`unet-${name}${suffix}.safetensors`)),
  );
  return checkUNet({ json, weights: weights!, io: io!, grads: grads! });
};
