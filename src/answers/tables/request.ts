import { parseDay } from '../../domain/plan/index.ts';
import { isLimit } from '../knowledge/fact-tables.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isYearText, ordinalWord } from '../language/numbers.ts';
import { findPhrases, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Span } from '../understand/spans.ts';
import { type Bound, boundAt, isAge, type SaidBound } from './bounds.ts';
import { excludedAt, excludedBy } from './exclusions.ts';
import type { SmallWords, TableWord } from './table-words.ts';

/** What is asked of the figures of a table, before it is known which. */
export interface TableRequest {
  readonly asks: ReadonlySet<'count' | 'value' | 'which' | 'list'>;
  /** An end of a ranking, from which place, how many places; no limit where only the end was asked. */
  readonly order: {
    readonly direction: 'max' | 'min';
    readonly place: number;
    readonly limit: number | null;
    /** "La migliore e la peggiore". */
    readonly ends: boolean;
    /** Where the word after it stands: "con più finanziamento"; -1 where nothing says it there. */
    readonly before: number;
    /** "La seconda": from which end is not said. */
    readonly bare: boolean;
  } | null;
  /** "Più vicino alla sintesi", "più lontano dal 70 %": the order is of the distance; from what, where that is a number or the mean. */
  readonly near: { readonly at: number; readonly bound: Bound | null } | null;
  /** "Chi ha più webcam ha anche più notebook?": two orders, where one query has but one. */
  readonly ordersTwice: boolean;
  readonly bound: Bound | null;
  /** Every limit that is said, with its place. */
  readonly bounds: readonly SaidBound[];
  /** "Superano", "maggiore di", with no number after it: one figure is held against another. */
  readonly compared: { readonly at: number; readonly more: boolean } | null;
  /** "Escluso il settore 2": places of the words for what is left out. */
  readonly excluded: ReadonlySet<number>;
  /** The row after the one that is named, or before it, in the order. */
  readonly beside: 1 | -1 | null;
  /** "È calata", "sono diminuiti": the change that is asked for goes down. */
  readonly falls: boolean;
  /** "Rispetto al 2019": against what was then. */
  readonly against: boolean;
  /** "Da quanto parte?": what a thing is before it is worked on. */
  readonly starts: boolean;
  /** "A quanto dobbiamo arrivare?": what it is to come to. */
  readonly aims: boolean;
  /** "Dal 2016": from then on. */
  readonly since: boolean;
  readonly operators: ReadonlyMap<Operator, readonly number[]>;
  /** Places of words that say what is asked and name nothing. */
  readonly consumed: ReadonlySet<number>;
  /** Places of words that may also be part of a label. */
  readonly spoken: ReadonlySet<number>;
  /** Keys of words that stand for the rows of any table: "quale città". */
  readonly nouns: ReadonlySet<string>;
  readonly small: SmallWords;
}

export type Operator =
  | 'sum'
  | 'mean'
  | 'rate'
  | Exclude<
      TableWord['cat'],
      | 'ask'
      | 'degree'
      | 'first'
      | 'sign'
      | 'near'
      | 'compare'
      | 'fold'
      | 'falls'
      | 'against'
      | 'without'
      | 'row'
      | 'place'
      | 'start'
      | 'aim'
      | 'goal'
      | 'courtesy'
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

/** «31 dicembre» of «al 31 dicembre 2021», where a table has figures of that very day: its year tells the period. */
const daysOfPeriods = (tables: Vocabulary['factTables'], tokens: readonly Token[]): readonly number[] =>
  tokens.flatMap(({ type }, at) => {
    if (type !== 'number' || !isYearText(tokens[at + 2]?.text)) return [];
    const said = tokens.slice(at, at + 3).map(({ text }) => text);
    const date = parseDay(said.join(' '));
    const isPeriod = [...tables.values()].some(({ periods }) => periods.some(({ text }) => text === date));
    return isPeriod ? [at, at + 1] : [];
  });

