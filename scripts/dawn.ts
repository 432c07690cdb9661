/**
 * WebGPU in Node: Dawn, from the npm package `webgpu`, on the machine's Vulkan driver, or on the software one that comes
 * with Chromium (SwiftShader).
 */
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { HOW_TO_GET_LAVAPIPE, lavapipe, swiftShaderFolder } from './findVulkan.ts';

/**
 * The driver is that of VK_DRIVER_FILES where it is set. `halfFloats` asks for one with half precision: lavapipe.
 *
 * @throws where there is no driver at all, or none with half precision where that is asked for.
 */
export async function dawnAdapter({ halfFloats = false } = {}): Promise<GPUAdapter> {
  const adapter = await (await dawnGpu({ halfFloats })).requestAdapter();
  if (!adapter) {
    throw new Error('No WebGPU adapter: install a Vulkan driver, or Chromium, which brings a software one.');
  }
  if (halfFloats && !adapter.features.has('shader-f16')) throw new Error(HOW_TO_GET_LAVAPIPE);
  return adapter;
}

/** What a browser has as `navigator.gpu`; its classes become global, as they are there. */
export async function dawnGpu({ halfFloats = false } = {}): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  if (!process.env.VK_DRIVER_FILES) chooseDriver(halfFloats);
  const gpu = create([]);
  // Dawn's devices die with the object that made them.
  keptAlive.push(gpu);
  return gpu;
}

function chooseDriver(halfFloats: boolean): void {
  const mesa = halfFloats ? lavapipe() : null;
  const folder = swiftShaderFolder();
  if (mesa) process.env.VK_DRIVER_FILES = mesa;
  else if (folder) {
    process.env.VK_DRIVER_FILES = join(folder, 'vk_swiftshader_icd.json');
    loadLibrary(join(folder, 'libvulkan.so.1'));
  }
}

/** glibc's flag to keep a library when its handle is closed, which Node does on finding no module in it. */
const RTLD_NODELETE = 0x1000;

const keptAlive: unknown[] = [];

/**
 * Makes a shared library known to this process under its name, which is how Dawn will ask for it. It is no module of
 * Node's, and Node says so once it is loaded.
 */
function loadLibrary(path: string): void {
  if (!existsSync(path)) return;
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_LAZY | RTLD_NODELETE);
  } catch {
    // As expected: it is loaded all the same.
  }
}
