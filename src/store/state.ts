/**
 * The page's state: what the user chose, and what the engine reported. Everything else is computed from it, by the
 * selectors beside each slice.
 */
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { type ExperimentName, type View, WHOLE_PAGE } from '../config/shown.ts';
import type { CollectionInfo } from '../data/collection.ts';
import { type History, startHistory } from '../data/history.ts';
import type { PretrainedReport } from '../data/pretrained.ts';
import { shapeOf } from '../data/sets/registry.ts';
import { type Shape, type Stored, sizeOf } from '../data/shape.ts';
import type { Process } from '../diffusion/process.ts';
import type { DeviceChoice, DeviceReport, ThreadChoice } from '../engine/device/deviceReport.ts';
import type { Answer } from '../engine/sampling/answer.ts';
import { EMPTY_LESSON, type Lesson } from '../lessons/lesson.ts';
import type { RemovedRun } from '../storage/runStorage.ts';
import type { Drawing, RunRecord } from '../storage/tables.ts';
import type { EngineRemote } from './engine/engineLine.ts';
import type { Notice } from './notices/notice.ts';
import type { Frames, RecordedProcess } from './sampling/frames.ts';
import type { Place } from './timeline/place.ts';
import { freshRun, type RunState } from './training/runState.ts';

export interface AppState {
  /** The edited settings; `run.config` holds those that the present run was built with. */
  readonly config: RunConfig;
  /** Settings changed by a preset or a link, to be applied to the trained network by “Apply changes”. */
  readonly held: Partial<RunConfig>;
  /** Where “Back to my run” and “Back to my settings” lead. */
  readonly before: Before | null;
  readonly deviceChoice: DeviceChoice;
  /** Kept by the browser; a link says nothing of it. */
  readonly threads: ThreadChoice;
  readonly place: Place;
  readonly playback: { readonly playing: boolean; readonly fps: number };
  /** What the address shows; see `viewInView`. */
  readonly view: View;
  /** The experiment opened last. */
  readonly experiment: ExperimentName | null;
  readonly lesson: {
    /** Null while none is open, or a chapter is still loading. */
    readonly open: Lesson | null;
    /** The id of the chapter of Learn that it is, or that is loading; null for another lesson. */
    readonly chapter: string | null;
    /** Why the chapter could not be loaded, in a sentence. */
    readonly problem: string | null;
    /** Index of the step in view. */
    readonly at: number;
    /** The answers that were chosen, by the step's index. */
    readonly answers: Readonly<Record<number, number>>;
    /** Whether the address names it. */
    readonly fromAddress: boolean;
    /** Whether it is the recorder's, as a student sees it. */
    readonly preview: boolean;
    /** On a small screen: whether it is folded away at the window's edge. */
    readonly folded: boolean;
  };
  /** The lesson that a teacher is making. */
  readonly recorder: { readonly open: boolean; readonly draft: Lesson; readonly at: number };
  readonly drawings: {
    /** The user's own, in the order shown. */
    readonly own: readonly Drawing[];
    /** Drawings shown instead of the user's own, from a link or an opened run, and those added since. */
    readonly visit: Visit | null;
    /** False until the saved drawings have been read, or reading has failed. */
    readonly loaded: boolean;
    /** Why drawings are not saved, in a sentence for the screen. */
    readonly problem: string | null;
    /** The drawing deleted last, while it can be restored. */
    readonly deleted: { readonly drawing: Drawing; readonly guest: boolean } | null;
    readonly pad: Pad;
  };
  readonly collections: {
    /** Kept in this browser, the oldest first. */
    readonly own: readonly CollectionInfo[];
    /** Served with the page. */
    readonly served: readonly CollectionInfo[];
    /** Ids of the data sets that this page's origin has beyond what every page has. */
    readonly servedSets: readonly string[];
    /** False until all of these have been read, or reading has failed. */
    readonly loaded: boolean;
    /** Why none can be kept, in a sentence for the screen. */
    readonly problem: string | null;
    /** How far the import in progress has come. */
    readonly importing: { readonly done: number; readonly total: number } | null;
    /** What came of the last import, until it is dismissed. */
    readonly outcome: ImportOutcome | null;
  };
  readonly engine: {
    readonly device: DeviceReport | null;
    /** What it is preparing before a run is ready. */
    readonly progress: { readonly label: string; readonly fraction: number | null } | null;
    /** False while another tab has the right to save. */
    readonly writes: boolean;
    /** Whether a graphics processor was lost since the page was loaded. */
    readonly lostGpu: boolean;
    /** Why the page gave the engine up, after too many failures. */
    readonly gone: string | null;
  };
  readonly run: RunState;
  /** The last sampling of each slot. */
  readonly samplings: Readonly<Record<string, Sampling>>;
  readonly answered: Answered | null;
  /** Experiments' findings, by the name of the engine's function. */
  readonly findings: Readonly<Record<string, Finding>>;
  readonly kept: RunList;
  /** Null until it is loaded. If it cannot be, nothing plays; all else works. */
  readonly recorded: RecordedProcess | null;
  /** Notices of events, until they are dismissed or no longer true; see `noticesOf`. */
  readonly told: readonly Notice[];
  /** Keys of dismissed notices that are still true. */
  readonly dismissed: readonly string[];
}

