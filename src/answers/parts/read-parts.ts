import type { IsoDay, ItemRef } from '../../domain/types.ts';
import { COST_MEASURES, type CostMeasure } from '../../words/measures.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import { type Cut, contentKeys, isJoining, type Token, tokenise } from '../language/tokens.ts';
import { type Reading, readTokens } from '../understand/reading.ts';
import { correctTokens } from '../understand/spans.ts';
import { findTopic } from '../understand/topic.ts';
import { chooseTable, readYears } from './choose-table.ts';
import { itemHeadings, structureHeadings } from './other-columns.ts';
import type { Field, PartsQuery, Scope } from './parts-query.ts';
import { leadingCode, type PartWord } from './parts-words.ts';
import { readDays } from './read-days.ts';
import { isOpen, wordsOfTables } from './scope.ts';

/** What a question says to the tables of a plan, once its words are told apart. */
export interface PartsSaid {
  /** What each word, or run of words, may mean. */
  readonly runs: readonly (readonly PartWord[])[];
  readonly has: (category: PartWord['category'], value?: string) => boolean;
  readonly valuesOf: (category: Exclude<PartWord['category'], 'value' | 'budget'>) => readonly string[];
  readonly scope: Scope;
  /** Indicators that the words name. */
  readonly names: readonly string[] | null;
  readonly years: readonly number[];
  readonly days: { readonly from: IsoDay; readonly to: IsoDay } | null;
  /** Amounts that are asked of items that came or went between two plans. */
  readonly sums: readonly CostMeasure[];
}

/** Whether a plan has any of these tables: without them a question can only be about something else. */
export const declaresParts = ({ index: { plan, years, memo } }: Vocabulary): boolean =>
  plan.indicators.length + plan.milestones.length + plan.budgetLines.length + plan.itemRoles.length > 0 ||
  years.size > 1 ||
  plan.head.weightSum !== null ||
  rememberFor(
    memo,
    plan.items,
    'parts',
    () =>
      itemHeadings(plan).length + structureHeadings(plan).length > 0 ||
      plan.items.some(
        (item) =>
          item.dueOn !== null ||
          item.mission !== null ||
          item.programme !== null ||
          item.parent !== null ||
          item.type !== null ||
          item.priority !== null ||
          item.expectedResult !== null ||
          item.stakeholders.length > 0,
      ),
  );

/**
 * Reads a question about what a plan says of its items besides their figures. Every word must have its part in it:
 * null for any other question.
 * @param today the day from which "prossimi" and "questo mese" count
 * @param within what was spoken of before, which a question that says not of what is about
 */
export function readParts(
  text: string,
  vocabulary: Vocabulary,
  today: IsoDay,
  cut: Cut,
  within: Scope | null = null,
): PartsQuery | null {
  const declares = declaresParts(vocabulary);
  const { plan } = vocabulary.index;
  const dated = readDays(text, plan.head.year, today);
  const tokens = correctTokens(vocabulary, cut(dated.rest));
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return null;
  const matches = partsIn(vocabulary, tokens);
  // What only several plans tell is said to be missing of any.
  if (!declares && !matches.some(({ meaning }) => meaning.category === 'alone')) return null;
  if (!matches.some(({ meaning }) => !['idle', 'ask', 'level', 'per'].includes(meaning.category)))
    return null;
  const numbers = numberedFields(vocabulary, tokens, matches);
  const years = tokens.flatMap(({ type, value, text: said }, at) =>
    type === 'number' && /^(19|20)\d\d$/.test(said) && !numbers.used.has(at) && !isCovered(matches, at)
      ? [value]
      : [],
  );
  const amounts = amountsOfChange(vocabulary, tokens, matches);
  const isYear = (token: Token | undefined): boolean =>
    token?.type === 'number' && years.includes(token.value);
  const rest = tokens.filter(
    (token, at) =>
      !numbers.used.has(at) &&
      !isCovered(amounts, at) &&
      !isYear(token) &&
      // «Dal 2025 al 2026»: what joins a year goes with it.
      !(isJoining(token) && isYear(tokens[at + 1])) &&
      !matches.some(({ from, to, meaning }) => from <= at && to > at && !KEPT.has(meaning.category)),
  );
  const words = matches.map(({ meaning }) => meaning);
  const runs = [...Map.groupBy(matches, ({ from, to }) => `${from}-${to}`).values()];
  const common: Omit<PartsSaid, 'scope' | 'names'> = {
    runs: runs.map((run) => run.map(({ meaning }) => meaning)),
    has: (category, value) =>
      words.some((word) => word.category === category && (value === undefined || word.value === value)),
    valuesOf: (category) => [
      ...new Set(words.flatMap((word) => (word.category === category ? [word.value] : []))),
    ],
    years,
    days: dated.days,
    sums: [...new Set(amounts.map(({ measure }) => measure))],
  };
  for (const { scope: own, names } of scopesOf(vocabulary, rest, matches, numbers.where)) {
    const scope = names === null ? ofTalk(text, matches, own, within) : own;
    const said: PartsSaid = { ...common, scope, names };
    const ask = declares ? chooseTable(said, vocabulary.index) : readYears(said, vocabulary.index);
    if (ask) return { type: 'parts', scope, ask };
  }
  return null;
}

