/** What a judge makes of pictures. */

export interface Reading {
  /** [n, JUDGE_FEATURES]. */
  readonly features: Float32Array;
  /** [n, JUDGED_CLASSES]. */
  readonly probabilities: Float32Array;
}

export function joinReadings(parts: readonly Reading[]): Reading {
  const joined = (of: (part: Reading) => Float32Array) => {
    const all = new Float32Array(parts.reduce((sum, part) => sum + of(part).length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(of(part), at);
      at += of(part).length;
    }
    return all;
  };
  return { features: joined(part => part.features), probabilities: joined(part => part.probabilities) };
}
