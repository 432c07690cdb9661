/** Ops on each element, and the sums that their gradients need. */
import { channelsOf } from '../../plan/region.ts';
import { fours, type Lower, type NodeLowering } from '../plan/lowering.ts';

const inputOf = ({ node, plan }: NodeLowering, index: number) => plan.plain(node.inputs[index]!);

export const silu: Lower<'silu'> = at => {
  const x = inputOf(at, 0);
  const out = at.plan.allocate(at.node.outputs[0]!);
  at.plan.emit('silu', ...at.plan.at(x), ...at.plan.at(out), at.plan.rows(x), fours(x));
};

export const siluGrad: Lower<'siluGrad'> = at => {
  const { plan, node } = at;
  const [x, dOut] = [inputOf(at, 0), inputOf(at, 1)];
  const out = plan.allocate(node.outputs[0]!);
  plan.emit('siluGrad', ...plan.at(x), ...plan.at(dOut), ...plan.at(out), plan.rows(x), fours(x));
};

export const add: Lower<'add'> = at => {
  const { plan, node } = at;
  const [a, b] = [inputOf(at, 0), inputOf(at, 1)];
  const out = plan.allocate(node.outputs[0]!);
  plan.emit('add', ...plan.at(a), ...plan.at(b), ...plan.at(out), plan.rows(out), fours(out));
};

export const affine: Lower<'affine'> = at => {
  const { plan, node } = at;
  const x = inputOf(at, 0);
  const out = plan.allocate(node.outputs[0]!);
  const { scale, bias } = node.attrs;
  const numbers = [{ float: scale }, { float: bias }];
  plan.emit('affine', ...plan.at(x), ...plan.at(out), plan.rows(x), channelsOf(x), ...numbers);
};

export const addChannels: Lower<'addChannels'> = at => {
  const { plan, node } = at;
  const [x, c] = [inputOf(at, 0), inputOf(at, 1)];
  const out = plan.allocate(node.outputs[0]!);
  const pixels = plan.rows(x) / plan.images;
  const [start, step] = plan.at(c);
  // What is one for all images is read again for each.
  const each = c.batched ? step : 0;
  plan.emit('addPerImage', ...plan.at(x), start, each, ...plan.at(out), pixels, fours(x), plan.images);
};

export const sumSpatial: Lower<'sumSpatial'> = at => {
  const { plan, node } = at;
  const x = inputOf(at, 0);
  const out = plan.allocate(node.outputs[0]!);
  plan.emit('sumSpatial', ...plan.at(x), ...plan.at(out), plan.rows(x) / plan.images, fours(x), plan.images);
};

/** Nothing where the filter's gradient has summed dOut on its way. */
export const sumToChannels: Lower<'sumToChannels'> = at => {
  const { plan, node } = at;
  const [id] = node.outputs as [number];
  if (plan.has(id)) return;
  const x = inputOf(at, 0);
  plan.emit('sumRows', ...plan.at(x), plan.rows(x), fours(x), plan.start(plan.allocate(id)));
};

export const modulate: Lower<'modulate'> = at => {
  const { plan, node } = at;
  const [x, scaleShift] = [inputOf(at, 0), inputOf(at, 1)];
  const out = plan.allocate(node.outputs[0]!);
  const size = [plan.rows(x) / plan.images, channelsOf(x), plan.images];
  const scratch = plan.scratch(2 * fours(x) * 16);
  plan.emit('modulate', ...plan.at(x), ...plan.at(scaleShift), ...plan.at(out), ...size, scratch);
};

export const modulateGrad: Lower<'modulateGrad'> = at => {
  const { plan, node } = at;
  const inputs = [0, 1, 2].flatMap(i => plan.at(inputOf(at, i)));
  const x = inputOf(at, 0);
  const outputs = node.outputs.flatMap(id => plan.at(plan.allocate(id)));
  const size = [plan.rows(x) / plan.images, channelsOf(x), plan.images];
  plan.emit('modulateGrad', ...inputs, ...outputs, ...size, plan.scratch(2 * fours(x) * 16));
};

/** Parts that were computed in place need nothing; others are copied there. */
export const concat: Lower<'concat'> = at => {
  const { plan, node } = at;
  const [id] = node.outputs as [number];
  const whole = { ...plan.newTensor(plan.value(id)) };
  const region = plan.wholeRegion(id);
  const out = { ...whole, parts: [{ ...whole.parts[0]!, region }] };
  const parts = node.inputs.map(input => plan.plain(input));
  const [start, step] = plan.at(out);
  let channel = 0;
  for (const part of parts) {
    const count = channelsOf(part);
    const last = channel + count === channelsOf(out);
    if (part.parts[0]!.region !== region) {
      const to = { ...start, offset: channel * 4 };
      const whole = channel % 4 === 0 && (count % 4 === 0 || last);
      if (whole) plan.emit('copyRows', ...plan.at(part), to, step, plan.rows(part), fours(part));
      else {
        const end = last ? fours(out) * 4 - channel : count;
        plan.emit('copyNumbers', ...plan.at(part), to, step, plan.rows(part), count, end);
      }
    }
    channel += count;
  }
  plan.set(id, out);
};

/** A view where it begins and ends with whole vectors. */
export const sliceChannels: Lower<'sliceChannels'> = at => {
  const { plan, node } = at;
  const { start, size } = node.attrs;
  const source = inputOf(at, 0);
  const [id] = node.outputs as [number];
  const [part] = source.parts;
  if (start % 4 === 0 && (size % 4 === 0 || start + size === channelsOf(source))) {
    const view = { ...part!, channels: size, offset4: part!.offset4 + start / 4 };
    plan.set(id, { ...plan.value(id), upsampled: false, parts: [view] });
    return;
  }
  const out = plan.allocate(id);
  const [from, step] = plan.at(source);
  const begin = { ...from, offset: from.offset + start * 4 };
  plan.emit('copyNumbers', begin, step, ...plan.at(out), plan.rows(out), size, fours(out) * 4);
};

/** Seen through by the convolution behind it; whoever cannot asks for `plain`. */
export const upsample: Lower<'upsample'> = at => {
  const { plan, node } = at;
  const [id] = node.outputs as [number];
  plan.set(id, { ...inputOf(at, 0), ...plan.value(id), upsampled: true });
};

export const upsampleGrad: Lower<'upsampleGrad'> = at => {
  const { plan, node } = at;
  const dOut = inputOf(at, 0);
  const out = plan.allocate(node.outputs[0]!);
  const [height, width] = out.shape as [number, number];
  plan.emit('upsampleGrad', ...plan.at(dOut), ...plan.at(out), height, width, fours(out), plan.images);
};
