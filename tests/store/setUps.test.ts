/**
 * What the engine is asked to do, and what the page shows of its answers, by a set-up that came by link, by a change of
 * the hash, by hand or by a reload. What is expected is computed from the settings alone.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeConsistent } from '../../src/config/consistency.ts';
import { encodeLink, withDrawings } from '../../src/config/link.ts';
import { PARAM_NAMES, PARAMS } from '../../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { drawingsToText } from '../../src/data/drawingsText.ts';
import { drawingsInView } from '../../src/store/drawings/drawings.ts';
import { canAsk, needsApply, reasonAgainst, runningConfig } from '../../src/store/settings/rules.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { answerInView } from '../../src/store/training/answers.ts';
import { anyConfig } from '../config/anyLink.ts';
import { PIXELS, SHAPE, SIDE } from '../data/mnistSize.ts';
import { type Browser, openBrowser, openPage, type Page } from './appHarness.ts';
import { ScriptedEngine } from './scriptedEngine.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const drawing = (grey: number) => new Uint8Array(PIXELS).fill(grey);
const OWN = 11;

/** A browser that holds one drawing of the user's. */
async function browserWithDrawing(): Promise<Browser> {
  const browser = openBrowser();
  await browser.drawings.write(new Map([['own', { id: 'own', order: 1, pixels: drawing(OWN) }]]));
  return browser;
}

interface Opened {
  readonly page: Page;
  readonly engine: ScriptedEngine;
}

/** Waits until changed settings have been applied and every question is answered. */
const settle = () => vi.advanceTimersByTimeAsync(400);

async function open(hash: string, browser: Browser): Promise<Opened> {
  const engine = new ScriptedEngine();
  const page = openPage({ hash, browser, spawnEngine: engine.spawn, recording: false });
  await settle();
  return { page, engine };
}

/** A set-up with the drawings in its link, given by their greys; null for none. */
interface SetUp {
  readonly config: RunConfig;
  readonly guests: readonly number[] | null;
}

const linkOf = ({ config, guests }: SetUp): string =>
  guests && config.dataset === 'drawings'
    ? withDrawings(
        encodeLink(config),
        drawingsToText(Uint8Array.from(guests.flatMap(grey => [...drawing(grey)])), SHAPE)!,
      )
    : encodeLink(config);

/** The settings with drawings of the same size as the user's own. */
const withOwnSize = (config: RunConfig): RunConfig =>
  config.dataset === 'drawings' ? makeConsistent({ ...config, side: SIDE, colour: false }).config : config;

const anySetUp: fc.Arbitrary<SetUp> = fc.record({
  // Without any points of one's own there is no run.
  config: anyConfig.filter(({ dataset, points }) => dataset !== 'points' || points !== '').map(withOwnSize),
  guests: fc.option(fc.array(fc.integer({ min: 20, max: 250 }), { minLength: 1, maxLength: 3 })),
});

/** Sets one control after the other, several times if needed, until all are as wanted. */
function choose({ page }: Opened, config: RunConfig): void {
  for (let round = 0; round < 5; round++) {
    const missing = PARAM_NAMES.filter(name => page.state.config[name] !== config[name]);
    for (const name of missing) page.app.settings.set({ [name]: config[name] });
  }
}

const greys = ({ page: { state } }: Opened) => {
  const { count, pixels } = drawingsInView(state);
  return Array.from({ length: count }, (_, i) => pixels[i * PIXELS]);
};

/** The present run has these settings and drawings, answers about what is shown, and draws. */
function expectRunOf(opened: Opened, setUp: SetUp, way: string): void {
  const { page, engine } = opened;
  const { config, guests } = setUp;
  const drawn = config.dataset === 'drawings' ? (guests ?? [OWN]) : null;
  if (drawn) expect(greys(opened), way).toEqual(drawn);
  const { state } = page;
  const order = engine.orders.at(-1)!;
  expect(order, way).toMatchObject({ runId: state.run.runId, from: 'settings', config });
  const given = 'drawings' in order ? order.drawings : null;
  expect(given && Array.from({ length: given.count }, (_, i) => given.pixels[i * PIXELS]), way).toEqual(
    drawn,
  );
  const facts = {
    config: state.config,
    built: state.run.config,
    running: runningConfig(state),
    waits: [needsApply(state), state.held, state.before],
    against: reasonAgainst(state),
    asks: [canAsk(state), answerInView(state)?.t],
    address: page.address.hash,
  };
  expect(facts, way).toEqual({
    config,
    built: config,
    running: config,
    waits: [false, {}, null],
    against: null,
    asks: [true, levelInView(state)],
    address: linkOf(setUp),
  });
  page.app.sampling.sample();
  expect(page.state.samplings.main?.config, way).toEqual(config);
}

