import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import type { CellReading } from './cells.ts';
import type { SaidWord } from './labels.ts';

/** "E.01": one statement of a survey. */
const STATEMENT = /^[a-z]\.\d\d$/;

/**
 * What a question names in the way of a row and the table lacks: "circoscrizione 10", a town of another table. Its other
 * rows are no answer then. Null when nothing is lacking.
 */
export function lackedRow(
  { factTables }: Vocabulary,
  { table, explained }: CellReading,
  words: readonly SaidWord[],
): string | null {
  for (const [at, word] of words.entries()) {
    if (explained.has(word.key)) continue;
    const before = words[at - 1];
    const named = before && table.rows.some(({ keys }) => keys.size === 2 && keys.has(before.key));
    if (named && (/^\d+$/.test(word.text) || word.text.length === 1)) return `${before.text} ${word.text}`;
    // A name that is a whole row elsewhere ("Firenze") and none here.
    const elsewhere = [...factTables.values()].some(
      (other) => other !== table && other.rows.some(({ keys }) => keys.size === 1 && keys.has(word.key)),
    );
    if (elsewhere && !word.plain) return word.text;
  }
  return null;
}

/** A statement that no table has, while others of its kind are there. */
export function lackedStatement({ factTables }: Vocabulary, tokens: readonly Token[]): string | null {
  const said = tokens.find(({ text }) => STATEMENT.test(text));
  if (!said) return null;
  const tables = [...factTables.values()].filter(({ rows }) =>
    rows.some(({ keys }) => [...keys].some((key) => STATEMENT.test(key))),
  );
  const known = tables.some(({ rows }) => rows.some(({ keys }) => keys.has(said.key)));
  return tables.length > 0 && !known ? said.text.toUpperCase() : null;
}
