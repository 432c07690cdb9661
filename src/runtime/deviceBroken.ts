/** The device can no longer be used: whatever it holds is lost, and nothing computed since then counts. */
export class DeviceBroken extends Error {
  constructor(
    readonly how: 'lost' | 'memory' | 'refused',
    message: string,
  ) {
    super(message);
  }
}
