import { isDeepStrictEqual } from 'node:util';
import type { ItemRef } from '../../domain/types.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import {
  type Atom,
  type Expr,
  type Figure,
  type FiguresQuery,
  type Grouping,
  type Level,
  NO_FIGURES,
} from '../figures/figures-query.ts';
import { DEADLINE } from '../figures/plain-figures.ts';
import type { RankBy, SaidFigure } from '../grammar/pieces.ts';
import { heldAgainst } from '../grammar/requests/request.ts';
import { columnsOf, isMoney, opposite, orderedBy, single } from '../grammar/values.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { complement, restOf, widened } from './complement.ts';
import { contrast } from './contrast.ts';
import { editSet, kindsOf } from './edit-set.ts';
import { leftOutside } from './left-outside.ts';
import { ENDS, type Said } from './read-follow.ts';
import {
  asOneCost,
  COUNT,
  isCount,
  isOfDepartments,
  joined,
  listAbout,
  memberRefs,
  rowsAt,
  setOf,
  sidesOf,
  type Talk,
} from './shown-set.ts';

/*
 * A question that goes on from another edits its query part by part: which set, which figures, a row for each of what, in
 * which order. What is not said stays as it was.
 */

const sum = (figure: Figure): Expr => ({ type: 'fold', fold: 'sum', figure });

/** «Il settore 2 ha impegnato più del 4?», «e liquidato?»: the same is held against the same, in another figure; null where it is not. */
function heldInAnother(query: FiguresQuery, { figures, ...said }: Said): FiguresQuery | null {
  const [figure, ...more] = figures.flatMap((one) => (one.fold === null ? columnsOf(one.figure) : []));
  const isBare =
    said.named.length === 0 && said.group === null && said.rank === null && said.fold === null && !said.share;
  if (figure === undefined || more.length > 0 || !isBare || said.contrast !== null) return null;
  const ofIt = (expr: Expr): Expr => {
    if (expr.type === 'fold') return { ...expr, figure };
    if (expr.type === 'over') return { ...expr, expr: ofIt(expr.expr) };
    return expr.type === 'op' ? { ...expr, left: ofIt(expr.left), right: ofIt(expr.right) } : expr;
  };
  // What it was held to be is an amount of the old figure, unless it is held against another thing's.
  const isHeld =
    query.columns.length > 0 &&
    query.columns.every((one) => one.type === 'op' && one.op !== '%' && one.right.type === 'over');
  return isHeld && (query.claim == null || query.claim.value === 0)
    ? { ...query, columns: query.columns.map(ofIt) }
    : null;
}

/** «Quali settori hanno raggiunto tutto?», «e il 9?»: whether it has, and no list of those that have. */
export function editQuery(talk: Talk, said: Said): FiguresQuery | null {
  const query = edited(talk, said);
  const [held, ...more] = query?.having ?? [];
  const [place, ...others] = query?.select.filter(({ type }) => type !== 'kind') ?? [];
  const isOne = place?.type === 'structure' && place.codes.length === 1 && place.level === query?.by;
  const isToldOfIt = held !== undefined && 'value' in held.than && more.length + others.length === 0;
  if (query === null || !isOne || !isToldOfIt || !said.named.some(({ manner }) => manner === 'replace'))
    return query;
  return {
    ...query,
    by: null,
    columns: [held.expr],
    having: [],
    claim: { op: held.op, value: held.than.value },
  };
}

/** The query that goes on from the last one; null where it is not clear which. */
function edited(before: Talk, asked: Said): FiguresQuery | null {
  const again = heldInAnother(before.query, asked);
  if (again) return again;
  // Another figure is claimed to be nothing.
  if (before.query.claim != null && asked.figures.length > 0)
    return editQuery({ ...before, query: { ...before.query, claim: null } }, asked);
  // «Tutti e tre gli staff»: those that are named, and none that were shown.
  if (asked.these !== null && asked.these === namedTogether(asked))
    return editQuery(before, { ...asked, these: null, means: without(asked.means, 'these') });
  const ofOne = heldOfOne(before, asked);
  if (ofOne) return editQuery(before, ofOne);
  const talk = inItsOrder(before, asked);
  if (!asked.named.every((one) => isOfLevel(one, talk.query) && isOfMeanTold(one, talk.query))) return null;
  const said = asked.weighs ? weighed(talk, asked) : withinPlace(talk, asked);
  const ofIts = firstOfIts(talk, said);
  if (ofIts) return ofIts;
  const dropping = firstLeftOut(talk, said);
  if (dropping) return dropping;
  if (countsRows(said) && talk.query.by !== 'department' && talk.query.by !== 'unit') return null;
  // «E dividi per due»: into no kinds.
  if (said.means.has('split') && said.group === null) return null;
  if (said.means.has('each'))
    return editQuery(talk, { ...said, means: without(said.means, 'each'), group: rowsOf(talk.query) });
  const whole = wholeOfOrder(talk, said) ?? inYear(talk, said);
  if (whole) return whole;
  // «In rapporto al numero di obiettivi», of an amount: how much there is for each is no part of it.
  const isAmount = talk.query.columns.length > 0 && !talk.query.columns.every(isCount);
  if (said.share && said.asks.has('count') && namesKind(said) && isAmount) return null;
  const net = said.net ?? partLeftOut(talk.query, said);
  if (net !== null) return netOf(talk, said, net);
  if (said.means.has('next')) return following(talk, said);
  if (said.contrast !== null) return againstTold(talk, said) ?? contrast(talk, said);
  if (isOfThese(said)) return contrast(talk, { ...said, contrast: '-' });
  // «Escludi quello del settore 5: quanto fanno gli altri?»: those that are left.
  const dropped = said.named.map((one) => (leavesOut(one) ? { ...one, manner: 'drop' as const } : one));
  if (said.means.has('others') && dropped.some(({ manner }) => manner === 'drop'))
    return editQuery(talk, {
      ...said,
      // «Quanto fanno» asks for what they are together.
      fold: said.fold ?? (said.asks.has('value') && talk.query.by !== 'item' ? 'sum' : null),
      named: dropped,
      means: without(said.means, 'others'),
      these: null,
    });
  if (said.means.has('others') || said.named.some(({ type }) => type === 'turned')) return others(talk, said);
  if (said.named.some(({ type }) => type === 'last')) return leftOut(talk, said);
  const mean = meanOfRows(talk.query, said) ?? meanOfTwo(talk, said);
  if (mean) return mean;
  const several = severalOf(talk, said);
  if (several === 'unclear') return null;
  if (several === null && isTotalOfOne(talk.query, said)) return ofAll(talk);
  // «Li hanno incassati tutti?», of what one accounts for: of that, and not of all that there are.
  if (said.means.has('all') && said.done && isOne(talk.query) && said.figures.length > 0)
    return editQuery(talk, { ...said, means: without(said.means, 'all') });
  if (said.means.has('all') && several === null && said.named.length === 0)
    // «Il più caro tra tutti?»: all of what was shown, or of what there is.
    return said.rank === null || talk.query.by === 'item' ? all(talk, said) : null;
  if (said.where !== null) return placesOf(talk, said);
  const held = heldRowsCounted(talk, said);
  if (held) return held;
  const other = turnedLimit(talk.query, said);
  if (other) return other;
  const rows = rowsHeld(talk, said) ?? rowsAgainstMean(talk, said) ?? rowsCounted(talk, said);
  if (said.named.some(({ type }) => type === 'mean') && rows === null) return null;
  if (rows) return rows;
  const base = several ?? besideLast(talk, said) ?? baseOf(talk, said);
  if (several === null && said.named.length > 0 && said.named.every(leavesOut)) {
    const outside = leftOutside(talk, base, said);
    if (outside !== 'inside') return outside;
  }
  const select = editSet(talk, base.select, said);
  if (select === null) return null;
  const part = shareOfSet(talk.index, base, select, said);
  if (part) return part;
  const columns = base.columns.map((one) => ofTheirWhole(talk.index, one, base.select, select));
  const changed = ofAnotherSet(
    { ...base, columns, select: havingFigure(counting(select, said), said) },
    said,
  );
  const places = said.named.filter((one) => one.type === 'place' && one.manner !== 'drop');
  const adds = said.fold === 'sum' && places.length > 0 && said.rank === null;
  if (said.rank !== null || said.ordered || places.length > 0)
    return addedUp(talk, ordered(talk, changed, said), adds);
  return figured(talk, changed, said);
}

/**
 * «Quanto ha liquidato il secondo?», «chi segue il terzo?»: what is asked is asked of the row that has that place, of which
 * it is said no more; «e il terzo?», after one row of several: the same of another.
 * @returns the talk and what was said as they are, where no place is meant so
 */
