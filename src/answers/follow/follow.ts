import type { ItemRef } from '../../domain/types.ts';
import type { Conversation } from '../conversation.ts';
import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { areSides } from '../figures/figures-query.ts';
import { measuresOfCard } from '../grammar/cards.ts';
import { lower } from '../grammar/lower.ts';
import type { FollowMeaning } from '../grammar/pieces.ts';
import { isMoney } from '../grammar/values.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { isList, type Query } from '../query.ts';
import { ask, type Context, OF_WHAT, type Outcome, refuse } from '../understand/outcome.ts';
import { complement } from './complement.ts';
import { gapInPercent } from './contrast.ts';
import { atPlace, backTo, editQuery, isOneItem, leavesOut, withinPlace } from './edit-query.ts';
import { FOLLOWS } from './goes-on.ts';
import { raise, raiseOwner } from './raise.ts';
import { readFollow, type Said } from './read-follow.ts';
import { COUNT, isCount, memberRefs, setOf, sidesOf, type Talk } from './shown-set.ts';

/**
 * A question that goes on from the answer before: an edit of its query, or something done with what it showed. Null where
 * a word of it is not understood so.
 */
export function recogniseEdit(
  text: string,
  { vocabulary, conversation, lens, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null || !conversation?.query) return null;
  const before = talkOfAny(vocabulary.index, conversation);
  const read = before && readFollow(text, vocabulary, cut, before.query);
  if (!read) return null;
  if (
    conversation.query.type === 'fact' &&
    !asksOfItems(before, read) &&
    !isOfOwner(text, read, { vocabulary, cut })
  )
    return null;
  const { query: told } = conversation;
  // «Quante U.O. ha il settore 5?», «quali?»: they were told.
  const isToldAgain = told.type === 'structure' && told.aspect !== 'card' && isBareAsk(read);
  if (read === 'again' || isToldAgain)
    return { type: 'query', query: conversation.query, assumed: true, alternatives: [] };
  const [talk, said] = atPlace(backTo(before, read), read);
  const points = [...read.denied, ...read.named.flatMap((one) => (one.type === 'place' ? one.words : []))];
  const others = aboutOthers(conversation.query, said);
  if (others) return others;
  const cards = ofItems(talk, said, talk !== before) ?? ofChosen(talk, said);
  if (cards) return cards.type === 'query' ? { ...cards, points } : cards;
  const card = oneNamed(talk, said);
  if (card) return card;
  const [whose, ...places] = said.parts && said.have ? structuresIn(setOf(talk.index, talk.query)) : [];
  if (whose !== undefined && places.length === 0 && said.group === 'unit' && said.named.length === 0)
    return ask({ type: 'structure', codes: [whose], aspect: 'units' });
  if (said.means.has('why')) return asksWhy(conversation.query);
  const year = otherYear(said, talk);
  if (year !== null) return refuse({ reason: 'other_year', year });
  const isGap = areSides(conversation.query) && isBareShare(said);
  const edited = said.attributes.length > 0 ? null : isGap ? gapInPercent(talk) : editQuery(talk, said);
  // What leans on the answer before, and is not clear, is asked about: no other reading of it would be meant.
  if (!edited) {
    const leans =
      said.fold === 'sum' ||
      said.share ||
      (said.means.has('all') && said.rank !== null) ||
      said.named.some(leavesOut);
    const isOfNumber = said.named.some(({ type }) => type === 'number');
    return leans ||
      (said.attributes.length > 0 && !isOfNumber) ||
      [...said.means].some((one) => LEANING.has(one))
      ? OF_WHAT
      : null;
  }
  // «Quale di questi ha più obiettivi?», after structures: an item is one, and has no number of them.
  const byCount = edited.by === 'item' && edited.order;
  if (byCount && isCount(byCount.by)) return OF_WHAT;
  // «Chi gestisce il 33?», «qual è quello con meno personale?»: one thing is the least of nothing.
  if (said.rank !== null && edited.select.some(isOneItem)) return OF_WHAT;
  const query = lower(edited) ?? edited;
  // «Che cosa fa?», of one: its card, and no list of it.
  const listed =
    isList(query) && query.columns.length === 0
      ? query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []))
      : [];
  if (listed.length === 1)
    return ask({ type: 'item', items: listed, measures: [], attributes: [], department: null });
  return {
    type: 'query',
    query: askedAs(conversation.query, query),
    assumed: true,
    alternatives: [],
    points,
  };
}

