/**
 * The quickest matrix product that an adapter gives, as a yardstick for convolutions: the best of several kernels, those
 * without workgroup memory, which software adapters like, and those with it, which graphics processors like.
 */
import type { Region } from '../src/runtime/plan/region.ts';
import type { GpuDevice } from '../src/runtime/webgpu/gpuDevice.ts';
import { type Dispatch, KernelWriter, repeat } from '../src/runtime/webgpu/plan/kernelWriter.ts';
import { Pipelines } from '../src/runtime/webgpu/plan/pipelines.ts';
import { quickestOf } from '../src/runtime/webgpu/plan/quickestOf.ts';
import { storageBuffer } from '../src/runtime/webgpu/storageBuffer.ts';

export interface GemmResult {
  /** Of the best kernel. */
  readonly gflops: number;
  readonly kernel: string;
  readonly all: readonly { readonly kernel: string; readonly gflops: number }[];
}

/** Matrices of this many rows and columns; doubled until a product takes long enough to time. */
const SMALLEST = 512;
const LARGEST = 4096;
const LONG_ENOUGH_MS = 20;

export async function bestGemm(gpu: GpuDevice): Promise<GemmResult> {
  for (let size = SMALLEST; ; size *= 2) {
    const { all, ms } = await timeAll(gpu, size);
    if (ms < LONG_ENOUGH_MS && size < LARGEST) continue;
    const best = all.reduce((a, b) => (b.gflops > a.gflops ? b : a));
    return { ...best, all };
  }
}

