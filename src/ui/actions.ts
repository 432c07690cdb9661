/** What the text's buttons do to the page, through the same actions as the page's own controls. */
import { defaultsFor } from '../config/byKind.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import type { App } from '../store/app.ts';
import { canAsk, isUntouched, needsApply, reasonAgainst } from '../store/settings/rules.ts';
import type { Part } from '../store/timeline/place.ts';
import { hasOwnWeights } from '../store/training/runState.ts';

/** Two moons with the process of Ho et al. 2020, and settings that learn them in seconds. */
export const PLANE: Partial<RunConfig> = {
  dataset: 'two-moons',
  schedule: 'linear',
  target: 'eps',
  sampler: 'ddpm',
  samplingSteps: 100,
  clipX0: false,
  steps: 1000,
};

export function pageActions(app: App) {
  const { store, settings, runs, sampling, timeline, playback } = app;
  const state = store.getState;

  /** Builds the run for the settings, if no weights are lost. */
  const build = () => {
    if (isUntouched(state()) && needsApply(state())) settings.apply();
  };

  /**
   * Settings with which a trained network answers, with `changes` to them: those of the user's own network, or the
   * opening ones, which the pretrained network fits.
   */
  const trained = (changes: Partial<RunConfig>) => {
    const { run, config } = state();
    const fitting = hasOwnWeights(run)
      ? canAsk(state())
        ? {}
        : run.config
      : { ...defaultsFor(DEFAULT_CONFIG), seed: config.seed };
    settings.lend({ ...fitting, ...changes });
    build();
  };

  const actions = {
    timeline,

    /** Scrolls a part into view and shows its equation. */
    show(part: Part) {
      timeline.lookAt(part);
      document.getElementById(`part-${part}`)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    },

    /** @param share from 0, data, to 1, noise. */
    goTo: (share: number) => playback.scrubTo(share * (state().config.T - 1)),

    /** Shows another part, at the present level unless another is given. */
    showAt(part: Part, share = state().place.share) {
      actions.goTo(share);
      actions.show(part);
    },

    /** Sets what the text needs, and keeps the others; a notice leads back. */
    lend: settings.lend,

    /** Shows the noise at a level, by default the present one, of a process that ends in noise. */
    noiseAt(share = state().place.share) {
      const { schedule } = state().config;
      settings.lend({ T: DEFAULT_CONFIG.T, schedule: schedule === 'linear-unscaled' ? 'linear' : schedule });
      actions.showAt('noise', share);
    },

    /** Shows what a trained network guesses at a level: the user's own, else the pretrained one. */
    guessAt(share: number) {
      trained({});
      actions.showAt('denoiser', share);
    },

    /** Shows where a trained network draws. */
    showDrawing() {
      trained({});
      actions.show('generate');
    },

    /** Trains a network with these settings, defaults for the rest. A trained run is saved first. */
    train(config: Partial<RunConfig>) {
      void settings.tryOut(config, { fresh: false }).then(begun => {
        if (!begun) return;
        actions.show('denoiser');
        if (reasonAgainst(state()) === null) runs.train('start');
      });
    },

    /** Goes to points in the plane with the paper's process. A trained run is saved first. */
    inPlane(part: Part, share: number) {
      void settings.tryOut(PLANE, { fresh: false }).then(begun => {
        if (begun) actions.showAt(part, share);
      });
    },

    /**
     * Samples with `changes` to the page's settings; if the run is not trained yet, to the opening settings, so that it
     * shows what the text says whatever was set before.
     */
    sample(changes: Partial<RunConfig>) {
      trained(changes);
      actions.show('generate');
      sampling.sample();
    },
  };
  return actions;
}

export type PageActions = ReturnType<typeof pageActions>;
