import { isDeepStrictEqual } from 'node:util';
import type { Aspect, LawBook, LawWord } from '../knowledge/law.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { isParticiple } from '../language/verb-forms.ts';
import { barePlan, MODAL, OF_WHOM, recogniseRuled, subjectsIn } from '../lookups/index.ts';
import type { Query } from '../query.ts';
import { isSureOf, type Message, queriesOf } from './half.ts';
import type { Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';

/**
 * «Chi approva il PEG, ed entro quando?», «siamo a metà anno: gli obiettivi si possono cambiare? e chi lo decide?»: what is asked
 * of the law in several clauses, each of the act that is named in it or before it; each is told by itself, and what is asked of
 * which nothing is made is said to be left out. Where one rule says all of it, that; null for any other message.
 */
export function ofOneRule({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  const { law } = vocabulary;
  const tokens = cut(text);
  const nameOf = (subject: string): readonly Token[] => cut(law.bySubject.get(subject)?.names[0] ?? '');
  const requests = requestsOf(tokens, law, nameOf);
  const [first] = requests;
  const ofLaw = outcomes.every((one) => isUnread(one) || (one.type === 'query' && isOfLaw(one.query)));
  // «Mi ha chiesto il dirigente: si può aggiornare il SMVP?», and not «equilibri e assestamento: chi li vota?»
  const isAlone = first !== undefined && first.said.length < tokens.length && ofLaw;
  // «Chi segue la bicipolitana e chi approva il rendiconto?»: what stands beside it asks something of its own.
  const asksBeside = (): boolean =>
    findPhrases(
      law.aspects,
      tokens.filter((token) => !first?.said.includes(token)),
    ).some(({ meaning }) => !SAID_OF.has(meaning));
  const isPart = isAlone && (outcomes.every(isUnread) || (first.isNamed && !asksBeside()));
  if (requests.length === 0 || (requests.length === 1 && !isPart)) return null;
  const wordsOf = (said: readonly Token[]): string => said.map((token) => token.text).join(' ');
  const isRuled = (said: readonly Token[]): boolean =>
    recogniseRuled({ ...context, reading: readTokens(vocabulary, said) }) !== null;
  // «… e chi segue la bicipolitana?» is of what it names, whatever act was named before.
  const isOfPlan = ({ said, isNamed, ways }: Request): boolean =>
    !isNamed &&
    !ways.some(isRuled) &&
    queriesOf(understand(wordsOf(said), context)).some((query) => !isOfLaw(query));
  if (requests.length > 1 && requests.some(isOfPlan)) return null;
  const [only, ...more] = outcomes;
  const code = only && more.length === 0 && isHeld(outcomes) ? codeOf(only) : null;
  const whole = law.rules.find((one) => one.code === code);
  const isSaid = (one: Aspect): boolean => SAID_OF.has(one) || whole?.asks.includes(one) === true;
  if (whole && requests.length > 1 && requests.every(({ aspects }) => aspects.every(isSaid))) return outcomes;
  if (!ofLaw && !requests.every(({ ways }) => ways.some(isRuled))) return null;
  const told: (readonly Outcome[] | undefined)[] = [];
  for (const { ways, said, isNamed } of requests) {
    // «… è possibile? dove va scritto?»: of what the rule told before is about.
    const before = told.flatMap((one) => queriesOf(one ?? [])).at(-1);
    const own = before?.type === 'rule' && !isNamed ? [[...said, ...nameOf(before.subject)]] : [];
    told.push(heldFirst([...own, ...ways].map((way) => understand(wordsOf(way), context))));
  }
  if (!told.some((one) => one && isHeld(one))) return null;
  const known = told.flatMap((one) => one ?? []);
  const all = known.filter((one) => {
    const same = known.filter((other) => isAlike(one, other));
    return one === (same.find((other) => isHeld([other])) ?? same[0]);
  });
  const says = (aspects: readonly Aspect[]): boolean =>
    queriesOf(all).some(
      (query) =>
        query.type === 'rule' &&
        law.rules.some(({ code, asks }) => code === query.rule && aspects.some((one) => asks.includes(one))),
    );
  // «… altrimenti chi interviene?»: what the rule that is told says anyhow.
  const left = requests.flatMap((one, at) =>
    told[at] !== undefined || (!one.isDoing && says(one.aspects)) ? [] : [wordsOf(one.said)],
  );
  if (requests.length === 1 && all.length === 1) return left.length > 0 ? null : all;
  return all.map((one) => (left.length > 0 && one.type === 'query' ? { ...one, ignored: left } : one));
}

/** A clause that asks: what it asks, and the ways in which it is read with the act that was named before it. */
interface Request {
  readonly said: readonly Token[];
  readonly aspects: readonly Aspect[];
  readonly isDoing: boolean;
  /** It names its act itself. */
  readonly isNamed: boolean;
  readonly ways: readonly (readonly Token[])[];
}

/** What a clause lends to those behind it: its subject, its words but those that ask, and its words but the subject. */
interface Lent {
  readonly subject: readonly Token[];
  readonly rest: readonly Token[];
  readonly asks: readonly Token[];
  readonly aspects: readonly Aspect[];
}

/** What a message asks of the law, by clauses; what is told beside it lends the act it names. None where no act is named. */
function requestsOf(
  tokens: readonly Token[],
  law: LawBook,
  nameOf: (subject: string) => readonly Token[],
): readonly Request[] {
  const roles = findPhrases(law.words, tokens);
  const has = (role: LawWord, at: number): boolean =>
    roles.some(({ from, to, meaning }) => meaning === role && from <= at && to > at);
  const subjects = longestMatches([...subjectsIn(law, tokens), ...barePlan(tokens, law, has)]);
  // «La modifica della scadenza»: no day is asked.
  const phrases = longestMatches(findPhrases(law.aspects, tokens)).filter(
    (one) => one.meaning !== 'when' || !subjects.some(({ from, to }) => from <= one.from && to >= one.to),
  );
  const organs = findPhrases(law.organs, tokens);
  const isInSubject = (at: number): boolean => subjects.some(({ from, to }) => from < at && to > at);
  const begins = tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const joined = before !== undefined && has('joins', at - 1);
    // «… perde solo il premio o rischia anche il posto?»: one thing follows.
    const isSaid = ({ meaning, from }: Match<Aspect>): boolean =>
      SAID_OF.has(meaning) ||
      (meaning === 'consequence' && phrases.some((one) => one.meaning === meaning && one.from < from));
    const asks = phrases.some((one) => one.from === at && !(joined && isSaid(one)));
    const opens =
      before !== undefined &&
      (token.clause !== before.clause ||
        token.pause ||
        roles.some(({ from, meaning }) => from === at && meaning === 'reason') ||
        (joined && (asks || has('if', at))));
    // «Il bilancio, il PEG e il DUP chi li approva?»
    const next = tokens.findIndex((one, from) => from >= at && !one.light);
    const isListed = subjects.some(({ to }) => to === at) && subjects.some(({ from }) => from === next);
    const isSame = token.clause === before?.clause && isListed;
    return at === 0 || (opens && !isInSubject(at) && !isSame) ? [at] : [];
  });
  const isInSome = (token: Token): boolean =>
    subjects.some(({ from, to }) => tokens.slice(from, to).includes(token));
  const isAct = (token: Token): boolean => law.actOf(token.text) !== null && !isInSome(token);
  const isDuty = (at: number): boolean =>
    has('going', at) && tokens.slice(at + 1, at + 3).some(({ text }) => isParticiple(text));
  let condition = 0;
  let lent: Lent | null = null;
  const requests: Request[] = [];
  for (const [place, start] of begins.entries()) {
    const to = begins[place + 1] ?? tokens.length;
    const opens = tokens.findIndex((_, at) => at >= start && !tokens[at]?.light && !has('joins', at));
    const isCondition = CONDITIONS.some((role) => has(role, opens));
    const isLast = to === tokens.length;
    // «Senza il PEG, si può spendere?»: with what is asked behind it; «… e se non lo approva?» asks by itself.
    if (isCondition && !isLast) continue;
    const from: number = Math.max(condition, start);
    condition = to;
    const own = phrases.filter((one) => one.from >= start && one.from < to);
    const all = subjects.filter((one) => one.from >= from && one.from < to);
    const [named] = [...all].sort(byWidth);
    const isBare = tokens
      .slice(from, to)
      .every((token, at) => token.light || has('joins', from + at) || isInSome(token));
    // «Chi approva il bilancio? e il rendiconto?»: what was asked before, of another.
    if (lent && named && own.length === 0 && isBare) {
      const { asks, aspects } = lent;
      for (const one of all) {
        const way = tokens.slice(one.from, one.to);
        requests.push({ said: way, aspects, isDoing: true, isNamed: true, ways: [[...asks, ...way]] });
      }
      continue;
    }
    const said = tokens.slice(isCondition ? start : from, to);
    const isJoined = all.slice(1).every(({ from: next }, at) => {
      const { to: end = next } = all[at] ?? {};
      const between = tokens.slice(end, next);
      const joins = between.some(({ pause }, place) => pause || has('joins', end + place));
      return joins && between.every(({ light, text }) => light && !OF_WHOM.test(text));
    });
    const asked = own.map(({ meaning }) => meaning);
    // «Il piano va approvato?»
    if (tokens.some((_, at) => at >= from && at < to && isDuty(at))) asked.push('obligatory');
    if (asked.length === 0 && isCondition && lent) asked.push('consequence');
    // «Vuole il referto: glielo manda il sindaco?»
    const hasOrgan = organs.some((one) => one.from >= from && one.to <= to);
    if (asked.length === 0 && !named && hasOrgan && said.some(isAct)) asked.push('who');
    // «Chi segue la bicipolitana e chi approva il rendiconto?»: something else is asked beside.
    if (!named && !lent && asked.some((one) => !SAID_OF.has(one))) return [];
    if (asked.length > 0 && (named || lent)) {
      const isDoing = said.some(isAct);
      // «Quando si approvano il rendiconto e il consolidato?»
      if (all.length > 1 && isJoined) {
        const asks = said.filter((token) => !isInSome(token));
        for (const one of all) {
          const way = [...asks, ...tokens.slice(one.from, one.to)];
          requests.push({ said: way, aspects: asked, isDoing, isNamed: true, ways: [way] });
        }
        continue;
      }
      // «… e se non lo approva?» is of the act that was named, and not of the doer alone.
      const ways = named
        ? [said]
        : isDoing
          ? [[...(lent?.subject ?? []), ...said]]
          : [
              [...said, ...(lent?.rest ?? [])],
              [...said, ...(lent?.rest ?? []).filter(isAct), ...(lent?.subject ?? [])],
            ];
      requests.push({ said, aspects: asked, isDoing, isNamed: named !== undefined, ways });
    }
    const rest = tokens
      .slice(from, to)
      .filter((_, at) => !own.some((one) => one.from <= from + at && one.to > from + at));
    const subject: readonly Token[] = named ? nameOf(named.meaning) : (lent?.subject ?? []);
    const asks: readonly Token[] =
      asked.length === 0 ? (lent?.asks ?? []) : said.filter((token) => !isInSome(token));
    if (named || (lent && asked.length > 0))
      lent = { subject, rest: named ? rest : [...rest, ...subject], asks, aspects: asked };
  }
  return requests;
}

