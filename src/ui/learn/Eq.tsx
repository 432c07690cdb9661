import { Formula } from '../Formula.tsx';

interface Props {
  readonly tex: string;
  /** Number of the equation in Ho et al. 2020, if it is from there. */
  readonly no?: string;
}

/** A formula on a line of its own, with its number in the paper. */
export function Eq({ tex, no }: Props) {
  return (
    <div className="eq">
      <Formula block tex={tex} />
      {no && (
        <span className="muted numbers" title={`Equation ${no} of Ho et al. 2020`}>
          ({no})
        </span>
      )}
    </div>
  );
}
