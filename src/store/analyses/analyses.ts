/** Experiments' analyses of the present run, and their findings so far. */
import type { Context } from '../context.ts';
import type { EngineRemote } from '../engine/engineLine.ts';
import type { Notices } from '../notices/notices.ts';
import type { AnalysisName, AppState, Finding, Found } from '../state.ts';

type Order<K extends AnalysisName> = Omit<Parameters<EngineRemote[K]>[0], 'runId'>;

/** The finding about the present run; null if it was not asked for. */
export function findingOf<K extends AnalysisName>({ findings, run }: AppState, name: K, key: string = name) {
  const finding = findings[key] as Finding<K> | undefined;
  return finding?.runId === run.runId ? finding : null;
}

export function createAnalyses({ get, set, engine }: Context, notices: Notices) {
  const aborts = new Map<string, AbortController>();

  /**
   * Resolves when the analysis ends. A failure becomes a notice.
   *
   * @param key distinguishes analyses of the same kind; each replaces the last one with its key.
   */
  async function analyse<K extends AnalysisName>(
    name: K,
    order: Order<K>,
    { key = name as string, about = null as unknown } = {},
  ): Promise<void> {
    aborts.get(key)?.abort();
    const abort = new AbortController();
    aborts.set(key, abort);
    const { runId } = get().run;
    const before = findingOf(get(), name, key);
    // Each is read again by the name that it is kept under.
    const put = (finding: Finding<K>) => set({ findings: { ...get().findings, [key]: finding as Finding } });
    const change = (changes: Partial<Finding<K>>) => {
      const finding = get().findings[key];
      if (aborts.get(key) !== abort || !finding) return;
      put({ ...(finding as Finding<K>), ...changes });
    };
    // What was found of something else is no answer to this.
    const found = before && Object.is(before.about, about) ? before.found : null;
    put({ runId, about, beganAt: performance.now(), running: true, found });
    try {
      const results = (engine()[name] as (order: unknown, options: object) => AsyncGenerator<Found<K>>)(
        { runId, ...order },
        { signal: abort.signal },
      );
      for await (const found of results) change({ found: found as Found<K> });
    } catch (error) {
      notices.failure(error);
    }
    change({ running: false });
  }

  return {
    analyse,
    stopAnalysis: (key: string) => aborts.get(key)?.abort(),
  };
}

export type AnalysesActions = ReturnType<typeof createAnalyses>;
