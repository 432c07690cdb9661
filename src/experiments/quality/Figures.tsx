import type { Quality } from '../../quality/quality.ts';

interface Props {
  readonly drawn: Quality | null;
  readonly real: Quality;
  /** Whether the network is told what to draw. */
  readonly asked: boolean;
  /** Of the judge on the test pictures. */
  readonly accuracy: number;
}

interface Row {
  readonly name: string;
  readonly of: (quality: Quality) => string;
  readonly says: string;
}

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

const ROWS: readonly Row[] = [
  {
    name: 'Judge distance',
    of: ({ distance }) => distance.toFixed(1),
    says: 'Fréchet distance between the judge’s features of both sets; smaller is better. It is not FID, which uses another network.',
  },
  {
    name: 'Read with confidence',
    of: ({ confident }) => share(confident),
    says: 'The judge gives one class 90 % or more.',
  },
  {
    name: 'Precision',
    of: ({ precision }) => share(precision),
    says: 'How many lie among real ones (k = 5): do they look real?',
  },
  {
    name: 'Recall',
    of: ({ recall }) => share(recall),
    says: 'How many real ones lie among them: is everything drawn?',
  },
  {
    name: 'Entropy of classes',
    of: ({ entropy }) => `${entropy.toFixed(3)} nats`,
    says: 'ln 10 = 2.303 if all are equally frequent, 0 if only one is drawn.',
  },
];

const asAsked = (quality: Quality): string => (quality.asAsked === null ? '–' : share(quality.asAsked));

/** The figures of what was drawn, each beside its floor. */
export function Figures({ drawn, real, asked, accuracy }: Props) {
  const rows: readonly Row[] = [
    ...ROWS,
    ...(!asked
      ? []
      : [
          {
            name: 'Read as asked',
            of: asAsked,
            says: `For real ones: read as their label says. The judge misreads ${(100 * (1 - accuracy)).toFixed(1)} % of all test pictures.`,
          },
        ]),
  ];
  return (
    <div className="quality-table">
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Figure</span>
            </th>
            <th scope="col">Drawn</th>
            <th scope="col">Real, the floor</th>
            <th scope="col" className="quality-says">
              <span className="visually-hidden">What it says</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of, says }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{drawn ? of(drawn) : '…'}</td>
              <td>{of(real)}</td>
              <td className="quality-says muted">{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
