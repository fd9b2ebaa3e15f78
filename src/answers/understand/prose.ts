import { quoted } from '../account/quoted.ts';
import { findWords } from '../grammar/find-words.ts';
import type { Piece } from '../grammar/pieces.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isMoment } from '../language/moments.ts';
import { normalise } from '../language/normalise.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Cut, Token } from '../language/tokens.ts';
import { isRefusedOrder } from '../talk/orders.ts';
import { type Reading, readTokens } from './reading.ts';

/** What is asked in a message, and what only tells around it. */
export interface Prose {
  /** The message without what tells; the same text where nothing does, or nothing is asked. */
  readonly question: string;
  /** What was left out though it speaks of something in the plan. */
  readonly ignored: readonly string[];
}

/** What stands between two marks of a message. */
export interface Clause {
  readonly text: string;
  /** The mark behind it, with the spaces. */
  readonly mark: string;
  readonly tokens: readonly Token[];
  readonly reading: Reading;
  /** «La prima: …»: a place in a list, and no word of what is asked there. */
  readonly isPlace?: true;
}

type Sentence = readonly Clause[];

const MARK = /\n+\s*|\s*[!?…;:](?=\s|$)[!?.…;:]*\s*|\.+(?=\s|$)\s*|,(?=\s)\s*|\s*[()]\s*|\s[-–—]\s/gu;
/** Ends a sentence. */
const ENDS = /[.!?…;\n]/u;
const WORD = /[\p{L}\p{N}]+/gu;
/** A longer text is none that somebody writes around a question. */
const MOST_CLAUSES = 40;

/**
 * Leaves out of a message what stands around what it asks: greetings, who wants to know and what for, what happened, thanks. A
 * sentence or a clause is left out where it asks nothing, and says nothing that narrows what is asked.
 */
export function withoutProse(text: string, vocabulary: Vocabulary, cut: Cut): Prose {
  const asIs: Prose = { question: text, ignored: [] };
  const clauses = onOwnLines(clausesOf(text, vocabulary, cut), vocabulary);
  if (clauses.length < 2) return asIs;
  const asked = clauses.filter((clause) => !isFrame(vocabulary, clause));
  const main = readTokens(
    vocabulary,
    asked.flatMap(({ tokens, reading }) =>
      asks(vocabulary, tokens) || reading.measures.length + reading.kinds.length > 0 ? tokens : [],
    ),
  );
  const left = new Set<Clause>(clauses.filter(({ isPlace }) => isPlace));
  const ignored: string[] = [];
  for (const sentence of sentencesOf(clauses)) {
    const told = toldIn(sentence, main, vocabulary, cut);
    for (const one of told.clauses) left.add(one);
    ignored.push(...told.ignored);
  }
  const kept = clauses.filter((one) => !left.has(one));
  const places = kept.some((clause) => placeSaid(clause, main, vocabulary) !== null);
  if (
    (left.size === 0 && !places) ||
    !kept.some(({ tokens, reading }) => asks(vocabulary, tokens) || isAnchored(vocabulary, reading))
  )
    return asIs;
  const question = kept
    .map((clause, at) => {
      const said = placeSaid(clause, main, vocabulary) ?? clause.text;
      const { mark } = clause;
      const isLast = at === kept.length - 1;
      const after = isLast && clauses.at(-1) !== kept.at(-1) ? closing(mark) : mark;
      const opens = at === 0 || clauses[clauses.indexOf(kept[at] as Clause) - 1] !== kept[at - 1];
      return (opens ? withoutBut(said, vocabulary) : said) + after;
    })
    .join('')
    .trim();
  return { question, ignored };
}

/** «Vorrei capire una cosa del settore 6, …», where what is asked names no place: that is all it says; null for any other. */
function placeSaid(clause: Clause, main: Reading, vocabulary: Vocabulary): string | null {
  const { tokens, reading } = clause;
  const [place, ...others] = reading.structures;
  const namesOther =
    reading.items.length + reading.goals.length + reading.measures.length + reading.kinds.length > 0;
  if (!place?.strong || others.length > 0 || namesOther || namesPlaceIn(main)) return null;
  const isTold =
    speaks(vocabulary, tokens) &&
    isOfPlans(main) &&
    !asks(vocabulary, tokens) &&
    !namesAsker(vocabulary, clause);
  return isTold
    ? reading.tokens
        .slice(place.from, place.to)
        .map(({ text }) => text)
        .join(' ')
    : null;
}

