import { inflateSync } from 'node:zlib';

/** A page's texts, each at its place in points from the left and the top of the page. */
export interface PdfText {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** The objects of a PDF by number, each with its dictionary and its stream, inflated. */
function objectsOf(
  pdf: Buffer,
): ReadonlyMap<number, { readonly dict: string; readonly stream: Buffer | null }> {
  const raw = pdf.toString('latin1');
  const objects = new Map<number, { dict: string; stream: Buffer | null }>();
  for (const found of raw.matchAll(/(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)(?=\nendobj)/g)) {
    const [, number = '', body = ''] = found;
    const at = body.indexOf('stream\n');
    const dict = at < 0 ? body : body.slice(0, at);
    const length = Number(/\/Length (\d+)/.exec(dict)?.[1] ?? 0);
    const bytes = at < 0 ? null : Buffer.from(body.slice(at + 7, at + 7 + length), 'latin1');
    const stream = bytes !== null && dict.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(Number(number), { dict, stream });
  }
  return objects;
}

/** What a font's glyphs stand for: its ToUnicode map. */
function glyphsOf(cmap: string): ReadonlyMap<string, string> {
  const text = (hex: string): string =>
    (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
  const glyphs = new Map<string, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g))
    for (const [at, unicode = ''] of [...list.matchAll(/<(\w+)>/g)].map((one) => one[1]).entries())
      glyphs.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), text(unicode));
  return glyphs;
}

/** Reads the texts of a PDF that pdfkit wrote, in the order in which they were written. */
export function pdfTexts(pdf: Buffer): readonly PdfText[] {
  const objects = objectsOf(pdf);
  const of = (dict: string, key: string): number =>
    Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dict)?.[1] ?? Number.NaN);
  const pages = [...objects.values()].filter(({ dict }) => /\/Type \/Page\b/.test(dict));
  return pages.flatMap(({ dict }, page) => {
    const resources = objects.get(of(dict, 'Resources'))?.dict ?? dict;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
        const cmap = objects.get(of(objects.get(Number(number))?.dict ?? '', 'ToUnicode'))?.stream;
        return [name, glyphsOf(cmap?.toString('latin1') ?? '')] as const;
      }),
    );
    const content = objects.get(of(dict, 'Contents'))?.stream?.toString('latin1') ?? '';
    const texts: PdfText[] = [];
    let glyphs: ReadonlyMap<string, string> = new Map();
    let place = { x: 0, y: 0 };
    for (const [, font, x, y, shown] of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|1 0 0 1 ([\d.-]+) ([\d.-]+) Tm|\[([^\]]*)\] TJ/g,
    )) {
      if (font !== undefined) glyphs = fonts.get(font) ?? glyphs;
      else if (x !== undefined) place = { x: Number(x), y: Number(y) };
      else {
        const hex = [...(shown ?? '').matchAll(/<(\w+)>/g)].map((one) => one[1]).join('');
        const text = (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(glyph) ?? '\ufffd').join('');
        texts.push({ page, ...place, text });
      }
    }
    return texts;
  });
}
