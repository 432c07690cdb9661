import { Check, Copy, FilePlus, Plus, Trash2 } from 'lucide-react';
import { DrawingList } from './DrawingList.tsx';
import { DrawingPad } from './DrawingPad.tsx';
import { useDrawingsEditor } from './useDrawingsEditor.ts';

interface Props {
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

/** The pad and the drawings made on it. */
export function DrawingsEditor({ onFiles }: Props) {
  const { drawings, editing, canKeep, pad, canvas, brush, setBrush, open, duplicate, remove } =
    useDrawingsEditor();
  return (
    <div className="drawings-editor">
      <DrawingPad pad={pad} canvas={canvas} brush={brush} onBrush={setBrush}>
        <button
          type="button"
          className="button button-primary"
          disabled={!canKeep}
          onClick={() => open(null)}
        >
          {editing ? <Check aria-hidden /> : <Plus aria-hidden />}
          {editing ? 'Update' : 'Add to My drawings'}
        </button>
        {editing && (
          <>
            <button type="button" className="button" onClick={() => duplicate(editing)}>
              <Copy aria-hidden /> Duplicate
            </button>
            <button type="button" className="button" onClick={() => remove(editing)}>
              <Trash2 aria-hidden /> Delete
            </button>
            <button type="button" className="button" onClick={() => open(null)}>
              <FilePlus aria-hidden /> New drawing
            </button>
          </>
        )}
      </DrawingPad>
      <DrawingList drawings={drawings} editing={editing} onOpen={open} onRemove={remove} onFiles={onFiles} />
    </div>
  );
}
