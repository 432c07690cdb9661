/** The list of the data in public/data that is added to the page's own. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readServed, SERVED_LIST, type ServedData } from '../src/data/served.ts';
import { writeWhole } from './writeWhole.ts';

export const dataFolder = join(import.meta.dirname, '../public/data');
const path = join(dataFolder, SERVED_LIST);

/** Empty where there is none yet. @throws an Error that says what to do where it cannot be read. */
export async function servedList(): Promise<ServedData> {
  if (!existsSync(path)) return { sets: [], collections: [] };
  try {
    return readServed(await readFile(path));
  } catch (cause) {
    throw new Error(`${path} cannot be read. Delete it and run the command again.`, { cause });
  }
}

export async function writeServedList(list: ServedData): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  await writeWhole(path, `${JSON.stringify(list, null, 2)}\n`);
}

/** The page always asks for the list, so it is written even if it is empty. */
export async function prepareServedList(): Promise<void> {
  if (!existsSync(path)) await writeServedList({ sets: [], collections: [] });
}
