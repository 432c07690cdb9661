/** Orders samplings from the engine, and keeps each with the settings and the network that made it. */
import { makeConsistent } from '../../config/consistency.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { runName } from '../../config/runName.ts';
import { isPlane, shapeOf } from '../../data/sets/registry.ts';
import type { SampleFrame } from '../../engine/sampling/sample.ts';
import type { SampleOrder } from '../../engine/sampling/sampleOrder.ts';
import type { RunRecord } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import type { Notices } from '../notices/notices.ts';
import { runningConfig } from '../settings/rules.ts';
import type { AppState, Maker, Sampling } from '../state.ts';
import { type Frames, type Keeps, NO_FRAMES, withFrame } from './frames.ts';

export interface SampleRequest {
  /**
   * Where it is shown: `main` for the Generate part; each experiment has its own. A new sampling replaces the last in
   * its slot.
   */
  readonly slot?: string;
  readonly keeps?: Keeps;
  /** Settings for this sampling only, overriding the page's. */
  readonly changes?: Partial<RunConfig>;
  /** Its start and its known part. Default: pure noise, nothing known. */
  readonly rest?: Omit<SampleOrder, 'config' | 'networkOf'>;
  /** A saved run whose network draws, from the present run's noise. */
  readonly network?: RunRecord | undefined;
  readonly leads?: boolean;
}

/** The network that would draw now. */
export function presentMaker({ run }: Pick<AppState, 'run'>, step = run.step): Maker {
  return {
    runId: run.runId,
    id: run.id,
    name: run.name ?? runName(run.config),
    step,
    pretrained: step === 0 ? (run.ready?.pretrained ?? null) : null,
    // Before its first step a run is not saved.
    fromFile: step === 0 && run.from !== 'settings',
  };
}

/** @param nextFrame calls back before the browser paints. */
export function createSampling(
  { get, set, whenever, engine }: Context,
  notices: Notices,
  nextFrame: (work: () => void) => void,
) {
  const aborts = new Map<string, AbortController>();
  let lastId = 0;

  const change = (slot: string, id: number, how: (sampling: Sampling) => Sampling) => {
    const { samplings } = get();
    const sampling = samplings[slot];
    if (sampling?.id === id) set({ samplings: { ...samplings, [slot]: how(sampling) } });
  };

  async function draw(slot: string, id: number, keeps: Keeps, order: SampleOrder, signal: AbortSignal) {
    const { runId, ready } = get().run;
    const arrived: SampleFrame[] = [];
    let asked = false;
    const show = () => {
      asked = false;
      const frames = arrived.splice(0);
      if (frames.length === 0) return;
      change(slot, id, sampling => {
        // If ordered before the run was ready, it was not yet known whether the pretrained network fits.
        const { pretrained } = presentMaker(get(), sampling.maker.step);
        const maker = ready || order.networkOf ? sampling.maker : { ...sampling.maker, pretrained };
        const shape = shapeOf(sampling.config);
        const all = frames.reduce<Frames>(
          (before, frame) => withFrame(before, frame, shape, keeps),
          sampling,
        );
        return { ...sampling, maker, ...all };
      });
    };
    try {
      for await (const frame of engine().sample({ runId, ...order }, { signal })) {
        arrived.push(frame);
        // Frames of a small network come faster than they can be painted.
        if (asked) continue;
        asked = true;
        nextFrame(show);
      }
    } catch (error) {
      notices.failure(error);
    }
    // A hidden page is not painted.
    show();
    change(slot, id, sampling => ({ ...sampling, status: sampling.result ? 'finished' : 'cancelled' }));
  }

  const cancel = (slot = 'main') => aborts.get(slot)?.abort();

  function sample(request: SampleRequest = {}): void {
    const {
      slot = 'main',
      keeps = isPlane(get().run.config) ? 'numbers' : 'pictures',
      changes = {},
      rest = {},
      network,
      leads = slot === 'main',
    } = request;
    const state = get();
    const base = network
      ? { ...network.config, seed: state.run.config.seed, denoiser: 'network' as const }
      : runningConfig(state);
    const { config } = makeConsistent({ ...base, ...changes });
    const maker = network
      ? { ...presentMaker(state, network.step), id: network.id, name: network.name, pretrained: null }
      : presentMaker(state, rest.weightsOf);
    cancel(slot);
    const abort = new AbortController();
    aborts.set(slot, abort);
    const id = ++lastId;
    const begun: Sampling = { ...NO_FRAMES, id, status: 'running', config, maker, leads };
    set({ samplings: { ...state.samplings, [slot]: begun } });
    const order = { config, ...rest, ...(network ? { networkOf: network.id } : {}) };
    void draw(slot, id, keeps, order, abort.signal);
  }

  // An unfinished sampling of a replaced run is dropped; finished pictures stay, labelled with their network.
  whenever(
    ({ run }) => run.runId,
    runId => {
      const { samplings } = get();
      const left = Object.entries(samplings).filter(
        ([, { maker, result }]) => maker.runId === runId || result,
      );
      if (left.length < Object.keys(samplings).length) set({ samplings: Object.fromEntries(left) });
    },
  );

  return { sample, cancelSample: cancel };
}

export type SamplingActions = ReturnType<typeof createSampling>;
