import type { Graph, ValueId } from './graph.ts';

/** The same graph with intermediate values as further outputs, under the given names. */
export const exposing = (graph: Graph, values: Readonly<Record<string, ValueId>>): Graph => ({
  ...graph,
  outputs: { ...graph.outputs, ...values },
});
