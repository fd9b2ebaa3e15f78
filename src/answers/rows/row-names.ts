import type { IsoDay } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal } from '../../words/formats.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Field, NumberColumn, RowTest, Scope, TextColumn } from '../parts/parts-query.ts';
import { leadingCode } from '../parts/parts-words.ts';
import { fieldName } from '../parts/scope.ts';
import { say } from '../phrase/draft.ts';
import { departmentName, shortName, unitName } from '../phrase/names.ts';
import { formatValue } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { isNumber } from './table-rows.ts';
import type { RowsAsk } from './work-out.ts';

interface RowNoun {
  readonly one: string;
  readonly many: string;
  /** "Nessuna fase". */
  readonly none: string;
}

/** What the rows of a table are called. */
export function rowNoun(words: Words, { kind }: Scope, table: RowsAsk['table']): RowNoun {
  const noun = (one: string, many: string, none: string): RowNoun => ({ one, many, none });
  switch (table) {
    case 'items': {
      const { one, many } = kind === null ? words.anyKind : words.kinds[kind];
      const isFeminine = kind === null || words.kindGender[kind] === 'f';
      return noun(one, many, say(words, `${isFeminine ? 'Nessuna' : 'Nessun'} ${one}`, `No ${one}`));
    }
    case 'indicators':
      return words.language === 'it'
        ? noun('indicatore', 'indicatori', 'Nessun indicatore')
        : noun('indicator', 'indicators', 'No indicator');
    case 'milestones':
      return words.language === 'it'
        ? noun('fase', 'fasi', 'Nessuna fase')
        : noun('milestone', 'milestones', 'No milestone');
    case 'budget':
      return words.language === 'it'
        ? noun('riga di bilancio', 'righe di bilancio', 'Nessuna riga di bilancio')
        : noun('budget line', 'budget lines', 'No budget line');
  }
}

const COLUMN_NAMES = {
  item: ['voce', 'item'],
  named: ['nome', 'name'],
  state: ['stato', 'state'],
  chapter: ['capitolo', 'chapter'],
  fund: ['fondo', 'fund'],
  cup: ['CUP', 'CUP'],
  entry: ['voce di bilancio', 'entry'],
  year: ['anno', 'year'],
} as const;

/** What a column of words is called. */
export function columnName(words: Words, column: TextColumn): string {
  if (column === 'atDepartment') return words.levels.department.one;
  if (column === 'atUnit') return words.levels.unit.one;
  if (!(column in COLUMN_NAMES)) return fieldName(words, column as Field);
  const [italian, english] = COLUMN_NAMES[column as keyof typeof COLUMN_NAMES];
  return say(words, italian, english);
}

/** What groups are called, one and many. */
export function levelNoun(
  words: Words,
  by: TextColumn,
  { kind }: Scope,
): { readonly one: string; readonly many: string } {
  if (by === 'atDepartment') return words.levels.department;
  if (by === 'atUnit') return words.levels.unit;
  if (by === 'item') return kind === null ? words.anyKind : words.kinds[kind];
  const name = columnName(words, by);
  const plural: Partial<Record<TextColumn, string>> = {
    chapter: 'capitoli',
    fund: 'fondi',
    mission: 'missioni',
    programme: 'programmi',
    year: 'anni',
    state: 'stati',
    entry: 'voci di bilancio',
    type: 'tipi',
  };
  return {
    one: name,
    many: words.language === 'it' ? (plural[by] ?? `valori di ${name}`) : `values of ${name}`,
  };
}

const NUMBER_NAMES = {
  target: ['valore atteso', 'target'],
  result: ['risultato', 'result'],
  baseline: ['valore di partenza', 'baseline'],
  gap: ['scostamento dal valore atteso', 'gap from the target'],
  day: ['termine', 'deadline'],
  amount: ['importo', 'amount'],
} as const;

/** What a column of numbers is called. */
export function numberName(words: Words, column: NumberColumn): string {
  if (!(column in NUMBER_NAMES))
    return words.measures[column as Exclude<NumberColumn, keyof typeof NUMBER_NAMES>];
  const [italian, english] = NUMBER_NAMES[column as keyof typeof NUMBER_NAMES];
  return say(words, italian, english);
}

