import { fileURLToPath } from 'node:url';
import type { Content, TableCell } from 'pdfmake';
import pdfMake from 'pdfmake';
import type { Fonts } from '../../charts/font.ts';
import { isNumeric, readTable } from '../cells.ts';
import {
  type Block,
  type DocumentTable,
  type PlanDocument,
  partsOf,
  type SealedDocument,
} from '../document.ts';
import { closingLines, DRAFT_NOTICE, SILENCE_NOTICE } from './closing-lines.ts';
import { keptTogether } from './page-breaks.ts';
import { accentOf, INK } from './palette.ts';
import { columnWidths } from './widths.ts';

/** Points of an A4 page, and of the white around what is written on it. */
const PAGE = { short: 595.28, long: 841.89, side: 48, top: 64, bottom: 58 } as const;
/** White on either side of what is in a cell. */
const PADDING = 4;
const SIZES = { title: 19, subtitle: 12, heading: 13, text: 10, table: 8, small: 8 } as const;

const fontFile = (name: string): string =>
  fileURLToPath(new URL(`../../../data/fonts/${name}`, import.meta.url));
const FONT_FILES = { normal: fontFile('Arimo-Regular.ttf'), bold: fontFile('Arimo-Bold.ttf') };

/** What is written with: how wide texts are, and each chart as an SVG. */
export interface PdfTools {
  readonly fonts: Fonts;
  readonly svgOf: (block: Extract<Block, { type: 'chart' }>) => string;
}

/**
 * Writes a document as PDF/A-2b: its fonts in it, nothing from elsewhere, A4.
 * @returns the file
 */
export async function writePdf(sealed: SealedDocument, tools: PdfTools): Promise<Buffer> {
  const { document, hash, writtenOn } = sealed;
  pdfMake.setFonts({
    Arimo: { ...FONT_FILES, italics: FONT_FILES.normal, bolditalics: FONT_FILES.bold },
  });
  // Nothing that a text says is ever fetched or read.
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setLocalAccessPolicy((path) => Object.values(FONT_FILES).includes(path));
  const { signed, annexes } = partsOf(document);
  const made = pdfMake.createPdf({
    version: '1.7',
    subset: 'PDF/A-2b',
    language: 'it-IT',
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: [PAGE.side, PAGE.top, PAGE.side, PAGE.bottom],
    info: {
      title: `${document.title} – ${document.bodyName}`,
      author: document.bodyName,
      subject: document.subtitle,
      creator: 'Traguardo',
      producer: 'Traguardo',
      creationDate: writtenOn,
    },
    defaultStyle: { font: 'Arimo', fontSize: SIZES.text, color: INK.text, lineHeight: 1.15 },
    header: () => headerOf(document),
    footer: (page, pages) => footerOf(hash, page, pages),
    ...keptTogether(
      [...titleOf(document), ...signed.flatMap((section, at) => sectionOf(document, section, at, tools))],
      endOf(sealed),
      annexes.flatMap((section, at) => sectionOf(document, section, signed.length + at, tools)),
    ),
  });
  return Buffer.from(await made.getBuffer());
}

const headerOf = ({ bodyName, title, isDraft }: PlanDocument): Content => ({
  margin: [PAGE.side, 26, PAGE.side, 0],
  fontSize: SIZES.small,
  color: INK.faint,
  columns: [
    { text: bodyName, width: '*' },
    { text: `${isDraft ? 'BOZZA · ' : ''}${title}`, width: 'auto', alignment: 'right' },
  ],
});

const footerOf = (hash: string, page: number, pages: number): Content => ({
  margin: [PAGE.side, 18, PAGE.side, 0],
  fontSize: SIZES.small,
  color: INK.faint,
  columns: [
    { text: `Impronta ${hash.slice(0, 16)}…`, width: '*' },
    { text: `Pagina ${page} di ${pages}`, width: 'auto', alignment: 'right' },
  ],
});

