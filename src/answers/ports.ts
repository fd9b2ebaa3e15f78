import type { StatusUpdate } from '../domain/record/index.ts';
import type { ItemRef, Phase } from '../domain/types.ts';

/** The live side of monitoring, as the answers need it. */
export interface Live {
  /** Every phase of the plan's year, open or closed. */
  phases(): Promise<readonly Phase[]>;
  /** The newest version of each item's update in a phase. */
  latestUpdates(phase: string): Promise<readonly StatusUpdate[]>;
  /** Every version of a phase, oldest first: what waits, what was reported with it. */
  versionsIn(phase: string): Promise<readonly StatusUpdate[]>;
  /** For which structures each item is settled in a phase; `*` stands for all of them. */
  answeredIn(phase: string): Promise<ReadonlyMap<ItemRef, ReadonlySet<string>>>;
  /** Tells which versions a person of the plan reads; null for whoever reads along. */
  readBy(person: string | null): Promise<(update: StatusUpdate) => boolean>;
}

/** For bodies (and trials) with no live monitoring. */
export const NO_LIVE: Live = {
  phases: () => Promise.resolve([]),
  latestUpdates: () => Promise.resolve([]),
  versionsIn: () => Promise.resolve([]),
  answeredIn: () => Promise.resolve(new Map()),
  readBy: () => Promise.resolve(() => true),
};
