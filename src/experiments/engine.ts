/** The experiments' halves in the worker, one row each: what the page calls under that name. */
import { floorJob } from './floor/engine/floorJob.ts';
import { insideJob } from './inside/engine/insideJob.ts';
import { heldOutJob } from './memory/engine/heldOutJob.ts';
import { nearestJob } from './memory/engine/nearestJob.ts';

export const ANALYSES = {
  floor: floorJob,
  nearest: nearestJob,
  heldOut: heldOutJob,
  inside: insideJob,
};
