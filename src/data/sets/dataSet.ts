/** What a data set is: a row that says what its pictures are, what they are called, and how they are had. */
import type { FetchBytes } from '../fetchBytes.ts';
import type { Drawings, ImageSet } from '../imageSet.ts';
import type { Shape, Stored } from '../shape.ts';

/** The settings that choose among a set's pictures, or shape them. */
export interface SetSettings {
  /** The digits to learn, sorted: '0123456789' for all. */
  readonly digits: string;
  readonly trainImages: string;
  /** Pixels of a picture's sides, where one chooses them. */
  readonly side: number;
  /** Whether pictures have colour, where one chooses it. */
  readonly colour: boolean;
  /** The id of a collection (`data/collection.ts`); '' for none. */
  readonly pictures: string;
  /** Of points in the plane: how many to train on. */
  readonly pointCount: number;
  /** Standard deviation of the points about the figure that they follow. */
  readonly spread: number;
  /** Cells along each side of a grid. */
  readonly cells: number;
  /** Turns of a spiral. */
  readonly turns: number;
  /** What is written in points. */
  readonly words: string;
  /** Points that were drawn, see `pointsText.ts`. */
  readonly points: string;
}

export type SetSetting = keyof SetSettings | 'augment' | 'flips';

/** Where pictures come from. */
export interface Sources {
  readonly fetchBytes: FetchBytes;
  /** What was drawn, in the shape of the settings; null where nothing was. */
  readonly drawings: Drawings | null;
  /** A collection of this browser, or of where the page is served. @throws DataError where there is none. */
  readonly collection: (id: string) => Promise<ImageSet>;
  readonly onProgress: (label: string, fraction: number | null) => void;
  /** What `load` gives, loaded the first time and kept. */
  once(name: string, load: () => Promise<ImageSet>): Promise<ImageSet>;
}

/** Pictures have a UNet and are shown as pictures; points in the plane have a perceptron and are shown as a cloud. */
type DataKind = 'pictures' | 'points';

export interface DataSet<Id extends string = string> {
  readonly id: Id;
  readonly kind: DataKind;
  readonly label: string;
  /** Its pictures, in words: "digits". */
  readonly many: string;
  /** Which settings mean something for it. */
  readonly uses: readonly SetSetting[];
  /** Who made it, and under which licence; what stands below its pictures. */
  readonly credit: string;
  /** The command with which whoever serves the page fetches it; left out where every page has it. */
  readonly served?: string;
  shape(settings: SetSettings): Shape;
  /** What its classes are called, in the order of its labels; null where it has none. */
  classes(settings: Pick<SetSettings, 'pictures'>): readonly string[] | null;
  /** @throws DataError where the pictures cannot be had, or none is left of them. */
  load(settings: SetSettings, sources: Sources): Promise<ImageSet>;
  /** Pictures of the same kind that no run trains on; null where nothing is held out. */
  readonly heldOut: ((settings: SetSettings, sources: Sources) => Promise<ImageSet>) | null;
  /** A picture to look at until the data is there, or without it. */
  example(settings: SetSettings): Stored;
}

/** A row of pictures, whose id keeps its own type. */
export const dataSet = <Id extends string>(row: Omit<DataSet<Id>, 'kind'>): DataSet<Id> => ({
  kind: 'pictures',
  ...row,
});
