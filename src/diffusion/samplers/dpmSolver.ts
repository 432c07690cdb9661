/** DPM-Solver++, multistep (Lu et al. 2022b, algorithm 2), as in diffusers: an exponential integrator for x0Hat. */
import { diffusersDpmSteps } from '../diffusersSteps.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { lambda, type Step } from './level.ts';
import { type Coefficients, rowOf } from './rowOf.ts';
import type { Sampler } from './sampler.ts';

export interface DpmSolverOptions {
  readonly solverOrder: number;
  readonly solverType?: 'midpoint' | 'heun';
  /** Fall back to lower orders in the last two steps of a short run, which are the least stable. */
  readonly lowerOrderFinal?: boolean;
  /** The step that the sampling starts with; there are no predictions from earlier steps. */
  readonly first?: number;
  /** Always use first order in the last step. */
  readonly eulerAtFinal?: boolean;
}

const SHORT_RUN = 15;

export function dpmSolverRows(steps: readonly Step[], options: DpmSolverOptions): SamplerRow[] {
  return steps.map((step, i) => {
    const order = orderAt(i, steps, options);
    const before = (n: number) => steps[i - n]!.from;
    const h = lambda(step.to) - lambda(step.from);
    const base = firstOrder(step, h);
    if (order === 1) return rowOf(step, base);
    const r0 = (lambda(step.from) - lambda(before(1))) / h;
    if (order === 2) return rowOf(step, secondOrder(step, base, h, r0, options.solverType ?? 'midpoint'));
    const r1 = (lambda(before(1)) - lambda(before(2))) / h;
    return rowOf(step, thirdOrder(step, base, h, r0, r1));
  });
}

function orderAt(i: number, steps: readonly Step[], options: DpmSolverOptions): number {
  const { solverOrder, lowerOrderFinal = true, eulerAtFinal = false, first = 0 } = options;
  const short = lowerOrderFinal && steps.length < SHORT_RUN;
  const toClean = steps.at(-1)!.to.noise === 0;
  if (i === steps.length - 1 && (eulerAtFinal || short || toClean)) return 1;
  const limit = i === steps.length - 2 && short ? 2 : solverOrder;
  // There are i - first past predictions; steps before the first are skipped.
  return Math.min(solverOrder, limit, Math.max(0, i - first) + 1);
}

/** e^-h - 1; -1 if the step starts from pure noise or ends in the clean image. */
const decay = (h: number): number => Math.expm1(-h);

function firstOrder({ from, to }: Step, h: number): Required<Pick<Coefficients, 'cXt' | 'cX0'>> {
  return { cXt: to.noise / from.noise, cX0: -to.signal * decay(h) };
}

function secondOrder(
  { to }: Step,
  base: Required<Pick<Coefficients, 'cXt' | 'cX0'>>,
  h: number,
  r0: number,
  type: 'midpoint' | 'heun',
): Coefficients {
  const cD1 = type === 'midpoint' ? -0.5 * to.signal * decay(h) : to.signal * (decay(h) / h + 1);
  return { ...base, cX0: base.cX0 + cD1 / r0, cX0Prev: -cD1 / r0 };
}

/** D1 and D2 are the first and second divided differences of the last three predictions. */
function thirdOrder(
  { to }: Step,
  base: Required<Pick<Coefficients, 'cXt' | 'cX0'>>,
  h: number,
  r0: number,
  r1: number,
): Coefficients {
  const cD1 = to.signal * (decay(h) / h + 1);
  const cD2 = -to.signal * ((decay(h) + h) / h ** 2 - 0.5);
  // D1 = d0 + r0 / (r0 + r1) (d0 - d1), D2 = (d0 - d1) / (r0 + r1), d0 = (m0 - m1) / r0, d1 = (m1 - m2) / r1.
  const share = r0 / (r0 + r1);
  const c0 = (cD1 * (1 + share) + cD2 / (r0 + r1)) / r0;
  const c1 = -(cD1 * share + cD2 / (r0 + r1)) / r1;
  return { ...base, cX0: base.cX0 + c0, cX0Prev: c1 - c0, cX0Prev2: -c1 };
}

export const dpmSolver = {
  id: 'dpm++',
  label: 'DPM-Solver++',
  about: 'DPM-Solver++ also remembers earlier guesses, and bends the path with them.',
  tex: String.raw`x_{t'} = \tfrac{\sigma_{t'}}{\sigma_t}\,x_t + (1-e^{-h})\,\alpha_{t'}\big((1+\tfrac{1}{2r})\,\hat x_0 - \tfrac{1}{2r}\,\hat x_0'\big)`,
  texOnFlow: String.raw`x_{t'} = \tfrac{s'}{s}\,x_t + (1-e^{-h})\,(1-s')\big((1+\tfrac{1}{2r})\,\hat x_0 - \tfrac{1}{2r}\,\hat x_0'\big)`,
  fits: ['vp', 'flow'],
  uses: () => ['solverOrder'],
  rows: dpmSolverRows,
  diffusers: {
    className: 'DPMSolverMultistepScheduler',
    pipeline: 'DDPMPipeline',
    process: 'vp',
    clipSample: null,
    write: ({ solverOrder }) => ({
      algorithm_type: 'dpmsolver++',
      solver_order: solverOrder,
      solver_type: 'midpoint',
      thresholding: false,
    }),
    read: config => ({ solverOrder: config.solver_order }),
    rows: (process, config, steps) =>
      dpmSolverRows(diffusersDpmSteps(process, config, steps), {
        solverOrder: config.solver_order,
        solverType: config.solver_type === 'heun' ? 'heun' : 'midpoint',
        lowerOrderFinal: config.lower_order_final,
        eulerAtFinal: config.euler_at_final,
      }),
  },
} as const satisfies Sampler;
