/**
 * WebGPU in Node: Dawn, from the npm package `webgpu`. On macOS and Windows it uses the system's own adapter. On Linux it
 * uses the software one that comes with Chromium (SwiftShader), unless VK_DRIVER_FILES names another driver.
 */
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { findBrowser } from './findBrowser.ts';

const HOW_TO_GET_ONE: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux:
    'Install Chromium, which brings one ("sudo apt-get install chromium"), or a Vulkan driver of Mesa 25.',
  win32:
    'Update Windows: its software adapter, "Microsoft Basic Render Driver", has been part of it since 10.',
  darwin: 'A Mac with Metal is needed.',
};

/** @throws where the machine has no adapter; the message says how to get one. */
export async function dawnAdapter(): Promise<GPUAdapter> {
  const adapter =
    (await (await dawnGpu()).requestAdapter()) ??
    // Windows offers its software adapter only if it is asked for by name.
    (process.platform === 'win32' ? await (await dawnGpu('adapter=Microsoft')).requestAdapter() : null);
  if (!adapter) throw new Error(`No WebGPU adapter was found. ${HOW_TO_GET_ONE[process.platform] ?? ''}`);
  return adapter;
}

/**
 * What a browser has as `navigator.gpu`; its classes become global, as they are there.
 *
 * @param flags Dawn's own, such as `adapter=NAME`.
 */
export async function dawnGpu(...flags: string[]): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  if (process.platform === 'linux' && !process.env.VK_DRIVER_FILES) chooseSwiftShader();
  const gpu = create(flags);
  // Dawn's devices die with the object that made them.
  keptAlive.push(gpu);
  return gpu;
}

const keptAlive: unknown[] = [];

/** Where Chromium or Chrome keeps the driver's description and its library. */
function chooseSwiftShader(): void {
  const browser = findBrowser();
  const folders = [
    ...(browser ? [dirname(browser)] : []),
    '/usr/lib/chromium',
    '/snap/chromium/current/usr/lib/chromium-browser',
    '/opt/google/chrome',
  ];
  const folder = folders.find(path => existsSync(join(path, 'vk_swiftshader_icd.json')));
  if (!folder) return;
  process.env.VK_DRIVER_FILES = join(folder, 'vk_swiftshader_icd.json');
  loadLibrary(join(folder, 'libvulkan.so.1'));
}

/** glibc's flag to keep a library when its handle is closed, which Node does on finding no module in it. */
const RTLD_NODELETE = 0x1000;

/**
 * Loads a shared library into this process, where Dawn finds it by its name. It is not a Node module, and Node complains
 * only after it has loaded it.
 */
function loadLibrary(path: string): void {
  if (!existsSync(path)) return;
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_LAZY | RTLD_NODELETE);
  } catch {
    // As expected; the library is loaded nevertheless.
  }
}
