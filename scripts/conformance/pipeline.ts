/** A pipeline folder as diffusers writes it, with pictures that it made: ddim-STEPS-SPACING.safetensors. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diffusersSampling, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { applyRow } from '../../src/diffusion/samplers/applyRow.ts';
import { readSafetensors } from '../../src/nn/safetensors.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig, sampleSize } from '../../src/nn/unet/unetConfig.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { TfjsNetwork } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { type RuntimeName, startRuntime } from '../runtimes.ts';
import { type CaseResult, type Checker, failure } from './checker.ts';
import { maxRelativeError, nhwcTensor } from './tensors.ts';

/** Ten passes of a float32 network, each feeding the next. */
const TOLERANCE = 1e-4;

const REFERENCE = /^ddim-(\d+)-(leading|trailing|linspace)\.safetensors$/;

async function check(path: string, runtime: RuntimeName): Promise<CaseResult[]> {
  await startRuntime(runtime);
  const folder = dirname(path);
  const json = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'));
  const unetConfig = parseUNetConfig(await json('unet/config.json'));
  const scheduler = await json('scheduler/scheduler_config.json');
  const graph = buildUNet(unetConfig);
  const weights = await readFile(join(folder, 'unet/diffusion_pytorch_model.safetensors'));
  const params = importWeights(graph, weights);
  const zeros = new Float32Array(graph.paramCount);
  const network = new TfjsNetwork(graph, { step: 0, params, ema: params, adamM: zeros, adamV: zeros });
  const frozen = network.freeze('raw');
  const references = (await readdir(folder)).filter(file => REFERENCE.test(file));
  if (references.length === 0)
    return [failure(`pipeline ${folder}`, 'it holds no ddim-STEPS-SPACING.safetensors')];

  const results: CaseResult[] = [];
  for (const reference of references) {
    const [, steps, spacing] = REFERENCE.exec(reference)!;
    const name = `pipeline ${basename(folder)} ${basename(reference, '.safetensors')}`;
    try {
      const { tensors } = readSafetensors(await readFile(join(folder, reference)));
      const [noise, expected] = ['x_T', 'x_0'].map(
        key => nhwcTensor(tensors.get(key)!).dataSync() as Float32Array,
      );
      const config = parseDiffusersConfig({ ...scheduler, timestep_spacing: spacing });
      const { rows, target, limit } = diffusersSampling('ddim', config, Number(steps));
      const [height, width] = sampleSize(unetConfig);
      const images = noise!.length / (height * width * unetConfig.in_channels);
      let xt = noise!;
      for (const row of rows) {
        const modelOut = await frozen.predict(xt, row.modelTime, null);
        const inputs = {
          xt,
          modelOut,
          target,
          limit: limit(images),
          rederiveEps: false,
          x0History: [],
          z: null,
        };
        xt = applyRow<Float32Array>(row, inputs).xPrev;
      }
      results.push({ name, error: maxRelativeError(xt, expected!), tolerance: TOLERANCE });
    } catch (error) {
      results.push(failure(name, error));
    }
  }
  frozen.dispose();
  network.dispose();
  return results;
}

export const pipeline: Checker = {
  finds: files => files.filter(file => basename(file) === 'model_index.json'),
  check,
};
