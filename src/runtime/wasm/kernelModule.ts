/** Our kernels' WebAssembly, in the best form that this machine takes. */

/**
 * A function whose body is `f32x4.relaxed_madd` of three zeros: accepted where multiply and add may be rounded once.
 */
const RELAXED_PROBE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // One type: no parameters, a vector; one function of it.
  ...[1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0],
  // i32.const 0, i32x4.splat, three times; f32x4.relaxed_madd; end.
  ...[
    10, 19, 1, 17, 0, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0xfd, 0x85, 0x02, 0x0b,
  ],
);

const hasRelaxedMadd = (): boolean => WebAssembly.validate(RELAXED_PROBE);

/** @throws where the file cannot be read, or this machine has no SIMD. */
export async function chooseKernels(
  read: (file: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await read(hasRelaxedMadd() ? 'kernels-relaxed.wasm' : 'kernels.wasm'));
}
