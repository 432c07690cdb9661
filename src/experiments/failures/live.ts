/** Pictures and losses of the present run that show a failure, to compare with the recorded healthy run. */

import type { RunConfig } from '../../config/runConfig.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import { derive } from '../../store/memo.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { runningConfig } from '../../store/settings/rules.ts';
import type { AppState } from '../../store/state.ts';
import type { Failure } from './failures.ts';
import { RECORDED_PICTURES } from './records.ts';

export interface Live {
  /** Training steps behind the pictures, or those done so far; null if the pretrained network drew. */
  readonly step: number | null;
  /** Bytes of at most `RECORDED_PICTURES` pictures; null if there are none yet. */
  readonly pictures: Uint8ClampedArray | null;
}

const has = (config: RunConfig, wanted: Partial<RunConfig>): boolean =>
  (Object.keys(wanted) as (keyof RunConfig)[]).every(name => config[name] === wanted[name]);

const first = (pictures: Uint8ClampedArray, config: RunConfig) =>
  pictures.subarray(0, RECORDED_PICTURES * sizeOf(shapeOf(config)));

/** Selects the live result of a failure; null if it is not being tried. */
export const liveOf = ({ config, begins, shows }: Failure) =>
  derive(
    [({ run }: AppState) => run, ({ samplings }: AppState) => samplings.main, runningConfig],
    (run, main, running): Live | null => {
      const trains = begins === 'training';
      if (trains && (run.step === 0 || !has(running, config))) return null;
      if (shows === 'previews') {
        const preview = run.preview && run.preview.step > 0 ? run.preview : null;
        return { step: preview?.step ?? run.step, pictures: preview && toBytes(preview.ema, 1) };
      }
      const { step } = run;
      // Pictures of another run, other settings, or the untrained network do not count.
      const ofThis = main && main.maker.runId === run.runId && has(main.config, config);
      if (!ofThis || (trains && main.maker.step === 0)) return trains ? { step, pictures: null } : null;
      const shown = shows === 'result' ? main.result : main.frames[0]?.pictures.x0Hat;
      return {
        step: main.maker.pretrained ? null : main.maker.step,
        pictures: shown ? first(shown, main.config) : null,
      };
    },
  );