export function atPlace(before: Talk, said: Said): readonly [Talk, Said] {
  const kind = before.query.select.find(({ type }) => type === 'kind');
  // «Il secondo processo», of processes.
  const meant = said.named.filter(
    (one) => one.type !== 'kinds' || kind?.type !== 'kind' || !isDeepStrictEqual(one.kinds, kind.kinds),
  );
  // «Elencami gli obiettivi del primo»: what it has.
  const isOfIts = said.named.some((one) => one.type === 'kinds' && one.plural) && said.asks.size > 0;
  const kinds = isOfIts ? meant.filter(({ type }) => type === 'kinds') : [];
  const [only, ...more] = meant.filter((one) => !kinds.includes(one));
  const goesOn = said.rank === null && said.contrast === null && said.group === null && !said.ordered;
  if (only?.type !== 'place' || only.manner !== 'replace' || more.length > 0 || !goesOn)
    return [before, said];
  const isAsked = said.attributes.length + said.figures.length > 0 || said.share || said.weighs || isOfIts;
  const list = listAbout(before);
  const isSame = list !== before && isOne(before.query) && before.query.order === null;
  if (list === null || !(isAsked || isSame) || !isOfLevel(only, list.query)) return [before, said];
  const query = rowsAt(list, only.pick);
  if (query === null) return [before, said];
  // «Quanti obiettivi ha il primo?», «e il secondo?», of structures.
  const kept = said.share ? list.query : isSame && list.query.by !== 'item' ? before.query : null;
  const ofKind = kept?.select.filter(({ type }) => type === 'kind') ?? [];
  const columns = isSame && !said.share ? before.query.columns : query.columns;
  const shown = query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  return [
    {
      ...list,
      query: { ...query, columns, select: [...ofKind, ...ofAllTheirs(list.query, said, query.select)] },
      shown,
    },
    { ...said, named: kinds },
  ];
}

/** «Il secondo settore», of settori in an order. */
const isOfLevel = (one: Said['named'][number], { by }: FiguresQuery): boolean =>
  one.type !== 'place' || one.level === null || one.level === by;

/** «Chi sta sopra?», after a mean. */
const isOfMeanTold = (one: Said['named'][number], { fold, columns, select }: FiguresQuery): boolean =>
  one.type !== 'mean' ||
  !one.told ||
  fold === 'mean' ||
  select.some(({ type }) => type === 'bound') ||
  columns.some((column) => column.type === 'fold' && column.fold === 'mean');

/** What holds of items that are above or below the mean. */
const meanIn = (select: readonly Atom[]): Extract<Atom, { type: 'bound' }> | undefined =>
  select.flatMap((atom) => (atom.type === 'bound' && 'mean' in atom.than ? [atom] : []))[0];

/** «Quanti ne hanno più di 6?»: it is asked of structures, each of which has so many. */
const countsRows = ({ named }: Said): boolean =>
  named.some(
    (one) =>
      one.type === 'atoms' && one.atoms.some((atom) => atom.type === 'bound' && atom.figure === 'items'),
  );

/** «Che quota è del settore 4?», after what is all of that department: it is the whole, and not another set. */
export function withinPlace({ index, query }: Talk, said: Said): Said {
  const [only, ...more] = said.named;
  const atoms = only?.type === 'atoms' && only.manner === 'replace' ? only.atoms : [];
  // «E sul settore?», after what part one item is of everything.
  const [told] = query.columns;
  const isPartTold = told?.type === 'op' && told.op === '%' && query.select.every(isOneItem);
  const isShare = (said.share && said.asOne) || isPartTold;
  if (!isShare || said.within !== null || more.length > 0 || atoms.length !== 1) return said;
  if (atoms[0]?.type !== 'structure' || query.select.some(({ type }) => type === 'structure')) return said;
  const parts = memberRefs({
    index,
    query: { ...query, select: setOf(index, query), by: null, order: null },
  });
  const all = new Set(memberRefs({ index, query: { ...NO_FIGURES, select: atoms } }));
  const isPart = parts.length > 0 && parts.length < all.size && parts.every((ref) => all.has(ref));
  return isPart ? { ...said, share: true, within: atoms, named: [] } : said;
}

/** «Quali di questi hanno liquidato più di 100.000?», after structures: the limit is to what each of them has in all. */
function rowsHeld(
  { index, query }: Talk,
  { means, asks, named, figures, rank, fold, partitive }: Said,
): FiguresQuery | null {
  if (query.by !== 'department' && query.by !== 'unit') return null;
  // «E quali hanno incassato più di 100.000?», after those that have nothing of it: of all that there are.
  const isAnew = query.having.length > 0 && asks.has('which') && (partitive || !means.has('those'));
  if (!(isAnew || means.has('those')) || named.length === 0) return null;
  if (figures.length > 0 || rank !== null || fold !== null) return null;
  const bounds = named.flatMap((one) =>
    one.type === 'atoms' && one.manner !== 'drop'
      ? one.atoms.map((atom) => (atom.type === 'bound' && 'value' in atom.than ? atom : null))
      : [null],
  );
  const held = bounds.filter((one) => one !== null);
  if (held.length < bounds.length) return null;
  const counted = query.columns.every(isCount) && !held.some(({ figure }) => figure === 'items');
  return {
    ...query,
    // «Quanti ne hanno più di 6?», after the first of an order: of all that were put in it.
    select: (isAnew || query.order?.limit === 1 ? query.select : setOf(index, query)).filter(
      ({ type }) => !counted || type !== 'kind',
    ),
    columns: [...new Set(held.map(({ figure }) => figure))].map(sum),
    having: held.map(({ figure, op, than }) => ({ expr: sum(figure), op, than })),
    order: null,
    fold: asks.has('count') ? 'count' : null,
  };
}

/** «Quanti sono?», after the structures of which something holds, or all that there are: these, and not their items. */
const heldRowsCounted = (
  { query }: Talk,
  { asks, named, figures, rank, group, means }: Said,
): FiguresQuery | null =>
  asks.has('count') &&
  (query.having.length > 0 || isOfDepartments(query)) &&
  query.fold === null &&
  (query.by === 'department' || query.by === 'unit') &&
  named.length + figures.length === 0 &&
  rank === null &&
  group === null &&
  [...means].every((one) => one === 'now' || one === 'those')
    ? { ...query, fold: 'count' }
    : null;

/** «In quali settori stanno?», «in quanti uffici sono?»: where the items are that were shown. */
function placesOf({ index, query }: Talk, { where, group, named }: Said): FiguresQuery | null {
  if (named.length > 0) return null;
  const select = setOf(index, query);
  const fold = where === 'many' ? 'count' : null;
  return { ...query, select, by: group, columns: [COUNT], having: [], order: null, fold };
}

/** «Quanti settori stanno sopra la media?», «e quelli sotto la media?»: of what was told of each, and of all of its rows. */
function rowsAgainstMean({ query }: Talk, { named, asks, level, figures }: Said): FiguresQuery | null {
  const [only, ...more] = named;
  if (only?.type !== 'mean' || only.manner !== 'replace' || more.length > 0 || figures.length > 0)
    return null;
  // «E sotto?», after those above it.
  const held = only.told ? meanIn(query.select) : undefined;
  if (held) {
    const select = query.select.map((atom) => (atom === held ? { ...held, op: only.op } : atom));
    return asks.has('count')
      ? { ...query, select, by: null, columns: [COUNT], order: null }
      : { ...query, select };
  }
  const [column, ...others] = query.order === null ? asOneCost(query.columns) : [query.order.by];
  const by = level ?? query.by;
  if (column?.type !== 'fold' || others.length > 0 || by === 'kind') return null;
  const isOfItems = by === 'item' || (by === null && column.fold === 'mean');
  if (isOfItems) {
    const { figure } = column;
    const select = [...query.select, { type: 'bound', figure, op: only.op, than: { mean: true } } as const];
    const isCounted = asks.has('count');
    return {
      ...query,
      select,
      by: isCounted ? null : 'item',
      columns: [isCounted ? COUNT : sum(figure)],
      order: null,
    };
  }
  if (by === null || column.fold === 'mean') return null;
  return {
    ...query,
    by,
    columns: [column],
    having: [{ expr: column, op: only.op, than: { mean: true } }],
    order: null,
    fold: asks.has('count') ? 'count' : null,
  };
}

