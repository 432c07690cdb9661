/** Graphs and networks on our own kernels for the processor. */
import { elements, type Graph } from '../../nn/graph.ts';
import type { Initial, Measure, Runtime } from '../networkRuntime.ts';
import { Crew, type CrewOptions } from './crew/crew.ts';
import { Machine } from './machine.ts';
import { NUMBERS } from './plan/lowering.ts';
import { WasmNetwork } from './wasmNetwork.ts';

export class WasmRuntime implements Runtime {
  private readonly crew: Crew;
  private readonly machines = new WeakMap<Graph, Machine>();

  constructor(private readonly options: CrewOptions) {
    this.crew = new Crew(options);
  }

  open(graph: Graph, initial: Initial): WasmNetwork {
    return new WasmNetwork(this.crew, graph, initial);
  }

  async evaluate(
    graph: Graph,
    batch: number,
    feeds: Readonly<Record<string, Float32Array>>,
    measure?: Measure,
  ): Promise<Record<string, Float32Array>> {
    const machine = this.machines.get(graph) ?? new Machine(this.options.module, graph, batch);
    this.machines.set(graph, machine);
    const program = machine.program(batch);
    for (const [name, id] of Object.entries(graph.inputs)) {
      const values = feeds[name];
      if (!values) throw new Error(`The graph's input '${name}' was not fed`);
      const { shape, batched } = graph.values[id]!;
      if (batched) machine.feed(program, name, values);
      else if (NUMBERS.includes(name)) machine.setNumber(name, values[0]!);
      else if (values.length === elements(shape)) machine.setFlat(name as 'params', values);
      else throw new Error(`The graph's input '${name}' has shape [${shape}], but was fed ${values.length}`);
    }
    if ('params' in graph.inputs) machine.pack();
    if (measure) machine.runMeasured(program, measure);
    else machine.run(program);
    return Object.fromEntries(Object.keys(graph.outputs).map(name => [name, machine.read(program, name)]));
  }

  /** Another number of threads from the next step on; `always` where measuring is not to choose fewer. Returns how many. */
  setWorkers(workers: number, always: boolean): number {
    return this.crew.setWorkers(workers, always);
  }

  /** Ends the helpers. */
  dispose(): void {
    this.crew.dispose();
  }
}
