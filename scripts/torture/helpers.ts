/** Kills helper threads of the processor's runtime within a step: they are replaced, and the result stays the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../../tests/torture/report.ts';
import { SMALL, trainInNode } from './nodeTraining.ts';

const KILLS = 20;
const STEPS = 3 * KILLS;
const WORKERS = 3;

export async function killHelpers(): Promise<Row> {
  const alone = await trainInNode(SMALL, 1);
  for (let step = 0; step < STEPS; step++) await alone.step();
  const expected = await alone.run.network.readState();
  alone.end();

  const shared = await trainInNode(SMALL, WORKERS);
  let killed = 0;
  for (let step = 0; step < STEPS; step++) {
    const done = shared.step();
    if (step % 3 === 2) {
      // At another moment of the step each time: before its task, during it, and after its answer.
      await new Promise(resolve => setTimeout(resolve, killed % 7));
      const [oldest, youngest] = shared.helpers;
      (killed % 2 === 0 ? oldest : youngest)!.end();
      killed += 1;
    }
    await done;
  }
  // One more step, in which the last one killed is replaced.
  await new Promise(resolve => setTimeout(resolve, 200));
  const state = await shared.run.network.readState();
  await shared.step();
  const replaced = shared.started() - (WORKERS - 1);
  shared.end();
  if (!isDeepStrictEqual(state, expected)) throw new Error('The weights differ from those of one thread.');
  if (replaced !== killed)
    throw new Error(`${replaced} helpers were started for ${killed} that were killed.`);
  return {
    test: 'death of a helper in the middle of a step (Node, wasm, 3 threads)',
    reached: `${replaced} of ${killed} replaced; after ${STEPS} steps weights, average and moments are to the bit those of one thread`,
    target: '20, each step repeated, the same bits',
  };
}