/** The states of rows: of several, in English, and of one where that is said otherwise. */
const STATES: Readonly<Record<string, readonly [string, string, string?]>> = {
  below: ['sotto il valore atteso', 'short of the target'],
  reached: ['con il valore atteso raggiunto', 'at or beyond the target'],
  silent: ['senza un risultato', 'without a result'],
  late: ['in ritardo', 'late'],
  done: ['già fatte', 'done', 'già fatta'],
  ontime: ['fatte in tempo', 'done on time', 'fatta in tempo'],
  early: ['fatte in anticipo', 'done early', 'fatta in anticipo'],
  open: ['ancora da fare', 'still to do'],
  next: ['in arrivo', 'coming up'],
};

/** A state in words, of one row or of several. */
function stateName(words: Words, state: string, isOne = false): string {
  const [many, english, one = many] = STATES[state] ?? [state, state];
  return say(words, isOne ? one : many, english);
}

/** The state of rows, as it is said after their noun; that of a day with the day. */
export const stateText = (words: Words, state: string, today: IsoDay, isOne = false): string =>
  `${stateName(words, state, isOne)}${state === 'late' || state === 'next' ? say(words, ` ${joined('a', formatDay(today))}`, ` on ${formatDay(today)}`) : ''}`;

/** " entro il 30/06/2026", " dal 01/03/2026 al 30/06/2026", after what is of those days. */
export const daysText = (words: Words, days: { from: IsoDay; to: IsoDay } | null): string => {
  if (days === null) return '';
  if (days.to > '2999') return ` ${say(words, 'dal', 'from')} ${formatDay(days.from)}`;
  if (days.from === days.to) return ` ${say(words, 'il', 'on')} ${formatDay(days.to)}`;
  return days.from < '1901'
    ? ` ${say(words, 'entro il', 'by')} ${formatDay(days.to)}`
    : ` ${say(words, 'dal', 'from')} ${formatDay(days.from)} ${say(words, 'al', 'to')} ${formatDay(days.to)}`;
};

const DIRECTIONS: Readonly<Record<string, readonly [string, string]>> = {
  lower: ['migliore se più basso', 'better when lower'],
  higher: ['migliore se più alto', 'better when higher'],
};

/** What a group is called. */
export function groupName(index: PlanIndex, words: Words, by: TextColumn, key: string): string {
  const { plan, byRef } = index;
  if (by === 'atDepartment') return departmentName(plan, key);
  if (by === 'atUnit') return unitName(plan, key);
  if (by === 'item') {
    const one = byRef.get(key as Parameters<typeof byRef.get>[0]);
    return one ? `${shortName(words, one)} «${one.item.shortTitle}»` : key;
  }
  if (by === 'state') return stateName(words, key);
  if (by === 'direction') return say(words, ...(DIRECTIONS[key] ?? [key, key]));
  // «9 Sviluppo sostenibile» has a name of its own, «missione 9» has none.
  const isNamed =
    by === 'entry' || by === 'year' || by === 'named' || ![null, key].includes(leadingCode(key));
  return isNamed ? key : `${columnName(words, by)} ${key}`;
}

/** What rows must pass, each in words. What they are grouped by is said by the groups. */
export const testsText = (
  index: PlanIndex,
  words: Words,
  tests: readonly RowTest[],
  by: TextColumn | null,
  isOne = false,
): readonly string[] =>
  tests.flatMap((test) => {
    if ('values' in test) {
      if (test.column === by && !test.not) return [];
      const names = test.values.map((value) => groupName(index, words, test.column, value));
      const said = names.join(say(words, ' o ', ' or '));
      if (test.not) return [say(words, `esclusi: ${names.join(', ')}`, `without: ${names.join(', ')}`)];
      return [
        test.column === 'unit'
          ? say(
              words,
              `${isOne ? 'misurato' : 'misurati'} in ${test.values.join(' o ')}`,
              `measured in ${test.values.join(' or ')}`,
            )
          : said,
      ];
    }
    const name = isNumber(test.column) ? numberName(words, test.column) : columnName(words, test.column);
    if ('declared' in test)
      return [
        test.declared
          ? say(words, `con ${name}`, `with ${name}`)
          : say(words, `senza ${name}`, `without ${name}`),
      ];
    const value = (one: number): string =>
      test.column === 'amount' || COST_MEASURES.some((measure) => measure === test.column)
        ? formatValue(one, 'eur')
        : test.column === 'attainment'
          ? formatValue(one, 'percent')
          : formatDecimal(one);
    return [
      test.op === 'between'
        ? say(
            words,
            `${name} tra ${value(test.value)} e ${value(test.to ?? test.value)}`,
            `${name} between ${value(test.value)} and ${value(test.to ?? test.value)}`,
          )
        : `${name} ${words.ops[test.op]} ${value(test.value)}`,
    ];
  });
