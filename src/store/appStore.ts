/** What the page shows, but for pictures and curves, which are too many for React: see frameStore and lossHistory. */
import { createStore } from 'zustand/vanilla';
import type { ParamName } from '../config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import type {
  DatasetHandle,
  DeviceChoice,
  DeviceReport,
  ModelReport,
  TrainingState as Phase,
  PreviewEvent,
} from '../protocol/messages.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly message: string;
  readonly advice: string;
}

export interface TrainingFigures {
  readonly phase: Phase;
  readonly step: number;
  /** Of the last step; null before the first. */
  readonly stepMs: number | null;
  readonly imagesSeen: number;
  /** Mean loss of each tenth of the noise levels, smoothed over time; NaN where none was drawn yet. */
  readonly lossByT: Float32Array | null;
}

export interface DatasetImages {
  readonly start: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array | null;
}

export interface SampleFigures {
  readonly id: number;
  readonly status: 'running' | 'finished' | 'cancelled';
  /** The configuration that these frames were made with. */
  readonly config: RunConfig;
  /** Whether the network had been trained at all. */
  readonly trainedSteps: number;
}

export interface AppState {
  /** As edited. */
  readonly config: RunConfig;
  /** What the present run was built with; differs from `config` until changes are applied. */
  readonly activeConfig: RunConfig;
  readonly runId: number;
  readonly deviceChoice: DeviceChoice;
  readonly device: DeviceReport | null;
  /** What the engine is busy with before the run is ready. */
  readonly progress: { readonly label: string; readonly fraction: number | null } | null;
  readonly ready: { readonly dataset: DatasetHandle; readonly model: ModelReport } | null;
  readonly images: DatasetImages | null;
  readonly training: TrainingFigures;
  readonly preview: PreviewEvent | null;
  readonly sample: SampleFigures | null;
  readonly notices: readonly Notice[];
}

export const NOT_TRAINED: TrainingFigures = {
  phase: 'idle',
  step: 0,
  stepMs: null,
  imagesSeen: 0,
  lossByT: null,
};

export const appStore = createStore<AppState>(() => ({
  config: DEFAULT_CONFIG,
  activeConfig: DEFAULT_CONFIG,
  runId: 0,
  deviceChoice: 'auto',
  device: null,
  progress: null,
  ready: null,
  images: null,
  training: NOT_TRAINED,
  preview: null,
  sample: null,
  notices: [],
}));

let nextNotice = 0;

/** Shows a notice until it is dismissed; the same words are not shown twice. */
export function notify(kind: Notice['kind'], message: string, advice = ''): void {
  const { notices } = appStore.getState();
  if (notices.some(notice => notice.message === message)) return;
  appStore.setState({ notices: [...notices, { id: nextNotice++, kind, message, advice }] });
}

export function dismissNotice(id: number): void {
  appStore.setState(({ notices }) => ({ notices: notices.filter(notice => notice.id !== id) }));
}

/** The settings in which two runs differ. */
export function changedParams(a: RunConfig, b: RunConfig): ParamName[] {
  return (Object.keys(a) as ParamName[]).filter(name => a[name] !== b[name]);
}
