import { describe, expect, it } from 'vitest';
import type { Block, PlanDocument } from '../../src/documents/document.ts';
import { hashOfDocument } from '../../src/documents/seal.ts';
import { createPrinter } from '../../src/documents/write/printer.ts';
import { docxText } from './docx-text.ts';
import { pdfTexts } from './pdf-text.ts';

const print = createPrinter();

const tableOf = (rows: number): Block => ({
  type: 'table',
  columns: [
    { label: 'Voce', type: 'text' },
    { label: 'Impegnato', type: 'money', adds: true },
  ],
  rows: Array.from({ length: rows }, (_, at) => [`Voce${at + 1}`, 100_00]),
  source: 'Relazione',
  empty: 'Nessuna voce.',
});
const linesOf = (count: number): Block => ({
  type: 'list',
  lines: Array.from({ length: count }, (_, at) => `Riga${at + 1}`),
});

const documentOf = (sections: PlanDocument['sections']): PlanDocument => ({
  bodyName: 'Comune di Prova',
  title: 'Rapporto',
  subtitle: 'Anno 2026',
  isDraft: false,
  reservation: null,
  sections,
  sources: ['Relazione sulla performance'],
  signers: ['Per il controllo', 'Per la struttura'],
  colours: [],
});
const sealedOf = (document: PlanDocument) => ({
  document,
  hash: 'a'.repeat(64),
  writtenAt: '1º marzo 2026',
  writtenOn: new Date(0),
});

/** The same of blocks, a section each. */
const pagesOf = (blocks: readonly Block[], across = false): Promise<readonly (readonly string[])[]> =>
  pagesOfDocument(
    documentOf(
      blocks.map((block, at) => ({
        title: `Parte ${at + 1}`,
        blocks: [block],
        ...(across ? { across: true as const } : {}),
      })),
    ),
  );

/** The texts of each page of a document. */
async function pagesOfDocument(document: PlanDocument): Promise<readonly (readonly string[])[]> {
  const sealed = sealedOf(document);
  const [pdf] = await print({ sealed, formats: ['pdf'] });
  const texts = pdfTexts(Buffer.from(pdf?.content ?? []));
  const pages: string[][] = [];
  for (const { page, text } of texts) {
    pages[page] ??= [];
    pages[page].push(text);
  }
  return pages;
}

const rowsOn = (page: readonly string[]): number =>
  page.filter((text) => text.startsWith('Voce') && text !== 'Voce').length;

it.each([false, true])(
  'a sum stands with rows and a signature with text, however long a table is (across: %s)',
  async (across) => {
    for (let rows = 14; rows <= 62; rows += 5) {
      const pages = await pagesOf([tableOf(rows)], across);
      const summed = pages.find((page) => page.includes('Totale')) ?? [];
      expect(rowsOn(summed), `${rows} rows`).toBeGreaterThanOrEqual(2);
      expect(rowsOn(pages.at(-1) ?? []), `${rows} rows`).toBeGreaterThanOrEqual(2);
      expect(pages.reduce((sum, page) => sum + rowsOn(page), 0)).toBe(rows);
      // What stands beside a row's name is on its page.
      for (const page of pages)
        expect(page.filter((text) => text.startsWith('100,00'))).toHaveLength(rowsOn(page));
    }
  },
);

it('a short table is not divided between pages, and no page is left empty', async () => {
  for (let lines = 1; lines <= 45; lines += 5) {
    const pages = await pagesOf([linesOf(lines), tableOf(12), tableOf(9)]);
    expect(
      pages.map(rowsOn).filter((rows) => rows > 0 && ![12, 9, 21].includes(rows)),
      `${lines} lines`,
    ).toEqual([]);
    for (const page of pages)
      expect(
        page.some((text) => /^(Voce|Riga)\d/.test(text)),
        `${lines} lines`,
      ).toBe(true);
  }
});

it('a list or a paragraph goes to the signatures where they would stand alone', async () => {
  for (let lines = 20; lines <= 50; lines += 5) {
    const pages = await pagesOf([linesOf(lines), { type: 'paragraph', text: 'Favorevole' }]);
    expect(pages.at(-1), `${lines} lines`).toContain('Favorevole');
  }
});

describe('what is annexed', () => {
  const signed = { title: 'Conclusioni', blocks: [linesOf(3)] };
  const annex = { title: 'Allegato', blocks: [tableOf(60)], across: true as const };
  const document = documentOf([signed, { ...annex, annex: true }]);

  it('comes behind the signatures, which stand with what is signed', async () => {
    const [first, ...others] = await pagesOfDocument(document);
    expect(first).toEqual(expect.arrayContaining(['Riga1', 'Fonti']));
    expect(rowsOn(first ?? [])).toBe(0);
    expect(others.reduce((sum, page) => sum + rowsOn(page), 0)).toBe(60);
    expect(others.flat()).not.toContain('Fonti');
    const [docx] = await print({ sealed: sealedOf(document), formats: ['docx'] });
    const { body } = docxText(Buffer.from(docx?.content ?? []));
    expect(body.indexOf('Per la struttura')).toBeGreaterThan(body.indexOf('Riga3'));
    expect(body.indexOf('2. Allegato')).toBeGreaterThan(body.indexOf('Per la struttura'));
  });

  it('leaves the hash as it was: where it stands is none of the data', () => {
    expect(hashOfDocument(document)).toBe(hashOfDocument(documentOf([signed, annex])));
  });
});
