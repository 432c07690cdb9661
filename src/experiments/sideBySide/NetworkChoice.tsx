import type { RunRecord } from '../../storage/tables.ts';
import { presentMaker } from '../../store/sampling/sampling.ts';
import { useApp } from '../../ui/useApp.ts';
import { makerWords } from '../makerWords.ts';

interface Props {
  readonly id: string;
  /** The other runs saved in this browser. */
  readonly kept: readonly RunRecord[];
  /** Null for the present run. */
  readonly chosen: RunRecord | null;
  readonly onChange: (run: RunRecord | null) => void;
}

/** Chooses the network: the present run's or a saved run's. */
export function NetworkChoice({ id, kept, chosen, onChange }: Props) {
  const run = useApp(state => state.run);
  return (
    <div className="param">
      <div className="param-label">
        <label htmlFor={id}>Network</label>
      </div>
      <select
        id={id}
        className="select"
        value={chosen?.id ?? ''}
        onChange={event => onChange(kept.find(({ id: keptId }) => keptId === event.target.value) ?? null)}
      >
        <option value="">{`The present run: ${makerWords(presentMaker({ run }))}`}</option>
        {kept.map(({ id: keptId, name, step }) => (
          <option key={keptId} value={keptId}>
            {`${name}, step ${step.toLocaleString('en')}`}
          </option>
        ))}
      </select>
    </div>
  );
}