const namesPlaceIn = ({ items, structures, goals }: Reading): boolean =>
  items.length + structures.length + goals.length > 0;

/** «Sono la nuova stagista della ragioneria», beside a question that names of what it is: no more than who writes. */
const tellsOfOneself = (vocabulary: Vocabulary, main: Reading, clause: Clause): boolean =>
  (namesPlaceIn(main) || (isOfPlans(main) && saysWho(vocabulary, clause))) &&
  isOwn(vocabulary, clause) &&
  !asks(vocabulary, clause.tokens) &&
  !isRefusedOrder(vocabulary, clause.tokens, false) &&
  !isAnchored(vocabulary, {
    ...clause.reading,
    states: [],
    structures: [],
    spans: clause.reading.spans.filter(({ concept }) => !concept.startsWith('state:')),
  });

/** «La nuova stagista della ragioneria»: an office behind a person is that of whoever writes. */
function saysWho({ frame }: Vocabulary, { tokens, reading: { structures } }: Clause): boolean {
  const person = tokens.findIndex(({ text }) => frame.people.has(text));
  return person >= 0 && structures.every(({ from }) => from > person);
}

/** What followed is gone: a comma or a bracket at the end closes nothing. */
const closing = (mark: string): string => (ENDS.test(mark) ? mark : '');

/** «Forse è una domanda stupida, ma quanto …». */
function withoutBut(said: string, { frame }: Vocabulary): string {
  const [first] = said.match(WORD) ?? [];
  return first !== undefined && frame.but.has(normalise(first))
    ? said.slice(said.indexOf(first) + first.length).trimStart()
    : said;
}

/** Cuts at every mark, after «vorrei sapere», and before a reason or thanks. */
export function clausesOf(text: string, vocabulary: Vocabulary, cut: Cut): readonly Clause[] {
  const parts: { said: string; mark: string }[] = [];
  const add = (from: number, to: number, mark: string): void => {
    const said = text.slice(from, to);
    const last = parts.at(-1);
    if (!/[\p{L}\p{N}]/u.test(said)) {
      if (last) last.mark += said + mark;
      return;
    }
    const places = [0, ...openingsIn(said, vocabulary), said.length];
    for (const [at, start] of places.slice(0, -1).entries())
      parts.push({
        said: said.slice(start, places[at + 1]).trim(),
        mark: at === places.length - 2 ? mark : ' ',
      });
  };
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (index < from || (mark.startsWith('.') && abbreviates(text.slice(from, index), vocabulary))) continue;
    add(from, index, mark);
    from = index + mark.length;
  }
  add(from, text.length, '');
  return parts.length > MOST_CLAUSES
    ? []
    : parts.map(({ said, mark }) => clauseOf(said, mark, vocabulary, cut));
}

export function clauseOf(text: string, mark: string, vocabulary: Vocabulary, cut: Cut): Clause {
  const tokens = cut(text);
  return { text, mark, tokens, reading: readTokens(vocabulary, tokens) };
}

/** «Primo: …; secondo: …», «la prima domanda, …»: what is asked in each place of a list is on a line of its own. */
function onOwnLines(clauses: readonly Clause[], { frame }: Vocabulary): readonly Clause[] {
  const placeOf = (clause: Clause): number | null => {
    const { tokens, mark } = clause;
    const [only, ...more] = tokens.filter(({ light, text }) => !light && !frame.words.has(text));
    const place = ordinalWord((only ?? tokens.find(({ text }) => ordinalWord(text) !== null))?.text ?? '');
    const before = clauses[clauses.indexOf(clause) - 1];
    const opens = mark.startsWith(',') && (before === undefined || ENDS.test(before.mark));
    return more.length === 0 && tokens.length < 4 && (opens || mark.trimStart().startsWith(':'))
      ? place
      : null;
  };
  const places = clauses.flatMap((clause) => placeOf(clause) ?? []);
  if (places.length < 2 || places.some((place, at) => place !== at + 1)) return clauses;
  return clauses.map((clause, at) => {
    const next = clauses[at + 1];
    const mark =
      next && placeOf(next) !== null ? `${clause.mark.trim().replace(/[,;]$/, '')}\n` : clause.mark;
    return placeOf(clause) === null ? { ...clause, mark } : { ...clause, isPlace: true };
  });
}

