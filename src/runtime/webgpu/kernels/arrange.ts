/** Concatenation, slices and upsampling: views if channels are multiples of four, else copies. */

import { channelsOf, isDense, soleRegion, vectors } from '../../plan/region.ts';
import { KernelWriter, repeat } from '../plan/kernelWriter.ts';
import type { Lower } from '../plan/lowering.ts';
import { copyChannels } from './copy.ts';

export const concat: Lower<'concat'> = ({ node, plan }) => {
  const [a, b] = node.inputs.map(id => plan.tensor(id)) as [
    ReturnType<typeof plan.tensor>,
    ReturnType<typeof plan.tensor>,
  ];
  const out = node.outputs[0]!;
  const { shape, batched } = plan.value(out);
  const inPlace = channelsOf(a) % 4 === 0 && [a, b].every(t => t.parts.length === 1 && !t.upsampled);
  if (inPlace) {
    plan.set(out, { shape, batched, upsampled: false, parts: [...a.parts, ...b.parts] });
    return;
  }
  const target = plan.allocate(out);
  let to = 0;
  for (const source of [a, b]) {
    const count = channelsOf(source);
    plan.emit(copyChannels(plan.dense(source), target, { from: 0, to, count }, plan.batch));
    to += count;
  }
};

export const sliceChannels: Lower<'sliceChannels'> = ({ node, plan }) => {
  const { start, size } = node.attrs;
  const source = plan.tensor(node.inputs[0]!);
  const out = node.outputs[0]!;
  const { shape, batched } = plan.value(out);
  // A slice that ends within a vector would have its neighbour's channels in place of the padding's zeros.
  const whole = start % 4 === 0 && ((start + size) % 4 === 0 || start + size === channelsOf(source));
  if (isDense(source) && whole) {
    const [part] = source.parts;
    const view = { ...part!, channels: size, offset4: start / 4 };
    plan.set(out, { shape, batched, upsampled: false, parts: [view] });
    return;
  }
  const target = plan.allocate(out);
  plan.emit(copyChannels(plan.dense(source), target, { from: start, to: 0, count: size }, plan.batch));
};

/** Read in place: see `PlacedTensor.upsampled`. */
export const upsample: Lower<'upsample'> = ({ node, plan }) => {
  const source = plan.tensor(node.inputs[0]!);
  const out = node.outputs[0]!;
  plan.set(out, { ...(source.upsampled ? plan.dense(source) : source), ...plan.value(out), upsampled: true });
};

export const upsampleGrad: Lower<'upsampleGrad'> = ({ node, plan, flops }) => {
  const source = plan.dense(plan.tensor(node.inputs[0]!));
  const out = plan.allocate(node.outputs[0]!);
  const [height, width, channels] = out.shape as [number, number, number];
  const c4 = vectors(channels);
  const k = new KernelWriter();
  const at = (dy: number, dx: number) =>
    k.load(soleRegion(source), `((row * 2u + ${dy}u) * ${2 * width}u + x * 2u + ${dx}u) * ${c4}u + c`);
  const sum = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)].join(' + ');
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: 64,
      invocations: plan.batch * height * width * c4,
      body: repeat(
        1,
        () => `
  let c = id % ${c4}u;
  let x = id / ${c4}u % ${width}u;
  let row = id / ${c4 * width}u;
  ${k.store(soleRegion(out), 'id', sum)}`,
      ),
    }),
  );
};
