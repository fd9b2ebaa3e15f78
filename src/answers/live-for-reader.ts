import { bareContent, newestOfItems, type StatusUpdate, stands } from '../domain/record/index.ts';
import { type ItemRef, itemRef } from '../domain/types.ts';
import type { Live } from './ports.ts';

/** The live side as one person may read it. */
interface ReadLive extends Live {
  /** Items of which something that was read is kept from this person. */
  readonly withheld: ReadonlySet<ItemRef>;
}

/**
 * What is not approved yet says to whoever does not work on it that it came in, and nothing of what it says.
 * @param reads whether the person reads a version
 */
export function liveForReader(live: Live, reads: (update: StatusUpdate) => boolean): ReadLive {
  const withheld = new Set<ItemRef>();
  const readable = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
    versions.filter((version) => {
      const reading = reads(version);
      if (!reading && stands(version)) withheld.add(itemRef(version));
      return reading;
    });
  return {
    ...live,
    withheld,
    latestUpdates: async (phase) => newestOfItems(readable(await live.versionsIn(phase))).filter(stands),
    async versionsIn(phase) {
      const versions = await live.versionsIn(phase);
      const own = new Set(readable(versions));
      return versions.map((version) =>
        own.has(version) ? version : { ...version, ...bareContent(version.state) },
      );
    },
  };
}