/** «Sett. 5», «dott. Rossi»: a full stop after a short word, which is no other one. */
function abbreviates(before: string, { frame, common }: Vocabulary): boolean {
  const last = normalise(before.match(WORD)?.at(-1) ?? '');
  if (last.length >= 5 || last === 'euro' || /\d/.test(last)) return false;
  return frame.people.has(last) || !(frame.words.has(last) || frame.times.has(last) || common.has(last));
}

/** Where, inside what no mark parts, something else begins: what is asked for, a reason, thanks. */
function openingsIn(said: string, { frame, operations, common, smallWords }: Vocabulary): readonly number[] {
  const words = [...said.matchAll(WORD)].map(({ 0: word, index }) => ({ word: normalise(word), index }));
  const does = (role: string, at: number): boolean =>
    operations.get(role)?.has(words[at]?.word ?? '') === true;
  const isAt = (some: ReadonlySet<string>, at: number): boolean => some.has(words[at]?.word ?? '');
  const isClitic = (at: number): boolean => CLITIC.test(words[at]?.word ?? '');
  // «Mi serve», «si richiede con urgenza»: what is asked for comes next.
  const isRequested = (at: number): boolean => {
    const said = words.findLastIndex(
      (_, place) =>
        place < at &&
        TO_WHOM.test(words[place - 1]?.word ?? '') &&
        (isAt(frame.asks, place) || isAt(frame.requests, place)),
    );
    const between = words.slice(said + 1, at).map(({ word }) => word);
    // «Per la delibera» says what for.
    if (does('before asking', at - 1) || words[at - 1]?.word === 'per') return false;
    return said > 0 && between.every((word) => word.length < 4 || frame.words.has(word) || common.has(word));
  };
  const begins = (at: number): boolean => {
    const [word = '', next = ''] = [words[at]?.word, words[at + 1]?.word];
    if (frame.thanks.has(word)) return true;
    const isAfterAsking = isAt(frame.asks, at - 1) || (isClitic(at - 1) && isAt(frame.asks, at - 2));
    const opens =
      does('asks', at) || does('under which', at) || (does('asks', at + 1) && !frame.some.has(word));
    if (isAfterAsking && opens) return true;
    if (smallWords.is('article', word) && isRequested(at)) return true;
    if (wants(at)) return true;
    if (does('asks', at)) return false;
    if (frame.reasons.has(word) || frame.reasons.has(`${word} ${next}`)) return true;
    // «È», and no «e».
    if (!frame.ownReasons.has(word) || /[èÈ]/.test(said.charAt(words[at]?.index ?? 0))) return false;
    // «Gli obiettivi che devo seguire» are narrowed; «che lo porto in giunta» says why.
    const isWhich = frame.relatives.has(word);
    const [third, fourth] = [words[at + 2]?.word, words[at + 3]?.word];
    if (isWhich && does('joins', at + 1)) return CLITIC.test(third ?? '') && isFirstPerson(fourth);
    if (isWhich) return CLITIC.test(next) && isFirstPerson(third) && fourth !== undefined;
    return (
      frame.ownSpeech.has(next === 'non' ? (third ?? '') : next) ||
      (!does('joins', at) && doesOneself(next, third))
    );
  };
  // «Mi hanno chiesto di recuperare il numero …».
  const wants = (at: number): boolean => {
    const before = words.slice(0, at).map(({ word }) => word);
    const verb = before.at(-1) ?? '';
    return (
      INFINITIVE.test(verb) &&
      (frame.asks.has(verb) || frame.words.has(verb)) &&
      !smallWords.is('one', words[at]?.word) &&
      before.some((word) => frame.speaks.has(word)) &&
      before.every(
        (word) =>
          word.length < 3 ||
          frame.words.has(word) ||
          frame.speaks.has(word) ||
          frame.asks.has(word) ||
          common.has(word) ||
          smallWords.is('has', word),
      ) &&
      smallWords.is('article', words[at]?.word) &&
      // «Devo preparare la relazione»: an occasion is nothing that is asked for.
      words.slice(at + 1).some(({ word }) => word.length > 2 && !frame.words.has(word))
    );
  };
  const isReason = (at: number): boolean => {
    const word = words[at]?.word ?? '';
    return frame.reasons.has(word) || frame.ownReasons.has(word);
  };
  return words.flatMap(({ index }, at) => {
    if (at < 2 || !begins(at) || (isReason(at - 1) && !does('joins', at - 1))) return [];
    // «… e grazie»: with what joins it.
    return [does('joins', at - 1) && !does('asks', at) ? (words[at - 1]?.index ?? index) : index];
  });
}

