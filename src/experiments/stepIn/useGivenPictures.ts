import { useMemo } from 'react';
import { builtinDigit } from '../../data/builtinDigit.ts';
import { PIXELS } from '../../data/imageSet.ts';
import { asDrawings, shownDrawings } from '../../store/drawings/drawings.ts';
import { useApp } from '../../ui/useApp.ts';

const COUNT = 6;

/** A few pictures to start with, [n, 28, 28] bytes: from the run's data, or a built-in one until it is loaded. */
export function useGivenPictures(): Uint8Array {
  const dataset = useApp(state => state.config.dataset);
  const images = useApp(state => state.run.images);
  const drawings = useApp(shownDrawings);
  return useMemo(() => {
    if (dataset === 'drawings' && drawings.length > 0) return asDrawings(drawings.slice(0, COUNT)).pixels;
    if (dataset === 'mnist' && images) return images.pixels.subarray(0, COUNT * PIXELS);
    return builtinDigit();
  }, [dataset, images, drawings]);
}
