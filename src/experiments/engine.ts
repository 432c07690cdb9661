/** The experiments' analyses in the worker, by the names under which the page calls them. */
import { floorJob } from './floor/engine/floorJob.ts';
import { insideJob } from './inside/engine/insideJob.ts';
import { heldOutJob } from './memory/engine/heldOutJob.ts';
import { nearestJob } from './memory/engine/nearestJob.ts';
import { qualityJob } from './quality/engine/qualityJob.ts';

export const ANALYSES = {
  floor: floorJob,
  nearest: nearestJob,
  heldOut: heldOutJob,
  inside: insideJob,
  quality: qualityJob,
};