/** «Così lo porto in giunta», «così chiudo la nota». */
const doesOneself = (word = '', next = ''): boolean => isFirstPerson(CLITIC.test(word) ? next : word);

const isFirstPerson = (verb = ''): boolean => FIRST_PERSON.test(verb) && !CLITIC.test(verb);

export const INFINITIVE = /r(e|mi|ci|ti|vi)$/;
const FIRST_PERSON = /((?<!an|on|nn)o|iamo)$/;
export const TO_WHOM = /^(mi|ci|ti|vi|si|me|us)$/;
const CLITIC = /^(l[oaie]?|ne|gliel[oaie]|mi|ci|ti|vi|si|me|us|no|non)$/;

const sentencesOf = (clauses: readonly Clause[]): readonly Sentence[] => {
  const sentences: Clause[][] = [[]];
  for (const clause of clauses) {
    sentences.at(-1)?.push(clause);
    if (ENDS.test(clause.mark) || clause.mark.trimStart().startsWith(':')) sentences.push([]);
  }
  return sentences.filter(({ length }) => length > 0);
};

/** «Per settore», «di ogni U.O.». */
const isOfRows =
  (tokens: readonly Token[]) =>
  ({ cat, from }: Piece): boolean =>
    cat === 'level' && /^(per|ogni|ciascun[oa]?)$/.test(tokens[from - 1]?.text ?? '');

interface Told {
  readonly clauses: readonly Clause[];
  readonly ignored: readonly string[];
}

/** What of a sentence only tells. */
function toldIn(sentence: Sentence, main: Reading, vocabulary: Vocabulary, cut: Cut): Told {
  const whole = joined(sentence, cut, vocabulary);
  const isHead = whole.mark.trimStart().startsWith(':');
  // «Una tabella per settore: obiettivi, processi e risorse» says what the rows are.
  if (isHead && findWords(vocabulary, whole.tokens).some(isOfRows(whole.tokens)))
    return { clauses: [], ignored: [] };
  const passing = passedOver(vocabulary, main);
  if (isFrame(vocabulary, whole) || opensWith(vocabulary.frame.thanks, whole, vocabulary))
    return { clauses: sentence, ignored: [] };
  // «Devo fare un confronto per la giunta: …».
  if (isHead && isOwn(vocabulary, whole) && !asks(vocabulary, whole.tokens) && !namesAny(whole.reading))
    return { clauses: sentence, ignored: [] };
  const isAsker = isOfPlans(main) && namesAsker(vocabulary, whole) && !asks(vocabulary, whole.tokens);
  if (!isHead && !whole.mark.includes('?') && (isAsker || tellsOfOneself(vocabulary, main, whole)))
    return { clauses: sentence, ignored: [] };
  const ignored = isHead || whole.mark.includes('?') ? null : passing(whole);
  if (ignored) return { clauses: sentence, ignored };
  const told = sentence.map((clause, at): readonly string[] | null => {
    // «Cosa succede, se non rispondo?» is asked of what is done.
    const isCase = vocabulary.operations.get('under which')?.has(clause.tokens[0]?.text ?? '') === true;
    // «Posso vedere cosa …?» is asked of what the product does.
    const isAble = clause.mark === ' ' && vocabulary.frame.speaksTo.has(clause.tokens[0]?.text ?? '');
    // «…, se lo sai»: a courtesy.
    const isToReader = clause.tokens.some(({ text }) => vocabulary.frame.speaksTo.has(text));
    if (((isCase && !isToReader) || isAble) && !isOfPlans(main)) return null;
    if (isFrame(vocabulary, clause) || isAddress(vocabulary, clause)) return [];
    const { thanks } = vocabulary.frame;
    if (at > 0 && opensWith(thanks, clause, vocabulary)) return [];
    // «Cordiali saluti, Mario Bianchi».
    const isSigned = sentence.slice(0, at).some((one) => opensWith(thanks, one, vocabulary));
    if (isSigned && at > 1 && tells(vocabulary, clause)) return [];
    const isAsked = isOfPlans(main) || asks(vocabulary, main.tokens);
    if (isAsked && namesAsker(vocabulary, clause) && !asks(vocabulary, clause.tokens)) return [];
    const next = sentence.slice(at + 1);
    const leads = next.some(({ tokens }) => asks(vocabulary, tokens));
    const isAside = leads
      ? speaks(vocabulary, clause.tokens) || vocabulary.frame.but.has(next[0]?.tokens[0]?.text ?? '')
      : givesReason(vocabulary, clause.tokens);
    return isAside && !narrows(vocabulary, clause) ? passing(clause) : null;
  });
  return { clauses: sentence.filter((_, at) => told[at]), ignored: told.flatMap((one) => one ?? []) };
}