/** «Quanti uffici hanno …?», «quali sono?»: these. */
const rowsCounted = ({ query }: Talk, { asks, named, figures, rank, group }: Said): FiguresQuery | null =>
  query.fold === 'count' &&
  (query.by === 'department' || query.by === 'unit') &&
  asks.has('which') &&
  named.length + figures.length === 0 &&
  rank === null &&
  group === null
    ? { ...query, fold: null }
    : null;

/**
 * «E il secondo?», after what one or all of an order make together: of that order; «e quello che costa meno?», after what one
 * row is or when it ends: of the rows that it is one of.
 */
function inItsOrder(talk: Talk, { named, rank, refers, means, these }: Said): Talk {
  const { query } = talk;
  const isOfRows =
    rank !== null && named.length + means.size === (means.has('now') ? 1 : 0) && these === null;
  if (isOfRows && isOne(query) && query.order === null) {
    const rows = rowsAbout(talk);
    // «Qual è il più costoso?», after how many objectives the first department has: of those, and no department.
    return refers || rows.query.by === 'item' || query.columns.length === 0 ? rows : talk;
  }
  const at = talk.earlier.findIndex(({ order }) => order !== null);
  const order = talk.earlier[at];
  const between = [query, ...talk.earlier.slice(0, Math.max(0, at))];
  const areFolds = between.every(
    (one) => one.order === null && (one.by === null || one.by === 'kind') && one.columns.length > 0,
  );
  const isPlace =
    means.has('next') ||
    (named.length > 0 && named.every(({ type, manner }) => type === 'place' && manner === 'replace'));
  // «E quello che ha impegnato di più?», after how many objectives the one with least has.
  const by = rank?.by ? JSON.stringify(byOf(rank.by)) : null;
  const isOther = refers && named.length === 0 && by === JSON.stringify(order?.order?.by);
  return (isPlace || (isOther && order?.by !== 'item')) && areFolds && order?.order?.per === null
    ? { ...talk, query: order, earlier: talk.earlier.slice(at + 1) }
    : talk;
}

/** The rows of which one was told, or else the talk as it is. */
function rowsAbout(talk: Talk): Talk {
  const list = listAbout(talk);
  if (list === null || list === talk) return talk;
  const isOfAll = list.query.order === null && memberRefs(list).length === memberRefs(talk).length;
  return isOfAll ? talk : list;
}

/** «Torna all’elenco di prima»: the last answer but one that was of another set. */
export function backTo(talk: Talk, { means }: Said): Talk {
  if (!means.has('former')) return talk;
  const at = talk.earlier.findIndex(({ select }) => !isDeepStrictEqual(select, talk.query.select));
  const query = talk.earlier[at];
  return query === undefined
    ? talk
    : {
        ...talk,
        query,
        earlier: talk.earlier.slice(at + 1),
        shown: memberRefs({ index: talk.index, query }),
      };
}

/** «E nel 2023?», after what goes on in 2022: the same of another year. */
function inYear({ query }: Talk, { named: [only, ...more] }: Said): FiguresQuery | null {
  if (only?.type !== 'number' || more.length > 0 || !isYear(only.value)) return null;
  const shifted = query.select.map((atom): Atom => {
    if (atom.type !== 'ends' && atom.type !== 'begins') return atom;
    const { from, to } = atom;
    return { ...atom, from: isYear(from) ? only.value : from, to: isYear(to) ? only.value : to };
  });
  return shifted.every((atom, at) => atom === query.select[at]) ? null : { ...query, select: shifted };
}

const isYear = (value: number): boolean => value > 1900 && value < 2100;

/** «E in totale?», after what one thing is or has: that was told. */
const isTotalOfOne = (
  query: FiguresQuery,
  { fold, named, figures, rank, group, share, these, asks, means, level }: Said,
): boolean =>
  fold === 'sum' &&
  isOne(query) &&
  query.order === null &&
  query.columns.length > 0 &&
  named.length + figures.length + asks.size === 0 &&
  (rank ?? group ?? level ?? these) === null &&
  !share &&
  [...means].every((one) => one === 'now');

/** «E in totale?», after what a department spent: all that was spent; not clear after what its people cost, or after one item. */
function ofAll({ query }: Talk): FiguresQuery | null {
  const rest = query.select.filter(({ type }) => type !== 'structure');
  const isOfPlace = rest.length < query.select.length && rest.every(({ type }) => type === 'kind');
  const isWhole = asOneCost(query.columns).every((one) => one.type === 'fold' && one.figure !== 'personnel');
  return isOfPlace && isWhole ? { ...query, select: rest } : null;
}

/** «E in tutto?», after the one that comes first: all that it was the first of. */
function wholeOfOrder(
  { query, earlier }: Talk,
  { fold, named, figures, rank, these, means, asks, weighs }: Said,
): FiguresQuery | null {
  const { order } = query;
  if (order?.limit !== 1 || order.from !== 1 || order.per !== null) return null;
  if (fold === 'sum' && earlier[0]?.order != null) return null;
  const ofItems = weighs && query.by === 'item';
  const ordered = order.by.type === 'fold' ? order.by.figure : null;
  const own = named.length === 0 && (ofItems || figures.every(({ figure }) => figure === ordered));
  const bare = own && rank === null && these === null && !asks.has('count');
  if (fold === null || !bare || means.has('together') || means.has('those')) return null;
  // «Qual è la media?», after the one that has most: of all of them.
  if (fold !== 'sum')
    return order.by.type !== 'fold' || order.by.fold !== 'sum'
      ? null
      : query.by === 'item'
        ? { ...query, by: null, columns: [{ ...order.by, fold }], having: [], order: null, fold: null }
        : { ...query, columns: [order.by], having: [], order: null, fold };
  const columns = ofItems ? [sum('weight')] : [order.by];
  return { ...query, by: null, columns, having: [], order: null, fold: null };
}

/** "E i tre dopo?", "i due successivi", "e il seguente?": the places after those that an order showed. */
function following(talk: Talk, said: Said): FiguresQuery | null {
  const { query } = talk;
  const { order } = query;
  const [named, ...others] = said.named;
  const count = said.these ?? (named?.type === 'number' ? named.value : null);
  const isClear = others.length === 0 && (named === undefined || named.type === 'number');
  const after = isClear && count === null ? itemAfter(talk) : null;
  if (after !== null) return { ...query, select: [{ type: 'items', refs: [after] }] };
  if (!isClear || order === null || order.limit === null || order.per !== null) return null;
  const limit = count ?? (said.one ? 1 : order.limit);
  return { ...query, order: { ...order, from: order.from + order.limit, limit } };
}

/** «E quello dopo?», after the card of one item: the next of its kind. */
function itemAfter({ index, query: { select, by, order } }: Talk): ItemRef | null {
  const [atom, ...more] = select;
  const [ref, ...others] = atom?.type === 'items' ? atom.refs : [];
  const one = ref === undefined ? undefined : index.byRef.get(ref);
  if (!one || more.length + others.length > 0 || by !== null || order !== null) return null;
  const after = index.items.filter(
    ({ item }) => item.kind === one.item.kind && item.number > one.item.number,
  );
  return after.toSorted((a, b) => a.item.number - b.item.number)[0]?.ref ?? null;
}

/** "E per il settore 5?", after the second three of an order: the first three of another. */
const ofAnotherSet = (query: FiguresQuery, { named }: Said): FiguresQuery =>
  query.order !== null && (query.order.limit ?? 0) > 1 && named.some(({ type }) => type === 'atoms')
    ? { ...query, order: { ...query.order, from: 1 } }
    : query;

/** «Escludi il processo 3»: of what is named all is left out. */
export const leavesOut = (one: Said['named'][number]): boolean =>
  one.manner === 'drop' || (one.type === 'atoms' && one.atoms.every(({ type }) => type === 'not'));

const without = <T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> =>
  new Set([...set].filter((other) => other !== one));

/** "E quella con meno processi?": processes are counted, whatever was before. */
function counting(select: readonly Atom[], { rank }: Said): readonly Atom[] {
  const kinds = rank?.by && 'count' in rank.by ? rank.by.count : [];
  return kinds.length === 0
    ? select
    : [...select.filter(({ type }) => type !== 'kind'), { type: 'kind', kinds }];
}

