import { useMemo } from 'react';
import { builtinZero } from '../../data/sets/builtinZero.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { useApp } from '../../ui/useApp.ts';

const COUNT = 6;

/** A few pictures to begin with, in bytes: of the run's data, or a built-in one until there is any. Not for points. */
export function useGivenPictures(): Uint8Array {
  const config = useApp(({ run }) => run.config);
  const shape = useApp(runShape);
  const pixels = useApp(({ run }) => (run.drawings ?? run.images)?.pixels);
  return useMemo(() => {
    const given = pixels?.subarray(0, COUNT * sizeOf(shape)) ?? DATA_SETS[config.dataset].example(config);
    return given instanceof Uint8Array ? given : builtinZero();
  }, [config, shape, pixels]);
}