/** Reads what is asked of the figures, whatever the table. */
export function readRequest(
  { tableWords, smallWords: small, factTables }: Vocabulary,
  tokens: readonly Token[],
  spans: readonly Span[] = [],
): TableRequest {
  const phrases = findPhrases(tableWords, tokens);
  const own = withoutOverlaps(phrases.filter((match) => fits(small, match, tokens)));
  // What the lexicon says besides: the words of an English question, and courtesy.
  const lent = spans
    .flatMap(spanWord)
    .filter(
      (match) =>
        fits(small, match, tokens) && !own.some(({ from, to }) => from < match.to && to > match.from),
    );
  const found = [...own, ...lent];
  const consumed = new Set(daysOfPeriods(factTables, tokens));
  const spoken = new Set<number>();
  const asks = new Set<'count' | 'value' | 'which' | 'list'>();
  const operators = new Map<Operator, readonly number[]>();
  const directions: ('max' | 'min')[] = [];
  let degree = -1;
  let first: 'max' | 'min' | null = null;
  let fromEnd: Extract<TableWord, { cat: 'place' }> | null = null;
  const bounds: SaidBound[] = [];
  const excluded = new Set<number>();
  const nouns = new Set<string>();
  let beside: 1 | -1 | null = null;
  let near: TableRequest['near'] = null;
  let falls = false;
  let against = false;
  for (const { from, to, meaning } of found) {
    const places = range(from, to);
    // «Quali comuni», and not «del comune»: rows are asked for.
    const isRow =
      meaning.cat === 'courtesy' &&
      small.is('over', tokens[from - 1]?.text) &&
      phrases.some((one) => one.from === from && one.to === to && one.meaning.cat === 'row');
    if (meaning.cat === 'row' || isRow) {
      for (const at of places) nouns.add(tokens[at]?.key ?? '');
      continue;
    }
    // «Meno di quanto impegnato»: than another figure, which is no difference.
    if (meaning.cat === 'difference' && small.is('degree', tokens[from - 1]?.text)) continue;
    for (const at of places) (MAY_NAME.has(meaning.cat) ? spoken : consumed).add(at);
    if (meaning.cat === 'start' || meaning.cat === 'aim') continue;
    // «Il tetto massimo» is the limit, and no largest of several.
    if (meaning.cat === 'degree' && to - from === 1 && isLimit(tokens[from - 1]?.text ?? '')) continue;
    if (meaning.cat === 'ask') asks.add(meaning.what);
    else if (meaning.cat === 'degree') {
      // "Più estesi di 20.000 metri quadri": a limit, and no end of an order.
      const isThan = to - from > 1 && small.is('than', tokens[to]?.text);
      const than = isThan ? boundAt(small, tokens, to + 1, meaning.direction === 'max' ? 'gt' : 'lt') : null;
      if (than) {
        bounds.push({ bound: than.bound, from, to: than.to });
        for (const at of range(to, than.to)) consumed.add(at);
        continue;
      }
      // "Chi emette più CO2 che nel 2000?": more than then, and no end of an order.
      const then = tokens.findIndex(
        ({ text }, at) =>
          at >= to &&
          at <= to + 2 &&
          text === 'che' &&
          tokens.slice(at + 1, at + 3).some((one) => isYearText(one.text)),
      );
      if (then >= 0) {
        operators.set('change', places);
        falls = meaning.direction === 'min';
        against = true;
        asks.add('which');
        consumed.add(then);
        continue;
      }
      // «Più ricoveri nel 2025 che nel 2024?»: how it changed from the one to the other.
      const years = tokens.findIndex(
        ({ text }, at) =>
          at > to &&
          small.is('held to', text) &&
          isYearText(tokens[at - 1]?.text ?? '') &&
          tokens.slice(at + 1, at + 3).some((one) => isYearText(one.text)),
      );
      // «Quali settori emettono più di prima?»
      const past = tokens.findIndex(
        ({ text, pause }, at) =>
          at > to &&
          small.is('past', text) &&
          tokens[at - 1]?.text === 'di' &&
          (pause || at === tokens.length - 1),
      );
      if (years >= 0 || past >= 0) {
        operators.set('change', places);
        falls = meaning.direction === 'min';
        for (const at of years >= 0 ? [years] : [past - 1, past]) consumed.add(at);
        continue;
      }
      directions.push(meaning.direction);
      degree = to;
    } else if (meaning.cat === 'first') first = meaning.direction;
    else if (meaning.cat === 'place') fromEnd = meaning;
    else if (meaning.cat === 'compare') {
      const read = boundAt(small, tokens, to, meaning.op);
      if (read) bounds.push({ bound: read.bound, from, to: read.to });
      // "Più di 50 anni" names a row.
      for (const at of range(from, read?.to ?? to)) read ? consumed.add(at) : consumed.delete(at);
    } else if (meaning.cat === 'sign') {
      const op = meaning.direction === 'min' ? 'lt' : 'gt';
      bounds.push({ bound: { op, value: 0, to: null, unit: null, than: null }, from, to });
    } else if (meaning.cat === 'near') {
      const read = boundAt(small, tokens, to, 'gte');
      near = { at: from, bound: read?.bound ?? null };
      for (const at of range(to, read?.to ?? to)) consumed.add(at);
      directions.push(meaning.direction);
      degree = from + 1;
    } else if (meaning.cat === 'goal') {
      const read = goalAt(small, tokens, to);
      near = { at: from, bound: read?.bound ?? null };
      for (const at of range(read?.from ?? to, read?.to ?? to)) consumed.add(at);
    } else if (meaning.cat === 'without')
      for (const at of excludedBy(small, tokens, from, to)) excluded.add(at);
    // "Il totale senza il settore pubblico", "quanto verde c'è senza i cimiteri?".
    else if (
      meaning.cat === 'none' &&
      tokens[from]?.text === 'senza' &&
      found.some(({ meaning: one }) => one.cat === 'fold' || (one.cat === 'ask' && one.what === 'value'))
    ) {
      for (const at of excludedAt(small, tokens, to)) excluded.add(at);
    } else if (meaning.cat === 'beside') {
      beside = meaning.step;
      operators.set('beside', places);
    } else if (meaning.cat === 'falls') operators.set('change', places);
    else if (meaning.cat === 'against') operators.set('difference', places);
    else if (meaning.cat === 'fold') operators.set(meaning.fold, places);
    else if (meaning.cat !== 'courtesy')
      operators.set(meaning.cat, [...(operators.get(meaning.cat) ?? []), ...places]);
  }
  // "Chi ha 9 notebook?": so many, and no more.
  const exact = bounds.length > 0 ? null : exactIn(small, tokens, asks, consumed);
  if (exact) {
    bounds.push(exact);
    consumed.add(exact.from);
  }
  // "Invece di calare": what is not asked; "chi è cresciuto di più e chi è calato?": both ends.
  const falling = found.filter(({ from, meaning }) => meaning.cat === 'falls' && !isInstead(tokens, from));
  const rising = found.some(({ meaning }) => meaning.cat === 'change');
  // "Ma non il 70 %": the other side of a limit.
  for (const one of butNot(small, tokens, bounds.at(-1))) {
    bounds.push(one);
    for (const at of range(one.from, one.to)) consumed.add(at);
  }
  const mean = againstMean(small, tokens, bounds.length > 0 || near !== null ? [] : directions);
  if (mean) {
    bounds.push(mean);
    directions.length = 0;
  }
  for (const at of excluded) consumed.add(at);
  // What is left out asks for nothing.
  for (const [operator, places] of operators)
    if (places.length > 0 && places.every((at) => excluded.has(at))) operators.delete(operator);
  if ([...bounds, ...(near ? [near] : [])].some(({ bound }) => bound?.than === 'mean'))
    operators.delete('mean');
  // "Sopra il 60 %" asks for no share.
  const shares = operators.get('share');
  if (shares?.every((at) => bounds.some(({ from, to }) => from <= at && at < to))) operators.delete('share');
  const limits = belowZero(bounds);
  const bound = limits[0]?.bound ?? null;
  const compared = comparedIn(small, phrases, tokens);
  if (compared) for (const at of range(compared.from, compared.to)) spoken.add(at);
  // "Di quanto è inferiore a": the comparison is a difference.
  if (!bound && operators.has('difference') && tokens.some(({ text }) => small.is('compared', text)))
    for (const [at, { text }] of tokens.entries()) if (small.is('compared', text)) consumed.add(at);
  if (rateOf(small, tokens) !== null) operators.set('rate', []);
  // "Quanto c’è da pagare?": what is left of it.
  const owed = tokens.findIndex(({ text }, at) => text === 'da' && small.is('owed', tokens[at + 1]?.text));
  if (owed >= 0) operators.set('remains', [owed, ...(operators.get('remains') ?? [])]);
  // "Quante volte più di": the comparison belongs to the quotient.
  if (operators.has('ratio') && tokens.some(({ text }) => text === 'volte')) directions.length = 0;
  const slice = sliceIn(small, tokens);
  for (const at of slice?.places ?? []) consumed.add(at);
  const place = slice ?? (fromEnd === null ? placeIn(small, tokens, consumed) : null);
  // "Dal più basso al più alto" begins where it says first.
  const direction =
    fromEnd?.direction ??
    directions[twoEnded(small, tokens) ? 0 : directions.length - 1] ??
    first ??
    (slice || (place && place.value > 1) ? 'max' : null);
  if (place && direction) consumed.add(place.at);
  const limit = slice ?? (direction === null ? null : limitIn(small, tokens, consumed));
  if (limit && !slice) consumed.add(limit.at);
  return {
    asks,
    order:
      direction === null
        ? null
        : {
            direction,
            place: fromEnd?.place ?? place?.value ?? 1,
            limit: slice?.count ?? limit?.value ?? null,
            before: degree,
            bare: fromEnd === null && directions.length === 0 && !first,
            ends:
              (new Set(directions).size === 2 && !twoEnded(small, tokens)) ||
              (rising && falling.length > 0 && tokens.filter(({ text }) => small.is('who', text)).length > 1),
          },
    near,
    ordersTwice: directions.length > 1 && new Set(directions).size === 1,
    bound,
    bounds: limits,
    compared: compared && { at: compared.from, more: compared.more },
    excluded,
    beside,
    falls: falls || (falling.length > 0 && !rising),
    starts: found.some(({ meaning }) => meaning.cat === 'start'),
    aims: found.some(({ meaning }) => meaning.cat === 'aim'),
    against: against || found.some(({ meaning }) => meaning.cat === 'against'),
    since: tokens.some((token, at) => isYearText(token.text) && tokens[at - 1]?.text === 'dal'),
    operators,
    consumed,
    spoken,
    nouns,
    small,
  };
}

