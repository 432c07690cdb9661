/** Asks the browser for a WebGPU adapter, with a timeout: a hung driver never answers. */

import { withinTime } from './withinTime.ts';

export type AdapterFinding =
  | { readonly kind: 'hardware' | 'software'; readonly name: string; readonly adapter: GPUAdapter }
  | { readonly kind: 'none'; readonly reason: string };

const TIMEOUT_MS = 10_000;

export async function findAdapter(gpu: GPU | undefined, timeoutMs = TIMEOUT_MS): Promise<AdapterFinding> {
  if (!gpu) return { kind: 'none', reason: 'this browser has no WebGPU' };
  try {
    const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
    const adapter = await withinTime(asked, timeoutMs);
    if (adapter === 'timeout')
      return { kind: 'none', reason: `WebGPU did not answer in ${timeoutMs / 1000} s` };
    if (!adapter) return { kind: 'none', reason: 'WebGPU found no adapter' };
    return { kind: isSoftware(adapter) ? 'software' : 'hardware', name: adapterName(adapter), adapter };
  } catch (error) {
    return {
      kind: 'none',
      reason: `WebGPU failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Drivers that compute on the processor: Chromium's, Mesa's, Microsoft's. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

/** Whether the adapter computes on the processor. Firefox says only that, and not every browser even that. */
export function isSoftware({ info }: Pick<GPUAdapter, 'info'>): boolean {
  const { architecture, device, description } = info;
  return info.isFallbackAdapter || SOFTWARE.test(`${architecture} ${device} ${description}`);
}

export function adapterName({ info }: Pick<GPUAdapter, 'info'>): string {
  const { description, device, architecture, vendor } = info;
  return description || device || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}
