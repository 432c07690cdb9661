/**
 * The life of runs against a simple model: whatever happens in whatever order, one tab writes, opening a run never adds
 * steps, and the last good checkpoint always loads. Page, supervisor, engine, saver, writer and storage are the real ones.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MOST_TRIES } from '../../src/store/engine/runLife.ts';
import { ticks } from '../store/appHarness.ts';
import type { FakeTab } from './fakeTab.ts';
import { figures } from './figures.ts';
import { report } from './report.ts';
import { until, World } from './world.ts';

/** What the model knows: whether the tab in front trains, and how often it was lost since something was saved. */
interface Model {
  trains: boolean;
  losses: number;
}

abstract class Step implements fc.AsyncCommand<Model, World> {
  check = (_: Readonly<Model>): boolean => true;

  async run(model: Model, world: World): Promise<void> {
    await this.happen(model, world);
    await world.check();
  }

  abstract happen(model: Model, world: World): Promise<void>;
  toString = () => this.constructor.name;
}

class Start extends Step {
  async happen(model: Model, { front }: World) {
    front.page.app.runs.train('start');
    await until(() => front.phase === 'running', 'training');
    await ticks(5);
    model.trains = true;
  }
}

class Pause extends Step {
  async happen(model: Model, world: World) {
    const { front, tables } = world;
    const trained = model.trains;
    const before = front.acknowledged.get(front.id);
    front.page.app.runs.pause();
    await until(() => front.phase !== 'running', 'a pause');
    await ticks(20);
    model.trains = false;
    if (front.writes && !tables.faults.refuse && front.step > 0) {
      // A save that failed on pause is tried again twenty seconds later.
      if (!trained) await world.pass(25);
      // A run that was opened and not trained since is saved already.
      const opened = front.opened.filter(({ id }) => id === front.id).map(({ step }) => step);
      const saved = () => Math.max(front.acknowledged.get(front.id) ?? 0, ...opened);
      await until(() => saved() === front.step, 'a saved pause');
      if (front.acknowledged.get(front.id) !== before) model.losses = 0;
    }
  }
}

class TimePasses extends Step {
  async happen(model: Model, world: World) {
    const { front, tables } = world;
    const before = front.acknowledged.get(front.id) ?? 0;
    await world.pass(21);
    await ticks(20);
    if (!model.trains || !front.writes || tables.faults.refuse) return;
    await until(() => (front.acknowledged.get(front.id) ?? 0) > before, 'a save after twenty seconds');
    model.losses = 0;
  }
}

/** The worker or device is lost; the run is rebuilt from the last save, and goes on training if it was training. */
abstract class Loss extends Step {
  override check = ({ losses }: Readonly<Model>) => losses < MOST_TRIES;

  async happen(model: Model, world: World) {
    const { front } = world;
    await until(() => front.phase !== null, 'a run to lose');
    const saved = front.acknowledged.get(front.id) ?? 0;
    const { worker } = front.page;
    this.lose(front);
    await until(() => front.page.worker !== worker, 'a loss');
    model.trains &&= this.trainsOn;
    model.losses += 1;
    const phase = model.trains ? ['running'] : ['idle', 'paused'];
    await until(() => phase.includes(front.phase ?? 'none'), `${phase} after a loss`);
    if (!model.trains) expect(front.step).toBeGreaterThanOrEqual(saved);
  }

  protected readonly trainsOn: boolean = true;
  protected abstract lose(tab: FakeTab): void;
}
class DeviceLost extends Loss {
  protected lose = ({ page }: FakeTab) => page.device.lose('lost');
}
class NoMemory extends Loss {
  protected override readonly trainsOn = false;
  protected lose = ({ page }: FakeTab) => page.device.lose('memory');
}
class WorkerThrows extends Loss {
  protected lose = ({ page }: FakeTab) => page.worker.throwUp();
}
class WorkerSilent extends Loss {
  override async happen(model: Model, world: World) {
    const { front } = world;
    const { worker } = front.page;
    const passing = (async () => {
      while (front.page.worker === worker) await world.pass(1);
    })();
    await Promise.all([super.happen(model, world), passing]);
  }
  protected lose = ({ page }: FakeTab) => page.worker.fallSilent();
}

