/**
 * The first name that an object of this JSON has twice, or null. `JSON.parse` keeps the last of the two, another reader
 * the first, so such a file means different things to different programs.
 *
 * @param json text that `JSON.parse` takes.
 */
export function duplicateKey(json: string): string | null {
  /** The names seen in each open object; null for an array. */
  const open: (Set<string> | null)[] = [];
  // Strings, which may hold braces, and the braces between them; numbers and words are passed over.
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
