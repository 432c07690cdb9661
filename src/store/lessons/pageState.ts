/** The state that a step of a lesson puts the page in, and the page's state as a step. */
import { defaultsFor } from '../../config/byKind.ts';
import { DEFAULT_CONFIG, RUN_CONFIG_VERSION, type RunConfig } from '../../config/runConfig.ts';
import type { ButtonState, PageState } from '../../lessons/lesson.ts';
import type { Context } from '../context.ts';
import type { RunsActions } from '../runs/runs.ts';
import type { SamplingActions } from '../sampling/sampling.ts';
import { canAsk, isUntouched, needsApply, reasonAgainst } from '../settings/rules.ts';
import type { SettingsActions } from '../settings/settings.ts';
import type { AppState } from '../state.ts';
import type { PlaybackActions } from '../timeline/playback.ts';
import type { TimelineActions } from '../timeline/timeline.ts';
import { hasOwnWeights } from '../training/runState.ts';
import { openExperiment, type ViewActions } from '../view/view.ts';

export interface PageParts {
  readonly settings: SettingsActions;
  readonly timeline: TimelineActions;
  readonly playback: PlaybackActions;
  readonly view: ViewActions;
  readonly runs: RunsActions;
  readonly sampling: SamplingActions;
}

/** What is shown and hidden follows from the step itself; see `viewInView`. */
export function createPageState({ get }: Context, parts: PageParts) {
  const { settings, timeline, playback, view, runs, sampling } = parts;

  /** The settings of a trained network, with `change` to them. The run is rebuilt for them if no weights are lost. */
  const lendTrained = (change: Partial<RunConfig>) => {
    const { run, config } = get();
    const own = canAsk(get()) ? {} : run.config;
    const fitting = hasOwnWeights(run) ? own : { ...defaultsFor(DEFAULT_CONFIG), seed: config.seed };
    settings.lend({ ...fitting, ...change });
    if (isUntouched(get()) && needsApply(get())) settings.apply();
  };

  const actions = {
    /** @returns whether it could be; if not, because the trained run could not be saved, a notice says so. */
    async putPageIn(state: PageState): Promise<boolean> {
      if (state.settings !== undefined && !(await settings.openLink(state.settings))) return false;
      if (state.network === 'trained') lendTrained(state.change ?? {});
      else if (state.change !== undefined) settings.lend(state.change);
      if (state.picture !== undefined) timeline.chooseImage(state.picture);
      if (state.noise === 'other') timeline.otherNoise();
      else if (state.noise !== undefined) timeline.chooseNoise(state.noise);
      if (state.level !== undefined) playback.scrubTo(state.level * (get().config.T - 1));
      if (state.part !== undefined) timeline.lookAt(state.part);
      if (state.experiment !== undefined) view.openExperiment(state.experiment);
      return true;
    },

    /**
     * Puts the page in a button's state, and starts what it says. Training that is impossible does not start.
     *
     * @returns as `putPageIn`.
     */
    async press({ does, ...page }: ButtonState): Promise<boolean> {
      if (!(await actions.putPageIn(page))) return false;
      if (does === 'sample') sampling.sample();
      if (does === 'train' && reasonAgainst(get()) === null) runs.train('start');
      return true;
    },

    /** The page as it is; `leftOut` counts drawings that are too much for a link. */
    pageNow(): { readonly state: PageState; readonly leftOut: number } {
      const now: AppState = get();
      const { link, leftOut } = settings.share();
      const hash = new URL(link).hash.replace(/&sum=[^&]*/, '');
      const { show, hide } = now.view;
      const experiment = openExperiment(now);
      const { share, part, imageIndex, noiseIndex } = now.place;
      const state: PageState = {
        settings: hash || `#v=${RUN_CONFIG_VERSION}`,
        level: Math.round(share * 1e4) / 1e4,
        part,
        picture: imageIndex,
        noise: noiseIndex,
        ...(show && { show: [...show] }),
        ...(hide.length > 0 && { hide: [...hide] }),
        ...(experiment && { experiment }),
      };
      return { state, leftOut };
    },
  };
  return actions;
}

export type PageStateActions = ReturnType<typeof createPageState>;