/** «È stato raggiunto?», «ha impegnato più di 10.000?», of one item: what it has of that is told, and no other item. */
function heldOfOne({ query }: Talk, said: Said): Said | null {
  const isOfOne = query.order === null && query.by === null && query.select.some(isOneItem);
  const figures = said.named.flatMap((one) =>
    one.type === 'atoms' && one.manner === 'replace'
      ? one.atoms.flatMap((atom) => (isHeld(atom) ? [{ figure: atom.figure, fold: null }] : []))
      : [],
  );
  const named = said.named.filter((one) => one.type !== 'atoms' || !one.atoms.some(isHeld));
  // «E il 12 è stato raggiunto?»: of another.
  const isOfItems = named.every(
    (one) => one.type === 'number' || (one.type === 'atoms' && one.atoms.every(isOneItem)),
  );
  const isMore = said.asks.size + without(said.means, 'now').size > 0 || said.refers || said.rank !== null;
  return isOfOne && isOfItems && !isMore && figures.length === 1 && said.named.length - named.length === 1
    ? { ...said, named, figures, asks: new Set(['value'] as const) }
    : null;
}

const isHeld = (atom: Atom): atom is Extract<Atom, { type: 'bound' | 'declared' }> =>
  atom.type === 'bound' || atom.type === 'declared';

export const isOneItem = (atom: Atom): boolean => atom.type === 'items' && atom.refs.length === 1;

/** «E meno?», «e sopra?», after those beyond an amount: those on its other side. */
function turnedLimit(query: FiguresQuery, said: Said): FiguresQuery | null {
  const [limit, ...more] = query.select.filter(({ type }) => type === 'bound');
  const [only, ...others] = said.named;
  const told = only?.type === 'mean' && only.told && others.length === 0 ? only.op : null;
  const isTurned = said.named.length === 0 && said.rank !== null && said.rank.by === null;
  const op = told ?? (isTurned ? (said.rank?.direction === 'least' ? 'lt' : 'gt') : null);
  const isBare = said.figures.length + said.asks.size === 0 && said.means.has('now') && said.means.size === 1;
  if (op === null || !isBare || more.length > 0 || limit?.type !== 'bound' || !('value' in limit.than))
    return null;
  return { ...query, select: query.select.map((atom) => (atom === limit ? { ...limit, op } : atom)) };
}

/** How many structures a message names. */
const namedTogether = ({ named }: Said): number =>
  named
    .flatMap((one) => (one.type === 'atoms' && one.manner === 'replace' ? one.atoms : []))
    .reduce((sum, atom) => sum + (atom.type === 'structure' ? atom.codes.length : 0), 0);

/** «Ciascuno quanti ne ha?»: of what the rows were that were shown, or else of each thing that was named. */
const rowsOf = ({ by, select }: FiguresQuery): Said['group'] =>
  by === 'department' || by === 'unit' || by === 'goal' ? by : (severalPlaces(select)?.level ?? 'item');

const severalPlaces = (select: readonly Atom[]): Extract<Atom, { type: 'structure' }> | undefined =>
  select.flatMap((atom) => (atom.type === 'structure' && atom.codes.length > 1 ? [atom] : []))[0];

/** «Quali hanno entrate?», «quali hanno costi impegnati?»: those that declare it. */
function havingFigure(select: readonly Atom[], { have, asks, figures, rank, named }: Said): readonly Atom[] {
  const [only, ...more] = figures;
  const isAsked = have && asks.has('which') && rank === null && named.length + more.length === 0;
  const figure = isAsked && only ? single(only.figure) : null;
  return figure === null ? select : [...select, { type: 'declared', figure }];
}

/** "Quanto pesa?": of an item its weight, and of several together theirs; of anything else its share. */
function weighed({ query: { select, by, order, columns } }: Talk, said: Said): Said {
  // «E gli altri quanto pesano?», of objectives that were counted by their weight.
  const ofWeight = select.some((atom) => atom.type === 'bound' && atom.figure === 'weight');
  const together = said.fold === 'sum' || said.these !== null || said.means.has('together');
  // Of items that were listed or counted no amount was told that they could be a part of.
  const items =
    ofWeight ||
    (order === null && (by === null || by === 'item') && !columns.some(isAmount)) ||
    select.some(({ type }) => type === 'items') ||
    (by === 'item' && (order?.limit === 1 || together));
  return items
    ? { ...said, figures: [{ figure: 'weight', fold: null }], asks: new Set([...said.asks, 'value']) }
    : { ...said, share: true };
}

const isAmount = (expr: Expr): boolean => expr.type !== 'fold' || isMoney(expr.figure);

/** «E senza il personale?», after what something costs: that part of it is left out, and not what declares it. */
function partLeftOut(
  { columns, by }: FiguresQuery,
  { named: [only, ...more], asks, refers, means }: Said,
): SaidFigure | null {
  const [atom, ...others] = only?.type === 'atoms' ? only.atoms : [];
  const denied = atom?.type === 'not' && atom.atom.type === 'declared' ? atom.atom.figure : null;
  const isBare = more.length + others.length + asks.size === 0 && !refers && !means.has('those');
  const isPart = columns.some((one) => one.type === 'fold' && one.figure === 'resources');
  const isOfCost = denied === 'personnel' || denied === 'settled';
  return isBare && isPart && isOfCost && by !== 'item' ? denied : null;
}

/** «Di quanto?», «e rispetto al settore 9?», after one that was held against another: that difference, or that from another. */
function againstTold(talk: Talk, said: Said): FiguresQuery | null {
  const { query } = talk;
  const [gap, ...more] = query.columns;
  if (said.contrast !== '-' || gap?.type !== 'op' || gap.op !== '-' || more.length > 0) return null;
  if (gap.right.type !== 'over' || said.these !== null) return null;
  const isBare = said.named.length + said.figures.length === 0;
  if (isBare) return query.claim == null ? null : { ...query, claim: null };
  return contrast({ ...talk, query: { ...query, columns: [gap.left], claim: null } }, said);
}

/** «E il suo obiettivo con più liquidato?», after one structure: of its objectives. */
function firstOfIts({ index, query }: Talk, { own, named, rank, group }: Said): FiguresQuery | null {
  const [kind, ...more] = named;
  if (!own || kind?.type !== 'kinds' || more.length > 0 || rank?.by == null || group !== null) return null;
  const select = setOf(index, query).filter(({ type }) => type !== 'kind');
  const isOfOne = isOne({ ...query, select, by: null, order: null });
  const places = severalPlaces(select);
  if ((!isOfOne && places === undefined) || select.some(({ type }) => type === 'items')) return null;
  const by = byOf(rank.by);
  const limit = kind.plural ? null : 1;
  // Of several that come first together each has its own.
  const per = isOfOne ? null : (places?.level ?? null);
  return {
    ...query,
    select: [...select, { type: 'kind', kinds: kind.kinds }],
    by: 'item',
    columns: [by],
    having: [],
    order: { by, direction: rank.direction ?? 'most', from: 1, limit, per },
    fold: null,
  };
}

/** «Togli il più grande»: the rows that were shown, but for the first of them. */
function firstLeftOut(talk: Talk, said: Said): FiguresQuery | null {
  const [only, ...more] = said.named;
  if (only?.type !== 'turned' || more.length > 0 || said.rank === null || said.figures.length > 0)
    return null;
  const { index } = talk;
  const base = baseOf(talk, said);
  const first = ordered(talk, base, { ...said, named: [] });
  const atom = first && setOf(index, first).at(-1);
  if (!atom || (atom.type !== 'items' && atom.type !== 'structure')) return null;
  return { ...base, select: [...base.select, { type: 'not', atom }], order: null };
}

/** «E al netto del personale?»: what was told, less another figure of the same. */
function netOf({ index, query }: Talk, { figures }: Said, net: SaidFigure): FiguresQuery | null {
  const [left, ...more] = wholeFirst(query.order === null ? query.columns : [query.order.by]);
  const isCost = left?.type === 'fold' && left.figure === 'resources';
  if (left === undefined || (more.length > 0 && !isCost) || figures.length > 0 || isCount(left)) return null;
  const select = setOf(index, query);
  const by = query.order?.limit === 1 ? null : query.by;
  const columns: readonly Expr[] = [{ type: 'op', op: '-', left, right: sum(single(net)) }];
  return { ...query, select, by, columns, having: [], order: null, fold: null };
}

/** «Chi dei due?»: both are held against each other in what was told. */
const isOfThese = ({
  these,
  asks,
  named,
  figures,
  attributes,
  rank,
  fold,
  group,
  share,
  have,
}: Said): boolean =>
  these === 2 &&
  asks.has('which') &&
  !have &&
  named.length + figures.length + attributes.length === 0 &&
  (rank ?? fold ?? group) === null &&
  !share;