const titleOf = (document: PlanDocument): readonly Content[] => [
  { text: document.bodyName, fontSize: SIZES.subtitle, bold: true, color: INK.faint },
  {
    text: document.title,
    fontSize: SIZES.title,
    bold: true,
    color: accentOf(document),
    margin: [0, 4, 0, 2],
  },
  { text: document.subtitle, fontSize: SIZES.subtitle, margin: [0, 0, 0, 10] },
  ...[document.isDraft ? DRAFT_NOTICE : null, document.reservation].flatMap((notice) =>
    notice === null ? [] : [noticeOf(notice)],
  ),
];

const noticeOf = (text: string): Content => ({
  table: { widths: ['*'], body: [[{ text, fontSize: SIZES.text - 1, margin: [4, 3, 4, 3] }]] },
  layout: { hLineWidth: () => 0, vLineWidth: (at) => (at === 0 ? 2 : 0), fillColor: () => INK.head },
  margin: [0, 0, 0, 8],
});

function sectionOf(
  document: PlanDocument,
  { title, number, blocks, across }: PlanDocument['sections'][number],
  at: number,
  tools: PdfTools,
): readonly Content[] {
  const wasAcross = document.sections[at - 1]?.across ?? false;
  const turns = wasAcross !== (across ?? false);
  const width = (across ? PAGE.long : PAGE.short) - 2 * PAGE.side;
  const heading = {
    text: `${number ?? at + 1}. ${title}`,
    fontSize: SIZES.heading,
    bold: true,
    color: accentOf(document),
    margin: [0, turns || at === 0 ? 4 : 16, 0, 6] as Margins,
  };
  const turned: Turned = turns
    ? { pageBreak: 'before', pageOrientation: across ? 'landscape' : 'portrait' }
    : {};
  const [first, ...others] = blocks;
  const content = [
    ...(first === undefined ? [] : headed(heading, first, width, tools, turned)),
    ...others.flatMap((block) => blockOf(block, width, tools)),
  ];
  const next = document.sections[at + 1];
  return next !== undefined && (next.across ?? false) !== (across ?? false) ? endingPage(content) : content;
}

/** What is last on its page has nothing below it: a margin that no longer fits would be a page of its own. */
function endingPage(content: readonly Content[]): readonly Content[] {
  const last = content.at(-1);
  return typeof last !== 'object' || Array.isArray(last)
    ? content
    : [...content.slice(0, -1), { ...last, margin: [0, 0, 0, 0] } as Content];
}

type ContentTable = Extract<Content, { readonly table: unknown }>;
type Margins = [number, number, number, number];
type Turned = { pageBreak?: 'before'; pageOrientation?: 'landscape' | 'portrait' };
type Heading = { text: string; fontSize: number; bold: boolean; color: string; margin: Margins };

/** A heading with what it is of: never alone at the foot of a page. Over a table it comes again on each of its pages. */
function headed(
  heading: Heading,
  first: Block,
  width: number,
  tools: PdfTools,
  turned: Turned,
): readonly Content[] {
  if (first.type === 'table' && first.rows.length > 0)
    return [{ ...tableOf(first, width, tools.fonts, heading), ...turned }];
  const content = blockOf(first, width, tools);
  return first.type === 'list'
    ? [{ ...heading, ...turned }, ...content]
    : [{ unbreakable: true, stack: [heading, ...content], ...turned }];
}

