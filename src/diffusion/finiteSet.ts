/**
 * A finite set of pictures, stored for fast inner products. Pictures are mostly paper, so each member is stored sparsely,
 * as differences from the background: on MNIST a fifth of the pixels.
 */

/** A vector of numbers, of any array type. */
export interface Vector extends ArrayLike<number> {}

export class FiniteSet {
  /** |x_i|^2 [count]. */
  readonly squaredNorms: Float64Array;
  /** Start of member i's entries [count + 1]. */
  private readonly starts: Uint32Array;
  private readonly places: Uint32Array;
  /** Each entry's difference from the background. */
  private readonly inks: Float32Array;

  /**
   * @param member returns x_i, of `size` numbers; called twice for each member, and may reuse its array.
   * @throws if the set is empty.
   */
  constructor(
    readonly count: number,
    readonly size: number,
    member: (i: number) => Vector,
    private readonly background = -1,
  ) {
    if (count < 1) throw new Error('A set needs at least one member.');
    this.starts = new Uint32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const x = member(i);
      let inked = 0;
      for (let p = 0; p < size; p++) if (x[p] !== background) inked++;
      this.starts[i + 1] = this.starts[i]! + inked;
    }
    this.places = new Uint32Array(this.starts[count]!);
    this.inks = new Float32Array(this.places.length);
    for (let i = 0, next = 0; i < count; i++) {
      const x = member(i);
      for (let p = 0; p < size; p++) {
        if (x[p] === background) continue;
        this.places[next] = p;
        this.inks[next++] = x[p]! - background;
      }
    }
    this.squaredNorms = new Float64Array(count);
    const x = new Float64Array(size);
    for (let i = 0; i < count; i++) {
      this.read(i, x);
      // Summed in the same order as in `dots`, so a member's distance from itself is exactly 0.
      this.squaredNorms[i] = this.background * sum(x) + this.inkDot(i, x);
    }
  }

  /** Writes x_i to `out` [size]. */
  read(i: number, out: Float64Array): Float64Array {
    out.fill(this.background);
    for (let n = this.starts[i]!; n < this.starts[i + 1]!; n++) out[this.places[n]!]! += this.inks[n]!;
    return out;
  }

  /** <a, x_i> of all members, to `out` [count]. `a` has `size` numbers. */
  dots(a: Vector, out = new Float64Array(this.count)): Float64Array {
    const paper = this.background * sum(a);
    for (let i = 0; i < this.count; i++) out[i] = paper + this.inkDot(i, a);
    return out;
  }

  /** sum_i weights_i x_i to `out` [size], for weights [count] that sum to one. */
  mean(weights: Float64Array, out = new Float64Array(this.size)): Float64Array {
    const { starts, places, inks } = this;
    out.fill(this.background);
    for (let i = 0; i < this.count; i++) {
      const weight = weights[i]!;
      if (weight === 0) continue;
      const end = starts[i + 1]!;
      for (let n = starts[i]!; n < end; n++) out[places[n]!]! += weight * inks[n]!;
    }
    return out;
  }

  private inkDot(i: number, a: Vector): number {
    const { places, inks } = this;
    const end = this.starts[i + 1]!;
    let total = 0;
    for (let n = this.starts[i]!; n < end; n++) total += a[places[n]!]! * inks[n]!;
    return total;
  }
}

function sum(a: Vector): number {
  let total = 0;
  for (let p = 0; p < a.length; p++) total += a[p]!;
  return total;
}
