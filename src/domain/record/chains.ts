import { type ItemKey, itemRef } from '../types.ts';
import { chainOf, notCancelled, type StatusUpdate, WHOLE_ITEM } from './versions.ts';

const keyOf = (phase: string, item: ItemKey, chain: string): string => `${phase}|${itemRef(item)}|${chain}`;

const byKey = (versions: readonly StatusUpdate[]): ReadonlyMap<string, StatusUpdate> =>
  new Map(
    notCancelled(versions).map((version) => [keyOf(version.phase, version, chainOf(version)), version]),
  );

/**
 * The newest version of each chain in each phase: what a later one replaced, or was cancelled, counts no more.
 * @param versions of any items and phases, those of one chain oldest first
 */
export const newestOfChains = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] => [
  ...byKey(versions).values(),
];

/** Of each item in each phase, the newest version of its own chain: the one that gives the item its state, if it stands. */
export const newestOfItems = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
  newestOfChains(versions).filter(({ closes }) => closes);

/** Looks up the newest version of a chain. */
type FindNewest = (phase: string, item: ItemKey, chain?: string) => StatusUpdate | null;

/**
 * The newest versions, to be looked up by phase, item and chain (the item's own unless said).
 * @param versions as for `newestOfChains`
 */
export function newestIn(versions: readonly StatusUpdate[]): FindNewest {
  const newest = byKey(versions);
  return (phase, item, chain = WHOLE_ITEM) => newest.get(keyOf(phase, item, chain)) ?? null;
}
