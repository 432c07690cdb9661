/** What the network and the exact denoiser say on a grid over the plane, at one level. */

import type { ImageSet } from '../../data/imageSet.ts';
import { exactRows } from '../../diffusion/exactGrid.ts';
import { guide } from '../../diffusion/guidance.ts';
import { decodeAnswer } from '../../diffusion/samplers/decodeAnswer.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { labelOfNone } from '../run/networkConfig.ts';
import { freezeOwn } from '../sampling/toldTime.ts';
import { Slice } from '../turns/slice.ts';
import type { Job } from '../turns/turns.ts';
import type { AnalysedRun } from './analysis.ts';
import { trainingSets } from './trainingSets.ts';

export interface FieldOrder {
  /** 0..T-1. */
  readonly t: number;
  /** The class asked for, with the guidance of the settings; null for none. */
  readonly label: number | null;
  /** Points of the grid along each side, over [-reach, reach]². */
  readonly side: number;
  readonly reach: number;
}

export interface Field extends FieldOrder {
  /** Training steps behind the weights. */
  readonly step: number;
  readonly signal: number;
  readonly noise: number;
  /** Where: x_t [side², 2], rows from below. */
  readonly at: Float32Array;
  /** x0Hat there, by the averaged weights and by the training points. */
  readonly learned: Float32Array;
  readonly exact: Float32Array;
}

/** The last exact answers about a data set, and what was asked. */
const lastExact = new WeakMap<ImageSet, { readonly question: string; readonly exact: Float32Array }>();

export async function* planeFieldJob(run: AnalysedRun, order: FieldOrder): Job<Field> {
  const { config, network, process, images } = run;
  const { t, side, reach } = order;
  const { signal, noise, modelTime } = levelAt(process, t);
  const place = (i: number) => reach * ((2 * i) / (side - 1) - 1);
  const at = Float32Array.from({ length: 2 * side * side }, (_, i) =>
    place(i % 2 === 0 ? (i >> 1) % side : Math.floor((i >> 1) / side)),
  );
  const { classConditional, guidanceScale: w, target } = config;
  const asked = classConditional ? (order.label ?? labelOfNone(config)) : null;
  const guides = asked !== null && order.label !== null && w !== 1;
  const labels = (label: number | null) =>
    label === null ? null : new Float32Array(side * side).fill(label);
  const { step } = network;
  const frozen = freezeOwn(run, 'ema');
  let modelOut: Float32Array;
  try {
    modelOut = await frozen.predict(at, modelTime, labels(asked));
    if (guides)
      modelOut = guide(w, modelOut, await frozen.predict(at, modelTime, labels(labelOfNone(config))));
  } finally {
    frozen.dispose();
  }
  const level = { signal, noise };
  const decoded = decodeAnswer(level, { xt: at, modelOut, target, limit: null, rederiveEps: false });
  yield;
  // The exact answer does not depend on the weights: while training it is computed once.
  const question = [signal, noise, classConditional, order.label, w, side, reach].join(' ');
  const known = lastExact.get(images);
  if (known?.question === question) {
    yield { ...order, step, signal, noise, at, learned: decoded.x0Hat, exact: known.exact };
    return;
  }
  const sets = trainingSets(images);
  const places = Float64Array.from({ length: side }, (_, i) => place(i));
  const ownRow = exactRows(sets.of(classConditional ? order.label : null), level, places);
  const allRow = guides ? exactRows(sets.of(null), level, places) : ownRow;
  const exact = new Float32Array(at.length);
  const slice = new Slice();
  for (const [row, y] of places.entries()) {
    const own = ownRow(y);
    exact.set(guides ? guide(w, own, allRow(y)) : own, 2 * side * row);
    if (slice.over()) yield;
  }
  lastExact.set(images, { question, exact });
  yield { ...order, step, signal, noise, at, learned: decoded.x0Hat, exact };
}
