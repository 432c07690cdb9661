/** What files are by their names. */

const RUN = /\.(zip|safetensors)$/i;
/** Pickles as well, to be told what they are. */
const PART_OF_A_RUN = /\.(json|bin|ckpt|pth?|pkl)$/i;
const PICTURE = /\.(a?png|jpe?g|jfif|gif|webp|avifs?|bmp|dib|svg)$/i;

/** Whether a file of this name is a picture. */
export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** Whether files of these names are a run, or a part of one, rather than pictures. */
export function holdsRun(names: readonly string[]): boolean {
  const some = (pattern: RegExp) => names.some(name => pattern.test(name));
  return some(RUN) || (some(PART_OF_A_RUN) && !some(PICTURE));
}
