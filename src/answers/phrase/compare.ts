import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import { isMember } from '../figures/entries.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import type { Result, Side } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { rowLabel, subjectCode, subjectName } from './names.ts';
import { itemNotes } from './notes.ts';
import { listSource, rowSources } from './sources.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { formatValue, measureCell } from './values.ts';
import type { Words } from './words.ts';

function headOf(words: Words, sides: readonly Side[]): string {
  const type = sides[0]?.subject.type;
  return type === 'department' || type === 'unit' || type === 'goal' || type === 'item'
    ? capital(words.levels[type].one)
    : say(words, 'Gruppo', 'Group');
}

function sidesTable(
  { index, words }: Phrasing,
  sides: readonly Side[],
  measures: readonly Measure[],
  count: boolean,
): AnswerTable {
  return tableOf(
    sides,
    [
      wordColumn(headOf(words, sides), ({ subject }) => rowLabel(index, words, subject)),
      ...measures.map((measure, at) =>
        figureColumn(words.measures[measure], ({ row }: Side) =>
          measureCell(words, measure, row.cells[at]?.value ?? null),
        ),
      ),
      ...(count ? [figureColumn(say(words, 'voci', 'items'), ({ row }: Side) => row.items)] : []),
    ],
    MOST_ROWS,
  );
}

/** Two or more sides with their difference. */
export function phraseCompare(phrasing: Phrasing, result: Extract<Result, { type: 'compare' }>): Draft {
  const { index, words } = phrasing;
  const { query, sides } = result;
  const measure = query.measures[0] ?? mainCost(index);
  const unit = query.count ? 'count' : MEASURE_UNITS[measure];
  const valued = sides.map((side) => ({ side, value: side.row.cells[0]?.value ?? null }));
  const text = (value: number | null): string =>
    value === null ? words.notDeclared : formatValue(value, unit);
  const known = valued
    .filter((one): one is { side: Side; value: number } => one.value !== null)
    .sort((a, b) => b.value - a.value);
  const name = ({ subject }: Side): string => subjectCode(index, words, subject);
  const label = query.count
    ? query.kind
      ? words.kinds[query.kind].many
      : words.measures.count
    : query.kind !== null &&
        sides.every(({ subject }) => subject.type === 'unit' || subject.type === 'department')
      ? `${words.measures[measure]}, ${words.kinds[query.kind].many}`
      : words.measures[measure];
  const [top, second] = known;
  const each = valued.map(({ side, value }) => `${name(side)}: ${text(value)}`).join(', ');
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
          ? query.least
            ? say(
                words,
                `di meno ${name(second.side)}, differenza ${text(top.value - second.value)}`,
                `${name(second.side)} is lower, difference ${text(top.value - second.value)}`,
              )
            : say(
                words,
                `di più ${name(top.side)}, differenza ${text(top.value - second.value)}`,
                `${name(top.side)} is higher, difference ${text(top.value - second.value)}`,
              )
          : say(
              words,
              `di più ${name(top.side)}, di meno ${name(known.at(-1)?.side ?? top.side)}, differenza ${text(top.value - (known.at(-1)?.value ?? 0))}`,
              `highest ${name(top.side)}, lowest ${name(known.at(-1)?.side ?? top.side)}`,
            );
  const rows = sides.flatMap(({ row }) => row.entries.filter(isMember));
  const areItems = sides.every(({ subject }) => subject.type === 'item');
  return {
    headline: `${capital(label)}, ${index.plan.head.year}. ${capital(each)}; ${verdict}.`,
    table: sidesTable(phrasing, sides, query.count ? [] : query.measures, !areItems),
    notes: itemNotes(index, words, areItems ? rows : [], true),
    sources: query.count ? listSource(index) : rowSources(index, rows, query.measures, false),
    proof:
      top && second
        ? {
            filter: known.map((one) => name(one.side)).join(', '),
            rows: valued.map(
              ({ side, value }) => `${subjectName(index, words, side.subject)}: ${text(value)}`,
            ),
            formula: say(words, 'differenza tra i valori', 'difference between the values'),
            sum: `${text(top.value)} − ${text(known.at(-1)?.value ?? 0)} = ${text(top.value - (known.at(-1)?.value ?? 0))}`,
          }
        : null,
    value: top && second ? top.value - second.value : null,
    unit: top && second ? unit : null,
    items: sides.flatMap(({ subject }) => (subject.type === 'item' ? [subject.ref] : [])),
  };
}