/** «Per arrivare al 90 %», «lontana Massa dal 90 %»: the number that is aimed at, right after the words or after "dal". */
function goalAt(small: SmallWords, tokens: readonly Token[], to: number): SaidBound | null {
  for (const place of range(to, to + 5)) {
    if (place !== to && !small.is('from', tokens[place - 1]?.text)) continue;
    const read = boundAt(small, tokens, place, 'gte');
    if (read) return { bound: read.bound, from: place, to: read.to };
  }
  return null;
}

/** "Uno scostamento negativo superiore a 2 milioni": so far below nothing. */
function belowZero(bounds: readonly SaidBound[]): readonly SaidBound[] {
  const [sign, amount, ...more] = bounds;
  if (!sign || !amount || more.length > 0) return bounds;
  const isNegative = sign.bound.op === 'lt' && sign.bound.value === 0 && amount.bound.value > 0;
  if (!isNegative || !(amount.bound.op === 'gt' || amount.bound.op === 'gte')) return bounds;
  const op = amount.bound.op === 'gt' ? 'lt' : 'lte';
  return [{ bound: { ...amount.bound, op, value: -amount.bound.value }, from: sign.from, to: amount.to }];
}

/** "Superano", "maggiore di", before a name: no limit in numbers. */
function comparedIn(
  small: SmallWords,
  phrases: readonly Match<TableWord>[],
  tokens: readonly Token[],
): { readonly from: number; readonly to: number; readonly more: boolean } | null {
  for (const { from, to, meaning } of phrases)
    if (meaning.cat === 'compare' && /^[gl]t$/.test(meaning.op) && !boundAt(small, tokens, to, meaning.op))
      if (!isAge(small, tokens, to) && tokens[from - 1]?.text !== 'in')
        // «In più del settore 9» is how much more.
        return { from, to, more: meaning.op === 'gt' };
  return null;
}

