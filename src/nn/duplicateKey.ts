/**
 * The first key that an object in this JSON has twice, or null. `JSON.parse` keeps the last value, other readers the
 * first, so such a file means different things to different programs.
 *
 * @param json text that `JSON.parse` accepts.
 */
export function duplicateKey(json: string): string | null {
  /** The names seen in each open object; null for an array. */
  const open: (Set<string> | null)[] = [];
  // Matches strings, which may hold braces, and the braces between them; skips numbers and words.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/gs)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const name = JSON.parse(token.slice(0, -1)) as string;
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return null;
}
