import type { Shape } from '../shape.ts';
import type { DataSet, SetSetting, SetSettings } from './dataSet.ts';
import { drawings } from './drawings.ts';
import { fashion } from './fashion.ts';
import { mnist } from './mnist.ts';
import { pictures } from './pictures.ts';
import { checkerboard } from './plane/checkerboard.ts';
import { drawn } from './plane/drawn.ts';
import { gaussians } from './plane/gaussians.ts';
import { ring } from './plane/ring.ts';
import { spiral } from './plane/spiral.ts';
import { text } from './plane/text.ts';
import { twoMoons } from './plane/twoMoons.ts';
import { twoRings } from './plane/twoRings.ts';
import { shapes } from './shapes.ts';

const ROWS = [
  mnist,
  fashion,
  shapes,
  drawings,
  pictures,
  twoMoons,
  ring,
  twoRings,
  spiral,
  checkerboard,
  gaussians,
  text,
  drawn,
] as const;

export type DataSetName = (typeof ROWS)[number]['id'];

export const DATA_SETS = Object.fromEntries(ROWS.map(row => [row.id, row])) as Readonly<
  Record<DataSetName, DataSet>
>;

type Chosen = SetSettings & { readonly dataset: DataSetName };

/** The shape of every picture that a run sees and draws. */
export const shapeOf = (config: Chosen): Shape => DATA_SETS[config.dataset].shape(config);

/** What the classes of a run's data are called; null where it has none. */
export const classesOf = (config: Pick<Chosen, 'dataset' | 'pictures'>): readonly string[] | null =>
  DATA_SETS[config.dataset].classes(config);

export const setUses = (dataset: DataSetName, setting: SetSetting): boolean =>
  DATA_SETS[dataset].uses.includes(setting);

/** Whether it holds points in the plane, not pictures. */
export const isPlane = ({ dataset }: { readonly dataset: DataSetName }): boolean =>
  DATA_SETS[dataset].kind === 'points';
