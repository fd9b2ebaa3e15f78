import { dueDayOf } from '../../domain/plan/index.ts';
import { remember } from '../knowledge/memo.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Context, holds, needsFigures, openFigure } from './conditions.ts';
import { type Entry, entryOf, isAt, isMember, isPlace, type Place } from './entries.ts';
import type { Atom, Figure, Ranking } from './figures-query.ts';

/** The items of which some atoms hold. */
export interface Selection {
  readonly entries: readonly Entry[];
  /** Whose lines the set speaks of. */
  readonly allows: (place: Place) => boolean;
  /** Members that a condition could not be held against, because they do not declare the figure. */
  readonly undecided: readonly { readonly figure: Figure; readonly count: number }[];
  /** Members before the conditions on figures. */
  readonly candidates: number;
}

/** The items of a ranking, best first: given by whoever knows how figures are ordered. */
export type Rank = (index: PlanIndex, ranking: Ranking) => readonly IndexedItem[];

/** The set in which all atoms hold. */
export function selectEntries(index: PlanIndex, select: readonly Atom[], rank: Rank): Selection {
  const lasting = select.every((atom) => !needsFigures(atom) && atom.type !== 'items');
  const make = (): Selection => find(index, select, rank);
  return lasting ? remember(index.memo, `figures:${JSON.stringify(select)}`, make) : make();
}

function find(index: PlanIndex, select: readonly Atom[], rank: Rank): Selection {
  const places = select.filter(isPlace);
  const conditions = select.filter((atom) => needsFigures(atom));
  const plain = select.filter((atom) => !isPlace(atom) && !needsFigures(atom));
  const context: Context = { index, base: [], tops: topsOf(index, select, rank) };
  const allows = (place: Place): boolean => places.every((atom) => isAt(atom, [place]));
  const candidates: Entry[] = [];
  for (const one of narrowed(index, select)) {
    if (!plain.every((atom) => holds(context, atom, one, null) === true)) continue;
    const entry = entryOf(one, places.length === 0 ? null : allows);
    const member = places.every((atom) => isAt(atom, one.assignments));
    if (member || entry.lines.length > 0) candidates.push({ ...entry, member });
  }
  if (conditions.length === 0)
    return {
      entries: outermost(candidates, select),
      allows,
      undecided: [],
      candidates: candidates.filter(isMember).length,
    };
  const bounded: Context = { ...context, base: candidates.filter(isMember) };
  const missing = new Map<Figure, number>();
  const entries = candidates.filter((entry) => {
    const held = conditions.map((atom) => holds(bounded, atom, entry.of, entry));
    if (held.includes(false)) return false;
    const open = conditions.find((_, at) => held[at] === null);
    if (open === undefined) return true;
    const figure = openFigure(open, entry);
    if (entry.member && figure !== null) missing.set(figure, (missing.get(figure) ?? 0) + 1);
    return false;
  });
  const undecided = [...missing].map(([figure, count]) => ({ figure, count }));
  return { entries: outermost(entries, select), allows, undecided, candidates: bounded.base.length };
}

/** Of a set, those that begin or are due before or after all others. */
function outermost(entries: readonly Entry[], select: readonly Atom[]): readonly Entry[] {
  let left = entries;
  for (const atom of select) {
    if (atom.type !== 'extreme') continue;
    const dayOf = ({ of }: Entry): string =>
      atom.of === 'begins' ? String(of.item.horizonStart) : dueDayOf(of.item);
    const days = left.filter(isMember).map(dayOf).sort();
    const meant = atom.place === 'first' ? days[0] : days.at(-1);
    left = left.filter((entry) => dayOf(entry) === meant);
  }
  return left;
}

function narrowed(index: PlanIndex, select: readonly Atom[]): readonly IndexedItem[] {
  for (const atom of select)
    if (atom.type === 'items') return [...new Set(atom.refs)].flatMap((ref) => index.byRef.get(ref) ?? []);
  const kind = select.find((atom) => atom.type === 'kind' && atom.kinds.length === 1);
  return kind?.type === 'kind' ? (index.byKind.get(kind.kinds[0] ?? '') ?? []) : index.items;
}

function topsOf(index: PlanIndex, select: readonly Atom[], rank: Rank): Map<Atom, ReadonlySet<IndexedItem>> {
  const tops = new Map<Atom, ReadonlySet<IndexedItem>>();
  const visit = (atom: Atom): void => {
    if (atom.type === 'top') tops.set(atom, new Set(rank(index, atom.of)));
    else if (atom.type === 'not') visit(atom.atom);
    else if (atom.type === 'any') for (const one of atom.atoms) visit(one);
  };
  for (const atom of select) visit(atom);
  return tops;
}
