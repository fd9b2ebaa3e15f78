import { findPhrases } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { findPatterns, type Said } from '../language/word-patterns.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { readTokens } from '../understand/reading.ts';
import { isRefusedOrder } from './orders.ts';
import { TALK, type Talk } from './talk-words.ts';

/** Of these, words that nobody knows change nothing: somebody is angry, away, or speaks to somebody else. */
const LOOSE: ReadonlySet<Talk> = new Set<Talk>(['insult', 'mistake', 'absence', 'elsewhere']);
/** Names of whom one greets or thanks. */
const NAMED: ReadonlySet<Talk> = new Set<Talk>(['thanks', 'bye', 'chatter', 'help', 'test']);

/**
 * Talk gets talk: thanks, a wrong window, a test, an insult, somebody's holidays, an order that is not obeyed. Null where
 * the message asks or names anything of the plan.
 * @param text cleaned
 */
export function recogniseTalk(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary } = context;
  const tokens = context.cut(text);
  if (tokens.length > LONGEST) return null;
  // «E quali no?», of those that were shown.
  if (context.conversation?.query && tokens.some((token) => /^(quali|quant[ie])$/.test(token.text)))
    return null;
  if (isRefusedOrder(vocabulary, tokens, context.conversation !== null))
    return ask({ type: 'about', topic: 'order' });
  // "Fai proprio pena": a word that only strengthens may stand inside a phrase.
  const plain = tokens.filter(({ text }) => !STRENGTHENS.test(text));
  const found = outermost([
    ...placed(findPatterns(vocabulary.talk, tokens), tokens, tokens),
    ...placed(findPatterns(vocabulary.talk, plain), plain, tokens),
  ]);
  const said = TALK.find((topic) => found.some(({ meaning }) => meaning === topic));
  const called = isCalled(text);
  if (said === undefined && !called) return null;
  const covered = new Set(found.flatMap(({ from, to }) => tokens.slice(from, to)));
  // "Prova 1 2 3", "fino al 22 agosto"; "ok, e del 45?" goes on with another item.
  const counts = said === 'test' || said === 'absence';
  const unknown = tokens.filter(
    (token) => !covered.has(token) && !isIdle(vocabulary, token) && !(counts && token.type === 'number'),
  );
  // "La relazione va bene?", "i consiglieri hanno ricevuto …?": asked of something, which is no thanks.
  const asksOfSomething =
    said === 'thanks' &&
    text.includes('?') &&
    tokens.some((token) => !covered.has(token) && vocabulary.frame.words.has(token.text));
  if (asksOfSomething) return null;
  const whole = unknown.length === 0 || (said !== undefined && NAMED.has(said) && isName(text, unknown));
  if (said !== undefined && whole) return answerTo(said);
  const loose = said !== undefined && LOOSE.has(said) ? said : called ? 'elsewhere' : null;
  if (loose === null) return null;
  if ((loose === 'absence' || loose === 'mistake') && text.includes('?')) return null;
  // "Secondo i cittadini che cosa non funziona?", "che cosa rischia chi ha pessimi giudizi?" ask of something.
  const asksOf = text.includes('?') && findPhrases(vocabulary.questionKinds, tokens).length > 0;
  if (loose === 'insult' && asksOf && findPhrases(vocabulary.law.subjects, tokens).length > 0) return null;
  return isBusy(vocabulary, tokens, covered) ? null : answerTo(loose);
}

const STRENGTHENS = /^(proprio|veramente|davvero|sempre|solo|tanto|troppo|ancora|pure|really|so)$/;

/** Phrases found among some tokens, by their places among all. */
const placed = (
  found: readonly Said<Talk>[],
  some: readonly Token[],
  all: readonly Token[],
): readonly Said<Talk>[] =>
  found.flatMap(({ meaning, from, to }) => {
    const [first, last] = [some[from], some[to - 1]];
    return first && last ? [{ meaning, from: all.indexOf(first), to: all.indexOf(last) + 1 }] : [];
  });

/** "Grazie per l'aiuto" asks for none: a phrase inside a longer one says nothing of its own. */
const outermost = (found: readonly Said<Talk>[]): readonly Said<Talk>[] =>
  found.filter(
    (one) =>
      !found.some(
        (other) => other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from,
      ),
  );

/** A longer message is a letter. */
const LONGEST = 40;

function answerTo(talk: Talk): Outcome {
  if (talk === 'outside') return refuse({ reason: 'off_topic' });
  return talk === 'absence'
    ? ask({ type: 'use', topic: 'registrare-assenza' })
    : ask({ type: 'about', topic: talk });
}

/** Articles, signs, ordinary words: they say nothing beside a phrase of talk. */
const isIdle = ({ common, frame }: Context['vocabulary'], token: Token): boolean =>
  token.light ||
  token.type === 'sign' ||
  [common, frame.speaks, frame.words, frame.times, frame.asks, frame.people].some((some) =>
    some.has(token.text),
  );

/** "Grazie Marco", "ciao Traguardo": the one word that nobody knows is a name. */
const isName = (text: string, [first, ...others]: readonly Token[]): boolean =>
  first !== undefined &&
  others.length === 0 &&
  text.split(/[^\p{L}']+/u).some((word) => /^\p{Lu}/u.test(word) && tokenise(word)[0]?.text === first.text);

/** "@Marco …", "Giulia, mi passi…": somebody else is spoken to. */
const isCalled = (text: string): boolean =>
  /^@\p{L}/u.test(text) || /^\p{Lu}\p{Ll}+,\s+(?:mi|ci|ti|hai|puoi|vieni|passa|vai)\b/u.test(text);

/** It names something of the plan, or asks for a figure. */
function isBusy(
  vocabulary: Context['vocabulary'],
  tokens: readonly Token[],
  covered: ReadonlySet<Token>,
): boolean {
  const rest = tokens.filter((token) => !covered.has(token));
  const reading = readTokens(vocabulary, rest);
  return (
    reading.items.some((one) => one.kind !== null) ||
    reading.structures.some((one) => one.strong) ||
    reading.measures.length + reading.kinds.length + reading.goals.length > 0 ||
    [...reading.concepts].some((concept) => /^(rank|mon|group|attr:(responsible|goals))/.test(concept))
  );
}
