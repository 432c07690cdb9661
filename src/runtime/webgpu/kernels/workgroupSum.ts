import { repeat } from '../plan/kernelWriter.ts';

/** Sums that are made side by side before a tree adds them: what fixes the order, and so the bits, on every adapter. */
const MOST_LANES = 64;
/** Bytes of workgroup memory that every adapter has. */
const WORKGROUP_MEMORY = 16_384;

export interface WorkgroupSum {
  /** Declares the memory. */
  readonly head: string;
  /** Invocations of a workgroup. */
  readonly size: number;
  /**
   * Text that adds up `terms(i)` for each i of 0..length-1, after which every invocation holds the totals in variables of
   * these names. `i` is called `p` in the terms; `before` is said once for each i.
   */
  readonly sum: (length: number, terms: Readonly<Record<string, string>>, before?: string) => string;
}

/**
 * Sums of `count` vectors at a time. Lane l of 64 has elements l, l + 64, ...; a tree adds the lanes. An invocation of a
 * small workgroup has several lanes, so the result has the same bits whatever the size, which may follow the adapter:
 * where a barrier is dear, as on software adapters, small ones are quicker.
 */
export function workgroupSum(wanted: number, count: number): WorkgroupSum {
  let lanes = MOST_LANES;
  while (lanes > 1 && lanes * count * 16 > WORKGROUP_MEMORY) lanes /= 2;
  const size = Math.min(wanted, lanes);
  const slot = (lane: string, n: number) => `shared_sums[(${lane}) * ${count}u + ${n}u]`;
  return {
    head: `var<workgroup> shared_sums: array<vec4f, ${lanes * count}>;`,
    size,
    sum: (length, terms, before = '') => {
      const names = Object.keys(terms);
      return `
  for (var lane = local; lane < ${lanes}u; lane += ${size}u) {
    ${repeat(names.length, n => `var lane${n} = vec4f(0);`)}
    for (var p = lane; p < ${length}u; p += ${lanes}u) { ${before} ${repeat(names.length, n => `lane${n} += ${terms[names[n]!]};`)} }
    ${repeat(names.length, n => `${slot('lane', n)} = lane${n};`)}
  }
  workgroupBarrier();
  for (var half = ${lanes / 2}u; half > 0u; half /= 2u) {
    for (var lane = local; lane < half; lane += ${size}u) {
      ${repeat(names.length, n => `${slot('lane', n)} += ${slot('lane + half', n)};`)}
    }
    workgroupBarrier();
  }
  ${repeat(names.length, n => `var ${names[n]} = ${slot('0u', n)};`)}
  workgroupBarrier();`;
    },
  };
}
