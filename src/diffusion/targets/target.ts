/** The type of a target, what the network is trained to output: y = pX0 x0 + pEps eps. Each has a file of its own. */
export interface TargetCoefficients {
  readonly pX0: number;
  readonly pEps: number;
}

export interface Target {
  readonly id: string;
  readonly label: string;
  /** Its symbol, in LaTeX. */
  readonly tex: string;
  /** Its definition in LaTeX, unless the symbol says it. */
  readonly definition: string | null;
  /** Its definition on a rectified flow, if it differs. */
  readonly definitionOnFlow?: string;
  /** The coefficients at a level where x_t = signal x0 + noise eps. */
  readonly coefficients: (signal: number, noise: number) => TargetCoefficients;
  /** diffusers' `prediction_type` (0.29), if it has one. */
  readonly diffusers: string | null;
}
