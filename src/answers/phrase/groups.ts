import { capital } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import type { Group, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { rowLabel, subjectCode, subjectName } from './names.ts';
import { itemNotes } from './notes.ts';
import { listSource, rowSources } from './sources.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { formatValue, measureCell } from './values.ts';
import type { Words } from './words.ts';

function headOf(words: Words, groups: readonly Group[]): string {
  const type = groups[0]?.subject.type;
  return type === 'department' || type === 'unit' || type === 'goal' || type === 'item'
    ? capital(words.levels[type].one)
    : say(words, 'Gruppo', 'Group');
}

function groupTable(
  { index, words }: Phrasing,
  groups: readonly Group[],
  measures: readonly (keyof typeof MEASURE_UNITS)[],
  count: boolean,
): AnswerTable {
  const amountOf = ({ aggregates }: Group, measure: keyof typeof MEASURE_UNITS) =>
    aggregates.find((one) => one.measure === measure)?.value ?? null;
  return tableOf(
    groups,
    [
      wordColumn(headOf(words, groups), ({ subject }) => rowLabel(index, words, subject)),
      ...measures.map((measure) =>
        figureColumn(words.measures[measure], (group: Group) =>
          measureCell(words, measure, amountOf(group, measure)),
        ),
      ),
      ...(count ? [figureColumn(say(words, 'voci', 'items'), ({ rows }: Group) => rows.length)] : []),
    ],
    MOST_ROWS,
  );
}

/** Two or more sides with their difference. */
export function phraseCompare(phrasing: Phrasing, result: Extract<Result, { type: 'compare' }>): Draft {
  const { index, words } = phrasing;
  const { query, groups } = result;
  const measure = query.measures[0] ?? mainCost(index);
  const unit = query.count ? 'count' : MEASURE_UNITS[measure];
  const valued = groups.map((group) => ({
    group,
    value: query.count ? group.rows.length : (group.aggregates[0]?.value ?? null),
  }));
  const text = (value: number | null): string =>
    value === null ? words.notDeclared : formatValue(value, unit);
  const known = valued
    .filter((one): one is { group: Group; value: number } => one.value !== null)
    .sort((a, b) => b.value - a.value);
  const name = (group: Group): string => subjectCode(index, words, group.subject);
  const label = query.count
    ? query.kind
      ? words.kinds[query.kind].many
      : words.measures.count
    : query.kind !== null &&
        groups.every(({ subject }) => subject.type === 'unit' || subject.type === 'department')
      ? `${words.measures[measure]}, ${words.kinds[query.kind].many}`
      : words.measures[measure];
  const [top, second] = known;
  const each = valued.map(({ group, value }) => `${name(group)}: ${text(value)}`).join(', ');
  const verdict =
    !top || !second
      ? say(
          words,
          'non si possono confrontare, perché manca un dato',
          'they cannot be compared, for want of a figure',
        )
      : top.value === second.value
        ? say(words, 'sono pari', 'they are equal')
        : known.length === 2
          ? say(
              words,
              `di più ${name(top.group)}, differenza ${text(top.value - second.value)}`,
              `${name(top.group)} is higher, difference ${text(top.value - second.value)}`,
            )
          : say(
              words,
              `di più ${name(top.group)}, di meno ${name(known.at(-1)?.group ?? top.group)}, differenza ${text(top.value - (known.at(-1)?.value ?? 0))}`,
              `highest ${name(top.group)}, lowest ${name(known.at(-1)?.group ?? top.group)}`,
            );
  const rows = groups.flatMap((group) => group.rows);
  return {
    headline: `${capital(label)}, ${index.plan.head.year}. ${capital(each)}; ${verdict}.`,
    table: groupTable(
      phrasing,
      groups,
      query.count ? [] : query.measures,
      !groups.every((group) => group.subject.type === 'item'),
    ),
    notes: itemNotes(index, words, groups.every((group) => group.subject.type === 'item') ? rows : [], true),
    sources: query.count ? listSource(index) : rowSources(index, rows, query.measures, false),
    proof:
      top && second
        ? {
            filter: known.map((one) => name(one.group)).join(', '),
            rows: valued.map(
              ({ group, value }) => `${subjectName(index, words, group.subject)}: ${text(value)}`,
            ),
            formula: say(words, 'differenza tra i valori', 'difference between the values'),
            sum: `${text(top.value)} − ${text(known.at(-1)?.value ?? 0)} = ${text(top.value - (known.at(-1)?.value ?? 0))}`,
          }
        : null,
    value: top && second ? top.value - second.value : null,
    unit: top && second ? unit : null,
    items: groups.flatMap((group) => (group.subject.type === 'item' ? [group.subject.ref] : [])),
  };
}