/** "Invece di calare", "anziché scendere". */
const isInstead = (tokens: readonly Token[], at: number): boolean => {
  const [before, last] = [tokens[at - 2]?.text, tokens[at - 1]?.text];
  return last === 'anziche' || (before === 'invece' && last === 'di');
};

/** "Chi ha 9 notebook?": the number of a thing that somebody has. */
function exactIn(
  small: SmallWords,
  tokens: readonly Token[],
  asks: ReadonlySet<string>,
  consumed: ReadonlySet<number>,
): SaidBound | null {
  if (!asks.has('which') && !asks.has('count')) return null;
  const at = tokens.findIndex(
    ({ type }, place) =>
      type === 'number' &&
      !consumed.has(place) &&
      small.is('has', tokens[place - 1]?.text) &&
      tokens[place + 1]?.type === 'word' &&
      tokens[place + 1]?.light === false,
  );
  const read = at < 0 ? null : boundAt(small, tokens, at, 'eq');
  return read && { bound: read.bound, from: at, to: read.to };
}

const OTHER_SIDE = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt', between: null } as const;

/** "Più del 50 % ma non il 70 %". */
function butNot(
  small: SmallWords,
  tokens: readonly Token[],
  last: SaidBound | undefined,
): readonly SaidBound[] {
  if (!last) return [];
  const at = tokens.findIndex(
    ({ text }, place) => place >= last.to && text === 'non' && small.is('but', tokens[place - 1]?.text),
  );
  const op = OTHER_SIDE[last.bound.op];
  const read = at < 0 || op === null ? null : boundAt(small, tokens, at + 1, op);
  return read ? [{ bound: read.bound, from: at - 1, to: read.to }] : [];
}

