import type { NewNotice } from '../sending/index.ts';
import type { ItemKey, ItemRef } from '../types.ts';
import type { Decision, StatusUpdate } from './versions.ts';

/** Where versions are kept. What a call writes it writes whole, with its audit rows and notices, or not at all. */
export interface UpdateStore {
  /** The newest version of a chain (the item's own unless said) that was not cancelled. */
  latest(phase: string, item: ItemKey, chain?: string): Promise<StatusUpdate | null>;
  /** The version that gives each item its state in a phase: the newest of its own chain, when it stands. */
  latestOfPhase(phase: string): Promise<readonly StatusUpdate[]>;
  /**
   * Which items are settled for which structures: a version sent and not refused settles its item for its structure,
   * and for all (`*`) when it gives the item its state.
   */
  answeredIn(phase: string): Promise<ReadonlyMap<ItemRef, ReadonlySet<string>>>;
  /** Every version of a phase, oldest first. */
  versionsOfPhase(phase: string): Promise<readonly StatusUpdate[]>;
  /** Every version of an item in every phase, oldest first. */
  versionsOf(item: ItemKey): Promise<readonly StatusUpdate[]>;
  find(ids: readonly number[]): Promise<readonly StatusUpdate[]>;
  /**
   * Adds a version. The same report sent twice is one version.
   * @param basedOn the version the author saw (0 for none)
   * @throws Problem `changed_meanwhile` when there is a newer one, `item_replaced` when its number is another item's now
   */
  append(update: NewUpdate, basedOn: number, also?: WrittenAlong): Promise<StatusUpdate>;
  /**
   * Adds a decision to each version on which it may still be taken; the others are left as they are.
   * @param insteadOf the absent person in whose place each is decided on; nobody's, unless told
   * @returns the versions decided on now
   */
  decide(
    ids: readonly number[],
    decision: Omit<Decision, 'insteadOf'>,
    from: readonly StatusUpdate['outcome'][],
    notices: (decided: readonly StatusUpdate[]) => readonly NewNotice[],
    also?: {
      readonly insteadOf?: (update: StatusUpdate) => string | null;
      /** The request that brings it: the same one brings it once. */
      readonly once?: string | undefined;
    },
  ): Promise<readonly StatusUpdate[]>;
}

export type NewUpdate = Omit<
  StatusUpdate,
  'id' | 'version' | 'basedOn' | 'outcome' | 'decisions' | 'attached'
>;

/** What goes into the store together with a version. */
interface WrittenAlong {
  /** Who approves it at once: whoever reports what they would approve themselves. */
  readonly approvedBy?: string | null;
  readonly notices?: readonly NewNotice[];
  /** Short title of the item that it was written about: an import that gave its number to another refuses it. */
  readonly about?: string | undefined;
  /** The request that brings it: the same one brings it once. */
  readonly once?: string | undefined;
}
