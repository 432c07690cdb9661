interface Early {
  addEventListener(type: 'error', listener: () => void): void;
}

/**
 * Spawns the first worker now, for the one who asks later. One that has failed meanwhile, with nobody to hear it, is
 * not given out.
 */
export function begunEarly<W extends Early>(spawn: () => W): () => W {
  let first: W | null = spawn();
  first.addEventListener('error', () => {
    first = null;
  });
  return () => {
    const worker = first ?? spawn();
    first = null;
    return worker;
  };
}
