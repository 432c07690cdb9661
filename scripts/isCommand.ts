import { realpathSync } from 'node:fs';

/** Whether `file` is the command that runs, perhaps through a symbolic link, and not a module that it imports. */
export const isCommand = (file: string): boolean => {
  const started = process.argv[1];
  return started !== undefined && realpathSync.native(started) === realpathSync.native(file);
};