/** «A quale settore appartiene?», after a figure of one item: a row of a table has none. */
const asksOfItems = ({ shown }: Talk, said: ReturnType<typeof readFollow>): boolean =>
  shown.length > 0 && said !== null && said !== 'again' && attributesOf(said, shown.length).length > 0;

/** «In che settore sta?», of one item: whose it is. */
const attributesOf = ({ attributes, where, group }: Said, items: number): Said['attributes'] =>
  where === 'which' && items === 1 && (group === 'department' || group === 'unit')
    ? ['responsible', ...attributes]
    : attributes;

/** «Quale settore ha più stampanti?», «e quanti obiettivi ha?»: what the structure of a table's row has besides, and not the same of another. */
function isOfOwner(
  text: string,
  said: ReturnType<typeof readFollow>,
  { vocabulary: { smallWords }, cut }: Pick<Context, 'vocabulary' | 'cut'>,
): boolean {
  if (said === null || said === 'again') return false;
  const isOfItems = said.named.every(({ type }) => type === 'kinds');
  const asks = said.figures.length + said.attributes.length + said.named.length > 0;
  const leans = said.own || FOLLOWS.test(text) || cut(text).some((one) => smallWords.is('owns', one.text));
  return isOfItems && asks && leans;
}

/** «E in percentuale?»: of what is not said. */
const isBareShare = ({ share, named, figures, asOne, ofAll, within, group, rank }: Said): boolean =>
  share &&
  !asOne &&
  !ofAll &&
  within === null &&
  group === null &&
  rank === null &&
  named.length + figures.length === 0;

/** «E i nidi?», after what one item costs or who it is of: the same of those that are about it, one by one. */
function aboutOthers(before: Query, { about, named }: Said): Outcome | null {
  const atoms = named.flatMap((one) => (one.type === 'atoms' && one.manner === 'replace' ? one.atoms : []));
  const refs = atoms.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  if (!about || before.type !== 'item' || atoms.length < named.length || refs.length === 0) return null;
  return { type: 'query', query: { ...before, items: refs }, assumed: true, alternatives: [] };
}

/** «Chi segue il 24?», «e il 25?»: what was asked of the one is asked of the other. */
const askedAs = (before: Query, query: Query): Query =>
  before.type === 'item' && query.type === 'item' && query.measures.length + query.attributes.length === 0
    ? { ...query, attributes: before.measures.length === 0 ? before.attributes : [] }
    : query;

/** What a message says after the answer before, of which it may go on; null where it does not read so. */
function heard(
  text: string,
  context: Omit<Context, 'reading'>,
): { readonly talk: Talk; readonly said: Said } | null {
  const { vocabulary, conversation, lens, cut } = context;
  const talk = lens === null && conversation?.query ? talkOf(vocabulary.index, conversation) : null;
  const said = talk && readFollow(text, vocabulary, cut, talk.query);
  return talk && said && said !== 'again' ? { talk, said } : null;
}

/**
 * What part the rows that were shown are of a whole that is named: "che quota fanno del totale accertato degli obiettivi?",
 * "e quanto pesa sul suo settore?". Asked back where they are no part of it; null where the message names what is a part.
 */
export function recogniseShareOfShown(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const read = heard(text, context);
  const said = read && withinPlace(read.talk, read.said);
  if (!said || said.within === null) return null;
  return said.named.every(({ type }) => type === 'place') ? recogniseEdit(text, context) : null;
}

/**
 * «Chi dei tre ha speso meno?», «quanto ci passa tra i due?»: so many of those that were shown, whatever else a table or a
 * text has of the words beside them. Asked back where there are not so many; null where none are counted.
 */
export function recogniseSeveral(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const these = heard(text, context)?.said.these ?? null;
  return these === null ? null : (recogniseEdit(text, context) ?? OF_WHAT);
}

