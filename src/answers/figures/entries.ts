import { type IndexedItem, sumLines } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { Atom } from './figures-query.ts';

/** An item of a set, with the part of its cost lines that the set speaks of. */
export interface Entry extends Row {
  /**
   * It belongs to the set. An item shared with an excluded structure does not, but its other structures' lines are still
   * money of the set.
   */
  readonly member: boolean;
}

/** Where a cost line or an assignment stands. */
export interface Place {
  readonly department: string;
  readonly unit: string | null;
  /** The unit and all those that it is part of. */
  readonly within: readonly string[];
}

export const isMember = (entry: Entry): boolean => entry.member;

/** The part of an item that lies in some places; the whole when nothing limits it. */
export function entryOf(one: IndexedItem, allows: ((place: Place) => boolean) | null): Entry {
  const own = allows === null ? one.lines : one.lines.filter(allows);
  return {
    of: one,
    figures: own.length === one.lines.length ? one.figures : sumLines(own),
    lines: own.map((line) => line.row),
    unsplit: own.length === 0 && one.lines.length > 0,
    member: true,
  };
}

/** Built of structures alone: such an atom also says whose cost lines count. */
export function isPlace(atom: Atom): boolean {
  if (atom.type === 'structure') return true;
  if (atom.type === 'not') return isPlace(atom.atom);
  return atom.type === 'any' && atom.atoms.every(isPlace);
}

/** Whether one of these places is where an atom of structures points. */
export function isAt(atom: Atom, places: readonly Place[]): boolean {
  if (atom.type === 'not') return !isAt(atom.atom, places);
  if (atom.type === 'any') return atom.atoms.some((one) => isAt(one, places));
  return (
    atom.type === 'structure' &&
    places.some(({ department, within }) =>
      atom.level === 'department'
        ? atom.codes.includes(department)
        : within.some((unit) => atom.codes.includes(unit)),
    )
  );
}
