import { type IsoDay, itemRef } from '../../domain/types.ts';
import type { COST_MEASURES } from '../../words/measures.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isYearText } from '../language/numbers.ts';
import type { Match } from '../language/phrases.ts';
import type { Cut, Token } from '../language/tokens.ts';
import { itemHeadings } from '../parts/other-columns.ts';
import type { RowTest, Scope, TextColumn } from '../parts/parts-query.ts';
import type { PartWord } from '../parts/parts-words.ts';
import { readDays } from '../parts/read-days.ts';
import { numberedFields, ofTalk, partsIn, scopesOf } from '../parts/read-parts.ts';
import { itemsIn } from '../parts/scope.ts';
import { readRequest, type TableRequest } from '../tables/request.ts';
import { readTokens } from '../understand/reading.ts';
import { correctTokens } from '../understand/spans.ts';
import type { RowsAsk } from './work-out.ts';

export type Table = RowsAsk['table'];
export type Category = PartWord['category'];

/** A longer text is a letter. */
const MOST_WORDS = 40;

/** What a question says of the rows of a table, once its words are told apart. */
export interface RowsSaid {
  readonly vocabulary: Vocabulary;
  readonly tokens: readonly Token[];
  readonly today: IsoDay;
  /** Without those in what is left out. */
  readonly matches: readonly Match<PartWord>[];
  readonly request: TableRequest;
  /** Places of the names of structures, and of codes of items, whose words ask for nothing. */
  readonly namedAt: ReadonlySet<number>;
  readonly scope: Scope;
  readonly names: readonly string[];
  readonly years: readonly number[];
  /** "Quando": a day is asked for. */
  readonly asksWhen: boolean;
  readonly days: RowsAsk['days'];
  /** What is left out. */
  readonly without: readonly RowTest[];
  /** Values that stand after the word for their field: "missione 9", "capitolo 120345". */
  readonly numbered: readonly { readonly field: TextColumn; readonly value: string }[];
}

/**
 * What a text says of the rows of a table, in every way in which what else it names may be meant: none where a word has
 * no part in it.
 * @param today the day from which "prossimi" and "questo mese" count
 * @param harmless what words of the language may say that then has no part in it
 * @param within what was spoken of before, which a question that says not of what is about
 */
export function saidOfRows(
  text: string,
  vocabulary: Vocabulary,
  today: IsoDay,
  cut: Cut,
  harmless?: RegExp,
  within: Scope | null = null,
): readonly RowsSaid[] {
  const { plan } = vocabulary.index;
  const dated = readDays(text, plan.head.year, today);
  const tokens = correctTokens(vocabulary, cut(dated.rest));
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return [];
  const all = partsIn(vocabulary, tokens);
  const request = readRequest(vocabulary, tokens);
  const isOut = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    tokens.some((_token, at) => at >= from && at < to && request.excluded.has(at));
  const numbers = numberedFields(
    vocabulary,
    tokens,
    all.filter((match) => !isOut(match)),
  );
  const numbersOut = numberedFields(vocabulary, tokens, all.filter(isOut));
  const numbered = new Set([...numbers.used, ...numbersOut.used]);
  const years = tokens.flatMap(({ type, value, text: said }, at) =>
    type === 'number' && isYearText(said) && !numbered.has(at) && !covers(all, at) ? [value] : [],
  );
  const isFree = (at: number): boolean =>
    !numbered.has(at) &&
    !(tokens[at]?.type === 'number' && years.includes(tokens[at].value)) &&
    !all.some(
      ({ from, to, meaning }) =>
        from <= at && to > at && (meaning.category !== 'level' || meaning.value === 'year'),
    );
  const reading = readTokens(vocabulary, tokens);
  const namedAt = new Set(
    reading.tokens.length === tokens.length
      ? tokens.flatMap((_token, at) =>
          [...reading.structures, ...reading.items.filter(({ code }) => code !== null)].some(
            ({ from, to }) => from <= at && to > at,
          )
            ? [at]
            : [],
        )
      : [],
  );
  const kept = tokens.filter(
    (_token, at) =>
      isFree(at) &&
      !standsForNoun(tokens, at) &&
      !request.excluded.has(at) &&
      (namedAt.has(at) || (!request.consumed.has(at) && !request.spoken.has(at))),
  );
  // «Dal … al …» around words that have a part is no span of days.
  const rest = kept.some(isContent) ? kept : [];
  const left = tokens.filter((_token, at) => isFree(at) && request.excluded.has(at));
  const without = withoutOf(vocabulary, left, all.filter(isOut), numberedIn(numbersOut));
  if (without === null) return [];
  return scopesOf(vocabulary, rest, [], [], harmless).map(({ scope, names }) => ({
    vocabulary,
    tokens,
    today,
    matches: all.filter((match) => !isOut(match)),
    request,
    namedAt,
    scope: names === null && request.excluded.size === 0 ? ofTalk(text, all, scope, within) : scope,
    names: names ?? [],
    years,
    asksWhen: all.some(({ meaning }) => meaning.category === 'ask' && meaning.value === 'when'),
    days: dated.days,
    without,
    numbered: numberedIn(numbers),
  }));
}

