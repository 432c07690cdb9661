/** A name, not a random number of a run. crypto.randomUUID would not exist on a page served over plain http. */
export const newId = (): string => crypto.getRandomValues(new BigUint64Array(1))[0]!.toString(36);