/** "I due", "tutti insieme": the rows shown, or what was asked about in turn, as one set. */
function severalOf(talk: Talk, said: Said): FiguresQuery | 'unclear' | null {
  const { means, fold, named, rank, refers } = said;
  // «Quanti ne hanno in comune?»: of two, what both have.
  const isCommon = means.has('common');
  // «Chi ha impegnato di più?», after one structure and another.
  const isListed = talk.query.by === 'item' && talk.query.columns.length === 0 && talk.query.order === null;
  const isApart = isListed || talk.query.by === null;
  // «L’obiettivo 45», «e il processo 45?», «quale costa di più?»: of those, for one is the first of nothing.
  const isOfOneItem = rank?.by != null && talk.query.by === null && talk.query.select.every(isOneItem);
  const asksWhich = isOfOneItem || (said.who && rank !== null && isApart);
  const told = asksWhich ? sidesOf(talk, null, true) : null;
  const isMeant = told !== null && (isStructure(told.level) || (isOfOneItem && told.level === 'item'));
  const inTurn = isMeant && told.each.length > 1 ? told.each.length : null;
  const these = said.these ?? (isCommon ? 2 : named.length === 0 ? inTurn : null);
  // «Quanti sono in tutto?», after those of one office and those of another.
  const isSingle = isOne(isListed && said.asks.has('count') ? { ...talk.query, by: null } : talk.query);
  const adds = means.has('together') || (fold === 'sum' && isSingle && named.length === 0);
  if (these === null && !(adds && isSingle)) return null;
  const sides = sidesOf(talk, these, adds);
  const isBareSum = adds && said.figures.length === 0;
  if (!sides)
    return these === null && !(isBareSum && talk.earlier[0] && isOfOther(talk, talk.earlier[0]))
      ? null
      : 'unclear';
  if (sides.differ && said.figures.length === 0 && rank?.by == null) return 'unclear';
  // «Quelli di tutti e due», of goals that an item may both have: those that have both.
  const both = joined(sides.each);
  if (!both) return 'unclear';
  const isOfBoth = refers || (said.have && said.asks.has('which'));
  const whole = isCommon || (isOfBoth && sides.level === 'goal') ? sides.each : [both];
  // «Quanti obiettivi hanno i due settori?», «chi dei due spende di più?»: of all that they do.
  const common =
    isStructure(sides.level) && asksMoney(said) && !isListed && sides.columns.every(isCount)
      ? sides.common.filter(({ type }) => type !== 'kind')
      : sides.common;
  const apart = !isCommon && !adds && fold === null && rank === null && sides.level !== 'goal';
  return {
    ...talk.query,
    select: [...common, ...whole],
    by: apart || (rank !== null && !adds) ? sides.level : adds || fold !== null ? null : talk.query.by,
    columns: sides.columns,
    having: [],
    order: null,
    fold: null,
  };
}

/** «Accertato», «e impegnato?», «e insieme?»: two figures of one thing are no sum; how many they are is none of them. */
const isOfOther = ({ index, query }: Talk, before: FiguresQuery): boolean =>
  ![query, before].some(({ columns }) => columns.every(isCount)) &&
  isDeepStrictEqual(setOf(index, before), setOf(index, query)) &&
  !isDeepStrictEqual(before.columns, query.columns);

const isStructure = (level: Grouping): boolean => level === 'department' || level === 'unit';

const asksMoney = ({ figures, rank }: Said): boolean =>
  figures.some(({ figure }) => isMoney(figure)) ||
  (rank?.by != null && 'figure' in rank.by && isMoney(rank.by.figure));

/** It is about a single thing. */
function isOne({ select, by, order }: FiguresQuery): boolean {
  if (order?.limit === 1) return true;
  if (by !== null) return false;
  return select.every(
    (atom) =>
      (atom.type !== 'items' || atom.refs.length === 1) &&
      (atom.type !== 'structure' || atom.codes.length === 1) &&
      (atom.type !== 'goal' || atom.numbers.length === 1),
  );
}

/** The query that is edited: the ranking itself where only its order or its scope changes, else the set that it showed. */
function baseOf({ index, query }: Talk, said: Said): FiguresQuery {
  const { order, by } = query;
  const keepsOrder =
    said.rank !== null ||
    said.ordered ||
    said.named.some(({ type }) => type === 'place') ||
    (said.figures.length > 0 &&
      !said.own &&
      !said.have &&
      !said.share &&
      !said.asks.has('value') &&
      said.fold === null) ||
    (said.named.length > 0 &&
      !said.asks.has('count') &&
      !(said.own && said.figures.length > 0) &&
      said.named.every(({ manner }) => manner === 'replace'));
  // «Quello con meno personale?», «quale costa meno?», «ordinali per peso», of three that came first.
  const asksOne = said.one && (said.refers || said.asks.has('which')) && said.rank?.by != null;
  const isOfShown = (asksOne || said.ordered) && (order?.limit ?? 1) > 1;
  // «E chi ne ha meno?»: so much of what put them in order, and not of the first.
  const isOfThose = said.means.has('those') && !(said.partitive && said.rank?.by === null);
  const ofThese = isOfShown || isOfThose || said.named.some(({ manner }) => manner !== 'replace');
  // «Quale settore spende di più?», «che obiettivi ha?»: those of that one.
  const listsTheirs =
    by !== 'item' &&
    (said.asks.has('which') || said.asks.has('list')) &&
    said.named.some((one) => one.type === 'kinds' && one.plural);
  if (order === null && query.having.length === 0)
    return { ...query, select: ofAllTheirs(query, said, query.select) };
  // «Il più costoso», «quali non hanno liquidato nulla?»: of several of them.
  const narrows = said.asks.has('which') && said.named.length > 0 && !ofThese && !listsTheirs;
  if (order?.limit === 1 && order.per === null && narrows) return { ...query, columns: [], order: null };
  if ((keepsOrder && !ofThese && !listsTheirs) || ranksAnew(query, said)) return query;
  const set = setOf(index, query);
  const one =
    order?.limit === 1 &&
    (by === 'item' || set.some((atom) => atom.type === 'structure' && atom.codes.length === 1));
  return {
    ...query,
    select: ofAllTheirs(query, said, set),
    by: one ? null : by,
    having: [],
    order: null,
    fold: null,
  };
}

/**
 * «E quelli pluriennali?», after «quanti di questi sono trasversali?»: of the set that these were of, and of the same figure;
 * null where the last answer narrowed no other.
 */
function besideLast({ query, earlier }: Talk, { named, means, refers }: Said): FiguresQuery | null {
  const [only, ...more] = named;
  const wider = earlier.find(({ select }) => !isDeepStrictEqual(select, query.select));
  if (!refers || means.has('those') || wider === undefined || more.length > 0) return null;
  if (only?.type !== 'atoms' || only.manner !== 'replace' || query.order !== null || query.having.length > 0)
    return null;
  const added = query.select.filter((atom) => !wider.select.some((one) => isDeepStrictEqual(one, atom)));
  const isNarrowed = added.length > 0 && query.select.length === wider.select.length + added.length;
  return isNarrowed && wider.order === null ? { ...query, select: wider.select } : null;
}

/** «E tra quelli del settore 6?», «guardando solo gli obiettivi?», after the first of an order: the first of these. */
function ranksAnew({ order, by }: FiguresQuery, { named, asks, figures, rank, fold, means }: Said): boolean {
  if (order?.limit !== 1 || named.length === 0 || asks.size > 0 || figures.length > 0) return false;
  if (rank !== null || fold !== null) return false;
  return named.every((one) =>
    one.type === 'kinds'
      ? one.manner === 'only' && by !== 'item'
      : one.type === 'atoms' &&
        one.manner === 'replace' &&
        means.has('those') &&
        one.atoms.every(({ type }) => type === 'structure' || type === 'goal'),
  );
}

/** «Quali settori hanno più di 7 processi?», «tra questi chi ha impegnato di più?»: of all that these structures do. */
function ofAllTheirs(
  { by, columns }: FiguresQuery,
  { figures, rank }: Said,
  select: readonly Atom[],
): readonly Atom[] {
  const isOfKinds = select.every(({ type }) => type === 'kind' || type === 'structure');
  const chosenByCount = isOfKinds && (by === 'department' || by === 'unit') && columns.every(isCount);
  const asksFigure = figures.length > 0 || (rank?.by != null && 'figure' in rank.by);
  return chosenByCount && asksFigure ? select.filter(({ type }) => type !== 'kind') : select;
}

const asExpressions = ({ figures, fold }: Said): readonly Expr[] =>
  figures.flatMap((said) =>
    columnsOf(said.figure).map(
      (figure): Expr => ({ type: 'fold', fold: said.fold ?? fold ?? 'sum', figure }),
    ),
  );

