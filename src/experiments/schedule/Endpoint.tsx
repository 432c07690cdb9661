import { useMemo } from 'react';
import type { Shape } from '../../data/shape.ts';
import { addNoise } from '../../diffusion/forward.ts';
import type { Process } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { Formula } from '../../ui/formulas/Formula.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';

interface Props {
  readonly process: Process;
  /** In [-1, 1]. */
  readonly x0: Float32Array;
  readonly shape: Shape;
  readonly seed: number;
}

/** With more of the picture left at the last level, sampling starts from noise that training never saw. */
const LARGEST_ALPHA_BAR = 1e-2;
/** Number of noises averaged, which shrinks them to a sixteenth. */
const AVERAGED = 256;

/** Shows whether the chain ends in pure noise, and the effect on sampling if not. */
export function Endpoint({ process, x0, shape, seed }: Props) {
  const noise = useMemo(() => meanNoise(seed, x0.length), [seed, x0.length]);
  const last = levelAt(process, process.T - 1);
  const one = addNoise(last, x0, noise.first);
  const average = addNoise(last, x0, noise.mean);
  const left = last.signal ** 2 > LARGEST_ALPHA_BAR;
  const brightness = mean(x0);
  return (
    <section className="endpoint" aria-labelledby="endpoint-title">
      <h3 id="endpoint-title">Does it end in noise?</h3>
      <p className={left ? 'reason' : ''} role="status">
        {left ? (
          <>
            <strong>Not yet.</strong> At the last level <Formula tex="\sqrt{\bar\alpha}" /> ={' '}
            {last.signal.toFixed(3)}: that much of the picture is still there. Sampling starts from pure
            noise, which the network has then never seen. It takes the noise’s brightness for the picture’s,
            and draws pictures that are too grey.
          </>
        ) : (
          <>
            <strong>Yes.</strong> At the last level <Formula tex="\sqrt{\bar\alpha}" /> ={' '}
            {last.signal.toFixed(4)}: almost nothing of the picture is left, so sampling can start from pure
            noise.
          </>
        )}
      </p>
      <div className="endpoint-pictures">
        <Ending
          title={`The last level, x with t = ${process.T - 1}`}
          picture={one}
          shape={shape}
          brightness={last.signal * brightness}
        />
        <Ending
          title={`The mean of ${AVERAGED} of them`}
          picture={average}
          shape={shape}
          brightness={last.signal * brightness}
        />
        <Ending
          title={`The mean of ${AVERAGED} starts of sampling`}
          picture={noise.mean}
          shape={shape}
          brightness={0}
        />
      </div>
      <p className="muted">
        Noise averages away and a picture does not. If the two means look alike, the chain ends where sampling
        begins.
      </p>
    </section>
  );
}

interface EndingProps {
  readonly title: string;
  readonly picture: Float32Array;
  readonly shape: Shape;
  readonly brightness: number;
}

function Ending({ title, picture, shape, brightness }: EndingProps) {
  const bytes = useMemo(() => toBytes(picture, 1), [picture]);
  return (
    <figure>
      <PictureGrid bytes={bytes} shape={shape} count={1} columns={1} label={title} />
      <figcaption className="numbers">
        {title}
        <span className="muted">expected brightness {brightness.toFixed(3).replace('-', '−')}</span>
      </figcaption>
    </figure>
  );
}

/** One noise, and the mean of several. */
function meanNoise(seed: number, size: number): { first: Float32Array; mean: Float32Array } {
  const sum = new Float32Array(size);
  const draw = new Float32Array(size);
  for (let i = 0; i < AVERAGED; i++) {
    gaussians(seed, 'forward', i, draw);
    for (let j = 0; j < size; j++) sum[j]! += draw[j]! / AVERAGED;
  }
  return { first: gaussians(seed, 'forward', 0, draw), mean: sum };
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
