/** What lies in place of weights, for the sentence that says how to get them. */
import { fileKind } from '../data/fileKind.ts';

const PICKLE_NAME = /\.(bin|ckpt|pth?|pkl)$/i;
/** Where the zip of a file that torch.save wrote keeps its pickle. */
const PICKLE_ENTRY = /(^|\/)data\.pkl$/;
const POINTER = 'version https://git-lfs';

/** Whether an archive of these entries is a file of PyTorch. */
export const isPickle = (path: string, entries: readonly { readonly path: string }[]): boolean =>
  PICKLE_NAME.test(path) || entries.some(entry => PICKLE_ENTRY.test(entry.path));

export const isPickleName = (path: string): boolean =>
  PICKLE_NAME.test(path) && !path.endsWith('drawings.bin');

export const pickleSentence = (path: string): string =>
  `“${path}” is a PyTorch pickle, which may run code when it is opened: the page only opens safetensors. In Python, UNet2DModel.from_pretrained("FOLDER", use_safetensors=False).save_pretrained("FOLDER") writes them beside it`;

/** What `bytes` are that should be safetensors, as a sentence; null where they may be. */
export function notSafetensors(path: string, bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  if (start.startsWith(POINTER))
    return `“${path}” is a Git LFS pointer, not the weights: “git lfs pull” fetches them, or the download button of their page`;
  // The protocol follows, 2 to 5; a length of so much would be of no file.
  if (bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes[7] !== 0) return pickleSentence(path);
  const kind = fileKind(bytes);
  if (kind === 'a zip archive') return pickleSentence(path);
  if (kind === 'a web page')
    return `“${path}” is a web page, not the weights: save the file itself, with the download button of its page`;
  if (kind) return `“${path}” is ${kind} and holds no weights`;
  if (start.length > 8 && /^[\t\n\r\x20-\x7e]*$/.test(start))
    return `“${path}” is a text and holds no weights: “${start.slice(0, 40).trim()}”`;
  return null;
}
