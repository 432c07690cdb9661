/** Small statistics of pictures. */

/** Root mean square of a - b. */
export function rmsDifference(a: Float32Array, b: Float32Array): number {
  const sum = a.reduce((so, x, i) => so + (x - b[i]!) ** 2, 0);
  return Math.sqrt(sum / a.length);
}

/** Root mean square distance of `count` pictures from their mean picture; 0 if all are alike. */
export function spread(pictures: Float32Array, count: number): number {
  const size = pictures.length / count;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    let mean = 0;
    for (let n = 0; n < count; n++) mean += pictures[n * size + i]! / count;
    for (let n = 0; n < count; n++) sum += (pictures[n * size + i]! - mean) ** 2;
  }
  return Math.sqrt(sum / pictures.length);
}
