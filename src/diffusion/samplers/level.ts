/** One noise level on a sampler's way: x = signal x0 + noise eps. */
export interface Level {
  /** Index into the process; fractional where a flow's sampler falls between two, -1 for the clean end. */
  readonly t: number;
  /** The number given to the network. */
  readonly modelTime: number;
  readonly signal: number;
  readonly noise: number;
}

export const CLEAN: Level = { t: -1, modelTime: 0, signal: 1, noise: 0 };

/** One step of a sampler, before its coefficients are known. */
export interface Step {
  readonly from: Level;
  readonly to: Level;
}

/** Half the log signal-to-noise ratio, lambda of Lu et al. 2022. */
export const lambda = ({ signal, noise }: Level): number => Math.log(signal) - Math.log(noise);
