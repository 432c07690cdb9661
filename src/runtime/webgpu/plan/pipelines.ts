/** Compiles shaders without blocking, each text once for as long as the device lives. */
import type { Dispatch } from './kernelWriter.ts';

export interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Node has no navigator before its version 21. */
const CORES = globalThis.navigator?.hardwareConcurrency ?? 4;

export class Pipelines {
  private readonly byCode = new Map<string, Promise<Compiled>>();
  private readonly layouts = new Map<number, GPUBindGroupLayout>();
  private underway = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly device: GPUDevice,
    /**
     * How many are compiled at a time: one for each core, and one that waits for it. A browser does not let go of a
     * device before all that it was given is compiled, so a worker that ends must not leave many behind: the next one
     * gets no device meanwhile.
     */
    private readonly atOnce = 2 * CORES,
  ) {}

  /** @throws with the compiler's message where a shader is refused. */
  async compile(
    dispatches: readonly Dispatch[],
    onProgress?: (done: number, of: number) => void,
  ): Promise<Compiled[]> {
    const texts = new Set(dispatches.map(({ code }) => code));
    let done = 0;
    return Promise.all(
      dispatches.map(async dispatch => {
        const compiled = await this.pipelineOf(dispatch);
        if (texts.delete(dispatch.code)) onProgress?.(++done, done + texts.size);
        return compiled;
      }),
    );
  }

  private pipelineOf(dispatch: Dispatch): Promise<Compiled> {
    const known = this.byCode.get(dispatch.code);
    if (known !== undefined) return known;
    const compiling = this.create(dispatch);
    this.byCode.set(dispatch.code, compiling);
    return compiling;
  }

  private async create({ label, code, regions }: Dispatch): Promise<Compiled> {
    await this.turn();
    try {
      const layout = this.layoutOf(regions.length);
      const module = this.device.createShaderModule({ code, label });
      const pipeline = await this.device.createComputePipelineAsync({
        label,
        layout: this.device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint: 'main' },
      });
      return { pipeline, layout };
    } finally {
      // The newest first: somebody waits for a sampling, nobody for a step's better tiles.
      const next = this.waiting.pop();
      if (next) next();
      else this.underway -= 1;
    }
  }

  /** Resolves once there is room for one more, which is then taken. */
  private async turn(): Promise<void> {
    if (this.underway < this.atOnce) this.underway += 1;
    else await new Promise<void>(resolve => this.waiting.push(resolve));
  }

  private layoutOf(bindings: number): GPUBindGroupLayout {
    const known = this.layouts.get(bindings);
    if (known) return known;
    const entries = Array.from({ length: bindings }, (_, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: 'storage' as const },
    }));
    const layout = this.device.createBindGroupLayout({ entries });
    this.layouts.set(bindings, layout);
    return layout;
  }
}
