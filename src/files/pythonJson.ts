/** Parses JSON written by Python, which has the non-standard Infinity, -Infinity and NaN. */

/** A string, which is left alone, or one of the three words. */
const TEXT_OR_WORD = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/** NaN becomes null, as in JavaScript's JSON. @throws SyntaxError if it is not JSON even so. */
export const parsePythonJson = (text: string): unknown =>
  JSON.parse(
    text.replace(TEXT_OR_WORD, found =>
      found.startsWith('"') ? found : found === 'NaN' ? 'null' : found.replace('Infinity', '1e999'),
    ),
  );
