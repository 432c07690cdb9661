/** How much of a convolution one invocation computes. */
export interface ConvTile {
  /** Pixels along x: those it makes, or, for the filter gradient, those it adds at a time. */
  readonly pixels: number;
  /** Vectors of four channels. */
  readonly vectors: number;
  /** Invocations per workgroup. */
  readonly workgroup: number;
  /**
   * Whether four invocations that need the same weights (or, for the filter gradient, the same row of the output's
   * gradient) read a quarter each and exchange them. Taken where the channels allow it; asks for subgroups.
   */
  readonly quads: boolean;
}

/** The shape on which the fastest tile depends. */
export interface ConvShape {
  readonly op: 'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad';
  readonly kernel: number;
  readonly stride: number;
  readonly batch: number;
  /** Size of the input's image. */
  readonly height: number;
  readonly width: number;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** How work is divided on one adapter. */
export interface Tiling {
  tileOf(shape: ConvShape): ConvTile;
  /** Invocations of the workgroups that add things up; see `workgroupSum.ts`. */
  readonly summing: number;
  /**
   * Invocations that a filter's gradient is spread over, a slice of the batch's rows each. They keep an adapter busy, and
   * cost memory for their sums. As they order the sums, they decide the last bits: one number for an adapter, never tuned.
   */
  readonly slicing: number;
}

const plain = (pixels: number, vectors: number): ConvTile => ({
  pixels,
  vectors,
  workgroup: 64,
  quads: false,
});
const inQuads = (pixels: number, vectors: number): ConvTile => ({ ...plain(pixels, vectors), quads: true });

/** Enough invocations to keep a large graphics processor busy. */
const BUSY = 16_384;

/** From the largest, with the fewest reads, to the smallest, with the most invocations. */
const DEFAULT_TILES = [plain(7, 2), plain(4, 1), plain(2, 1), plain(1, 1)] as const;

/**
 * A good default on any graphics processor until tiles are measured: the largest tile that still keeps it busy.
 */
export const DEFAULT_TILING: Tiling = {
  tileOf: shape => {
    if (shape.op === 'conv2dFilterGrad') return plain(4, shape.kernel === 1 ? 4 : 2);
    return DEFAULT_TILES.find(tile => invocations(shape, tile) >= BUSY) ?? plain(1, 1);
  },
  summing: 64,
  slicing: BUSY,
};

/** Of a convolution or its gradient by the input, about. */
function invocations({ op, stride, batch, height, width, fanIn, fanOut }: ConvShape, tile: ConvTile): number {
  const [pixels, channels] =
    op === 'conv2d' ? [(height * width) / stride ** 2, fanOut] : [height * width, fanIn];
  return (batch * pixels * channels) / (4 * tile.pixels * tile.vectors);
}

/** As measured on SwiftShader, where reads are slow and barriers slower. Needs subgroups. */
export const SOFTWARE_TILING: Tiling = {
  tileOf: () => inQuads(7, 4),
  summing: 4,
  slicing: 4096,
};

/**
 * A plan's initial tile: code small enough to compile quickly even on software adapters, which take seconds for a large
 * tile.
 */
export const FIRST_TILES: Tiling['tileOf'] = () => plain(4, 1);

/** Candidates to measure beside the default tile. */
export function candidateTiles({ op, width }: ConvShape, quads: boolean): readonly ConvTile[] {
  const tiles =
    op === 'conv2dFilterGrad'
      ? [plain(2, 1), plain(4, 1), plain(4, 2), plain(7, 2), inQuads(7, 2), inQuads(7, 4)]
      : [
          plain(1, 1),
          plain(2, 1),
          plain(4, 1),
          plain(4, 2),
          plain(7, 2),
          plain(14, 2),
          inQuads(7, 4),
          inQuads(14, 2),
        ];
  return tiles.filter(tile => tile.pixels <= width && (quads || !tile.quads));
}

/** Sizes of the workgroups that add things up: a software adapter's barriers are dear, a graphics processor's are cheap. */
export const SUMMING_SIZES = [64, 4] as const;
