import type { RegisteredChange } from '../../words/changes.ts';
import { type Item, type ItemKey, itemRef, type Plan } from '../types.ts';
import { newestOfItems } from './chains.ts';
import { type StatusUpdate, stands } from './versions.ts';

/** A line of the register of changes in the year (art. 6 D.Lgs. 150/2009): what changed, why, by which act, approved by whom. */
export interface RegisterEntry extends ItemKey {
  readonly phase: string;
  readonly update: number;
  readonly field: RegisteredChange;
  readonly old: string | null;
  readonly new: string | null;
  readonly reason: string | null;
  readonly act: string | null;
  readonly author: string;
  readonly at: Date;
  /** Null while it waits for approval. */
  readonly approver: string | null;
  readonly approvedAt: Date | null;
}

/**
 * Every amended, withdrawn and new item of the year: of each item and phase, the newest report that stands.
 * @param versions of all phases
 */
export function changeRegister(plan: Plan, versions: readonly StatusUpdate[]): readonly RegisterEntry[] {
  const items = new Map(plan.items.map((item) => [itemRef(item), item]));
  return newestOfItems(versions)
    .filter(stands)
    .flatMap((version) => entriesOf(version, items.get(itemRef(version))));
}

function entriesOf(version: StatusUpdate, item: Item | undefined): readonly RegisterEntry[] {
  const approval = version.outcome === 'approved' ? version.decisions.at(-1) : undefined;
  const base = {
    kind: version.kind,
    number: version.number,
    phase: version.phase,
    update: version.id,
    reason: version.reason,
    act: version.act,
    author: version.author,
    at: version.at,
    approver: approval?.actor ?? null,
    approvedAt: approval?.at ?? null,
  };
  switch (version.state) {
    case 'amended':
      return version.changes.map((change) => ({
        ...base,
        field: change.field,
        old: change.old,
        new: change.new,
      }));
    case 'withdrawn':
      return [{ ...base, field: 'withdrawn', old: item?.title ?? null, new: null }];
    case 'new':
      return [{ ...base, field: 'new', old: null, new: version.sheet?.title ?? item?.title ?? null }];
    default:
      return [];
  }
}
