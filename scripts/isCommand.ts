import { realpathSync } from 'node:fs';

/** Whether `file` is what Node was started with, also where a link leads to the folder: not when it is imported. */
export const isCommand = (file: string): boolean => {
  const started = process.argv[1];
  return started !== undefined && realpathSync.native(started) === realpathSync.native(file);
};