const isContent = ({ light, type }: Token): boolean => !light && type !== 'sign';

/** "Lo stanziamento del PNRR e quello del FOI". */
const standsForNoun = (tokens: readonly Token[], at: number): boolean =>
  /^quell[aeio]$/.test(tokens[at]?.text ?? '') &&
  /^(di|d|del|dello|dell|della|dei|degli|delle)$/.test(tokens[at + 1]?.text ?? '');

/** Whether a word of a category is said, of some values where any are given. */
export const says = (
  { matches }: Pick<RowsSaid, 'matches'>,
  category: Category,
  ...values: readonly string[]
): boolean =>
  matches.some(
    ({ meaning }) => meaning.category === category && (values.length === 0 || values.includes(meaning.value)),
  );

/** What is said in a category, each value once. */
export const saidOf = ({ matches }: Pick<RowsSaid, 'matches'>, category: Category): readonly string[] => [
  ...new Set(matches.flatMap(({ meaning }) => (meaning.category === category ? [meaning.value] : []))),
];

export const firstSaid = (said: Pick<RowsSaid, 'matches'>, category: Category): string | null =>
  saidOf(said, category)[0] ?? null;

/** Where rows belong, at the level that is said. */
export const PLACE_OF_LEVEL: Readonly<Record<string, TextColumn>> = {
  item: 'item',
  department: 'atDepartment',
  unit: 'atUnit',
};

export const covers = (matches: readonly Match<PartWord>[], at: number): boolean =>
  matches.some(({ from, to }) => from <= at && to > at);

/** Values that are said by a number after their field; a mission's is the item's, a chapter's the line's. */
const numberedIn = ({ where, budget }: ReturnType<typeof numberedFields>): RowsSaid['numbered'] => [
  ...where,
  ...budget.filter(({ field }) => field === 'chapter'),
];

/** What is left out, as tests; null where nothing is made of it. */
function withoutOf(
  vocabulary: Vocabulary,
  rest: readonly Token[],
  matches: readonly Match<PartWord>[],
  numbered: RowsSaid['numbered'],
): readonly RowTest[] | null {
  const values = new Map(valuesOf(matches));
  // "Esclusa la missione 9": a number after its field.
  for (const { field, value } of numbered)
    values.set(field, [...new Set([...(values.get(field) ?? []), value])]);
  const tests: RowTest[] = [...values].map(([column, own]) => ({ column, values: own, not: true }));
  if (!rest.some(isContent)) return tests;
  const [only, ...more] = scopesOf(vocabulary, rest, [], []);
  if (!only || more.length > 0 || only.names !== null) return null;
  const { items, departments, units } = only.scope;
  const own: RowTest[] = [
    ...(items === null ? [] : [{ column: 'item' as const, values: [...items], not: true }]),
    ...(departments.length === 0
      ? []
      : [{ column: 'atDepartment' as const, values: departments, not: true }]),
    ...(units.length === 0 ? [] : [{ column: 'atUnit' as const, values: units, not: true }]),
  ];
  return own.length === 0 ? null : [...tests, ...own];
}

/** Values of the plan that are named, by their column. What is both a value of items and of lines of the budget is in both. */
export function valuesOf(matches: readonly Match<PartWord>[]): ReadonlyMap<TextColumn, string[]> {
  const found = new Map<TextColumn, string[]>();
  const add = (column: TextColumn, value: string): void => {
    const known = found.get(column) ?? [];
    if (!known.includes(value)) found.set(column, [...known, value]);
  };
  for (const { meaning } of matches) {
    if (meaning.category === 'value') add(meaning.field, meaning.value);
    else if (meaning.category === 'budget') add(meaning.field, meaning.value);
    else if (meaning.category === 'indicator' || meaning.category === 'milestone')
      add('named', meaning.value);
    else if (meaning.category === 'entry') add('entry', meaning.value);
    else if (meaning.category === 'unit') add('unit', meaning.value);
    else if (meaning.category === 'way') add('direction', meaning.value);
  }
  return found;
}

