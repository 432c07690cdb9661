/** Changes the settings, by hand, preset or link, and keeps the address up to date. */
import { defaultsFor, withKind } from '../../config/byKind.ts';
import { makeConsistent } from '../../config/consistency.ts';
import { decodeLink, drawingsOfLink, encodeLink, withDrawings, withoutSettings } from '../../config/link.ts';
import { PARAM_NAMES, PARAMS } from '../../config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../config/runConfig.ts';
import { runName } from '../../config/runName.ts';
import { type Share, shareOf } from '../../config/share.ts';
import { DataError } from '../../data/dataError.ts';
import { drawingsFromText, drawingsToText } from '../../data/drawingsText.ts';
import type { Shape } from '../../data/shape.ts';
import type { Context } from '../context.ts';
import { type DrawingsActions, drawingsInView } from '../drawings/drawings.ts';
import { derive } from '../memo.ts';
import type { Notices } from '../notices/notices.ts';
import type { RunsActions } from '../runs/runs.ts';
import type { AppState } from '../state.ts';
import type { Address } from './address.ts';
import { shapeInView } from './dataInView.ts';
import { changedParams, isUntouched, needsApply, needsRestart, runningConfig } from './rules.ts';

/** Waits for a slider to come to rest. */
const REBUILD_AFTER_MS = 300;

/** Settings that a notice names one by one. */
const NAMED = 3;

/** The drawings in view, encoded for a link; null if they are too many. */
const drawingsText = derive([drawingsInView, shapeInView], ({ count, pixels }, shape) =>
  count === 0 ? null : drawingsToText(pixels, shape),
);

/** The hash for what the page shows. It leaves out the user's own drawings, which this browser saves. */
const hashInView = derive(
  [
    ({ config }: AppState) => config,
    ({ drawings }: AppState) => drawings.visit?.from === 'link',
    drawingsText,
  ],
  (config, visited, text) => {
    const hash = encodeLink(config);
    return visited && text !== null && config.dataset === 'drawings' ? withDrawings(hash, text) : hash;
  },
);

/** The settings and drawings that a run is built from. */
const ordered = derive([({ config }: AppState) => config, drawingsInView], (config, drawings) => ({
  config,
  drawings,
}));

interface Others {
  readonly address: Address;
  readonly notices: Notices;
  readonly drawings: DrawingsActions;
  readonly runs: RunsActions;
}

