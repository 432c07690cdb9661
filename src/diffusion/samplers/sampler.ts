/** What a sampler is: how one step back is made. Each is a row in a file of its own. */
import type { DiffusersConfig } from '../diffusersConfig.ts';
import type { VarianceName } from '../names.ts';
import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';

export interface SamplerSettings {
  /** DDIM: 0 is deterministic, 1 as noisy as DDPM. */
  readonly eta: number;
  /** DPM-Solver++: 1 to 3. */
  readonly solverOrder: number;
  /** DDPM. */
  readonly variance: VarianceName;
}

export interface Sampler {
  readonly id: string;
  readonly label: string;
  /** One sentence, for choosing among them. */
  readonly about: string;
  /** In LaTeX, the step that `rows` describes. */
  readonly tex: string;
  /**
   * The same on a rectified flow, where it looks different there: with 1 - s in place of sqrt(alpha-bar) and s in place
   * of sqrt(1 - alpha-bar).
   */
  readonly texOnFlow?: string;
  /** The processes whose levels the sampler's derivation covers. */
  readonly fits: readonly Process['kind'][];
  /** Settings that change what it does; some of them only where others have a certain value. */
  readonly uses: (settings: Pick<SamplerSettings, 'eta'>) => readonly (keyof SamplerSettings | 'addNoise')[];
  /** @param first the step that the sampling begins with: no prediction from before it is known. */
  readonly rows: (
    steps: readonly Step[],
    options: SamplerSettings & { readonly first?: number },
  ) => SamplerRow[];
  readonly diffusers: DiffusersScheduler;
}

/** The scheduler of diffusers (0.29) that does the same. */
interface DiffusersScheduler {
  readonly className: string;
  /** A pipeline of diffusers that samples with it, or with one made of its configuration. */
  readonly pipeline: 'DDPMPipeline' | 'DDIMPipeline';
  readonly process: Process['kind'];
  /** What `clip_sample` is where a configuration leaves it out; null where the scheduler never clips. */
  readonly clipSample: boolean | null;
  /** The fields of its configuration that are its own. */
  readonly write: (settings: SamplerSettings) => Readonly<Record<string, unknown>>;
  /** What these fields say. */
  readonly read: (config: DiffusersConfig) => Partial<SamplerSettings>;
  /**
   * Its steps, exactly as diffusers makes them.
   *
   * @param process of the configuration's betas; a flow has levels of its own.
   * @param eta DDIM's, which diffusers takes at each step rather than from the configuration.
   */
  readonly rows: (process: Process, config: DiffusersConfig, steps: number, eta: number) => SamplerRow[];
}
