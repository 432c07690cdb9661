import { NO_FRAMES, type StoredFrame } from '../store/sampling/frames.ts';
import { useApp } from '../ui/useApp.ts';

/** The last sampling of a slot with its frames, as long as the network that drew it is the present run's. */
export function useSampling(slot: string) {
  const drawn = useApp(({ samplings, run }) => {
    const sampling = samplings[slot];
    return sampling?.maker.runId === run.runId ? sampling : null;
  });
  const { frames, count, total, result, resultNumbers } = drawn ?? NO_FRAMES;
  const newest: StoredFrame | undefined = frames.at(-1);
  return { drawn, running: drawn?.status === 'running', frames, newest, count, total, result, resultNumbers };
}

export type UsedSampling = ReturnType<typeof useSampling>;
