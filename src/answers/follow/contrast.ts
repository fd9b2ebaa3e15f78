import { evaluate } from '../figures/evaluate.ts';
import {
  type Atom,
  type Expr,
  type Figure,
  type FiguresQuery,
  NO_FIGURES,
} from '../figures/figures-query.ts';
import type { FiguresRow } from '../figures/figures-table.ts';
import { isMeasure } from '../figures/measures.ts';
import { columnsOf, single } from '../grammar/values.ts';
import { editSet } from './edit-set.ts';
import type { Said } from './read-follow.ts';
import {
  asOneCost,
  isCount,
  joined,
  levelOf,
  listAbout,
  memberRefs,
  rowsAt,
  type Sides,
  setOf,
  sidesOf,
  split,
  type Talk,
} from './shown-set.ts';

const sum = (figure: Figure): Expr => ({ type: 'fold', fold: 'sum', figure });

const figureOf = (expr: Expr | undefined): Figure | null =>
  expr?.type === 'fold' && expr.fold === 'sum' ? expr.figure : null;

/** Two figures whose difference has a name of its own. */
const GAPS: readonly (readonly [Figure, Figure, Figure, Figure])[] = [
  ['assessed', 'collected', 'uncollected', 'collection_rate'],
  ['committed', 'settled', 'unsettled', 'settlement_rate'],
];

/** "Che differenza c'è?", "quante volte?": between the two things or the two figures that were shown. */
export function contrast(talk: Talk, said: Said): FiguresQuery | null {
  return betweenFigures(talk, said) ?? betweenThings(talk, said);
}

/** "Accertato", "e riscosso?", "che differenza c'è?": two figures of the same things. */
function betweenFigures(
  { index, query, earlier }: Talk,
  { named, contrast: op, these, figures, means }: Said,
): FiguresQuery | null {
  if (named.length > 0 || these !== null || figures.length > 0 || op === null || query.order !== null)
    return null;
  const [before] = earlier;
  const same = before && JSON.stringify(setOf(index, before)) === JSON.stringify(setOf(index, query));
  const columns =
    query.columns.length === 2 ? query.columns : same ? [...before.columns, ...query.columns] : [];
  const [left, right] = columns.map(figureOf);
  // «Quanto gli manca?», after what was collected or was to be: to what was to be.
  const lack = means.has('lack') && query.columns.length === 1 ? figureOf(query.columns[0]) : null;
  const lacking = lack && GAPS.find((some) => some.includes(lack));
  if (lacking && columns.length < 2) return { ...query, columns: [sum(lacking[2])] };
  if (columns.length !== 2 || left == null || right == null || left === right) return null;
  const gap = GAPS.find(([one, other]) => [left, right].includes(one) && [left, right].includes(other));
  if (op === '-' && gap) return { ...query, columns: [sum(gap[2])] };
  return { ...query, columns: [{ type: 'op', op, left: sum(left), right: sum(right) } as const] };
}

function betweenThings(talk: Talk, said: Said): FiguresQuery | null {
  const { contrast: op } = said;
  const sides =
    said.named.length === 0
      ? sidesOf(talk, said.these)
      : (placed(talk, said) ?? twoNamed(talk, said) ?? withAnother(talk, said));
  if (!sides || op === null) return null;
  // «E rispetto al 4?», after two: each of the three beside the others.
  if (sides.each.length > 2)
    return op === '-' && said.named.length > 0 ? sideBySide(sides, sides.columns) : null;
  if (sides.each.length !== 2) return null;
  const [first, second] = sides.each;
  if (!first || !second) return null;
  const ranked = said.rank?.by && 'figure' in said.rank.by ? [sum(single(said.rank.by.figure))] : [];
  const figures = said.figures.flatMap(({ figure }) => columnsOf(figure)).map(sum);
  const asked = figures.length > 0 ? figures : ranked;
  if (sides.differ && asked.length === 0) return null;
  const told = sides.columns.length > 0 ? sides.columns : orderedBefore(talk, sides);
  const columns = asked.length > 0 ? asked : told.length > 0 ? told : [sum(single('cost'))];
  const beside = op === '-' ? sideBySide(sides, columns) : null;
  if (beside) return beside;
  const query = (one: Atom, other: Atom): FiguresQuery => ({
    ...talk.query,
    select: [...sides.common, one],
    by: null,
    columns: columns.map(
      (left): Expr => ({
        type: 'op',
        op,
        left,
        right: { type: 'over', expr: left, select: [...sides.common, other], year: null },
      }),
    ),
    having: [],
    order: null,
    fold: null,
  });
  // The greater comes first, so that the difference is no negative number and the ratio no part of one.
  const inTurn = query(first, second);
  return falls(talk, inTurn, op) ? query(second, first) : inTurn;
}

