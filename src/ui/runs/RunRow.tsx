import { Copy, FolderOpen, Pencil, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import type { RunRecord } from '../../storage/tables.ts';
import { ago } from '../../store/ago.ts';
import { bytesOf } from '../../store/runs/keptRuns.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useActions, useApp } from '../useApp.ts';
import { megabytes } from './when.ts';

const MOST_LETTERS = 80;
/** Pictures of its last preview. */
const SHOWN = 4;

interface Props {
  readonly run: RunRecord;
  readonly compared: boolean;
  readonly onCompare: (chosen: boolean) => void;
  readonly onOpened: () => void;
}

export function RunRow({ run, compared, onCompare, onOpened }: Props) {
  const [naming, setNaming] = useState(false);
  const { kept, runs } = useActions();
  const present = useApp(state => state.run.id === run.id);
  const writes = useApp(({ engine }) => engine.writes);
  const { id, name, step, loss, savedAt, thumbnails } = run;
  const shape = useMemo(() => shapeOf(run.config), [run.config]);
  const rename = (next: string) => {
    setNaming(false);
    const wanted = next.trim();
    if (wanted && wanted !== name) void kept.renameRun(id, wanted);
  };
  const tool = (label: string, Icon: typeof Copy, act: () => void, disabled = false) => (
    <button
      type="button"
      className="button button-quiet"
      aria-label={`${label} ${name}`}
      title={label}
      disabled={disabled}
      onClick={act}
    >
      <Icon aria-hidden />
    </button>
  );
  return (
    <li className="run" aria-label={name}>
      <div className="run-picture">
        {thumbnails ? (
          <PictureGrid
            bytes={thumbnails.ema.subarray(0, SHOWN * sizeOf(shape))}
            shape={shape}
            count={Math.min(SHOWN, thumbnails.count)}
            columns={2}
            label={`What ${name} drew at step ${thumbnails.step}`}
          />
        ) : (
          <span className="muted">no sample yet</span>
        )}
      </div>
      <div className="run-text">
        {naming ? (
          <input
            className="select"
            aria-label={`Name of ${name}`}
            defaultValue={name}
            maxLength={MOST_LETTERS}
            ref={input => input?.focus()}
            onBlur={event => rename(event.target.value)}
            onKeyDown={event => event.key === 'Enter' && rename(event.currentTarget.value)}
          />
        ) : (
          <strong>{name}</strong>
        )}
        <span className="muted numbers">
          step {step.toLocaleString('en')} · loss {Number.isNaN(loss) ? '–' : loss.toFixed(4)} ·{' '}
          {ago(savedAt)} · {megabytes(bytesOf(run))}
          {present && ' · open'}
        </span>
        <label className="muted run-compare">
          <input type="checkbox" checked={compared} onChange={event => onCompare(event.target.checked)} />{' '}
          Compare
        </label>
      </div>
      <div className="row run-tools">
        <button
          type="button"
          className="button"
          disabled={present}
          onClick={() => {
            runs.openKept(id);
            onOpened();
          }}
        >
          <FolderOpen aria-hidden /> Open
        </button>
        {tool('Rename', Pencil, () => setNaming(true), !writes)}
        {tool('Duplicate', Copy, () => void kept.duplicateRun(run), !writes)}
        {/* The next save would only bring it back. */}
        {tool('Delete', Trash2, () => void kept.removeRun(id), !writes || present)}
      </div>
    </li>
  );
}
