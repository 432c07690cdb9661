/** Files on their way into a page, which takes nothing but JSON: bytes as base64. */
export type CarriedFiles = Readonly<Record<string, string>>;

/** Names to contents; what is JSON is parsed by whoever reads it. */
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
