import type { ItemRef } from '../../domain/types.ts';
import { evaluate } from '../figures/evaluate.ts';
import type { Atom, Expr, FiguresQuery, Grouping, Level } from '../figures/figures-query.ts';
import { columnsOf } from '../grammar/values.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';

/** What answers were about, one after the other. */
export interface Talk {
  readonly index: PlanIndex;
  /** The last answer's query, and those before it, the latest first. */
  readonly query: FiguresQuery;
  readonly earlier: readonly FiguresQuery[];
  /** Items the last answer showed, in its order. */
  readonly shown: readonly ItemRef[];
}

export const COUNT: Expr = { type: 'fold', fold: 'sum', figure: 'items' };

export const isCount = (expr: Expr): boolean => JSON.stringify(expr) === JSON.stringify(COUNT);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What things cost in one figure, where all the figures of it were told. */
export function asOneCost(columns: readonly Expr[]): readonly Expr[] {
  const told = columns.map((one) => (one.type === 'fold' ? one.figure : null));
  const isCost = told.length > 1 && columnsOf('cost').every((figure) => told.includes(figure));
  const [whole] = columns.filter((one) => one.type === 'fold' && one.figure === 'resources');
  return isCost && told.length === columnsOf('cost').length && whole ? [whole] : columns;
}

/** What one row each stands for: the sorts of atoms by which things are named. */
const NAMING: Readonly<Partial<Record<Atom['type'], true>>> = {
  items: true,
  structure: true,
  goal: true,
  kind: true,
};

/** The set that an answer showed: of a ranking the rows it gave, of anything else what it was asked of. */
export function setOf(index: PlanIndex, query: FiguresQuery): readonly Atom[] {
  const { order, by, select, having } = query;
  if (by === null || by === 'kind' || (order?.limit == null && having.length === 0)) return select;
  if (by === 'item' && order && order.limit !== null && order.limit > 1 && order.per === null)
    return [{ type: 'top', of: { ...order, select, limit: order.limit } }];
  return rowsAs(index, query) ?? select;
}

/** The rows of an answer as one atom beside what else narrows them; null where there are none. */
function rowsAs(index: PlanIndex, query: FiguresQuery): readonly Atom[] | null {
  const { by, select } = query;
  const subjects = evaluate(query, index).rows.map(({ subject }) => subject);
  const refs = subjects.flatMap((one) => (one.type === 'item' ? [one.ref] : []));
  if (refs.length > 0) return [{ type: 'items', refs }];
  const numbers = subjects.flatMap((one) => (one.type === 'goal' ? [one.number] : []));
  if (numbers.length > 0) return [...select.filter(({ type }) => type !== 'goal'), { type: 'goal', numbers }];
  const codes = subjects.flatMap((one) =>
    one.type === 'department' || one.type === 'unit' ? [one.code] : [],
  );
  if (codes.length === 0 || (by !== 'department' && by !== 'unit')) return null;
  const others = select.filter(({ type }) => type !== 'structure');
  return [...others, { type: 'structure', level: by, codes }];
}

/**
 * The rows that have a place among those that an answer put in order or listed, with the figure that ordered them.
 * @returns null where the answer had no order, or not so many rows
 */
export function rowsAt(
  { index, query, shown }: Talk,
  { place, limit, reversed }: { readonly place: number; readonly limit: number; readonly reversed: boolean },
): FiguresQuery | null {
  const { order, by } = query;
  if (order !== null && order.per === null && by !== null && by !== 'kind') {
    const last = order.limit === null ? evaluate(query, index).rows.length : order.from + order.limit - 1;
    const from = reversed ? last - place - limit + 2 : place;
    if (from < 1) return null;
    const rows = rowsAs(index, { ...query, order: { ...order, from, limit } });
    return (
      rows && {
        ...query,
        select: rows,
        by: limit > 1 ? by : null,
        columns: [order.by],
        having: [],
        order: null,
      }
    );
  }
  const listed = isOfDepartments(query) ? departmentsIn(rowsAs(index, query)) : null;
  const from = reversed ? (listed ?? shown).length - place - limit + 1 : place - 1;
  const codes = listed?.slice(Math.max(0, from), from + limit) ?? [];
  // «Che settori ci sono?», «quanti obiettivi ha il primo?»
  if (listed !== null)
    return codes.length < limit
      ? null
      : {
          ...query,
          select: [{ type: 'structure', level: 'department', codes }],
          by: limit > 1 ? by : null,
          columns: [],
        };
  const refs = shown.slice(Math.max(0, from), from + limit);
  return by !== 'item' || refs.length < limit
    ? null
    : { ...query, select: [{ type: 'items', refs }], by: limit > 1 ? 'item' : null, having: [], order: null };
}