/** What a list was chosen by, «quelli che hanno riscosso qualcosa»; else what its items cost. */
const chosenBy = ({ select }: FiguresQuery): readonly Expr[] => {
  const held = heldAgainst(select).filter((one) => one.type === 'fold' && isMoney(one.figure));
  return held.length > 0 ? held : columnsOf('cost').map(sum);
};

/** "Toglilo": the set that it was found in, without it. */
function leftOut(talk: Talk, said: Said): FiguresQuery | null {
  const [before, ...earlier] = talk.earlier;
  const one = isOne(talk.query);
  const own = one && before ? { ...talk, query: { ...before, order: null }, earlier } : talk;
  // Of a ranking the first is what was answered, of several things said in turn the last.
  const shown = one ? memberRefs(talk).slice(0, 1) : talk.shown;
  const select = editSet({ ...own, shown }, setOf(talk.index, own.query), said);
  return select && figured(own, { ...own.query, select }, { ...said, named: [] });
}

/** Figures, rows and what becomes of them, of a set that is settled. */
function figured(talk: Talk, query: FiguresQuery, said: Said): FiguresQuery | null {
  const by = said.group ?? groupBy(query, said);
  if (said.asks.has('count') && said.figures.length === 0) {
    const count = counted(query, said);
    return said.share ? shared(talk, count, said) : count;
  }
  if (said.share) return shared(talk, query, said);
  // «E quanto fa per obiettivo?», after how many there are: of what is not said.
  const isOfCount = query.columns.length > 0 && query.columns.every(isCount);
  const isOfEach = said.group === 'item' || namesKind(said);
  if (isOfCount && isOfEach && said.asks.has('value') && said.figures.length === 0) return null;
  const before = query.columns.filter((one) => !isCount(one));
  const own = asExpressions(said);
  const held = said.asks.has('which') ? heldIn(said) : [];
  if (said.asks.has('list') || said.means.has('list') || lists(query, said, own))
    return {
      ...query,
      by: 'item',
      columns: own.length > 0 ? own : namesKind(said) ? [] : held.length > 0 ? held : before,
      order: null,
      fold: null,
    };
  // «Quanti hanno impegnato?», «quanto in tutto?»: what they were chosen by, and not their number once more.
  const isAmount =
    isOfCount && said.fold === 'sum' && said.asks.has('value') && heldAgainst(query.select).length > 0;
  const told = isAmount ? chosenBy(query) : folded(query.columns, said);
  const columns = own.length > 0 ? own : held.length > 0 ? held : told;
  if (said.fold !== null || said.means.has('together') || (said.asks.has('value') && query.by === 'item'))
    return { ...query, by: said.group, columns: columns.length > 0 ? columns : chosenBy(query), order: null };
  if (said.group !== null && columns.length === 0) return { ...query, by, columns: [COUNT], order: null };
  return { ...query, by, columns: said.group === null ? columns : columns.length > 0 ? columns : [COUNT] };
}

/** «E la media dei due?», after an amount of each of some structures: of what they come to, and not of their items. */
function meanOfRows(query: FiguresQuery, said: Said): FiguresQuery | null {
  const columns = asOneCost(query.columns);
  const isOfOne =
    columns.length === 1 &&
    columns.every((one) => one.type === 'fold' && one.fold === 'sum' && one.figure !== 'weight');
  const isBare =
    said.named.length + said.figures.length === 0 &&
    (said.group === null || said.group === query.by) &&
    said.rank === null &&
    !said.share &&
    !namesKind(said);
  if (query.by !== 'department' && query.by !== 'unit') return null;
  const [column] = columns;
  if (!isOfOne || !isBare || column === undefined || said.fold === null) return null;
  const direction = ENDS.get(said.fold);
  // «E il valore più alto?»: the row that has it.
  if (direction !== undefined)
    return { ...query, columns, order: { by: column, direction, from: 1, limit: 1, per: null }, fold: null };
  return said.fold === 'mean' || said.fold === 'median'
    ? { ...query, columns, order: null, fold: said.fold }
    : null;
}

/** «E la media dei due?», after what one department spent, and another: of what each of them spent. */
function meanOfTwo(talk: Talk, said: Said): FiguresQuery | null {
  if (said.these === null || talk.query.by !== null) return null;
  const sides = sidesOf(talk, said.these);
  const both = sides && joined(sides.each);
  if (!sides || !both || sides.differ || !isStructure(sides.level)) return null;
  const rows = { ...talk.query, select: [...sides.common, both], by: sides.level };
  return meanOfRows({ ...rows, columns: asOneCost(sides.columns) }, said);
}

/** "Quali sono?", "quali sono quelli con peso 24?", "quali processi ha?", with no figure. */
const lists = ({ columns, by, having }: FiguresQuery, said: Said, own: readonly Expr[]): boolean => {
  const { asks, named, rank, group, fold } = said;
  return (
    asks.has('which') &&
    (having.length === 0 || by === null || by === 'item') &&
    own.length === 0 &&
    rank === null &&
    group === null &&
    fold === null &&
    (named.length === 0 || by === null || columns.every(isCount) || namesKind(said))
  );
};

/** «Quali hanno riscosso meno dell’accertato?»: what is held against what is shown. */
const heldIn = ({ named }: Said): readonly Expr[] =>
  named.flatMap((one) => (one.type === 'atoms' && one.manner !== 'drop' ? heldAgainst(one.atoms) : []));

/** Two structures that are named side by side get a row each. */
const namesKind = ({ named }: Said): boolean => named.some(({ type }) => type === 'kinds');

function groupBy({ by, select }: FiguresQuery, { named }: Said): Grouping | null {
  const added = named.some(({ manner }) => manner === 'add');
  const structure = select.findLast((atom) => atom.type === 'structure');
  if (added && structure && structure.codes.length > 1) return structure.level;
  const items = select.find((atom) => atom.type === 'items');
  if (added && items && items.refs.length > 1) return 'item';
  // «Escludi il 12», of two: one is left.
  return by === 'item' && items?.refs.length === 1 && named.length > 0 ? null : by;
}

function counted(query: FiguresQuery, { named, group: said, have, fold }: Said): FiguresQuery {
  // «Quanti obiettivi hanno?», after an amount of each structure.
  // «E quanti processi?», after how many objectives each has.
  const isToldOfEach = have || (query.columns.length > 0 && query.columns.every(isCount));
  const isOfEach = isToldOfEach && fold === null && (query.by === 'department' || query.by === 'unit');
  const group = said ?? (isOfEach && named.every(({ type }) => type === 'kinds') ? query.by : null);
  if (
    query.by !== null &&
    query.by !== 'item' &&
    query.by !== 'kind' &&
    named.length === 0 &&
    group === null &&
    query.having.length > 0
  )
    return { ...query, fold: 'count' };
  const by = group === null || group === 'item' ? null : group;
  return { ...query, by, columns: [COUNT], order: null, having: [], fold: null };
}

/** "E la media?": the same figures, folded otherwise. */
const folded = (columns: readonly Expr[], { fold, means }: Said): readonly Expr[] =>
  columns
    .filter((one) => !isCount(one) || fold === 'sum' || means.has('together') || fold === null)
    .map((one) => (fold !== null && fold !== 'sum' && one.type === 'fold' ? { ...one, fold } : one));

/** "E in percentuale?": of what was settled, of what was set aside; else of the same over everything. */
function shared({ earlier, index }: Talk, asked: FiguresQuery, said: Said): FiguresQuery | null {
  const own = asExpressions(said);
  // «Quanto incide sul settore?», after what a unit is that came first: by what it did.
  const first = earlier.find(
    (one) => one.order?.limit === 1 && isDeepStrictEqual(setOf(index, one), asked.select),
  );
  const query = asked.columns.length === 0 && first?.order ? { ...asked, columns: [first.order.by] } : asked;
  if (said.whole !== null) return partOfFigure({ earlier, index }, query, said, said.whole);
  if (said.within !== null) return shareWithin(index, query, own, said.within);
  return sharedOfAll({ earlier, index }, { ...query, columns: query.columns.map(partIn) }, said, own);
}

