import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { altOf } from '../../answers/chart/twin.ts';
import type { Fonts } from '../../charts/font.ts';
import { isNumeric, readTable } from '../cells.ts';
import {
  type Block,
  type DocumentTable,
  type PlanDocument,
  partsOf,
  type SealedDocument,
  type Section,
} from '../document.ts';
import { closingLines, DRAFT_NOTICE, SILENCE_NOTICE } from './closing-lines.ts';
import { accentOf, INK } from './palette.ts';
import { columnWidths } from './widths.ts';

/** A4 and its white, in twentieths of a point. */
const PAGE = { short: 11_906, long: 16_838, side: 960 } as const;
const PADDING = 80;
/** Half points. */
const SIZES = { text: 20, table: 16, small: 16 } as const;
const FONT = 'Arial';

const colour = (hex: string): string => hex.slice(1);

/** What is written with: how wide texts are, and each chart as a picture. */
export interface DocxTools {
  readonly fonts: Fonts;
  readonly pngOf: (block: Extract<Block, { type: 'chart' }>) => Picture;
}

/** A picture, and how large it was drawn. */
interface Picture {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Writes a document as DOCX, to be gone on with in any word processor. */
export async function writeDocx(sealed: SealedDocument, tools: DocxTools): Promise<Buffer> {
  const { document, hash, writtenOn } = sealed;
  const accent = colour(accentOf(document));
  const { signed, annexes } = partsOf(document);
  const body = turnsOf(signed);
  const groups = [...body, ...(annexes.length === 0 ? [] : turnsOf(annexes, signed.length))];
  return Packer.toBuffer(
    new Document({
      title: `${document.title} – ${document.bodyName}`,
      subject: document.subtitle,
      creator: document.bodyName,
      lastModifiedBy: 'Traguardo',
      description: `Impronta SHA-256 dei dati: ${hash}`,
      customProperties: [
        { name: 'Impronta', value: hash },
        { name: 'Scritto', value: writtenOn.toISOString() },
      ],
      styles: {
        default: {
          document: {
            run: { font: FONT, size: SIZES.text, color: colour(INK.text), language: { value: 'it-IT' } },
          },
          title: { run: { font: FONT, size: 38, bold: true, color: accent } },
          heading1: {
            run: { font: FONT, size: 26, bold: true, color: accent },
            paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
          },
        },
      },
      sections: groups.map(({ across, sections, first }, at) => ({
        properties: {
          page: {
            size: {
              width: PAGE.short,
              height: PAGE.long,
              orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1_280, bottom: 1_160, left: PAGE.side, right: PAGE.side },
          },
        },
        headers: { default: headerOf(document, across) },
        footers: { default: footerOf(hash, across) },
        children: [
          ...(at === 0 ? titleOf(document) : []),
          ...sections.flatMap((section, index) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              text: `${section.number ?? first + index + 1}. ${section.title}`,
            }),
            ...section.blocks.flatMap((block) => blockOf(block, widthOf(across), tools)),
          ]),
          ...(at === body.length - 1 ? endOf(sealed) : []),
        ],
      })),
    }),
  );
}

/**
 * Sections that stand on pages of one orientation, one group after the other.
 * @param before how many stand before them
 */
function turnsOf(sections: readonly Section[], before = 0) {
  const groups: { across: boolean; first: number; sections: Section[] }[] = [];
  for (const [at, section] of sections.entries()) {
    const across = section.across ?? false;
    const last = groups.at(-1);
    if (last?.across === across) last.sections.push(section);
    else groups.push({ across, first: before + at, sections: [section] });
  }
  return groups.length === 0 ? [{ across: false, first: 0, sections: [] }] : groups;
}

const widthOf = (across: boolean): number => (across ? PAGE.long : PAGE.short) - 2 * PAGE.side;

const small = (text: string): TextRun => new TextRun({ text, size: SIZES.small, color: colour(INK.faint) });

const headerOf = ({ bodyName, title, isDraft }: PlanDocument, across: boolean): Header =>
  new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: widthOf(across) }],
        children: [small(`${bodyName}\t${isDraft ? 'BOZZA · ' : ''}${title}`)],
      }),
    ],
  });

const footerOf = (hash: string, across: boolean): Footer =>
  new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: widthOf(across) }],
        children: [
          new TextRun({
            size: SIZES.small,
            color: colour(INK.faint),
            children: [
              `Impronta ${hash.slice(0, 16)}…\tPagina `,
              PageNumber.CURRENT,
              ' di ',
              PageNumber.TOTAL_PAGES,
            ],
          }),
        ],
      }),
    ],
  });

const titleOf = (document: PlanDocument): readonly Paragraph[] => [
  new Paragraph({
    children: [new TextRun({ text: document.bodyName, bold: true, size: 24, color: colour(INK.faint) })],
  }),
  new Paragraph({ heading: HeadingLevel.TITLE, text: document.title }),
  new Paragraph({
    spacing: { after: 200 },
    children: [new TextRun({ text: document.subtitle, size: 24 })],
  }),
  ...[document.isDraft ? DRAFT_NOTICE : null, document.reservation].flatMap((notice) =>
    notice === null ? [] : [noticeOf(notice)],
  ),
];

const noticeOf = (text: string): Paragraph =>
  new Paragraph({
    spacing: { after: 160 },
    shading: { type: ShadingType.CLEAR, fill: colour(INK.head) },
    border: { left: { style: BorderStyle.SINGLE, size: 16, space: 6, color: colour(INK.faint) } },
    children: [new TextRun({ text, size: SIZES.text - 2 })],
  });

