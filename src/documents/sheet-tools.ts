import { getCellAddress, sanitizeAttributeValue, sanitizeTextContent } from 'write-excel-file/utility';
import type { ExportColumn, ExportTable } from '../domain/closing/index.ts';

/** Rows under the headings that offer a choice. */
const ROWS = 2_000;
/** Excel takes no longer list of words. Source: support.microsoft.com, "Apply data validation to cells". */
const MAX_LIST = 255;

/**
 * Filters over the headings of tables that have rows, and choices that the cells of their columns drop down; what is
 * not among them is taken all the same.
 */
export const tools = (tables: readonly ExportTable[]) => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (
          xml: string,
          _options: unknown,
          { sheetIndex }: { readonly sheetIndex: number },
        ): string => {
          const offered = (tables[sheetIndex]?.columns ?? []).flatMap((column, at) => {
            const list = listOf(column);
            return list === null ? [] : [validation(list, at)];
          });
          // In this order. Source: ECMA-376, part 1, 18.3.1.99.
          const made = [
            filter(tables[sheetIndex]),
            offered.length === 0
              ? ''
              : `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`,
          ].join('');
          return xml.replace(/<\/sheetData>|<sheetData\/>/, (end) => `${end}${made}`);
        },
      },
    },
  },
});

/** The sums stay below what is filtered. */
const filter = (table: ExportTable | undefined): string =>
  table === undefined || table.rows.length === 0
    ? ''
    : `<autoFilter ref="A1:${getCellAddress(table.rows.length, table.columns.length - 1)}"/>`;

/** The formula that gives the choices; null where there are none, or too many. */
function listOf({ choices }: ExportColumn): string | null {
  if (choices === undefined) return null;
  if ('sheet' in choices) return `'${choices.sheet.replaceAll("'", "''")}'!$A$2:$A$${ROWS}`;
  const words = choices.join(',');
  return choices.some((word) => word.includes(',')) || words.length > MAX_LIST ? null : `"${words}"`;
}

function validation(formula: string, column: number): string {
  const cells = `${getCellAddress(1, column)}:${getCellAddress(ROWS - 1, column)}`;
  return `<dataValidation type="list" allowBlank="1" sqref="${sanitizeAttributeValue(cells)}"><formula1>${sanitizeTextContent(formula)}</formula1></dataValidation>`;
}