/** Every kernel on matrices of that size, and how long the quickest took. */
async function timeAll(gpu: GpuDevice, size: number) {
  const { device } = gpu;
  const bytes = size * size * 4;
  const buffers = ['a', 'b', 'c'].map(() => storageBuffer(device, bytes));
  const regions = ['a', 'b', 'c'].map(
    (buffer): Region => ({ bytes, storage: 'vec4f', place: { kind: 'external', buffer, offset: 0 } }),
  );
  const pipelines = new Pipelines(gpu);
  const all: { kernel: string; gflops: number }[] = [];
  let quickest = Number.POSITIVE_INFINITY;
  try {
    for (const { kernel, dispatch } of kernels(regions as [Region, Region, Region], size)) {
      const [compiled] = await gpu.guard(pipelines.compile([dispatch]));
      const entries = dispatch.regions.map((region, binding) => ({
        binding,
        resource: { buffer: buffers[regions.indexOf(region)]! },
      }));
      const bindGroup = device.createBindGroup({ layout: compiled!.layout, entries });
      const ms = await quickestOf(async times => {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(compiled!.pipeline);
        pass.setBindGroup(0, bindGroup);
        for (let i = 0; i < times; i++) pass.dispatchWorkgroups(...dispatch.workgroups);
        pass.end();
        device.queue.submit([encoder.finish()]);
        await gpu.guard(device.queue.onSubmittedWorkDone());
      });
      quickest = Math.min(quickest, ms);
      all.push({ kernel, gflops: (2 * size ** 3) / ms / 1e6 });
    }
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
  return { all, ms: quickest };
}

type Matrices = readonly [Region, Region, Region];

function* kernels(matrices: Matrices, size: number): Generator<{ kernel: string; dispatch: Dispatch }> {
  for (const rows of [4, 8, 16]) {
    for (const vectors of [1, 2]) {
      for (const workgroup of [16, 64]) {
        yield {
          kernel: `${rows} rows x ${4 * vectors} columns, ${workgroup} invocations`,
          dispatch: inRegisters(matrices, size, rows, vectors, workgroup),
        };
      }
    }
  }
  for (const [tile, block] of [
    [32, 4],
    [64, 4],
    [64, 8],
    [128, 8],
  ] as const) {
    yield {
      kernel: `workgroup memory, ${tile} x ${tile}, ${block} x ${block} an invocation`,
      dispatch: inWorkgroups(matrices, size, tile, block),
    };
  }
}

/** c [n, n] = a [n, n] b [n, n]; an invocation keeps its block of c in registers. */
function inRegisters([a, b, c]: Matrices, n: number, rows: number, vectors: number, size: number): Dispatch {
  const n4 = n / 4;
  const columns = n4 / vectors;
  const k = new KernelWriter();
  const each = (write: (r: number, v: number) => string) =>
    repeat(rows, r => repeat(vectors, v => write(r, v)));
  return k.finish({
    label: 'gemm',
    flops: 2 * n ** 3,
    workgroupSize: size,
    invocations: columns * (n / rows),
    body: `
  let column = (id % ${columns}u) * ${vectors}u;
  let row = id / ${columns}u * ${rows}u;
  ${each((r, v) => `var sum${r}_${v} = vec4f(0);`)}
  for (var i = 0u; i < ${n4}u; i++) {
    ${repeat(rows, r => `let a${r} = ${k.load(a, `(row + ${r}u) * ${n4}u + i`)};`)}
    ${repeat(4, lane =>
      repeat(
        vectors,
        v => `{ let b = ${k.load(b, `(i * 4u + ${lane}u) * ${n4}u + column + ${v}u`)};
      ${repeat(rows, r => `sum${r}_${v} += a${r}[${lane}] * b;`)} }`,
      ),
    )}
  }
  ${each((r, v) => k.store(c, `(row + ${r}u) * ${n4}u + column + ${v}u`, `sum${r}_${v}`))}`,
  });
}

/** Columns of a that lie in workgroup memory at a time, and rows of b. */
const SLAB = 16;

/** The same by tiles in workgroup memory; an invocation makes a block of `block` x `block` numbers. */
function inWorkgroups([a, b, c]: Matrices, n: number, tile: number, block: number): Dispatch {
  const n4 = n / 4;
  const t4 = tile / 4;
  const across = tile / block;
  const size = across * across;
  const loads = (tile * SLAB) / 4 / size;
  const vectors = block / 4;
  const k = new KernelWriter();
  const each = (write: (r: number, v: number) => string) =>
    repeat(block, r => repeat(vectors, v => write(r, v)));
  return k.finish({
    label: 'gemm',
    flops: 2 * n ** 3,
    workgroupSize: size,
    workgroups: (n / tile) ** 2,
    head: `var<workgroup> tile_a: array<vec4f, ${(tile * SLAB) / 4}>; var<workgroup> tile_b: array<vec4f, ${SLAB * t4}>;`,
    body: `
  let row0 = group / ${n / tile}u * ${tile}u;
  let column0 = group % ${n / tile}u * ${t4}u;
  let r0 = local / ${across}u * ${block}u;
  let c0 = local % ${across}u;
  ${each((r, v) => `var sum${r}_${v} = vec4f(0);`)}
  for (var i = 0u; i < ${n}u; i += ${SLAB}u) {
    ${repeat(
      loads,
      p => `{ let at = local + ${p * size}u;
      tile_a[at] = ${k.load(a, `(row0 + at / ${SLAB / 4}u) * ${n4}u + i / 4u + at % ${SLAB / 4}u`)};
      tile_b[at] = ${k.load(b, `(i + at / ${t4}u) * ${n4}u + column0 + at % ${t4}u`)}; }`,
    )}
    workgroupBarrier();
    for (var q = 0u; q < ${SLAB / 4}u; q++) {
      ${repeat(block, r => `let a${r} = tile_a[(r0 + ${r}u) * ${SLAB / 4}u + q];`)}
      ${repeat(4, lane =>
        repeat(
          vectors,
          v => `{ let b = tile_b[(q * 4u + ${lane}u) * ${t4}u + c0 + ${v * across}u];
        ${repeat(block, r => `sum${r}_${v} += a${r}[${lane}] * b;`)} }`,
        ),
      )}
    }
    workgroupBarrier();
  }
  ${each((r, v) => k.store(c, `(row0 + r0 + ${r}u) * ${n4}u + column0 + c0 + ${v * across}u`, `sum${r}_${v}`))}`,
  });
}
