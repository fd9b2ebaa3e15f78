import { ANSWER_PARTS } from '../words/answer-parts.ts';
import type { Language } from '../words/language.ts';
import type { Answer, AnswerTable } from './answer.ts';

const MOST_ROWS = 20;
const WIDEST_CELL = 60;

/** What of an answer is read. */
type Said = Pick<Answer, 'headline' | 'table' | 'notes' | 'sources' | 'choices' | 'assumed' | 'language'>;

/** An answer for a terminal: headline, rows aligned (the first 20), notes, choices, sources. */
export function toPlainText(answer: Said): string {
  const { language } = answer;
  const parts: string[] = [answer.headline];
  if (answer.assumed !== null) parts.push(`(${answer.assumed})`);
  if (answer.table && answer.table.rows.length > 0) parts.push('', alignTable(answer.table, language));
  if (answer.notes.length > 0)
    parts.push('', ...answer.notes.map((note) => `${ANSWER_PARTS.note[language]}: ${note}`));
  if (answer.choices.length > 0)
    parts.push(
      '',
      `${ANSWER_PARTS.meant[language]}: ${answer.choices.map((choice) => choice.label).join(' | ')}`,
    );
  if (answer.sources.length > 0)
    parts.push('', `${ANSWER_PARTS.source[language]}: ${answer.sources.join('; ')}`);
  return parts.join('\n');
}

function alignTable(table: AnswerTable, language: Language): string {
  const shown = table.rows.slice(0, MOST_ROWS);
  const cut = (text: string): string =>
    text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text;
  // A card has one long text column: it is never cut.
  const free = table.columns.length <= 2;
  const cells = [
    table.columns.map((column) => column.label),
    ...shown.map((row) => row.map((cell) => (free ? cell.text : cut(cell.text)))),
  ];
  const widths = table.columns.map((_column, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((text, at) =>
        table.columns[at]?.numeric
          ? text.padStart(widths[at] ?? 0)
          : at === row.length - 1
            ? text
            : text.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const more = table.total - shown.length;
  if (more > 0) lines.push(language === 'it' ? `… e altre ${more} righe` : `… and ${more} more rows`);
  return lines.join('\n');
}