/** «Noi esclusi», «se togliamo il verde», «dopo i servizi sociali»: something is done with what is asked. */
const narrows = (vocabulary: Vocabulary, { tokens, reading }: Clause): boolean =>
  reading.structures.length > 0 ||
  tokens.some(({ text }) => vocabulary.smallWords.is('self', text)) ||
  findPhrases(vocabulary.tableWords, tokens).some(({ meaning }) => meaning.cat === 'without') ||
  findWords(vocabulary, tokens).some(({ cat }) => NARROWS.has(cat));

const NARROWS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'except',
  'rest',
  'dropped',
  'compare',
  'between',
  'atoms',
  'kind',
  'figure',
  'folded',
  'group',
  'fold',
  'whole',
  'years',
  'beside',
  'having',
  'ordering',
]);

const PICKS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'first',
  'pick',
  'number',
  'these',
  'pronoun',
]);

/**
 * What is said to be left out with a clause that only tells, as in whose name or what for; null where it must stay, for it may say of
 * what something is asked that names nothing by itself.
 */
const passedOver =
  (vocabulary: Vocabulary, main: Reading) =>
  (clause: Clause): readonly string[] | null => {
    if (!tells(vocabulary, clause)) return null;
    // «I processi in ordine di costo: i primi due».
    const isOf = findWords(vocabulary, clause.tokens).some(({ cat }) => PICKS.has(cat));
    if (isOf && !speaks(vocabulary, clause.tokens)) return null;
    // «Popolazione residente.»: the name of something, and nothing that is told.
    const content = clause.tokens.filter((token) => !token.light && !isFramed(vocabulary, token));
    const isName = content.length > 0 && content.every((token) => isOfPlan(vocabulary, token));
    if (isName && !speaks(vocabulary, clause.tokens)) return null;
    const namesPlace = namesPlaceIn(main);
    // «Sono in malattia, chi risponde?»: in which case.
    if (!namesPlace && [...clause.reading.concepts].some((one) => one.startsWith('refuse:'))) return null;
    const named = namedIn(clause, vocabulary);
    const isOfOther = named.some((token) => isOfPlan(vocabulary, token));
    if (!isOfPlans(main) || (isOfOther && !namesPlace)) return null;
    // Whoever speaks of himself narrows nothing; what else is named may.
    const isOwn = speaks(vocabulary, clause.tokens) && !givesReason(vocabulary, clause.tokens);
    const places = new Set(named.map((token) => clause.tokens.indexOf(token)));
    return isOwn || named.length === 0 ? [] : quoted(clause.text, clause.tokens, places);
  };

