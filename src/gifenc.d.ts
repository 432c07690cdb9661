/** What is used of gifenc 1.0.3, which brings no types. */
declare module 'gifenc' {
  type Palette = readonly (readonly [number, number, number])[];
  interface FrameOptions {
    readonly palette?: Palette;
    /** Milliseconds. */
    readonly delay?: number;
    /** 0: for ever. */
    readonly repeat?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  /** The colours that stand for those of the RGBA bytes, at most `most`. */
  export function quantize(rgba: Uint8Array, most: number): Palette;
  /** For each pixel of the RGBA bytes its colour's place in the palette. */
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}
