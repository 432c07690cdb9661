import type { RunRecord } from '../../storage/tables.ts';
import { presentMaker } from '../../store/sampling/sampling.ts';
import { useApp } from '../../ui/useApp.ts';
import { makerWords } from '../makerWords.ts';

interface Props {
  readonly id: string;
  /** Runs of this browser beside the present one. */
  readonly kept: readonly RunRecord[];
  /** Null for the present run. */
  readonly chosen: RunRecord | null;
  readonly onChange: (run: RunRecord | null) => void;
}

/** Whose network draws: the present run's, or that of a run that is kept. */
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
