/** Writes one compute shader: bindings, loads and stores by region, and the invocation's index. */
import type { Region, Storage } from '../../plan/region.ts';

/** One kernel call of a plan, before memory and pipelines exist. Kernels with equal code share a pipeline. */
export interface Dispatch {
  /** The op kind, for listings. */
  readonly label: string;
  readonly code: string;
  /** Bindings 0, 1, ... of group 0. */
  readonly regions: readonly Region[];
  readonly workgroups: readonly [number, number, number];
  /** Floating-point operations, as the graph counts them. */
  readonly flops: number;
}

/** A kernel's label, code and size. */
interface Launch {
  readonly label: string;
  readonly flops: number;
  readonly workgroupSize: number;
  /** Number of invocations, indexed by `id` in the body. If left out, `workgroups` is given and there is no `id`. */
  readonly invocations?: number;
  readonly workgroups?: number;
  readonly body: string;
  /** Declarations before the entry point. */
  readonly head?: string;
  /** Whether four neighbouring invocations exchange what they read; the body then sees `quad_lane`, 0 to 3. */
  readonly quads?: boolean;
}

/** The most workgroups in one dimension of a dispatch, by the specification's default limits. */
const MAX_GROUPS = 65_535;

const BYTES: Readonly<Record<Storage, number>> = { vec4f: 16, f32: 4, u32: 4 };

export class KernelWriter {
  private readonly regions: Region[] = [];

  /** The variable of a region. One that is bound already keeps its name: no two bindings may overlap. */
  bind(region: Region): string {
    let index = this.regions.indexOf(region);
    if (index < 0) index = this.regions.push(region) - 1;
    return `b${index}`;
  }

  get bindings(): number {
    return this.regions.length;
  }

  /** An expression for an element. */
  load(region: Region, index: string): string {
    return `${this.bind(region)}[${index}]`;
  }

  /** A statement. */
  store(region: Region, index: string, value: string): string {
    return `${this.bind(region)}[${index}] = ${value};`;
  }

  /**
   * The body sees `id` (the invocation's number), `group` (its workgroup's) and `local` (its number within that).
   * All bindings are read-write: WebGPU allows no buffer to be both read-only and writable in one dispatch, and the
   * arena is one buffer.
   */
  finish({
    label,
    flops,
    workgroupSize,
    invocations,
    workgroups,
    body,
    head = '',
    quads = false,
  }: Launch): Dispatch {
    const groups = workgroups ?? Math.ceil(invocations! / workgroupSize);
    const wide = Math.min(groups, MAX_GROUPS);
    const high = Math.ceil(groups / wide);
    const declarations = this.regions.map(
      ({ storage, bytes }, i) =>
        `@group(0) @binding(${i}) var<storage, read_write> b${i}: array<${storage}, ${bytes / BYTES[storage]}>;`,
    );
    const index = high === 1 ? 'workgroup.x' : `workgroup.y * ${wide}u + workgroup.x`;
    const guard =
      invocations === undefined
        ? high === 1 || groups === wide * high
          ? ''
          : `if (group >= ${groups}u) { return; }`
        : invocations === groups * workgroupSize && groups === wide * high
          ? ''
          : `if (id >= ${invocations}u) { return; }`;
    // The four invocations of a quad take the same branches by construction, which the compiler cannot see.
    const exchange = quads ? 'enable subgroups;\ndiagnostic(off, subgroup_uniformity);\n' : '';
    const code = `${exchange}${declarations.join('\n')}
${head}
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) local: u32) {
  ${quads ? 'let quad_lane = local % 4u;' : ''}
  let group = ${index};
  ${invocations === undefined ? '' : `let id = group * ${workgroupSize}u + local;`}
  ${guard}
${body}
}
`;
    return { label, flops, code, regions: [...this.regions], workgroups: [wide, high, 1] };
  }
}

/** The text of `write(0)`, `write(1)`, ... */
export const repeat = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('\n');
