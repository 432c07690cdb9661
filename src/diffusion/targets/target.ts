/** What the network is asked for: y = pX0 x0 + pEps eps. Each target is a row in a file of its own. */
export interface TargetCoefficients {
  readonly pX0: number;
  readonly pEps: number;
}

export interface Target {
  readonly id: string;
  readonly label: string;
  /** Its symbol, in LaTeX. */
  readonly tex: string;
  /** In LaTeX, what it is made of, where its symbol does not say it. */
  readonly definition: string | null;
  /** The same on a rectified flow, where it looks different there. */
  readonly definitionOnFlow?: string;
  /** At a level where x_t = signal x0 + noise eps. */
  readonly coefficients: (signal: number, noise: number) => TargetCoefficients;
  /** diffusers' `prediction_type` (0.29), where it has one. */
  readonly diffusers: string | null;
}
