import { Sideways } from '../../ui/Sideways.tsx';
import type { BlockReport } from './engine/insideJob.ts';
import { inWords, MEASURE_LABELS, MEASURES, type Measure, plainName } from './words.ts';

interface Props {
  readonly blocks: readonly BlockReport[];
  readonly totals: Readonly<Record<Measure, number | null>>;
}

/** Every block's costs, and their sums. */
export function CostTable({ blocks, totals }: Props) {
  return (
    <Sideways label="All blocks in numbers">
      <table className="costs numbers">
        <thead>
          <tr>
            <th scope="col">Block</th>
            <th scope="col">Shape</th>
            {MEASURES.map(measure => (
              <th key={measure} scope="col">
                {MEASURE_LABELS[measure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {blocks.map(block => (
            <tr key={block.name}>
              <th scope="row" title={plainName(block)}>
                {block.name}
              </th>
              <td>{block.shape.join(' × ')}</td>
              {MEASURES.map(measure => (
                <td key={measure}>{inWords[measure](block[measure])}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td />
            {MEASURES.map(measure => (
              <td key={measure}>{inWords[measure](totals[measure])}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Sideways>
  );
}
