import { type PointerEvent, useCallback } from 'react';
import { beginPlane, type Plane } from '../../render/plane/planeDrawing.ts';
import { type Colours, useColours } from '../charts/useColours.ts';
import { type Paint, usePainted } from './usePainted.ts';
import './plane.css';

export type DrawPlane = (plane: Plane, colours: Colours) => void;

interface Props {
  /** Text for screen readers. */
  readonly label: string;
  /** The plane is shown from -reach to reach. */
  readonly reach: number;
  /** Draws everything; a new function draws anew. */
  readonly draw: DrawPlane;
  /** Called with the plane's coordinates of a click. */
  readonly onPick?: (x: number, y: number) => void;
  /** Follows a stroke: called with each place, and at its end. */
  readonly onStroke?: {
    move(event: PointerEvent, x: number, y: number): void;
    end(): void;
  };
  /** Called with those below the pointer; null where it has left. */
  readonly onHover?: (at: readonly [x: number, y: number] | null) => void;
}

/** The plane on a canvas, drawn outside React. */
export function PlaneCanvas({ label, reach, draw, onPick, onHover, onStroke }: Props) {
  const colours = useColours();
  const canvas = usePainted(
    useCallback<Paint>(
      (at, size) => {
        const plane = beginPlane(at, size, reach);
        if (plane) draw(plane, colours);
      },
      [draw, colours, reach],
    ),
  );
  const place = ({ currentTarget, clientX, clientY }: PointerEvent): readonly [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    const share = (at: number, start: number, length: number) => (2 * (at - start)) / length - 1;
    return [reach * share(clientX, box.left, box.width), -reach * share(clientY, box.top, box.height)];
  };
  return (
    <canvas
      ref={canvas}
      className="plane"
      role="img"
      aria-label={label}
      data-strokes={onStroke !== undefined}
      onPointerDown={event => {
        onPick?.(...place(event));
        if (!onStroke) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onStroke.move(event, ...place(event));
      }}
      onPointerMove={event => {
        onHover?.(place(event));
        if (onStroke && event.buttons !== 0) onStroke.move(event, ...place(event));
      }}
      onPointerUp={onStroke?.end}
      onPointerCancel={onStroke?.end}
      onPointerLeave={() => onHover?.(null)}
    />
  );
}