const CONDITIONS: readonly LawWord[] = ['if', 'lacking', 'before', 'after'];

const byWidth = (a: { from: number; to: number }, b: { from: number; to: number }): number =>
  b.to - b.from - (a.to - a.from);

/** The first that a rule or a term of law answers; else that no rule is held which does. */
function heldFirst(readings: readonly (readonly Outcome[])[]): readonly Outcome[] | undefined {
  const ofLaw = readings.filter((one) => isSureOf(one) && queriesOf(one).every(isOfLaw));
  return ofLaw.find(isHeld) ?? ofLaw[0];
}

const isHeld = (outcomes: readonly Outcome[]): boolean =>
  queriesOf(outcomes).every((query) => query.type !== 'rule' || query.rule !== null);

/** The rule that it tells, be it all or all but some words. */
const codeOf = (outcome: Outcome): string | null =>
  outcome.type === 'query' && outcome.query.type === 'rule'
    ? (outcome.query.rule ?? outcome.query.near ?? null)
    : null;

/** They tell the same. */
const isAlike = (one: Outcome, other: Outcome): boolean =>
  isDeepStrictEqual(one, other) || (codeOf(one) !== null && codeOf(one) === codeOf(other));

/** Nothing was made of it, or no rule says it. */
const isUnread = (outcome: Outcome): boolean =>
  outcome.type !== 'query' || (outcome.query.type === 'rule' && outcome.query.rule === null);

/** "Il termine è perentorio?": said of the subject, and no other question. */
const SAID_OF: ReadonlySet<Aspect> = new Set<Aspect>([...MODAL, 'peremptory', 'still']);

const isOfLaw = (query: Query): boolean =>
  query.type === 'rule' || (query.type === 'date' && query.legal.length > 0);
