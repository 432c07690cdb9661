/** The pretrained network, which draws until the run has been trained, whatever its process and target. */
import { parseRunConfig } from '../../config/parseRunConfig.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import {
  loadPretrainedInfo,
  loadPretrainedPart,
  type PretrainedNetwork,
  type PretrainedReport,
} from '../../data/pretrained.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import { makeProcess, type Process } from '../../diffusion/process.ts';
import type { Graph } from '../../nn/graph.ts';
import { importWeights } from '../../nn/weightsFile.ts';
import { type FrozenNetwork, newState, type Runtime, type Weights } from '../../runtime/networkRuntime.ts';
import { atSameSnr } from '../sampling/atSameSnr.ts';
import { freezeOwn, type TrainedNetwork } from '../sampling/toldTime.ts';
import { buildNetwork } from './buildNetwork.ts';
import { classesKnown, labelOfNone } from './networkConfig.ts';

export interface PretrainedFile {
  readonly info: PretrainedNetwork;
  /** The settings of the run that trained it. */
  readonly config: RunConfig;
  readonly process: Process;
  readonly graph: Graph;
  /** [parameters]. */
  readonly params: Float32Array;
}

/** The pretrained network on the device of a run. */
export interface Pretrained extends PretrainedFile {
  /** It answers in terms of its own process, target and classes. */
  freeze(): FrozenNetwork;
}

export const pretrainedReport = ({ steps, evaluationLoss }: PretrainedNetwork): PretrainedReport => ({
  steps,
  evaluationLoss,
});

/** Whether a run of `config` draws pictures like those that a run of `trained` has seen. */
const samePictures = (config: RunConfig, trained: RunConfig): boolean =>
  config.dataset === trained.dataset && config.digits === trained.digits;

/** Loads the files once, at the first request. */
export class PretrainedLoader {
  private loaded: Promise<PretrainedFile> | null = null;

  constructor(private readonly fetchBytes: FetchBytes) {}

  /**
   * The pretrained network for a run with these settings, or null if those are other pictures than it has seen.
   *
   * @throws DataError if it cannot be loaded.
   */
  async forRun(config: RunConfig): Promise<PretrainedFile | null> {
    // Other data need no file to be told apart, which may be missing there.
    if (config.dataset !== 'mnist') return null;
    this.loaded ??= this.load();
    const pretrained = await this.loaded;
    return samePictures(config, pretrained.config) ? pretrained : null;
  }

  private async load(): Promise<PretrainedFile> {
    const info = await loadPretrainedInfo(this.fetchBytes);
    return readPretrained(info, await loadPretrainedPart(info, 'weights', this.fetchBytes));
  }
}

/**
 * @param weights safetensors.
 * @throws if the weights do not fit the network.
 */
export function readPretrained(info: PretrainedNetwork, weights: Uint8Array): PretrainedFile {
  const { config } = parseRunConfig(info.config);
  const graph = buildNetwork(config);
  return { info, config, process: makeProcess(config), graph, params: importWeights(graph, weights) };
}

interface DrawingRun extends TrainedNetwork {
  readonly config: RunConfig;
  readonly process: Process;
  readonly pretrained: Pretrained | null;
}

/** The weights to sample with: the pretrained ones, if there are any, until the run has made a step. */
export function freezeForSampling(run: DrawingRun, weights: Weights): FrozenNetwork {
  const { network, pretrained, process, config } = run;
  if (!pretrained || network.step > 0) return freezeOwn(run, weights);
  const { process: ownProcess, config: own } = pretrained;
  const frozen = pretrained.freeze();
  const told: FrozenNetwork = {
    predict: (xt, modelTime, labels) => frozen.predict(xt, modelTime, toldLabels(own, config, xt, labels)),
    dispose: () => frozen.dispose(),
  };
  return atSameSnr(told, { process: ownProcess, target: own.target }, { process, target: config.target });
}

function toldLabels(
  own: RunConfig,
  config: RunConfig,
  xt: Float32Array,
  labels: Float32Array | null,
): Float32Array | null {
  if (!own.classConditional) return null;
  const count = xt.length / sizeOf(shapeOf(own));
  return Float32Array.from({ length: count }, (_, n) => labelFor(own, config, labels?.[n] ?? null));
}

/** The pretrained network's number for a class of the run; "none" without one. */
export const labelFor = (own: RunConfig, config: RunConfig, label: number | null): number =>
  label === null || label >= classesKnown(config) ? labelOfNone(own) : label;

const opened = new WeakMap<Runtime, FrozenNetwork>();

/** Opened at the first question, and once on each device: compiling it again for every run would take time. */
export function onRuntime(runtime: Runtime, file: PretrainedFile): Pretrained {
  const { graph, params } = file;
  return {
    ...file,
    freeze() {
      const frozen = opened.get(runtime) ?? runtime.open(graph, () => newState(params)).freezeParams(params);
      opened.set(runtime, frozen);
      return { predict: frozen.predict, dispose() {} };
    },
  };
}
