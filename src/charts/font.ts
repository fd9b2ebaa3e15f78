import { readFileSync } from 'node:fs';

/** Metrics and bytes of a TrueType font: text is measured where there is no screen. */
export interface Font {
  readonly bytes: Buffer;
  /** Width of a text at a size, in the same unit as the size. */
  readonly widthOf: (text: string, size: number) => number;
}

/** Arimo (SIL Open Font License 1.1): as wide as Helvetica and Arial, which stand in for it where it is not installed. */
export const FONT_FAMILY = 'Arimo, Liberation Sans, Helvetica, Arial, sans-serif';

const FOLDER = new URL('../../data/fonts/', import.meta.url);

export interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
}

/** Reads both weights. */
export const readFonts = (): Fonts => ({
  regular: readFont(new URL('Arimo-Regular.ttf', FOLDER)),
  bold: readFont(new URL('Arimo-Bold.ttf', FOLDER)),
});

/** Source: learn.microsoft.com/typography/opentype/spec (head, hhea, hmtx, cmap format 4). */
function readFont(path: URL): Font {
  const bytes = readFileSync(path);
  const tables = tablesOf(bytes);
  const at = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`${path.pathname} has no table ${name}`);
    return offset;
  };
  const unitsPerEm = bytes.readUInt16BE(at('head') + 18);
  const measured = bytes.readUInt16BE(at('hhea') + 34);
  const glyphOf = glyphs(bytes, at('cmap'));
  const advanceOf = (code: number): number =>
    bytes.readUInt16BE(at('hmtx') + 4 * Math.min(glyphOf(code), measured - 1));
  const known = new Map<number, number>();
  const widthOf = (text: string, size: number): number => {
    let width = 0;
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      const advance = known.get(code) ?? advanceOf(code);
      known.set(code, advance);
      width += advance;
    }
    return (width * size) / unitsPerEm;
  };
  return { bytes, widthOf };
}

function tablesOf(bytes: Buffer): ReadonlyMap<string, number> {
  const count = bytes.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const entry = 12 + 16 * index;
      return [bytes.toString('latin1', entry, entry + 4), bytes.readUInt32BE(entry + 8)];
    }),
  );
}

/** Glyph of a code point of the basic plane; 0, the box, for what the font lacks. */
function glyphs(bytes: Buffer, cmap: number): (code: number) => number {
  const count = bytes.readUInt16BE(cmap + 2);
  const format4 = Array.from(
    { length: count },
    (_, index) => cmap + bytes.readUInt32BE(cmap + 8 + 8 * index),
  ).find((offset) => bytes.readUInt16BE(offset) === 4);
  if (format4 === undefined) throw new Error('the font has no character map of format 4');
  const segments = bytes.readUInt16BE(format4 + 6) / 2;
  const ends = format4 + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const offsets = deltas + 2 * segments;
  return (code) => {
    for (let segment = 0; segment < segments; segment++) {
      if (bytes.readUInt16BE(ends + 2 * segment) < code) continue;
      const start = bytes.readUInt16BE(starts + 2 * segment);
      if (start > code) return 0;
      const delta = bytes.readUInt16BE(deltas + 2 * segment);
      const place = offsets + 2 * segment;
      const offset = bytes.readUInt16BE(place);
      if (offset === 0) return (code + delta) & 0xffff;
      const glyph = bytes.readUInt16BE(place + offset + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
