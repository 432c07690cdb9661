/** JSON as Python writes it: with Infinity, -Infinity and NaN, which the standard has not. */

/** Texts, which stay as they are, or one of the three words. */
const TEXT_OR_WORD = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/** NaN becomes null, as JavaScript's own JSON has it. @throws SyntaxError where it is no JSON either way. */
export const parsePythonJson = (text: string): unknown =>
  JSON.parse(
    text.replace(TEXT_OR_WORD, found =>
      found.startsWith('"') ? found : found === 'NaN' ? 'null' : found.replace('Infinity', '1e999'),
    ),
  );
