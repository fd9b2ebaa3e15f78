import type { ItemKind, ItemState } from '../../domain/types.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isEnglish } from '../language/detect.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { MEASURES, type Measure } from '../query.ts';
import type { Amount } from './amounts.ts';
import { type ItemMention, readNumbers } from './mentions.ts';
import {
  correctTokens,
  findConcepts,
  findStructures,
  range,
  type Span,
  type StructureMention,
  topicalTokens,
} from './spans.ts';

/** Everything a question says, before deciding what it asks. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly english: boolean;
  readonly spans: readonly Span[];
  readonly concepts: ReadonlySet<string>;
  readonly items: readonly ItemMention[];
  readonly structures: readonly StructureMention[];
  readonly unknownStructures: readonly string[];
  readonly goals: readonly number[];
  readonly amounts: readonly Amount[];
  readonly years: readonly number[];
  readonly targets: readonly string[];
  readonly limit: number | null;
  /** 2 for "il secondo". */
  readonly measures: readonly SaidMeasure[];
  readonly kinds: readonly ItemKind[];
  readonly states: readonly ItemState[];
  /** Speaks of many items ("obiettivi", "quanti", "elenca"). */
  readonly setLike: boolean;
  /** Content words with no other role: what the question is about. Weak structure names are among them. */
  readonly topic: readonly Token[];
  /** The same with concept words too: for looking up facts and terms. */
  readonly content: readonly Token[];
}

/** A measure as said: some words stand for several figures. */
export type SaidMeasure = Measure | 'cost' | 'direct' | 'revenue';

const PLURAL_KIND =
  /^(obiettivi|obbiettivi|processi|indicatori|attivita|progetti|voci|iniziative|interventi|objectives|processes|indicators|ob)$/;

/** Reads a question against what is known of the plan. Pure. */
export function readQuestion(vocabulary: Vocabulary, text: string): Reading {
  return readTokens(vocabulary, tokenise(text));
}

export function readTokens(vocabulary: Vocabulary, said: readonly Token[]): Reading {
  const english = isEnglish(vocabulary.languages, said);
  const tokens = correctTokens(vocabulary, said);
  const found = findConcepts(vocabulary, tokens, english);
  const topical = topicalTokens(vocabulary, tokens, found);
  // A word that is part of an item's name keeps only its meaning as a measure.
  const kept = found
    .filter((span) => !isRelative(tokens, span))
    .filter((span) => !(topical.has(span.from) && !span.concept.startsWith('measure:')))
    .map((span) => namedGroup(tokens, span))
    .map((span) => comparative(tokens, span))
    .map((span) => threshold(tokens, span))
    .map((span, _at, all) => weighing(tokens, span, all))
    .filter((span, _at, all) => !addsKinds(tokens, span, all));
  const goalMatches = longestMatches(findPhrases(vocabulary.goals, tokens));
  const structures = findStructures(vocabulary, tokens, kept).filter(
    (one) =>
      !goalMatches.some((goal) => goal.from <= one.from && goal.to >= one.to && goal.to - goal.from > 1),
  );
  const spans = kept.filter((span) => !insideStructure(span, structures));
  const concepts = new Set(spans.map((span) => span.concept));
  if (tokens.some((token) => token.text === 'quali')) concepts.add('ask:list');
  for (const owner of firstPerson(tokens)) concepts.add(owner);
  const setLike = isSetLike(tokens, spans, concepts);
  const covered = new Set([
    ...spans
      .filter((span) => span.to - span.from > 1 || !span.concept.startsWith('op:'))
      .flatMap((span) => range(span.from, span.to)),
    ...structures.flatMap((one) => range(one.from, one.to)),
    ...goalMatches.flatMap((one) => range(one.from, one.to)),
  ]);
  // "Con peso 24", said of the items before, is a condition too.
  const narrows = /^(con|solo|soltanto|solamente|senza)$/.test(tokens[0]?.text ?? '');
  const numbers = readNumbers({
    index: vocabulary.index,
    tokens,
    spans,
    covered,
    setLike: setLike || narrows,
    structures,
    pairs: vocabulary.itemSearch.pairs,
  });
  const kinds = distinct(spans, 'kind:').filter((kind): kind is ItemKind => kind !== 'any');
  const strong = structures.filter((one) => one.strong);
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  const taken = new Set([
    ...numbers.used,
    ...spans
      .filter((span) => !topical.has(span.from) && span.concept !== 'ask:act')
      .flatMap((span) => range(span.from, span.to)),
    ...(concepts.has('noun:goal') || setLike ? goalMatches.flatMap((one) => range(one.from, one.to)) : []),
    // "Il secondo più costoso": a place in the ranking.
    ...tokens.flatMap((token, at) => (ranks && ordinalWord(token.text) !== null ? [at] : [])),
    ...strong.flatMap((one) => range(one.from, one.to)),
  ]);
  const isContent = (token: Token): boolean => !token.light && token.type !== 'sign';
  return {
    tokens,
    english,
    spans,
    concepts,
    items: ofKind(numbers.items, kinds),
    structures: [...structures, ...numbers.structures],
    unknownStructures: numbers.unknownStructures,
    goals: [...new Set([...numbers.goals, ...goalMatches.map((one) => one.meaning)])],
    amounts: numbers.amounts,
    years: numbers.years,
    targets: numbers.targets,
    limit: numbers.limit,
    // "euro" after a number belongs to the number.
    measures: saidMeasures(
      tokens,
      spans.filter(
        (span) => !numbers.used.has(span.from) && !(topical.has(span.from) && !asksHowMuch(tokens)),
      ),
    ),
    kinds,
    states: distinct(spans, 'state:') as ItemState[],
    setLike,
    topic: tokens.filter(
      (token, at) =>
        isContent(token) &&
        !/^(non|piu|meno|ancora)$/.test(token.text) &&
        !isBodyName(vocabulary, tokens, at) &&
        !isCommon(vocabulary, tokens, at) &&
        !taken.has(at) &&
        !(token.type === 'number' && token.text.length > 3 && !token.text.includes('/')),
    ),
    content: tokens.filter(
      (token, at) => isContent(token) && !isNoise(spans, at) && !isCommon(vocabulary, tokens, at),
    ),
  };
}

