/** Reads regions of GPU memory back, through one reused buffer. */

interface Piece {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
}

export class Readback {
  private readonly staging: GPUBuffer;

  constructor(
    device: GPUDevice,
    private readonly pieces: readonly Piece[],
  ) {
    const size = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
    this.staging = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  }

  /** Adds the copy commands to `encoder`; submit them before `read`. */
  copy(encoder: GPUCommandEncoder): void {
    let at = 0;
    for (const { buffer, offset, bytes } of this.pieces) {
      encoder.copyBufferToBuffer(buffer, offset, this.staging, at, bytes);
      at += bytes;
    }
  }

  /** The pieces' numbers. */
  async read(): Promise<Float32Array[]> {
    await this.staging.mapAsync(GPUMapMode.READ);
    const mapped = this.staging.getMappedRange();
    let at = 0;
    const values = this.pieces.map(({ bytes }) => {
      const piece = new Float32Array(mapped.slice(at, at + bytes));
      at += bytes;
      return piece;
    });
    this.staging.unmap();
    return values;
  }

  dispose(): void {
    this.staging.destroy();
  }
}
