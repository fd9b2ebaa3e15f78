import type { GlossaryEntry } from '../types.ts';

/** What a plan's own definition is held against: those of the field, and those of the plan that ships as an example. */
export interface KnownTerms {
  readonly general: readonly GlossaryEntry[];
  /** Definitions that speak of one body, which no other may cite. */
  readonly example: { readonly body: string; readonly glossary: readonly GlossaryEntry[] };
}

/** A definition that shares so many of its words with another is a copy of it. */
const SAME = 0.75;
/** One that shares so many, and cites the same place, is an older copy. */
const AKIN = 0.5;
const LAW = /\b(?:d\.?\s?lgs|d\.?\s?l|d\.?\s?p\.?\s?r|d\.?\s?m|l)\.? ?\d+\/\d{4}/i;
const PLACE = /\b(?:sez(?:ione|\.)|premessa|pag(?:ina|\.)|p\.)/i;

/**
 * A row of a plan's glossary that the general ones supersede: it repeats them, or defines by law what they define.
 * How a document itself defines a term stays with its body.
 */
export function isSuperseded(body: string, own: GlossaryEntry, { general, example }: KnownTerms): boolean {
  const isNamed = ({ term }: GlossaryEntry): boolean => term.toLowerCase() === own.term.toLowerCase();
  if (body === example.body) return false;
  const named = general.filter(isNamed);
  if (named.length > 0 && LAW.test(own.source) && !PLACE.test(own.source)) return true;
  return [...named, ...example.glossary.filter(isNamed)].some((known) => {
    const shared = sharedWords(known.definition, own.definition);
    return shared >= SAME || (shared >= AKIN && known.source.startsWith(own.source));
  });
}

/** Share of the shorter text's words that the other has, 0 to 1. */
function sharedWords(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shorter = Math.min(a.size, b.size);
  return shorter === 0 ? 0 : [...a].filter((word) => b.has(word)).length / shorter;
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []);
