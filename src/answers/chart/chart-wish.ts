import { z } from 'zod';
import { cellList, readItalian } from '../knowledge/italian-files.ts';

/** A question that wants a picture: what of, in the words that are left; empty where it says no more. */
export interface ChartWish {
  readonly question: string;
  /** A Gantt: of what lasts from one day to another. */
  readonly spans: boolean;
}

export type ReadChartWish = (text: string) => ChartWish | null;

const PARTS = [
  'noun',
  'figure',
  'verb',
  'adverb',
  'kept',
  'only',
  'spans',
  'shape',
  'opening',
  'article',
  'link',
  'before',
] as const;
type Part = (typeof PARTS)[number];

const rowSchema = z.object({ part: z.enum(PARTS), words: cellList('|') });

/** Longer first: "bar chart" before "chart". */
const anyOf = (words: readonly string[]): string =>
  `(?:${words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(' ', "[\\s’']+"))
    .join('|')})`;

const END = '(?![\\p{L}\\p{N}])';
const GAP = "[\\s,;:’'!.]*";

/**
 * Reads the words with which a picture is asked for (`data/italiano/grafici.csv`): "mostrami un grafico dei costi per
 * settore", "costi per settore in un grafico", "puoi rappresentare graficamente i costi?", "i più costosi, a barre". A word
 * between them that is none of these leaves the message as it is: a picture may be what an item is about; "only in a chart" is
 * what the document prints.
 */
export function chartWishReader(): ReadChartWish {
  const words = new Map<Part, readonly string[]>(
    readItalian('grafici.csv', rowSchema).map(({ part, words: own }) => [part, own]),
  );
  const part = (name: Part): string => anyOf(words.get(name) ?? []);
  const shapes = `(?:\\s+${part('shape')}${END})*`;
  const noun = `(?:(?<spans>${part('spans')})|${part('noun')})${END}${shapes}`;
  const opening = `(?:(?:${part('opening')}|${part('article')})${END}${GAP})*`;
  const article = `(?:${part('article')}${END}[\\s’']*)?`;
  const link = `(?:${part('link')}${END}[\\s’']*)`;
  const opened = [
    `^${GAP}${opening}(?:${part('before')}\\s+${article})?${noun}${GAP}${link}?`,
    // "Le barre" may be of a gate: a figure is one of something.
    `^${GAP}${opening}${part('figure')}${END}${shapes}\\s+${link}`,
    `^${GAP}${opening}${part('verb')}${END}${GAP}`,
  ].map((pattern) => new RegExp(pattern, 'iu'));
  const kept = new RegExp(`^${GAP}${opening}(?<kept>${part('kept')})\\s+${part('noun')}${END}`, 'iu');
  // From the first sign between two words only: thousands of commas are looked at once.
  const closed = [
    `${part('before')}\\s+${article}${noun}`,
    part('adverb'),
    '(?:(?:come|in)\\s+)?a\\s+(?:barre|colonne|torta|linee|istogramma)',
    `(?:(?:e|poi|ora|adesso)\\s+)?(?:mi\\s+|ci\\s+)?(?:fammi|fai|facci|fammene|fanne|mostrami|disegnami|disegna|dammi|voglio|vorrei|serve|con)\\s+(?:pure\\s+|anche\\s+)?${article}${noun}`,
  ].map(
    (pattern) => new RegExp(`(?<![\\s,;.?!])(?<!${part('only')})[\\s,;.?!]+${pattern}${END}[\\s.?!]*$`, 'iu'),
  );
  return (text) => {
    const named = kept.exec(text);
    if (named)
      return {
        question: withoutCourtesy(`${named.groups?.kept} ${text.slice(named[0].length).trim()}`),
        spans: false,
      };
    const begun = firstOf(opened, text);
    if (begun)
      return {
        question: withoutCourtesy(text.slice(begun[0].length)),
        spans: begun.groups?.spans !== undefined,
      };
    const plain = withoutCourtesy(text);
    const ended = firstOf(closed, plain);
    return ended && ended.index > 0
      ? { question: plain.slice(0, ended.index), spans: ended.groups?.spans !== undefined }
      : null;
  };
}

const firstOf = (patterns: readonly RegExp[], text: string): RegExpExecArray | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) return found;
  }
  return null;
};

/** "… per favore?": what is said after the question, and asks nothing. */
const withoutCourtesy = (text: string): string =>
  text.replace(/[\s,]*(?:per favore|per piacere|per cortesia|grazie|please)?[\s.!?]*$/iu, '');
