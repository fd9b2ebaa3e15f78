/** Most results kept by key: enough for every department and kind of a large body, bounded all the same. */
const MOST = 2_000;

/**
 * What was worked out once on an unchanging plan. Many questions ask for the same sums; on a large plan they are read
 * back instead of being added up again.
 */
export interface Memo {
  readonly byKey: Map<string, unknown>;
  readonly byRows: WeakMap<object, Map<string, unknown>>;
}

export const createMemo = (): Memo => ({ byKey: new Map(), byRows: new WeakMap() });

/** The result for a key, made only the first time. `make` must depend on the plan and the key alone. */
export function remember<T>(memo: Memo, key: string, make: () => T): T {
  if (memo.byKey.has(key)) return memo.byKey.get(key) as T;
  if (memo.byKey.size >= MOST) memo.byKey.clear();
  const made = make();
  memo.byKey.set(key, made);
  return made;
}

/**
 * The same function, which works each pair out once as long as both are held: many readers look at the words of one message.
 * @param make must depend on the two alone
 */
export function onceForEach<Whole extends object, Part extends object, T>(
  make: (whole: Whole, part: Part) => T,
): (whole: Whole, part: Part) => T {
  const known = new WeakMap<Whole, WeakMap<Part, { readonly made: T }>>();
  return (whole, part) => {
    const ofWhole = known.get(whole) ?? new WeakMap<Part, { readonly made: T }>();
    known.set(whole, ofWhole);
    const before = ofWhole.get(part) ?? { made: make(whole, part) };
    ofWhole.set(part, before);
    return before.made;
  };
}

/** The result for a list of rows, kept as long as the list itself. */
export function rememberFor<T>(memo: Memo, rows: object, key: string, make: () => T): T {
  let results = memo.byRows.get(rows);
  if (!results) {
    results = new Map();
    memo.byRows.set(rows, results);
  }
  if (results.has(key)) return results.get(key) as T;
  const made = make();
  results.set(key, made);
  return made;
}
