/** The outline of a UNet: nothing of the graph is lost or counted twice, and the blocks are diffusers' own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { gaussians } from '../../src/math/random.ts';
import { flopsPerImage } from '../../src/nn/cost.ts';
import { exposing } from '../../src/nn/exposing.ts';
import { elements, type GraphNode } from '../../src/nn/graph.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { outline } from '../../src/nn/unet/outline.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { startWasm } from './wasmBackend.ts';

const golden = (name: string) => {
  const path = join(import.meta.dirname, `../golden/unet-${name}.json`);
  return buildUNet(parseUNetConfig(JSON.parse(readFileSync(path, 'utf8')).config));
};
const own = (attention: 'none' | 'deepest') =>
  buildUNet(
    networkConfig({
      ...DEFAULT_CONFIG,
      channels: '16/32/32',
      attention,
      classConditional: true,
    }),
  );

describe.each([
  ['plain', golden('plain')],
  ['attention', golden('attention')],
  ['classes', golden('classes')],
  ['the playground’s own', own('none')],
  ['the playground’s own, attending', own('deepest')],
])('the outline of %s', (_, graph) => {
  const blocks = outline(graph);

  it('holds every operation and every parameter once', () => {
    const held = blocks.flatMap(({ nodes }) => nodes);
    const computed = graph.nodes.filter(({ kind }) => kind !== 'input');
    expect(new Set(held).size).toBe(held.length);
    expect(new Set(held)).toEqual(new Set(computed));
    const sum = (of: (block: (typeof blocks)[number]) => number) =>
      blocks.reduce((n, block) => n + of(block), 0);
    expect(sum(({ parameters }) => parameters)).toBe(graph.paramCount);
    expect(sum(({ flops }) => flops)).toBe(flopsPerImage(graph));
  });

  it('has its parameters’ own sizes', () => {
    for (const { name, parameters } of blocks.filter(({ stage }) => stage !== 'embedding')) {
      const within = graph.params.filter(param => param.name.startsWith(`${name}.`));
      expect(parameters).toBe(within.reduce((sum, { shape }) => sum + elements(shape), 0));
    }
  });

  it('joins every skip where the channels say so: the last to leave is the first to come back', () => {
    const down = blocks
      .filter(({ stage }) => stage === 'in' || stage === 'down')
      .filter(({ name }) => {
        // diffusers keeps the output of an attention, not its input.
        const attends = blocks.some(other => other.name === name.replace('resnets', 'attentions'));
        return !name.includes('resnets') || !attends;
      });
    const joins = blocks.flatMap(({ skipFrom }) => (skipFrom ? [skipFrom] : []));
    expect(joins).toEqual(down.map(({ name }) => name).reverse());
    for (const block of blocks.filter(({ skipFrom }) => skipFrom)) {
      const concat = block.nodes.find((node): node is GraphNode<'concat'> => node.kind === 'concat')!;
      const from = blocks.find(({ name }) => name === block.skipFrom)!;
      expect(graph.values[concat.inputs[1]!]!.shape).toEqual(from.shape);
    }
  });

  it('hands on from block to block: the last one gives the network’s answer', () => {
    expect(blocks.at(-1)!.name).toBe('conv_out');
    expect(blocks.at(-1)!.output).toBe(graph.outputs.out);
    expect(blocks.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1])).toEqual(
      expect.arrayContaining(['embedding', 'in', 'down', 'middle', 'up', 'out']),
    );
  });
});

describe('exposing', () => {
  beforeAll(startWasm);

  it('gives what lies between, and the same answer as before', async () => {
    const graph = own('none');
    const blocks = outline(graph);
    const exposed = exposing(graph, Object.fromEntries(blocks.map(({ name, output }) => [name, output])));
    const feeds = {
      x: gaussians(1, 'evaluation', 0, new Float32Array(784)),
      t: Float32Array.of(300),
      classLabels: Float32Array.of(4),
      params: initParams(graph, 1),
    };
    const spent = new Map<GraphNode, number>();
    const plain = await tfjsRuntime.evaluate(graph, 1, feeds);
    const all = await tfjsRuntime.evaluate(exposed, 1, feeds, (node, ms) => spent.set(node, ms));
    expect(all.out).toEqual(plain.out);
    expect(all.conv_out).toEqual(plain.out);
    for (const { name, shape } of blocks) expect(all[name]).toHaveLength(elements(shape));
    // conv_in by hand, at one pixel inside: a sum over nine pixels.
    const { x, params } = feeds;
    const offset = (name: string) => graph.params.find(param => param.name === name)!.offset;
    let sum = params[offset('conv_in.bias') + 5]!;
    for (let dy = 0; dy < 3; dy++) {
      for (let dx = 0; dx < 3; dx++) {
        sum += x[(9 + dy) * 28 + 11 + dx]! * params[offset('conv_in.weight') + (dy * 3 + dx) * 16 + 5]!;
      }
    }
    expect(all.conv_in![(10 * 28 + 12) * 16 + 5]!).toBeCloseTo(sum, 5);
    // Every operation was timed.
    expect(spent.size).toBe(graph.nodes.filter(({ kind }) => kind !== 'input').length);
  });
});
