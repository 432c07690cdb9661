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
  PretrainedReport,
  PreviewEvent,
} from '../protocol/messages.ts';
import type { Slot } from './frameStore.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly message: string;
  readonly advice: string;
  /** What can be done about it with one click, which also dismisses the notice. */
  readonly action: NoticeAction | null;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** How the present run is kept. */
export interface KeptFigures {
  /** Under which the run is kept; it is in the list of runs once it was saved. */
  readonly id: string;
  /** Null for a run that has the name of its settings. */
  readonly name: string | null;
  /** Step and time (milliseconds since 1970) of the last save; null before the first. */
  readonly saved: { readonly step: number; readonly at: number } | null;
  /** Why the last attempt failed. */
  readonly problem: string | null;
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
  /** The run whose network they come from. */
  readonly runId: number;
  /** The configuration that these frames were made with. */
  readonly config: RunConfig;
  /** Whether the network had been trained at all. */
  readonly trainedSteps: number;
  /** The network that drew instead while it had not; null where the run's own drew. */
  readonly pretrained: PretrainedReport | null;
}

export interface Ready {
  readonly dataset: DatasetHandle;
  readonly model: ModelReport;
  /** What draws until the run's own network has been trained, if anything. */
  readonly pretrained: PretrainedReport | null;
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
  readonly ready: Ready | null;
  readonly images: DatasetImages | null;
  readonly training: TrainingFigures;
  readonly preview: PreviewEvent | null;
  /** The last sampling of each slot. */
  readonly samples: Readonly<Partial<Record<Slot, SampleFigures>>>;
  readonly kept: KeptFigures;
  /** False while another tab is the one that saves. */
  readonly writes: boolean;
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
  samples: {},
  kept: { id: '', name: null, saved: null, problem: null },
  writes: true,
  notices: [],
}));

let nextNotice = 0;

/** Shows a notice until it is dismissed; the same words are not shown twice. Returns its id. */
export function notify(
  kind: Notice['kind'],
  message: string,
  advice = '',
  action: NoticeAction | null = null,
): number {
  const { notices } = appStore.getState();
  const shown = notices.find(notice => notice.message === message);
  if (shown) return shown.id;
  const id = nextNotice++;
  appStore.setState({ notices: [...notices, { id, kind, message, advice, action }] });
  return id;
}

export function dismissNotice(id: number): void {
  appStore.setState(({ notices }) => ({ notices: notices.filter(notice => notice.id !== id) }));
}

/** What it says is no longer so. */
export function withdrawNotice(message: string | null): void {
  appStore.setState(({ notices }) => ({ notices: notices.filter(notice => notice.message !== message) }));
}

/** The settings in which two runs differ. */
export function changedParams(a: RunConfig, b: RunConfig): ParamName[] {
  return (Object.keys(a) as ParamName[]).filter(name => a[name] !== b[name]);
}