/** "Dei settori 3 e 5" names structures; only without a number does it mean "settore per settore". */
const namedGroup = (tokens: readonly Token[], span: Span): Span =>
  /^group:(department|unit|goal)$/.test(span.concept) && tokens[span.to]?.type === 'number'
    ? { ...span, concept: span.concept.replace('group:', 'noun:') }
    : span;

/** "Quanto pesa il settore 9 sulla spesa di personale?" asks for a share, not for a weight. */
function weighing(tokens: readonly Token[], span: Span, all: readonly Span[]): Span {
  if (span.concept !== 'measure:weight' || !/^pesa(no)?$/.test(tokens[span.from]?.text ?? '')) return span;
  const on = tokens.findIndex(
    (token, at) => at >= span.to && /^su(l|ll|lla|llo|i|gli|lle)?$/.test(token.text),
  );
  const money = all.some(
    (one) => on >= 0 && one.from > on && /^measure:(?!weight|attainment)/.test(one.concept),
  );
  return money ? { ...span, concept: 'ask:share' } : span;
}

/** "Obiettivi più processi" adds, it does not rank. */
const addsKinds = (tokens: readonly Token[], span: Span, all: readonly Span[]): boolean =>
  span.concept === 'rank:max' &&
  tokens[span.from]?.text === 'piu' &&
  span.to - span.from === 1 &&
  all.some((one) => one.to === span.from && one.concept.startsWith('kind:')) &&
  all.some((one) => one.from === span.to && one.concept.startsWith('kind:'));

/** "Più di" with no number near is a superlative: "chi ha speso più di tutti". */
function comparative(tokens: readonly Token[], span: Span): Span {
  if (!/^op:(gt|gte|lt|lte)$/.test(span.concept)) return span;
  const near = tokens
    .slice(span.to, span.to + 4)
    .some((token) => token.type === 'number' || token.text === '€');
  const before = tokens.slice(Math.max(0, span.from - 3), span.from).some((token) => token.type === 'number');
  if (near || before) return span;
  const words = tokens
    .slice(span.from, span.to)
    .map((token) => token.text)
    .join(' ');
  if (!/^(piu|meno|maggior|minor|superior|inferior)/.test(words)) return span;
  return { ...span, concept: span.concept.startsWith('op:g') ? 'rank:max' : 'rank:min' };
}