/** «Che settori ci sono?» */
export const isOfDepartments = ({ by, select, columns, order }: FiguresQuery): boolean =>
  by === 'department' && select.length === 0 && order === null && columns.every(isCount);

const departmentsIn = (select: readonly Atom[] | null): readonly string[] | null =>
  select?.flatMap((atom) => (atom.type === 'structure' ? atom.codes : [])) ?? null;

/** The last answer, where it showed several rows, or the one before of whose rows it told one; null where none did. */
export function listAbout(talk: Talk): Talk | null {
  const { index, query } = talk;
  const told = new Set(memberRefs(talk));
  const isEmpty = query.by === 'item' && query.order === null && told.size === 0;
  if (!isEmpty && (query.by !== null || query.order !== null)) return talk;
  const at = talk.earlier.findIndex((one) => one.order !== null || one.by === 'item' || isOfDepartments(one));
  const list = talk.earlier[at];
  if (list === undefined) return null;
  const shown = memberRefs({ index, query: { ...list, select: setOf(index, list), order: null } });
  const isOfThem = (told.size > 0 || isEmpty) && [...told].every((ref) => shown.includes(ref));
  return isOfThem
    ? { ...talk, query: list, earlier: talk.earlier.slice(at + 1), shown: memberRefs({ index, query: list }) }
    : null;
}

/** Things that can stand side by side: what they share, what each is, and the figures asked of them. */
export interface Sides {
  readonly common: readonly Atom[];
  readonly each: readonly Atom[];
  readonly columns: readonly Expr[];
  readonly level: Grouping;
  /** Of each another figure was told: which of them is meant has to be said. */
  readonly differ?: true;
}

/**
 * The rows of the last answer, or the things that the last answers were about in turn.
 * @param count how many were said to be meant
 * @param all where none was said: every one of those in turn, and not only the last two
 */
export function sidesOf(talk: Talk, count: number | null, all = false): Sides | null {
  // «Chi dei due costa meno?», «e di quanto?»: of the two, and not of the one.
  const both = talk.query.order?.limit === 1 ? ownSides(talk, { ...talk.query, order: null }) : null;
  if (count === null && both?.each.length === 2) return both;
  const own = ownSides(talk, talk.query);
  // «Quanto costa il 24?», «e il 30?»: of each number two were told.
  if (count === 2 && isOfNamesakes(own) && talk.earlier[0] && isOfNamesakes(ownSides(talk, talk.earlier[0])))
    return null;
  if (own && (count === null ? own.each.length > 1 : own.each.length === count)) return own;
  const said = inTurn(talk, count ?? (all ? inTurnAtMost(talk) : 2));
  // «Qual è il più costoso?», «e quanto fanno tutti e tre?»: so many as the list had.
  const { index, query } = talk;
  const listed = query.by === 'item' ? memberRefs({ index, query: { ...query, order: null } }) : [];
  if (said !== null || listed.length < 2 || listed.length !== count) return said;
  const each = listed.map((ref): Atom => ({ type: 'items', refs: [ref] }));
  return { common: [], each, columns: query.columns, level: 'item' };
}

/** An objective and a process of one number. */
const isOfNamesakes = (sides: Sides | null): boolean => {
  const refs = sides?.each.flatMap((atom) => (atom.type === 'items' ? atom.refs : [])) ?? [];
  return refs.length === 2 && new Set(refs.map((ref) => ref.replace(/.*:/, ''))).size === 1;
};

/** Every item of the set that was shown, not only the first of them. */
export function memberRefs({ index, query }: Pick<Talk, 'index' | 'query'>): readonly ItemRef[] {
  const listed: FiguresQuery = { ...query, by: 'item', columns: [], having: [], fold: null, order: null };
  return evaluate(query.by === 'item' ? query : listed, index).rows.flatMap(({ entries }) =>
    entries.flatMap(({ of, member }) => (member ? [of.ref] : [])),
  );
}

