/**
 * Where two readings of a request are both fair, the oracle gives both answers and either will do. Each convention
 * is one such choice; false is the reading that `eval/README.md` states.
 */
export type Convention =
  /** Conditions and rankings inside a structure look at the item's whole cost, not at the structure's line. */
  | 'whole-item'
  /** «Tranne il settore 3» leaves in what another structure shares with it. */
  | 'shared-stays'
  /** A total is the one the document prints, which may differ from its rows. */
  | 'printed'
  /** A difference or rate between two measures takes their totals, not only the rows that declare both. */
  | 'totals'
  /** Of the structures of a level, only those called by the level's own name («settori», without staff). */
  | 'strict-level'
  /** A structure that has none is left out of the mean of how many they have. */
  | 'those-with-some';

/** Answers one question about a convention, and notes that it was asked. */
export type Choose = (convention: Convention) => boolean;

/** Everything that comes out of `evaluate` under any mix of the conventions it asks about, without repetitions. */
export const underEveryConvention = <T>(evaluate: (choose: Choose) => T): T[] => {
  const found = new Map<string, T>();
  const tried = new Set<string>();
  const attempt = (chosen: ReadonlySet<Convention>): void => {
    const key = [...chosen].sort().join();
    if (tried.has(key)) return;
    tried.add(key);
    const asked = new Set<Convention>();
    const result = evaluate((convention) => {
      asked.add(convention);
      return chosen.has(convention);
    });
    const written = JSON.stringify(result);
    if (!found.has(written)) found.set(written, result);
    for (const convention of asked) if (!chosen.has(convention)) attempt(new Set([...chosen, convention]));
  };
  attempt(new Set());
  return [...found.values()];
};
