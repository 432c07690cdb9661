/**
 * Adds data that the page then offers, in public/data, which `npm start` and `npm run build` include:
 *
 *   npm run data -- fashion
 *   npm run data -- add FOLDER --name NAME [--side 32] [--grey] [--crop] [--credit TEXT]
 *   npm run data -- list
 *   npm run data -- remove NAME
 */
import { readdirSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { plainName } from '../src/data/collection.ts';
import { packCollection } from '../src/data/collectionFile.ts';
import { DataError } from '../src/data/dataError.ts';
import { SIDES } from '../src/data/shape.ts';
import { type Gathered, gatherCollection } from '../src/files/collection/gather.ts';
import type { SourceFile } from '../src/files/collection/sources.ts';
import { decodePicture } from './decodePicture.ts';
import { fetchFashion } from './fetchFashion.ts';
import { dataFolder, servedList, writeServedList } from './servedList.ts';
import { writeWhole } from './writeWhole.ts';

const USAGE = `npm run data -- fashion                    fetches Fashion-MNIST
npm run data -- add FOLDER --name NAME     adds a folder of pictures, its sub-folders as classes;
                                           also a .zip, .npz, .npy, IDX files or CIFAR-10's binary batches
    --side N       pixels per side, ${SIDES.least} to ${SIDES.most} in steps of ${SIDES.step} (32)
    --grey         without colour
    --crop         the middle of each picture, instead of all of it with black margins
    --credit TEXT  who made them, and under which licence
npm run data -- list                       lists what is there
npm run data -- remove NAME                removes it`;

/** The most refusals that are printed. */
const MOST_LINES = 20;

function sourceFiles(path: string): SourceFile[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map(name => join(path, name))
    : [path];
  return files.flatMap(file => {
    const stat = statSync(file);
    if (!stat.isFile()) return [];
    const name = file === path ? basename(file) : join(basename(path), relative(path, file));
    const read = async () => new Uint8Array(await readFile(file));
    return [{ path: name.split(sep).join('/'), size: stat.size, read }];
  });
}

interface AddOptions {
  readonly name: string | undefined;
  readonly side: string;
  readonly grey: boolean;
  readonly crop: boolean;
  readonly credit: string;
}

async function add(
  path: string | undefined,
  { name, side, grey, crop, credit }: AddOptions,
): Promise<string> {
  if (!path || !name) throw new Error(`A folder and --name are needed.\n${USAGE}`);
  const pixels = Number(side);
  if (!(pixels >= SIDES.least && pixels <= SIDES.most && pixels % SIDES.step === 0)) {
    throw new Error(`--side is ${SIDES.least} to ${SIDES.most} in steps of ${SIDES.step}, not ${side}.`);
  }
  const options = { name, side: pixels, colour: !grey, fitting: crop ? 'crop' : 'fit', credit } as const;
  let gathered: Gathered | undefined;
  for await (const progress of gatherCollection(sourceFiles(path), options, decodePicture)) {
    gathered = progress.gathered;
  }
  const { collection, refused, notes } = gathered!;
  const { images: _, labels: __, ...info } = collection;
  const file = `${plainName(name)}.npz`;
  await writeServedList(await withoutName(name));
  await writeWhole(join(dataFolder, file), packCollection(collection));
  const list = await servedList();
  await writeServedList({ ...list, collections: [...list.collections, { ...info, file }] });
  const more = refused.length > MOST_LINES ? [`… and ${refused.length - MOST_LINES} more`] : [];
  const { count, classes } = collection;
  const classWords = classes ? `${classes.length} classes: ${classes.join(', ')}` : 'no classes';
  return [
    ...notes,
    ...refused.slice(0, MOST_LINES),
    ...more,
    `“${name}”: ${count} pictures taken, ${refused.length} not; ${classWords}. In public/data/${file}`,
  ].join('\n');
}

/** The list without the collection of that name. */
async function withoutName(name: string) {
  const list = await servedList();
  return { ...list, collections: list.collections.filter(each => plainName(each.name) !== plainName(name)) };
}

async function remove(name: string | undefined): Promise<string> {
  const list = await servedList();
  const gone = list.collections.find(each => name !== undefined && plainName(each.name) === plainName(name));
  if (!gone) throw new Error(`There is no “${name}” here.\n${await words()}`);
  await writeServedList(await withoutName(gone.name));
  await rm(join(dataFolder, gone.file), { force: true });
  return `“${gone.name}” is taken away.`;
}

async function words(): Promise<string> {
  const { sets, collections } = await servedList();
  const lines = collections.map(
    ({ name, count, shape, classes }) =>
      `${name}: ${count} pictures of ${shape.height} × ${shape.width}, ${shape.channels === 3 ? 'colour' : 'grey'}, ${classes?.length ?? 'no'} classes`,
  );
  return [...sets, ...lines].join('\n') || 'Nothing has been added.';
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      side: { type: 'string', default: '32' },
      grey: { type: 'boolean', default: false },
      crop: { type: 'boolean', default: false },
      credit: { type: 'string', default: '' },
    },
  });
  const [what, path] = positionals;
  if (what === 'fashion') console.log(await fetchFashion());
  else if (what === 'add') console.log(await add(path, { ...values, name: values.name }));
  else if (what === 'remove') console.log(await remove(path));
  else if (what === 'list') console.log(await words());
  else throw new Error(USAGE);
}

main().catch((error: unknown) => {
  const advice = error instanceof DataError ? ` ${error.advice}` : '';
  console.error(error instanceof Error ? `${error.message}${advice}` : error);
  process.exitCode = 1;
});
