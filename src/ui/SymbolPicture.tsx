import type { ReactNode } from 'react';
import { isPoint, type Shape } from '../data/shape.ts';
import type { ShownPixels } from '../render/pictures.ts';
import { Formula } from './formulas/Formula.tsx';
import { PictureGrid } from './PictureGrid.tsx';
import { PointVector } from './plane/PointVector.tsx';
import { SYMBOL_CLASS, type SymbolName } from './symbols.ts';
import './styles/symbols.css';

interface Props {
  readonly symbol: SymbolName;
  readonly tex: string;
  /** [count, height, width, channels]. */
  readonly bytes: ShownPixels;
  readonly shape: Shape;
  readonly count?: number;
  readonly columns?: number;
  /** A point's x and y, which are drawn instead of bytes. */
  readonly numbers?: ArrayLike<number> | undefined;
  /** Text for screen readers. */
  readonly label: string;
  /** Words after the symbol. */
  readonly children?: ReactNode;
  /** The colour of an x_t, which depends on the level. */
  readonly colour?: string;
}

/** A picture in the frame of its symbol. */
export function SymbolPicture({
  symbol,
  tex,
  bytes,
  shape,
  count = 1,
  columns = 1,
  numbers,
  label,
  children,
  colour,
}: Props) {
  return (
    <figure
      className={`symbol-picture ${SYMBOL_CLASS[symbol]}`}
      style={colour ? { '--xt': colour } : undefined}
    >
      <div className="symbol-frame">
        {numbers && isPoint(shape) ? (
          <PointVector symbol={symbol} numbers={numbers} label={label} />
        ) : (
          <PictureGrid bytes={bytes} shape={shape} count={count} columns={columns} label={label} />
        )}
      </div>
      <figcaption>
        <Formula tex={tex} />
        {children !== undefined && <span className="muted"> {children}</span>}
      </figcaption>
    </figure>
  );
}
