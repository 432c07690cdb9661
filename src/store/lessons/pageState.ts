/** The state that a step of a lesson puts the page in, and the page's state as a step. */
import { RUN_CONFIG_VERSION } from '../../config/runConfig.ts';
import type { PageState } from '../../lessons/lesson.ts';
import type { Context } from '../context.ts';
import type { SettingsActions } from '../settings/settings.ts';
import type { AppState } from '../state.ts';
import type { PlaybackActions } from '../timeline/playback.ts';
import type { TimelineActions } from '../timeline/timeline.ts';
import { openExperiment, type ViewActions } from '../view/view.ts';

export interface PageParts {
  readonly settings: SettingsActions;
  readonly timeline: TimelineActions;
  readonly playback: PlaybackActions;
  readonly view: ViewActions;
}

/** What is shown and hidden follows from the step itself; see `viewInView`. */
export function createPageState({ get }: Context, { settings, timeline, playback, view }: PageParts) {
  return {
    /** @returns whether it could be; if not, because the trained run could not be saved, a notice says so. */
    async putPageIn(state: PageState): Promise<boolean> {
      if (state.settings !== undefined && !(await settings.openLink(state.settings))) return false;
      if (state.picture !== undefined) timeline.chooseImage(state.picture);
      if (state.noise !== undefined) timeline.chooseNoise(state.noise);
      if (state.level !== undefined) playback.scrubTo(state.level * (get().config.T - 1));
      if (state.part !== undefined) timeline.lookAt(state.part);
      if (state.experiment !== undefined) view.openExperiment(state.experiment);
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
}

export type PageStateActions = ReturnType<typeof createPageState>;
