import { QUESTION_KINDS, type QuestionKind } from '../../words/question-kinds.ts';
import type { Aspect } from '../knowledge/law.ts';
import { keysOfKind, type Told } from '../knowledge/told.ts';
import { waysSaid } from '../knowledge/ways.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { FactMatch } from '../understand/facts.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { speaks } from '../understand/prose.ts';
import { type Reading, readTokens } from '../understand/reading.ts';
import { findBest, findTopic } from '../understand/topic.ts';
import { recogniseLaw } from './law.ts';
import { readLawQuestion } from './law-question.ts';

/** A question as one of what the document tells. */
interface Asked {
  /** What is asked of the subject. */
  readonly kinds: ReadonlySet<QuestionKind>;
  /** Every word that says of what. */
  readonly words: readonly Token[];
}

/**
 * "Che cosa resta da migliorare?", "quali verifiche si fanno sulle partecipate?": what the document says in words, in a way of
 * asking that stands beside it. Each word of the question must be of that way or of the statement, and the statement
 * answer what is asked of it.
 */
export function recogniseStatements(context: Context): Outcome | null {
  const asked = readAsked(context);
  return asked ? asking(toldOf(context, asked, listed(context, asked))) : null;
}

const toldOf = (context: Context, asked: Asked, all: readonly Told[]): Told | undefined =>
  all.find((one) => answersAll(one, asked) && !isOfRule(context, one, asked));

const asking = (told: Told | undefined, unsaid?: QuestionKind): Outcome | null =>
  told ? ask({ type: 'statement', code: told.statement.code, ...(unsaid && { unsaid }) }) : null;

/**
 * «Il questionario: chi l’ha preparato, con che programma, e fino a quando …?»: what is told of each request, if each is told, of what
 * the message names. What stands apart and asks nothing («ho un revisore che fa domande») narrows nothing.
 */
export function recogniseEachTold(context: Context): readonly Outcome[] {
  const { vocabulary, reading } = context;
  const named = new Set(reading.tokens.map(({ key }) => key));
  const shared = (one: Told): number => reading.tokens.filter(({ key }) => one.asked.has(key)).length;
  const told = new Set<Told>();
  const beside: Reading[] = [];
  for (const tokens of requestsOf(context)) {
    const part = { ...context, reading: readTokens(vocabulary, tokens) };
    const asked = readAsked(part);
    if (!asked) return [];
    const own = listed(part, asked);
    const isNamed = asked.words.length > 0;
    if (
      own.length === 0 &&
      (asked.kinds.size === 0 || (!isNamed && answersAll({ answers: ANYTHING }, asked)))
    ) {
      if (isNamed) beside.push(part.reading);
      continue;
    }
    // «… e perché?»: of the same.
    const isBare = !isNamed && tokens.filter(({ light }) => !light).length < 2;
    const ofAll = listed(part, asked, named);
    const all = asked.words.length < 2 ? ofAll.toSorted((a, b) => shared(b) - shared(a)) : [...own, ...ofAll];
    const best = toldOf(part, asked, isBare ? [...told] : all);
    if (!best) return [];
    told.add(best);
  }
  const isOwn = ({ key, light }: Token): boolean =>
    light || [...told].some(({ keys, asked }) => keys.has(key) || asked.has(key));
  const isOfPlan = (part: Reading): boolean =>
    part.kinds.length + part.measures.length + part.goals.length > 0 ||
    part.concepts.has('attr:deadline') ||
    findTopic(vocabulary, part).best.length > 0;
  const narrows = (part: Reading): boolean =>
    part.structures.length > 0 ||
    (isOfPlan(part) && !speaks(vocabulary, part.tokens) && !part.tokens.every(isOwn));
  return beside.some(narrows) ? [] : [...told].flatMap((one) => asking(one) ?? []);
}

/** The words of a message, cut where a mark stands, or «e» before what asks. */
function requestsOf({ reading: { tokens }, vocabulary }: Context): readonly (readonly Token[])[] {
  const asking = new Set(findPhrases(vocabulary.questionKinds, tokens).map(({ from }) => from));
  const parts: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const goesOn = token.text === 'e' && [1, 2].some((step) => asking.has(at + step));
    if (token.clause !== tokens[at - 1]?.clause || token.pause || goesOn) parts.push([]);
    parts.at(-1)?.push(token);
  }
  return parts;
}

