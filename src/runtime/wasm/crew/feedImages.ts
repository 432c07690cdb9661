import type { Graph } from '../../../nn/graph.ts';
import { elements } from '../../../nn/graph.ts';
import type { Machine } from '../machine.ts';
import type { Program } from '../plan/program.ts';

interface Images {
  readonly xt: Float32Array;
  readonly target?: Float32Array;
  readonly modelTime: Float32Array;
  readonly classLabels: Float32Array | null;
}

/** Feeds a program its images, those from `first` on. @throws where a label is missing that the network must be told. */
export function feedImages(
  machine: Machine,
  program: Program,
  network: Graph,
  { xt, target, modelTime, classLabels }: Images,
  first: number,
): void {
  const size = elements(network.values[network.inputs.x!]!.shape);
  const part = (of: Float32Array, each: number) => of.subarray(first * each, (first + program.images) * each);
  machine.feed(program, 'x', part(xt, size));
  machine.feed(
    program,
    't',
    network.values[network.inputs.t!]!.batched ? part(modelTime, 1) : modelTime.subarray(0, 1),
  );
  if (target) machine.feed(program, 'target', part(target, size));
  if (!('classLabels' in network.inputs)) return;
  if (!classLabels) throw new Error('This network must be told the digit of each image');
  machine.feed(program, 'classLabels', part(classLabels, 1));
}
