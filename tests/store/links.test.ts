/** The page depends on its settings alone, not on how they were set: by link, address, hand or reload. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { defaultsFor } from '../../src/config/byKind.ts';
import { encodeLink } from '../../src/config/link.ts';
import { PARAM_NAMES } from '../../src/config/params.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { SAMPLERS } from '../../src/diffusion/samplers/registry.ts';
import { SCHEDULES } from '../../src/diffusion/schedules/registry.ts';
import { samplerRows } from '../../src/engine/sampling/samplerOptions.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { type App, createApp } from '../../src/store/app.ts';
import type { WorkerLike } from '../../src/store/engine/engineLine.ts';
import {
  canAsk,
  needsApply,
  reasonAgainst,
  runningConfig,
  warnings,
} from '../../src/store/settings/rules.ts';
import { forwardInView, processInView } from '../../src/store/timeline/forward.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { anyConfig } from '../config/anyLink.ts';
import { memoryCollections } from '../storage/memoryCollections.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { FakeAddress } from './fakeAddress.ts';
import { memoryDrawings } from './memoryDrawings.ts';

const LINKS = 1000;

/** A silent engine: everything compared here is computed by the page itself. */
class Silence implements WorkerLike {
  onerror = null;
  onmessageerror = null;
  postMessage(): void {}
  addEventListener(): void {}
  terminate(): void {}
}

interface Opened {
  readonly app: App;
  readonly address: FakeAddress;
}

function open(hash: string): Opened {
  const address = new FakeAddress(hash, '');
  const app = createApp(
    {
      spawnEngine: () => new Silence(),
      spawnFiles: () => new Silence(),
      base: 'http://page.test/',
      fetchData: () => new Promise(() => {}),
      fetchPretrained: () => new Promise(() => {}),
      fetchLesson: () => new Promise(() => {}),
    },
    {
      runs: new RunStorage(memoryTables()),
      drawings: memoryDrawings(),
      collections: memoryCollections(),
      threads: { read: () => null, write: () => {} },
      lessonDraft: { read: () => null, write: () => {} },
    },
    address,
    { nextFrame: () => {}, mayMove: false },
  );
  return { app, address };
}

/** Numbers as text, NaN and infinities among them: Vitest takes long to compare thousands one by one. */
const bits = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** A sampler's rows, number by number, as text. */
function rowBits(rows: readonly SamplerRow[]): string {
  const numbers: number[] = [];
  for (const { corrector, ...row } of rows) {
    for (const name in row) numbers.push(row[name as keyof typeof row]);
    numbers.push(corrector?.modelTime ?? -1);
  }
  return bits(Float64Array.from(numbers));
}

/** Everything that the page computes from its settings. */
function derived({ app, address }: Opened) {
  const state = app.store.getState();
  const { config } = state;
  const { signal, noise, modelTime, kind } = processInView(state);
  const forward = forwardInView(state);
  const t = levelInView(state);
  return {
    config,
    address: address.hash,
    kind,
    signal: bits(signal),
    noise: bits(noise),
    modelTime: bits(modelTime),
    t,
    xt: bits(forward.at(t)),
    rows: rowBits(samplerRows(config, processInView(state))),
    equations: [SCHEDULES[config.schedule].tex, SAMPLERS[config.sampler].tex],
    asks: canAsk(state),
    waits: needsApply(state),
    against: reasonAgainst(state),
    warnings: warnings(state),
    built: state.run.config,
    running: runningConfig(state),
    share: app.settings.share(),
  };
}

/** Lets the time pass after which an untrained run is rebuilt. */
const settle = ({ app }: Opened) => {
  vi.advanceTimersByTime(1000);
  return app;
};

/** Sets one control after the other, several times if needed, until all are as wanted. */
function chooseByHand(opened: Opened, wanted: RunConfig): void {
  for (let round = 0; round < PARAM_NAMES.length; round++) {
    const { config } = opened.app.store.getState();
    const next = PARAM_NAMES.filter(name => config[name] !== wanted[name]);
    if (next.length === 0) return;
    for (const name of next) opened.app.settings.set({ [name]: wanted[name] });
  }
  throw new Error('the rules between settings do not let these be chosen');
}

it(`${LINKS} links: opened afresh, by a change of the address, by hand, and after a reload`, {
  timeout: 600_000,
}, () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const byAddress = open('#v=1&T=321&schedule=sigmoid&target=v&sampler=ddim&seed=99');
  const byHand = open('#v=1&dataset=drawings&T=77&seed=5');
  fc.assert(
    fc.property(anyConfig, config => {
      const hash = encodeLink(config);
      const fresh = open(hash);
      const expected = derived(fresh);
      expect(expected.config).toEqual(config);
      expect(expected.waits).toBe(false);

      byAddress.address.goTo(hash);
      settle(byAddress);
      expect(derived(byAddress)).toEqual(expected);

      chooseByHand(byHand, config);
      settle(byHand);
      expect(derived(byHand)).toEqual(expected);

      const reloaded = open(byHand.address.hash);
      expect(derived(reloaded)).toEqual(expected);
      fresh.app.close();
      reloaded.app.close();
    }),
    { numRuns: LINKS },
  );
  byAddress.app.close();
  byHand.app.close();
  vi.useRealTimers();
});

it('each preset says what its link says, and Back leads to what was before', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const start = '#v=1&T=200&schedule=linear&target=eps&sampler=ddpm';
  for (const { config } of PRESETS) {
    const chosen = open(start);
    const before = derived(chosen);
    chosen.app.settings.preset(config);
    settle(chosen);
    const linked = open(encodeLink({ ...defaultsFor({ ...DEFAULT_CONFIG, ...config }), ...config }));
    expect(derived(chosen)).toEqual(derived(linked));
    chosen.address.back();
    settle(chosen);
    expect(derived(chosen)).toEqual(before);
    chosen.address.forward();
    settle(chosen);
    expect(derived(chosen)).toEqual(derived(linked));
    chosen.app.close();
    linked.app.close();
  }
  vi.useRealTimers();
});
