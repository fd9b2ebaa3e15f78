import { normalise } from './normalise.ts';

/** English words and what they are in Italian, by their first word, the longest first. */
export interface EnglishBook {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  /** Names of the plan of several words, which stay as they are: «Staff B», the title of an item. */
  readonly names: ReadonlySet<string>;
}

interface Phrase {
  readonly words: readonly string[];
  readonly italian: string;
}

/** An English text as it would be said in Italian, word by word. */
export interface Translated {
  readonly text: string;
  /** Words of it as they were typed, in English; themselves where nobody typed them so. */
  readonly asTyped: (said: string) => string;
}

/** Stands for a number in a phrase, and for the same number in what it means. */
const NUMBER = '#';
/** Stands for a few words in a phrase («what does … mean»), and for what they are in Italian. */
const GAP = '..';
const WIDEST_GAP = 6;

/** Names of more words are never said whole. */
const LONGEST_NAME = 12;

/**
 * Makes the book out of its rows.
 * @param names of what the plan has, as it writes them
 */
export function buildEnglish(
  rows: readonly { readonly phrase: string; readonly italian: string }[],
  names: readonly string[],
): EnglishBook {
  const phrases = rows.map(({ phrase, italian }) => ({ words: phrase.split(' '), italian }));
  return {
    byFirst: Map.groupBy(
      phrases.toSorted((one, other) => other.words.length - one.words.length),
      ({ words }) => words[0] ?? '',
    ),
    names: new Set(names.map(asWords).filter((name) => name.includes(' '))),
  };
}

const WORD = /[\p{L}\p{N}]+/gu;

const asWords = (name: string): string => [...name.matchAll(WORD)].map(([word]) => normalise(word)).join(' ');

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Segment {
  readonly english: string;
  readonly italian: string;
}

/**
 * Says an English question in Italian, word by word: the readers ask for no order that English has not. Names of the plan,
 * and what the book does not know, stay as they were typed.
 */
export function inItalian(typed: string, book: EnglishBook): Translated {
  const words = [...typed.matchAll(WORD)].map(
    ({ 0: word, index }): Word => ({ text: normalise(word), from: index, to: index + word.length }),
  );
  const segments: Segment[] = [];
  let text = '';
  let end = 0;
  for (let at = 0; at < words.length; ) {
    const first = words[at] as Word;
    const kept = nameAt(words, at, book.names);
    const found = kept > 0 ? null : phraseAt(words, at, book);
    const to = at + Math.max(kept, found?.count ?? 1);
    const last = words[to - 1] as Word;
    const said = typed.slice(first.from, last.to);
    const italian = found === null ? said : filled(found, words.slice(at, to), typed, book);
    segments.push({ english: said, italian });
    text += typed.slice(end, first.from) + italian;
    end = last.to;
    at = to;
  }
  text = (text + typed.slice(end))
    .replace(/[’'](?=\s|$)/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return { text, asTyped: (said) => typedAs(said, segments) };
}

/** How many words from a place on are a name of the plan. */
function nameAt(words: readonly Word[], at: number, names: ReadonlySet<string>): number {
  for (let count = Math.min(LONGEST_NAME, words.length - at); count > 1; count -= 1)
    if (
      names.has(
        words
          .slice(at, at + count)
          .map(({ text }) => text)
          .join(' '),
      )
    )
      return count;
  return 0;
}

const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d/.test(text);

/** A phrase that stands at a place, and how many words it takes there. */
interface Found extends Phrase {
  readonly count: number;
  readonly gap: readonly Word[];
}

function phraseAt(words: readonly Word[], at: number, { byFirst }: EnglishBook): Found | null {
  for (const phrase of byFirst.get(words[at]?.text ?? '') ?? []) {
    const widest = phrase.words.includes(GAP) ? WIDEST_GAP : 1;
    for (let width = 1; width <= widest; width += 1) {
      const found = standingAt(phrase, words, at, width);
      if (found) return found;
    }
  }
  return null;
}

function standingAt(phrase: Phrase, words: readonly Word[], at: number, width: number): Found | null {
  let to = at;
  let gap: readonly Word[] = [];
  for (const word of phrase.words) {
    if (word === GAP) gap = words.slice(to, to + width);
    else if (word !== words[to]?.text && !(word === NUMBER && isNumber(words[to]?.text))) return null;
    to += word === GAP ? width : 1;
  }
  return to > words.length ? null : { ...phrase, count: to - at, gap };
}

function filled({ italian, gap }: Found, said: readonly Word[], typed: string, book: EnglishBook): string {
  const [first, last] = [gap[0], gap.at(-1)];
  const between = first && last ? inItalian(typed.slice(first.from, last.to), book).text : '';
  return italian.replace(NUMBER, said.find(({ text }) => isNumber(text))?.text ?? '').replace(GAP, between);
}

/** The English words that a run of Italian ones stands for. */
function typedAs(said: string, segments: readonly Segment[]): string {
  const wanted = asWords(said);
  for (const [from, first] of segments.entries()) {
    let run = '';
    if (first.italian === '') continue;
    for (let to = from; to < segments.length && run.length <= wanted.length; to += 1) {
      run = asWords(`${run} ${segments[to]?.italian}`);
      if (run === wanted)
        return segments
          .slice(from, to + 1)
          .map(({ english }) => english)
          .join(' ');
    }
  }
  return segments.find(({ italian }) => asWords(italian).split(' ').includes(wanted))?.english ?? said;
}
