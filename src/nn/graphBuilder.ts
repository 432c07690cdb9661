import {
  elements,
  type Graph,
  type GraphNode,
  type Param,
  type ParamInit,
  type ParamLayout,
  type Value,
  type ValueId,
} from './graph.ts';
import type { OpAttrs, OpKind } from './ops/opAttrs.ts';
import type { Emitter, OpRule } from './ops/opRule.ts';
import { OPS } from './ops/registry.ts';

/** Name of the input that holds all parameters, flat: [P]. */
export const PARAMS_INPUT = 'params';

/** Builds a graph node by node and infers its shapes; `from` continues an existing one. */
export class GraphBuilder implements Emitter {
  private readonly values: Value[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly paramList: Param[] = [];
  private readonly inputs: Record<string, ValueId> = {};
  private paramCount = 0;

  static from(graph: Graph): GraphBuilder {
    const builder = new GraphBuilder();
    builder.values.push(...graph.values);
    builder.nodes.push(...graph.nodes);
    builder.paramList.push(...graph.params);
    builder.paramCount = graph.paramCount;
    Object.assign(builder.inputs, graph.inputs);
    return builder;
  }

  value(id: ValueId): Value {
    const value = this.values[id];
    if (!value) throw new Error(`Graph: there is no value ${id}`);
    return value;
  }

  emit<K extends OpKind>(kind: K, inputs: readonly ValueId[], attrs: OpAttrs[K]): ValueId[] {
    const rule: OpRule<K> = OPS[kind];
    const outputs = rule
      .infer(
        inputs.map(id => this.value(id)),
        attrs,
      )
      .map(value => this.values.push(value) - 1);
    this.nodes.push({ kind, inputs, outputs, attrs });
    return outputs;
  }

  one<K extends OpKind>(kind: K, inputs: readonly ValueId[], attrs: OpAttrs[K]): ValueId {
    return this.emit(kind, inputs, attrs)[0]!;
  }

  /** The feed with this name, created at the first use. */
  input(name: string, shape: readonly number[], batched: boolean): ValueId {
    this.inputs[name] ??= this.one('input', [], { name, shape, batched });
    return this.inputs[name];
  }

  /** A new weight: the next piece of the flat parameter vector. */
  param(name: string, shape: readonly number[], layout: ParamLayout, init: ParamInit): ValueId {
    // The vector's length is known only when the network is complete; `finish` sets it.
    const flat = this.input(PARAMS_INPUT, [0], false);
    const offset = this.paramCount;
    const size = elements(shape);
    this.paramList.push({ name, shape, offset, size, layout, init });
    this.paramCount += size;
    return this.one('param', [flat], { name, offset, shape });
  }

  finish(outputs: Readonly<Record<string, ValueId>>): Graph {
    const flat = this.inputs[PARAMS_INPUT];
    const shape = [this.paramCount];
    return {
      values: this.values.map((value, id) => (id === flat ? { ...value, shape } : value)),
      nodes: this.nodes.map(node =>
        node.outputs[0] === flat ? { ...node, attrs: { ...node.attrs, shape } } : node,
      ),
      params: this.paramList,
      paramCount: this.paramCount,
      inputs: { ...this.inputs },
      outputs,
    };
  }
}