/** «Quanto è stanziato?», «che indicatori ha?»: of what was spoken of before, where nothing says of what, or of all. */
export function ofTalk(
  text: string,
  matches: readonly Match<PartWord>[],
  scope: Scope,
  within: Scope | null,
): Scope {
  if (within === null || !isOpen(scope) || scope.kind !== null) return scope;
  const words = matches.map(({ meaning }) => meaning);
  const isOfAll = words.some(({ category, value }) => category === 'idle' && value === 'all');
  const isNamed = words.some(({ category }) => NAMING.has(category));
  const isSet =
    words.some(({ category }) => category === 'table') &&
    words.some(({ category }) => CHOOSING.has(category));
  return isOfAll || isNamed || (isSet && !FOLLOWS.test(text)) ? scope : { ...within, kind: null };
}

/** Words for rows of another set, or for what divides them. */
const NAMING: ReadonlySet<PartWord['category']> = new Set([
  'level',
  'per',
  'value',
  'budget',
  'indicator',
  'milestone',
]);

/** Words that choose some of all the rows of a table. */
const CHOOSING: ReadonlySet<PartWord['category']> = new Set([
  'test',
  'attained',
  'way',
  'gap',
  'order',
  'unit',
]);

/** The words of a question that lead to the tables of the plan, and its values among them. */
export function partsIn(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Match<PartWord>[] {
  const found = longestMatches(wordsOfTables(vocabulary, tokens)).filter(
    (match, _at, all) => !namesStructure(vocabulary, tokens, match, all) && !isOwnHeading(match, all),
  );
  return found.flatMap((match) => deniedIn(match, found, tokens, vocabulary));
}

/**
 * «Che note ha l’obiettivo 12?»: where a column of the plan is called so, it is meant, and no field of that name; who answers
 * for an item is told with its structures all the same.
 */
const isOwnHeading = ({ from, to, meaning }: Match<PartWord>, all: readonly Match<PartWord>[]): boolean =>
  meaning.category === 'field' &&
  meaning.value !== 'responsible' &&
  !meaning.value.startsWith('extra:') &&
  all.some(
    (own) =>
      own.from === from &&
      own.to === to &&
      own.meaning.category === 'field' &&
      own.meaning.value.startsWith('extra:'),
  );

/** "Che stavano nel 2025 e non stanno nel 2026": what is not in one of two years' plans is gone from the later, or new in it. */
function deniedIn(
  match: Match<PartWord>,
  all: readonly Match<PartWord>[],
  tokens: readonly Token[],
  { index: { years } }: Vocabulary,
): readonly Match<PartWord>[] {
  if (match.meaning.category !== 'denied') return [match];
  const said = tokens.flatMap(({ type, value }, at) =>
    type === 'number' && years.has(value) ? [{ value, at }] : [],
  );
  const [first, second = otherOf(years, first), ...more] = new Set(said.map(({ value }) => value));
  if (first === undefined || second === undefined || more.length > 0) return [];
  const next = said.find(({ at }) => at >= match.to) ?? said.findLast(({ at }) => at < match.from);
  if (all.some((other) => other.from !== match.from && other.meaning.category === 'denied')) return [];
  const value = next?.value === Math.max(first, second) ? 'gone' : 'new';
  const change = { ...match, meaning: { category: 'change', value } } as const;
  // Of one year that is said, what the other has and it has not.
  return said.length > 1 ? [change] : [change, { ...match, meaning: { category: 'alone', value: 'always' } }];
}

/** The one other year of which there is a plan; none where there are several. */
function otherOf(years: ReadonlyMap<number, unknown>, year: number | undefined): number | undefined {
  const others = [...years.keys()].filter((one) => one !== year);
  return others.length === 1 ? others[0] : undefined;
}

/** "Il servizio Foreste", where there is a programme of that name too: after a word for structures a value is the name of one. */
const namesStructure = (
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  { from, to, meaning }: Match<PartWord>,
  all: readonly Match<PartWord>[],
): boolean =>
  meaning.category === 'value' &&
  all.some(
    (level) =>
      level.to === from &&
      level.meaning.category === 'level' &&
      /^(department|unit)$/.test(level.meaning.value) &&
      readTokens(vocabulary, tokens.slice(level.from, to)).structures.length > 0,
  );

/** A longer text is a letter. */
const MOST_WORDS = 40;

/** Words that may also name an item or a structure: "obiettivo 7", "servizio Sociale". */
const KEPT: ReadonlySet<PartWord['category']> = new Set(['level']);

/** «L’impegnato degli obiettivi che non ci sono più»: amounts of the cost table, beside a word for what came or went. */
function amountsOfChange(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  matches: readonly Match<PartWord>[],
): readonly { readonly measure: CostMeasure; readonly from: number; readonly to: number }[] {
  if (!matches.some(({ meaning }) => meaning.category === 'change' && COUNTED.has(meaning.value))) return [];
  const { spans, tokens: read } = readTokens(vocabulary, tokens);
  if (read.length !== tokens.length) return [];
  return spans.flatMap(({ concept, from, to }) => {
    const measure = COST_MEASURES.find((one) => concept === `measure:${one}`);
    return measure ? [{ measure, from, to }] : [];
  });
}

/** Changes that some items made and others did not. */
const COUNTED: ReadonlySet<string> = new Set(['new', 'gone', 'kept', 'moved']);

const isCovered = (matches: readonly Pick<Match<PartWord>, 'from' | 'to'>[], at: number): boolean =>
  matches.some(({ from, to }) => from <= at && to > at);

/** "Missione 9", "capitolo 120345": a number after its field. */
export function numberedFields(
  { index: { plan } }: Vocabulary,
  tokens: readonly Token[],
  matches: readonly Match<PartWord>[],
) {
  const used = new Set<number>();
  const where: Scope['where'] = [];
  const budget: Extract<PartWord, { category: 'budget' }>[] = [];
  for (const { to, meaning } of matches) {
    if (meaning.category !== 'field') continue;
    let at = to;
    while (tokens[at]?.light) at += 1;
    const number = tokens[at];
    // «Per capitolo nella D20»: the code of a structure.
    if (number?.type !== 'number' || number.spelled || tokens[at - 1]?.glued) continue;
    const field = meaning.value as Field | 'chapter' | 'fund' | 'cup';
    if (field === 'mission' || field === 'programme') {
      used.add(at);
      budget.push({ category: 'budget', field, value: number.text });
      const value = plan.items
        .map((item) => item[field])
        .find((one) => leadingCode(one ?? '') === number.text);
      where.push({ field, value: value ?? number.text });
    } else if (field === 'chapter') {
      used.add(at);
      budget.push({ category: 'budget', field, value: number.text });
    }
  }
  return { used, where, budget };
}

/** A number of a field that no item and no line of the budget has: "missione 2", and whether the plan declares others. */
export interface UnheldNumber {
  readonly said: string;
  readonly declaresOthers: boolean;
  /** The title of an item speaks of it. */
  readonly isTitled: boolean;
}

/** "Quanti progetti ha la missione 2?", where nothing declares that mission. */
export function unheldNumber(tokens: readonly Token[], vocabulary: Vocabulary): UnheldNumber | null {
  const { items, budgetLines } = vocabulary.index.plan;
  const matches = findPhrases(vocabulary.parts, tokens);
  for (const { from, to, meaning } of matches) {
    const field = meaning.category === 'field' ? meaning.value : null;
    const number = tokens[to];
    // «La misura 4» of a programme, unless the body calls so what it works on.
    const isItem = matches.some(
      (one) => one.from === from && one.to === to && one.meaning.category === 'level',
    );
    if (meaning.category === 'scheme' && !isItem && isPlainNumber(number))
      return { said: `${tokens[from]?.text} ${number?.text}`, declaresOthers: false, isTitled: false };
    if ((field !== 'mission' && field !== 'programme') || number?.type !== 'number' || number.spelled)
      continue;
    // «La programmazione 2021»: a year.
    if (number.value >= 1900) continue;
    const said = `${tokens[from]?.text} ${number.text}`;
    const values = [...items, ...budgetLines].flatMap((one) => one[field] ?? []);
    const isTitled = items.some(({ title }) => ` ${textOf(tokenise(title))} `.includes(` ${said} `));
    if (values.some((value) => leadingCode(value) === number.text)) return null;
    return { said, declaresOthers: values.length > 0, isTitled };
  }
  return null;
}

const isPlainNumber = (token: Token | undefined): boolean =>
  token?.type === 'number' && !token.spelled && Number.isInteger(token.value) && token.value < 1900;

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

/** A word that the reading of items and structures makes nothing of. */
function isLost({ spans, structures, items, topic, years }: Reading, token: Token, at: number): boolean {
  if (token.light || token.type === 'sign' || topic.includes(token)) return false;
  if (token.type === 'number' && years.includes(token.value)) return false;
  return ![...items, ...spans, ...structures].some(({ from, to }) => from <= at && to > at);
}

/** What the other words of the language say may say nothing that is then left out. */
const HARMLESS = /^(kind|noun|noise|talk|plan):/;

/** Whom the rest of the words may speak of: indicators, or else items; nobody where one of them means nothing. */
export function scopesOf(
  vocabulary: Vocabulary,
  rest: readonly Token[],
  matches: readonly Match<PartWord>[],
  numbered: Scope['where'],
  harmless: RegExp = HARMLESS,
): readonly { scope: Scope; names: readonly string[] | null }[] {
  const reading = readTokens(vocabulary, rest);
  if (reading.unknownStructures.length > 0 || reading.excluded.length > 0 || reading.amounts.length > 0)
    return [];
  if (reading.items.some(({ items }) => items.length === 0)) return [];
  if (reading.tokens.some((token, at) => isLost(reading, token, at))) return [];
  if (reading.goals.length > 0 || reading.spans.some(({ concept }) => !harmless.test(concept))) return [];
  const named = [
    ...new Set(matches.flatMap(({ meaning }) => (meaning.category === 'indicator' ? [meaning.value] : []))),
  ];
  const codes = (level: 'department' | 'unit'): string[] =>
    reading.structures.filter((one) => one.level === level).map(({ code }) => code);
  const values = matches.flatMap(({ meaning }) =>
    meaning.category === 'value' ? [{ field: meaning.field, value: meaning.value }] : [],
  );
  // «Del servizio Ospedali»: what names the office is not what an item is called besides.
  const office = reading.structures.flatMap(({ from, to }) => reading.tokens.slice(from, to));
  const topic = reading.topic.filter((token) => !isNoun(vocabulary, token.text) && !office.includes(token));
  const subjects = topic.length === 0 ? [{ names: null, items: [] }] : about(vocabulary, topic, reading);
  return subjects.map((subject) => {
    const items = [...reading.items.flatMap((one) => one.items.map(({ ref }) => ref)), ...subject.items];
    return {
      names: named.length > 0 ? named : subject.names,
      scope: {
        kind: reading.kinds.length === 1 && reading.items.length === 0 ? (reading.kinds[0] ?? null) : null,
        items: items.length === 0 ? null : [...new Set(items)],
        departments: codes('department'),
        units: codes('unit'),
        where: [...values, ...numbered],
      },
    };
  });
}

/** A noun for items or structures, which names none of them. */
const isNoun = ({ parts }: Vocabulary, word: string): boolean =>
  findPhrases(parts, tokenise(word)).some(({ meaning }) => meaning.category === 'level');

/** Share of the words that must be found in what they are taken to speak of. */
const LEAST_COVERAGE = 0.8;

/** The indicators that some words name, and the items that they are about. */
function about(
  vocabulary: Vocabulary,
  topic: readonly Token[],
  reading: Reading,
): readonly { names: readonly string[] | null; items: readonly ItemRef[] }[] {
  const keys = topic.map(({ key }) => key);
  const names = vocabulary.index.plan.indicators
    .map(({ name }) => name)
    .filter((name) => {
      const own = contentKeys(name);
      return keys.every((key) => own.includes(key));
    });
  const found = findTopic(vocabulary, reading, topic);
  return [
    ...(names.length > 0 ? [{ names: [...new Set(names)], items: [] }] : []),
    ...(found.coverage >= LEAST_COVERAGE && found.best.length > 0
      ? [{ names: null, items: found.best }]
      : []),
  ];
}
