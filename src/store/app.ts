/** The page without its screen: state, actions and engine. Tests create several side by side. */
import type { StoreApi } from 'zustand/vanilla';
import type { FetchBytes } from '../data/fetchBytes.ts';
import type { CollectionStorage } from '../storage/collectionStorage.ts';
import type { DrawingsStorage } from '../storage/drawingsStorage.ts';
import type { LessonDraftStorage } from '../storage/lessonDraft.ts';
import type { RunStorage } from '../storage/runStorage.ts';
import type { ThreadsStorage } from '../storage/threadsStorage.ts';
import { type AnalysesActions, createAnalyses } from './analyses/analyses.ts';
import { createContext } from './context.ts';
import { createDrawings, type DrawingsActions } from './drawings/drawings.ts';
import { createPad, type PadActions } from './drawings/pad.ts';
import type { EngineRemote, WorkerLike } from './engine/engineLine.ts';
import { createLessons, type LessonsActions } from './lessons/lessons.ts';
import { createPageState, type PageStateActions } from './lessons/pageState.ts';
import { createRecorder, type RecorderActions } from './lessons/recorder.ts';
import { createNotices, type Notices } from './notices/notices.ts';
import { type CollectionsActions, createCollections } from './pictures/collections.ts';
import { createFilesWorker } from './runs/filesWorker.ts';
import { createKeptRuns, type KeptRunsActions } from './runs/keptRuns.ts';
import { createRunFiles, type RunFilesActions } from './runs/runFiles.ts';
import { createRuns, type RunsActions } from './runs/runs.ts';
import { takeOverFromRecording } from './sampling/firstSampling.ts';
import { loadRecorded } from './sampling/recorded.ts';
import { createSampling, type SamplingActions } from './sampling/sampling.ts';
import type { Address } from './settings/address.ts';
import { createSettings, type SettingsActions } from './settings/settings.ts';
import type { AppState } from './state.ts';
import { createPlayback, type PlaybackActions } from './timeline/playback.ts';
import { createTimeline, type TimelineActions } from './timeline/timeline.ts';
import { createAnswers } from './training/answers.ts';
import { createExhibition } from './view/exhibition.ts';
import { createView, type ViewActions } from './view/view.ts';

/** The workers, and where their files are. */
export interface Engines {
  readonly spawnEngine: () => WorkerLike;
  readonly spawnFiles: () => WorkerLike;
  /** The page's own base URL. */
  readonly base: string;
  /** Loads the pretrained network's recording. */
  readonly fetchPretrained: FetchBytes;
  /** Loads what lies below data/. */
  readonly fetchData: FetchBytes;
  /** Loads a URL of the page's own origin. */
  readonly fetchLesson: FetchBytes;
}

export interface Storages {
  readonly runs: RunStorage;
  readonly drawings: DrawingsStorage;
  readonly collections: CollectionStorage;
  readonly threads: ThreadsStorage;
  readonly lessonDraft: LessonDraftStorage;
}

export interface Screen {
  /** Calls back before the next frame is painted, with the time in milliseconds. */
  readonly nextFrame: (work: (now: number) => void) => void;
  /** Whether animations may start by themselves. */
  readonly mayMove: boolean;
}

export interface App {
  readonly store: StoreApi<AppState>;
  readonly settings: SettingsActions;
  readonly timeline: TimelineActions;
  readonly playback: PlaybackActions;
  readonly drawings: DrawingsActions;
  readonly pad: PadActions;
  readonly collections: CollectionsActions;
  readonly runs: RunsActions;
  readonly sampling: SamplingActions;
  readonly analyses: AnalysesActions;
  readonly kept: KeptRunsActions;
  readonly files: RunFilesActions;
  readonly view: ViewActions;
  readonly lessons: LessonsActions;
  readonly recorder: RecorderActions;
  /** Puts the page in the state of a lesson's button, and starts what it says. */
  readonly pressButton: PageStateActions['press'];
  readonly notices: Notices;
  /** The engine's functions, for experiments that call them directly; a call fails if the engine has ended. */
  readonly engine: () => EngineRemote;
  /** Call at the first user input: from then on nothing moves by itself. */
  readonly touched: () => void;
  /** Call at every user input. */
  readonly stirred: () => void;
  /** Ends the engine. */
  readonly close: () => void;
}

/** Creates the page for an address: starts its engine and builds its first run, untrained. */
export function createApp(engines: Engines, storages: Storages, address: Address, screen: Screen): App {
  const { context, start } = createContext(() => runs.supervisor.engine);
  const notices = createNotices(context);
  // Before the settings, which write the hash anew.
  const view = createView(context, address, notices);
  const exhibition = createExhibition(context, address, notices);
  const timeline = createTimeline(context);
  const drawings = createDrawings(context, storages.drawings);
  const pad = createPad(context, drawings);
  const { spawnEngine: spawn, base } = engines;
  const { threads } = storages;
  const runs: RunsActions = createRuns(context, { spawn, base, notices, drawings, threads });
  const settings = createSettings(context, { address, notices, drawings, runs });
  const sampling = createSampling(context, notices, screen.nextFrame);
  const playback = createPlayback(context, timeline, screen.nextFrame);
  const analyses = createAnalyses(context, notices);
  const kept = createKeptRuns(context, { storage: storages.runs, notices, runs });
  const worker = createFilesWorker(engines.spawnFiles);
  const collections = createCollections(context, {
    storage: storages.collections,
    notices,
    settings,
    runs,
    worker,
    fetchData: engines.fetchData,
  });
  const files = createRunFiles(context, { notices, runs, collections, worker });
  const page = createPageState(context, { settings, timeline, playback, view, runs, sampling });
  const lessons = createLessons(context, {
    address,
    notices,
    page,
    fetchLesson: engines.fetchLesson,
    base,
  });
  const recorder = createRecorder(context, { notices, lessons, page, storage: storages.lessonDraft });
  createAnswers(context, notices, screen.nextFrame);
  const { touched } = takeOverFromRecording(context, sampling);
  // A link never starts training.
  const { embed, exhibit } = context.get().view;
  if ((address.hash !== '' && exhibit === null) || !screen.mayMove) touched();

  runs.supervisor.start();
  runs.build();
  start();
  void loadRecorded(context, engines.fetchPretrained);
  void drawings.load();
  void collections.load();
  // A page within another, or in an exhibition, is not where one comes back to a run.
  if (!embed && exhibit === null) void kept.offerToResume();

  const { store, engine } = context;
  const close = () => {
    exhibition.close();
    runs.supervisor.stop();
  };
  const all = {
    settings,
    timeline,
    playback,
    drawings,
    pad,
    collections,
    runs,
    sampling,
    analyses,
    kept,
    files,
    view,
    lessons,
    recorder,
    pressButton: page.press,
    notices,
  };
  return { store, ...all, engine, touched, stirred: exhibition.stirred, close };
}