/** Something of the plan is asked. */
const isOfPlans = ({ items, structures, goals, kinds, measures, topic, concepts }: Reading): boolean =>
  items.length + structures.length + goals.length + kinds.length + measures.length > 0 ||
  (topic.length > 0 && [...concepts].some((one) => one.startsWith('attr:')));

/** «Me lo chiede la ragioneria»: the office is that of who asks. */
function namesAsker({ frame }: Vocabulary, { tokens, reading }: Clause): boolean {
  const { items, goals, measures, kinds, structures } = reading;
  const asker = tokens.findIndex(({ text }) => frame.people.has(text) || frame.asks.has(text));
  return (
    tokens.some(
      ({ text }, at) =>
        frame.asks.has(text) &&
        (CLITIC.test(tokens[at - 1]?.text ?? '') ||
          (at > asker && frame.people.has(tokens[asker]?.text ?? ''))),
    ) &&
    items.length + goals.length + measures.length + kinds.length === 0 &&
    structures.every(({ from }) => from >= asker)
  );
}

/** What a clause names besides people, occasions and times: what follows an article or a preposition; the others are verbs. */
export const namedIn = ({ tokens }: Clause, vocabulary: Vocabulary): readonly Token[] =>
  tokens.filter(
    (token, at) =>
      at > 1 &&
      token.type === 'word' &&
      tokens[at - 1]?.light === true &&
      !isFramed(vocabulary, token) &&
      !vocabulary.concepts.byFirst.has(token.key),
  );

/** «Gentile ufficio»: who is written to. */
const isAddress = (vocabulary: Vocabulary, { tokens: [first], reading }: Clause): boolean =>
  vocabulary.frame.titles.has(first?.text ?? '') &&
  reading.items.length + reading.measures.length + reading.goals.length + reading.kinds.length === 0;

const opensWith = (words: ReadonlySet<string>, clause: Clause, vocabulary: Vocabulary): boolean =>
  words.has(clause.tokens.find(({ text }) => !vocabulary.operations.get('joins')?.has(text))?.text ?? '') &&
  tells(vocabulary, clause);

const joined = (sentence: Sentence, cut: Cut, vocabulary: Vocabulary): Clause => {
  const [only, ...more] = sentence;
  if (only && more.length === 0) return only;
  const text = sentence.map((one, at) => one.text + (at < sentence.length - 1 ? one.mark : '')).join('');
  const tokens = cut(text);
  return { text, mark: sentence.at(-1)?.mark ?? '', tokens, reading: readTokens(vocabulary, tokens) };
};

/** A word asks in it: «quanto», «che data». */
export function asks({ operations, frame }: Vocabulary, tokens: readonly Token[]): boolean {
  const does = (role: string, at: number): boolean =>
    operations.get(role)?.has(tokens[at]?.text ?? '') === true;
  return tokens.some(({ text }, at) => {
    if (does('asks which', at) && does('asked for', at + 1)) return true;
    if (!does('asks', at) || frame.some.has(tokens[at - 1]?.text ?? '')) return false;
    // «Quando», «entro quando»: a day is asked where it begins, or behind «mi dite».
    const [before] = tokens.slice(Math.max(0, at - 1), at);
    const isAsked =
      before &&
      (frame.asks.has(before.text) || frame.requests.has(before.text) || frame.speaksTo.has(before.text));
    return (text !== 'quando' && text !== 'dove') || at < 2 || isAsked === true;
  });
}

/** Nothing but courtesies, occasions, times and people. */
export function isFrame(vocabulary: Vocabulary, { tokens, reading, text }: Clause): boolean {
  const { frame, operations } = vocabulary;
  if (
    !speaks(vocabulary, tokens) &&
    !givesReason(vocabulary, tokens) &&
    !tokens.some((one) => frame.times.has(one.text))
  )
    return false;
  if (!tokens.every((token, at) => isFramed(vocabulary, token) || isMoment(tokens, at))) return false;
  if (reading.items.length + reading.goals.length > 0) return false;
  if (tokens.some(({ text: word }) => vocabulary.smallWords.is('self', word))) return false;
  const first = tokens.findIndex(
    ({ text: word }) => operations.get('asks')?.has(word) && !frame.some.has(word),
  );
  if (!asks(vocabulary, tokens)) return true;
  // «Ieri non sapevo cosa rispondere»: told, and not asked.
  return !text.includes('?') && first > 1 && !frame.asks.has(tokens[first - 1]?.text ?? '');
}

