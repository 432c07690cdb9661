import type { Graph, ValueId } from './graph.ts';

/** The same graph with more of its values as outputs, under the given names: to look at what lies between. */
export const exposing = (graph: Graph, values: Readonly<Record<string, ValueId>>): Graph => ({
  ...graph,
  outputs: { ...graph.outputs, ...values },
});