describe('a set-up', () => {
  it('has the engine do the same by link, by a change of the hash, by hand, and after a reload', async () => {
    const browser = await browserWithDrawing();
    await fc.assert(
      fc.asyncProperty(anySetUp, anySetUp, async (setUp, another) => {
        const link = linkOf(setUp);
        const byLink = await open(link, browser);
        expectRunOf(byLink, setUp, 'by link');

        const byHash = await open(linkOf(another), browser);
        byHash.page.address.goTo(link);
        await settle();
        expectRunOf(byHash, setUp, 'by a change of the hash');

        const byHand = await open(encodeLink(another.config), browser);
        choose(byHand, setUp.config);
        await settle();
        expectRunOf(byHand, { ...setUp, guests: null }, 'by hand');

        const reloaded = await open(byHash.page.address.hash, browser);
        expectRunOf(reloaded, setUp, 'after a reload');
        for (const { page } of [byLink, byHash, byHand, reloaded]) page.close();
      }),
      { numRuns: 100 },
    );
  }, 300_000);

  it('is gone back and forward to, whatever was in between', async () => {
    const browser = await browserWithDrawing();
    const trail = fc.uniqueArray(anySetUp, { minLength: 3, maxLength: 5, selector: linkOf });
    await fc.assert(
      fc.asyncProperty(trail, async trail => {
        const opened = await open(linkOf(trail[0]!), browser);
        const { address } = opened.page;
        for (const setUp of trail.slice(1)) {
          address.goTo(linkOf(setUp));
          await settle();
        }
        expect(address.history).toEqual(trail.map(linkOf));
        for (const setUp of [...trail].reverse().slice(1)) {
          address.back();
          await settle();
          expectRunOf(opened, setUp, 'back');
        }
        for (const setUp of trail.slice(1)) {
          address.forward();
          await settle();
          expectRunOf(opened, setUp, 'forward');
        }
        expect(address.history).toEqual(trail.map(linkOf));
        opened.page.close();
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  it('waits where a network is trained, touching nothing that it runs with, until it is applied', async () => {
    const browser = await browserWithDrawing();
    const waiting = PARAM_NAMES.filter(name => ['restart', 'live'].includes(PARAMS[name].affects));
    await fc.assert(
      fc.asyncProperty(anySetUp, anySetUp, async (setUp, another) => {
        const opened = await open(linkOf(another), browser);
        const { page, engine } = opened;
        engine.trained(5);
        await settle();
        expect(page.state.run.step).toBe(5);
        const { run } = page.state;
        page.address.goTo(linkOf(setUp));
        await settle();
        expect(page.state.run.id).toBe(run.id);
        for (const name of waiting) {
          for (const config of engine.retuned) expect(config[name], name).toBe(run.config[name]);
        }
        const differs = waiting.some(name => setUp.config[name] !== another.config[name]);
        if (differs) expect(needsApply(page.state)).toBe(true);
        page.app.settings.apply();
        await settle();
        const { before } = page.state;
        expect(before).toMatchObject({ config: another.config, run: { id: run.id, step: 5 } });
        page.app.store.setState({ before: null });
        expectRunOf(opened, setUp, 'applied');
        page.close();
      }),
      { numRuns: 100 },
    );
  }, 300_000);
});

it('says what could not be taken from a link, also where it is gone to from another', async () => {
  const { page } = await open('', openBrowser());
  page.address.goTo('#v=2&T=5&hue=red');
  await settle();
  expect(page.state.config).toEqual(DEFAULT_CONFIG);
  expect([...page.messages].sort()).toEqual([
    "Steps T should be at least 10, not '5'; 1000 is used.",
    "There is no setting called 'hue'; it was left out.",
  ]);
  // It is no longer of interest once the settings are others.
  page.app.settings.set({ T: 100 });
  expect(page.messages).toEqual([]);
});

it('takes the shape of the drawings that a link brings', async () => {
  const shape = { height: 16, width: 16, channels: 3 };
  const pixels = Uint8Array.from({ length: 2 * 16 * 16 * 3 }, (_, i) => i % 256);
  const hash = withDrawings(
    encodeLink({ ...DEFAULT_CONFIG, dataset: 'drawings' }),
    drawingsToText(pixels, shape)!,
  );
  const { page, engine } = await open(hash, await browserWithDrawing());
  expect(page.state.config).toMatchObject({ side: 16, colour: true });
  expect(engine.orders.at(-1)).toMatchObject({ drawings: { count: 2, pixels } });
  page.app.settings.set({ side: SIDE, colour: false });
  await settle();
  expect(drawingsInView(page.state).count).toBe(0);
  page.app.drawings.endVisit(false);
  expect(drawingsInView(page.state).pixels).toEqual(drawing(OWN));
});

it('shows the drawings of a link again when one comes back to it', async () => {
  const browser = await browserWithDrawing();
  const setUp = { config: { ...DEFAULT_CONFIG, dataset: 'drawings' } as const, guests: [50, 60] };
  const opened = await open(linkOf(setUp), browser);
  opened.page.app.drawings.endVisit(false);
  expect(greys(opened)).toEqual([OWN]);
  opened.page.address.goTo(linkOf(setUp));
  await settle();
  expectRunOf(opened, setUp, 'again');
});

it.each([
  { of: 'one’s own drawings, after a link with others', trained: null, gone: [50] },
  { of: 'a link’s drawings, after a link without any', trained: [50, 60], gone: null },
])('leads back to the drawings that a network was trained on: $of', async ({ trained, gone }) => {
  const config = { ...DEFAULT_CONFIG, dataset: 'drawings' } as const;
  const opened = await open(linkOf({ config, guests: trained }), await browserWithDrawing());
  const { page, engine } = opened;
  engine.trained(5);
  await settle();
  page.address.goTo(linkOf({ config: { ...config, T: 100 }, guests: gone }));
  await settle();
  expect(greys(opened)).toEqual(gone ?? [OWN]);
  expect(needsApply(page.state)).toBe(true);
  page.act(await page.untilTold('keeps its own settings'));
  expect(greys(opened)).toEqual(trained ?? [OWN]);
  expect([page.state.config, needsApply(page.state)]).toEqual([config, false]);
});

it('makes an entry in the history of each preset, and of no setting', async () => {
  const { page } = await open('', openBrowser());
  const { address, app } = page;
  app.settings.set({ T: 100 });
  app.settings.preset({ schedule: 'linear', target: 'eps', sampler: 'ddpm' });
  // Once more, which changes nothing.
  app.settings.preset({ schedule: 'linear', target: 'eps', sampler: 'ddpm' });
  app.settings.set({ T: 200 });
  expect(address.history).toEqual(['#v=2&T=100', '#v=2&schedule=linear&T=200&target=eps']);
});
