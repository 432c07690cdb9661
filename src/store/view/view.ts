/** What of the page is shown, from the address; and the open experiment, which is part of the address: `?lab=memory`. */
import {
  EXPERIMENT_NAMES,
  type ExperimentName,
  type HiddenName,
  PARTS,
  readView,
  type ShownName,
  VIEW_KEYS,
  type View,
} from '../../config/shown.ts';
import type { Context } from '../context.ts';
import { stepInView } from '../lessons/stepInView.ts';
import { derive } from '../memo.ts';
import type { Notices } from '../notices/notices.ts';
import type { Address } from '../settings/address.ts';
import type { AppState } from '../state.ts';

const LAB_KEY = 'lab';

/** What the page shows at present: the address says it, and a step of a lesson before it. */
export const viewInView = derive(
  [({ view }: AppState) => view, stepInView],
  (view, step): View =>
    step ? { ...view, show: step.page.show ?? view.show, hide: step.page.hide ?? view.hide } : view,
);

export const shows =
  (name: ShownName) =>
  (state: AppState): boolean =>
    viewInView(state).show?.includes(name) ?? true;

export const hides =
  (name: HiddenName) =>
  (state: AppState): boolean =>
    viewInView(state).hide.includes(name);

/** The parts that are shown, from left to right. */
export const shownParts = derive([viewInView], ({ show }) =>
  PARTS.filter(part => show?.includes(part) ?? true),
);

/** The experiments that can be opened. */
export const shownExperiments = derive([viewInView], ({ show }) =>
  EXPERIMENT_NAMES.filter(name => show?.includes(name) ?? true),
);

/** The open experiment; null for none. Where a link shows a few, one is always open. */
export function openExperiment(state: AppState): ExperimentName | null {
  const shown = shownExperiments(state);
  const { experiment } = state;
  if (experiment !== null && shown.includes(experiment)) return experiment;
  return viewInView(state).show === null ? null : (shown[0] ?? null);
}

export function createView({ get, set }: Context, address: Address, notices: Notices) {
  const read = () => {
    takeFromHash(address);
    const { view, problems } = readView(address.search);
    if (JSON.stringify(view) !== JSON.stringify(get().view)) set({ view });
    for (const problem of problems) notices.info(problem);
  };
  read();
  address.subscribe(read);
  const lab = new URLSearchParams(address.search).get(LAB_KEY);
  set({ experiment: EXPERIMENT_NAMES.find(name => name === lab) ?? null });
  return {
    present(projector: boolean) {
      set({ view: { ...get().view, projector } });
      address.setQuery('projector', projector ? '' : null);
    },
    openExperiment(experiment: ExperimentName) {
      set({ experiment });
      address.setQuery(LAB_KEY, experiment);
    },
  };
}

/** Moves the keys of the view to the query, where no change of a setting touches them. */
function takeFromHash(address: Address): void {
  const said = new URLSearchParams(address.hash.slice(1));
  for (const key of VIEW_KEYS) if (said.has(key)) address.setQuery(key, said.get(key));
}

export type ViewActions = ReturnType<typeof createView>;
