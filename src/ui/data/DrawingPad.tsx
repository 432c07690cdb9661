import { Eraser, Redo2, SquareX, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import type { Brush } from '../../data/brush.ts';
import type { Shape } from '../../data/shape.ts';
import { PixelCanvas, type PixelCanvasHandle } from './PixelCanvas.tsx';
import type { Pad } from './usePad.ts';

interface Props {
  readonly pad: Pick<
    Pad,
    'pixels' | 'hasInk' | 'canUndo' | 'canRedo' | 'undo' | 'redo' | 'clear' | 'strokes'
  >;
  /** Of the picture that is shown. */
  readonly shape: Shape;
  readonly canvas: RefObject<PixelCanvasHandle | null>;
  readonly brush: Brush;
  readonly onBrush: (brush: Brush) => void;
  /** The pad's name for screen readers. */
  readonly label?: string;
  /** Maps pixels to their appearance. Default: unchanged. */
  readonly shown?: (pixels: Uint8Array) => Uint8Array;
  /** Kinds of strokes, shown instead of the eraser. */
  readonly tools?: ReactNode;
  /** Buttons below the tools. */
  readonly children?: ReactNode;
}

/**
 * Prevents flings: a quick stroke of a finger would start one, though nothing here scrolls, and the browser would take
 * the next tap anywhere as the one that stops it. React's own listeners are passive and cannot prevent it.
 */
function withoutFling(surface: HTMLDivElement | null) {
  const prevent = (event: TouchEvent) => event.preventDefault();
  surface?.addEventListener('touchstart', prevent, { passive: false });
  return () => surface?.removeEventListener('touchstart', prevent);
}

/** A picture to draw on with mouse, pen or finger. */
export function DrawingPad({
  pad,
  shape,
  canvas,
  brush,
  onBrush,
  label = 'Drawing pad',
  shown,
  tools,
  children,
}: Props) {
  const sliderId = useId();
  const paints = shape.channels === 3 && !tools && !shown;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) pad.redo();
    else pad.undo();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons inside
    <div className="pad" onKeyDown={onKeyDown}>
      <div
        className="pad-surface"
        role="img"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus here, the keys work after a stroke
        tabIndex={0}
        ref={withoutFling}
        {...pad.strokes}
      >
        <PixelCanvas ref={canvas} pixels={pad.pixels} shape={shape} {...(shown ? { shown } : {})} />
      </div>
      <div className="pad-tools" role="toolbar" aria-label="Drawing tools">
        <label htmlFor={sliderId}>Brush</label>
        <input
          id={sliderId}
          type="range"
          min={0.6}
          max={3}
          step={0.2}
          value={brush.radius}
          aria-valuetext={`${(2 * brush.radius).toFixed(1)} pixels`}
          onChange={event => onBrush({ ...brush, radius: event.target.valueAsNumber })}
        />
        {paints && (
          <input
            type="color"
            className="brush-colour"
            aria-label="Colour of the brush"
            title="Colour of the brush"
            value={hexOf(brush.colour)}
            onChange={event => onBrush({ ...brush, erases: false, colour: rgbOf(event.target.value) })}
          />
        )}
        {tools ?? (
          <button
            type="button"
            className="icon-button"
            aria-label="Eraser"
            title="Eraser"
            aria-pressed={brush.erases}
            onClick={() => onBrush({ ...brush, erases: !brush.erases })}
          >
            <Eraser aria-hidden />
          </button>
        )}
        <ToolButton label="Undo" hint="Ctrl+Z" enabled={pad.canUndo} onClick={pad.undo} icon={<Undo2 />} />
        <ToolButton
          label="Redo"
          hint="Ctrl+Shift+Z"
          enabled={pad.canRedo}
          onClick={pad.redo}
          icon={<Redo2 />}
        />
        <ToolButton label="Clear the pad" enabled={pad.hasInk} onClick={pad.clear} icon={<SquareX />} />
      </div>
      {children && <div className="pad-actions">{children}</div>}
    </div>
  );
}

const hexOf = (colour: readonly number[]): string =>
  `#${colour.map(value => value.toString(16).padStart(2, '0')).join('')}`;

const rgbOf = (hex: string): number[] => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));

interface ToolButtonProps {
  readonly label: string;
  readonly hint?: string;
  readonly enabled: boolean;
  readonly onClick: () => void;
  readonly icon: ReactNode;
}

/** Stays focusable while disabled: the keyboard keeps its place after the last undo. */
function ToolButton({ label, hint, enabled, onClick, icon }: ToolButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={hint ? `${label} (${hint})` : label}
      aria-disabled={!enabled}
      onClick={() => enabled && onClick()}
    >
      {icon}
    </button>
  );
}
