import './facts.css';

interface Props {
  readonly facts: readonly (readonly [term: string, value: string])[];
}

/** Numbers with their names, in slots of fixed width. */
export function Facts({ facts }: Props) {
  return (
    <dl className="facts numbers">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
