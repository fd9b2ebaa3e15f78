import { inflateRawSync } from 'node:zlib';

/** A file inside a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes that it has when it is unpacked, as the archive says. */
  readonly size: number;
  readonly isEncrypted: boolean;
  /** @throws Error when it is broken */
  content(): Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Reads the directory of a ZIP archive without unpacking anything.
 * Source: PKWARE's APPNOTE, 4.3.12 and 4.3.16.
 * @returns null when the bytes are no whole archive
 */
export function zipDirectory(bytes: Buffer): readonly ZipEntry[] | null {
  const end = endOf(bytes);
  if (end === null) return null;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    );
    const start = at;
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      size,
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      content() {
        const header = bytes.readUInt32LE(start + 42);
        const from = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
        const data = bytes.subarray(from, from + packed);
        return bytes.readUInt16LE(start + 10) === 0
          ? data
          : inflateRawSync(data, { maxOutputLength: size + 1 });
      },
    });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** An archive without what follows it: a reader may wait for ever for the rest of what is none of it. */
export function withoutTrailer(bytes: Buffer): Buffer {
  const end = endOf(bytes);
  return end === null ? bytes : bytes.subarray(0, end + 22 + bytes.readUInt16LE(end + 20));
}

/** Where the directory's end stands: 22 bytes before the end of the file, or before a comment. */
function endOf(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  return null;
}
