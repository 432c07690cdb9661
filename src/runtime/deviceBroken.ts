/** The device can no longer be used: its contents are lost, and results since the failure are invalid. */
export class DeviceBroken extends Error {
  constructor(
    readonly how: 'lost' | 'memory' | 'refused',
    message: string,
  ) {
    super(message);
  }
}
