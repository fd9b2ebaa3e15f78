import { type BudgetLine, itemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { departmentName, fullName, shortName, unitName } from '../phrase/names.ts';
import { formatValue, joinAnd, textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { leadingCode } from './parts-words.ts';
import { isWhole, itemsIn, scopeText } from './scope.ts';

type Ask = AskOf<'budget'>;
type Line = BudgetLine & { readonly of: IndexedItem };

const MOST_ROWS = 100;

const euro = (cents: number): string => formatValue(cents, 'eur');
const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

/** Sums of the lines of the budget. Entries are never added to one another, nor are years: a stanziamento is no pagamento. */
export function phraseBudget(phrasing: Phrasing, scope: Scope, ask: Ask): Draft {
  const { index, words } = phrasing;
  const year = ask.year ?? index.plan.head.year;
  const everyYear = linesIn(index, scope, ask);
  const lines = ask.by === 'year' ? everyYear : everyYear.filter((line) => line.year === year);
  const where = placeText(index, words, scope, ask);
  if (lines.length === 0) return silent(phrasing, where, ask, year, everyYear);
  const entries = [...new Set(lines.map(({ entry }) => entry))];
  const totals = entries.map((entry) => ({ entry, lines: lines.filter((line) => line.entry === entry) }));
  const [only] = totals.length === 1 ? totals : [];
  const others = [...Map.groupBy(everyYear, (line) => line.year)].filter(([one]) => one !== year);
  const when = ask.by === 'year' ? say(words, 'per anno', 'by year') : String(year);
  // "Stanziamento, capitolo 120345", and "stanziamento dell’obiettivo 2".
  const placed = ask.where.length > 0 && isWhole({ ...scope, where: [] }) ? `, ${where}` : ` ${where}`;
  const [first] = ask.order === null ? [] : groupsOf(index, words, lines, ask);
  const headline = first
    ? `${first.name}: ${first.lines[0]?.entry ?? ''} ${euro(sumOf(first.lines))}, ${ask.order === 'most' ? say(words, 'il più alto', 'the highest') : say(words, 'il più basso', 'the lowest')}${placed}, ${when}`
    : only
      ? `${only.entry}${placed}, ${when}: ${amountText(words, ask.by, only.lines)}`
      : `${say(words, 'bilancio', 'budget')}${placed}, ${when}: ${totals.map(({ entry, lines: own }) => `${entry} ${amountText(words, ask.by, own)}`).join('; ')}`;
  return {
    headline: `${capital(headline)}.`,
    table: tableOf(index, words, lines, entries, ask),
    notes: [
      ...(ask.by !== 'year' && others.length > 0
        ? [
            say(
              words,
              `Per altri anni: ${others.map(([one, own]) => `${one} ${[...Map.groupBy(own, ({ entry }) => entry)].map(([entry, few]) => `${entry} ${euro(sumOf(few))}`).join(', ')}`).join('; ')}.`,
              `Other years: ${others.map(([one, own]) => `${one} ${[...Map.groupBy(own, ({ entry }) => entry)].map(([entry, few]) => `${entry} ${euro(sumOf(few))}`).join(', ')}`).join('; ')}.`,
            ),
          ]
        : []),
    ],
    sources: [`${index.plan.head.document}, ${say(words, 'righe di bilancio', 'budget lines')}`],
    proof: {
      filter: `${where}, ${when}`,
      rows: lines.slice(0, MOST_ROWS).map((line) => lineText(words, line)),
      formula: say(words, 'somma delle righe della stessa voce', 'sum of the lines of the same entry'),
      sum: totals
        .map(
          ({ entry, lines: own }) =>
            `${entry}: ${own.map(({ amount }) => euro(amount)).join(' + ')} = ${euro(sumOf(own))}`,
        )
        .join('; '),
    },
    value: first ? sumOf(first.lines) : only && ask.by !== 'year' ? sumOf(only.lines) : null,
    unit: first || (only && ask.by !== 'year') ? 'eur' : null,
    items: [...new Set(lines.map(({ of }) => of.ref))],
  };
}

/** The lines of every year. A structure's are those that name it, or, where a line names none, its items' lines. */
export function linesIn(
  index: PlanIndex,
  scope: Scope,
  ask: Pick<Ask, 'entries' | 'where'>,
): readonly Line[] {
  const { departments, units, where, ...rest } = scope;
  const budgetFields = new Set<string>(ask.where.map(({ field }) => field));
  // A mission is the line's own where it has one, and the item's otherwise.
  const own = where.filter(({ field }) => !budgetFields.has(field));
  const items = new Map(
    itemsIn(index, { ...rest, departments: [], units: [], where: own }).map((one) => [one.ref, one]),
  );
  return index.plan.budgetLines.flatMap((line) => {
    const of = items.get(itemRef(line));
    if (!of) return [];
    if (ask.entries.length > 0 && !ask.entries.includes(line.entry)) return [];
    if (departments.length + units.length > 0 && !isAt(line, of, departments, units, index.above)) return [];
    return ask.where.every(({ field, value }) => holds(line, of, field, value)) ? [{ ...line, of }] : [];
  });
}

const isAt = (
  line: BudgetLine,
  of: IndexedItem,
  departments: readonly string[],
  units: readonly string[],
  above: PlanIndex['above'],
): boolean =>
  line.department === null && line.unit === null
    ? of.departments.some((code) => departments.includes(code)) ||
      of.within.some((code) => units.includes(code))
    : (line.department !== null && departments.includes(line.department)) ||
      above(line.unit).some((code) => units.includes(code));

function holds(
  line: BudgetLine,
  of: IndexedItem,
  field: Ask['where'][number]['field'],
  value: string,
): boolean {
  const own = line[field];
  if (own !== null) return own === value || leadingCode(own) === value;
  if (field !== 'mission' && field !== 'programme') return false;
  const ofItem = of.item[field];
  return ofItem !== null && (ofItem === value || leadingCode(ofItem) === value);
}

const FIELD_WORDS: Readonly<Record<Ask['where'][number]['field'], readonly [string, string]>> = {
  chapter: ['capitolo', 'chapter'],
  fund: ['fondo', 'fund'],
  cup: ['CUP', 'CUP'],
  mission: ['missione', 'mission'],
  programme: ['programma', 'programme'],
};

function placeText(index: PlanIndex, words: Words, scope: Scope, { where }: Ask): string {
  const named = where.map(({ field, value }) => `${say(words, ...FIELD_WORDS[field])} ${value}`);
  const fields = new Set<string>(where.map(({ field }) => field));
  const rest: Scope = { ...scope, where: scope.where.filter(({ field }) => !fields.has(field)) };
  const place = named.length > 0 && isWhole(rest) ? '' : scopeText(index, words, rest);
  return [place, ...named].filter(Boolean).join(', ');
}

function silent(
  { index, words }: Phrasing,
  where: string,
  { entries }: Ask,
  year: number,
  everyYear: readonly Line[],
): Draft {
  const what =
    entries.length === 0 ? say(words, 'righe di bilancio', 'budget lines') : joinAnd(words, entries);
  const years = [...new Set(everyYear.map((line) => line.year))].sort();
  return {
    kind: 'no_data',
    headline: say(
      words,
      `Non dichiarato: il piano ${index.plan.head.year} non ha ${what} per ${the(year)} (${where})${years.length > 0 ? `; ne ha per ${years.join(', ')}` : ''}.`,
      `Not declared: the ${index.plan.head.year} plan has no ${what} for ${year} (${where})${years.length > 0 ? `; it has for ${years.join(', ')}` : ''}.`,
    ),
    sources: [`${index.plan.head.document}, ${say(words, 'righe di bilancio', 'budget lines')}`],
  };
}

/** One sum, or one for each year. */
const amountText = (words: Words, by: Ask['by'], lines: readonly Line[]): string =>
  by === 'year'
    ? joinAnd(
        words,
        [...Map.groupBy(lines, ({ year }) => year)]
          .sort(([a], [b]) => a - b)
          .map(([year, own]) => `${euro(sumOf(own))} (${year})`),
      )
    : euro(sumOf(lines));

const lineText = (words: Words, line: Line): string =>
  `${[
    say(words, `riga ${line.row}`, `line ${line.row}`),
    shortName(words, line.of),
    line.entry,
    String(line.year),
    ...(line.fund === null ? [] : [line.fund]),
    ...(line.chapter === null ? [] : [`${say(words, 'cap.', 'ch.')} ${line.chapter}`]),
    ...(line.cup === null ? [] : [`CUP ${line.cup}`]),
  ].join(', ')}: ${euro(line.amount)}`;

/** The groups that lines fall into; in order of their sums where that is asked. */
function groupsOf(index: PlanIndex, words: Words, lines: readonly Line[], { by, order }: Ask) {
  const named = Map.groupBy(lines, (line) =>
    by === null ? lineGroup(words, line) : groupName(index, words, line, by),
  );
  const groups = [...named].map(([name, own]) => ({ name, lines: own }));
  const sign = order === 'most' ? -1 : 1;
  return order === null ? groups : groups.sort((a, b) => sign * (sumOf(a.lines) - sumOf(b.lines)));
}

/** One row for each group, one column for each entry; without groups the lines themselves, where there are several. */
function tableOf(
  index: PlanIndex,
  words: Words,
  lines: readonly Line[],
  entries: readonly string[],
  ask: Ask,
): AnswerTable | null {
  if (ask.by === null && lines.length < 2) return null;
  const groups = groupsOf(index, words, lines, ask);
  return {
    columns: [
      { label: groupWord(words, ask.by), numeric: false },
      ...entries.map((entry) => ({ label: capital(entry), numeric: true })),
    ],
    rows: groups.slice(0, MOST_ROWS).map(({ name, lines: own }) => [
      textCell(name),
      ...entries.map((entry) => {
        const few = own.filter((line) => line.entry === entry);
        return few.length === 0 ? textCell('') : { text: euro(sumOf(few)), value: sumOf(few) };
      }),
    ]),
    total: groups.length,
  };
}

function groupWord(words: Words, by: Ask['by']): string {
  if (by === null) return say(words, 'Riga', 'Line');
  if (by === 'year') return say(words, 'Anno', 'Year');
  return by in FIELD_WORDS
    ? capital(say(words, ...FIELD_WORDS[by as keyof typeof FIELD_WORDS]))
    : say(words, 'Gruppo', 'Group');
}

const lineGroup = (words: Words, line: Line): string =>
  `${line.row}. ${shortName(words, line.of)}${line.chapter === null ? '' : `, ${say(words, 'cap.', 'ch.')} ${line.chapter}`}${line.fund === null ? '' : `, ${line.fund}`}`;

function groupName(index: PlanIndex, words: Words, line: Line, by: NonNullable<Ask['by']>): string {
  const { plan, tier, above } = index;
  switch (by) {
    case 'item':
      return fullName(words, line.of);
    case 'department': {
      const codes = line.department === null ? line.of.departments : [line.department];
      return codes.map((code) => departmentName(plan, code)).join(', ');
    }
    case 'unit': {
      const own = line.unit === null ? line.of.units : [line.unit];
      const codes = tier === null ? own : own.flatMap(above).filter((code) => tier.codes.has(code));
      return codes.map((code) => unitName(plan, code)).join(', ') || words.notDeclared;
    }
    case 'year':
      return String(line.year);
    case 'entry':
      return capital(line.entry);
    case 'mission':
    case 'programme':
      return line.of.item[by] ?? line[by] ?? words.notDeclared;
    case 'chapter':
    case 'fund':
      return line[by] ?? words.notDeclared;
  }
}
