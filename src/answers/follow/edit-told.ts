import { searchTerms } from '../language/search.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Query, QueryOf } from '../query.ts';
import { goOnInPhase, recognisePhaseRows } from '../relations/phase.ts';
import { recogniseComposed } from '../understand/composed.ts';
import { effectFirst } from '../understand/dates.ts';
import { speaksOfDeadline } from '../understand/filters.ts';
import { withTerm } from '../understand/gapped.ts';
import { DECIDED, does, mentionsAct } from '../understand/limits.ts';
import { type Context, OF_WHAT, type Outcome } from '../understand/outcome.ts';
import { lacksSubject, type Reading, readTokens } from '../understand/reading.ts';
import { findBest } from '../understand/topic.ts';
import { talkOfAny } from './follow.ts';
import { FOLLOWS } from './goes-on.ts';
import { readFollow } from './read-follow.ts';
import { memberRefs } from './shown-set.ts';

type Asked = Omit<Context, 'reading'>;

/**
 * What goes on from an answer that was no rows of items and no figures: from acts, a day or a rule, the meaning of a word, an
 * open phase. Null where a word of it says anything else.
 */
export function recogniseEditOfTold(text: string, asked: Asked): Outcome | null {
  const previous = asked.conversation?.query;
  if (asked.lens !== null || !previous) return null;
  const context = { ...asked, reading: readTokens(asked.vocabulary, asked.cut(text)) };
  if (!EDITED.has(previous.type)) return actOfShown(context);
  const goesOn = FOLLOWS.test(text);
  const figure = figureOfTerm(context, previous);
  if (figure) return figure;
  const query =
    editActs(text, context, previous) ??
    editDates(context, previous, goesOn) ??
    editMonitoring(text, asked, previous, goesOn) ??
    (goesOn ? anotherTerm(context, previous) : null);
  if (query) return { type: 'query', query, assumed: true, alternatives: [] };
  return goesOn && previous.type === 'date' && isBareTopic(context.reading) ? OF_WHAT : null;
}

/** «E il piano della performance?», after a day: of no figure that bears the word. */
const isBareTopic = (reading: Reading): boolean =>
  reading.topic.length > 0 &&
  !namesSomething(reading) &&
  reading.tokens.every((token) => token.light || reading.topic.includes(token));

/** «Che vuol dire liquidato?», «quanto ne ha il settore 4?»: that figure of it. */
function figureOfTerm(context: Context, previous: Query): Outcome | null {
  const { reading, vocabulary, cut } = context;
  const [term, ...more] = previous.type === 'term' ? previous.terms : [];
  if (term === undefined || more.length > 0) return null;
  const said = reading.tokens.map(({ text }) => text);
  const before = readTokens(vocabulary, cut(`che vuol dire ${term}`));
  const words = withTerm(before, reading, vocabulary);
  if (words === null || words === said.join(' ')) return null;
  const composed = recogniseComposed(words, { ...context, conversation: null });
  return composed?.length === 1 ? (composed[0] ?? null) : null;
}

/**
 * «E la Giunta quando l’ha approvato?», after one item: the act that bears its name; asked back where there is none, and after
 * anything else that no act is of. Null where more is said.
 */
function actOfShown(context: Context): Outcome | null {
  const { reading, vocabulary, conversation } = context;
  const { tokens, spans } = reading;
  const talk = conversation && talkOfAny(vocabulary.index, conversation);
  const isDone = ({ text }: Token): boolean => DECIDED.has(vocabulary.law.actOf(text) ?? '');
  const isOfAct = (token: Token, at: number): boolean =>
    token.light ||
    isDone(token) ||
    isAsking(token) ||
    does(vocabulary, 'act', token) ||
    does(vocabulary, 'organ', token) ||
    spans.some(({ from, to, concept }) => from <= at && at < to && concept.startsWith('ask:'));
  const asks = tokens.some((token) => isDone(token) || does(vocabulary, 'act', token));
  if (!talk || !asks || !tokens.every(isOfAct)) return null;
  const [ref, ...others] = new Set(memberRefs({ ...talk, query: { ...talk.query, by: null } }));
  const item = others.length > 0 || ref === undefined ? undefined : vocabulary.index.byRef.get(ref)?.item;
  const query = item && datesOf(context, [item.shortTitle, item.title], false);
  return query && query.acts.length > 0 ? { type: 'query', query, assumed: true, alternatives: [] } : OF_WHAT;
}

const EDITED: ReadonlySet<Query['type']> = new Set<Query['type']>(['acts', 'date', 'term', 'monitoring']);

/** «Qual è l’ultimo?», «quali?», «quanti sono?», «mettili in ordine di data», after acts: of these. */
function editActs(text: string, { vocabulary, cut }: Context, previous: Query): QueryOf<'acts'> | null {
  if (previous.type !== 'acts' || previous.beside !== null) return null;
  const said = readFollow(text, vocabulary, cut);
  if (said === null || said === 'again') return null;
  const { named, figures, fold, share, contrast, group, level, rank, attributes, asks, ordered, means } =
    said;
  const isMore = fold ?? contrast ?? group ?? level ?? (share || null);
  if (isMore !== null || figures.length + attributes.length > 0) return null;
  if (![...means].every((one) => GOES_ON.has(one)) || (rank !== null && !ordered)) return null;
  const all = { ...previous, count: false, by: null, top: null };
  const [place, ...more] = named;
  // «Il più recente?»
  const [end, ...others] = place?.type === 'atoms' && place.manner === 'replace' ? place.atoms : [];
  if (end?.type === 'extreme' && more.length + others.length === 0)
    return { ...all, order: { from: end.place, limit: 1 } };
  if (place?.type === 'place' && place.manner === 'replace' && more.length === 0 && place.pick.place === 1)
    return { ...all, order: { from: place.pick.reversed ? 'last' : 'first', limit: place.pick.limit } };
  if (named.length > 0) return null;
  if (asks.has('count')) return { ...all, count: true };
  return asks.size > 0 || ordered || means.has('list') ? all : null;
}

