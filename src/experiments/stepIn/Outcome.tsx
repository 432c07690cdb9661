import { Formula } from '../../ui/formulas/Formula.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useSampling } from '../useSampling.ts';

interface Props {
  readonly slot: string;
  readonly label: string;
  /** Text shown before there are pictures. */
  readonly waiting: string;
}

const COLUMNS = 3;

/** A slot's pictures: the network's guesses during sampling, then the result. */
export function Outcome({ slot, label, waiting }: Props) {
  const { newest, count, shape, total, result } = useSampling(slot);
  if (!newest) return <p className="muted empty">{waiting}</p>;
  return (
    <figure className="outcome">
      <PictureGrid
        bytes={result ?? newest.pictures.x0Hat}
        shape={shape}
        count={count}
        columns={COLUMNS}
        label={label}
      />
      <figcaption className="muted numbers" role="status">
        {result ? (
          'The result.'
        ) : (
          <>
            <Formula tex="\hat x_0" /> at step {newest.seq + 1} of {total}
          </>
        )}
      </figcaption>
    </figure>
  );
}