/** «Di chi è?», «e il secondo?», «che differenza c’è?»: in what put the two in order, which it was asked of them. */
function orderedBefore({ query, earlier, index }: Talk, { each }: Sides): readonly Expr[] {
  const first = [query, ...earlier].find(({ order }) => order !== null && order.per === null);
  const rows = first?.order
    ? setOf(index, { ...first, order: { ...first.order, from: 1, limit: MOST_TOLD } })
    : [];
  const among = new Set(memberRefs({ index, query: { ...NO_FIGURES, select: rows } }));
  const isOfRows = each.every((atom) => atom.type === 'items' && atom.refs.every((ref) => among.has(ref)));
  return first?.order && isOfRows ? [first.order.by] : [];
}

/** So many rows of an order are asked for one after the other. */
const MOST_TOLD = 10;

/** «E in percentuale?», after the difference of two: by how much the greater is more than the other. */
export function gapInPercent(talk: Talk): FiguresQuery | null {
  const [first, second, ...more] = sidesOf(talk, 2)?.each ?? [];
  const [left] = talk.query.columns;
  if (!first || !second || more.length > 0 || left?.type !== 'fold') return null;
  const common = talk.query.select.filter(({ type }) => type === 'kind' && type !== first.type);
  const gap = (one: Atom, other: Atom): FiguresQuery => {
    const right = { type: 'over', expr: left, select: [...common, other], year: null } as const;
    const columns: readonly Expr[] = [
      { type: 'op', op: '%', left: { type: 'op', op: '-', left, right }, right },
    ];
    return {
      ...talk.query,
      select: [...common, one],
      by: null,
      columns,
      having: [],
      order: null,
      fold: null,
    };
  };
  const inTurn = gap(first, second);
  const value = evaluate(inTurn, talk.index).rows[0]?.cells[0]?.value ?? null;
  return value !== null && value < 0 ? gap(second, first) : inTurn;
}

/** Two things and their figures in one table, where nothing but their kind narrows them. */
function sideBySide({ common, each }: Sides, columns: readonly Expr[]): FiguresQuery | null {
  const [kind, ...others] = common;
  if (others.length > 0 || (kind && (kind.type !== 'kind' || kind.kinds.length > 1))) return null;
  const both = joined(each);
  const isTold = columns.every(isCount)
    ? columns.length === 1
    : columns.every((one) => isMeasure(figureOf(one) ?? 'items'));
  if (both === null || !isTold) return null;
  // Of what something costs the whole comes before its parts.
  const isWhole = (one: Expr): boolean => figureOf(one) === 'resources';
  const told = [...columns.filter(isWhole), ...columns.filter((one) => !isWhole(one))];
  return { ...NO_FIGURES, select: [...common, both], by: levelOf(both), columns: told, sides: 'most' };
}

function falls({ index }: Talk, query: FiguresQuery, op: '-' | '÷' | '%'): boolean {
  const value = evaluate(query, index).rows[0]?.cells[0]?.value ?? null;
  return value !== null && op !== '%' && value < (op === '-' ? 0 : 1);
}

