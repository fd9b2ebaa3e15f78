import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { getCellAddress, sanitizeAttributeValue, sanitizeTextContent } from 'write-excel-file/utility';
import {
  COVER,
  FIELD_COLUMNS,
  SHEET_TABLES,
  type SheetColumn,
  type SheetTableName,
  type UnitSheet,
} from '../domain/sheets/index.ts';
import { NO_CHANGE } from '../domain/updates/index.ts';

/** The colour of the cells to fill in; by it they are told from the others where the styles are written. */
const TO_FILL = '#fff8dc';
const HEADING = '#e4e9f2';
const BORDER = { borderColor: '#9aa3b2', borderStyle: 'thin' } as const;

/** Rows of each table are this high, in points: texts are read without opening the cell. */
const ROW_HEIGHT = 60;
/**
 * The cover is as wide as a printed page, in widths of a digit, so many letters of text stand in a line, and each line is so
 * high, in points: not every program finds that out itself.
 */
const COVER_WIDTH = 66;
const COVER_LETTERS = 80;
const LINE_HEIGHT = 15;
/** Excel takes no longer message beside a cell. Source: ECMA-376, part 1, 18.3.1.32. */
const MAX_HINT = 255;

/** A table that is in the workbook: one without rows is left out, but for that of the items. */
interface Shown {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Indices of the rows that may say that nothing has changed. */
  readonly repeatable: readonly number[];
}

/**
 * A structure's sheet as a workbook: every cell is text, so that what is typed stays as it was typed. Only the cells
 * to fill in may be changed; lists and hints stand beside them.
 */
export async function unitSheetXlsx(sheet: UnitSheet): Promise<Buffer> {
  const tables = (Object.keys(SHEET_TABLES) as SheetTableName[])
    .map(
      (name): Shown => ({
        ...SHEET_TABLES[name],
        rows: sheet.tables[name],
        repeatable: name === 'updates' ? sheet.repeatable : [],
      }),
    )
    .filter(({ rows }, index) => index === 0 || rows.length > 0);
  const sheets = [
    {
      sheet: COVER,
      showGridLines: false,
      columns: [{ width: COVER_WIDTH }],
      data: coverData(sheet),
    },
    ...tables.map(({ name, columns, rows }) => ({
      sheet: name,
      orientation: 'landscape' as const,
      stickyRowsCount: 1,
      stickyColumnsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ label }) => ({
          value: label,
          fontWeight: 'bold' as const,
          backgroundColor: HEADING,
          wrap: true,
          alignVertical: 'center' as const,
          ...BORDER,
        })),
        ...rows.map((cells) =>
          columns.map(({ fill }, at) => ({
            type: String,
            value: cells[at] ?? '',
            format: '@',
            wrap: true,
            alignVertical: 'top' as const,
            height: ROW_HEIGHT,
            ...(at === 0 ? { textColor: '#9aa3b2', fontSize: 6 } : {}),
            ...(fill === null ? {} : { backgroundColor: TO_FILL }),
            ...BORDER,
          })),
        ),
      ] as SheetData,
    })),
  ];
  return writeExcelFile(sheets, {
    features: [
      {
        files: {
          transform: {
            'xl/styles.xml': { transform: unlockFilled },
            'xl/worksheets/sheet{id}.xml': {
              transform: (xml: string, _options: unknown, { sheetIndex }: { readonly sheetIndex: number }) =>
                guard(xml, tables[sheetIndex - 1] ?? null),
            },
          },
        },
      },
    ],
  }).toBuffer();
}

function coverData({ cover, key }: UnitSheet): SheetData {
  return [
    ...cover.map((line) => [
      line.startsWith('# ')
        ? {
            type: String,
            value: line.slice(2),
            fontWeight: 'bold' as const,
            fontSize: 14,
            height: 2 * LINE_HEIGHT,
          }
        : {
            type: String,
            value: line,
            wrap: true,
            alignVertical: 'top' as const,
            height: LINE_HEIGHT * Math.max(1, Math.ceil(line.length / COVER_LETTERS)),
          },
    ]),
    [null],
    [{ type: String, value: 'Dati della scheda, da non cambiare:', textColor: '#9aa3b2' }],
    [{ type: String, value: key, format: '@', textColor: '#9aa3b2' }],
  ] as SheetData;
}