/** "Che costano meno di 30mila euro": the comparison has its term, so nothing is ranked. */
function threshold(tokens: readonly Token[], span: Span): Span {
  if (!/^rank:(max|min)$/.test(span.concept) || !/^(piu|meno)$/.test(tokens[span.to - 1]?.text ?? ''))
    return span;
  if (!/^(di|del|dei|delle|d|than)$/.test(tokens[span.to]?.text ?? '')) return span;
  const term = tokens[span.to + 1];
  if (term?.type !== 'number' && term?.text !== '€') return span;
  return { ...span, concept: span.concept === 'rank:max' ? 'op:gt' : 'op:lt' };
}

/** "Gli obiettivi di anticorruzione (dal 49 al 59)": numbers without a kind take the only one that was said. */
function ofKind(items: readonly ItemMention[], kinds: readonly ItemKind[]): readonly ItemMention[] {
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return items;
  return items.map((one) => {
    const fitting = one.kind === null ? one.items.filter((item) => item.item.kind === kind) : [];
    return fitting.length > 0 ? { ...one, kind, items: fitting } : one;
  });
}

const asksHowMuch = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => /^quant[oaie]$|^how$/.test(token.text));

/** An ordinary word ("valgono", "ciascun"), unless it is the very word of an item next to its neighbour. */
export function isCommon({ common, itemSearch }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || !common.has(token.text)) return false;
  let next = at + 1;
  while (tokens[next]?.light) next += 1;
  let before = at - 1;
  while (tokens[before]?.light) before -= 1;
  return (
    !itemSearch.pairs.has(`${token.key} ${tokens[next]?.key}`) &&
    !itemSearch.pairs.has(`${tokens[before]?.key} ${token.key}`)
  );
}

/** "L'obiettivo che è costato di più": a relative clause asks for no definition; "il CRED che fa?" does. */
const isRelative = (tokens: readonly Token[], span: Span): boolean =>
  span.concept === 'ask:meaning' &&
  span.from > 0 &&
  span.to < tokens.length &&
  tokens[span.from - 1]?.clause === tokens[span.from]?.clause &&
  !/^(e|ma|dimmi|sai|dire|sapere|spiegami)$/.test(tokens[span.from - 1]?.text ?? '') &&
  /^che (e|era|fa|fanno|dice)$/.test(
    tokens
      .slice(span.from, span.to)
      .map((token) => token.text)
      .join(' '),
  );

/** The body's own name says nothing of what is asked, unless it is part of an item's: "Lucca 2030". */
function isBodyName({ bodyKeys, itemSearch }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const key = tokens[at]?.key ?? '';
  if (!bodyKeys.has(key)) return false;
  const content = tokens.filter((token) => !token.light);
  const own = content.indexOf(tokens[at] as Token);
  return ![content[own - 1], content[own + 1]].some(
    (other) =>
      other && (itemSearch.pairs.has(`${other.key} ${key}`) || itemSearch.pairs.has(`${key} ${other.key}`)),
  );
}

const insideStructure = (span: Span, structures: readonly StructureMention[]): boolean =>
  structures.some((one) =>
    span.concept.startsWith('group:')
      ? one.strong && one.from < span.to && one.to > span.from
      : one.from <= span.from && one.to >= span.to && (one.strong || span.concept.startsWith('noise:')),
  );

const isNoise = (spans: readonly Span[], at: number): boolean =>
  spans.some(
    (span) => span.from <= at && span.to > at && /^(noise|talk|ask|follow|kind):/.test(span.concept),
  );

function isSetLike(tokens: readonly Token[], spans: readonly Span[], concepts: ReadonlySet<string>): boolean {
  if (concepts.has('ask:count') || concepts.has('ask:list')) return true;
  if (tokens.some((token) => /^(quelli|quelle|those)$/.test(token.text))) return true;
  return spans.some(
    (span) =>
      /^kind:(objective|process|indicator)$/.test(span.concept) &&
      tokens.slice(span.from, span.to).some((token) => PLURAL_KIND.test(token.text)) &&
      tokens[span.to]?.type !== 'number',
  );
}

const distinct = (spans: readonly Span[], prefix: string): string[] => [
  ...new Set(
    spans.filter((span) => span.concept.startsWith(prefix)).map((span) => span.concept.slice(prefix.length)),
  ),
];

