/** A run's network: a UNet for pictures, a perceptron for points in the plane. */
import type { RunConfig } from '../../config/runConfig.ts';
import { isPlane, shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import type { Graph } from '../../nn/graph.ts';
import { buildMlp } from '../../nn/mlp/buildMlp.ts';
import type { MlpConfig } from '../../nn/mlp/mlpConfig.ts';
import { buildUNet } from '../../nn/unet/buildUNet.ts';
import { labelOfNone, networkConfig } from './networkConfig.ts';

export const mlpConfig = (config: RunConfig): MlpConfig => ({
  dimensions: sizeOf(shapeOf(config)),
  width: config.pointWidth,
  depth: config.pointDepth,
  classes: config.classConditional ? labelOfNone(config) + 1 : null,
});

export const buildNetwork = (config: RunConfig): Graph =>
  isPlane(config) ? buildMlp(mlpConfig(config)) : buildUNet(networkConfig(config));
