import { zipSync } from 'fflate';

/** Several files as one archive, each once: a second one of the same name would overwrite the first. */
export function toZip(files: readonly { readonly name: string; readonly content: Uint8Array }[]): Buffer {
  const names = files.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`two files of an archive have one name: ${names}`);
  return Buffer.from(zipSync(Object.fromEntries(files.map(({ name, content }) => [name, content]))));
}
