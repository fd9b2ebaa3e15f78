import { capital } from '../../words/sentences.ts';
import type { Draft } from './draft.ts';

/** More than these and the one that matters is lost. */
const MOST_NOTES = 2;

/** Titles come from the document with the typewriter's apostrophe: an answer has one sign for it. */
export const curly = (text: string): string => text.replace(/(?<=\p{L})'(?=\p{L}|\s|»|$)/gu, '’');

/** A draft as it is said: one apostrophe, sentences that begin with a capital, the notes that come first. */
export function tidied({ headline, notes, law = [], sources, table, ...draft }: Draft): Draft {
  return {
    ...draft,
    headline: capital(curly(headline)),
    notes: [...law, ...new Set((notes ?? []).map((note) => capital(curly(note))))].slice(
      0,
      MOST_NOTES + law.length,
    ),
    sources: (sources ?? []).map(curly),
    table: table
      ? {
          ...table,
          columns: table.columns.map((one) => ({ ...one, label: curly(one.label) })),
          rows: table.rows.map((row) => row.map((cell) => ({ ...cell, text: curly(cell.text) }))),
        }
      : null,
  };
}
