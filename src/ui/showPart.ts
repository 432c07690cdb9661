import type { Part } from '../store/timeline/place.ts';

/** Scrolls a part of the pipeline into view; 'nearest' leaves one alone that is. */
export const showPart = (part: Part, block: 'start' | 'nearest') =>
  document.getElementById(`part-${part}`)?.scrollIntoView({ block, behavior: 'smooth' });
