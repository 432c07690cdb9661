/** The perceptron's configuration. */
export interface MlpConfig {
  /** Numbers of one point: 2 in the plane. */
  readonly dimensions: number;
  /** Features of every layer; even. */
  readonly width: number;
  /** Residual blocks. */
  readonly depth: number;
  /** Classes that it can be told, with the one that means none; null without classes. */
  readonly classes: number | null;
}
