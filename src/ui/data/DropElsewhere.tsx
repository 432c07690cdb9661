import { useActions } from '../useApp.ts';
import { useFileDrop } from './useFileDrop.ts';

/** Takes dropped lessons and runs where the Data part, which takes all that is dropped, is not shown. */
export function DropElsewhere() {
  const { lessons, files: runFiles } = useActions();
  useFileDrop(async files => {
    if (!(await lessons.openFiles(files))) await runFiles.openRunFiles(files);
  });
  return null;
}