/** "Meno pc fissi della media", "più alto rispetto alla media". */
function againstMean(
  small: SmallWords,
  tokens: readonly Token[],
  [direction]: readonly ('max' | 'min')[],
): SaidBound | null {
  const at = tokens.findIndex(
    ({ text }, place) => small.is('mean', text) && small.is('before mean', tokens[place - 1]?.text),
  );
  if (at < 0 || direction === undefined) return null;
  const op = direction === 'max' ? 'gt' : 'lt';
  return { bound: { op, value: 0, to: null, unit: null, than: 'mean' }, from: at, to: at + 1 };
}

/** Two ends of an order are said, the first of them after "dal". */
const twoEnded = (small: SmallWords, tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) =>
      small.is('from', text) &&
      tokens.slice(at + 1, at + 6).some((one) => small.is('to', one.text)) &&
      small.is('end', tokens.slice(at + 1, at + 3).find((one) => !small.is('told', one.text))?.text),
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
function fits(small: SmallWords, { from, to, meaning }: Match<TableWord>, tokens: readonly Token[]): boolean {
  if (meaning.cat === 'compare')
    return (
      !isNameAt(small, tokens, to) &&
      (boundAt(small, tokens, to, meaning.op) !== null || isAge(small, tokens, to))
    );
  // «Per arrivare al 90 %», and not «per arrivare all’assestato».
  if (meaning.cat === 'goal') return goalAt(small, tokens, to) !== null;
  // "Primo semestre" is no "primi".
  if (meaning.cat === 'first')
    return (
      tokens.slice(from, to).every(({ text }) => !small.is('half', text)) &&
      // "Gli ultimi tre anni" are periods.
      !(tokens[to]?.type === 'number' && small.is('year', tokens[to + 1]?.text))
    );
  // "50 anni o più".
  if (meaning.cat === 'degree' && small.is('or', tokens[from - 1]?.text) && isAge(small, tokens, from - 3))
    return false;
  // "Quante donne ci sono tra i dipendenti?": among them, and no distance.
  if (meaning.cat === 'difference' && tokens[to - 1]?.text === 'tra' && small.is('plural', tokens[to]?.text))
    return tokens.some(
      ({ text }, at) => at > to && small.is('and', text) && small.is('article', tokens[at + 1]?.text),
    );
  // "Attrezzati e non, ha"; "non hanno compiuto 50 anni" is an age.
  if (meaning.cat === 'none')
    return (
      tokens.slice(from + 1, to).every(({ pause }) => !pause) &&
      !isDone(tokens, to) &&
      // «Quanto manca?» is a distance; «per quali indicatori manca …?» asks of which.
      (!small.is('lacks', tokens[from]?.text) ||
        tokens.slice(0, from).some(({ text }) => small.is('which', text) && !small.is('how much', text))) &&
      ![to, to + 1].some((at) => isAge(small, tokens, at))
    );
  // "Dopo il 2019", "prima del 31 dicembre" are days.
  if (meaning.cat === 'beside') {
    const next = tokens.slice(to, to + 3).find(({ light, text }) => !light || text === 'che');
    // "Rispetto a chi viene dopo".
    if (next === undefined) return small.is('whom', tokens[from - 1]?.text);
    return next !== undefined && next.type === 'word' && !small.is('year', next.text) && next.text !== 'che';
  }
  // "Peggiorata" is no "peggiore": an option of a survey.
  if (meaning.cat === 'degree')
    return tokens.slice(from, to).every(({ text }) => !/peggiorat|migliorat/.test(text));
  // "Sotto il limite" is a margin; "sotto il 3" a comparison.
  if (meaning.cat === 'margin') return boundAt(small, tokens, to, 'gt') === null;
  return true;
}

