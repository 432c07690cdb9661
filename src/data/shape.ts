/** Size of a picture: height and width in pixels; channels 1 (grey) or 3 (colour). */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}
