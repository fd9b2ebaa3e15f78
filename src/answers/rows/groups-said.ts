import type { ItemRef } from '../../domain/types.ts';
import type { Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { isDetail } from '../parts/details.ts';
import type { RowTest, Scope, TextColumn } from '../parts/parts-query.ts';
import type { PartWord } from '../parts/parts-words.ts';
import type { Operator } from '../tables/request.ts';
import { firstSaid, PLACE_OF_LEVEL, type RowsSaid, says, type Table } from './said-rows.ts';
import type { RowsAsk } from './work-out.ts';

const LEVELS: Readonly<Record<string, TextColumn>> = { ...PLACE_OF_LEVEL, year: 'year' };

/** Where a stage of an amount stands: a later one is a part of an earlier one. */
const STAGES: Readonly<Record<string, number>> = {
  stanziamento: 0,
  finanziamento: 1,
  impegno: 2,
  accertamento: 2,
  liquidato: 3,
  pagato: 4,
  riscosso: 4,
};

export const stageOf = (entry: string): number => STAGES[entry] ?? 0;

/** What is said of each row of a table, of few values. */
const DETAILS_OF: Readonly<Record<Table, readonly string[]>> = {
  items: [],
  indicators: ['unit', 'direction'],
  milestones: ['responsible'],
  budget: [],
};

/** What the rows are divided by, and the scope without what then says it. */
export function groupBy(
  { matches, tokens, scope, request, years }: RowsSaid,
  table: Table,
  values: Map<TextColumn, string[]>,
  {
    isLimited,
    none,
    states,
  }: { readonly isLimited: boolean; readonly none: boolean; readonly states: readonly string[] },
): { readonly by: TextColumn | null; readonly scope: Scope } {
  const isNamed = (column: TextColumn): boolean =>
    (column === 'atDepartment' && scope.departments.length > 0) ||
    (column === 'atUnit' && scope.units.length > 0) ||
    (column === 'item' && scope.items !== null);
  const columnsAt = ({ meaning }: Match<PartWord>): TextColumn | null => {
    if (meaning.category === 'level') return LEVELS[meaning.value] ?? null;
    if (meaning.category !== 'field' || meaning.value === 'weight') return null;
    if (isDetail(meaning.value) && !DETAILS_OF[table].includes(meaning.value)) return null;
    return meaning.value as TextColumn;
  };
  const each = new Set(request.operators.get('each') ?? []);
  const isEach = ({ from }: Match<PartWord>): boolean =>
    each.has(from - 1) ||
    /^(ogni|ciascun|ciascuna|ciascuno)$/.test(tokens[from - 1]?.text ?? '') ||
    matches.some(({ to, meaning }) => meaning.category === 'per' && to === from);
  for (const match of matches) {
    const column = columnsAt(match);
    if (column === null || isNamed(column) || !isEach(match)) continue;
    if (tokens[match.to]?.type === 'number') continue;
    return { by: column, scope };
  }
  if (years.length > 1) {
    values.set('year', years.map(String));
    return { by: 'year', scope };
  }
  // Two values of one column are two groups, unless they are told together.
  if (!request.operators.has('sum')) {
    for (const [column, named] of values)
      if (named.length > 1 && column !== 'named') return { by: column, scope };
    for (const [column, codes] of [
      ['atDepartment', scope.departments],
      ['atUnit', scope.units],
    ] as const)
      if (codes.length > 1) {
        values.set(column, [...codes]);
        return { by: column, scope: { ...scope, departments: [], units: [] } };
      }
  }
  const [subject] = matches.filter(
    (match) => columnsAt(match) !== null || match.meaning.category === 'table',
  );
  const column = subject ? columnsAt(subject) : null;
  const isSubject =
    column !== null && !isNamed(column) && !values.has(column) && !(column === 'item' && table === 'items');
  // «Quali direzioni hanno indicatori sotto il target?»: of the rows that something is said of.
  const ofOwn = table === 'indicators' || table === 'milestones';
  const asks = request.order !== null || isLimited || none || (ofOwn && states.length > 0);
  return { by: isSubject && asks ? column : null, scope };
}

/**
 * What lines of the budget are divided by where no word says "per": "su quali capitoli…?", the field that is asked for;
 * «quali obiettivi sono sul capitolo 88210?», the items.
 */
export function groupAsked(
  said: RowsSaid,
  values: ReadonlyMap<TextColumn, readonly string[]>,
): TextColumn | null {
  const asked = firstSaid(said, 'field') as TextColumn | null;
  if (asked !== null && !values.has(asked) && says(said, 'ask', 'list')) return asked;
  const isListed = says(said, 'ask', 'list', 'count') || says(said, 'level', 'item');
  const isOfMoney = values.has('entry') || says(said, 'money') || says(said, 'ask', 'much');
  return isListed && !isOfMoney && said.scope.items === null ? 'item' : null;
}

/** How what is found is held against something else: undefined where two things are asked that are not there. */
export function relationOf(
  open: Set<Operator>,
  wantsShare: boolean,
  by: TextColumn | null,
  values: Map<TextColumn, string[]>,
): RowsAsk['relation'] | undefined {
  const named = by === null ? [] : (values.get(by) ?? []);
  if (open.has('difference') && by !== null) {
    if (named.length !== 2) return undefined;
    open.delete('difference');
    return 'difference';
  }
  // «Quanto manca da pagare dello stanziamento?»
  if (open.has('remains')) {
    if (by !== 'entry' || named.length !== 2) return undefined;
    open.delete('remains');
    values.set(
      by,
      named.toSorted((a, b) => stageOf(a) - stageOf(b)),
    );
    return 'difference';
  }
  if (open.has('ratio')) {
    if (named.length !== 2) return undefined;
    open.delete('ratio');
    return 'ratio';
  }
  if (!wantsShare) return null;
  open.delete('share');
  if (by === null) return 'share';
  if (named.length !== 2) return undefined;
  // What comes later is the part: "quanto dello stanziato è pagato".
  if (by === 'entry')
    values.set(
      by,
      named.toSorted((a, b) => stageOf(b) - stageOf(a)),
    );
  return 'share';
}

/** What is the part, and of what: the last thing that narrows the rows, held against all without it. */
export function partOf(
  { matches, tokens }: RowsSaid,
  tests: readonly RowTest[],
  scope: Scope,
): { readonly part: RowTest[]; readonly whole: RowTest[]; readonly scope: Scope } | null {
  const places = (test: RowTest): number =>
    'values' in test && !test.not && test.column !== 'entry' && test.column !== 'year'
      ? Math.max(
          -1,
          ...matches.flatMap(({ meaning, from }) => (test.values.includes(meaning.value) ? [from] : [])),
        )
      : 'values' in test
        ? -1
        : Number.MAX_SAFE_INTEGER;
  const last = [...tests].sort((a, b) => places(b) - places(a))[0];
  const isPlaced = scope.departments.length + scope.units.length > 0 || scope.items !== null;
  // «Quanta parte dello stanziamento PNRR va alla D20?»: the structure is the part.
  const goesTo = isPlaced && endsAtPlace(matches, tokens);
  if (last !== undefined && places(last) >= 0 && !goesTo)
    return { part: [last], whole: tests.filter((test) => test !== last), scope };
  const { departments, units, items } = scope;
  const part: RowTest[] = [
    ...(departments.length > 0 ? [{ column: 'atDepartment' as const, values: departments, not: false }] : []),
    ...(units.length > 0 ? [{ column: 'atUnit' as const, values: units, not: false }] : []),
    ...(items !== null ? [{ column: 'item' as const, values: items as ItemRef[], not: false }] : []),
  ];
  if (part.length !== 1) return null;
  return { part, whole: [...tests], scope: { ...scope, departments: [], units: [], items: null } };
}

/** "… va alla D20?", "… nella D20": a place is named at the end, as where a part goes. */
function endsAtPlace(matches: readonly Match<PartWord>[], tokens: readonly Token[]): boolean {
  const isNamed = (at: number): boolean =>
    matches.some(
      ({ from, to, meaning }) =>
        from <= at && to > at && meaning.category !== 'level' && meaning.category !== 'idle',
    );
  const at = tokens.findLastIndex((token, place) => !token.light && !isNamed(place));
  const before = tokens.slice(Math.max(0, at - 2), at).map(({ text }) => text);
  return (
    at === tokens.length - 1 &&
    before.some((text) => /^(a|al|all|alla|alle|ai|agli|nel|nella|nell|per)$/.test(text))
  );
}
