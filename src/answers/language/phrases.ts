import { type Token, tokenise } from './tokens.ts';

/** A run of tokens and what it may mean. `to` is exclusive. */
export interface Match<Meaning> {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
}

/** A phrase, cut: what it takes to find it. */
interface PhraseForm {
  readonly keys: readonly string[];
  /** Said word for word: no conjunction may stand inside ("meno e di quanto" is not "meno di quanto"). */
  readonly literal: boolean;
  /** Said with these very letters, one word after the other; null where another form of a word will do. */
  readonly exact: readonly string[] | null;
  /** No comma stands inside ("raggiunto, quanto costa" is not "raggiunto quanto"). */
  readonly unbroken: boolean;
}

/** Cuts a phrase, or knows how it is cut. */
export type CutPhrase = (text: string) => PhraseForm;

interface Phrase<Meaning> extends PhraseForm {
  readonly meaning: Meaning;
}

/** Phrases that can be found in a question, by their first word. */
export interface PhraseBook<Meaning> {
  readonly byFirst: ReadonlyMap<string, readonly Phrase<Meaning>[]>;
}

/**
 * Articles and prepositions do not count ("costi di personale" is "costo del personale"), unless the phrase starts with
 * "+" or has nothing else. One that starts with "=" is found only as it is written ("salvo" and "salve" have one stem).
 */
const cutPhrase: CutPhrase = (text) => ({
  keys: phraseKeys(text),
  literal: text.startsWith('+'),
  exact: text.startsWith('=') ? tokenise(text.slice(1)).map((token) => token.text) : null,
  unbroken: !/[,;:()\n]/.test(text),
});

/** Cuts some phrases once, for all the books that they stand in; any other is cut each time. */
export function cutOnce(phrases: Iterable<string>): CutPhrase {
  const known = new Map<string, PhraseForm>();
  for (const text of phrases) if (!known.has(text)) known.set(text, cutPhrase(text));
  return (text) => known.get(text) ?? cutPhrase(text);
}

/** Compiles phrases. */
export function phraseBook<Meaning>(
  entries: Iterable<readonly [string, Meaning]>,
  cut: CutPhrase = cutPhrase,
): PhraseBook<Meaning> {
  const byFirst = new Map<string, Phrase<Meaning>[]>();
  const seen = new Set<string>();
  for (const [text, meaning] of entries) {
    const { keys, literal, exact, unbroken } = cut(text);
    const first = keys[0];
    if (first === undefined) continue;
    const phrase = { keys, meaning, literal, exact, unbroken };
    const known = byFirst.get(first);
    // "Impegno", "impegni" and "impegnato" are one phrase after stemming.
    const identity = JSON.stringify([keys, meaning, exact]);
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (known) known.push(phrase);
    else byFirst.set(first, [phrase]);
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.keys.length - a.keys.length);
  return { byFirst };
}

/** The keys by which a phrase is found. */
export function phraseKeys(text: string): readonly string[] {
  const tokens = tokenise(text.replace(/^[+=]/, ''));
  const content = /^[+=]/.test(text) ? [] : tokens.filter((token) => !token.light);
  return (content.length > 1 ? content : tokens).map((token) => token.key);
}

/** Every phrase found in the tokens, also overlapping ones. */
export function findPhrases<Meaning>(
  book: PhraseBook<Meaning>,
  tokens: readonly Token[],
): readonly Match<Meaning>[] {
  const found: Match<Meaning>[] = [];
  for (const [from, token] of tokens.entries())
    for (const phrase of book.byFirst.get(token.key) ?? []) {
      const to = phraseEnd(phrase, tokens, from);
      if (to !== null) found.push({ from, to, meaning: phrase.meaning });
    }
  return found;
}

function phraseEnd<Meaning>(
  { keys, literal, exact, unbroken }: Phrase<Meaning>,
  tokens: readonly Token[],
  from: number,
): number | null {
  if (exact) return exact.every((word, at) => tokens[from + at]?.text === word) ? from + exact.length : null;
  let at = from;
  for (const [index, key] of keys.entries()) {
    while (
      index > 0 &&
      tokens[at]?.light &&
      tokens[at]?.key !== key &&
      !(literal && /^(e|ed|o)$/.test(tokens[at]?.text ?? ''))
    )
      at += 1;
    if (tokens[at]?.key !== key) return null;
    at += 1;
  }
  if (unbroken && tokens.slice(from + 1, at).some(({ pause }) => pause)) return null;
  return at;
}

/** Of overlapping matches keeps the longest, then the leftmost; matches of the very same run all stay. */
export function longestMatches<Meaning>(matches: readonly Match<Meaning>[]): readonly Match<Meaning>[] {
  const order = [...matches].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: Match<Meaning>[] = [];
  const owner = new Map<number, Match<Meaning>>();
  for (const match of order) {
    let clash = false;
    for (let at = match.from; at < match.to; at += 1) {
      const other = owner.get(at);
      if (other && (other.from !== match.from || other.to !== match.to)) clash = true;
    }
    if (clash) continue;
    kept.push(match);
    for (let at = match.from; at < match.to; at += 1) owner.set(at, match);
  }
  return kept.sort((a, b) => a.from - b.from);
}
