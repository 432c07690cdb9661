import { useMemo } from 'react';
import { isPoint } from '../../data/shape.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { CloudTiles } from '../../ui/plane/CloudTiles.tsx';
import { useApp } from '../../ui/useApp.ts';

interface Props {
  /** A picture, or points [count, 2]. */
  readonly values: Float32Array;
  /** Points are shown from -reach to reach. */
  readonly reach: number;
  /** Whether points have axes behind them. */
  readonly axes?: boolean;
  /** '' if the words beside it say it. */
  readonly label: string;
}

/** What a network drew at one step: a picture, or a cloud. */
export function Drawn({ values, reach, axes = false, label }: Props) {
  const shape = useApp(runShape);
  const tiles = useMemo(() => [{ points: values, chosen: null }], [values]);
  const bytes = useMemo(() => toBytes(values, 1), [values]);
  return isPoint(shape) ? (
    <CloudTiles tiles={tiles} columns={1} reach={reach} axes={axes} label={label} />
  ) : (
    <PictureGrid bytes={bytes} shape={shape} count={1} columns={1} label={label} />
  );
}
