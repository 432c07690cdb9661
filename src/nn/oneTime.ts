/** A network asked about one noise level for a whole batch: what depends on the level alone is computed once. */
import type { Graph, ValueId } from './graph.ts';

/**
 * The same graph with an input `t` that is one number, not one an image, and so everything computed of it and of weights
 * alone. Its values are the same to the bit. Null where such a value meets an image's other than by `addChannels`, as with a
 * class's embedding.
 */
export function atOneTime(network: Graph): Graph | null {
  const { t } = network.inputs;
  if (t === undefined) return null;
  const shared = new Set<ValueId>([t]);
  const ofImages = (id: ValueId) => network.values[id]!.batched && !shared.has(id);
  for (const { kind, inputs, outputs } of network.nodes) {
    if (!inputs.some(id => shared.has(id))) continue;
    if (!inputs.some(ofImages)) for (const id of outputs) shared.add(id);
    else if (kind !== 'addChannels' || shared.has(inputs[0]!)) return null;
  }
  const values = network.values.map((value, id) => (shared.has(id) ? { ...value, batched: false } : value));
  return { ...network, values };
}