function blockOf(block: Block, width: number, tools: PdfTools): readonly Content[] {
  switch (block.type) {
    case 'paragraph':
      return [{ text: block.text, margin: [0, 0, 0, 6] }];
    case 'list':
      return [
        { ul: block.lines.map((line) => ({ text: line, margin: [0, 0, 0, 2] })), margin: [0, 0, 0, 6] },
      ];
    case 'fields':
      return [
        {
          table: {
            widths: [130, '*'],
            body: block.fields.map(([name, value]): TableCell[] => [
              { text: name, color: INK.faint },
              { text: value ?? 'non dichiarato' },
            ]),
          },
          layout: {
            hLineWidth: (line) => (line === 0 ? 0 : 0.5),
            vLineWidth: () => 0,
            hLineColor: () => INK.line,
            paddingLeft: () => 0,
          },
          margin: [0, 0, 0, 8],
        },
      ];
    case 'chart':
      return [{ svg: tools.svgOf(block), width: Math.min(width, 440), margin: [0, 4, 0, 10] }];
    case 'to_write':
      return [{ unbreakable: true, stack: [noticeOf(`Da completare: ${block.text}`), { text: '\n\n' }] }];
    case 'table':
      return block.rows.length > 0
        ? [tableOf(block, width, tools.fonts)]
        : [
            { text: block.empty, margin: [0, 0, 0, 2] },
            { text: block.source, ...SOURCE, margin: [0, 0, 0, 8] },
          ];
  }
}

const SOURCE = { fontSize: SIZES.small, color: INK.faint } as const;

/** A table with its source, and its heading where it is the first of its section, over its columns on every page. */
function tableOf(
  table: DocumentTable,
  width: number,
  fonts: Fonts,
  heading: Heading | null = null,
): ContentTable {
  const { columns } = table;
  const read = readTable(table);
  const whole = width - columns.length * 2 * PADDING;
  const line = (cells: readonly string[], style: { bold?: true; fillColor?: string }): TableCell[] =>
    cells.map((text, at) => ({
      text,
      alignment: columns[at] && isNumeric(columns[at]) ? 'right' : 'left',
      ...style,
    }));
  const over = (cell: { readonly text: string }): TableCell[] => [
    { ...cell, colSpan: columns.length },
    ...columns.slice(1).map(() => ''),
  ];
  const above = [
    ...(heading === null
      ? []
      : [over({ ...heading, margin: [-PADDING, heading.margin[1], 0, 2] } as Heading)]),
    over({
      text: [table.source, ...(read.isSilent ? [SILENCE_NOTICE] : [])].join(' · '),
      ...SOURCE,
      margin: [-PADDING, 0, 0, 0],
    } as Heading),
  ];
  return {
    fontSize: SIZES.table,
    table: {
      headerRows: above.length + 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [...columnWidths(table, read, fonts, SIZES.table, whole)],
      body: [
        ...above,
        line(
          columns.map(({ label }) => label),
          { bold: true, fillColor: INK.head },
        ),
        ...read.rows.map((row) => line(row, {})),
        ...(read.total === null ? [] : [line(read.total, { bold: true, fillColor: INK.head })]),
      ],
    },
    layout: {
      hLineWidth: (row) => (row < above.length ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => INK.line,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => 2.5,
      paddingBottom: () => 2,
    },
    margin: [0, 2, 0, 12],
  };
}

function endOf(sealed: SealedDocument): Content {
  const { document } = sealed;
  const { written, seal, check } = closingLines(sealed);
  return {
    unbreakable: true,
    stack: [
      {
        text: 'Fonti',
        fontSize: SIZES.heading,
        bold: true,
        color: accentOf(document),
        margin: [0, 16, 0, 6],
      },
      { ul: document.sources.map((source) => ({ text: source, margin: [0, 0, 0, 2] })) },
      { text: written, margin: [0, 10, 0, 2], fontSize: SIZES.text - 1 },
      { text: seal, fontSize: SIZES.small },
      { text: check, fontSize: SIZES.small, color: INK.faint },
      {
        margin: [0, 18, 0, 0],
        columns: [
          { width: '*', text: 'Luogo e data: ______________________________' },
          {
            width: 240,
            stack: document.signers.map((signer) => ({
              margin: [0, 0, 0, 20],
              stack: [
                { text: signer },
                { text: '________________________________________', margin: [0, 18, 0, 0] },
              ],
            })),
          },
        ],
      },
    ],
  };
}
