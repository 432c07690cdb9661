/** Averaged weights at chosen steps of training, kept in the worker's memory to sample with later. */
import type { FrozenNetwork, NetworkRuntime } from '../../runtime/networkRuntime.ts';
import { evenInLog } from './evenInLog.ts';

/** The weights at one training step. */
export interface Snapshot {
  readonly step: number;
  /** The running average [P]. */
  readonly ema: Float32Array;
}

const MOST = 20;
/** The first, the last, and two between them. */
const FEWEST = 4;
/** Most bytes for all of them together, unless that leaves fewer than the fewest. */
const BUDGET = 128 * 2 ** 20;

export class Snapshots {
  private readonly most: number;

  /** @param changed called with the steps that are kept, and their bytes. */
  constructor(
    private readonly network: NetworkRuntime,
    private readonly changed: (steps: readonly number[], bytes: number) => void,
    private kept: readonly Snapshot[] = [],
  ) {
    const each = 4 * network.paramCount;
    this.most = Math.min(MOST, Math.max(FEWEST, Math.floor(BUDGET / each)));
  }

  /** All snapshots, to carry over to another device. */
  get all(): readonly Snapshot[] {
    return this.kept;
  }

  /** Keeps the present weights if this step is due. Call between two steps. */
  async offer(previewEvery: number): Promise<void> {
    const { step } = this.network;
    if (!isDue(step, previewEvery) || this.kept.some(snapshot => snapshot.step === step)) return;
    const { ema } = await this.network.readState();
    // A copy: a backend may return its own memory.
    const all = [...this.kept, { step, ema: ema.slice() }].sort((a, b) => a.step - b.step);
    const steps = evenInLog(
      all.map(snapshot => snapshot.step),
      this.most,
    );
    this.kept = all.filter(snapshot => steps.includes(snapshot.step));
    this.changed(steps, this.kept.length * 4 * this.network.paramCount);
  }

  /** @throws if that step was never kept, or was dropped to make room. */
  freeze(step: number): FrozenNetwork {
    const snapshot = this.kept.find(kept => kept.step === step);
    if (!snapshot) throw new Error(`The weights of step ${step} are not kept any more.`);
    return this.network.freezeParams(snapshot.ema);
  }
}

/** Powers of two until the first preview, then at every preview. */
function isDue(step: number, previewEvery: number): boolean {
  const early = step < previewEvery && Number.isInteger(Math.log2(step));
  return step === 0 || early || step % previewEvery === 0;
}