/** «Che percentuale sono gli obiettivi?», «e quelli trasversali?», said of what was told: what part they are of that; null where they are no part of it. */
function shareOfSet(
  index: PlanIndex,
  base: FiguresQuery,
  select: readonly Atom[],
  said: Said,
): FiguresQuery | null {
  const isOther = said.ofAll || said.within !== null || said.rank !== null || said.group !== null;
  const narrows =
    said.named.length > 0 &&
    said.named.every(({ type, manner }) => (type === 'kinds' || type === 'atoms') && manner !== 'add');
  if (!said.share || isOther || !narrows || base.order !== null) return null;
  const own = asExpressions(said);
  const [left] = wholeFirst(
    own.length > 0 ? own : base.columns.length > 0 ? base.columns.map(partIn) : [COUNT],
  );
  const membersOf = (of: readonly Atom[]) => memberRefs({ index, query: { ...NO_FIGURES, select: of } });
  const [parts, all] = [membersOf(select), new Set(membersOf(base.select))];
  const isPart = parts.length > 0 && parts.length < all.size && parts.every((ref) => all.has(ref));
  if (left === undefined || !isPart) return null;
  const right = { type: 'over', expr: left, select: base.select, year: null } as const;
  const columns: readonly Expr[] = [{ type: 'op', op: '%', left, right }];
  return { ...base, select, by: null, columns, having: [], order: null, fold: null };
}

/** «Quanto incide sui costi?», «che percentuale è dell’impegnato?»: what was told, of another figure of the same or of the same figure of all. */
function partOfFigure(
  talk: Pick<Talk, 'earlier' | 'index'>,
  query: FiguresQuery,
  said: Said,
  whole: SaidFigure,
): FiguresQuery | null {
  const figure = single(whole);
  // «Quanto pesa sui costi del settore?», of one of which no figure was told.
  const told = query.columns.length > 0 ? query.columns : [sum(figure)];
  const [left, ...more] = wholeFirst(told.map(partIn));
  const isCost = left?.type === 'fold' && left.figure === 'resources';
  if (left?.type !== 'fold' || isCount(left) || (more.length > 0 && !isCost)) return null;
  const within = said.within ?? (said.means.has('all') ? [] : null);
  if (left.figure === figure)
    return within === null
      ? sharedOfAll(talk, { ...query, columns: [left] }, said, [left])
      : shareWithin(talk.index, query, [left], within);
  const rate = within === null ? rateOf([left, sum(figure)]) : null;
  if (rate) return { ...query, columns: [sum(rate)], order: null };
  const right: Expr =
    within === null ? sum(figure) : { type: 'over', expr: sum(figure), select: within, year: null };
  return { ...query, columns: [{ type: 'op', op: '%', left, right }], order: null, fold: null };
}

/** What was told to be a part of something: «e sul totale?» asks of what else. */
const partIn = (expr: Expr): Expr =>
  expr.type === 'op' && expr.op === '%' && expr.right.type === 'over' ? expr.left : expr;

function sharedOfAll(
  { earlier, index }: Pick<Talk, 'earlier' | 'index'>,
  query: FiguresQuery,
  said: Said,
  own: readonly Expr[],
): FiguresQuery | null {
  const [latest] = earlier;
  const before =
    latest && JSON.stringify(latest.select) === JSON.stringify(query.select) ? latest.columns : [];
  const done = said.done && !said.ofAll && own.length === 1 ? rateThatIs(own[0]) : null;
  const rate = done ?? rateOf([...query.columns, ...own]) ?? rateOf([...before, ...query.columns]);
  if (rate) return { ...query, by: null, columns: [sum(rate)], order: null };
  const within = own.length === 0 && !said.ofAll ? partOfBefore(index, query, latest) : null;
  if (within) return within;
  const [left, ...more] = (own.length > 0 ? own : query.columns).filter(
    (one) => one.type === 'fold' && one.fold === 'sum',
  );
  if (!left || (more.length > 0 && left.type === 'fold' && left.figure === 'items')) return null;
  const whole = query.select.filter(({ type }) => type === 'kind');
  if (whole.length === query.select.length && query.by === null && whole.length === 0) return null;
  const right = {
    type: 'over',
    expr: left,
    select: whole.length < query.select.length || query.by !== null ? whole : [],
    year: null,
  } as const;
  const by = query.by === 'item' && said.asOne ? null : query.by;
  return { ...query, by, columns: [{ type: 'op', op: '%', left, right }], order: null, fold: null };
}

/** «E i processi?», after what part of all objectives each structure has: what part of all processes. */
function ofTheirWhole(index: PlanIndex, expr: Expr, before: readonly Atom[], after: readonly Atom[]): Expr {
  if (expr.type !== 'op' || expr.op !== '%' || expr.right.type !== 'over') return expr;
  const kindsOf = (select: readonly Atom[]): readonly string[] => [
    ...new Set(memberRefs({ index, query: { ...NO_FIGURES, select } }).map((ref) => ref.replace(/:.*/, ''))),
  ];
  const [own, other] = [kindsOf(before), kindsOf(after)];
  const [kind, ...more] = ITEM_KINDS.filter((one) => other.includes(one));
  if (own.length !== 1 || kind === undefined || more.length > 0 || own[0] === kind) return expr;
  const select = expr.right.select.map(
    (atom): Atom =>
      atom.type === 'kind' && atom.kinds.every((one) => one === own[0])
        ? { type: 'kind', kinds: [kind] }
        : atom,
  );
  return { ...expr, right: { ...expr.right, select } };
}

/** Figures that add up; of what something costs the whole comes before its parts. */
const wholeFirst = (columns: readonly Expr[]): readonly Expr[] => {
  const sums = columns.filter((one) => one.type === 'fold' && one.fold === 'sum');
  const isWhole = (one: Expr): boolean => one.type === 'fold' && one.figure === 'resources';
  return [...sums.filter(isWhole), ...sums.filter((one) => !isWhole(one))];
};

/** «E quanto pesa sul suo settore?», «che quota è del totale dei processi?»: null where the set is no part of that whole. */
function shareWithin(
  index: PlanIndex,
  query: FiguresQuery,
  own: readonly Expr[],
  select: readonly Atom[],
): FiguresQuery | null {
  // «Che percentuale sono degli obiettivi del settore 2?», after a list that shows what its rows were chosen by: so many of them.
  const isList =
    query.by === 'item' &&
    query.order === null &&
    select.some(({ type }) => type === 'kind') &&
    isDeepStrictEqual(query.columns, heldAgainst(query.select));
  const told = query.columns.length > 0 && !isList ? query.columns.map(partIn) : [COUNT];
  const [left] = wholeFirst(own.length > 0 ? own : told);
  const parts = memberRefs({ index, query });
  const all = new Set(memberRefs({ index, query: { ...NO_FIGURES, select } }));
  if (left === undefined || parts.length === 0 || !parts.every((ref) => all.has(ref))) return null;
  const right = { type: 'over', expr: left, select, year: null } as const;
  return { ...query, by: null, columns: [{ type: 'op', op: '%', left, right }], order: null, fold: null };
}

/** «Personale del settore 4», «e di tutto il Comune?», «che percentuale è?»: the one of the other. */
function partOfBefore(
  index: PlanIndex,
  query: FiguresQuery,
  before: FiguresQuery | undefined,
): FiguresQuery | null {
  const [left, ...more] = query.columns;
  if (!before || !left || more.length > 0 || query.by !== null || before.by !== null) return null;
  if (
    left.type !== 'fold' ||
    left.fold !== 'sum' ||
    JSON.stringify([left]) !== JSON.stringify(before.columns)
  )
    return null;
  // «Di cui il servizio Acque?», «che percentuale è?»: of the direction that it is a part of.
  const isWithin = (part: FiguresQuery, whole: FiguresQuery): boolean => {
    const parts = memberRefs({ index, query: part });
    const all = new Set(memberRefs({ index, query: whole }));
    return parts.length > 0 && parts.length < all.size && parts.every((ref) => all.has(ref));
  };
  const sides = isWithin(before, query) ? [before, query] : isWithin(query, before) ? [query, before] : [];
  const [part, whole] = sides;
  if (!part || !whole) return null;
  const right = { type: 'over', expr: left, select: whole.select, year: null } as const;
  return { ...part, columns: [{ type: 'op', op: '%', left, right }], order: null, fold: null };
}

const RATES: readonly (readonly [Figure, Figure, Figure])[] = [
  ['settled', 'committed', 'settlement_rate'],
  ['collected', 'assessed', 'collection_rate'],
];

/** «In che percentuale è stato liquidato?»: of what was set aside for it. */
const rateThatIs = (expr: Expr | undefined): Figure | null =>
  expr?.type === 'fold' ? (RATES.find(([part]) => part === expr.figure)?.[2] ?? null) : null;

/** The rate of two figures and no more: of a whole bundle of costs the share of all is meant. */
const rateOf = (columns: readonly Expr[]): Figure | null => {
  const figures = new Set(columns.flatMap((one) => (one.type === 'fold' ? [one.figure] : [])));
  const isPair = ([part, whole]: (typeof RATES)[number]): boolean => figures.has(part) && figures.has(whole);
  return figures.size === 2 ? (RATES.find(isPair)?.[2] ?? null) : null;
};

