import { Brush, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { holdsRun } from '../../data/fileTree.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { openRunFiles } from '../../store/runFiles.ts';
import { chooseImage, timelineStore } from '../../store/timeline.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { Dialog } from '../Dialog.tsx';
import { Column } from '../screen/Column.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { useApp } from '../useApp.ts';
import { DataPictures } from './DataPictures.tsx';
import { DrawingsEditor } from './DrawingsEditor.tsx';
import { Guests } from './Guests.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useImports } from './useImports.ts';
import './data.css';

/** What the network is to learn: digits to look at, or drawings to make. */
export function DataColumn() {
  const dataset = useApp(state => state.config.dataset);
  const drawings = useStore(drawingsStore, state => state.drawings.length);
  const [drawing, setDrawing] = useState(false);
  const imports = useImports();
  const dropping = useFileDrop(files => (holdsRun(files) ? openRunFiles(files) : imports.importFiles(files)));
  const mine = dataset === 'drawings';
  const open = drawing && mine;
  return (
    <Column
      part="data"
      title="Data"
      lesson="All it will ever see"
      className={dropping ? 'data-dropping' : ''}
    >
      <ParamControl name="dataset" />
      {!open && <ImportOutcome {...imports} />}
      {mine && <Guests />}
      <DataPictures />
      <div className="column-foot">
        {mine && (
          <button type="button" className="button button-primary" onClick={() => setDrawing(true)}>
            <Brush aria-hidden /> {drawings === 0 ? 'Draw' : 'Draw and edit'}
          </button>
        )}
        <ImageButtons />
        <MoreSettings of="Data">
          <ParamControl name="augment" />
          <ParamControl name="digits" />
          <ParamControl name="trainImages" />
        </MoreSettings>
      </div>
      <Dialog open={open} onClose={() => setDrawing(false)} title="My drawings">
        <ImportOutcome {...imports} />
        <DrawingsEditor onFiles={imports.importFiles} />
      </Dialog>
    </Column>
  );
}

/** Another picture for the whole page. */
function ImageButtons() {
  const imageIndex = useStore(timelineStore, state => state.imageIndex);
  return (
    <div className="row image-buttons">
      <button
        type="button"
        className="icon-button"
        aria-label="Previous image"
        title="Previous image"
        disabled={imageIndex === 0}
        onClick={() => chooseImage(imageIndex - 1)}
      >
        <ChevronLeft aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Another image"
        title="Another image"
        onClick={() => chooseImage(imageIndex + 1)}
      >
        <ChevronRight aria-hidden />
      </button>
    </div>
  );
}
