import type { RunRecord } from '../../storage/tables.ts';

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
  return (
    <div className="param">
      <div className="param-label">
        <label htmlFor={id}>Network</label>
      </div>
      <select
        id={id}
        className="select"
        value={chosen?.id ?? ''}
        onChange={event => onChange(kept.find(run => run.id === event.target.value) ?? null)}
      >
        <option value="">The present run</option>
        {kept.map(run => (
          <option key={run.id} value={run.id}>
            {run.name}, step {run.step.toLocaleString('en')}
          </option>
        ))}
      </select>
    </div>
  );
}
