/** Compiles shaders without blocking, each text once for as long as the device lives. */
import type { GpuDevice } from '../gpuDevice.ts';
import type { Dispatch } from './kernelWriter.ts';

export interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class Pipelines {
  private readonly byCode = new Map<string, Promise<Compiled>>();
  private readonly layouts = new Map<number, GPUBindGroupLayout>();

  constructor(private readonly gpu: Pick<GpuDevice, 'device' | 'compiling'>) {}

  /** @throws with the compiler's message if a shader is refused. */
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

  private create({ label, code, regions }: Dispatch): Promise<Compiled> {
    const { device, compiling } = this.gpu;
    return compiling.take(async () => {
      const layout = this.layoutOf(regions.length);
      const module = device.createShaderModule({ code, label });
      const pipeline = await device.createComputePipelineAsync({
        label,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint: 'main' },
      });
      return { pipeline, layout };
    });
  }

  private layoutOf(bindings: number): GPUBindGroupLayout {
    const known = this.layouts.get(bindings);
    if (known) return known;
    const entries = Array.from({ length: bindings }, (_, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: 'storage' as const },
    }));
    const layout = this.gpu.device.createBindGroupLayout({ entries });
    this.layouts.set(bindings, layout);
    return layout;
  }
}
