import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isJoining, stem, type Token } from '../language/tokens.ts';

/** Shorter words are joined to others; fewer of them may be anything. */
const LEAST_LETTERS = 4;
const MOST_WORDS = 6;

/** Prepositions that an acronym may count: "centri per l'impiego". */
const COUNTED = /^(per|con|in|tra|fra|su)$/;

/**
 * "Fascicolo sanitario elettronico", where the plan writes FSE: words of which the plan does not know one, and whose
 * initials are an acronym of its titles, are read as that.
 */
export function withAcronyms(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Token[] {
  if (vocabulary.acronyms.size === 0) return tokens;
  const read: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const found = acronymAt(vocabulary, tokens, at);
    read.push(found?.token ?? (tokens[at] as Token));
    at = found ? found.to - 1 : at;
  }
  return read;
}

function acronymAt(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  from: number,
): { readonly token: Token; readonly to: number } | null {
  const first = tokens[from];
  let letters = '';
  // «Centri per l’impiego» is CPI, «fascicolo sanitario» FS.
  let joined = '';
  let strange = false;
  let last = '';
  for (let at = from; at < tokens.length && letters.length < MOST_WORDS; at += 1) {
    const token = tokens[at];
    if (!first || token?.type !== 'word' || (at > from && (token.pause || token.clause !== first.clause)))
      return null;
    // «Salute sono spariti»: no verb stands inside a name.
    if (token.light && at > from && isJoining(token)) {
      if (COUNTED.test(token.text)) joined += token.text[0];
      continue;
    }
    if (token.light || token.text.length < LEAST_LETTERS) return null;
    // «Turistico piana di …»: neighbours in a title say what they say.
    if (vocabulary.itemSearch.pairs.has(`${last} ${token.key}`)) return null;
    last = token.key;
    letters += token.text[0];
    joined += token.text[0];
    strange ||= isStrange(vocabulary, token);
    const spelled = [letters, joined].find((one) => vocabulary.acronyms.has(one));
    if (strange && spelled !== undefined)
      return { token: { ...first, text: spelled, key: stem(spelled) }, to: at + 1 };
  }
  return null;
}

/** No word of the plan's items, nor of the language. */
const isStrange = ({ itemSearch, concepts, grammar }: Vocabulary, { key }: Token): boolean =>
  !itemSearch.postings.has(key) && !concepts.byFirst.has(key) && !grammar.byFirst.has(key);