/** The settings and the trained run before a preset, a link or an experiment changed them. */
interface Before {
  readonly config: RunConfig;
  readonly run: { readonly id: string; readonly name: string; readonly step: number };
}

interface ImportOutcome {
  readonly name: string;
  readonly count: number;
  readonly classes: readonly string[] | null;
  /** Why each picture that was not taken was not, a sentence each. */
  readonly refused: readonly string[];
  readonly notes: readonly string[];
}

/** The drawing pad. */
export interface Pad {
  /** The drawing that it will replace; null for a new one. */
  readonly editing: string | null;
  /** Of its pictures, bytes of one shape. */
  readonly history: History<Uint8Array>;
}

export interface Visit {
  readonly from: 'link' | 'run';
  readonly guests: readonly Drawing[];
  /** Ids of the user's own drawings added since, which are shown beside the guests. */
  readonly added: readonly string[];
}

/** The network that drew. */
export interface Maker {
  readonly runId: number;
  /** Its run's id in storage. */
  readonly id: string;
  readonly name: string;
  /** Training steps behind its weights. */
  readonly step: number;
  /** The pretrained network, if it drew because the run's own was untrained; else null. */
  readonly pretrained: PretrainedReport | null;
  /** Whether its weights are from a file, and not trained further. */
  readonly fromFile: boolean;
}

export interface Sampling extends Frames {
  readonly id: number;
  readonly status: 'running' | 'finished' | 'cancelled';
  /** The settings that these frames were made with. */
  readonly config: RunConfig;
  readonly maker: Maker;
  /** Whether the timeline follows its frames. */
  readonly leads: boolean;
}

/** The forward process of one picture. */
export interface Forward {
  readonly process: Process;
  readonly shape: Shape;
  /** The picture chosen in the timeline, in bytes, and as x0 in [-1, 1]. */
  readonly image: Stored;
  readonly x0: Float32Array;
  readonly eps: Float32Array;
  /** The picture's class, where it has one. */
  readonly label: number | null;
  /** x_t = signal[t] x0 + noise[t] eps. */
  at(t: number): Float32Array;
}

/** The network's newest answer, with its question. */
export interface Answered {
  readonly runId: number;
  readonly forward: Forward;
  readonly t: number;
  readonly answer: Answer;
}

/** The engine's analyses: functions that yield their findings so far. */
export type AnalysisName = 'floor' | 'nearest' | 'heldOut' | 'inside' | 'quality' | 'planeField';

export type Found<K extends AnalysisName> =
  ReturnType<EngineRemote[K]> extends AsyncGenerator<infer F> ? F : never;

export interface Finding<K extends AnalysisName = AnalysisName> {
  /** The run that it is about. */
  readonly runId: number;
  /** What was asked: lets an experiment tell its answers apart. */
  readonly about: unknown;
  /** When it began, in the time of performance.now. */
  readonly beganAt: number;
  readonly running: boolean;
  /** The newest; null before the first. */
  readonly found: Found<K> | null;
}

export interface RunList {
  /** Newest first; null until they have been read. */
  readonly runs: readonly RunRecord[] | null;
  /** Why they cannot be read or changed, in a sentence for the screen. */
  readonly problem: string | null;
  /** The run deleted last, while it can be restored. */
  readonly removed: RemovedRun | null;
  /** Bytes of this page's storage used and allowed; null if the browser does not say. */
  readonly space: { readonly used: number; readonly quota: number } | null;
}

export const blankPad = (shape: Shape): Pad => ({
  editing: null,
  history: startHistory(new Uint8Array(sizeOf(shape))),
});

export const NO_LESSON: AppState['lesson'] = {
  open: null,
  chapter: null,
  problem: null,
  at: 0,
  answers: {},
  fromAddress: false,
  preview: false,
  folded: false,
};

export const initialState = (): AppState => ({
  config: DEFAULT_CONFIG,
  held: {},
  before: null,
  deviceChoice: 'auto',
  threads: null,
  place: { share: 0.4, imageIndex: 0, noiseIndex: 0, frame: 'newest', sampleIndex: 0, part: 'noise' },
  playback: { playing: false, fps: 10 },
  view: WHOLE_PAGE,
  experiment: null,
  lesson: NO_LESSON,
  recorder: { open: false, draft: EMPTY_LESSON, at: 0 },
  drawings: {
    own: [],
    visit: null,
    loaded: false,
    problem: null,
    deleted: null,
    pad: blankPad(shapeOf(DEFAULT_CONFIG)),
  },
  collections: {
    own: [],
    served: [],
    servedSets: [],
    loaded: false,
    problem: null,
    importing: null,
    outcome: null,
  },
  engine: { device: null, progress: null, writes: true, lostGpu: false, gone: null },
  // Until the first run is ordered.
  run: freshRun(0, '', DEFAULT_CONFIG, null),
  samplings: {},
  answered: null,
  findings: {},
  kept: { runs: null, problem: null, removed: null, space: null },
  recorded: null,
  told: [],
  dismissed: [],
});
