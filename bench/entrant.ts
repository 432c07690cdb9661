/** One contestant at work, in a worker of its own: what it breaks there is nobody else's. */
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { networkConfig } from '../src/engine/run/networkConfig.ts';
import { gaussians } from '../src/math/random.ts';
import { flopsPerImage } from '../src/nn/cost.ts';
import { initParams } from '../src/nn/initParams.ts';
import { trainingGraph } from '../src/nn/trainingGraph.ts';
import { buildUNet } from '../src/nn/unet/buildUNet.ts';
import { adapterName } from '../src/runtime/findAdapter.ts';
import type { Runtime } from '../src/runtime/networkRuntime.ts';
import type { Contestant, ContestantId, Problem, Running } from './contestants/contestant.ts';
import { onRuntime } from './contestants/onRuntime.ts';
import { graphOnWasm, graphOnWebgpu, stockTfjsOnWebgpu } from './contestants/onTfjs.ts';
import { type Ours, ours } from './contestants/ours.ts';
import { bestGemm } from './gemm.ts';
import type { GpuMeter } from './gpuMeter.ts';
import { type Inspection, inspect } from './inspect.ts';
import type { Timing } from './measurements.ts';

export interface EnterOrder {
  readonly id: ContestantId;
  /** Of the UNet; all else is as in the page's default. */
  readonly channels: RunConfig['channels'];
  readonly batch: number;
  /** Folder of tfjs's .wasm files and our kernels, with its final slash. */
  readonly wasmPath: string;
}

export interface Entered {
  readonly adapter: string;
  readonly parameters: number;
  readonly gflopPerStep: number;
  readonly firstStepMs: number;
  readonly firstLoss: number;
}

interface Stepped {
  readonly ms: number;
  readonly peakBytes: number;
}

/** What a contestant is asked, in this order. */
export interface Entrant {
  /** From nothing to the end of the first step. */
  enter(order: EnterOrder): Promise<Entered>;
  /** Makes it as quick as it gets. */
  settle(_: undefined): Promise<Pick<Timing, 'perStep'>>;
  step(_: undefined): Promise<Stepped>;
  /** Of this project's WebGPU runtime alone. */
  inspect(_: undefined): Promise<Inspection>;
  /** Lets go of what it holds. */
  leave(_: undefined): Promise<void>;
}

const SEED = 1;

/** @param openProcessor our kernels for the processor, as they are started where this runs. */
export function entrant(meter: GpuMeter, openProcessor: (wasmPath: string) => Promise<Runtime>) {
  let name: ContestantId = 'ours';
  let running: Running | null = null;
  let project: Ours | null = null;
  const starts = (wasmPath: string): Record<ContestantId, Contestant> => ({
    ours: async given => {
      project = await ours(await newAdapter(), given);
      return project;
    },
    oursWasm: async given => onRuntime(await openProcessor(wasmPath), given),
    stockTfjs: stockTfjsOnWebgpu(newAdapter),
    graphTfjs: graphOnWebgpu(newAdapter),
    // Its code is loaded only where it competes.
    jaxJs: async given => (await import('./contestants/jaxJs.ts')).jaxJs(given, 'webgpu'),
    tfjsWasm: graphOnWasm(wasmPath),
  });
  return {
    async enter({ id, channels, batch, wasmPath }) {
      name = id;
      meter.attribute(name);
      const adapter = await newAdapter();
      const problem = problemOf(channels, batch);
      const began = performance.now();
      running = await starts(wasmPath)[id](problem);
      const firstLoss = await running.step();
      return {
        adapter: adapterName(adapter),
        parameters: problem.network.paramCount,
        gflopPerStep: (flopsPerImage(trainingGraph(problem.network)) * batch) / 1e9,
        firstStepMs: performance.now() - began,
        firstLoss,
      };
    },
    async settle() {
      if (!running) throw new Error('It has not entered');
      meter.attribute(name);
      await running.settle?.();
      // The next step may still compile; what the one after it does, all that follow do.
      await running.step();
      const before = meter.read(name);
      await running.step();
      const { dispatches, submits, uploadBytes, allocations, peakBytes } = meter.read(name);
      if (peakBytes === 0) return { perStep: null };
      const perStep = {
        dispatches: dispatches - before.dispatches,
        submits: submits - before.submits,
        uploadBytes: uploadBytes - before.uploadBytes,
        allocations: allocations - before.allocations,
      };
      return { perStep };
    },
    async step() {
      if (!running) throw new Error('It has not entered');
      meter.attribute(name);
      const began = performance.now();
      await running.step();
      return { ms: performance.now() - began, peakBytes: meter.read(name).peakBytes };
    },
    async inspect() {
      if (!project) throw new Error('This contestant cannot be looked into');
      meter.attribute(name);
      const own = await inspect(project);
      meter.attribute('gemm');
      return { ...own, bestGemm: await bestGemm(project.gpu) };
    },
    async leave() {
      running?.dispose();
    },
  } satisfies Entrant;
}

async function newAdapter(): Promise<GPUAdapter> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('This browser finds no WebGPU adapter.');
  return adapter;
}

function problemOf(channels: RunConfig['channels'], batch: number): Problem {
  const network = buildUNet(networkConfig({ ...DEFAULT_CONFIG, channels }));
  const images = (index: number) => gaussians(SEED, 'evaluation', index, new Float32Array(batch * 784));
  return {
    network,
    batch,
    params: initParams(network, SEED),
    x: images(0),
    target: images(1),
    t: Float32Array.from({ length: batch }, (_, i) => Math.floor((i * 1000) / batch)),
  };
}
