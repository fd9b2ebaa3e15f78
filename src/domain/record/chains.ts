import { itemRef } from '../types.ts';
import { chainOf, notCancelled, type StatusUpdate } from './versions.ts';

/** The newest version of each chain: what a later one replaced is no longer waited for. */
export function newestOfChains(versions: readonly StatusUpdate[]): readonly StatusUpdate[] {
  const newest = new Map<string, StatusUpdate>();
  for (const version of notCancelled(versions))
    newest.set(`${itemRef(version)}|${chainOf(version)}`, version);
  return [...newest.values()];
}
