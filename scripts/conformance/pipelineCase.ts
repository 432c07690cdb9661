/** Samples with a diffusers pipeline and compares with the pictures that diffusers made. Reads no files. */
import { parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { applyRow } from '../../src/diffusion/samplers/applyRow.ts';
import { readSafetensors } from '../../src/nn/safetensors.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig, sampleSize } from '../../src/nn/unet/unetConfig.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { newState, type Runtime } from '../../src/runtime/networkRuntime.ts';
import { diffusersSampling } from './diffusersSampling.ts';
import { type Files, fileOf, jsonOf } from './page/carriedFiles.ts';
import { maxRelativeError, nhwc } from './tensors.ts';
import type { Finding } from './unetCase.ts';

/** Ten passes of a float32 network, each feeding the next. */
const TOLERANCE = 1e-4;

/** Pictures made by DDIM: ddim-STEPS-SPACING.safetensors, holding `x_T` and `x_0`, and `class_labels` where the network is told some. */
export const REFERENCE = /^ddim-(\d+)-(leading|trailing|linspace)\.safetensors$/;

/** @throws where the pipeline cannot be read, or holds no pictures to compare with. */
export async function checkPipeline(files: Files, runtime: Runtime): Promise<Finding[]> {
  const unetConfig = parseUNetConfig(jsonOf(files, 'unet/config.json'));
  const scheduler = jsonOf(files, 'scheduler/scheduler_config.json') as object;
  const graph = buildUNet(unetConfig);
  const params = importWeights(graph, fileOf(files, 'unet/diffusion_pytorch_model.safetensors'));
  const network = runtime.open(graph, newState(params));
  const frozen = network.freeze('raw');
  const findings: Finding[] = [];
  for (const [name, bytes] of files) {
    const [, steps, spacing] = REFERENCE.exec(name) ?? [];
    if (!steps) continue;
    const { tensors } = readSafetensors(bytes);
    const [noise, expected] = [nhwc(tensors.get('x_T')!), nhwc(tensors.get('x_0')!)];
    const config = parseDiffusersConfig({ ...scheduler, timestep_spacing: spacing });
    const { rows, target, limit } = diffusersSampling('ddim', config, Number(steps));
    const [height, width] = sampleSize(unetConfig);
    const images = noise.length / (height * width * unetConfig.in_channels);
    const labels = tensors.get('class_labels')?.data ?? null;
    if (unetConfig.num_class_embeds !== null && !labels)
      throw new Error(`the network is told a class, and ${name} has no class_labels`);
    let xt = noise;
    for (const row of rows) {
      const modelOut = await frozen.predict(xt, row.modelTime, labels);
      const shared = { target, limit: limit(images), rederiveEps: false, x0History: [], z: null };
      xt = applyRow<Float32Array>(row, { xt, modelOut, ...shared }).xPrev;
    }
    findings.push({ name, error: maxRelativeError(xt, expected), tolerance: TOLERANCE });
  }
  frozen.dispose();
  network.dispose();
  if (findings.length === 0) throw new Error('it holds no ddim-STEPS-SPACING.safetensors to compare with');
  return findings;
}
