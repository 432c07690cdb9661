interface Props {
  readonly names: readonly string[];
  /** Share of each class; null until it is known. */
  readonly drawn: readonly number[] | null;
  readonly real: readonly number[];
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** How often the judge reads each class, drawn beside real. */
export function ClassBars({ names, drawn, real }: Props) {
  const most = Math.max(0.15, ...real, ...(drawn ?? []));
  const height = (share: number) => ({ blockSize: `${(100 * share) / most}%` });
  return (
    <figure className="quality-classes">
      <ol aria-label="Share of each class, drawn and real">
        {names.map((name, k) => {
          const words = `${name}: ${drawn ? `${percent(drawn[k]!)} drawn, ` : ''}${percent(real[k]!)} real`;
          return (
            <li key={name} title={words} aria-label={words}>
              <span className="quality-bars" aria-hidden>
                <span className="quality-drawn" style={height(drawn?.[k] ?? 0)} />
                <span className="quality-real" style={height(real[k]!)} />
              </span>
              <span aria-hidden className="quality-class">
                {name}
              </span>
            </li>
          );
        })}
      </ol>
      <figcaption className="muted">
        <span className="quality-key quality-drawn" /> drawn <span className="quality-key quality-real" />{' '}
        real, as the judge reads them; the highest bar is {percent(most)}
      </figcaption>
    </figure>
  );
}
