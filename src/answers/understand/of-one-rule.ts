import { isDeepStrictEqual } from 'node:util';
import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { MODAL } from '../lookups/index.ts';
import type { Query } from '../query.ts';
import { isSureOf, type Message, queriesOf } from './half.ts';
import type { Outcome } from './outcome.ts';

/**
 * «Chi approva il PEG, ed entro quando?»: two things asked of one subject of the law, where no one rule says both; each is told
 * by itself, and what is asked of which nothing is made is said to be left out. Null for any other message.
 */
export function ofOneRule({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const [only, ...more] = outcomes;
  if (only?.type !== 'query' || more.length > 0 || !isOfLaw(only.query)) return null;
  const { law } = context.vocabulary;
  const tokens = context.cut(text);
  const aspects = longestMatches(findPhrases(law.aspects, tokens)).filter(
    ({ meaning }) => !SAID_OF.has(meaning),
  );
  const second = aspects.findLast(({ from }) => opensAnother(tokens, from));
  const first = second && aspects.find(({ to, meaning }) => to < second.from && meaning !== second.meaning);
  const subjects = longestMatches(findPhrases(law.subjects, tokens));
  const subject = subjects[0];
  if (!first || !subject || subjects.some(({ from }) => from >= second.to)) return null;
  const { rule = null } = only.query.type === 'rule' ? only.query : {};
  const whole = law.rules.find(({ code }) => code === rule);
  if (whole?.asks.includes(first.meaning) && whole.asks.includes(second.meaning)) return null;
  const end = tokens[second.from - 1]?.light ? second.from - 1 : second.from;
  const words = (from: number, to: number): string =>
    tokens
      .slice(from, to)
      .map((token) => token.text)
      .join(' ');
  // "… e a chi va mandato?" has a verb of its own; "… se non lo fa?" takes that of the other.
  const own = tokens.slice(second.to).filter(({ light }) => !light);
  const isDoing = own.some((token) => law.actOf(token.text) !== null);
  const rest = isDoing ? words(second.to, tokens.length) : own.map((token) => token.text).join(' ');
  const asks = `${words(second.from, second.to)} ${rest}`;
  const ofSubject = `${asks} ${words(subject.from, subject.to)}`;
  const ofAll = `${words(0, first.from)} ${asks} ${words(first.to, end)}`;
  // "… e quali compiti ha?" is of the subject alone.
  const one = heldFirst([words(0, end)].map((said) => understand(said, context)));
  const other = heldFirst(
    (isDoing ? [ofSubject] : [ofAll, ofSubject]).map((said) => understand(said, context)),
  );
  if (one && other) return isDeepStrictEqual(one, other) ? null : [...one, ...other];
  const left = one ? words(second.from, tokens.length) : words(first.from, end);
  return (one ?? other)?.map((told) => (told.type === 'query' ? { ...told, ignored: [left] } : told)) ?? null;
}

/** The first that a rule or a term of law answers; else that no rule is held which does. */
function heldFirst(readings: readonly (readonly Outcome[])[]): readonly Outcome[] | undefined {
  const ofLaw = readings.filter((one) => isSureOf(one) && queriesOf(one).every(isOfLaw));
  return (
    ofLaw.find((one) => queriesOf(one).every((query) => query.type !== 'rule' || query.rule !== null)) ??
    ofLaw[0]
  );
}

/** "Il termine è perentorio?": said of the subject, and no other question. */
const SAID_OF: ReadonlySet<Aspect> = new Set<Aspect>([...MODAL, 'peremptory', 'still']);

/** "… e entro quando", "…, a chi" */
const opensAnother = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.pause === true || /^(e|ed)$/.test(tokens[at - 1]?.text ?? '');

const isOfLaw = (query: Query): boolean =>
  query.type === 'rule' || (query.type === 'date' && query.legal.length > 0);
