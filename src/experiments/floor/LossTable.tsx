import { shortNumber } from '../../ui/charts/axes.ts';
import { Sideways } from '../../ui/Sideways.tsx';
import type { FloorRow } from './floorRows.ts';

/** Map and chart as a table of numbers. */
export function LossTable({ rows }: { rows: readonly FloorRow[] }) {
  return (
    <details>
      <summary>The same as a table</summary>
      <Sideways label="Loss, floor and gap by noise level">
        <table className="floor-table numbers">
          <caption className="visually-hidden">Loss, floor and gap by noise level</caption>
          <thead>
            <tr>
              <th scope="col">t</th>
              <th scope="col">loss now</th>
              <th scope="col">images</th>
              <th scope="col">floor</th>
              <th scope="col">± error</th>
              <th scope="col">gap</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ from, to, loss, images, floor, floorError }) => (
              <tr key={from}>
                <th scope="row">{from === to ? from : `${from} to ${to}`}</th>
                <td>{shortNumber(loss)}</td>
                <td>{images}</td>
                <td>{shortNumber(floor)}</td>
                <td>{shortNumber(floorError)}</td>
                <td>{shortNumber(floor === null ? null : loss - floor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </details>
  );
}