/** "Confronta i primi due", "di quanto supera il secondo?", "di quanto è più caro il primo del terzo?". */
function placed(talk: Talk, said: Said): Sides | null {
  const [first, second, ...more] = said.named;
  const ends = endsOf(talk, said);
  if (ends) return ends;
  if (first?.type !== 'place' || first.pick.reversed || more.length > 0) return null;
  const { index, query, shown } = talk;
  const { place, limit } = first.pick;
  const { by } = query;
  const [figure, ...figures] = asOneCost(query.columns);
  // Rows of structures are put in the order of what was told of them.
  const isOfEach = (by === 'department' || by === 'unit') && figures.length === 0 && figure?.type === 'fold';
  const told = isOfEach
    ? ({ by: figure, direction: 'most', from: 1, limit: null, per: null } as const)
    : null;
  const order = query.order ?? told;
  const isOne = limit === 1;
  if (second !== undefined && (second.type !== 'place' || second.pick.reversed || !isOne)) return null;
  const other = second?.type === 'place' ? second.pick.place : null;
  if (isOne && order !== null && order.per === null) {
    // Beside another that is named, the one that was shown, or else the next of the order.
    const isOfFirst = order.limit === null || (order.limit === 1 && place !== order.from);
    const beside = other ?? (isOfFirst && place > 1 ? order.from : besides(place, order));
    const { rows } = evaluate({ ...query, order: { ...order, from: 1, limit: null } }, index);
    const each = [place, beside].toSorted((a, b) => a - b).map((at) => atomOf(rows[at - 1], by));
    const [one, two] = each;
    // Structures by what they have of some kind: of that kind.
    const common = by === 'item' ? [] : query.select.filter(({ type }) => type !== 'structure');
    return one && two ? { common, each: [one, two], columns: [order.by], level: by ?? 'item' } : null;
  }
  // «Che differenza c’è tra i primi due?», of an order.
  if (!isOne && other === null && order !== null && order.per === null) {
    const { rows } = evaluate({ ...query, order: { ...order, from: 1, limit: null } }, index);
    const each = rows.slice(place - 1, place - 1 + limit).flatMap((row) => atomOf(row, by) ?? []);
    const common = by === 'item' ? [] : query.select.filter(({ type }) => type !== 'structure');
    return each.length < limit ? null : { common, each, columns: [order.by], level: by ?? 'item' };
  }
  // «Di quanto è più caro il secondo?», «quante volte il primo supera il secondo?», of two that were told.
  if (isOne && (other ?? 1) <= 2) return place <= 2 ? sidesOf(talk, 2) : null;
  const places = other === null ? Array.from({ length: limit }, (_, at) => place + at) : [place, other];
  const refs = places.flatMap((at) => shown[at - 1] ?? []);
  const each = refs.map((ref): Atom => ({ type: 'items', refs: [ref] }));
  return each.length < places.length ? null : { common: [], each, columns: query.columns, level: 'item' };
}

/** «La differenza tra il primo e l’ultimo»: of the rows that were shown. */
function endsOf(talk: Talk, { named }: Said): Sides | null {
  const picks = named.flatMap((one) => (one.type === 'place' && one.pick.limit === 1 ? [one.pick] : []));
  if (picks.length !== 2 || named.length !== 2 || !picks.some(({ reversed }) => reversed)) return null;
  const list = listAbout(talk);
  const rows = picks.map((pick) => list && rowsAt(list, pick));
  const each = rows.flatMap(
    (row) => row?.select.find(({ type }) => type === 'items' || type === 'structure') ?? [],
  );
  const [one, other] = each;
  const [row] = rows;
  if (!row || !one || !other || has([one], other)) return null;
  const common = row.select.filter((atom) => atom !== one);
  return { common, each, columns: row.columns, level: one.type === 'structure' ? one.level : 'item' };
}

/** The next of an order, or the one before the last of those that were shown. */
const besides = (place: number, { from, limit }: NonNullable<FiguresQuery['order']>): number =>
  place > 1 && limit !== null && limit > 1 && place === from + limit - 1 ? place - 1 : place + 1;

/** What a row stands for, as a set of its own. */
function atomOf(row: FiguresRow | undefined, by: FiguresQuery['by']): Atom | null {
  if (row?.subject.type === 'item') return { type: 'items', refs: [row.subject.ref] };
  return row && 'code' in row.subject && (by === 'department' || by === 'unit')
    ? { type: 'structure', level: by, codes: [row.subject.code] }
    : null;
}

/** «E il settore 4 rispetto al settore 1?»: the one against the other, in what was told. */
function twoNamed({ query }: Talk, { named }: Said): Sides | null {
  const each = named.flatMap((one) => (one.type === 'atoms' && one.manner === 'replace' ? one.atoms : []));
  const [first, second, ...more] = each;
  if (!first || !second || more.length > 0 || named.length !== 2 || first.type !== second.type) return null;
  if (first.type !== 'structure' && first.type !== 'items') return null;
  const common = query.select.filter(({ type }) => type === 'kind' && first.type === 'structure');
  return { common, each, columns: query.columns, level: first.type === 'structure' ? first.level : 'item' };
}

/** "Che differenza c'è con il 12?". */
function withAnother(talk: Talk, said: Said): Sides | null {
  const select = setOf(talk.index, talk.query);
  const edited = editSet(talk, select, said);
  const changed = edited?.filter((atom) => !has(select, atom)) ?? [];
  const before = select.filter((atom) => edited !== null && !has(edited, atom));
  const [one, other] = [before[0], changed[0]];
  if (!one || !other || before.length + changed.length !== 2 || one.type !== other.type) return null;
  const common = select.filter((atom) => atom !== one);
  return {
    common,
    each: [...split(one), other],
    columns: talk.query.columns.filter((expr) => !isCount(expr)),
    level: 'item',
  };
}

const has = (set: readonly Atom[], atom: Atom): boolean =>
  set.some((one) => JSON.stringify(one) === JSON.stringify(atom));