/** «Più della 2», «più del 4»: a bare number after an article is called so, and limits nothing. */
const isNameAt = (small: SmallWords, tokens: readonly Token[], at: number): boolean => {
  const [own, next] = [tokens[at], tokens[at + 1]];
  const isBare = next === undefined || own?.pause === true || next.light;
  return (
    own?.type === 'number' &&
    isBare &&
    small.is('genitive', tokens[at - 1]?.text) &&
    Number.isInteger(own.value)
  );
};

/** "Non hanno completato il questionario": what somebody has not done is nothing that is lacking. */
const isDone = (tokens: readonly Token[], at: number): boolean =>
  /^ha(nno)?$/.test(tokens[at - 1]?.text ?? '') &&
  /(at|ut|it|st|tt)o$/.test(tokens[at]?.text ?? '') &&
  (tokens[at + 1] === undefined || tokens[at + 1]?.light === true);

/** "Abitanti per kmq", "rifiuti per famiglia": one thing for each of another; the word for that, or null. */
export function rateOf(small: SmallWords, tokens: readonly Token[]): string | null {
  const at = tokens.findIndex(
    ({ text }, place) => small.is('per', text) && small.is('rate of', tokens[place + 1]?.text) && place > 0,
  );
  return at < 0 ? null : (tokens[at + 1]?.key ?? null);
}

