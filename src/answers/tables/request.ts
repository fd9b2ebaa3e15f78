import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Span } from '../understand/spans.ts';
import type { BoundOp, TableWord } from './table-words.ts';

/** A limit to the figures that are asked for. */
export interface Bound {
  readonly op: BoundOp;
  readonly value: number;
  /** Upper end of "tra … e …". */
  readonly to: number | null;
  readonly unit: 'eur' | 'percent' | null;
}

/** What is asked of the figures of a table, before it is known which. */
export interface TableRequest {
  readonly asks: ReadonlySet<'count' | 'value' | 'which' | 'list'>;
  /** An end of a ranking, from which place, how many places; no limit where only the end was asked. */
  readonly order: {
    readonly direction: 'max' | 'min';
    readonly place: number;
    readonly limit: number | null;
  } | null;
  readonly bound: Bound | null;
  /** The row after the one that is named, or before it, in the order. */
  readonly beside: 1 | -1 | null;
  /** "È calata", "sono diminuiti": the change that is asked for goes down. */
  readonly falls: boolean;
  /** "Rispetto al 2019": against what was then. */
  readonly against: boolean;
  readonly operators: ReadonlyMap<Operator, readonly number[]>;
  /** Places of words that say what is asked and name nothing. */
  readonly consumed: ReadonlySet<number>;
  /** Places of words that may also be part of a label. */
  readonly spoken: ReadonlySet<number>;
}

export type Operator =
  | 'sum'
  | 'mean'
  | 'rate'
  | Exclude<
      TableWord['cat'],
      'ask' | 'degree' | 'first' | 'compare' | 'fold' | 'falls' | 'against' | 'courtesy'
    >;

/** What may be part of a label too: "età media", "scostamento", "quota di accessi". */
const MAY_NAME: ReadonlySet<TableWord['cat']> = new Set([
  'fold',
  'share',
  'difference',
  'courtesy',
  'margin',
  'ratio',
  'change',
  'falls',
  'against',
  'ask',
]);
const YEAR = /^(19|20)\d\d$/;
const SCALES: Readonly<Record<string, number>> = {
  mila: 1_000,
  migliaia: 1_000,
  milione: 1_000_000,
  milioni: 1_000_000,
  mln: 1_000_000,
};

/** Reads what is asked of the figures, whatever the table. */
export function readRequest(
  { tableWords }: Vocabulary,
  tokens: readonly Token[],
  spans: readonly Span[] = [],
): TableRequest {
  const own = withoutOverlaps(findPhrases(tableWords, tokens).filter((match) => fits(match, tokens)));
  // What the lexicon says besides: the words of an English question, and courtesy.
  const lent = spans
    .flatMap(spanWord)
    .filter(
      (match) => fits(match, tokens) && !own.some(({ from, to }) => from < match.to && to > match.from),
    );
  const found = [...own, ...lent];
  const consumed = new Set<number>();
  const spoken = new Set<number>();
  const asks = new Set<'count' | 'value' | 'which' | 'list'>();
  const operators = new Map<Operator, readonly number[]>();
  const directions: ('max' | 'min')[] = [];
  let first: 'max' | 'min' | null = null;
  let bound: Bound | null = null;
  let beside: 1 | -1 | null = null;
  for (const { from, to, meaning } of found) {
    const places = range(from, to);
    for (const at of places) (MAY_NAME.has(meaning.cat) ? spoken : consumed).add(at);
    if (meaning.cat === 'ask') asks.add(meaning.what);
    else if (meaning.cat === 'degree') directions.push(meaning.direction);
    else if (meaning.cat === 'first') first = meaning.direction;
    else if (meaning.cat === 'compare') {
      const read = boundAt(tokens, to, meaning.op);
      if (read) bound = read.bound;
      // "Più di 50 anni" names a row.
      for (const at of range(from, read?.to ?? to)) read ? consumed.add(at) : consumed.delete(at);
    } else if (meaning.cat === 'beside') {
      beside = meaning.step;
      operators.set('beside', places);
    } else if (meaning.cat === 'falls') operators.set('change', places);
    else if (meaning.cat === 'against') operators.set('difference', places);
    else if (meaning.cat === 'fold') operators.set(meaning.fold, places);
    else if (meaning.cat !== 'courtesy') operators.set(meaning.cat, places);
  }
  // "Di quanto è inferiore a": the comparison is a difference.
  if (!bound && operators.has('difference') && tokens.some(({ text }) => COMPARES.test(text)))
    for (const [at, { text }] of tokens.entries()) if (COMPARES.test(text)) consumed.add(at);
  if (rateOf(tokens) !== null) operators.set('rate', []);
  // "Quante volte più di": the comparison belongs to the quotient.
  if (operators.has('ratio')) directions.length = 0;
  const place = placeIn(tokens, consumed);
  // "Dal più basso al più alto" begins where it says first.
  const direction =
    directions[fromEnd(tokens) ? 0 : directions.length - 1] ??
    first ??
    (place && place.value > 1 ? 'max' : null);
  if (place && direction) consumed.add(place.at);
  const limit = direction === null ? null : limitIn(tokens, consumed);
  if (limit) consumed.add(limit.at);
  return {
    asks,
    order: direction === null ? null : { direction, place: place?.value ?? 1, limit: limit?.value ?? null },
    bound,
    beside,
    falls: found.some(({ meaning }) => meaning.cat === 'falls'),
    against: found.some(({ meaning }) => meaning.cat === 'against'),
    operators,
    consumed,
    spoken,
  };
}

