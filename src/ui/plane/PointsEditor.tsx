import { Eraser, FileUp, Redo2, SprayCan, Trash2, Undo2 } from 'lucide-react';
import { type PointerEvent, useCallback, useRef, useState } from 'react';
import { DataError } from '../../data/dataError.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import type { ClassedPoint } from '../../data/points.ts';
import { importPoints } from '../../data/pointsCsv.ts';
import { pointsOfInk } from '../../data/pointsOfInk.ts';
import { MOST_POINTS, pointsFromText, pointsToText } from '../../data/sets/plane/pointsText.ts';
import type { Shape } from '../../data/shape.ts';
import { sprayAt } from '../../data/spray.ts';
import { drawAxes, drawDots } from '../../render/plane/planeDrawing.ts';
import { useActions, useApp } from '../useApp.ts';
import { InkPicker } from './InkPicker.tsx';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { classColours } from './planePoints.ts';

type Points = readonly ClassedPoint[];

/** Points strewn over one picture: two leave room in a link. */
const OF_INK = 700;

const BRUSHES = ['First class', 'Second class'] as const;

/** Draws points with a spray can, and imports them. Every stroke is a setting at once. */
export function PointsEditor() {
  const { settings } = useActions();
  const text = useApp(({ config }) => config.points);
  const [history, setHistory] = useState<History<Points>>(() => startHistory(pointsFromText(text)));
  const [live, setLive] = useState<Points | null>(null);
  const [spray, setSpray] = useState({ radius: 0.12, density: 4, erases: false, label: 0 });
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const moves = useRef(history.present.length);
  const points = live ?? history.present;

  const change = (next: History<Points>) => {
    setHistory(next);
    setLive(null);
    settings.set({ points: pointsToText(next.present) });
  };
  const move = (event: PointerEvent, x: number, y: number, from: Points) => {
    moves.current += 1;
    // The eraser at a pen's other end (Pointer Events, 4.1.3.1).
    const erases = spray.erases || (event.buttons & 32) !== 0;
    setLive(sprayAt(from, { ...spray, erases }, [x, y], moves.current));
  };
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      const flat = new Float32Array(2 * points.length);
      for (const [n, [x, y]] of points.entries()) flat.set([x, y], 2 * n);
      drawDots(plane, flat, classColours(colours), { colourOf: n => points[n]![2], side: 3 });
    },
    [points],
  );
  const strewOver = (pixels: Uint8Array | Uint8ClampedArray, shape: Shape) => {
    moves.current += 1;
    const strewn = pointsOfInk(pixels, shape, OF_INK, moves.current);
    const added = Array.from(
      { length: strewn.length / 2 },
      (_, n) => [strewn[2 * n]!, strewn[2 * n + 1]!, spray.label] as const,
    );
    const all = [...history.present, ...added].slice(0, MOST_POINTS);
    change(record(history, all));
    setOutcome(
      strewn.length === 0
        ? ['This picture has no ink to scatter points over.']
        : all.length === MOST_POINTS
          ? [`There is room for no more than ${MOST_POINTS.toLocaleString('en')} points.`]
          : [],
    );
  };
  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    try {
      const { points: imported, notes } = await importPoints(file);
      change(record(history, imported));
      setOutcome([`${imported.length.toLocaleString('en')} points from ${file.name}.`, ...notes]);
    } catch (error) {
      const known = error instanceof DataError;
      setOutcome([known ? `${error.message} ${error.advice}` : `${file.name} could not be read.`]);
    }
  };
  return (
    <div className="plane-part points-editor">
      <PlaneCanvas
        label={`The pad, with ${points.length} points`}
        reach={1}
        draw={draw}
        onStroke={{
          move: (event, x, y) => move(event, x, y, points),
          end: () => live && change(record(history, live)),
        }}
      />
      <div className="plane-choice">
        {BRUSHES.map((name, label) => (
          <button
            key={name}
            type="button"
            className="icon-button"
            aria-label={name}
            title={name}
            aria-pressed={!spray.erases && spray.label === label}
            style={{ color: label === 0 ? 'var(--x0)' : 'var(--accent)' }}
            onClick={() => setSpray({ ...spray, erases: false, label })}
          >
            <SprayCan aria-hidden />
          </button>
        ))}
        <button
          type="button"
          className="icon-button"
          aria-label="Eraser"
          title="Eraser"
          aria-pressed={spray.erases}
          onClick={() => setSpray({ ...spray, erases: true })}
        >
          <Eraser aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Undo"
          title="Undo"
          aria-disabled={history.past.length === 0}
          onClick={() => change(undo(history))}
        >
          <Undo2 aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Redo"
          title="Redo"
          aria-disabled={history.future.length === 0}
          onClick={() => change(redo(history))}
        >
          <Redo2 aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Clear"
          title="Clear"
          onClick={() => change(record(history, []))}
        >
          <Trash2 aria-hidden />
        </button>
        <CsvButton onFiles={take} />
      </div>
      <div className="plane-choice">
        <label>
          Width
          <input
            type="range"
            min={0.02}
            max={0.4}
            step={0.01}
            value={spray.radius}
            onChange={event => setSpray({ ...spray, radius: Number(event.target.value) })}
          />
        </label>
        <label>
          Density
          <input
            type="range"
            min={1}
            max={20}
            step={1}
            value={spray.density}
            onChange={event => setSpray({ ...spray, density: Number(event.target.value) })}
          />
        </label>
      </div>
      <InkPicker onChoose={strewOver} />
      <div className="muted numbers" role="status">
        <p>
          {points.length.toLocaleString('en')} of {MOST_POINTS.toLocaleString('en')} points
        </p>
        {outcome.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

/** Opens the file dialog. Hides the input, which browsers do not let a page style. */
function CsvButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <FileUp aria-hidden /> Import a table
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="A table of points"
        onChange={event => {
          void onFiles([...(event.target.files ?? [])]);
          // Lets the user choose the same file again.
          event.target.value = '';
        }}
      />
    </>
  );
}