/** «Dal secondo al quarto», «dalla posizione 2 alla 4»: the first of the places that are wanted, and how many they are. */
function sliceIn(
  small: SmallWords,
  tokens: readonly Token[],
): {
  readonly at: number;
  readonly value: number;
  readonly count: number;
  readonly places: readonly number[];
} | null {
  const isNoun = (at: number): boolean => small.is('position', tokens[at]?.text);
  const said = tokens.flatMap((token, at) => {
    const isPlace = isNoun(at - 1) || (small.is('to', tokens[at - 1]?.text) && isNoun(at - 3));
    const value = ordinalWord(token.text) ?? (token.type === 'number' && isPlace ? token.value : null);
    return value === null ? [] : [{ at, value }];
  });
  for (const [index, first] of said.entries()) {
    const start = isNoun(first.at - 1) ? first.at - 2 : first.at - 1;
    const last = said[index + 1];
    if (!last || last.value <= first.value || !small.is('from', tokens[start]?.text)) continue;
    const between = tokens.slice(first.at + 1, last.at).filter(({ text }) => !small.is('position', text));
    if (between.length !== 1 || !small.is('to', between[0]?.text)) continue;
    const end = isNoun(last.at + 1) ? last.at + 2 : last.at + 1;
    return {
      at: first.at,
      value: first.value,
      count: last.value - first.value + 1,
      places: range(start, end),
    };
  }
  return null;
}

/** "La seconda città": a place of a ranking, unless it is said of half a year. */
function placeIn(
  small: SmallWords,
  tokens: readonly Token[],
  consumed: ReadonlySet<number>,
): { readonly at: number; readonly value: number } | null {
  for (const [at, { text, type }] of tokens.entries()) {
    if (consumed.has(at) || type !== 'word') continue;
    // «Secondo i macrotemi» is no second place.
    if (text === 'secondo' && small.is('ordinal of', tokens[at + 1]?.text)) continue;
    const value = ordinalWord(text);
    if (value !== null && /[oa]$/.test(text) && !small.is('half year', tokens[at + 1]?.text))
      return { at, value };
  }
  return null;
}

/** "I tre settori", "primi 5": how many places are wanted. */
function limitIn(
  small: SmallWords,
  tokens: readonly Token[],
  consumed: ReadonlySet<number>,
): { readonly at: number; readonly value: number } | null {
  const at = tokens.findIndex(
    ({ type, value }, place) =>
      type === 'number' &&
      value >= 2 &&
      value <= 20 &&
      !consumed.has(place) &&
      small.is('before places', tokens[place - 1]?.text),
  );
  const value = tokens[at]?.value;
  return value === undefined ? null : { at, value };
}

/** The longest meaning of each run of words. */
function withoutOverlaps(found: readonly Match<TableWord>[]): readonly Match<TableWord>[] {
  const kept: Match<TableWord>[] = [];
  // "Di più di 10": a limit, no order.
  const limit = ({ meaning }: Match<TableWord>): number => (/^(compare|goal)$/.test(meaning.cat) ? 0 : 1);
  for (const match of [...found].sort(
    (a, b) => b.to - b.from - (a.to - a.from) || limit(a) - limit(b) || a.from - b.from,
  ))
    if (!kept.some(({ from, to }) => from < match.to && to > match.from)) kept.push(match);
  return kept.sort((a, b) => a.from - b.from);
}

/** Whether it asks for a figure in so many words, not only of what. */
export const asksFigure = ({ asks, order, bound, excluded, compared, operators }: TableRequest): boolean =>
  asks.has('count') ||
  order !== null ||
  bound !== null ||
  excluded.size > 0 ||
  compared !== null ||
  (
    [
      'beside',
      'none',
      'steady',
      'sum',
      'mean',
      'share',
      'trend',
      'change',
      'ratio',
      'difference',
      'margin',
      'each',
    ] as const
  ).some((one) => operators.has(one));