/**
 * «Aggiungi il settore 3», «escludi il 12», «tra questi chi …»: words that do something with what was shown, whatever else a
 * table has of the name beside them.
 * @param isComplete the message says all it needs by itself: only «torna a …» makes it go on
 */
export function recogniseDeed(
  text: string,
  context: Omit<Context, 'reading'>,
  isComplete: boolean,
): Outcome | null {
  const read = heard(text, context);
  if (!read) return null;
  const { talk, said } = read;
  const query = context.conversation?.query;
  const asked = query?.type === 'item' ? query : null;
  const isAsked = asked !== null && asked.measures.length + asked.attributes.length > 0;
  // «La differenza tra il primo e il secondo»: of rows that were shown.
  const isOfPlaces =
    said.contrast !== null && said.named.length > 0 && said.named.every(({ type }) => type === 'place');
  // «Che rapporto c’è?»: of what was told, and no figure of a table with that name.
  const isBetween = said.contrast !== null && said.named.length + said.figures.length === 0;
  const does =
    (isAsked && said.about) ||
    (isBetween && !isComplete) ||
    (isOfPlaces && !isComplete) ||
    (isOrder(said) && !isComplete) ||
    // «Quali uffici li seguono?»: those of what was shown, and not all that there are.
    (said.where !== null && said.named.length === 0) ||
    (said.parts && said.named.length === 0) ||
    isPartOfMoney(talk.query, said) ||
    [...said.means].some((one) => one === 'back' || (!isComplete && DEEDS.has(one)));
  if (!does) return null;
  const edit = recogniseEdit(text, context);
  return edit?.type === 'query' ? edit : null;
}

/** «Quanto pesa il settore 4?», after what was spent in all: what part of that it is, and not its weight. */
const isPartOfMoney = ({ select, columns, by }: FiguresQuery, { weighs, named }: Said): boolean =>
  weighs &&
  by === null &&
  !select.some(({ type }) => type === 'items' || type === 'structure') &&
  columns.some((one) => one.type === 'fold' && isMoney(one.figure)) &&
  named.length === 1 &&
  named.every((one) => one.type === 'atoms' && one.atoms.every(({ type }) => type === 'structure'));

/** «Scusa, mi serviva il costo», «no aspetta, il settore 9»: what was asked is asked otherwise, whatever else has the words. */
export function recogniseCorrection(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const edit = heard(text, context)?.said.corrects ? recogniseEdit(text, context) : null;
  return edit?.type === 'query' ? edit : null;
}

/** «E i processi?», after one objective: every word of it is one that goes on, and it is not clear how. */
export const leansOn = (text: string, context: Omit<Context, 'reading'>): boolean =>
  heard(text, { ...context, lens: null }) !== null;

/** «Perché no?», after what was told of one item or of many: no courtesy. */
export function recogniseWhy(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary, conversation, lens, cut } = context;
  if (lens !== null || !conversation?.query) return null;
  const said = readFollow(text, vocabulary, cut);
  return said !== null && said !== 'again' && said.means.has('why') ? recogniseEdit(text, context) : null;
}

/** «Quale ha speso di più?», of which nothing is named. */
const isOrder = ({ rank, named, level, group }: Said): boolean =>
  rank !== null && named.length === 0 && level === null && group === null;

