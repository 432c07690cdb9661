/** Data that cannot be used. `message` says what is wrong, `advice` what the user can do. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
