/**
 * The quickest matrix product that an adapter gives, as a yardstick for convolutions: the best of several kernels, those
 * without workgroup memory, which software adapters like, and those with it, which graphics processors like.
 */
import type { GpuDevice } from '../runtime/webgpu/gpuDevice.ts';
import { type Dispatch, KernelWriter, repeat } from '../runtime/webgpu/plan/kernelWriter.ts';
import { Pipelines } from '../runtime/webgpu/plan/pipelines.ts';
import type { Region } from '../runtime/webgpu/plan/region.ts';
import { storageBuffer } from '../runtime/webgpu/storageBuffer.ts';
import { median } from './statistics.ts';

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
const RUNS = 5;

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
  const pipelines = new Pipelines(device);
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
      const times: number[] = [];
      // The first run also finishes the compilation.
      for (let run = 0; run <= RUNS; run++) {
        const began = performance.now();
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(compiled!.pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(...dispatch.workgroups);
        pass.end();
        device.queue.submit([encoder.finish()]);
        await gpu.guard(device.queue.onSubmittedWorkDone());
        if (run > 0) times.push(performance.now() - began);
      }
      const ms = median(times);
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
  for (const tile of [32, 64]) {
    yield { kernel: `workgroup memory, ${tile} x ${tile}`, dispatch: inWorkgroups(matrices, size, tile) };
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

/** The same by tiles in workgroup memory, which 16 columns of invocations, 4 x 4 numbers each, share. */
function inWorkgroups([a, b, c]: Matrices, n: number, tile: number): Dispatch {
  const n4 = n / 4;
  const t4 = tile / 4;
  const size = t4 * t4;
  const perInvocation = (tile * t4) / size;
  const k = new KernelWriter();
  return k.finish({
    label: 'gemm',
    flops: 2 * n ** 3,
    workgroupSize: size,
    workgroups: (n / tile) ** 2,
    head: `var<workgroup> tile_a: array<vec4f, ${tile * t4}>; var<workgroup> tile_b: array<vec4f, ${tile * t4}>;`,
    body: `
  let row0 = group / ${n / tile}u * ${tile}u;
  let column0 = group % ${n / tile}u * ${t4}u;
  let r0 = local / ${t4}u * 4u;
  let c0 = local % ${t4}u;
  ${repeat(4, r => `var sum${r} = vec4f(0);`)}
  for (var i = 0u; i < ${n4}u; i += ${t4}u) {
    ${repeat(
      perInvocation,
      p => `{ let at = local + ${p * size}u; let r = at / ${t4}u; let q = at % ${t4}u;
      tile_a[at] = ${k.load(a, `(row0 + r) * ${n4}u + i + q`)};
      tile_b[at] = ${k.load(b, `(i * 4u + r) * ${n4}u + column0 + q`)}; }`,
    )}
    workgroupBarrier();
    for (var q = 0u; q < ${t4}u; q++) {
      ${repeat(4, r => `let a${r} = tile_a[(r0 + ${r}u) * ${t4}u + q];`)}
      ${repeat(4, lane => `{ let b = tile_b[(q * 4u + ${lane}u) * ${t4}u + c0]; ${repeat(4, r => `sum${r} += a${r}[${lane}] * b;`)} }`)}
    }
    workgroupBarrier();
  }
  ${repeat(4, r => k.store(c, `(row0 + r0 + ${r}u) * ${n4}u + column0 + c0`, `sum${r}`))}`,
  });
}
