/** What has been found out about the present run: its loss floor, and how near its samples come to its images. */
import { createStore } from 'zustand/vanilla';
import type {
  AnalysisCommand,
  AnalysisEvent,
  FloorEvent,
  HeldOutEvent,
  NearestEvent,
} from '../protocol/analyses.ts';
import type { Slot } from './frameStore.ts';
import { slotOf } from './samplings.ts';

type Analysis = AnalysisCommand['type'];

export interface AnalysisState {
  /** When each of those that run began, in the time of performance.now. */
  readonly running: { readonly [K in Analysis]?: number };
  readonly floor: FloorEvent | null;
  readonly heldOut: HeldOutEvent | null;
  /** Of the last sampling in each slot. */
  readonly nearest: { readonly [K in Slot]?: NearestEvent };
}

const NOTHING: AnalysisState = { running: {}, floor: null, heldOut: null, nearest: {} };

export const analysisStore = createStore<AnalysisState>(() => NOTHING);

export const forgetAnalyses = (): void => analysisStore.setState(NOTHING, true);

export function analysisStarted(analysis: Analysis): void {
  analysisStore.setState(({ running }) => ({ running: { ...running, [analysis]: performance.now() } }));
}

export function takeAnalysis(event: AnalysisEvent): void {
  switch (event.type) {
    case 'floor':
      analysisStore.setState({ floor: event });
      break;
    case 'heldOut':
      analysisStore.setState({ heldOut: event });
      break;
    case 'nearest': {
      const slot = slotOf(event.sampleId);
      if (slot) analysisStore.setState(({ nearest }) => ({ nearest: { ...nearest, [slot]: event } }));
      break;
    }
    case 'analysisEnded':
      analysisStore.setState(({ running: { [event.analysis]: _, ...running } }) => ({ running }));
      break;
    default:
      event satisfies never;
  }
}
