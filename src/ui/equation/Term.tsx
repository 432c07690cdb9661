import type { ReactNode } from 'react';
import type { Shape } from '../../data/shape.ts';
import type { ShownPixels } from '../../render/pictures.ts';
import { SymbolPicture } from '../SymbolPicture.tsx';
import type { SymbolName } from '../symbols.ts';

interface Props {
  /** Its factor in the sum. */
  readonly factor?: string;
  readonly symbol: SymbolName;
  readonly tex: string;
  readonly bytes: ShownPixels;
  /** Of a point; drawn instead of bytes. */
  readonly numbers?: ArrayLike<number> | undefined;
  readonly shape: Shape;
  readonly label: string;
  readonly colour?: string;
  readonly children?: ReactNode;
}

/** A factor and its picture. */
export function Term({ factor, ...picture }: Props) {
  return (
    <div className="term">
      {factor !== undefined && <span className="factor numbers">{factor}</span>}
      <SymbolPicture {...picture} />
    </div>
  );
}

export const Operator = ({ children }: { children: ReactNode }) => (
  <span className="operator">{children}</span>
);
