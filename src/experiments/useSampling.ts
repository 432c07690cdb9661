import { NO_FRAMES, type StoredFrame } from '../store/sampling/frames.ts';
import { useApp } from '../ui/useApp.ts';

/** A slot's last sampling with its frames, if the present run's network drew it. */
export function useSampling(slot: string) {
  const drawn = useApp(({ samplings, run }) => {
    const sampling = samplings[slot];
    return sampling?.maker.runId === run.runId ? sampling : null;
  });
  const { frames, count, shape, total, result, resultNumbers } = drawn ?? NO_FRAMES;
  const newest: StoredFrame | undefined = frames.at(-1);
  return {
    drawn,
    running: drawn?.status === 'running',
    frames,
    newest,
    count,
    shape,
    total,
    result,
    resultNumbers,
  };
}

export type UsedSampling = ReturnType<typeof useSampling>;
