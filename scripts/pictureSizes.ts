/** Finds code that contains MNIST's size, and so works for one kind of picture only: each data set's row says its own size. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** 28 pixels a side, and their number. */
const SIZES = ['28', '784'];

/** Where they are intended: MNIST's own row, and numbers that mean something else. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/data/mnistParts.ts': 'the shape of MNIST and Fashion-MNIST',
  'src/data/imageHeader.ts': 'a byte of the WebP header',
  'src/ui/noise/ScheduleCurves.tsx': 'screen pixels between two ticks of an axis',
};

/** The lines of a source text that have one of the numbers as a number, not in text or a comment. */
export function sizesIn(text: string, jsx: boolean): readonly number[] {
  const kind = jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile('source', text, ts.ScriptTarget.Latest, true, kind);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) && SIZES.includes(node.text)) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

/** One line for each place among `files` of `root` where they are not allowed. */
export function knownSizes(root: string, files: readonly string[]): readonly string[] {
  return files
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !(file in ALLOWED))
    .flatMap(file =>
      sizesIn(readFileSync(join(root, file), 'utf8'), file.endsWith('x')).map(
        line => `${file}:${line} knows MNIST’s size: ask the data set’s row for its shape.`,
      ),
    );
}
