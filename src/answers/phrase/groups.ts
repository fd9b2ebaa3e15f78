import { formatCount, formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import { isAdditive, MEASURE_UNITS } from '../knowledge/measures.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import type { Group, Result } from '../run/result.ts';
import { describeFilter } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { gapOfTotals } from './gap-of-totals.ts';
import { rowLabel, subjectCode, subjectName } from './names.ts';
import { itemNotes } from './notes.ts';
import { costSource, isResult, listSource, rowSources } from './sources.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { formatValue, measureCell, measureText } from './values.ts';
import type { Words } from './words.ts';

/** "Costi per settore", "obiettivi per goal". */
export function phraseGroups(phrasing: Phrasing, result: Extract<Result, { type: 'groups' }>): Draft {
  const { index, words } = phrasing;
  const { query, groups, rows } = result;
  const described = describeFilter(index, words, query.filter);
  const year = index.plan.head.year;
  const counting = query.type === 'count';
  const first = result.overall[0];
  const filled = groups.filter((group) => group.rows.length > 0);
  // A long list starts with what weighs most.
  const shown = filled.length > 20 ? [...filled].sort((a, b) => sortValue(b) - sortValue(a)) : filled;
  const overall = counting
    ? `${query.groupBy === 'goal' ? `${formatCount(shown.length)} goal: ` : ''}${formatCount(rows.length)} ${described}, ${year}`
    : `${capital(described)}, ${year}: ${result.overall.map((one) => `${words.measures[one.measure]}${query.type === 'total' && query.mode === 'average' ? say(words, ' medio', ' (average)') : ''} ${measureText(words, one.measure, one.value)}`).join('; ')}`;
  const overlap = query.groupBy === 'goal' || query.groupBy === 'unit' || query.groupBy === 'department';
  const placed = new Set(filled.flatMap((group) => group.rows.map(({ of }) => of.ref)));
  const outside = rows.filter(({ of }) => !placed.has(of.ref)).length;
  const added = counting ? shown.reduce((sum, group) => sum + group.rows.length, 0) : rows.length;
  return {
    headline: `${overall}${shown.length > 0 && shown.length < 6 ? ` (${shown.map((group) => `${subjectCode(index, words, group.subject)}: ${groupFigure(phrasing, group, counting)}`).join('; ')})` : ''}.`,
    table: withShares(
      phrasing,
      groupTable(phrasing, shown, query.type === 'count' ? [] : query.measures, true),
      shown,
      query.type === 'total' && query.mode === 'share' ? (first?.value ?? null) : null,
    ),
    notes: [
      ...(query.type === 'total' && query.mode === 'sum' ? gapOfTotals(words, result.overall, rows) : []),
      ...(overlap && counting && added > rows.length
        ? [
            say(
              words,
              'Una voce condivisa è contata in ogni struttura o goal a cui appartiene: le righe sommano più del totale.',
              'A shared item is counted in each structure or goal it belongs to.',
            ),
          ]
        : []),
      ...(outside > 0 && query.groupBy === 'unit'
        ? [
            say(
              words,
              `${counted(outside, words.levels.item.one, words.levels.item.many)} senza ${words.levels.unit.one}: ${outside === 1 ? 'è' : 'sono'} nel totale e non nelle righe.`,
              `${outside} items belong to none of these: they are in the total and not in the rows.`,
            ),
          ]
        : []),
    ],
    sources:
      counting || groups[0]?.aggregates.every(({ measure }) => isResult(measure))
        ? listSource(index)
        : costSource(index),
    proof:
      counting || !first
        ? null
        : {
            filter: described,
            rows: shown.map(
              (group) =>
                `${subjectName(index, words, group.subject)}: ${groupFigure(phrasing, group, false)}`,
            ),
            formula: isAdditive(first.measure)
              ? say(words, 'somma per gruppo', 'sum by group')
              : say(words, 'calcolo per gruppo', 'computed by group'),
            sum: isAdditive(first.measure) ? sumOfGroups(words, first, shown) : null,
          },
    value: counting ? rows.length : (first?.value ?? null),
    unit: counting ? 'count' : first ? MEASURE_UNITS[first.measure] : null,
    items: [],
  };
}

/** "8.305,03 € + 14.227,44 € = 22.532,47 €", and what there is in all where some of it is in none of the rows. */
function sumOfGroups(words: Words, total: Group['aggregates'][number], groups: readonly Group[]): string {
  const values = groups.flatMap((group) => group.aggregates[0]?.value ?? []);
  const text = (value: number): string => formatValue(value, MEASURE_UNITS[total.measure]);
  const sum = values.reduce((all, value) => all + value, 0);
  const whole =
    sum === total.value
      ? ''
      : say(
          words,
          `; in tutto ${measureText(words, total.measure, total.value)}`,
          `; ${measureText(words, total.measure, total.value)} in all`,
        );
  return `${values.map(text).join(' + ')} = ${text(sum)}${whole}`;
}

const sortValue = (group: Group): number =>
  group.aggregates[0]?.value ?? (group.aggregates.length > 0 ? -1 : group.rows.length);

const groupFigure = ({ words }: Phrasing, group: Group, counting: boolean): string => {
  const first = group.aggregates[0];
  return counting || !first ? formatCount(group.rows.length) : measureText(words, first.measure, first.value);
};

/** What the rows stand for: "Settore", "U.O.". */
function headOf(words: Words, groups: readonly Group[]): string {
  const type = groups[0]?.subject.type;
  return type === 'department' || type === 'unit' || type === 'goal' || type === 'item'
    ? words.levels[type].one
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

/** "In percentuale, per settore": each group's part of the whole, next to its figure. */
function withShares(
  { words }: Phrasing,
  table: AnswerTable,
  groups: readonly Group[],
  whole: number | null,
): AnswerTable {
  if (whole === null || whole === 0) return table;
  const share = ({ aggregates }: Group): number | null => {
    const value = aggregates[0]?.value ?? null;
    return value === null ? null : (value / whole) * 100;
  };
  return {
    ...table,
    columns: [...table.columns, { label: say(words, '% sul totale', '% of the total'), numeric: true }],
    rows: table.rows.map((row, at) => {
      const part = groups[at] ? share(groups[at]) : null;
      return [...row, { text: part === null ? words.notDeclared : formatPercent(part), value: part }];
    }),
  };
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
