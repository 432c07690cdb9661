/** The pretrained network, which draws until the run has been trained, if it fits the run's settings. */
import { DEFAULT_CONFIG, type RunConfig } from '../../config/runConfig.ts';
import { sameNetwork } from '../../config/sameNetwork.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import {
  loadPretrainedInfo,
  loadPretrainedPart,
  type PretrainedInfo,
  type PretrainedReport,
} from '../../data/pretrained.ts';
import type { Graph } from '../../nn/graph.ts';
import { importWeights } from '../../nn/weightsFile.ts';
import type { FrozenNetwork, Weights } from '../../runtime/networkRuntime.ts';
import { freezeOwn, type TrainedNetwork } from '../sampling/toldTime.ts';

export interface PretrainedFile {
  readonly info: PretrainedInfo;
  /** safetensors. */
  readonly weights: Uint8Array;
}

export interface Pretrained {
  readonly info: PretrainedInfo;
  /** [parameters]. */
  readonly params: Float32Array;
}

export const pretrainedReport = ({ steps, evaluationLoss }: PretrainedInfo): PretrainedReport => ({
  steps,
  evaluationLoss,
});

/** Loads the files once, at the first request. */
export class PretrainedLoader {
  private file: Promise<PretrainedFile> | null = null;

  constructor(private readonly fetchBytes: FetchBytes) {}

  /**
   * The pretrained network for a run with these settings, or null if it does not fit: it was trained with the defaults.
   *
   * @throws DataError if it fits but cannot be loaded.
   */
  async forRun(config: RunConfig): Promise<PretrainedFile | null> {
    if (!sameNetwork(config, DEFAULT_CONFIG)) return null;
    this.file ??= this.load();
    return this.file;
  }

  private async load(): Promise<PretrainedFile> {
    const info = await loadPretrainedInfo(this.fetchBytes);
    const weights = await loadPretrainedPart(info, 'weights', this.fetchBytes);
    return { info, weights };
  }
}

/** @throws if the weights do not fit the network. */
export function openPretrained(graph: Graph, { info, weights }: PretrainedFile): Pretrained {
  return { info, params: importWeights(graph, weights) };
}

/** The weights to sample with: the pretrained ones, if there are any, until the run has made a step. */
export function freezeForSampling(
  run: TrainedNetwork & { readonly pretrained: Pretrained | null },
  weights: Weights,
): FrozenNetwork {
  const { network, pretrained } = run;
  return pretrained && network.step === 0 ? network.freezeParams(pretrained.params) : freezeOwn(run, weights);
}
