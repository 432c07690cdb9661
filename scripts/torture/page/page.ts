/** A page that saves one checkpoint after another until it is killed, and then reads back what was saved. */
import { DEFAULT_CONFIG } from '../../../src/config/runConfig.ts';
import { browserTables } from '../../../src/storage/browserTables.ts';
import { RunStorage } from '../../../src/storage/runStorage.ts';

declare global {
  interface Window {
    /** Never ends. `acknowledge` hears the step of each save that is complete. */
    saveForever(): Promise<void>;
    acknowledge(step: number): Promise<void>;
    /** The step of the newest intact save, and the steps of damaged ones. */
    readBack(): Promise<{ step: number; damaged: readonly number[]; torn: boolean }>;
  }
}

const ID = 'run';
/** As many as the reference network has. */
const PARAMETERS = 263_025;
const storage = new RunStorage(browserTables());

const vectorOf = (step: number, of: number) => new Float32Array(PARAMETERS).fill(step + of);

window.saveForever = async () => {
  const writer = String(performance.timeOrigin);
  await storage.claim(writer);
  const [before] = await storage.list();
  let follows = before?.checkpoints.at(-1)?.generation ?? 0;
  for (let step = (before?.step ?? 0) + 1; ; step++) {
    const checkpoint = {
      config: DEFAULT_CONFIG,
      step,
      params: vectorOf(step, 0),
      ema: vectorOf(step, 0.25),
      adamM: vectorOf(step, 0.5),
      adamV: vectorOf(step, 0.75),
      losses: Float32Array.of(1 / step),
      imagesSeen: step,
      dataSha256: '0'.repeat(64),
      maker: { build: 'torture', device: 'none', browser: 'any' },
    };
    const save = {
      id: ID,
      name: ID,
      follows,
      at: step,
      checkpoint,
      running: true,
      drawings: null,
      thumbnails: null,
    };
    const record = await storage.save(save, writer);
    follows = record.checkpoints.at(-1)!.generation;
    await window.acknowledge(step);
  }
};

window.readBack = async () => {
  const { checkpoint, damaged } = await storage.load(ID);
  const { step, params, ema, adamM, adamV } = checkpoint;
  // Torn: not all four vectors are of the same step.
  const torn = [params, ema, adamM, adamV].some((vector, i) => vector.some(value => value !== step + i / 4));
  return { step, damaged, torn };
};
