import { strFromU8, unzipSync } from 'fflate';

/** A DOCX as it is read: the text of its parts, and its tables cell by cell. */
export interface DocxText {
  readonly body: string;
  readonly header: string;
  /** As XML: page numbers are fields. */
  readonly footer: string;
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly pictures: number;
  /** Its paragraphs, each with whether it stays on the page of the next. */
  readonly paragraphs: readonly { readonly text: string; readonly withNext: boolean }[];
}

const plain = (xml: string): string =>
  xml
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const all = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<w:${tag}(?: [^>]*)?>([\\s\\S]*?)</w:${tag}>`, 'g'))].map(
    ([, inner = '']) => inner,
  );

/** Opens a DOCX again. */
export function docxText(file: Uint8Array): DocxText {
  const parts = unzipSync(file);
  const part = (name: RegExp): string =>
    Object.keys(parts)
      .filter((path) => name.test(path))
      .map((path) => strFromU8(parts[path] ?? new Uint8Array()))
      .join('\n');
  const body = part(/^word\/document\.xml$/);
  return {
    body: plain(body),
    header: plain(part(/^word\/header\d+\.xml$/)),
    footer: part(/^word\/footer\d+\.xml$/),
    tables: all(body, 'tbl').map((table) =>
      all(table, 'tr').map((row) => all(row, 'tc').map((cell) => plain(cell).trim())),
    ),
    paragraphs: all(body, 'p').map((xml) => ({
      text: plain(xml),
      withNext: /<w:keepNext(?!\w)(?![^>]*w:val="(?:0|false)")/.test(xml),
    })),
    pictures: Object.keys(parts).filter((path) => path.startsWith('word/media/')).length,
  };
}
