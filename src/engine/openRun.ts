/** From a run's configuration to the things that it trains and samples with. */
import type { RunConfig } from '../config/runConfig.ts';
import type { ImageSet } from '../data/imageSet.ts';
import { makeProcess, type Process } from '../diffusion/process.ts';
import type { Graph } from '../nn/graph.ts';
import { initParams } from '../nn/initParams.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import type { NetworkRuntime, TrainingState } from '../runtime/networkRuntime.ts';
import { TfjsNetwork } from '../runtime/tfjs/tfjsNetwork.ts';
import { networkConfig } from './networkConfig.ts';

export interface Run {
  readonly config: RunConfig;
  readonly images: ImageSet;
  readonly process: Process;
  readonly graph: Graph;
  readonly network: NetworkRuntime;
}

/** @param state the weights to go on with; without it the network starts from the run's seed. */
export function openRun(config: RunConfig, images: ImageSet, state?: TrainingState): Run {
  const { schedule, T, zeroTerminalSnr } = config;
  const process = makeProcess({ schedule, T, zeroTerminalSnr });
  const graph = buildUNet(networkConfig(config));
  const network = new TfjsNetwork(graph, state ?? freshState(graph, config.seed));
  return { config, images, process, graph, network };
}

function freshState(graph: Graph, seed: number): TrainingState {
  const params = initParams(graph, seed);
  const zeros = new Float32Array(graph.paramCount);
  return { step: 0, params, ema: params, adamM: zeros, adamV: zeros };
}
