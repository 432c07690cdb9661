import { Check, Copy, FilePlus, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { type Brush, WHITE } from '../../data/brush.ts';
import { shownDrawings } from '../../store/drawings/drawings.ts';
import { padInView } from '../../store/drawings/pad.ts';
import { shapeInView } from '../../store/settings/dataInView.ts';
import { useActions, useApp } from '../useApp.ts';
import { DrawingList } from './DrawingList.tsx';
import { DrawingPad } from './DrawingPad.tsx';
import type { PixelCanvasHandle } from './PixelCanvas.tsx';
import { usePadOf } from './usePad.ts';

interface Props {
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

/** The pad and the drawings made on it. */
export function DrawingsEditor({ onFiles }: Props) {
  const { draw, open, duplicate, remove } = useActions().pad;
  const drawings = useApp(shownDrawings);
  const shape = useApp(shapeInView);
  const { editing, history, unkept } = useApp(padInView);
  const [brush, setBrush] = useState<Brush>({ radius: 1.2, erases: false, colour: WHITE });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePadOf(history, draw, brush, shape, canvas);
  return (
    <div className="drawings-editor">
      <DrawingPad pad={pad} shape={shape} canvas={canvas} brush={brush} onBrush={setBrush}>
        <button type="button" className="button button-primary" disabled={!unkept} onClick={() => open(null)}>
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
