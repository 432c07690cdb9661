/** A buffer that kernels read and write and that can be copied from and to. */
export function storageBuffer(device: GPUDevice, size: number, contents?: Float32Array): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: Math.max(16, size), usage });
  if (contents) device.queue.writeBuffer(buffer, 0, contents as Float32Array<ArrayBuffer>);
  return buffer;
}
