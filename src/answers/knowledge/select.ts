import type { Figures, IndexedItem } from './plan-index.ts';

/** An item as a question sees it: whole, or the part of it that falls in the structures asked about. */
export interface Row {
  readonly of: IndexedItem;
  readonly figures: Figures;
  /** Numbers of the cost lines behind the figures. */
  readonly lines: readonly number[];
  /** It is shared, and its cost is not split down to the unit that was asked about. */
  readonly unsplit: boolean;
}
