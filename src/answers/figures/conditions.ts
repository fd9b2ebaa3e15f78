import { dueDayOf } from '../../domain/plan/index.ts';
import { itemRef } from '../../domain/types.ts';
import { WORKED_KINDS } from '../../words/kinds.ts';
import { keeps } from '../knowledge/bounds.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { declaresValue } from '../parts/parts-words.ts';
import { type Entry, entryOf, isAt } from './entries.ts';
import type { Atom, Comparison, Figure, ItemTable, Than } from './figures-query.ts';
import { addUp, figureOf } from './measures.ts';

/** What conditions are held against. */
export interface Context {
  readonly index: PlanIndex;
  /** The members among which a mean is taken. */
  readonly base: readonly Entry[];
  readonly tops: ReadonlyMap<Atom, ReadonlySet<IndexedItem>>;
}

/** True, false, or null where the item does not declare what would tell. */
export function holds(context: Context, atom: Atom, one: IndexedItem, entry: Entry | null): boolean | null {
  const { item } = one;
  const row = entry ?? entryOf(one, null);
  switch (atom.type) {
    case 'kind':
      return atom.kinds.includes(item.kind);
    case 'structure':
      return isAt(atom, one.assignments);
    case 'goal':
      if (atom.numbers.length === 0) return item.goals.length > 0;
      return (
        atom.numbers.some((number) => item.goals.includes(number)) &&
        (!atom.only || item.goals.every((number) => atom.numbers.includes(number)))
      );
    case 'scope':
      return item.scope === atom.scope;
    case 'shared':
      return compare(
        atom.level === 'goal' ? item.goals.length : placesOf(one, atom.level, atom.value === 0).size,
        atom.op,
        atom.value,
      );
    case 'span': {
      const years = item.horizonEnd - item.horizonStart + 1;
      return years >= atom.min && years <= atom.max;
    }
    case 'ends':
      return item.horizonEnd >= atom.from && item.horizonEnd <= atom.to;
    case 'begins':
      return item.horizonStart >= atom.from && item.horizonStart <= atom.to;
    // Held against the others, once these are known.
    case 'extreme':
      return true;
    case 'due':
      return dueDayOf(item) >= atom.from && dueDayOf(item) <= atom.to;
    case 'items':
      return atom.refs.includes(one.ref);
    case 'bound':
      return compare(figureOf(row, atom.figure), atom.op, thanValue(context, atom.figure, atom.than));
    case 'versus':
      return compare(figureOf(row, atom.figure), atom.op, scaled(figureOf(row, atom.other), atom.times ?? 1));
    case 'declared':
      return figureOf(row, atom.figure) !== null;
    case 'revenue':
      return row.figures.assessed !== null || row.figures.collected !== null;
    case 'field':
      return declaresValue(context.index.plan, item, atom.field, atom.value);
    case 'has':
      return rowsOf(context.index, atom.table).has(one.ref);
    case 'top':
      return context.tops.get(atom)?.has(one) ?? false;
    case 'not': {
      const held = holds(context, atom.atom, one, entry);
      return held === null ? null : !held;
    }
    case 'any': {
      const held = atom.atoms.map((inner) => holds(context, inner, one, entry));
      return held.includes(true) ? true : held.includes(null) ? null : false;
    }
  }
}

/** The items that have rows of their own in a table. */
const rowsOf = ({ plan, memo }: PlanIndex, table: ItemTable): ReadonlySet<string> =>
  rememberFor(memo, plan[table], 'items with rows', () => new Set(plan[table].map((row) => itemRef(row))));

/** The structures that something is assigned to; an office that has no units is one itself. */
const placesOf = (
  { assignments }: IndexedItem,
  level: 'department' | 'unit',
  strictly: boolean,
): ReadonlySet<string> =>
  new Set(
    assignments.flatMap(({ unit, department }) =>
      level === 'unit' ? (unit ?? (strictly ? [] : department)) : department,
    ),
  );

function thanValue({ index, base }: Context, figure: Figure, than: Than): number | null {
  if ('value' in than) return than.value;
  if ('total' in than) {
    const kinds = than.total.length > 0 ? than.total : WORKED_KINDS;
    const all = index.items.filter(({ item }) => kinds.includes(item.kind)).map((one) => entryOf(one, null));
    return scaled(addUp(all.flatMap((entry) => figureOf(entry, figure) ?? [])), than.times);
  }
  if ('item' in than) {
    const one = index.byRef.get(than.item);
    return scaled(one ? figureOf(entryOf(one, null), figure) : null, than.times ?? 1);
  }
  // Structures are held against structures, never items.
  if (!('mean' in than)) return null;
  const { mean, within } = than;
  const at: Atom | null = within ? { type: 'structure', level: within.level, codes: [within.code] } : null;
  const all =
    mean === true
      ? base
      : index.items
          .filter(({ item }) => mean.length === 0 || mean.includes(item.kind))
          .filter(({ assignments }) => at === null || isAt(at, assignments))
          .map((one) => entryOf(one, null));
  const values = all.flatMap((entry) => figureOf(entry, figure) ?? []);
  return values.length === 0 ? null : scaled((addUp(values) ?? 0) / values.length, than.times ?? 1);
}

/** So many times a value. */
export const scaled = (value: number | null, times: number): number | null =>
  value === null ? null : value * times;

/** Null where a side is missing. */
export function compare(left: number | null, op: Comparison, right: number | null): boolean | null {
  return left === null || right === null ? null : keeps(left, { op, value: right });
}

/** The figure for want of which a condition stays open. */
export function openFigure(atom: Atom, entry: Entry): Figure | null {
  if (atom.type === 'bound') return atom.figure;
  if (atom.type === 'versus') return figureOf(entry, atom.figure) === null ? atom.figure : atom.other;
  if (atom.type === 'not') return openFigure(atom.atom, entry);
  if (atom.type !== 'any') return null;
  return atom.atoms.map((one) => openFigure(one, entry)).find((one) => one !== null) ?? null;
}

/** It asks for a figure, and can be held only against what declares it. */
export function needsFigures(atom: Atom): boolean {
  if (atom.type === 'not') return needsFigures(atom.atom);
  if (atom.type === 'any') return atom.atoms.some(needsFigures);
  return ['bound', 'versus', 'declared', 'revenue', 'top'].includes(atom.type);
}
