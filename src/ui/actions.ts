/** What the text's buttons do to the page: the same as a person's hands would. */
import type { RunConfig } from '../config/runConfig.ts';
import type { App } from '../store/app.ts';
import { isUntouched, needsApply, reasonAgainst } from '../store/settings/rules.ts';
import type { Part } from '../store/timeline/place.ts';
import { hasOwnWeights } from '../store/training/runState.ts';

export function pageActions(app: App) {
  const { store, settings, runs, sampling, timeline, playback } = app;
  const state = store.getState;

  /** Builds the run that the settings ask for, where no weights are lost by it. */
  const build = () => {
    if (isUntouched(state()) && needsApply(state())) settings.apply();
  };

  const actions = {
    timeline,

    /** Brings a part into view and lets the equation speak of it. */
    show(part: Part) {
      timeline.lookAt(part);
      document.getElementById(`part-${part}`)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    },

    /** @param share of the way from data, 0, to noise, 1. */
    goTo: (share: number) => playback.scrubTo(share * (state().config.T - 1)),

    /** Keeps the level unless another is given, and shows what stands there in another part. */
    showAt(part: Part, share = state().place.share) {
      actions.goTo(share);
      actions.show(part);
    },

    /** A few settings, and all the others as they are. */
    set: settings.set,

    /** Trains a network of these settings; what they leave out has its default. One that was trained before is kept. */
    train(config: Partial<RunConfig>) {
      void settings.tryOut(config, { fresh: false }).then(begun => {
        if (!begun) return;
        actions.show('denoiser');
        if (reasonAgainst(state()) === null) runs.train('start');
      });
    },

    /**
     * Samples with the run's own network as the page stands, but for `changes`; where it has none yet, with the page's
     * opening settings, for which there is a pretrained one.
     */
    sample(changes: Partial<RunConfig>) {
      if (hasOwnWeights(state().run)) settings.set(changes);
      else settings.preset(changes);
      build();
      actions.show('generate');
      sampling.sample();
    },
  };
  return actions;
}

export type PageActions = ReturnType<typeof pageActions>;
