import type { ItemKey, ItemKind, ItemState, Percent } from './types.ts';

/** aggiornamento: one version of an item's state in a phase. Versions are only ever added. */
export interface StatusUpdate extends ItemKey {
  readonly id: number;
  readonly phase: string;
  /** 1 for the first in its phase. */
  readonly version: number;
  readonly state: ItemState;
  readonly percent: Percent | null;
  /** criticità */
  readonly criticalPoints: string | null;
  /** azioni correttive */
  readonly correctiveActions: string | null;
  readonly authorCode: string;
  readonly at: Date;
}

/** How many items of a kind are in each state, and how many have not answered. */
export interface StateCounts {
  readonly kind: ItemKind;
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly missing: number;
}