/** It asks nothing, orders nothing, and names nothing that narrows. */
const tells = (vocabulary: Vocabulary, { tokens, reading }: Clause): boolean =>
  !asks(vocabulary, tokens) && !isAnchored(vocabulary, reading) && !isRefusedOrder(vocabulary, tokens, false);

export const isFramed = (
  { frame, common, operations }: Vocabulary,
  { text, light, type, spelled }: Token,
): boolean =>
  light ||
  type === 'sign' ||
  spelled ||
  common.has(text) ||
  frame.words.has(text) ||
  frame.speaks.has(text) ||
  frame.asks.has(text) ||
  frame.requests.has(text) ||
  frame.thanks.has(text) ||
  frame.speaksTo.has(text) ||
  frame.reasons.has(text) ||
  frame.ownReasons.has(text) ||
  operations.get('joins')?.has(text) === true;

/** Somebody speaks of himself, of people, or to whoever reads. */
export const speaks = ({ frame }: Vocabulary, tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }) =>
      frame.speaks.has(text) ||
      frame.people.has(text) ||
      frame.thanks.has(text) ||
      frame.speaksTo.has(text) ||
      text.endsWith('iamo'),
  );

/** Somebody speaks of himself, and of no number. */
const isOwn = ({ frame }: Vocabulary, { tokens }: Clause): boolean =>
  tokens.some(({ text }) => frame.speaks.has(text) || frame.speaksTo.has(text) || text.endsWith('iamo')) &&
  !tokens.some((token, at) => token.type === 'number' && !token.spelled && !isMoment(tokens, at));

/** «…, così rispondo al consigliere», «e grazie». */
export function givesReason({ frame, operations }: Vocabulary, tokens: readonly Token[]): boolean {
  const [first, second] = tokens.filter(({ text }, at) => at > 0 || !operations.get('joins')?.has(text));
  const said = first?.text ?? '';
  return (
    frame.thanks.has(said) ||
    frame.reasons.has(said) ||
    frame.reasons.has(`${said} ${second?.text ?? ''}`) ||
    (frame.ownReasons.has(said) && tokens.length > 1)
  );
}

/** A word of a title, a keyword or a figure's label. */
export const isOfPlan = (
  { itemSearch, factSearch, actSearch, goalSearch, themes, synonyms, frame, common }: Vocabulary,
  { key, text, light }: Token,
): boolean =>
  !(light || common.has(text) || frame.words.has(text) || frame.speaks.has(text)) &&
  (synonyms.has(key) ||
    themes.byFirst.has(key) ||
    [itemSearch, factSearch, actSearch, goalSearch].some((one) =>
      (one.postings.get(key) ?? []).some(({ weight }) => weight >= 1),
    ));

/** Names something of the plan. */
const namesAny = (reading: Reading): boolean =>
  reading.items.some((one) => one.kind !== null || one.code !== null) ||
  reading.structures.some((one) => one.strong) ||
  reading.goals.length + reading.measures.length + reading.kinds.length + reading.states.length > 0 ||
  reading.amounts.length + reading.years.length > 0;

/** Names something of the plan, or asks for it. */
const isAnchored = (vocabulary: Vocabulary, reading: Reading): boolean =>
  namesAny(reading) ||
  reading.spans.some(
    ({ concept, from, to }) =>
      ASKED.test(concept) &&
      // «I dati», «la relazione», «non trovo più»: said of what is done, by whoever writes.
      !(concept.startsWith('rank') && reading.measures.length === 0 && speaks(vocabulary, reading.tokens)) &&
      !reading.tokens.slice(from, to).every((token) => isFramed(vocabulary, token)),
  );

const ASKED =
  /^(rank|op|filter:(?!mine)|mon|group|attr|plan|ask:(share|percent|average|total|compare|difference|change|trend|margin|approval|discrepancies))/;