const byOf = (by: RankBy): Expr => ('figure' in by ? orderedBy(by) : COUNT);

/** "Ordinali per peso", "il più caro dei tre", "il secondo", "e quello con meno?". */
function ordered(talk: Talk, query: FiguresQuery, said: Said): FiguresQuery | null {
  const pick = said.named.flatMap((one) =>
    one.type === 'place' && one.manner !== 'drop' ? [one.pick] : [],
  )[0];
  const isNamed = talk.query.select.some(({ type }) => type === 'items');
  const isList = talk.query.by === 'item' || (talk.query.by === null && isNamed);
  const listed = isList && talk.query.order === null;
  // «Il primo», of a list that no figure orders.
  if (pick && said.rank === null && listed && !said.ordered)
    return rowsAt({ ...talk, query: { ...query, by: 'item' } }, pick);
  // «E il secondo?», after a single figure of many: nothing was put in an order.
  if (pick && said.rank === null && talk.query.order === null && talk.query.by === null) return null;
  const [first] = query.columns.filter((one) => one.type !== 'op');
  const by = said.rank?.by
    ? byOf(said.rank.by)
    : (query.order?.by ?? (first && !(isCount(first) && levelFor(query, said) === 'item') ? first : null));
  const order = by ?? (said.figures[0] ? sum(single(said.figures[0].figure)) : null);
  if (order === null) return null;
  const level = levelFor(query, said);
  if (level === 'kind') return null;
  // Days are put in order from the first, and nothing else is.
  const [before, after] = [query.order?.by, order].map((one) => isDeepStrictEqual(one, DEADLINE));
  const isTurned = before === true && after === false && said.rank?.by != null;
  const direction = said.rank?.direction ?? (isTurned ? 'most' : (query.order?.direction ?? 'most'));
  const all = said.ordered || (said.rank?.by != null && said.rank.direction === null);
  const told = talk.query.order;
  // «E i primi tre?», after the last three: from the other end, or the same would be told again.
  const isSame =
    pick !== undefined &&
    pick.limit > 1 &&
    !pick.reversed &&
    told?.direction === direction &&
    told.from === pick.place &&
    told.limit === pick.limit &&
    isDeepStrictEqual(talk.query.select, query.select) &&
    isDeepStrictEqual(told.by, order);
  // «E con più?», after the three with least: as many.
  const isAsMany = said.rank?.by === null && said.asks.size === 0 && !said.one && query.order !== null;
  const isFirst = said.rank?.direction != null && !isAsMany;
  // «Quello meno costoso», of an order of many.
  const isOne = said.rank?.one === true || said.one;
  const limit = pick?.limit ?? (all ? null : isFirst ? 1 : (query.order?.limit ?? null));
  return {
    ...query,
    by: level,
    columns: [order],
    fold: null,
    order: {
      by: order,
      direction: pick?.reversed || isSame ? opposite(direction) : direction,
      from: pick?.place ?? 1,
      limit:
        pick === undefined && said.rank?.by != null && !isOne && !said.ordered && query.order
          ? query.order.limit
          : limit,
      // «E i meno costosi?», after the first of each department.
      per: pick === undefined && !said.rank?.one && said.group === null ? (query.order?.per ?? null) : null,
    },
  };
}

/** «E il totale dei primi tre?»: what they come first by, of all of them. */
const addedUp = ({ index }: Talk, query: FiguresQuery | null, adds: boolean): FiguresQuery | null =>
  adds && query?.order?.limit != null && query.by !== 'kind' && query.order.per === null
    ? { ...query, select: setOf(index, query), by: null, columns: [query.order.by], having: [], order: null }
    : query;

const levelFor = ({ by }: FiguresQuery, { level }: Said): Grouping => level ?? by ?? 'item';

function others(told: Talk, said: Said): FiguresQuery | null {
  // «Quali settori hanno raggiunto tutto?», «e il 9?», «quali no?»: of those that were asked of.
  const [before] =
    told.query.claim == null ? [told.query] : told.earlier.filter(({ having }) => having.length > 0);
  if (before === undefined) return null;
  const talk = { ...told, query: before };
  // «Chi dei due costa di più?», «e l’altro?»: the one that costs less.
  const two = said.these === 1 && talk.query.order === null ? sidesOf(talk, 2) : null;
  const [column, ...more] = talk.query.columns;
  if (two !== null && column !== undefined && more.length === 0) {
    const order = { by: column, direction: 'most', from: 2, limit: 1, per: null } as const;
    return figured(talk, { ...talk.query, order }, { ...said, asks: new Set() });
  }
  const lacking = restOfFigure(talk, said);
  if (lacking) return lacking;
  const beside = besideInPlace(talk, said);
  if (beside) return figured(talk, beside, { ...said, named: [] });
  const elsewhere = said.level === null ? null : inOthers(talk, said.level);
  if (said.level !== null) return elsewhere && figured(talk, elsewhere, { ...said, named: [], group: null });
  // «Gli altri del settore 9»: of that place, of which nothing was told.
  if (said.named.some(({ type, manner }) => type === 'atoms' && manner === 'replace')) return null;
  const rest = said.these === null ? complement(talk) : restOf(talk, said.these);
  // «Gli altri tre», after the first three of more than six: those that come next.
  if (rest === null)
    return said.these === null || said.fold !== null || said.share ? null : following(talk, said);
  const left = { ...talk, query: rest, shown: memberRefs({ index: talk.index, query: rest }) };
  // «E gli altri tre?», after one of them: each by itself.
  const isToldApart = said.these !== null && said.fold === null && said.asks.size === 0 && !said.share;
  // «Fra gli altri due qual è il più pesante?»: they are put in order.
  const places = said.named.filter(({ type }) => type === 'place');
  return said.rank !== null || said.ordered || places.length > 0
    ? ordered(left, rest, { ...said, named: places })
    : figured(left, isToldApart ? { ...rest, by: 'item' } : rest, { ...said, named: [] });
}

/** «Di cui personale?», «e il resto?», after what something costs: what is left of it. */
function restOfFigure({ index, query, earlier: [before] }: Talk, said: Said): FiguresQuery | null {
  const [part, ...more] = query.columns;
  const isBare = said.named.length + said.figures.length === 0 && said.rank === null && said.level === null;
  if (!isBare || before === undefined || part?.type !== 'fold' || more.length > 0) return null;
  const isOfSame = isDeepStrictEqual(setOf(index, before), setOf(index, query)) && before.by === query.by;
  const [whole] = wholeFirst(before.columns);
  const isWhole = whole?.type === 'fold' && whole.figure === 'resources';
  const isPart = part.figure === 'personnel' || part.figure === 'settled';
  if (!isOfSame || !isWhole || !isPart) return null;
  return { ...query, columns: [sum(part.figure === 'personnel' ? 'settled' : 'personnel')] };
}

/** «E gli altri del suo settore?», after one item: the others of its kind there. */
function besideInPlace({ query }: Talk, { named }: Said): FiguresQuery | null {
  const told = query.select.find(isOneItem);
  const kind = told?.type === 'items' ? kindsOf(told)[0] : undefined;
  // «Gli altri processi della stessa unità», after a process.
  const [only, ...more] = named.filter(
    (one) => one.type !== 'kinds' || kind?.type !== 'kind' || !isDeepStrictEqual(one.kinds, kind.kinds),
  );
  const place = only?.type === 'atoms' && only.manner === 'replace' ? only.atoms : [];
  if (told?.type !== 'items' || more.length > 0 || place.length === 0) return null;
  if (!place.every(({ type }) => type === 'structure')) return null;
  return {
    ...query,
    select: [...kindsOf(told), ...place, { type: 'not', atom: told }],
    by: 'item',
    order: null,
  };
}

/** «E degli altri settori?»: of all but those that were spoken of, one after the other. */
function inOthers(talk: Talk, level: Level): FiguresQuery | null {
  const sides = sidesOf(talk, null, true);
  const told = sides && joined(sides.each);
  const atom = told ?? talk.query.select.find(({ type }) => type === 'structure');
  if (atom?.type !== 'structure' || atom.level !== level) return null;
  const select = talk.query.select.filter(({ type }) => type !== 'structure');
  return { ...talk.query, select: [...select, { type: 'not', atom }] };
}

function all(talk: Talk, said: Said): FiguresQuery | null {
  if (said.rank !== null) return ordered(talk, talk.query, said);
  const wide = widened(talk);
  return wide && figured({ ...talk, query: wide }, wide, said);
}