/** Whatever has the colour of what is to be filled in may be changed. Source: ECMA-376, part 1, 18.8.33 and 18.8.45. */
function unlockFilled(xml: string): string {
  const fills = [...(/<fills\b[\s\S]*?<\/fills>/.exec(xml)?.[0] ?? '').matchAll(/<fill>[\s\S]*?<\/fill>/g)];
  const fill = fills.findIndex(([one]) => one.toLowerCase().includes(`ff${TO_FILL.slice(1)}`));
  if (fill < 0) return xml;
  const mark = ` fillId="${fill}"`;
  return xml.replace(/<cellXfs\b[\s\S]*?<\/cellXfs>/, (styles) =>
    styles.replace(/<xf\b([^>]*?)(\/>|>([\s\S]*?)<\/xf>)/g, (style, attributes: string, _end, inner = '') =>
      attributes.includes(mark)
        ? `<xf${attributes} applyProtection="1">${inner}<protection locked="0"/></xf>`
        : style,
    ),
  );
}

/** Locks a worksheet but for what is to be filled in, with lists and hints there; printed, it is a page wide. Source: ECMA-376, part 1, 18.3.1.85. */
function guard(xml: string, table: Shown | null): string {
  const lock =
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>';
  const checks = table === null ? '' : validations(table);
  return xml
    .replace(/<worksheet\b[^>]*>/, (start) => `${start}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
    .replace(/<pageSetup\b/, (setup) => `${setup} fitToWidth="1" fitToHeight="0"`)
    .replace(/<\/sheetData>|<sheetData\/>/, (end) => `${end}${lock}${checks}`);
}

function validations({ columns, rows, repeatable }: Shown): string {
  if (rows.length === 0) return '';
  const all = rows.map((_, at) => at);
  const others = all.filter((at) => !repeatable.includes(at));
  const filled = columns.flatMap(({ fill, label }, column) =>
    fill === null ? [] : [{ ...fill, label, column }],
  );
  const rules = filled.flatMap(({ hint, choices, label, column }) => {
    const rule = (offered: readonly string[] | undefined, of: readonly number[]): readonly string[] =>
      of.length === 0 ? [] : [validation(label, hint, offered, cellsIn(column, of))];
    return label === FIELD_COLUMNS.state.label && repeatable.length > 0
      ? [...rule([...(choices ?? []), NO_CHANGE], repeatable), ...rule(choices, others)]
      : rule(choices, all);
  });
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function validation(
  label: string,
  hint: string,
  choices: readonly string[] | undefined,
  cells: string,
): string {
  const shown = `allowBlank="1" showInputMessage="1" promptTitle="${sanitizeAttributeValue(label.slice(0, 32))}" prompt="${sanitizeAttributeValue(hint.slice(0, MAX_HINT))}" sqref="${sanitizeAttributeValue(cells)}"`;
  if (choices === undefined) return `<dataValidation ${shown}/>`;
  const wrong = `Scegliere dall’elenco: ${choices.join(', ')}.`;
  return `<dataValidation type="list" showErrorMessage="1" errorTitle="${sanitizeAttributeValue(label)}" error="${sanitizeAttributeValue(wrong)}" ${shown}><formula1>${sanitizeTextContent(`"${choices.join(',')}"`)}</formula1></dataValidation>`;
}

/** The cells of a column in some rows, as ranges: "G2:G4 G7:G7". */
function cellsIn(column: number, rows: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && last.to === row - 1) last.to = row;
    else ranges.push({ from: row, to: row });
  }
  return ranges
    .map(({ from, to }) => `${getCellAddress(from + 1, column)}:${getCellAddress(to + 1, column)}`)
    .join(' ');
}