function ownSides({ index }: Pick<Talk, 'index'>, query: FiguresQuery): Sides | null {
  const limited = query.order?.limit != null || query.having.length > 0;
  const select = limited ? (rowsAs(index, query) ?? query.select) : query.select;
  const at = select.findLastIndex((atom) => NAMING[atom.type] && split(atom).length > 1);
  // «Per tipo», of what no kind narrows.
  if (query.by === 'kind' && !select.some(({ type }) => type === 'kind')) {
    const each = (['objective', 'process'] as const).map((kind): Atom => ({ type: 'kind', kinds: [kind] }));
    return { common: select, each, columns: query.columns, level: 'kind' };
  }
  const atom = select[at] ?? select.findLast(({ type }) => NAMING[type] && type !== 'kind');
  if (!atom) return null;
  return {
    common: select.filter((one) => one !== atom),
    each: split(atom),
    columns: query.columns,
    level: levelOf(atom),
  };
}

/** Each thing that an atom names, by itself. */
export function split(atom: Atom): readonly Atom[] {
  switch (atom.type) {
    case 'items':
      return atom.refs.map((ref) => ({ ...atom, refs: [ref] }));
    case 'structure':
      return atom.codes.map((code) => ({ ...atom, codes: [code] }));
    case 'goal':
      return atom.numbers.map((number) => ({ ...atom, numbers: [number] }));
    case 'kind':
      return atom.kinds.map((kind) => ({ ...atom, kinds: [kind] }));
    default:
      return [];
  }
}

export const levelOf = (atom: Atom): Level =>
  atom.type === 'structure'
    ? atom.level
    : atom.type === 'goal'
      ? 'goal'
      : atom.type === 'kind'
        ? 'kind'
        : 'item';

/** As many things as were spoken of one after the other. */
function inTurnAtMost(talk: Talk): number {
  let many = 2;
  while (many <= talk.earlier.length && inTurn(talk, many + 1) !== null) many += 1;
  return many;
}

/** One thing after the other, of the same sort, with nothing else between them that differs. */
function inTurn({ index, query, earlier }: Talk, count: number): Sides | null {
  const sets = [query, ...earlier].map((one) => ({ select: setOf(index, one), columns: one.columns }));
  const [last] = sets;
  if (!last) return null;
  const different = sets.filter(
    ({ select }, at) => sets.findIndex((one) => same(one.select, select)) === at && select.length > 0,
  );
  const chosen = different.slice(0, count);
  if (chosen.length === 0) return null;
  const varying = last.select.findLast(
    (atom) => NAMING[atom.type] && !chosen.every(({ select }) => select.some((one) => same(one, atom))),
  );
  if (!varying) return null;
  const common = last.select.filter((one) => one !== varying);
  const said: Atom[] = [];
  for (const { select } of chosen) {
    const own = select.find(
      (atom) =>
        atom.type === varying.type &&
        (atom.type !== 'structure' || varying.type !== 'structure' || atom.level === varying.level),
    );
    const rest = select.filter((one) => one !== own);
    if (!own || !same(rest, common)) break;
    said.unshift(own);
  }
  // «E il settore 3?», after two that were held against each other: three.
  const apart = said.flatMap(split);
  const each = said.length === count ? said : apart;
  const isClear = each.length === count && new Set(each.map((one) => JSON.stringify(one))).size === count;
  if (!isClear) return null;
  const sides = { common, each, columns: last.columns, level: levelOf(varying) };
  return chosen.every(({ columns }) => same(columns, last.columns)) ? sides : { ...sides, differ: true };
}

/** Several things of one sort as one atom. */
export function joined(each: readonly Atom[]): Atom | null {
  const [first] = each;
  if (!first) return null;
  return each.slice(1).reduce<Atom | null>((all, one) => (all === null ? null : joinTwo(all, one)), first);
}

function joinTwo(a: Atom, b: Atom): Atom | null {
  if (a.type === 'items' && b.type === 'items') return { ...a, refs: [...new Set([...a.refs, ...b.refs])] };
  if (a.type === 'structure' && b.type === 'structure' && a.level === b.level)
    return { ...a, codes: [...new Set([...a.codes, ...b.codes])] };
  if (a.type === 'goal' && b.type === 'goal')
    return { ...a, numbers: [...new Set([...a.numbers, ...b.numbers])] };
  if (a.type === 'kind' && b.type === 'kind') return { ...a, kinds: [...new Set([...a.kinds, ...b.kinds])] };
  return null;
}
