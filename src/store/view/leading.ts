/** Where to begin, and what leads on from there: one button of the pipeline is in the accent colour, all others are plain. */
import { isPlane } from '../../data/sets/registry.ts';
import { shownDrawings } from '../drawings/drawings.ts';
import { collectionInView } from '../pictures/collections.ts';
import { canTrain, isTraining } from '../settings/rules.ts';
import type { AppState } from '../state.ts';
import { hasOwnWeights } from '../training/runState.ts';
import { openExperiment } from './view.ts';

type Leading = 'data' | 'train' | 'sample';

/** Null until the network is ready, and where a lesson or an experiment has a leading button of its own. */
export function leadingButton(state: AppState): Leading | null {
  const { run, samplings } = state;
  if (openExperiment(state) !== null || state.lesson.open || state.recorder.open) return null;
  if (lacksData(state)) return 'data';
  if (isTraining(state)) return 'train';
  if (!run.ready) return null;
  if (!canTrain(state)) return 'sample';
  if (!hasOwnWeights(run) && !run.ready.pretrained) return 'train';
  // What was drawn without being asked for still invites to ask.
  const asked = samplings.main?.leads ? samplings.main.maker : null;
  return asked?.runId === run.runId && asked.step === run.step ? 'train' : 'sample';
}

function lacksData(state: AppState): boolean {
  const { dataset, points } = state.config;
  if (dataset === 'drawings') return shownDrawings(state).length === 0;
  if (dataset === 'points') return points === '';
  return dataset === 'pictures' && collectionInView(state) === null;
}

/** Whether somebody has drawn, trained, sampled, moved the timeline, or opened something that guides them. */
const hasBegun = (state: AppState): boolean =>
  state.place.frame !== 'newest' ||
  isTraining(state) ||
  hasOwnWeights(state.run) ||
  state.drawings.own.length > 0 ||
  state.lesson.open !== null ||
  state.lesson.chapter !== null ||
  state.recorder.open ||
  openExperiment(state) !== null;

const START: Readonly<Record<Leading, string>> = {
  data: ' Start with your data.',
  train: ' Start with Train.',
  sample: ' Start with Sample.',
};

/** What the page is and where to begin, until somebody has begun; then null. */
export function openingSentence(state: AppState): string | null {
  if (hasBegun(state)) return null;
  const leading = leadingButton(state);
  const what = isPlane(state.config) ? 'points' : 'pictures';
  return `See noise become ${what}, and train the network that does it.${leading ? START[leading] : ''}`;
}
