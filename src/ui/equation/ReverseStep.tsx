import { Fragment } from 'react';
import { PARAMS } from '../../config/params.ts';
import { pictureOf, sizeOf, wordFor } from '../../data/shape.ts';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import { SAMPLERS } from '../../diffusion/samplers/registry.ts';
import { NO_FRAMES, type StoredFrame } from '../../store/sampling/frames.ts';
import { madeWith } from '../../store/sampling/madeWith.ts';
import { frameInView } from '../../store/timeline/playback.ts';
import { Formula } from '../formulas/Formula.tsx';
import { mixColour, type SymbolName } from '../symbols.ts';
import { useApp } from '../useApp.ts';
import { Operator, Term } from './Term.tsx';

const levelAfter = (next: StoredFrame | undefined): string =>
  next ? String(Number(next.row.t.toFixed(1))) : '…';

interface Part {
  readonly coefficient: number;
  readonly symbol: SymbolName;
  readonly tex: string;
  readonly label: string;
  readonly words: string;
  readonly bytes: Uint8ClampedArray;
  /** Where they are kept, those of the picture. */
  readonly numbers: Float32Array | undefined;
}

/**
 * The step at the frame in view: the row and the pictures it was computed from, and the formula of its sampler, which
 * may not be the one chosen now.
 */
export function ReverseStep() {
  const sampling = useApp(({ samplings }) => samplings.main);
  const inView = useApp(frameInView);
  const sampleIndex = useApp(({ place }) => place.sampleIndex);
  const made = useApp(madeWith);
  const { frames, count, shape, total, result } = sampling ?? NO_FRAMES;
  const place = Math.min(inView, frames.length - 1);
  const frame = frames[place];
  if (!sampling || !frame) {
    return (
      <p className="muted equation-empty">
        Press Sample in the Generate part: each step that the sampler makes is written out here, with its own
        numbers and pictures.
      </p>
    );
  }
  const { row } = frame;
  const { sampler, schedule } = sampling.config;
  const picked = sampleIndex % count;
  const cut = (pictures: Uint8ClampedArray) => pictureOf(pictures, shape, picked);
  // Grey: not there yet.
  const unknown = () => new Uint8ClampedArray(sizeOf(shape)).fill(127);
  const next = frames[place + 1]?.pictures.xt ?? result;
  const last = place === frames.length - 1 && result !== null;
  const point = (all: Float32Array | null | undefined) => all?.subarray(2 * picked, 2 * picked + 2);
  const parts = partsOf(row, frames, place, cut, point);
  return (
    <>
      <div className="sum">
        <Term
          symbol="xt"
          tex={last ? 'x_0' : "x_{t'}"}
          bytes={next ? cut(next) : unknown()}
          numbers={point(frames[place + 1]?.numbers?.xt ?? sampling.resultNumbers)}
          shape={shape}
          label="Where the step leads"
          colour={mixColour({ signal: row.signalPrev, noise: row.noisePrev })}
        >
          next
        </Term>
        {parts.map(({ coefficient, ...term }, i) => (
          <Fragment key={term.tex}>
            <Operator>{i === 0 ? '=' : coefficient < 0 ? '−' : '+'}</Operator>
            <Term
              {...term}
              shape={shape}
              factor={(i === 0 ? coefficient : Math.abs(coefficient)).toFixed(3)}
              colour={mixColour(row)}
            >
              {term.words}
            </Term>
          </Fragment>
        ))}
      </div>
      <div className="in-words">
        <h3 className="numbers">
          Step {place + 1} of {total}: from t = {Number(row.t.toFixed(1))}{' '}
          {last ? 'to the data' : `to t′ = ${levelAfter(frames[place + 1])}`}
        </h3>
        <Formula block tex={(schedule === 'flow' && SAMPLERS[sampler].texOnFlow) || SAMPLERS[sampler].tex} />
        <p className="muted">
          These are the numbers that {PARAMS.sampler.labels[sampler]} used, and {wordFor(shape)} {picked + 1}{' '}
          of {count}. {made}
        </p>
      </div>
    </>
  );
}

function partsOf(
  row: SamplerRow,
  frames: readonly StoredFrame[],
  place: number,
  cut: (pictures: Uint8ClampedArray) => Uint8ClampedArray,
  point: (all: Float32Array | null | undefined) => Float32Array | undefined,
): Part[] {
  const frame = frames[place]!;
  const [xt, x0Hat] = [point(frame.numbers?.xt), point(frame.numbers?.x0Hat)];
  const twice = row.corrector !== undefined;
  const parts: Part[] = [
    {
      coefficient: row.cXt,
      symbol: 'xt',
      tex: 'x_t',
      label: 'Where the step starts',
      words: 'now',
      bytes: cut(frame.pictures.xt),
      numbers: xt,
    },
    {
      coefficient: row.cX0,
      symbol: 'x0Hat',
      tex: String.raw`\hat x_0`,
      label: twice
        ? 'The mean of the two pictures that the network guesses'
        : 'The picture that the network guesses',
      words: twice ? 'mean guess' : 'guess',
      bytes: cut(frame.pictures.x0Hat),
      numbers: x0Hat,
    },
    {
      coefficient: row.cEps,
      symbol: 'epsHat',
      tex: String.raw`\hat\varepsilon`,
      label: twice
        ? 'The mean of the two noises that the network guesses'
        : 'The noise that the network guesses',
      words: twice ? 'mean noise guess' : 'noise guess',
      bytes: cut(frame.pictures.epsHat),
      numbers: xt && x0Hat && xt.map((x, i) => (x - row.signal * x0Hat[i]!) / row.noise),
    },
  ];
  const earlier = [row.cX0Prev, row.cX0Prev2].entries();
  for (const [i, coefficient] of earlier) {
    const before = frames[place - 1 - i];
    if (!before) continue;
    parts.push({
      coefficient,
      symbol: 'x0Hat',
      tex: String.raw`\hat x_0${"'".repeat(i + 1)}`,
      label: `The guess ${i + 1} steps before`,
      words: 'before',
      bytes: cut(before.pictures.x0Hat),
      numbers: point(before.numbers?.x0Hat),
    });
  }
  if (frame.z) {
    parts.push({
      coefficient: row.cNoise,
      symbol: 'z',
      tex: 'z',
      label: 'Fresh noise',
      words: 'fresh noise',
      bytes: cut(frame.z),
      // Known as bytes alone.
      numbers: frame.numbers ? Float32Array.from(cut(frame.z), byte => 3 * (byte / 127.5 - 1)) : undefined,
    });
  }
  return parts.filter(({ coefficient }) => coefficient !== 0);
}