/** "Perché è stata liquidata Polo Energy?": the document tells of it, and not what is asked. */
export function recogniseUnsaid(context: Context): Outcome | null {
  const asked = readAsked(context);
  const best = asked && listed(context, asked).find((told) => !isOfRule(context, told, asked));
  const unsaid = QUESTION_KINDS.find(
    (kind) => !ANYTHING.has(kind) && asked?.kinds.has(kind) && best?.answers.has(kind) === false,
  );
  return best && unsaid ? asking(best, unsaid) : null;
}

/** Statements of which a listed way of asking is said, with no word that is foreign to them; those of which most is said first. */
function listed(context: Context, { kinds, words }: Asked, named?: ReadonlySet<string>): readonly Told[] {
  const { reading, vocabulary } = context;
  const turned = turnedWords(context, words);
  // "Da che cosa dipende?" asks why, whatever the word for it.
  const said = new Set([
    ...reading.tokens.map(({ key }) => key),
    ...[...kinds].flatMap((kind) => keysOfKind(vocabulary.questionKinds, kind)),
  ]);
  const ways = waysSaid(vocabulary.statements, new Set([...said, ...(named ?? [])])).flatMap(
    ({ topic, wanted: subject, asked, place, keys }) => {
      const wanted = [...subject, ...asked];
      const isAsked = (asked.length > 0 ? asked : subject).some((one) =>
        [...said].some((key) => one.has(key)),
      );
      const told = vocabulary.told.get(topic);
      const isOwn = ({ key }: Token): boolean =>
        told?.keys.has(key) === true || told?.place.has(key) === true || keys.has(key);
      if (!told || !isAsked || !words.every(isOwn)) return [];
      const isTurnedToo = ({ by, word }: Turned): boolean =>
        wanted.some((variants) => variants.has(by.key)) || !wanted.some((variants) => variants.has(word.key));
      if (!turned.every(isTurnedToo)) return [];
      const most = words.filter(({ key }) => wanted.some((variants) => variants.has(key))).length;
      return [{ told, most, size: wanted.length, place }];
    },
  );
  return ways.sort((a, b) => b.most - a.most || b.size - a.size || a.place - b.place).map(({ told }) => told);
}

/** A word that another before it turns into its contrary: "meno positivi". */
interface Turned {
  readonly by: Token;
  readonly word: Token;
}

/** The words that are turned so: what is told of them is told of the contrary, unless it is asked for in the same way. */
const turnedWords = (
  { reading: { tokens }, vocabulary: { operations } }: Context,
  words: readonly Token[],
): readonly Turned[] =>
  tokens.flatMap((word, at) => {
    // "Non sono positivi".
    const by = tokens[at - 1]?.light ? tokens[at - 2] : tokens[at - 1];
    return by && operations.get('turns')?.has(by.text) && words.includes(word) ? [{ by, word }] : [];
  });

/** What is asked of anything that is told. */
const ANYTHING: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['what', 'which']);

/** What no word asks that joins two sentences, wherever it stands: "il Nucleo quanti componenti ha?". */
const ANYWHERE: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['much', 'price', 'whom']);

const answersAll = ({ answers }: Pick<Told, 'answers'>, { kinds }: Pick<Asked, 'kinds'>): boolean =>
  [...kinds].every((kind) => ANYTHING.has(kind) || answers.has(kind));