/** The column of the cost table that holds what an entry of the budget holds. */
export const costColumnOf = (entry: string): (typeof COST_MEASURES)[number] | undefined =>
  COST_COLUMNS[entry as keyof typeof COST_COLUMNS];

const COST_COLUMNS = {
  personale: 'personnel',
  impegno: 'committed',
  liquidato: 'settled',
  accertamento: 'assessed',
  riscosso: 'collected',
  pagato: 'settled',
} as const;

/** The table whose rows are meant; null where no table is, or two are. */
export function tableOf(said: RowsSaid): Table | null {
  const { matches, vocabulary, names, scope } = said;
  const { plan } = vocabulary.index;
  const ofIndicators =
    plan.indicators.length > 0 &&
    (says(said, 'table', 'indicators') ||
      names.length > 0 ||
      says(said, 'show', 'target', 'baseline') ||
      says(said, 'test', 'below', 'reached', 'silent') ||
      (['indicator', 'gap', 'way'] as const).some((category) => says(said, category)));
  // «Che cosa manca da fare per il ponte?»: of one item, of its milestones.
  const ofMilestones =
    plan.milestones.length > 0 &&
    (says(said, 'table', 'milestones') ||
      says(said, 'milestone') ||
      (scope.items !== null && says(said, 'test', 'open')));
  if (ofIndicators && ofMilestones) return null;
  if (ofIndicators) return 'indicators';
  if (ofMilestones) return 'milestones';
  if (isOfBudget(said)) return 'budget';
  const isDivided = saidOf(said, 'field').some((field) => isGrouped(field, plan));
  return isDivided || matches.some(({ meaning }) => meaning.category === 'value') ? 'items' : null;
}

/**
 * Whether lines of the budget are meant: an entry that only they have, a chapter, a fund, or money by what only they are
 * told apart by. «Quanto è impegnato per priorità?» is the cost table's, which has the same column.
 */
function isOfBudget(said: RowsSaid): boolean {
  const { vocabulary, numbered, scope } = said;
  const { budgetLines, costLines } = vocabulary.index.plan;
  const entries = saidOf(said, 'entry');
  const isHeld =
    entries.length === 0 || entries.some((one) => budgetLines.some(({ entry }) => entry === one));
  if (budgetLines.length === 0 || !isHeld) return false;
  const isOfMoney = entries.length > 0 || says(said, 'money');
  // «Quali obiettivi sono PNRR?»: by what they declare of themselves.
  const ofItems = says(said, 'ask', 'list', 'count') || says(said, 'level', 'item');
  const isItems = ofItems && !isOfMoney && !says(said, 'ask', 'much') && scope.items === null;
  // «Quali obiettivi hanno fondi PNRR?» asks of their money.
  if (isItems && says(said, 'value') && !says(said, 'field', 'fund')) return false;
  const isNamed = says(said, 'budget') || numbered.some(({ field }) => field === 'chapter');
  const isTheirs = says(said, 'field', 'chapter', 'fund', 'cup');
  if (entries.length === 0) {
    const isDivided =
      numbered.length > 0 || says(said, 'field', 'mission', 'programme') || says(said, 'level', 'year');
    const isAsked = isTheirs && says(said, 'ask');
    return isNamed || isAsked || (isOfMoney && (isTheirs || isDivided || says(said, 'value')));
  }
  const meant = new Set<string>(itemsIn(vocabulary.index, scope).map(({ ref }) => ref));
  const inCosts = entries.every((entry) => {
    const column = costColumnOf(entry);
    return (
      column !== undefined && costLines.some((line) => line[column] !== null && meant.has(itemRef(line)))
    );
  });
  return isNamed || isTheirs || numbered.length > 0 || !inCosts;
}

/** Fields of items that hold one of few values. */
const GROUPED = ['mission', 'programme', 'parent', 'type', 'priority'] as const;

/** A field that some item has, and that holds one of few values. */
const isGrouped = (field: string, plan: Vocabulary['index']['plan']): boolean =>
  GROUPED.some((one) => one === field && plan.items.some((item) => item[one] !== null)) ||
  (field.startsWith('extra:') && itemHeadings(plan).includes(field.slice('extra:'.length)));