/** «Qual è il più costoso?»: of what, the question before says. */
export function isBareOrder(text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean {
  const said = readFollow(text, vocabulary, cut);
  return said !== null && said !== 'again' && isOrder(said);
}

/** «Quali?», «quanti sono?»: of what, the message before says. */
export const asksOnly = (text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean =>
  isBareAsk(readFollow(text, vocabulary, cut));

function isBareAsk(said: ReturnType<typeof readFollow>): boolean {
  if (said === null || said === 'again' || !(said.asks.has('which') || said.asks.has('count'))) return false;
  const { named, figures, attributes, rank, fold, group, level, where, contrast, within, share, means } =
    said;
  const isMore = rank ?? fold ?? group ?? level ?? where ?? contrast ?? within ?? (share || null);
  return isMore === null && named.length + figures.length + attributes.length + means.size === 0;
}

/** «E il primo?», «quello dopo?»: a place and nothing else, of what was shown. */
export function isBarePlace(text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean {
  const said = readFollow(text, vocabulary, cut);
  if (said === null || said === 'again' || said.named.length === 0) return false;
  const isMore = said.figures.length > 0 || said.rank !== null || said.fold !== null || said.group !== null;
  return !isMore && said.named.every(({ type }) => type === 'place');
}

/** "Chi li gestisce?", "e quando scade?", "che goal tocca?": asked of the items that were shown, of one where one was meant. */
function ofItems(talk: Talk, said: Said, isPlaced: boolean): Outcome | null {
  const { figures, named, rank, group, where, asks } = said;
  const { select, order } = talk.query;
  const set = setOf(talk.index, talk.query);
  const [structure] = isPlaced || order?.limit === 1 ? structuresIn(set) : [];
  const isOfStructure = structure !== undefined && talk.query.by !== 'item';
  // Of an order the first, or all that come first together.
  const first = order?.limit === 1 ? set.find((atom) => atom.type === 'items') : undefined;
  const one = order?.limit === 1 || select.some((atom) => atom.type === 'items' && atom.refs.length === 1);
  // «E gli altri quando scadono?»: those that are left.
  const rest = said.means.has('others') ? complement(talk) : null;
  const items = rest
    ? memberRefs({ index: talk.index, query: rest })
    : (first?.refs ?? (one ? ((said.them ? spokenOf(talk) : null) ?? talk.shown.slice(0, 1)) : talk.shown));
  const attributes = attributesOf(said, items.length);
  // «E quanti scadono dopo?»: how many is told by no card.
  if (attributes.length === 0 || asks.has('count')) return null;
  const isOfRole = attributes.every((asked) => asked === 'responsible');
  // «Quanti obiettivi ha ciascun ufficio?», «chi ne è il referente?»
  const { by } = talk.query;
  if (
    (by === 'unit' || by === 'department') &&
    order === null &&
    isOfRole &&
    !said.them &&
    named.length === 0
  )
    return ask({ type: 'structure', codes: [...structuresIn(select)], aspect: `${by}s` });
  // «Il settore che spende di più», «chi lo dirige?»
  if (isOfStructure && isOfRole) return ask({ type: 'structure', codes: [structure], aspect: 'card' });
  if (
    items.length === 0 ||
    named.length > 0 ||
    rank !== null ||
    (group !== null && (where !== 'which' || items.length > 1))
  )
    return null;
  // «Chi li segue?», of many: how many each office has.
  const isWhose = figures.length === 0 && select.length > 0 && isOfRole;
  if (items.length > MOST_CARDS)
    return isWhose ? ofOffices(rest === null ? talk : { ...talk, query: rest }) : null;
  return {
    type: 'query',
    query: {
      type: 'item',
      items: [...items],
      measures: [...new Set(figures.flatMap(({ figure }) => measuresOfCard(figure, talk.index)))],
      attributes: [...new Set(attributes.filter((one) => one !== null))],
      department: null,
    },
    assumed: true,
    alternatives: [],
  };
}

/** «E quello più caro di chi è?», «chi segue il 24?»: of the one that is chosen among those that were shown. */
function ofChosen(talk: Talk, said: Said): Outcome | null {
  if (said.attributes.length === 0 || (said.rank === null && said.named.length === 0)) return null;
  const [number] = said.named.flatMap((one) => (one.type === 'number' ? [one.value] : []));
  const numbered = talk.shown.filter((ref) => ref.endsWith(`:${number}`));
  const query =
    numbered.length > 0 ? talk.query : editQuery(talk, { ...said, attributes: [], asks: new Set() });
  const shown = numbered.length > 0 ? numbered : query ? memberRefs({ index: talk.index, query }) : [];
  const [only, ...more] = shown;
  if (query === null || only === undefined || more.length > 0) return null;
  const of: Atom = { type: 'items', refs: [only] };
  const one = { ...talk, query: { ...query, select: [of], order: null }, shown };
  return ofItems(one, { ...said, named: [], rank: null, means: new Set() }, false);
}

/** «Obiettivo 24», after how many there are: of one there is nothing to count. */
function oneNamed(
  { query }: Talk,
  { named, asks, means, rank, group, figures, attributes }: Said,
): Outcome | null {
  const [only, ...more] = named;
  const [atom, ...others] = only?.type === 'atoms' && only.manner === 'replace' ? only.atoms : [];
  const isAlone = more.length + others.length + figures.length + attributes.length === 0;
  const goesOn = [...means].every((one) => one === 'now');
  if (!isAlone || asks.size > 0 || !goesOn || rank !== null || group !== null) return null;
  if (atom?.type !== 'items' || atom.refs.length !== 1 || query.by === 'item') return null;
  if (query.columns.length === 0 || !query.columns.every(isCount)) return null;
  return ask({ type: 'item', items: [...atom.refs], measures: [], attributes: [], department: null });
}

/** «Chi li segue?», after one item and another: of all of those in turn. */
function spokenOf(talk: Talk): readonly ItemRef[] | null {
  const sides = talk.query.order === null ? sidesOf(talk, null, true) : null;
  const refs = sides?.each.flatMap((atom) => (atom.type === 'items' ? atom.refs : [])) ?? [];
  return refs.length > 1 ? refs : null;
}

function ofOffices({ index, query }: Talk): Outcome {
  const by = {
    ...query,
    select: setOf(index, query),
    by: 'unit',
    columns: [COUNT],
    having: [],
    order: null,
  } as const;
  return { type: 'query', query: lower({ ...by, fold: null }) ?? by, assumed: true, alternatives: [] };
}

const structuresIn = (select: readonly Atom[]): readonly string[] =>
  select.flatMap((atom) => (atom.type === 'structure' ? atom.codes : []));

/** Most items of which something is told one by one. */
const MOST_CARDS = 12;

/** "E nel 2020?", of a plan that is not there. */
function otherYear({ named: [only, ...more] }: Said, { query, index }: Talk): number | null {
  if (only?.type !== 'number' || more.length > 0 || only.value < 1990 || only.value > 2100) return null;
  const spans = query.select.some(({ type }) => type === 'ends' || type === 'begins');
  return spans || only.value === index.plan.head.year ? null : only.value;
}

const DEEDS: ReadonlySet<FollowMeaning> = new Set<FollowMeaning>(['add', 'drop', 'dropit', 'those', 'these']);

const LEANING: ReadonlySet<FollowMeaning> = new Set<FollowMeaning>([
  'others',
  'each',
  'split',
  'these',
  'those',
  'drop',
  'dropit',
  'gap',
  'lack',
  'common',
  'order',
  'next',
]);

/** What is said of words, rules or Traguardo itself stands beside the talk, which goes on from what was before. */
const BESIDE: ReadonlySet<Query['type']> = new Set(['term', 'rule', 'use', 'remark', 'check', 'about']);

export function talkOf(index: PlanIndex, { query, earlier, items }: Conversation): Talk | null {
  const all = query === null ? [] : [query, ...earlier];
  const last = all.findIndex(({ type }) => !BESIDE.has(type));
  const [raised, ...before] = all.slice(last).map((one) => raise(one, index));
  if (last < 0 || !raised) return null;
  return {
    index,
    query: raised,
    earlier: before.filter((one) => one !== null),
    shown: last === 0 ? items : [],
  };
}

/** After figures of a table: the items, or all that the structure has, that they were told of. */
function talkOfOwner(index: PlanIndex, { query }: Conversation): Talk | null {
  const raised = query?.type === 'fact' ? raiseOwner(query, index) : null;
  const shown = raised?.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : [])) ?? [];
  return raised && { index, query: raised, earlier: [], shown };
}

/** What was spoken of last, of rows of items or of a table. */
export const talkOfAny = (index: PlanIndex, conversation: Conversation): Talk | null =>
  talkOf(index, conversation) ?? talkOfOwner(index, conversation);

/** The document gives figures, seldom their reason: of one item it may say something, which its answer notes. */
const asksWhy = (query: Query): Outcome =>
  query.type === 'item' && query.items.length === 1
    ? {
        type: 'query',
        query: query.measures.length > 0 ? query : { ...query, measures: ['attainment'] },
        assumed: true,
        alternatives: [],
      }
    : refuse({ reason: 'no_reason' });
