/**
 * Group normalisation with SiLU, and its gradient: one dispatch each. A workgroup has one image and a block of channels
 * that holds whole groups and whole vectors, sums it in a tree and then writes it.
 */

import { channelsOf, denseParts, type PlacedTensor, rowsOf, soleRegion, vectors } from '../../plan/region.ts';
import { KernelWriter, repeat } from '../plan/kernelWriter.ts';
import type { Lower } from '../plan/lowering.ts';
import { residualsOf } from './convolutions.ts';
import { loadVector } from './loadVector.ts';
import { SILU } from './silu.ts';
import { workgroupSum } from './workgroupSum.ts';

interface Blocks {
  /** Workgroups an image. */
  readonly count: number;
  /** Vectors of channels a workgroup has. */
  readonly vectors: number;
  readonly groups: number;
  readonly groupSize: number;
}

function blocksOf(channels: number, groups: number): Blocks {
  const groupSize = channels / groups;
  // The smallest number of channels that is whole in groups and in vectors; all of them where there is none.
  const size = channels % 4 === 0 ? leastCommonMultiple(groupSize, 4) : channels;
  return { count: Math.ceil(channels / size), vectors: vectors(size), groups: size / groupSize, groupSize };
}

function leastCommonMultiple(a: number, b: number): number {
  let multiple = a;
  while (multiple % b !== 0) multiple += a;
  return multiple;
}

/** The sum of the lanes that belong to each group, from one vector a variable. */
function groupSums({ groups, groupSize }: Blocks, name: (v: number) => string): string[] {
  return Array.from({ length: groups }, (_, g) =>
    Array.from({ length: groupSize }, (_, i) => {
      const channel = g * groupSize + i;
      return `${name(Math.floor(channel / 4))}[${channel % 4}]`;
    }).join(' + '),
  );
}

/** A vector with each lane's group's number; lanes behind the last channel get zero. */
function spread({ groups, groupSize }: Blocks, v: number, name: (g: number) => string): string {
  const lane = (i: number) => {
    const group = Math.floor((v * 4 + i) / groupSize);
    return group < groups ? name(group) : '0';
  };
  return `vec4f(${[0, 1, 2, 3].map(lane).join(', ')})`;
}

export const groupNorm: Lower<'groupNorm'> = ({ node, plan, flops }) => {
  const { groups, eps, silu } = node.attrs;
  const [x, gamma, beta] = node.inputs.map(id => plan.tensor(id)) as [
    PlacedTensor,
    PlacedTensor,
    PlacedTensor,
  ];
  const source = x.upsampled ? plan.dense(x) : x;
  const [out, mean, rstd] = node.outputs as [number, number, number];
  const y = plan.allocate(out);
  // Mean and 1 / deviation of a group lie side by side; both values name the pair.
  const stats = plan.region(plan.batch * groups * 2, 'f32');
  for (const id of [mean, rstd])
    plan.set(id, { ...plan.value(id), upsampled: false, parts: denseParts(stats, groups) });

  const channels = channelsOf(x);
  const pixels = rowsOf(x);
  const blocks = blocksOf(channels, groups);
  const shared = workgroupSum(plan.options.tiling.summing, blocks.vectors);
  const { size } = shared;
  const k = new KernelWriter();
  const statsName = k.bind(stats);
  const all = Array.from({ length: blocks.vectors }, (_, v) => v);
  const load = (v: number) => loadVector(k, source, `(image * ${pixels}u + p)`, `(c0 + ${v}u)`);
  const inGroup = pixels * blocks.groupSize;
  const named = (name: string, of: (v: number) => string) =>
    Object.fromEntries(all.map(v => [`${name}${v}`, of(v)]));
  const sums = (mean: string, total: string) =>
    groupSums(blocks, v => `${total}${v}`).map((sum, g) => `let ${mean}${g} = (${sum}) / ${inGroup}.0;`);
  const body = `
  let image = group / ${blocks.count}u;
  let block = group % ${blocks.count}u;
  let c0 = block * ${blocks.vectors}u;
  ${shared.sum(pixels, named('total', load))}
  ${sums('mean', 'total').join('\n  ')}
  ${repeat(all.length, v => `let m${v} = ${spread(blocks, v, g => `mean${g}`)};`)}
  ${shared.sum(
    pixels,
    named('squares', v => `d${v} * d${v}`),
    repeat(all.length, v => `let d${v} = ${load(v)} - m${v};`),
  )}
  ${sums('variance', 'squares').join('\n  ')}
  ${repeat(blocks.groups, g => `let rstd${g} = 1.0 / sqrt(variance${g} + ${eps});`)}
  if (local == 0u) {
    ${repeat(blocks.groups, g => `{ let at = (image * ${groups}u + block * ${blocks.groups}u + ${g}u) * 2u; ${statsName}[at] = mean${g}; ${statsName}[at + 1u] = rstd${g}; }`)}
  }
  ${repeat(
    all.length,
    v => `let slope${v} = ${k.load(soleRegion(gamma), `c0 + ${v}u`)} * ${spread(blocks, v, g => `rstd${g}`)};
  let offset${v} = ${k.load(soleRegion(beta), `c0 + ${v}u`)} - m${v} * slope${v};`,
  )}
  for (var p = local; p < ${pixels}u; p += ${size}u) {
    ${repeat(all.length, v => {
      const value = `${load(v)} * slope${v} + offset${v}`;
      const at = `(image * ${pixels}u + p) * ${vectors(channels)}u + c0 + ${v}u`;
      return k.store(soleRegion(y), at, silu ? `silu(${value})` : value);
    })}
  }`;
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: size,
      workgroups: plan.batch * blocks.count,
      head: shared.head + (silu ? SILU : ''),
      body,
    }),
  );
};

