/** The files that diffusers (0.29) opens with `from_pretrained`, and a script that samples and resumes training. */
import type { RunConfig } from '../config/runConfig.ts';
import { SAMPLERS } from '../diffusion/samplers/registry.ts';
import { networkConfig } from '../engine/run/networkConfig.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { exportWeights } from '../nn/weightsFile.ts';
import { MODEL_INDEX, SCHEDULER_CONFIG, SETTINGS, UNET_CONFIG, UNET_WEIGHTS } from './names.ts';
import readme from './pipelineReadme.md?raw';
import { plainDiffusers } from './plainDiffusers.ts';
import { schedulerConfig } from './schedulerConfig.ts';
import trainScript from './train.py?raw';

/** The version whose field names and values are used. */
const DIFFUSERS_VERSION = '0.29.2';

export interface PipelineWeights {
  /** Each [parameters]. */
  readonly params: Float32Array;
  readonly ema: Float32Array;
  readonly step: number;
}

/** Paths and contents. The averaged weights are the model; the raw ones are an extra file. */
export function pipelineFiles(
  config: RunConfig,
  { params, ema, step }: PipelineWeights,
): Record<string, string | Uint8Array> {
  const network = networkConfig(config);
  const graph = buildUNet(network);
  const scheduler = schedulerConfig(config);
  const metadata = { playground: JSON.stringify(config), step: String(step) };
  return {
    [MODEL_INDEX]: json({
      _class_name: SAMPLERS[config.sampler].diffusers.pipeline,
      _diffusers_version: DIFFUSERS_VERSION,
      scheduler: ['diffusers', scheduler._class_name],
      unet: ['diffusers', 'UNet2DModel'],
    }),
    [UNET_CONFIG]: json({ _class_name: 'UNet2DModel', _diffusers_version: DIFFUSERS_VERSION, ...network }),
    [UNET_WEIGHTS]: exportWeights(graph, ema, metadata),
    'raw_weights.safetensors': exportWeights(graph, params, metadata),
    [SCHEDULER_CONFIG]: json({ ...scheduler, _diffusers_version: DIFFUSERS_VERSION }),
    [SETTINGS]: json({ ...config }),
    'train.py': trainScript,
    'README.md': readme.replace('{{plain}}', () => plainDiffusers(config)),
  };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
