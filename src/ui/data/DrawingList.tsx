import { type KeyboardEvent, useRef } from 'react';
import type { Drawing } from '../../storage/tables.ts';
import { shapeInView } from '../../store/settings/dataInView.ts';
import { useActions, useApp } from '../useApp.ts';
import { ImportButton } from './ImportButton.tsx';
import { PixelCanvas } from './PixelCanvas.tsx';

interface Props {
  readonly drawings: readonly Drawing[];
  readonly editing: Drawing | null;
  readonly onOpen: (drawing: Drawing) => void;
  readonly onRemove: (drawing: Drawing) => void;
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

/** "My drawings" as thumbnails: a click or Enter loads one on the pad, Delete deletes it. */
export function DrawingList({ drawings, editing, onOpen, onRemove, onFiles }: Props) {
  const { undoRemove } = useActions().drawings;
  const { loaded, problem, deleted } = useApp(state => state.drawings);
  const list = useRef<HTMLUListElement>(null);

  const onKeyDown = (event: KeyboardEvent, drawing: Drawing, index: number) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    // The next thumbnail takes the focus, so several can be deleted in a row.
    const buttons = list.current?.querySelectorAll('button');
    (buttons?.[index + 1] ?? buttons?.[index - 1])?.focus();
    onRemove(drawing);
  };

  const shape = useApp(shapeInView);
  return (
    <section className="drawing-list" aria-label="My drawings">
      <header>
        <h3>
          My drawings <span className="muted numbers">{drawings.length}</span>
        </h3>
        <ImportButton onFiles={onFiles} />
      </header>
      {problem && (
        <p className="save-problem" role="alert">
          {problem}
        </p>
      )}
      {loaded && drawings.length === 0 && (
        <p className="hint muted">Draw something and add it; a dozen drawings are enough to train on.</p>
      )}
      <ul ref={list} className="thumbnails">
        {drawings.map((drawing, index) => (
          <li key={drawing.id}>
            <button
              type="button"
              className="thumbnail"
              aria-label={`Edit drawing ${index + 1}`}
              aria-current={drawing === editing}
              title="Click to edit, Delete to delete"
              onClick={() => onOpen(drawing)}
              onKeyDown={event => onKeyDown(event, drawing, index)}
            >
              <PixelCanvas pixels={drawing.pixels} shape={shape} />
            </button>
          </li>
        ))}
      </ul>
      <p className="deleted" role="status">
        {deleted && (
          <>
            Drawing deleted.{' '}
            <button type="button" className="button" onClick={undoRemove}>
              Bring it back
            </button>
          </>
        )}
      </p>
    </section>
  );
}
