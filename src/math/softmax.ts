/** Probabilities [n, classes] of logits [n, classes]. */
export function softmax(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let first = 0; first < logits.length; first += classes) {
    const row = logits.subarray(first, first + classes);
    // Less the largest, so that no exponential overflows.
    const largest = Math.max(...row);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    row.forEach((logit, k) => {
      probabilities[first + k] = Math.exp(logit - largest) / sum;
    });
  }
  return probabilities;
}
