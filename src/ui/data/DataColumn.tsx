import { Brush, ChevronLeft, ChevronRight, SprayCan } from 'lucide-react';
import { useState } from 'react';
import { importPoints, isTable } from '../../data/pointsCsv.ts';
import { pointsToText } from '../../data/sets/plane/pointsText.ts';
import { DATA_SETS, type DataSetName } from '../../data/sets/registry.ts';
import { shownDrawings } from '../../store/drawings/drawings.ts';
import { padInView } from '../../store/drawings/pad.ts';
import { derive } from '../../store/memo.ts';
import type { AppState } from '../../store/state.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { Dialog } from '../Dialog.tsx';
import { leadingClass } from '../leadingClass.ts';
import { DataCloud } from '../plane/DataCloud.tsx';
import { PointsEditor } from '../plane/PointsEditor.tsx';
import { planeInView } from '../plane/planePoints.ts';
import { Column } from '../screen/Column.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { useActions, useApp } from '../useApp.ts';
import { AddPictures } from './AddPictures.tsx';
import { CollectionOutcome } from './CollectionOutcome.tsx';
import { Collections } from './Collections.tsx';
import { DataPictures } from './DataPictures.tsx';
import { DrawingsEditor } from './DrawingsEditor.tsx';
import { Guests } from './Guests.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useImports } from './useImports.ts';
import './data.css';

/** The pictures to learn. */
export function DataColumn() {
  const dataset = useApp(state => state.config.dataset);
  const drawings = useApp(state => shownDrawings(state).length);
  const { files: runFiles, collections, lessons, settings, notices } = useActions();
  const [drawing, setDrawing] = useState(false);
  /** Null while no pictures are being added. */
  const [adding, setAdding] = useState<readonly File[] | null>(null);
  const imports = useImports();
  const dropping = useFileDrop(async files => {
    if (files.length === 1 && isTable(files[0]!)) {
      const { points, notes } = await importPoints(files[0]!);
      // The editor would go on from the points that it has.
      setDrawing(false);
      settings.set({ dataset: 'points', points: pointsToText(points) });
      const said = `${points.length.toLocaleString('en')} points from ${files[0]!.name}.`;
      notices.info([said, ...notes].join(' '));
      return;
    }
    if (await lessons.openFiles(files)) return;
    const kind = await collections.kindOf(files);
    if (kind === 'run') await runFiles.openRunFiles(files);
    else if (kind === 'collection' || dataset === 'pictures') setAdding(files);
    else if (kind === 'folders' && dataset !== 'drawings') setAdding(files);
    else await imports.importFiles(files);
  });
  const hidden = useApp(notServed);
  const leading = useApp(leadingClass('data'));
  const plane = useApp(planeInView);
  const mine = dataset === 'drawings';
  const pointing = dataset === 'points';
  const open = drawing && (mine || pointing);
  return (
    <Column
      part="data"
      title="Data"
      lesson={`The ${plane ? 'points' : 'pictures'} that the network learns from`}
      className={dropping ? 'data-dropping' : ''}
    >
      <ParamControl name="dataset" without={hidden} />
      <CollectionOutcome />
      {dataset === 'pictures' && <Collections onAdd={() => setAdding([])} />}
      {!open && <ImportOutcome {...imports} />}
      {mine && <Guests />}
      {plane ? <DataCloud /> : <DataPictures />}
      {mine && !open && <Unfinished />}
      <div className="column-foot">
        {mine && (
          <button type="button" className={leading} onClick={() => setDrawing(true)}>
            <Brush aria-hidden /> {drawings === 0 ? 'Draw' : 'Draw and edit'}
          </button>
        )}
        {pointing && (
          <button type="button" className={leading} onClick={() => setDrawing(true)}>
            <SprayCan aria-hidden /> Draw points
          </button>
        )}
        <ImageButtons />
        <MoreSettings of="Data">
          <ParamControl name="side" />
          <ParamControl name="colour" />
          <ParamControl name="augment" />
          <ParamControl name="flips" />
          <ParamControl name="digits" />
          <ParamControl name="trainImages" />
          <ParamControl name="words" />
          <ParamControl name="turns" />
          <ParamControl name="cells" />
          <ParamControl name="spread" />
          <ParamControl name="pointCount" />
        </MoreSettings>
      </div>
      <Dialog open={open && pointing} onClose={() => setDrawing(false)} title="My points">
        <PointsEditor />
      </Dialog>
      <Dialog open={open && mine} onClose={() => setDrawing(false)} title="My drawings">
        <ImportOutcome {...imports} />
        <DrawingsEditor onFiles={imports.importFiles} />
      </Dialog>
      <Dialog open={adding !== null} onClose={() => setAdding(null)} title="Add pictures">
        {adding && <AddPictures files={adding} onFiles={setAdding} onDone={() => setAdding(null)} />}
      </Dialog>
    </Column>
  );
}

/** Data sets that this page's origin does not have, unless a link asks for one. */
const notServed = derive(
  [({ collections }: AppState) => collections.servedSets, ({ config }: AppState) => config.dataset],
  (served, chosen): readonly DataSetName[] =>
    (Object.keys(DATA_SETS) as DataSetName[]).filter(
      id => DATA_SETS[id].served && !served.includes(id) && id !== chosen,
    ),
);

/** Says that a drawing on the pad has not been added, and so is not trained on. */
function Unfinished() {
  const { pad } = useActions();
  const { editing, unkept } = useApp(padInView);
  if (!unkept) return null;
  return (
    <div className="row unfinished" role="status">
      <p className="muted">
        {editing
          ? 'The pad holds changes to a drawing that are not saved yet.'
          : 'The pad holds a drawing that is not added yet.'}
      </p>
      <button type="button" className="button" onClick={() => pad.open(null)}>
        {editing ? 'Update it' : 'Add it'}
      </button>
    </div>
  );
}

/** Chooses another picture for the whole page. */
function ImageButtons() {
  const { timeline } = useActions();
  const imageIndex = useApp(({ place }) => place.imageIndex);
  return (
    <div className="row image-buttons">
      <button
        type="button"
        className="icon-button"
        aria-label="Previous image"
        title="Previous image"
        disabled={imageIndex === 0}
        onClick={() => timeline.chooseImage(imageIndex - 1)}
      >
        <ChevronLeft aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Another image"
        title="Another image"
        onClick={() => timeline.chooseImage(imageIndex + 1)}
      >
        <ChevronRight aria-hidden />
      </button>
    </div>
  );
}
