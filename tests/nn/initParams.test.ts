import { expect, it } from 'vitest';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { gaussians } from '../../src/math/random.ts';
import { initParams, zeroLastConvolutions } from '../../src/nn/initParams.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';

it('a network whose last convolutions start at zero answers zero, and only they are zero', async () => {
  const graph = buildUNet(networkConfig({ ...DEFAULT_CONFIG, channels: '8/16/16' }));
  const before = initParams(graph, 1);
  const params = before.slice();
  zeroLastConvolutions(graph, params);
  const changed = graph.params.filter(({ offset, size }) =>
    params.subarray(offset, offset + size).some((value, i) => value !== before[offset + i]),
  );
  const blocks = graph.params.filter(({ name }) => name.endsWith('conv1.weight')).length;
  // Weights and biases of each residual block's second convolution and of the network's last.
  expect(changed).toHaveLength(2 * (blocks + 1));
  const x = gaussians(1, 'noise', 0, new Float32Array(784));
  const { out } = await (await startWasmRuntime()).evaluate(graph, 1, { params, x, t: Float32Array.of(500) });
  expect(out!.every(value => value === 0)).toBe(true);
});
