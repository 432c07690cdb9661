/** Files as JSON, with bytes in base64, since a page can only be handed JSON. */
export type CarriedFiles = Readonly<Record<string, string>>;

/** Contents by file name; JSON files are still text. */
export type Files = ReadonlyMap<string, Uint8Array>;

export function pack(files: Files): CarriedFiles {
  return Object.fromEntries([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));
}

export function unpack(files: CarriedFiles): Files {
  const bytes = (base64: string) => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  return new Map(Object.entries(files).map(([name, base64]) => [name, bytes(base64)]));
}

/** @throws where the file is not among them. */
export function fileOf(files: Files, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`${name} is missing`);
  return bytes;
}

export const jsonOf = (files: Files, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(fileOf(files, name)));
