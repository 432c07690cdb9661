/** Made-up checkpoints for tests of the storage. */
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import type { Checkpoint } from '../../src/storage/checkpoint.ts';
import type { Save } from '../../src/storage/runStorage.ts';

export function checkpointAt(step: number, changes: Partial<Checkpoint> = {}): Checkpoint {
  const vector = (of: number) => Float32Array.from({ length: 5 }, (_, i) => of + step / 7 + i / 3);
  return {
    config: DEFAULT_CONFIG,
    step,
    params: vector(1),
    ema: vector(2),
    adamM: vector(3),
    adamV: vector(4),
    losses: Float32Array.from({ length: step }, (_, i) => 1 / (1 + i)),
    imagesSeen: 16 * step,
    dataSha256: 'ab'.repeat(32),
    maker: { build: '0-test', device: 'cpu: none', browser: 'none' },
    ...changes,
  };
}

export function saveOf(id: string, checkpoint: Checkpoint, follows: number): Save {
  const running = true;
  return {
    id,
    name: `run ${id}`,
    follows,
    at: checkpoint.step,
    checkpoint,
    running,
    drawings: null,
    thumbnails: null,
  };
}
