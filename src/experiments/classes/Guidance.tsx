import { useMemo } from 'react';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useSampling } from '../useSampling.ts';
import { type ComparedScale, CompareScales, SCALES } from './CompareScales.tsx';
import { type Estimate, lossOfVariety, variety, verdict } from './variety.ts';

/** Enough for the standard error to be smaller than guidance's effect on a trained network. */
const COUNT = 16;
const CHANGES = { sampleCount: COUNT };
const COLUMNS = 8;

/** Guidance against variety: one digit from the same noise, at four scales. */
export function Guidance() {
  return (
    <section className="stack guidance" aria-labelledby="guidance-title">
      <h3 id="guidance-title">What insisting costs</h3>
      <p className="muted">
        The network answers twice, once told the digit and once not. The sampler uses: not told + w (told −
        not told). A larger w gives clearer digits, and pictures that are more alike. Each column starts from
        the same noise.
      </p>
      <CompareScales changes={CHANGES} />
      {SCALES.map(row => (
        <Row key={row.slot} {...row} />
      ))}
      <Cost />
    </section>
  );
}

function Row({ w, slot, words }: ComparedScale) {
  const { newest, shape, result, resultNumbers } = useSampling(slot);
  const varied = useMemo(() => resultNumbers && variety(resultNumbers, COUNT), [resultNumbers]);
  if (!newest) return null;
  return (
    <figure className="guidance-row">
      <figcaption className="numbers">
        <strong>w = {w}</strong> <span className="muted">{words}</span>
        <span className="muted">variety {varied ? inWords(varied) : '…'}</span>
      </figcaption>
      <PictureGrid
        bytes={result ?? newest.pictures.x0Hat}
        shape={shape}
        count={COUNT}
        columns={COLUMNS}
        label={`Sixteen pictures at guidance scale ${w}`}
      />
    </figure>
  );
}

/** Whether variety falls from w = 1 to w = 7, and how sure that is. */
function Cost() {
  const asked = useSampling('guidance1').resultNumbers;
  const insisted = useSampling('guidance7').resultNumbers;
  const loss = useMemo(() => asked && insisted && lossOfVariety(asked, insisted, COUNT), [asked, insisted]);
  if (!loss) return null;
  return (
    <p className="numbers" role="status">
      <span>{`From w = 1 to w = 7 ${VERDICTS[verdict(loss)](loss)}`}</span>{' '}
      <span className="muted">
        Variety is how far the pictures are from their mean, root mean square, ± its standard error.
      </span>
    </p>
  );
}

const VERDICTS = {
  falls: (loss: Estimate) => `the variety falls by ${inWords(loss)}: that is the price.`,
  rises: ({ value, standardError }: Estimate) =>
    `the variety rises by ${inWords({ value: -value, standardError })}: a network that hardly knows the digits yet is only made louder. Train on, and compare again.`,
  neither: (loss: Estimate) =>
    `no loss of variety is seen at ${COUNT} pictures: ${inWords(loss)} may be chance. Train on, and compare again.`,
};

const inWords = ({ value, standardError }: Estimate): string =>
  `${value.toFixed(3).replace('-', '−')}\u00a0±\u00a0${standardError.toFixed(3)}`;
