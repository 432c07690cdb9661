/**
 * Points in the plane. A point is a picture one pixel high and wide with two channels, x to the right and y upwards, both
 * within [-1, 1], kept as whole numbers of 16 bits: the same bits on every machine.
 */
import type { Shape } from './shape.ts';

export const POINT_SHAPE: Shape = { height: 1, width: 1, channels: 2 };

/** A point, and its class by number. */
export type ClassedPoint = readonly [x: number, y: number, label: number];

const STEPS = 65_535;

/** A coordinate in [-1, 1] as it is kept; what lies outside is moved to the edge. */
export const toFixed = (coordinate: number): number =>
  Math.round((Math.min(1, Math.max(-1, coordinate)) + 1) * (STEPS / 2));
