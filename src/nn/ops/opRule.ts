import type { GraphNode, Value, ValueId } from '../graph.ts';
import type { OpAttrs, OpKind } from './opAttrs.ts';

/** The part of the graph builder that a gradient rule may use: look up shapes and add nodes. */
export interface Emitter {
  value(id: ValueId): Value;
  /** Adds a node and returns the ids of its outputs. */
  emit<K extends OpKind>(kind: K, inputs: readonly ValueId[], attrs: OpAttrs[K]): ValueId[];
  /** The same for a node with one output. */
  one<K extends OpKind>(kind: K, inputs: readonly ValueId[], attrs: OpAttrs[K]): ValueId;
}

/** Everything that the graph needs to know about an op kind. */
export interface OpRule<K extends OpKind> {
  /** Shapes of the outputs; throws if the inputs do not fit. */
  infer(inputs: readonly Value[], attrs: OpAttrs[K]): Value[];
  /**
   * Gradients of the inputs from those of the outputs (null for an output that does not reach the loss). Null for an
   * input without one. An op kind without this rule cannot occur between a parameter and the loss.
   */
  gradient?(
    g: Emitter,
    node: GraphNode<K>,
    dOutputs: readonly (ValueId | null)[],
  ): readonly (ValueId | null)[];
  /** Floating-point operations for one image (or in all, if nothing is batched); a multiply-add counts as two. */
  flops(inputs: readonly Value[], outputs: readonly Value[], attrs: OpAttrs[K]): number;
}

/** The gradient of the only output, which must exist. */
export function soleGradient(dOutputs: readonly (ValueId | null)[]): ValueId {
  const d = dOutputs[0];
  if (d === null || d === undefined) throw new Error('differentiate: the gradient of an output is missing');
  return d;
}
