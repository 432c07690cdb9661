import { ADAM } from './trainingGraph.ts';

/** Adam's two bias corrections at its n-th step (n >= 1), in float64: see the `adam` op. */
export function adamStepScales(n: number, learningRate: number): { stepSize: number; vScale: number } {
  return {
    stepSize: learningRate / (1 - ADAM.beta1 ** n),
    vScale: 1 / Math.sqrt(1 - ADAM.beta2 ** n),
  };
}

/**
 * The running average's decay after n steps: min(decay, (1 + n) / (10 + n)), so short runs are not dominated by the
 * initial weights.
 *
 * @param warmup false for the plain decay, with which the initial weights keep a share of decay^n.
 */
export function emaDecayAt(n: number, decay: number, warmup = true): number {
  return warmup ? Math.min(decay, (1 + n) / (10 + n)) : decay;
}