export function createSettings(context: Context, { address, notices, drawings, runs }: Others) {
  const { get, set, whenever } = context;
  let pushNext = false;
  /** What a text has set, and the settings before it. */
  let lent: { readonly now: RunConfig; readonly before: RunConfig } | null = null;

  /** A trained network keeps its settings until the user applies the new ones. */
  const held = (): Partial<RunConfig> => {
    const state = get();
    if (isUntouched(state)) return {};
    const running = runningConfig(state);
    const live = PARAM_NAMES.filter(name => PARAMS[name].affects === 'live');
    return Object.fromEntries(live.map(name => [name, running[name]]));
  };

  /** Where “Back” leads from now on: unchanged if the run is untrained or not saved. */
  const before = (): AppState['before'] => {
    const state = get();
    const { run, engine } = state;
    if (run.step === 0 || !engine.writes) return state.before;
    const name = run.name ?? runName(run.config);
    const config = state.before?.run.id === run.id ? state.before.config : state.config;
    return { config, run: { id: run.id, name, step: run.step } };
  };

  /** Replaces the whole set-up. */
  const adopt = (config: RunConfig) => set({ before: before(), held: held(), config });

  /** Begins a new run; it trains if the one in its place was about to. */
  const begin = () => {
    const back = before();
    runs.build();
    set({ held: {}, before: back });
  };

  const actions = {
    /** Sets parameters together; a notice says which others a rule changed to fit. */
    set(wanted: Partial<RunConfig>) {
      const state = get();
      const { config, changes } = makeConsistent(withKind(state.config, wanted));
      const untouched = Object.entries(state.held).filter(([name]) => !(name in wanted));
      set({ config, held: Object.fromEntries(untouched) });
      const holds = (now: AppState) => now.config === config;
      for (const change of changes) notices.info(change, { holds });
    },

    /** Sets what a text needs; a notice leads back to the settings before the first of its changes. */
    lend(wanted: Partial<RunConfig>) {
      const before = lent?.now === get().config ? lent.before : get().config;
      actions.set(wanted);
      const now = get().config;
      const names = changedParams(before, now).map(name => PARAMS[name].label);
      lent = names.length === 0 ? null : { now, before };
      if (!lent) return;
      const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
      notices.tell({
        key: 'lent',
        kind: 'info',
        message: `The text has changed ${names.slice(0, NAMED).join(', ')}${more}.`,
        action: { label: 'Back to my settings', run: () => actions.set(before) },
        holds: state => state.config === now,
      });
    },

    /** Applies a preset; what it leaves out gets its default, except the seed. */
    preset(preset: Partial<RunConfig>) {
      pushNext = true;
      adopt({ ...defaultsFor({ ...DEFAULT_CONFIG, ...preset }), seed: get().config.seed, ...preset });
      pushNext = false;
    },

    /** Begins a new run from the present settings, which does not train yet. A trained one stays among the saved runs. */
    apply() {
      runs.pause();
      begin();
    },

    /**
     * Tries a set-up at once. A trained network that does not fit it, or must not train further, is saved and replaced.
     *
     * @returns whether it began; if not, because the trained run could not be saved, a notice says so.
     */
    async tryOut(preset: Partial<RunConfig>, { fresh }: { readonly fresh: boolean }): Promise<boolean> {
      const trained = !isUntouched(get());
      if (trained && !(await runs.keep())) return false;
      actions.preset(preset);
      if (needsApply(get()) || (trained && fresh)) actions.apply();
      return true;
    },

    /**
     * Adopts a link's settings and drawings at once, as a step of a lesson wants. A trained network stays if it fits
     * them; else it is saved and replaced.
     *
     * @returns whether it did; if not, because the trained run could not be saved, a notice says so.
     */
    async openLink(hash: string): Promise<boolean> {
      const { run } = get();
      const trained = !isUntouched(get());
      const { config } = decodeLink(hash);
      const anew = changedParams(config, run.config).some(name => PARAMS[name].affects === 'restart');
      if (trained && anew && !(await runs.keep())) return false;
      read({ hash, search: '' }, said => {
        if (trained && !anew) set({ config: said, held: {} });
        else adopt(said);
      });
      if (trained && needsRestart(get())) actions.apply();
      return true;
    },

    /** Restores the settings, and the run, from before a preset, a link or an experiment. */
    goBack() {
      const { before: back, run } = get();
      if (!back) return;
      set({ before: null, held: {}, config: back.config });
      if (run.id !== back.run.id) runs.openKept(back.run.id);
      else runs.showDrawingsOf(run.drawings?.pixels ?? null);
    },

    /** The link that reproduces what the page shows, with the drawings if they fit. */
    share: (): Share =>
      shareOf(address.base, get().config, { count: drawingsInView(get()).count, text: drawingsText(get()) }),
  };

  /** Shows the drawings of the new address instead of those of the last. */
  const receiveDrawings = (text: string | null): Shape | null => {
    const visited = get().drawings.visit?.from === 'link';
    if (text === null) {
      if (visited) drawings.endVisit(false);
      return null;
    }
    try {
      const { pixels, shape } = drawingsFromText(text);
      if (!visited || drawingsText(get()) !== text) drawings.visit(pixels, shape, 'link');
      return shape;
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      notices.error(error.message, { advice: `${error.advice} The rest of it applies.` });
      return null;
    }
  };
  const read = ({ hash, search }: Pick<Address, 'hash' | 'search'>, take: (config: RunConfig) => void) => {
    const { config: said, problems } = decodeLink(hash, search);
    const shape = receiveDrawings(drawingsOfLink(hash, search));
    // Drawings say best what shape they have.
    const config = shape ? { ...said, side: shape.width, colour: shape.channels === 3 } : said;
    take(config);
    const holds = (now: AppState) => now.config === config;
    for (const problem of problems) notices.info(problem, { holds });
  };

  read(address, config => set({ config }));
  address.subscribe(() => {
    if (address.hash !== hashInView(get())) read(address, adopt);
  });
  whenever(hashInView, hash => {
    if (address.hash === hash && withoutSettings(address.search) === address.search) return;
    address.show(hash, pushNext ? 'push' : 'replace');
  });

  // Trained weights are never discarded without the user's say.
  let rebuild: ReturnType<typeof setTimeout> | undefined;
  const restart = (state: AppState) => isUntouched(state) && needsRestart(state);
  whenever(
    state => (restart(state) ? ordered(state) : null),
    wanted => {
      clearTimeout(rebuild);
      if (wanted) rebuild = setTimeout(() => restart(get()) && begin(), REBUILD_AFTER_MS);
    },
  );
  whenever(
    // If the user has undone the changes by hand there is nothing to go back to.
    state => state.before?.run.id === state.run.id && !needsApply(state),
    undone => {
      if (undone) set({ before: null });
    },
  );

  return actions;
}

export type SettingsActions = ReturnType<typeof createSettings>;
