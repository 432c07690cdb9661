/** Changed checkpoint files are refused with a typed error, unless they are still whole. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRunConfig } from '../../src/config/parseRunConfig.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { FileRefused } from '../../src/nn/fileRefused.ts';
import { CheckpointError, hashOf, packCheckpoint, unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { checkpointAt, saveOf } from '../storage/madeUp.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { anyCheckpointFile } from './anyCheckpointFile.ts';
import { figures } from './figures.ts';
import { report, Slowest } from './report.ts';

it(`reads or refuses ${figures.checkpointFiles} checkpoint files`, () => {
  const slowest = new Slowest();
  let loaded = 0;
  fc.assert(
    fc.property(anyCheckpointFile, bytes => {
      const read = slowest.measure(() => {
        try {
          return unpackCheckpoint(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
          return null;
        }
      });
      if (!read) return;
      loaded += 1;
      const { params, ema, adamM, adamV, config } = read;
      for (const vector of [params, ema, adamM, adamV]) {
        expect(vector).toHaveLength(params.length);
        expect(vector.every(Number.isFinite)).toBe(true);
      }
      expect(parseRunConfig(config)).toEqual({ config, problems: [] });
      // Reading loses nothing: writing what was read and reading it again gives the same hash.
      const again = packCheckpoint(read);
      expect(hashOf(packCheckpoint(unpackCheckpoint(again)))).toBe(hashOf(again));
    }),
    { numRuns: figures.checkpointFiles },
  );
  expect(loaded).toBeGreaterThan(figures.checkpointFiles / 8);
  report({
    test: 'changed checkpoint files',
    reached: `${figures.checkpointFiles}: ${loaded} whole, the rest refused; slowest ${slowest.ms.toFixed(1)} ms`,
    target: '10,000, none crashes or hangs over 100 ms',
  });
}, 3_600_000);

it('never loads from storage what is not what was saved', async () => {
  await fc.assert(
    fc.asyncProperty(anyCheckpointFile, async bytes => {
      const tables = memoryTables();
      const storage = new RunStorage(tables);
      await storage.claim('me');
      const checkpoint = checkpointAt(3);
      await storage.save(saveOf('run', checkpoint, 0), 'me');
      await tables.write(transaction => transaction.put('checkpoints', 'run/1', bytes));
      const same = hashOf(bytes) === hashOf(packCheckpoint(checkpoint));
      const loading = storage.load('run');
      if (same) expect((await loading).checkpoint).toEqual(checkpoint);
      else await expect(loading).rejects.toBeInstanceOf(CheckpointError);
    }),
    { numRuns: figures.checkpointFiles / 10 },
  );
}, 3_600_000);

it('opens or refuses them as files too', () => {
  fc.assert(
    fc.property(anyCheckpointFile, bytes => {
      try {
        const { checkpoint } = readFiles([{ path: 'run.safetensors', bytes }], DEFAULT_CONFIG);
        expect(unpackCheckpoint(checkpoint).step).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error instanceof CheckpointError || error instanceof FileRefused, String(error)).toBe(true);
      }
    }),
    { numRuns: figures.checkpointFiles / 10 },
  );
}, 3_600_000);
