/** Page code cannot use Node's types, nor worker code the document's: planted lines must not compile. */
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const PLANTED = 'src/planted.ts';

/** The compiler's errors for `code` as a file of that project. */
function complaints(project: string, code: string): string[] {
  const refuse = ({ messageText }: ts.Diagnostic) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(repository, project),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse },
  )!;
  const host = ts.createCompilerHost(parsed.options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, options, ...rest) =>
    name.endsWith(PLANTED) ? ts.createSourceFile(name, code, options) : read(name, options, ...rest);
  const program = ts.createProgram([join(repository, PLANTED)], parsed.options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it.each([
  ['tsconfig.page.json', 'process.version'],
  ['tsconfig.page.json', 'Buffer.from("")'],
  ['tsconfig.worker.json', 'process.version'],
  ['tsconfig.worker.json', 'document.title'],
  ['tsconfig.worker.json', 'localStorage.length'],
])('%s refuses %s', (project, expression) => {
  const [name] = /^\w+/.exec(expression)!;
  expect(complaints(project, `export const planted = ${expression};`)).toEqual([
    expect.stringContaining(`Cannot find name '${name}'`),
  ]);
});

it.each([
  ['tsconfig.page.json', 'document.title'],
  ['tsconfig.worker.json', 'navigator.gpu'],
])('%s allows %s', (project, expression) => {
  expect(complaints(project, `export const planted = ${expression};`)).toEqual([]);
});
