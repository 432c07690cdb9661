/** Feeds, weights and embeddings. */
import { elements } from '../../../nn/graph.ts';
import { denseParts } from '../../plan/region.ts';
import { type Buffer, fours, type Lower, NUMBERS } from '../plan/lowering.ts';

const FLAT: readonly string[] = ['params', 'gradient', 'adamM', 'adamV', 'ema'] satisfies Buffer[];
const isFlat = (name: string): name is Buffer => FLAT.includes(name);

/** Flat vectors and a step's numbers lie in memory of their own; what is batched is fed anew each time, and so is a time. */
export const input: Lower<'input'> = ({ node, plan }) => {
  const [id] = node.outputs as [number];
  const value = plan.value(id);
  const { name } = node.attrs;
  if (value.batched || name === 't') {
    plan.allocate(id);
  } else if (value.shape.length === 0) {
    const slot = NUMBERS.indexOf(name);
    if (slot < 0) throw new Error(`Plan: a step has no number '${name}'`);
    plan.set(id, {
      ...value,
      upsampled: false,
      parts: denseParts(plan.external('numbers', 16, slot * 16), 1),
    });
  } else if (isFlat(name)) {
    const region = plan.external(name, plan.placement.bytes);
    plan.set(id, { ...value, upsampled: false, parts: denseParts(region, elements(value.shape)) });
  } else {
    throw new Error(`Plan: there is no place for the input '${name}'`);
  }
};

export const param: Lower<'param'> = ({ node, plan }) => {
  const [id] = node.outputs as [number];
  const placed = plan.placement.placed.find(({ param }) => param.name === node.attrs.name);
  if (!placed) throw new Error(`Plan: there is no parameter '${node.attrs.name}'`);
  plan.set(id, { ...plan.value(id), upsampled: false, parts: plan.placedParts('params', placed) });
};

export const timeEmbedding: Lower<'timeEmbedding'> = ({ node, plan }) => {
  const { dim, flipSinToCos, freqShift } = node.attrs;
  const half = Math.floor(dim / 2);
  const frequencies = Float32Array.from({ length: half }, (_, i) =>
    Math.exp((-Math.log(10_000) * i) / (half - freqShift)),
  );
  const data = new Uint32Array(frequencies.buffer);
  const table = { bytes: data.byteLength, storage: 'f32', place: { kind: 'constant', data } } as const;
  const out = plan.allocate(node.outputs[0]!);
  const [sines, cosines] = flipSinToCos ? [half, 0] : [0, half];
  plan.emit(
    'timeEmbedding',
    plan.start(plan.tensor(node.inputs[0]!)),
    ...plan.at(out),
    plan.rows(out),
    { region: table, offset: 0 },
    half,
    sines,
    cosines,
    fours(out) * 4,
  );
};

export const embedding: Lower<'embedding'> = ({ node, plan }) => {
  const [labels, table] = node.inputs.map(id => plan.start(plan.tensor(id)));
  const out = plan.allocate(node.outputs[0]!);
  plan.emit('embedding', labels!, table!, ...plan.at(out), plan.images, fours(out));
};

export const embeddingGrad: Lower<'embeddingGrad'> = ({ node, plan }) => {
  const labels = plan.start(plan.tensor(node.inputs[0]!));
  const dOut = plan.plain(node.inputs[1]!);
  const dTable = plan.start(plan.allocate(node.outputs[0]!));
  plan.emit('embeddingGrad', labels, ...plan.at(dOut), dTable, plan.images, fours(dOut), node.attrs.count);
};
