/**
 * A multilayer perceptron with residual blocks as a graph: the network for points in the plane. Time and class enter as in
 * diffusers' UNet2DModel, by sinusoids and an embedding that are added in every block. docs/perceptron.md has the layout.
 */
import type { Graph, ValueId } from '../graph.ts';
import { GraphBuilder } from '../graphBuilder.ts';
import { linear } from '../unet/layers.ts';
import type { MlpConfig } from './mlpConfig.ts';

/**
 * Inputs: `x` [1, 1, dimensions], `t` [], with classes `classLabels` [] (all batched), and `params` [P].
 * Output: `out` [1, 1, dimensions].
 */
export function buildMlp({ dimensions, width, depth, classes }: MlpConfig): Graph {
  const g = new GraphBuilder();
  const x = g.input('x', [1, 1, dimensions], true);
  const embedding = buildEmbedding(g, width, classes);
  let h = linear(g, 'linear_in', x, width);
  for (let block = 0; block < depth; block++) h = residualBlock(g, `blocks.${block}`, h, embedding);
  return g.finish({ out: linear(g, 'linear_out', g.one('silu', [h], {}), dimensions) });
}

/** Time, and where there are classes the label, to silu(embedding) [width]. */
function buildEmbedding(g: GraphBuilder, width: number, classes: number | null): ValueId {
  const sines = g.one('timeEmbedding', [g.input('t', [], true)], {
    dim: width,
    flipSinToCos: true,
    freqShift: 0,
  });
  const hidden = g.one('silu', [linear(g, 'time_embedding.linear_1', sines, width)], {});
  let embedding = linear(g, 'time_embedding.linear_2', hidden, width);
  if (classes !== null) {
    const table = g.param('class_embedding.weight', [classes, width], 'plain', { kind: 'normal' });
    const label = g.one('embedding', [g.input('classLabels', [], true), table], {});
    embedding = g.one('add', [embedding, label], {});
  }
  return g.one('silu', [embedding], {});
}

/** h + linear_2(silu(linear_1(silu(h)) + time_emb_proj(embedding))). */
function residualBlock(g: GraphBuilder, name: string, h: ValueId, embedding: ValueId): ValueId {
  const width = g.value(h).shape.at(-1)!;
  const time = linear(g, `${name}.time_emb_proj`, embedding, width);
  const first = linear(g, `${name}.linear_1`, g.one('silu', [h], {}), width);
  const inner = g.one('silu', [g.one('addChannels', [first, time], {})], {});
  return g.one('add', [linear(g, `${name}.linear_2`, inner, width), h], {});
}
