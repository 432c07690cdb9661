/** Regions of a plan's memory and the tensors in them, before anything is allocated. */

/** One stretch of memory that dispatches read and write. */
export interface Region {
  /** Final once the last dispatch is known; a region of partial sums grows until then. */
  bytes: number;
  /** Element type: a vec4 of 32-bit floats, or single 32-bit words. */
  readonly storage: Storage;
  readonly place: Place;
}

type Place =
  /** In the plan's arena, for as long as dispatches use it. */
  | { readonly kind: 'arena' }
  /** Part of another region, `offset` bytes from its start. */
  | { readonly kind: 'within'; readonly parent: Region; readonly offset: number }
  /** Part of a named buffer that outlives the plan. */
  | { readonly kind: 'external'; readonly buffer: string; readonly offset: number }
  /** Written once, when the plan is compiled. */
  | { readonly kind: 'constant'; readonly data: Uint32Array };

export type Storage = 'vec4f' | 'f32' | 'u32';

/** Consecutive channels of a tensor, four to a vector: vector `c4` of pixel p is at p * stride4 + offset4 + c4. */
export interface Part {
  readonly region: Region;
  /** Channels; the last vector is padded with zeros. */
  readonly channels: number;
  /** Vectors from one pixel to the next. */
  readonly stride4: number;
  /** First vector of a pixel. */
  readonly offset4: number;
}

/**
 * A value of the graph in memory: `rows` pixels or rows of `channels` each, in one part, or in two where skip
 * connections are read in place.
 */
export interface PlacedTensor {
  /** Without the batch: [H, W, C], [C], [k, k, I, O]... */
  readonly shape: readonly number[];
  readonly batched: boolean;
  readonly parts: readonly Part[];
  /** Read every pixel four times: nearest-neighbour upsampling in place. `shape` is the large one. */
  readonly upsampled: boolean;
}

/** Number of vectors of four for `channels` numbers. */
export const vectors = (channels: number): number => Math.ceil(channels / 4);

export const channelsOf = (tensor: PlacedTensor): number => tensor.shape.at(-1)!;

/** Pixels of one image (or rows of a weight): everything but the last axis. */
export const rowsOf = ({ shape }: Pick<PlacedTensor, 'shape'>): number =>
  shape.slice(0, -1).reduce((n, d) => n * d, 1);

/** The single part of a contiguous tensor; every tensor but a view is contiguous. */
export function soleRegion(tensor: PlacedTensor): Region {
  const [part] = tensor.parts;
  if (!part || tensor.parts.length > 1 || tensor.upsampled || !isDense(tensor)) {
    throw new Error('Plan: a view stands where a tensor in one piece is needed');
  }
  return part.region;
}

export function isDense({ parts, upsampled }: PlacedTensor): boolean {
  const [part] = parts;
  return parts.length === 1 && !upsampled && part!.offset4 === 0 && part!.stride4 === vectors(part!.channels);
}

/** One part that fills its region. */
export const denseParts = (region: Region, channels: number): readonly Part[] => [
  { region, channels, stride4: vectors(channels), offset4: 0 },
];

/** A gradient in partial sums: its vector i is the sum of those at `offset4 + i + n stride4`. */
export interface PartialSums {
  readonly region: Region;
  readonly offset4: number;
  readonly count: number;
  readonly stride4: number;
}
