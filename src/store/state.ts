/**
 * What the page keeps: what a person chose, and what the engine reported. All else that is shown is computed from it,
 * by the selectors beside each slice.
 */
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { type History, startHistory } from '../data/history.ts';
import { PIXELS } from '../data/imageSet.ts';
import type { PretrainedReport } from '../data/pretrained.ts';
import type { Process } from '../diffusion/process.ts';
import type { DeviceChoice, DeviceReport } from '../engine/device/deviceReport.ts';
import type { Answer } from '../engine/sampling/answer.ts';
import type { RemovedRun } from '../storage/runStorage.ts';
import type { Drawing, RunRecord } from '../storage/tables.ts';
import type { EngineRemote } from './engine/engineLine.ts';
import type { Notice } from './notices/notice.ts';
import type { Frames, RecordedProcess } from './sampling/frames.ts';
import type { Place } from './timeline/place.ts';
import { freshRun, type RunState } from './training/runState.ts';

export interface AppState {
  /** The settings as edited; `run.config` is what the present run was built with. */
  readonly config: RunConfig;
  /** Settings that a preset or a link changed, but that the trained network keeps until they are applied. */
  readonly held: Partial<RunConfig>;
  /** Where “Back to my run” and “Back to my settings” lead. */
  readonly before: Before | null;
  readonly deviceChoice: DeviceChoice;
  readonly place: Place;
  readonly playback: { readonly playing: boolean; readonly fps: number };
  readonly learn: {
    /** Of the open chapter; null while the text is closed. */
    readonly chapter: string | null;
    /** On a small screen the text makes room for what it speaks of, and waits at the window's edge. */
    readonly folded: boolean;
  };
  readonly drawings: {
    /** One's own, in the order shown. */
    readonly own: readonly Drawing[];
    /** What is shown in place of one's own: drawings of a link or of an opened run, and what was added since. */
    readonly visit: Visit | null;
    /** False until what was saved has been read, or could not be. */
    readonly loaded: boolean;
    /** Why drawings are not kept, in a sentence for the screen. */
    readonly problem: string | null;
    /** The drawing deleted last, while it can be brought back. */
    readonly deleted: { readonly drawing: Drawing; readonly guest: boolean } | null;
    readonly pad: Pad;
  };
  readonly engine: {
    readonly device: DeviceReport | null;
    /** What it is busy with before a run is ready. */
    readonly progress: { readonly label: string; readonly fraction: number | null } | null;
    /** False while another tab is the one that saves. */
    readonly writes: boolean;
    /** Whether a graphics processor was lost since the page was loaded. */
    readonly lostGpu: boolean;
    /** Why it was given up, after it was lost once too often. */
    readonly gone: string | null;
  };
  readonly run: RunState;
  /** The last sampling of each slot. */
  readonly samplings: Readonly<Record<string, Sampling>>;
  readonly answered: Answered | null;
  /** What experiments found out, by the name of the engine's function. */
  readonly findings: Readonly<Record<string, Finding>>;
  readonly kept: RunList;
  /** Null until it is loaded, and where it cannot be: then nothing plays, and nothing else is missing. */
  readonly recorded: RecordedProcess | null;
  /** What happened, until it is read or no longer true; see `noticesOf`. */
  readonly told: readonly Notice[];
  /** Keys of notices that were dismissed while they were still true. */
  readonly dismissed: readonly string[];
}

/** The settings and the trained run before a preset, a link or an experiment changed them. */
interface Before {
  readonly config: RunConfig;
  readonly run: { readonly id: string; readonly name: string; readonly step: number };
}

/** What is being drawn. */
export interface Pad {
  /** The drawing in whose place it will be put; null for a new one. */
  readonly editing: string | null;
  /** Of its pictures, [28, 28] bytes each. */
  readonly history: History<Uint8Array>;
}

export interface Visit {
  readonly from: 'link' | 'run';
  readonly guests: readonly Drawing[];
  /** Ids of one's own that were drawn since: they are shown beside the guests. */
  readonly added: readonly string[];
}

/** The network that drew. */
export interface Maker {
  readonly runId: number;
  /** Under which its run is kept. */
  readonly id: string;
  readonly name: string;
  /** Training steps behind its weights. */
  readonly step: number;
  /** The network that drew instead, while the run's own was untrained; else null. */
  readonly pretrained: PretrainedReport | null;
  /** Whether its weights came from a file, and are as they were there. */
  readonly fromFile: boolean;
}

export interface Sampling extends Frames {
  readonly id: number;
  readonly status: 'running' | 'finished' | 'cancelled';
  /** The settings that these frames were made with. */
  readonly config: RunConfig;
  readonly maker: Maker;
  /** Whether the timeline goes along with its frames. */
  readonly leads: boolean;
}

/** The forward process of one picture. */
export interface Forward {
  readonly process: Process;
  /** The picture chosen in the timeline, [28, 28] bytes, and as x0 in [-1, 1]. */
  readonly image: Uint8Array;
  readonly x0: Float32Array;
  /** [28, 28]. */
  readonly eps: Float32Array;
  /** The picture's digit, where it has one. */
  readonly label: number | null;
  /** x_t = signal[t] x0 + noise[t] eps. */
  at(t: number): Float32Array;
}

/** The network's newest answer, with what was asked: it speaks of nothing else. */
export interface Answered {
  readonly runId: number;
  readonly forward: Forward;
  readonly t: number;
  readonly answer: Answer;
}

/** The engine's functions that yield what they have found so far. */
export type AnalysisName = 'floor' | 'nearest' | 'heldOut' | 'inside';

export type Found<K extends AnalysisName> =
  ReturnType<EngineRemote[K]> extends AsyncGenerator<infer F> ? F : never;

export interface Finding<K extends AnalysisName = AnalysisName> {
  /** The run that it is of. */
  readonly runId: number;
  /** What was asked, for one who asks to tell the answers apart. */
  readonly about: unknown;
  /** When it began, in the time of performance.now. */
  readonly beganAt: number;
  readonly running: boolean;
  /** The newest; null before the first. */
  readonly found: Found<K> | null;
}

export interface RunList {
  /** The newest first; null until they have been read. */
  readonly runs: readonly RunRecord[] | null;
  /** Why they cannot be read or changed, in a sentence for the screen. */
  readonly problem: string | null;
  /** The run deleted last, while it can be brought back. */
  readonly removed: RemovedRun | null;
  /** Bytes of this page's storage that are taken, and that it may take; null where the browser does not tell. */
  readonly space: { readonly used: number; readonly quota: number } | null;
}

export const blankPad = (): Pad => ({ editing: null, history: startHistory(new Uint8Array(PIXELS)) });

export const initialState = (): AppState => ({
  config: DEFAULT_CONFIG,
  held: {},
  before: null,
  deviceChoice: 'auto',
  place: { share: 0.4, imageIndex: 0, noiseIndex: 0, frame: 'newest', sampleIndex: 0, part: 'noise' },
  playback: { playing: false, fps: 10 },
  learn: { chapter: null, folded: false },
  drawings: { own: [], visit: null, loaded: false, problem: null, deleted: null, pad: blankPad() },
  engine: { device: null, progress: null, writes: true, lostGpu: false, gone: null },
  // Before the first is ordered.
  run: freshRun(0, '', DEFAULT_CONFIG, null),
  samplings: {},
  answered: null,
  findings: {},
  kept: { runs: null, problem: null, removed: null, space: null },
  recorded: null,
  told: [],
  dismissed: [],
});
