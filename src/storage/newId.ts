/** A unique id. Not crypto.randomUUID, which a page served over plain http does not have. */
export const newId = (): string => crypto.getRandomValues(new BigUint64Array(1))[0]!.toString(36);