/** Two figures of which one is asked as a part of the other, and the rate that says it. */
export const RATES: readonly (readonly [SaidMeasure, SaidMeasure, Measure])[] = [
  ['settled', 'committed', 'settlement_rate'],
  ['collected', 'assessed', 'collection_rate'],
  ['personnel', 'resources', 'personnel_share'],
  ['settled', 'resources', 'direct_share'],
];

/** Measures in the order said. A general word next to a precise one ("spesa impegnata") says nothing more. */
function saidMeasures(tokens: readonly Token[], spans: readonly Span[]): readonly SaidMeasure[] {
  const said = distinct(spans, 'measure:') as SaidMeasure[];
  const percent = spans.some((span) => span.concept === 'ask:percent');
  const share = percent || spans.some((span) => span.concept === 'ask:share') || isRatio(tokens, spans);
  // "Di quanto l'accertato supera il riscosso": the difference has a name of its own.
  if (spans.some((span) => span.concept === 'ask:difference') && said.length === 2)
    for (const gap of ['uncollected', 'unsettled'] as const)
      if (said.every((one) => isPartOf(one, gap))) return [gap];
  if (share) {
    // "Il personale incide sulle risorse utilizzate (personale più liquidato)": the part is what is said first.
    const [rate] = RATES.filter(([part, whole]) => said.includes(part) && said.includes(whole)).sort(
      (a, b) => said.indexOf(a[0]) - said.indexOf(b[0]),
    );
    if (rate) return [rate[2], ...said.filter((one) => !isPartOf(one, rate[2]))];
  }
  if (percent && said.length === 0) return ['attainment'];
  const rest = withoutParts(said);
  const precise = rest.filter((measure) => measure !== 'cost' && measure !== 'revenue');
  const money = precise.filter((measure) => measure !== 'weight' && measure !== 'attainment');
  return rest.filter((measure) => {
    // "Quanto pesa il settore 5 sul totale del costo": a share, not a weight.
    if (measure === 'weight' && share) return rest.length === 1;
    if (measure === 'cost') return !money.some((one) => MEASURES.includes(one as Measure));
    if (measure === 'revenue')
      return !money.some((one) => one === 'assessed' || one === 'collected' || one === 'collection_rate');
    return true;
  });
}

/** "Totale liquidato su totale impegnato", "riscosso/accertato". */
function isRatio(tokens: readonly Token[], spans: readonly Span[]): boolean {
  const [first, second] = spans.filter((span) => span.concept.startsWith('measure:'));
  if (!first || !second || second.from - first.to > 3) return false;
  return tokens
    .slice(first.to, second.from)
    .some((token) => /^(su|sul|sull|sulla|sulle|over)$/.test(token.text));
}

/** "Che scadenze ho?", "i processi che seguo" are the asker's; "seguiamo" may be the whole body's. */
function firstPerson(tokens: readonly Token[]): readonly string[] {
  const mine =
    tokens.at(-1)?.text === 'ho' || tokens.some(({ text }) => /^(seguo|gestisco|curo|svolgo)$/.test(text));
  const ours = tokens.some(({ text }) => /^(seguiamo|gestiamo|curiamo|svolgiamo)$/.test(text));
  return [...(mine ? ['filter:mine'] : []), ...(ours ? ['filter:ours'] : [])];
}

/** What each derived figure is made of. */
const PARTS: Readonly<Partial<Record<SaidMeasure, readonly SaidMeasure[]>>> = {
  uncollected: ['assessed', 'collected'],
  unsettled: ['committed', 'settled'],
  settlement_rate: ['committed', 'settled', 'cost'],
  collection_rate: ['assessed', 'collected', 'revenue'],
  personnel_share: ['personnel', 'settled', 'resources', 'cost', 'direct'],
  direct_share: ['personnel', 'settled', 'resources', 'cost', 'direct'],
};

const isPartOf = (part: SaidMeasure, whole: SaidMeasure): boolean => PARTS[whole]?.includes(part) ?? false;

/** "Quanto resta da incassare rispetto all'accertato" asks for one figure, the difference. */
const withoutParts = (said: readonly SaidMeasure[]): readonly SaidMeasure[] =>
  said.filter((one) => !said.some((other) => isPartOf(one, other)));
