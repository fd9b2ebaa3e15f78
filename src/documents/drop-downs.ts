import { getCellAddress, sanitizeAttributeValue, sanitizeTextContent } from 'write-excel-file/utility';
import type { ExportColumn, ExportTable } from '../domain/closing/index.ts';

/** Rows under the headings that offer a choice. */
const ROWS = 2_000;
/** Excel takes no longer list of words. Source: support.microsoft.com, "Apply data validation to cells". */
const MAX_LIST = 255;

/** Lets the cells of columns with choices drop them down; what is not among them is taken all the same. */
export const dropDowns = (tables: readonly ExportTable[]) => ({
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
          return offered.length === 0
            ? xml
            : xml.replace(
                /<\/sheetData>|<sheetData\/>/,
                (end) =>
                  `${end}<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`,
              );
        },
      },
    },
  },
});

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
