import { formatDecimal } from '../../words/formats.ts';
import { type Draft, say } from '../phrase/draft.ts';
import { formatValue } from '../phrase/values.ts';
import { columnName, groupName, testsText } from './row-names.ts';
import { amountName, refs, type Saying, unitOf } from './saying.ts';
import type { TableRow } from './table-rows.ts';
import { foldOf, type RowGroup } from './work-out.ts';

/** A part of the rows, held against all of them. */
export function phraseShare(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const { figure } = ask;
  const amount = (rows: readonly TableRow[]): number | null =>
    figure === null ? rows.length : foldOf(rows, figure);
  const part = amount(worked.part) ?? (worked.part.length === 0 ? 0 : null);
  const whole = amount(worked.rows);
  if (part === null || whole === null || whole === 0) return said.nothing();
  const percent = (100 * part) / whole;
  const text = (value: number): string =>
    figure === null ? said.counted(value) : said.value(figure.column, value, null);
  const tests = testsText(index, words, ask.part, null);
  const name = figure === null ? '' : `${amountName(words, ask)} `;
  return {
    headline: `${formatValue(percent, 'percent')}: ${tests.join(', ')}, ${name}${text(part)} ${say(words, 'su', 'of')} ${text(whole)} (${said.place}).`,
    table: null,
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      worked.part.map((row) =>
        figure === null
          ? said.row(row)
          : `${said.row(row)}: ${said.value(figure.column, row.number(figure.column), row.unit)}`,
      ),
      say(words, 'parte su tutto', 'part over whole'),
      `${text(part)} / ${text(whole)} = ${formatValue(percent, 'percent')}`,
    ),
    value: percent,
    unit: 'percent',
    items: refs(worked.part),
  };
}

/** One group less another, or over it: the two that are named. */
export function phrasePair(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const column = ask.figure?.column ?? null;
  const [first, second, ...more] = worked.groups ?? [];
  const [a, b] = [first?.value ?? null, second?.value ?? null];
  if (first === undefined || second === undefined || more.length > 0 || a === null || b === null)
    return said.nothing();
  const name = ({ key }: RowGroup): string => groupName(index, words, ask.by ?? 'item', key);
  const side = (group: RowGroup): string => `${name(group)} ${said.value(column, group.value, null)}`;
  const isShare = ask.relation === 'share';
  if (ask.relation !== 'difference' && b === 0) return said.nothing();
  const value = ask.relation === 'difference' ? a - b : isShare ? (100 * a) / b : a / b;
  const text =
    ask.relation === 'difference'
      ? said.value(column, value, null)
      : isShare
        ? formatValue(value, 'percent')
        : say(words, `${formatDecimal(value)} volte`, `${formatDecimal(value)} times`);
  const sign = ask.relation === 'difference' ? '−' : say(words, 'su', 'over');
  return {
    headline: `${text}: ${side(first)} ${sign} ${side(second)} (${said.place}).`,
    table: null,
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      [first, second].map(side),
      `${columnName(words, ask.by ?? 'item')}: ${name(first)} ${ask.relation === 'difference' ? '−' : '/'} ${name(second)}`,
      `${said.value(column, a, null)} ${ask.relation === 'difference' ? '−' : '/'} ${said.value(column, b, null)} = ${text}`,
    ),
    value,
    unit: ask.relation === 'difference' ? unitOf(column) : isShare ? 'percent' : 'other',
    items: refs(worked.rows),
  };
}
