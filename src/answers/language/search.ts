import { tokenise } from './tokens.ts';

/** A text field of a document and how much a word found in it counts. */
export interface Field {
  readonly text: string;
  readonly weight: number;
}

interface Posting {
  readonly doc: number;
  readonly weight: number;
}

/** A small inverted index over short texts, by stem. */
export interface SearchIndex {
  readonly size: number;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** Neighbouring stems of the same field, "protezion civil", with the documents that hold them in ascending order. */
  readonly pairs: ReadonlyMap<string, readonly number[]>;
  /** The words of each stem as they are written, but for their endings: "centri" and "centrato" are two of "centr". */
  readonly roots: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many distinct words a document's shortest strong field holds: a full match of a short name is worth more. */
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
}

export interface Hit {
  readonly doc: number;
  readonly score: number;
  /** Share of the question's meaning (by rarity of its words) that this document holds, 0 to 1. */
  readonly coverage: number;
  readonly matched: ReadonlySet<string>;
}

/** Widest list of documents that is scored; commoner words only add to the score of documents found by rarer ones. */
const WIDEST = 2_000;
const PREFIX = 5;

export function buildSearch(docs: Iterable<readonly Field[]>): SearchIndex {
  const postings = new Map<string, Posting[]>();
  const pairs = new Map<string, number[]>();
  const roots = new Map<string, Set<string>>();
  let doc = 0;
  for (const fields of docs) {
    const best = new Map<string, number>();
    for (const { text, weight } of fields) {
      // A list of keywords ("a;b;c") must not pair words of two keywords.
      for (const part of text.split(';')) {
        const words = tokenise(part).filter(({ light, type }) => !light && type !== 'sign');
        for (const { key, text } of words) roots.set(key, (roots.get(key) ?? new Set()).add(rootOf(text)));
        const keys = words.map(({ key }) => key);
        for (const [at, key] of keys.entries()) {
          best.set(key, Math.max(best.get(key) ?? 0, weight));
          // "167/2021" is also found as "167".
          if (key.includes('/')) best.set(key.slice(0, key.indexOf('/')), weight);
          const next = keys[at + 1];
          if (next !== undefined && weight >= 1) addPair(pairs, `${key} ${next}`, doc);
        }
      }
    }
    for (const [key, weight] of best) {
      const known = postings.get(key);
      if (known) known.push({ doc, weight });
      else postings.set(key, [{ doc, weight }]);
    }
    doc += 1;
  }
  return { size: doc, postings, pairs, roots, prefixes: groupByPrefix(postings.keys()) };
}

/** A word without what its number and gender change: "biblioteche" and "biblioteca" are one. */
export const rootOf = (word: string): string => word.replace(/h?[aeiou]+$/, '');

function addPair(pairs: Map<string, number[]>, pair: string, doc: number): void {
  const docs = pairs.get(pair);
  if (!docs) pairs.set(pair, [doc]);
  else if (docs.at(-1) !== doc) docs.push(doc);
}

function groupByPrefix(keys: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    if (key.length < PREFIX) continue;
    const prefix = key.slice(0, PREFIX);
    const group = groups.get(prefix);
    if (group) group.push(key);
    else groups.set(prefix, [key]);
  }
  return groups;
}

/** A word of the question with the other words that may stand for it. */
export interface Term {
  readonly key: string;
  /** Other keys that mean nearly the same, worth less than the word itself. */
  readonly alternatives: readonly string[];
}

/** How rare a key is: the log of documents per posting; unknown keys count as fairly rare. */
export function rarity(index: SearchIndex, key: string): number {
  const count = index.postings.get(key)?.length ?? 0;
  return Math.log(1 + index.size / (count === 0 ? 6 : count));
}

/** Keys of the index that start like an unknown word ("turistic" finds "turism"). */
export function relatives(index: SearchIndex, key: string): readonly string[] {
  if (index.postings.has(key) || key.length < PREFIX) return [];
  return (index.prefixes.get(key.slice(0, PREFIX)) ?? []).filter((other) => areOfOneRoot(key, other));
}

/** "Turistic" and "turism" differ in their endings, "virtuos" and "virtual" in their roots. */
export const areOfOneRoot = (key: string, other: string): boolean =>
  key.slice(0, PREFIX) === other.slice(0, PREFIX) &&
  Math.min(key.length, other.length) >= PREFIX &&
  other.startsWith(key.slice(0, Math.min(key.length, other.length) - 1));

/** Documents that hold the terms, best first. */
export function searchTerms(
  index: SearchIndex,
  terms: readonly Term[],
  sequence: readonly string[] = [],
): readonly Hit[] {
  const scores = new Map<number, { score: number; covered: number; matched: Set<string> }>();
  let total = 0;
  const ranked = [...terms].sort((a, b) => rarity(index, b.key) - rarity(index, a.key));
  for (const term of ranked) {
    const own = rarity(index, term.key);
    total += own;
    const seen = new Map<number, number>();
    for (const [key, factor] of candidates(index, term)) {
      const list = index.postings.get(key) ?? [];
      const additive = list.length > WIDEST;
      if (additive && scores.size === 0 && ranked.length > 1 && term !== ranked.at(-1)) continue;
      const wide = additive && scores.size > 0;
      for (const { doc, weight } of wide
        ? list.filter(({ doc: d }) => scores.has(d))
        : list.slice(0, WIDEST * 5))
        seen.set(doc, Math.max(seen.get(doc) ?? 0, weight * factor));
    }
    for (const [doc, weight] of seen) {
      const entry = scores.get(doc) ?? { score: 0, covered: 0, matched: new Set<string>() };
      entry.score += own * weight;
      entry.covered += own * Math.min(1, weight);
      entry.matched.add(term.key);
      scores.set(doc, entry);
    }
  }
  if (total === 0) return [];
  const hits: Hit[] = [];
  for (const [doc, { score, covered, matched }] of scores) {
    const phrase = countPairs(index, doc, sequence);
    hits.push({ doc, score: (score * (1 + 0.35 * phrase)) / total, coverage: covered / total, matched });
  }
  return hits.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, 200);
}

function candidates(index: SearchIndex, term: Term): readonly (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  if (index.postings.has(term.key)) found.push([term.key, 1]);
  else for (const key of relatives(index, term.key)) found.push([key, 0.7]);
  const worth = found.length === 0 ? 0.8 : 0.45;
  return [...found, ...term.alternatives.map((key) => [key, worth] as const)];
}

/** Binary search in ascending numbers. */
function includesSorted(values: readonly number[], value: number): boolean {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return values[low] === value;
}

const countPairs = (index: SearchIndex, doc: number, sequence: readonly string[]): number => {
  let count = 0;
  for (let at = 0; at + 1 < sequence.length; at += 1)
    if (includesSorted(index.pairs.get(`${sequence[at]} ${sequence[at + 1]}`) ?? [], doc)) count += 1;
  return count;
};
