import { CornerDownRight } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { RunConfig } from '../../config/runConfig.ts';
import { type Brush, WHITE } from '../../data/brush.ts';
import { PAINTS, type Paint } from '../../data/paint.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { pictureOf } from '../../data/shape.ts';
import type { StoredFrame } from '../../store/sampling/frames.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { DrawingPad } from '../../ui/data/DrawingPad.tsx';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { useActions } from '../../ui/useApp.ts';
import { usePaint } from './usePaint.ts';

interface Props {
  readonly frame: StoredFrame;
  /** Index of the picture within the frame. */
  readonly picture: number;
  /** Settings of the sampling. */
  readonly config: RunConfig;
  readonly count: number;
}

const LABELS: Record<Paint, string> = { ink: 'Ink', paper: 'Paper', noise: 'Noise' };

/** One x_t to paint on, and the button that continues the reverse process from it. */
export function PaintPad({ frame, picture, config, count }: Props) {
  const { sampling } = useActions();
  const [brush, setBrush] = useState<Brush>({ radius: 1.2, erases: false, colour: WHITE });
  const [paint, setPaint] = useState<Paint>('ink');
  const canvas = useRef<PixelCanvasHandle>(null);
  const xt = frame.numbers!.xt;
  const shape = useMemo(() => shapeOf(config), [config]);
  const [base] = useState(() => pictureOf(xt, shape, picture).slice());
  const pad = usePaint(brush, canvas, { base, shape, paint, noise: frame.row.noise, seed: config.seed });

  const goOn = () => {
    const painted = xt.slice();
    pictureOf(painted, shape, picture).set(pad.xt);
    const changes = { ...config, sampleCount: count };
    const rest = { start: { kind: 'from', seq: frame.seq, xt: painted } } as const;
    sampling.sample({ slot: 'fork', changes, rest });
  };

  return (
    <DrawingPad
      label="Paint on the picture half way"
      pad={pad}
      shape={shape}
      canvas={canvas}
      brush={brush}
      onBrush={setBrush}
      tools={
        <div className="paints">
          <span id="paint-label" className="visually-hidden">
            Paint with
          </span>
          <ChoiceControl
            id="paint"
            options={PAINTS}
            labels={LABELS}
            value={paint}
            onChange={next => setPaint(next as Paint)}
          />
        </div>
      }
    >
      <button type="button" className="button button-primary" onClick={goOn}>
        <CornerDownRight aria-hidden /> Continue from here
      </button>
    </DrawingPad>
  );
}
