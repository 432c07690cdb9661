import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { adamStepScales, emaDecayAt } from '../../src/nn/adamSchedule.ts';
import { flopsPerImage } from '../../src/nn/cost.ts';
import { fromTorch, torchShape, toTorch } from '../../src/nn/paramLayout.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';

const small = networkConfig({
  ...DEFAULT_CONFIG,
  channels: '16/32/32',
});

describe('buildUNet', () => {
  it('has as many parameters as the reference run’s network', () => {
    expect(buildUNet(small).paramCount).toBe(263_025);
  });

  it('counts the floating-point operations of a convolution as written', () => {
    const network = buildUNet(small);
    const convs = network.nodes.filter(node => node.kind === 'conv2d');
    const byHand = convs.reduce((sum, node) => {
      const [height, width, out] = network.values[node.outputs[0]!]!.shape as [number, number, number];
      const [k, , fanIn] = network.values[node.inputs[1]!]!.shape as [number, number, number, number];
      return sum + 2 * height * width * out * k * k * fanIn;
    }, 0);
    const all = flopsPerImage(network);
    expect(all).toBeGreaterThan(byHand);
    expect(all).toBeLessThan(1.1 * byHand);
  });

  it('says which field of a config it cannot build', () => {
    expect(() => parseUNetConfig({ ...small, time_embedding_type: 'fourier' })).toThrow(
      'time_embedding_type',
    );
    expect(() => parseUNetConfig({ ...small, down_block_types: ['SkipDownBlock2D'] })).toThrow(
      'down_block_types',
    );
    expect(() => parseUNetConfig({ ...small, up_block_types: ['UpBlock2D'] })).toThrow('one entry');
    expect(() => buildUNet(parseUNetConfig({ ...small, norm_num_groups: 5 }))).toThrow('groups');
  });
});

describe('layouts', () => {
  it('turn a convolution and a linear layer into PyTorch’s order and back', () => {
    const conv = {
      name: 'c',
      shape: [1, 2, 3, 2],
      offset: 0,
      size: 12,
      layout: 'conv',
      init: { kind: 'normal' },
    } as const;
    const ours = Float32Array.from({ length: 12 }, (_, i) => i);
    expect(torchShape(conv)).toEqual([2, 3, 1, 2]);
    // ours[0, w, i, o] = 6 w + 2 i + o stands at torch[o, i, 0, w] = 6 o + 2 i + w.
    expect([...toTorch(conv, ours)]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
    expect(fromTorch(conv, toTorch(conv, ours))).toEqual(ours);
    const linear = { ...conv, shape: [2, 3], size: 6, layout: 'linear' } as const;
    expect([...toTorch(linear, ours.subarray(0, 6))]).toEqual([0, 3, 1, 4, 2, 5]);
  });
});

describe('step schedules', () => {
  it('correct Adam’s bias as the paper does', () => {
    expect(adamStepScales(1, 0.001).stepSize).toBeCloseTo(0.01, 12);
    expect(adamStepScales(1, 0.001).vScale).toBeCloseTo(1 / Math.sqrt(0.001), 9);
    expect(adamStepScales(1e6, 0.001)).toEqual({ stepSize: 0.001, vScale: 1 });
  });

  it('let the running average warm up', () => {
    expect(emaDecayAt(1, 0.995)).toBeCloseTo(2 / 11, 12);
    expect(emaDecayAt(10_000, 0.995)).toBe(0.995);
    expect(emaDecayAt(1, 0.9999, false)).toBe(0.9999);
  });
});