/** Two ends of an order are said, the first of them after "dal". */
const fromEnd = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) =>
      /^(dal|dalla|dai|dalle)$/.test(text) &&
      tokens.slice(at + 1, at + 6).some((one) => /^(al|alla|ai|alle)$/.test(one.text)) &&
      /^(piu|meno|miglior[ei]|peggior[ei]|maggior[ei]|minor[ei])$/.test(
        tokens.slice(at + 1, at + 3).find((one) => !/^punteggio|valore$/.test(one.text))?.text ?? '',
      ),
  );

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_one, at) => from + at);

/** What the words of the lexicon ask: those of an English question, and courtesy. */
const SPANS: readonly (readonly [RegExp, TableWord])[] = [
  [/^(noise|talk|follow|date)/, { cat: 'courtesy' }],
  [/^ask:count$/, { cat: 'ask', what: 'count' }],
  [/^ask:list$/, { cat: 'ask', what: 'list' }],
  [/^rank:max/, { cat: 'degree', direction: 'max' }],
  [/^rank:min/, { cat: 'degree', direction: 'min' }],
  [/^ask:average$/, { cat: 'fold', fold: 'mean' }],
  [/^ask:total$/, { cat: 'fold', fold: 'sum' }],
  [/^ask:(share|percent)$/, { cat: 'share' }],
  [/^ask:difference$/, { cat: 'difference' }],
  [/^ask:change$/, { cat: 'change' }],
  [/^ask:trend$/, { cat: 'trend' }],
  [/^ask:margin$/, { cat: 'margin' }],
];

const spanWord = ({ from, to, concept }: Span): readonly Match<TableWord>[] => {
  const word = SPANS.find(([pattern]) => pattern.test(concept));
  return word ? [{ from, to, meaning: word[1] }] : [];
};

/** A comparison needs its number; "più di tutti" and "tra le circoscrizioni" are none. */
function fits({ from, to, meaning }: Match<TableWord>, tokens: readonly Token[]): boolean {
  if (meaning.cat === 'compare') return boundAt(tokens, to, meaning.op) !== null || isAge(tokens, to);
  // "Primo semestre" is no "primi".
  if (meaning.cat === 'first')
    return (
      tokens.slice(from, to).every(({ text }) => !/^(prim|ultim)[oa]$/.test(text)) &&
      // "Gli ultimi tre anni" are periods.
      !(tokens[to]?.type === 'number' && /^ann[io]$/.test(tokens[to + 1]?.text ?? ''))
    );
  // "50 anni o più".
  if (meaning.cat === 'degree' && /^(o|e)$/.test(tokens[from - 1]?.text ?? '') && isAge(tokens, from - 3))
    return false;
  // "Attrezzati e non, ha".
  if (meaning.cat === 'none') return tokens.slice(from + 1, to).every(({ pause }) => !pause);
  // "Dopo il 2019", "prima del 31 dicembre" are days.
  if (meaning.cat === 'beside') {
    const next = tokens.slice(to, to + 3).find(({ light, text }) => !light || text === 'che');
    return next !== undefined && next.type === 'word' && !/^(ann[oi]|che)$/.test(next.text);
  }
  // "Peggiorata" is no "peggiore": an option of a survey.
  if (meaning.cat === 'degree')
    return tokens.slice(from, to).every(({ text }) => !/peggiorat|migliorat/.test(text));
  // "Sotto il limite" is a margin; "sotto il 3" a comparison.
  if (meaning.cat === 'margin') return boundAt(tokens, to, 'gt') === null;
  return true;
}

