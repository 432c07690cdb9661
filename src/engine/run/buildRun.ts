/** Builds a run from its configuration: data, process, graph and network. */
import type { RunConfig } from '../../config/runConfig.ts';
import { DataError } from '../../data/dataError.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import { makeProcess, type Process } from '../../diffusion/process.ts';
import type { Graph } from '../../nn/graph.ts';
import { initParams, zeroLastConvolutions } from '../../nn/initParams.ts';
import {
  type NetworkRuntime,
  newState,
  type Runtime,
  type TrainingState,
} from '../../runtime/networkRuntime.ts';
import { buildNetwork } from './buildNetwork.ts';
import { sizeProblem } from './networkSize.ts';
import { onRuntime, type Pretrained, type PretrainedFile } from './pretrained.ts';

export interface BuiltRun {
  readonly config: RunConfig;
  readonly images: ImageSet;
  readonly process: Process;
  readonly graph: Graph;
  readonly network: NetworkRuntime;
  /** Draws until `network` has been trained; null if it knows other pictures. */
  readonly pretrained: Pretrained | null;
}

/**
 * @param state the training state to resume; without it the network starts from the run's seed.
 * @param file a pretrained network that knows the run's pictures.
 * @throws DataError where the network is larger than any that is opened.
 */
export function buildRun(
  runtime: Runtime,
  config: RunConfig,
  images: ImageSet,
  state?: TrainingState,
  file: PretrainedFile | null = null,
): BuiltRun {
  const process = makeProcess(config);
  const graph = buildNetwork(config);
  const tooLarge = sizeProblem(graph.paramCount);
  if (tooLarge) throw new DataError(`${tooLarge}.`, 'Choose fewer channels or layers.');
  const network = runtime.open(graph, state ?? (() => freshState(graph, config)));
  const pretrained = file && onRuntime(runtime, file);
  return { config, images, process, graph, network, pretrained };
}

function freshState(graph: Graph, { seed, zeroLast }: RunConfig): TrainingState {
  const params = initParams(graph, seed);
  if (zeroLast) zeroLastConvolutions(graph, params);
  return newState(params);
}