class QuotaExceeded extends Step {
  async happen(_: Model, { tables }: World) {
    tables.faults.refuse = new DOMException('full', 'QuotaExceededError');
  }
}
class SpaceAgain extends Step {
  async happen(_: Model, { tables }: World) {
    tables.faults.refuse = undefined;
  }
}

/** Reloads, then opens the run that was saved last, as the page offers. */
class Reload extends Step {
  async happen(model: Model, world: World) {
    world.closeFront();
    await world.openTab();
    Object.assign(model, { trains: false, losses: 0 });
    const [last] = await world.storage.list();
    if (!last) return;
    world.front.page.app.runs.openKept(last.id);
    await until(() => world.front.phase === 'paused', 'an opened run');
    expect(world.front.step).toBe(last.step);
  }
}

class SecondTab extends Step {
  async happen(model: Model, world: World) {
    if (world.tabs.length === 3) return;
    await world.openTab();
    Object.assign(model, { trains: false, losses: 0 });
  }
}

class TakeOver extends Step {
  async happen(model: Model, { front, tabs }: World) {
    const trained = model.trains;
    // Of the others one wrote; what only looked on had nothing to lose, and may go on trying things.
    const wrote = tabs.find(tab => tab.writes);
    front.page.app.runs.takeOver();
    await until(() => front.writes === true, 'a tab that took over');
    if (wrote && wrote !== front) await until(() => wrote.phase !== 'running', 'the other tab to pause');
    model.trains = trained;
  }
}

class Reset extends Step {
  async happen(model: Model, { front }: World) {
    front.page.app.settings.apply();
    await until(() => front.phase === 'idle', 'a fresh run');
    model.trains = false;
  }
}

const KINDS = [
  Start,
  Start,
  Pause,
  TimePasses,
  DeviceLost,
  NoMemory,
  WorkerThrows,
  WorkerSilent,
  QuotaExceeded,
  SpaceAgain,
  Reload,
  SecondTab,
  TakeOver,
  Reset,
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function live(sequence: Iterable<fc.AsyncCommand<Model, World>>): Promise<void> {
  const world = new World();
  await world.openTab();
  try {
    await fc.asyncModelRun(() => ({ model: { trains: false, losses: 0 }, real: world }), sequence);
  } finally {
    for (const tab of world.tabs) tab.page.close();
  }
}

/** Sequences that once broke what their names say; each was found at random. */
it.each([
  { what: 'a run that was opened is paused before it has moved', kinds: [Start, Pause, Reload, Pause] },
  {
    what: 'a run pauses without room, and then there is room',
    kinds: [QuotaExceeded, Start, Pause, SpaceAgain, Pause],
  },
  {
    what: 'the place is taken while the tab that inherited it still signs the storage',
    kinds: [
      TimePasses,
      WorkerSilent,
      QuotaExceeded,
      Start,
      Reset,
      Reload,
      SecondTab,
      SecondTab,
      TakeOver,
      SpaceAgain,
      WorkerSilent,
    ],
  },
])('holds where $what', async ({ kinds }) => {
  await live(kinds.map(Kind => new Kind()));
});

it(`holds in ${figures.lifeSequences} sequences of what may happen`, async () => {
  const commands = fc.commands(
    KINDS.map(Kind => fc.constant(new Kind())),
    { maxCommands: figures.lifeCommands, size: 'max' },
  );
  await fc.assert(fc.asyncProperty(commands, live), { numRuns: figures.lifeSequences, endOnFailure: true });
  report({
    test: 'commands on the run’s state machine',
    reached: `${figures.lifeSequences} sequences of up to ${figures.lifeCommands}: one writer, no step goes up by loading, the last good save loads`,
    target: '500 sequences',
  });
}, 3_600_000);
