import { createHash } from 'node:crypto';
import { type MnistPart, plainSize } from '../src/data/mnistParts.ts';

/** Whether these bytes, decompressed, are that part of a data set. */
export const isPart = (part: MnistPart, plain: Buffer): boolean =>
  plain.length === plainSize(part) && createHash('sha256').update(plain).digest('hex') === part.sha256;