/** The question laid out; null where figures, items or a term are asked for. */
function readAsked(context: Context): Asked | null {
  const { reading, vocabulary } = context;
  const { tokens, items } = reading;
  if (vocabulary.told.size === 0 || items.some((one) => one.kind !== null)) return null;
  const beside = ['any', 'statement'].flatMap((about) => vocabulary.beside.get(about) ?? []);
  const isIdle = ({ text, key, light, type, value, spelled }: Token, at?: number): boolean =>
    light ||
    (type === 'sign' && (text !== '%' || tokens[(at ?? 0) - 1]?.type === 'number')) ||
    beside.some((words) => words.has(text)) ||
    vocabulary.bodyKeys.has(key) ||
    (value === vocabulary.index.plan.head.year && !spelled);
  // What asks stands first, last or after "e": "quale …, e perché?", but not "rimpiazzare chi è uscito".
  const phrases = longestMatches(findPhrases(vocabulary.questionKinds, tokens));
  const asked = phrases.filter(({ from, to, meaning }) => {
    const before = tokens[from - 1];
    return (
      before?.text === 'e' ||
      before?.clause !== tokens[from]?.clause ||
      to === tokens.length ||
      ANYWHERE.has(meaning) ||
      tokens.slice(0, from).every(isIdle)
    );
  });
  const asks = (at: number): boolean => phrases.some(({ from, to }) => from <= at && at < to);
  const polite = (at: number): boolean =>
    reading.spans.some(({ from, to, concept }) => from <= at && at < to && /^(noise|talk)/.test(concept));
  const kinds = new Set(asked.map(({ meaning }) => meaning));
  const words = tokens.filter((token, at) => !isIdle(token, at) && !asks(at) && !polite(at));
  // "Che cos'è il lavoro da remoto?": what a term means is in the glossary.
  const isBare = tokens.every((token, at) => token.light || asks(at) || words.includes(token));
  const isTerm =
    isBare &&
    kinds.size === 1 &&
    kinds.has('what') &&
    asked[0]?.from === 0 &&
    findBest(vocabulary, vocabulary.termSearch, words).coverage >= 1;
  return isTerm ? null : { kinds, words };
}

/** Share of a question's words that something holds which speaks of what is asked. */
const SPEAKS = 0.6;

/** "Che cosa dice la relazione sul PNRR?", where nothing that is told in words speaks of it: items may. */
export function recogniseUnspoken(context: Context, facts: FactMatch): Outcome | null {
  const { vocabulary, reading } = context;
  const { words } = readAsked(context) ?? { words: [] };
  const does = (role: string): boolean =>
    reading.tokens.some(({ text }) => vocabulary.operations.get(role)?.has(text) === true);
  if (words.length === 0 || !does('says') || !does('document')) return null;
  const held = [vocabulary.statementSearch, vocabulary.actSearch, vocabulary.termSearch].map(
    (index) => findBest(vocabulary, index, words).coverage,
  );
  return Math.max(facts.coverage, ...held) < SPEAKS
    ? refuse({ reason: 'unspoken', said: words.map(({ text }) => text).join(' ') })
    : null;
}

/**
 * "Chi decide la retribuzione di risultato?", "il dipendente ha diritto al lavoro agile?": what a rule says, of a subject that
 * the statement does not name, or of what may or must be done.
 */
function isOfRule(context: Context, { keys }: Told, { kinds }: Asked): boolean {
  const owed = readLawQuestion(context);
  // "Il rendiconto 2021 quando andava approvato?": by when it had to be.
  const isStrong = owed.subjects.some(
    ({ meaning }) => context.vocabulary.law.bySubject.get(meaning)?.strong === true,
  );
  if (isStrong && owed.modal && (owed.aspects.includes('when') || kinds.size === 0)) return true;
  const law = recogniseLaw(context);
  if (law?.type !== 'query' || law.query.type !== 'rule' || law.query.rule === null) return false;
  const { subject, aspect } = law.query;
  const question = owed;
  if (!question.aspects.includes(aspect) || (TOLD_OF.has(aspect) && !(aspect === 'where' && question.modal)))
    return false;
  // "Chi può farne parte?", and not who does.
  if (BINDS.has(aspect) || ((aspect === 'who-may' || aspect === 'where') && question.modal)) return true;
  if (context.vocabulary.law.bySubject.get(subject)?.strong !== true) return false;
  return question.subjects
    .filter(({ meaning }) => meaning === subject)
    .every(({ from, to }) => {
      const said = context.reading.tokens.slice(from, to).filter(({ light }) => !light);
      return said.filter(({ key }) => !keys.has(key)).length * 2 >= said.length;
    });
}

/** What the document tells of as well. */
const TOLD_OF: ReadonlySet<Aspect> = new Set(['contents', 'purpose', 'criteria', 'where']);
const BINDS: ReadonlySet<Aspect> = new Set(['may', 'obligatory', 'peremptory', 'still']);
