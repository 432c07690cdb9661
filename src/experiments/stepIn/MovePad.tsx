import { CornerDownRight, Redo2, Undo2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { mostOf } from '../../config/byKind.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import { movedBy, pointsNear, withAdded } from '../../data/movedPoints.ts';
import { strew } from '../../data/spray.ts';
import { drawAxes, drawDots } from '../../render/plane/planeDrawing.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { Slider } from '../../ui/controls/Slider.tsx';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { useActions } from '../../ui/useApp.ts';

const REACH = 2.6;
/** Points that one move of the spray leaves. */
const SPRAYED = 3;
const LABELS = { drag: 'Drag points', add: 'Add points' } as const;
type Tool = keyof typeof LABELS;

interface Props {
  /** The particles where they were stopped [count, 2]; keep a component for each. */
  readonly xt: Float32Array;
  /** The step that would come next. */
  readonly seq: number;
  /** Settings of the sampling. */
  readonly config: RunConfig;
}

interface Stroke {
  readonly points: Float32Array;
  readonly held: readonly number[];
  readonly from: readonly [x: number, y: number];
}

/** Particles to drag and to add to, and the button that continues the reverse process from them. */
export function MovePad({ xt, seq, config }: Props) {
  const { sampling } = useActions();
  const [history, setHistory] = useState<History<Float32Array>>(() => startHistory(xt));
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [tool, setTool] = useState<Tool>('drag');
  const [width, setWidth] = useState(40);
  const points = stroke?.points ?? history.present;
  const radius = width / 100;
  const most = mostOf('sampleCount', config);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      const touched = (n: number) =>
        2 * n >= xt.length || points[2 * n] !== xt[2 * n] || points[2 * n + 1] !== xt[2 * n + 1] ? 1 : 0;
      drawDots(plane, points, [colours.x0Hat, colours.eps], { colourOf: touched, side: 3 });
    },
    [points, xt],
  );
  const move = (x: number, y: number) => {
    const before = history.present;
    if (tool === 'add') {
      const added = strew([x, y], radius / 2, SPRAYED, points.length);
      setStroke({ points: withAdded(points, added, most), held: [], from: [x, y] });
      return;
    }
    const { held, from } = stroke ?? { held: pointsNear(before, [x, y], radius), from: [x, y] as const };
    setStroke({ points: movedBy(before, held, [x - from[0], y - from[1]]), held, from });
  };
  const end = () => {
    if (stroke) setHistory(record(history, stroke.points));
    setStroke(null);
  };
  const goOn = () => {
    const rest = { start: { kind: 'from', seq, xt: history.present } } as const;
    const changes = { ...config, sampleCount: history.present.length / 2 };
    sampling.sample({ slot: 'fork', keeps: 'numbers', changes, rest });
  };
  return (
    <>
      <PlaneCanvas
        label={`${points.length / 2} points half way, to drag`}
        reach={REACH}
        draw={draw}
        onStroke={{ move: (_, x, y) => move(x, y), end }}
      />
      <span id="move-tool-label" className="visually-hidden">
        What a stroke does
      </span>
      <ChoiceControl
        id="move-tool"
        options={Object.keys(LABELS)}
        labels={LABELS}
        value={tool}
        onChange={next => setTool(next as Tool)}
      />
      <Slider
        label="Width of the stroke"
        min={5}
        max={150}
        value={width}
        onChange={setWidth}
        text={radius.toFixed(2)}
      />
      <div className="row">
        <button
          type="button"
          className="icon-button"
          aria-label="Undo"
          title="Undo"
          disabled={history.past.length === 0}
          onClick={() => setHistory(undo(history))}
        >
          <Undo2 aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Redo"
          title="Redo"
          disabled={history.future.length === 0}
          onClick={() => setHistory(redo(history))}
        >
          <Redo2 aria-hidden />
        </button>
        <button type="button" className="button button-primary" onClick={goOn}>
          <CornerDownRight aria-hidden /> Continue from here
        </button>
      </div>
    </>
  );
}
