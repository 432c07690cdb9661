/** The type of a sampler, which defines one step back; each has a file of its own. */
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
  /** The step in LaTeX. */
  readonly tex: string;
  /**
   * The step on a rectified flow, if it differs: with 1 - s for sqrt(alpha-bar) and s for sqrt(1 - alpha-bar).
   */
  readonly texOnFlow?: string;
  /** The processes whose levels the sampler's derivation covers. */
  readonly fits: readonly Process['kind'][];
  /** Settings that change the sampler; some apply only with certain values of others. */
  readonly uses: (settings: Pick<SamplerSettings, 'eta'>) => readonly (keyof SamplerSettings | 'addNoise')[];
  /** @param first the step that the sampling starts with; no earlier predictions are known. */
  readonly rows: (
    steps: readonly Step[],
    options: SamplerSettings & { readonly first?: number },
  ) => SamplerRow[];
  readonly diffusers: DiffusersScheduler;
}

/** The equivalent scheduler of diffusers (0.29). */
interface DiffusersScheduler {
  readonly className: string;
  /** A diffusers pipeline that samples with it, or with a scheduler made from its configuration. */
  readonly pipeline: 'DDPMPipeline' | 'DDIMPipeline';
  readonly process: Process['kind'];
  /** The default of `clip_sample`; null if the scheduler never clips. */
  readonly clipSample: boolean | null;
  /** The configuration fields that only this scheduler has. */
  readonly write: (settings: SamplerSettings) => Readonly<Record<string, unknown>>;
  /** Reads these fields. */
  readonly read: (config: DiffusersConfig) => Partial<SamplerSettings>;
  /**
   * The steps, exactly as diffusers computes them.
   *
   * @param process of the configuration's betas; a flow has levels of its own.
   * @param eta DDIM's, which in diffusers is an argument of each step, not part of the configuration.
   */
  readonly rows: (process: Process, config: DiffusersConfig, steps: number, eta: number) => SamplerRow[];
}
