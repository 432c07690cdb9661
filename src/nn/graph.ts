/** A network as data: nothing here computes. */
import type { OpAttrs, OpKind } from './ops/opAttrs.ts';

export type ValueId = number;

/** One tensor of the graph. `shape` excludes the batch: [H, W, C], [C], or [] for a number. */
export interface Value {
  readonly shape: readonly number[];
  /** Whether `shape` is preceded by a batch axis. Weights and losses have none. */
  readonly batched: boolean;
}

export interface GraphNode<K extends OpKind = OpKind> {
  readonly kind: K;
  readonly attrs: OpAttrs[K];
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
}

/** A parameter's layout in PyTorch, which decides how it is transposed on import and export. */
export type ParamLayout = 'conv' | 'linear' | 'plain';

export type ParamInit =
  /** U(-bound, bound) with bound = 1 / sqrt(fanIn): PyTorch's default for convolutions and linear layers. */
  | { readonly kind: 'uniform'; readonly fanIn: number }
  | { readonly kind: 'constant'; readonly value: number }
  /** N(0, 1): PyTorch's default for embeddings. */
  | { readonly kind: 'normal' };

/** A weight: a piece of the one flat parameter vector. */
export interface Param {
  /** diffusers' name, e.g. `down_blocks.0.resnets.0.conv1.weight`. */
  readonly name: string;
  /** Our layout: convolutions HWIO, linear layers [in, out]. */
  readonly shape: readonly number[];
  /** First element within the flat vector. */
  readonly offset: number;
  readonly size: number;
  readonly layout: ParamLayout;
  readonly init: ParamInit;
}

export interface Graph {
  readonly values: readonly Value[];
  /** In topological order: every input before its use. */
  readonly nodes: readonly GraphNode[];
  readonly params: readonly Param[];
  /** Length of the flat parameter vector. */
  readonly paramCount: number;
  readonly inputs: Readonly<Record<string, ValueId>>;
  readonly outputs: Readonly<Record<string, ValueId>>;
}

export const elements = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);
