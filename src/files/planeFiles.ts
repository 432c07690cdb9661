/** The files of a run on points: weights in PyTorch's layout, and a script of plain PyTorch that draws with them. */
import { parseClasses } from '../config/classSequence.ts';
import type { RunConfig } from '../config/runConfig.ts';
import { makeProcess } from '../diffusion/process.ts';
import { samplerTable } from '../diffusion/samplers/samplerTable.ts';
import { buildNetwork, mlpConfig } from '../engine/run/buildNetwork.ts';
import { exportWeights } from '../nn/weightsFile.ts';
import { SETTINGS } from './names.ts';
import type { PipelineWeights } from './pipeline.ts';
import readme from './planeReadme.md?raw';
import sampleScript from './sample.py?raw';

/** Paths and contents. */
export function planeFiles(
  config: RunConfig,
  { params, ema, step }: PipelineWeights,
): Record<string, string | Uint8Array> {
  const graph = buildNetwork(config);
  const process = makeProcess(config);
  const metadata = { playground: JSON.stringify(config), step: String(step) };
  const steps = Math.min(config.samplingSteps, process.T);
  const run = {
    network: mlpConfig(config),
    target: config.target,
    tellTime: config.tellTime,
    seed: config.seed,
    count: config.sampleCount,
    clipRange: config.clipX0 ? config.clipRange : null,
    addNoise: config.addNoise,
    guidanceScale: config.guidanceScale,
    sampleClasses: parseClasses(config.sampleDigits),
    rows: samplerTable(process, { ...config, steps }),
  };
  return {
    'sample.py': sampleScript,
    'run.json': json(run),
    'weights.safetensors': exportWeights(graph, ema, metadata),
    'raw_weights.safetensors': exportWeights(graph, params, metadata),
    [SETTINGS]: json({ ...config }),
    'README.md': readme,
  };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