const GOES_ON: ReadonlySet<string> = new Set(['now', 'those', 'list', 'order']);

/** «Da chi?», «con che delibera?», «entro quando?»: who, when and how of an act, a rule or a term. */
const asksOfAct = ({ reading, vocabulary }: Pick<Context, 'reading' | 'vocabulary'>): boolean =>
  reading.concepts.has('ask:when') ||
  reading.concepts.has('ask:consequence') ||
  speaksOfDeadline(reading) ||
  mentionsAct({ reading, vocabulary }) ||
  reading.tokens.some(
    ({ text }, at) => text === 'chi' && (at === 0 || /^(da|e|a)$/.test(reading.tokens[at - 1]?.text ?? '')),
  );

/** «Da chi?», after an act or a rule: the same again, which says all of it; «e il piano?»: the rule on that. */
function editDates(context: Context, previous: Query, goesOn: boolean): QueryOf<'date'> | null {
  const { reading, vocabulary } = context;
  if (namesSomething(reading)) return null;
  const asksOnly = asksOfAct(context) && reading.topic.every(isAsking);
  if (previous.type === 'date') {
    const known = previous.acts.length + previous.phases.length + previous.legal.length > 0;
    // The law comes first when the rule is asked, the body's own act when it is what happened.
    if (asksOnly) return known ? { ...previous, acts: [...effectFirst(context, previous.acts)] } : null;
    const words = reading.topic.map(({ text }) => text).join(' ');
    return goesOn && words !== '' ? datesOf(context, [words], previous.lawFirst) : null;
  }
  if (previous.type !== 'term' || !asksOnly) return null;
  // «Che cos’è il DUP?», «chi lo approva?»: the rule or the act whose name is that term.
  const entry = vocabulary.index.plan.glossary.find(({ term }) => term === previous.terms[0]);
  return entry ? datesOf(context, [entry.term, ...entry.aliases], true) : null;
}

const namesSomething = ({ kinds, items, structures, measures, concepts, states }: Reading): boolean =>
  kinds.length + items.length + structures.length + measures.length + states.length > 0 ||
  [...concepts].some((one) => one.startsWith('mon:'));

const ASKING =
  /^(chi|approv|adott|valid|attest|deliber|determin|numer|estrem|finit|iniziat|pubblic|present|esit|organ|atto|provvediment|data|va$|giorno)/;
const isAsking = ({ text }: { readonly text: string }): boolean => ASKING.test(text);

/** Acts and rules that bear one of the names in full; null when there are none. */
function datesOf(
  { vocabulary }: Context,
  names: readonly string[],
  lawFirst: boolean,
): QueryOf<'date'> | null {
  const { plan } = vocabulary.index;
  for (const name of names) {
    const tokens = tokenise(name).filter((token) => !token.light && token.type !== 'sign');
    const legal = findBest(vocabulary, vocabulary.legalSearch, tokens, IN_FULL);
    const acts = findBest(vocabulary, vocabulary.actSearch, tokens, IN_FULL);
    const isOfLaw = legal.coverage >= IN_FULL;
    if (!isOfLaw && acts.coverage < IN_FULL) continue;
    const codesIn = (
      { docs, coverage }: typeof legal,
      rows: readonly { readonly code: string }[],
    ): string[] => (coverage >= IN_FULL ? docs.slice(0, 2).flatMap((doc) => rows[doc]?.code ?? []) : []);
    const own = codesIn(acts, plan.acts);
    // «E il piano?»: its approval, and not what went on for months and bears its name too.
    const done = own.filter((code) => plan.acts.some((act) => act.code === code && act.endDate === null));
    return {
      type: 'date',
      acts: done.length > 0 ? done : own,
      phases: [],
      legal: codesIn(legal, plan.legalDeadlines),
      lawFirst: lawFirst && isOfLaw,
    };
  }
  return null;
}

const IN_FULL = 0.95;

/** «E liquidato?», after "che cosa vuol dire impegno?". */
function anotherTerm({ reading, vocabulary }: Context, previous: Query): QueryOf<'term'> | null {
  if (previous.type !== 'term') return null;
  const keys = reading.tokens.flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]));
  const terms = keys.map((key) => ({ key, alternatives: [] }));
  const [hit] = searchTerms(vocabulary.termSearch, terms, keys);
  const entry = hit && hit.coverage > 0.6 ? vocabulary.index.plan.glossary[hit.doc] : undefined;
  return entry ? { type: 'term', terms: [entry.term] } : null;
}

/** What goes on from how a phase stands, and is no question of its own. */
function editMonitoring(text: string, context: Asked, previous: Query, goesOn: boolean): Query | null {
  if (previous.type !== 'monitoring') return null;
  const reading = readTokens(context.vocabulary, context.cut(text));
  const isWhole =
    !goesOn &&
    (recognisePhaseRows(text, context) !== null ||
      (!lacksSubject(reading) && recogniseComposed(text, { ...context, conversation: null }) !== null));
  return isWhole ? null : goOnInPhase(text, previous, context);
}