/**
 * dX = rstd (gamma dY - s1 - xHat s2), with s1 and s2 the group's means of gamma dY and gamma dY xHat; dGamma and dBeta
 * are the sums of dY xHat and dY, here of each image alone.
 */
export const groupNormGrad: Lower<'groupNormGrad'> = ({ node, fused, plan, flops }) => {
  const { groups, silu } = node.attrs;
  const [x, gamma, beta, mean, , dOut] = node.inputs.map(id => plan.tensor(id)) as PlacedTensor[];
  const [source, gradient] = [x!, dOut!].map(t => (t.upsampled ? plan.dense(t) : t)) as [
    PlacedTensor,
    PlacedTensor,
  ];
  const residuals = residualsOf({ fused, plan });
  const dX = plan.allocate(fused.result);
  const channels = channelsOf(source);
  const c4 = vectors(channels);
  const pixels = rowsOf(source);
  const [, dGamma, dBeta] = node.outputs as [number, number, number];
  const partial = plan.partials(plan.batch * 2 * c4);
  plan.setPartialSums(dGamma, { region: partial, offset4: 0, count: plan.batch, stride4: 2 * c4 });
  plan.setPartialSums(dBeta, { region: partial, offset4: c4, count: plan.batch, stride4: 2 * c4 });

  const blocks = blocksOf(channels, groups);
  const shared = workgroupSum(plan.options.tiling.summing, 2 * blocks.vectors);
  const { size } = shared;
  const k = new KernelWriter();
  const stats = k.bind(soleRegion(mean!));
  const sums = k.bind(partial);
  const all = Array.from({ length: blocks.vectors }, (_, v) => v);
  const pixel = `(image * ${pixels}u + p)`;
  const at = (v: number) => `(c0 + ${v}u)`;
  const dY = (v: number) => `
    let xHat${v} = (${loadVector(k, source, pixel, at(v))} - m${v}) * r${v};
    let dY${v} = ${loadVector(k, gradient, pixel, at(v))}${silu ? ` * silu_slope(xHat${v} * gamma${v} + beta${v})` : ''};`;
  const inGroup = `${pixels * blocks.groupSize}.0`;
  const means = (name: string, of: (v: number) => string) =>
    groupSums(blocks, of)
      .map((sum, g) => `let ${name}${g} = (${sum}) / ${inGroup};`)
      .join('\n  ');
  const write = (v: number) => {
    const value = `r${v} * (gamma${v} * dY${v} - s1_${v} - xHat${v} * s2_${v})`;
    const inside = channels % 4 !== 0 && v === all.length - 1;
    const own = inside
      ? `select(vec4f(0), ${value}, vec4u(0, 1, 2, 3) < vec4u(${((channels - 1) % 4) + 1}))`
      : value;
    const terms = [own, ...residuals.map(r => loadVector(k, r, pixel, at(v)))];
    return k.store(soleRegion(dX), `${pixel} * ${c4}u + c0 + ${v}u`, terms.join(' + '));
  };
  const body = `
  let image = group / ${blocks.count}u;
  let block = group % ${blocks.count}u;
  let c0 = block * ${blocks.vectors}u;
  let first = (image * ${groups}u + block * ${blocks.groups}u) * 2u;
  ${repeat(
    all.length,
    v => `let m${v} = ${spread(blocks, v, g => `${stats}[first + ${2 * g}u]`)};
  let r${v} = ${spread(blocks, v, g => `${stats}[first + ${2 * g + 1}u]`)};
  let gamma${v} = ${k.load(soleRegion(gamma!), at(v))};
  let beta${v} = ${k.load(soleRegion(beta!), at(v))};`,
  )}
  ${shared.sum(
    pixels,
    Object.fromEntries(
      all.flatMap(v => [
        [`sumDy${v}`, `dY${v}`],
        [`sumDyX${v}`, `dY${v} * xHat${v}`],
      ]),
    ),
    repeat(all.length, dY),
  )}
  if (local == 0u) {
    ${repeat(all.length, v => `${sums}[image * ${2 * c4}u + c0 + ${v}u] = sumDyX${v}; ${sums}[image * ${2 * c4}u + ${c4}u + c0 + ${v}u] = sumDy${v};`)}
  }
  ${repeat(all.length, v => `sumDy${v} *= gamma${v}; sumDyX${v} *= gamma${v};`)}
  ${means('meanDy', v => `sumDy${v}`)}
  ${means('meanDyX', v => `sumDyX${v}`)}
  ${repeat(all.length, v => `let s1_${v} = ${spread(blocks, v, g => `meanDy${g}`)}; let s2_${v} = ${spread(blocks, v, g => `meanDyX${g}`)};`)}
  for (var p = local; p < ${pixels}u; p += ${size}u) {
    ${repeat(all.length, v => `${dY(v)}\n    ${write(v)}`)}
  }`;
  plan.emit(
    k.finish({
      label: node.kind,
      flops,
      workgroupSize: size,
      workgroups: plan.batch * blocks.count,
      head: shared.head + (silu ? SILU : ''),
      body,
    }),
  );
};
