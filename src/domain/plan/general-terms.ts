import type { GlossaryEntry } from '../types.ts';

/** What a plan's own definition is held against: those of the field, and those of the plan that ships as an example. */
export interface KnownTerms {
  readonly general: readonly GlossaryEntry[];
  /** Definitions that speak of one body, which no other may cite. */
  readonly example: {
    readonly body: string;
    readonly name: string;
    readonly glossary: readonly GlossaryEntry[];
  };
}

/**
 * A row of a plan's glossary that the general ones supersede: it is the very text of one of them or of the example's, or it
 * speaks of the example's body. How a body itself defines a term stays with it, whatever words it shares.
 */
export function isSuperseded(body: string, own: GlossaryEntry, { general, example }: KnownTerms): boolean {
  if (body === example.body) return false;
  const isCopy = ({ term, definition }: GlossaryEntry): boolean =>
    plain(term) === plain(own.term) && plain(definition) === plain(own.definition);
  if ([...general, ...example.glossary].some(isCopy)) return true;
  const cited = plain(example.name);
  return cited !== '' && ` ${plain(`${own.definition} ${own.source}`)} `.includes(` ${cited} `);
}

/** Letters and figures alone, in small letters: accents, signs and spaces are how a text was typed. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\d]+/gu)
    ?.join(' ') ?? '';
