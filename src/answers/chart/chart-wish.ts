import { z } from 'zod';
import { cellList, readItalian } from '../knowledge/italian-files.ts';

/** A question that wants a picture: what of, in the words that are left; empty where it says no more. */
export interface ChartWish {
  readonly question: string;
  /** A Gantt: of what lasts from one day to another. */
  readonly spans: boolean;
}

export type ReadChartWish = (text: string) => ChartWish | null;

const PARTS = ['noun', 'spans', 'shape', 'opening', 'article', 'link', 'before'] as const;
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
 * settore", "costi per settore in un grafico". A word between them that is none of these leaves the message as it is: a
 * picture may be what an item is about.
 */
export function chartWishReader(): ReadChartWish {
  const words = new Map<Part, readonly string[]>(
    readItalian('grafici.csv', rowSchema).map(({ part, words: own }) => [part, own]),
  );
  const part = (name: Part): string => anyOf(words.get(name) ?? []);
  const noun = `(?:(?<spans>${part('spans')})|${part('noun')})${END}(?:\\s+${part('shape')}${END})*`;
  const opening = `(?:(?:${part('opening')}|${part('article')})${END}${GAP})*`;
  const first = new RegExp(`^${GAP}${opening}${noun}${GAP}(?:${part('link')}${END}[\\s’']*)?`, 'iu');
  const last = new RegExp(
    // From the first sign between two words only: thousands of commas are looked at once.
    `(?<![\\s,;])[\\s,;]+${part('before')}\\s+(?:${part('article')}${END}[\\s’']*)?${noun}[\\s.?!]*$`,
    'iu',
  );
  return (text) => {
    const opened = first.exec(text);
    if (opened)
      return {
        question: withoutCourtesy(text.slice(opened[0].length)),
        spans: opened.groups?.spans !== undefined,
      };
    const closed = last.exec(text);
    return closed && closed.index > 0
      ? { question: text.slice(0, closed.index), spans: closed.groups?.spans !== undefined }
      : null;
  };
}

/** "… per favore?": what is said after the question, and asks nothing. */
const withoutCourtesy = (text: string): string =>
  text.replace(/[\s,]*(?:per favore|per piacere|per cortesia|grazie|please)?[\s.!?]*$/iu, '');