function blockOf(block: Block, width: number, tools: DocxTools): readonly (Paragraph | Table)[] {
  switch (block.type) {
    case 'paragraph':
      return [new Paragraph({ text: block.text, spacing: { after: 120 } })];
    case 'list':
      return block.lines.map(
        (line) => new Paragraph({ text: line, bullet: { level: 0 }, spacing: { after: 40 } }),
      );
    case 'fields':
      return [
        tableWith(
          [2_600, width - 2_600],
          block.fields.map(([name, value]) => [
            { text: name, isFaint: true },
            { text: value ?? 'non dichiarato' },
          ]),
          SIZES.text,
        ),
        spacer(),
      ];
    case 'chart': {
      const { png, width: drawn, height } = tools.pngOf(block);
      const shown = Math.min(560, width / 15);
      return [
        new Paragraph({
          spacing: { before: 80, after: 160 },
          children: [
            new ImageRun({
              type: 'png',
              data: png,
              transformation: { width: shown, height: (height * shown) / drawn },
              altText: { name: 'grafico', title: block.chart.title, description: altOf(block.chart) },
            }),
          ],
        }),
      ];
    }
    case 'to_write':
      return [noticeOf(`Da completare: ${block.text}`), new Paragraph({ text: '' })];
    case 'table':
      return tableOf(block, width, tools.fonts);
  }
}

const spacer = (): Paragraph => new Paragraph({ text: '', spacing: { after: 60 } });

function tableOf(table: DocumentTable, width: number, fonts: Fonts): readonly (Paragraph | Table)[] {
  const source = (text: string, keepNext = false): Paragraph =>
    new Paragraph({ spacing: { before: 40, after: 60 }, keepNext, children: [small(text)] });
  if (table.rows.length === 0) return [new Paragraph({ text: table.empty }), source(table.source)];
  const { columns } = table;
  const read = readTable(table);
  const padding = columns.length * 2 * PADDING;
  const widths = columnWidths(table, read, fonts, SIZES.table * 10, width - padding).map(
    (wide) => wide + 2 * PADDING,
  );
  const isRight = columns.map(isNumeric);
  const line = (cells: readonly string[], isStrong: boolean): readonly CellText[] =>
    cells.map((text, at) => ({ text, isStrong, isRight: isRight[at] ?? false }));
  return [
    source([table.source, ...(read.isSilent ? [SILENCE_NOTICE] : [])].join(' · '), true),
    tableWith(
      widths,
      [
        line(
          columns.map(({ label }) => label),
          true,
        ),
        ...read.rows.map((row) => line(row, false)),
        ...(read.total === null ? [] : [line(read.total, true)]),
      ],
      SIZES.table,
      true,
    ),
    spacer(),
  ];
}

interface CellText {
  readonly text: string;
  readonly isStrong?: boolean;
  readonly isRight?: boolean;
  readonly isFaint?: boolean;
}

function tableWith(
  widths: readonly number[],
  rows: readonly (readonly CellText[])[],
  size: number,
  hasHeader = false,
): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const thin = { style: BorderStyle.SINGLE, size: 4, color: colour(INK.line) };
  const whole = widths.map((width) => Math.round(width));
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: whole,
    width: { size: whole.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    borders: {
      top: thin,
      bottom: thin,
      left: none,
      right: none,
      insideHorizontal: thin,
      insideVertical: none,
    },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          cantSplit: true,
          tableHeader: hasHeader && at === 0,
          children: row.map(
            ({ text, isStrong = false, isRight = false, isFaint = false }, column) =>
              new TableCell({
                width: { size: whole[column] ?? 0, type: WidthType.DXA },
                margins: { left: PADDING, right: PADDING, top: 40, bottom: 30 },
                ...(isStrong ? { shading: { type: ShadingType.CLEAR, fill: colour(INK.head) } } : {}),
                children: linesOf(text).map(
                  (one) =>
                    new Paragraph({
                      alignment: isRight ? AlignmentType.RIGHT : AlignmentType.LEFT,
                      children: [
                        new TextRun({
                          text: one,
                          size,
                          bold: isStrong,
                          ...(isFaint ? { color: colour(INK.faint) } : {}),
                        }),
                      ],
                    }),
                ),
              }),
          ),
        }),
    ),
  });
}

const linesOf = (text: string): readonly string[] => text.split('\n');

function endOf(sealed: SealedDocument): readonly Paragraph[] {
  const { document } = sealed;
  const { written, seal, check } = closingLines(sealed);
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'Fonti' }),
    // They go with the signatures, which never stand on a page by themselves.
    ...document.sources.map(
      (source) =>
        new Paragraph({ text: source, bullet: { level: 0 }, spacing: { after: 40 }, keepNext: true }),
    ),
    new Paragraph({ text: written, spacing: { before: 240 }, keepNext: true }),
    new Paragraph({ children: [small(seal)], keepNext: true }),
    new Paragraph({ children: [small(check)], keepNext: true }),
    new Paragraph({
      text: 'Luogo e data: ______________________________',
      spacing: { before: 480 },
      keepNext: true,
    }),
    ...document.signers.flatMap((signer) => [
      new Paragraph({ text: signer, spacing: { before: 320 }, indent: { left: 5_000 }, keepNext: true }),
      new Paragraph({
        text: '________________________________________',
        spacing: { before: 400 },
        indent: { left: 5_000 },
        keepNext: signer !== document.signers.at(-1),
      }),
    ]),
  ];
}
