/**
 * A collection: pictures of the user's own, or that whoever serves the page has added, all of one shape. A link names it by
 * `collectionId`; the pictures themselves stay in the browser or where the page is served.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ImageSet } from './imageSet.ts';
import type { Shape } from './shape.ts';

/** All of a collection but its pictures. */
export interface CollectionInfo {
  /** See `collectionId`. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly shape: Shape;
  /** What its classes are called, in the order of its labels; null where it has none. */
  readonly classes: readonly string[] | null;
  /** Who made it, and under which licence; '' where nobody said. */
  readonly credit: string;
}

export type CollectionImages = Pick<ImageSet<Uint8Array>, 'images' | 'labels'>;

export type Collection = CollectionInfo & CollectionImages;

/** What can be handed over to another thread rather than copied. */
export const buffersOf = ({ images, labels }: CollectionImages): ArrayBuffer[] =>
  [images, labels].flatMap(part => (part ? [part.buffer as ArrayBuffer] : []));

/** As many as a byte can tell apart, but for one that means none. */
export const MOST_CLASSES = 255;

const HASH_LETTERS = 12;
const ID = /^([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)\.(\d{1,3})\.([0-9a-f]{12})$/u;
const LONGEST_NAME = 40;

/** Letters, digits and hyphens of a name. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return plain.slice(0, LONGEST_NAME).replaceAll(/^-+|-+$/g, '') || 'pictures';
}

/** 'cats-and-dogs.2.1f3a9c0b2d4e': name, number of classes, and the beginning of the SHA-256 of all that it holds. */
export function collectionId({ name, shape, classes, images, labels }: Omit<Collection, 'id'>): string {
  const { height, width, channels } = shape;
  const hash = sha256.create();
  hash.update(new TextEncoder().encode(JSON.stringify([height, width, channels, classes])));
  hash.update(images);
  if (labels) hash.update(labels);
  return `${plainName(name)}.${classes?.length ?? 0}.${bytesToHex(hash.digest()).slice(0, HASH_LETTERS)}`;
}

/** What an id says; null if it is none. */
export function parseCollectionId(id: string): { readonly name: string; readonly classes: number } | null {
  const [, name, classes] = ID.exec(id) ?? [];
  const count = Number(classes);
  return name !== undefined && count <= MOST_CLASSES ? { name, classes: count } : null;
}
