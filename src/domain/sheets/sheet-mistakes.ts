import type { Problem } from '../errors.ts';
import type { StatusUpdate } from '../record/index.ts';
import type { Item } from '../types.ts';
import type { FieldProblem } from '../updates/index.ts';
import type { RowKeyProblem } from './sheet-key.ts';

/** Where in a workbook something stands. */
export interface SheetPlace {
  readonly sheet: string;
  readonly row: number;
  /** Heading of the column; null for the row as a whole. */
  readonly column: string | null;
  /** `H12`; null for the row as a whole. */
  readonly cell: string | null;
}

/** Why a row was not taken. */
export type SheetProblem =
  | { readonly because: RowKeyProblem | 'key_missing' }
  /** Two rows are about one item. */
  | { readonly because: 'row_twice' }
  /** The key and what is printed beside it are of two items. */
  | { readonly because: 'row_moved'; readonly expected: string }
  /** The plan, as it is now, does not give it to the structure, or the phase does not ask about it. */
  | { readonly because: 'item_not_asked' }
  /** An indicator, milestone or action that the item has no more. */
  | { readonly because: 'part_unknown' }
  /** Not one of the words that the list offers. */
  | { readonly because: 'not_in_list'; readonly offered: readonly string[] }
  /** A share of one, or a share of a hundred? */
  | { readonly because: 'percent_ambiguous'; readonly share: number }
  /** "Nothing has changed", of what is not known, or was sent back to be put right. */
  | { readonly because: 'not_to_repeat'; readonly returned: boolean }
  /** The state that was chosen has no use for the cell. */
  | { readonly because: 'not_of_state'; readonly state: string }
  /** A rule of the form. */
  | { readonly because: 'rule'; readonly rule: FieldProblem }
  /** Somebody reported after the sheet was made. */
  | { readonly because: 'changed_meanwhile'; readonly theirs: StatusUpdate | null }
  | { readonly because: 'refused'; readonly problem: Problem };

/** A row that was not taken: where, what stands there, and what was expected. */
export interface SheetMistake {
  readonly place: SheetPlace;
  /** As it stands in the cell. */
  readonly found: string;
  /** Null where the row does not say. */
  readonly item: Item | null;
  readonly problem: SheetProblem;
}
