/** Runs the contestants one beside the other: alternating steps, so that whatever else the machine does meets them all. */
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { networkConfig } from '../src/engine/run/networkConfig.ts';
import { gaussians } from '../src/math/random.ts';
import { flopsPerImage } from '../src/nn/cost.ts';
import { initParams } from '../src/nn/initParams.ts';
import { trainingGraph } from '../src/nn/trainingGraph.ts';
import { buildUNet } from '../src/nn/unet/buildUNet.ts';
import { adapterName } from '../src/runtime/findAdapter.ts';
import type { Dispatch } from '../src/runtime/webgpu/plan/kernelWriter.ts';
import {
  CONTESTANT_NAMES,
  type Contestant,
  type ContestantId,
  type Problem,
} from './contestants/contestant.ts';
import { graphOnWasm, graphOnWebgpu, stockTfjsOnWebgpu } from './contestants/onTfjs.ts';
import { type Ours, ours } from './contestants/ours.ts';
import { bestGemm } from './gemm.ts';
import type { GpuMeter } from './gpuMeter.ts';
import type { BenchResult, Timing } from './measurements.ts';
import { median } from './statistics.ts';

export interface BenchOptions {
  /** Of the UNet; all else is as in the page's default. */
  readonly channels: RunConfig['channels'];
  readonly batch: number;
  readonly contestants: readonly ContestantId[];
  /** Folder of tfjs's .wasm files, with its final slash. */
  readonly wasmPath: string;
}

const SEED = 1;
/** At least so many alternating rounds, and more while they take no longer than this together. */
const LEAST_ROUNDS = 3;
const MOST_ROUNDS = 30;
const ROUNDS_MS = 20_000;
const REPEATS = 5;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Entrant {
  readonly id: ContestantId;
  readonly step: () => Promise<number>;
  readonly dispose: () => void;
  readonly timing: Mutable<Timing> & { stepMs: number[] };
}

/** @throws where there is no WebGPU, or this project's runtime does not run; rivals may fail, and are told of. */
export async function runBench(
  options: BenchOptions,
  meter: GpuMeter,
  say: (what: string) => void,
): Promise<BenchResult> {
  const adapter = await newAdapter();
  const problem = problemOf(options);
  const failures: Partial<Record<ContestantId, string>> = {};
  const entrants: Entrant[] = [];
  let project: Ours | null = null;
  const start: Record<ContestantId, Contestant> = {
    ours: async given => {
      project = await ours(await newAdapter(), given);
      return project;
    },
    stockTfjs: stockTfjsOnWebgpu(newAdapter),
    graphTfjs: graphOnWebgpu(newAdapter),
    // Its code is loaded only where it competes.
    jaxJs: async given => (await import('./contestants/jaxJs.ts')).jaxJs(given),
    tfjsWasm: graphOnWasm(options.wasmPath),
  };
  try {
    for (const id of options.contestants) {
      say(`First step: ${CONTESTANT_NAMES[id]}`);
      try {
        entrants.push(await enter(id, start[id], problem, meter, say));
      } catch (error) {
        if (id === 'ours') throw error;
        failures[id] = error instanceof Error ? error.message : String(error);
      }
    }
    await alternate(entrants, meter, say);
    if (!project) throw new Error('This project’s own runtime did not take part');
    say('Matrix products, and where our time goes');
    meter.attribute('ours');
    const own = await inspect(project);
    meter.attribute('gemm');
    const gemm = await bestGemm((project as Ours).gpu);
    return {
      adapter: adapterName(adapter),
      channels: options.channels,
      parameters: problem.network.paramCount,
      batch: options.batch,
      gflopPerStep: (flopsPerImage(trainingGraph(problem.network)) * options.batch) / 1e9,
      timings: Object.fromEntries(entrants.map(({ id, timing }) => [id, timing])),
      failures,
      bestGemm: gemm,
      ...own,
    };
  } finally {
    for (const { dispose } of entrants) dispose();
  }
}

async function newAdapter(): Promise<GPUAdapter> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('This browser finds no WebGPU adapter.');
  return adapter;
}

function problemOf({ channels, batch }: BenchOptions): Problem {
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

/** From nothing to a contestant that has made its first steps. */
async function enter(
  id: ContestantId,
  start: Contestant,
  problem: Problem,
  meter: GpuMeter,
  say: (what: string) => void,
): Promise<Entrant> {
  meter.attribute(id);
  const began = performance.now();
  const { step, settle, dispose } = await start(problem);
  const firstLoss = await step();
  const firstStepMs = performance.now() - began;
  if (settle) {
    say(`Choosing kernels: ${CONTESTANT_NAMES[id]}`);
    await settle();
  }
  // The next step may still compile; what the one after it does, all that follow do.
  await step();
  const before = meter.read(id);
  await step();
  const { dispatches, submits, uploadBytes, allocations, peakBytes } = meter.read(id);
  const perStep =
    peakBytes === 0
      ? null
      : {
          dispatches: dispatches - before.dispatches,
          submits: submits - before.submits,
          uploadBytes: uploadBytes - before.uploadBytes,
          allocations: allocations - before.allocations,
        };
  return { id, step, dispose, timing: { stepMs: [], firstStepMs, firstLoss, perStep, peakBytes } };
}

async function alternate(
  entrants: readonly Entrant[],
  meter: GpuMeter,
  say: (what: string) => void,
): Promise<void> {
  const began = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= LEAST_ROUNDS && performance.now() - began > ROUNDS_MS) return;
    say(`Alternating steps: round ${round + 1}`);
    for (const { id, step, timing } of entrants) {
      meter.attribute(id);
      const stepBegan = performance.now();
      await step();
      timing.stepMs.push(performance.now() - stepBegan);
      timing.peakBytes = meter.read(id).peakBytes;
    }
  }
}

async function inspect({ plan, predict, tiles }: Ours) {
  const training = plan();
  const isConv = ({ label }: Dispatch) => label.startsWith('conv2d');
  const convFlops = training.dispatches.filter(isConv).reduce((sum, { flops }) => sum + flops, 0);
  const convMs = await training.time(isConv);
  const kinds: { label: string; dispatches: number; ms: number }[] = [];
  for (const label of new Set(training.dispatches.map(dispatch => dispatch.label))) {
    const ofKind = (dispatch: Dispatch) => dispatch.label === label;
    kinds.push({
      label,
      dispatches: training.dispatches.filter(ofKind).length,
      ms: await training.time(ofKind),
    });
  }
  await predict();
  return {
    convGflops: convFlops / convMs / 1e6,
    kinds: kinds.sort((a, b) => b.ms - a.ms),
    samplingStepMs: await medianOf(predict),
    tiles: tiles(),
  };
}

async function medianOf(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times);
}