/** The number after a comparison, with its unit: no year, and no age, which names a row. */
function boundAt(
  tokens: readonly Token[],
  from: number,
  op: BoundOp,
): { readonly bound: Bound; readonly to: number } | null {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  const low = amountAt(tokens, at);
  if (!low) return null;
  if (op !== 'between') return { bound: { op, value: low.value, to: null, unit: low.unit }, to: low.to };
  let next = low.to;
  while (tokens[next]?.light && next < low.to + 2) next += 1;
  const high = amountAt(tokens, next);
  if (!high || high.value <= low.value) return null;
  return { bound: { op, value: low.value, to: high.value, unit: low.unit ?? high.unit }, to: high.to };
}

const COMPARES = /^(inferior[ei]|superior[ei]|maggior[ei]|minor[ei]|piu|meno)$/;
const RATE = /^(abitant|cittadin|residen|kmq|mq|ettar|capite|famigli|dipendent|person|utent|giorn|mese|ora$)/;

/** "Abitanti per kmq", "rifiuti per famiglia": one thing for each of another; the word for that, or null. */
export function rateOf(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex(
    ({ text }, place) =>
      /^(per|a|pro|ogni)$/.test(text) && RATE.test(tokens[place + 1]?.text ?? '') && place > 0,
  );
  return at < 0 ? null : (tokens[at + 1]?.key ?? null);
}

/** "Più di 50 anni". */
const isAge = (tokens: readonly Token[], from: number): boolean => {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  return tokens[at]?.type === 'number' && /^(anni|anno|years)$/.test(tokens[at + 1]?.text ?? '');
};

function amountAt(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly unit: Bound['unit']; readonly to: number } | null {
  const token = tokens[at];
  if (token?.type !== 'number' || Number.isNaN(token.value) || YEAR.test(token.text)) return null;
  const scale = SCALES[tokens[at + 1]?.text ?? ''];
  let to = scale === undefined ? at + 1 : at + 2;
  if (scale !== undefined && tokens[to]?.text === 'di') to += 1;
  const unit = tokens[to]?.text ?? '';
  if (/^(anni|anno|years)$/.test(unit)) return null;
  const value = token.value * (scale ?? 1);
  if (/^(euro|€|eur)$/.test(unit)) return { value, unit: 'eur', to: to + 1 };
  if (/^(%|percento)$/.test(unit)) return { value, unit: 'percent', to: to + 1 };
  if (unit === 'per' && tokens[to + 1]?.text === 'cento') return { value, unit: 'percent', to: to + 2 };
  return { value, unit: null, to };
}

/** "La seconda città": a place of a ranking, unless it is said of half a year. */
function placeIn(
  tokens: readonly Token[],
  consumed: ReadonlySet<number>,
): { readonly at: number; readonly value: number } | null {
  for (const [at, { text, type }] of tokens.entries()) {
    if (consumed.has(at) || type !== 'word') continue;
    const value = ordinalWord(text);
    if (value !== null && /[oa]$/.test(text) && !/^(semestr|trimestr|volta)/.test(tokens[at + 1]?.text ?? ''))
      return { at, value };
  }
  return null;
}

/** "I tre settori", "primi 5": how many places are wanted. */
function limitIn(
  tokens: readonly Token[],
  consumed: ReadonlySet<number>,
): { readonly at: number; readonly value: number } | null {
  const at = tokens.findIndex(
    ({ type, value }, place) =>
      type === 'number' &&
      value >= 2 &&
      value <= 20 &&
      !consumed.has(place) &&
      /^(i|gli|le|prim[ie]|ultim[ie]|top|miglior[ie]|peggior[ie])$/.test(tokens[place - 1]?.text ?? ''),
  );
  const value = tokens[at]?.value;
  return value === undefined ? null : { at, value };
}

/** The longest meaning of each run of words. */
function withoutOverlaps(found: readonly Match<TableWord>[]): readonly Match<TableWord>[] {
  const kept: Match<TableWord>[] = [];
  for (const match of [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from))
    if (!kept.some(({ from, to }) => from < match.to && to > match.from)) kept.push(match);
  return kept.sort((a, b) => a.from - b.from);
}

/** Whether it asks for a figure in so many words, not only of what. */
export const asksFigure = ({ asks, order, bound, operators }: TableRequest): boolean =>
  asks.has('count') ||
  order !== null ||
  bound !== null ||
  (['beside', 'none', 'sum', 'mean', 'share', 'trend', 'change', 'ratio', 'margin', 'each'] as const).some(
    (one) => operators.has(one),
  );
