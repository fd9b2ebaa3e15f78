import { DENIED } from '../knowledge/fact-tables.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { rarity } from '../language/search.ts';
import { stem } from '../language/tokens.ts';
import { type CellReading, readCells } from './fact-cells.ts';
import type { SaidWord } from './fact-labels.ts';
import type { Reading } from './reading.ts';

/** Words for how a figure is wanted: part of a label or not. */
export const QUANTITY: ReadonlySet<string> = new Set(
  [
    'percentuale',
    'quota',
    'numero',
    'quantita',
    'persone',
    'tasso',
    'differenza',
    'incidono',
    'incide',
    'punti',
  ].map(stem),
);
/** So many tables are read closely, the best first. */
const MOST_TABLES = 6;

interface Choice {
  readonly reading: CellReading;
  /** Share of the question's meaning (by rarity of its words) that the table explains, 0 to 1. */
  readonly coverage: number;
}

/**
 * The table whose rows, columns and periods explain most of the question.
 * @param topics tables that hold some of the words, the likeliest first
 */
export function chooseTable(
  { factTables, factSearch }: Vocabulary,
  topics: readonly string[],
  words: readonly SaidWord[],
  said: Reading,
): Choice | null {
  const open = words.filter((word) => !word.plain);
  const plainKey = (key: string): string => (key.startsWith(DENIED) ? key.slice(DENIED.length) : key);
  let best: (Choice & { readonly score: number }) | null = null;
  for (const [place, topic] of [...new Set(topics)].slice(0, MOST_TABLES).entries()) {
    const table = factTables.get(topic);
    const reading = table ? readCells(table, words, said.tokens, said.years, said.concepts) : null;
    if (!reading || (reading.cells.length === 0 && !reading.empty)) continue;
    const fitOf = ({ key }: SaidWord): number =>
      reading.explained.get(key) ?? 0.8 * (reading.explained.get(plainKey(key)) ?? 0);
    const needed = open.filter((word) => fitOf(word) > 0 || !QUANTITY.has(word.key));
    const weigh = ({ key }: SaidWord): number => rarity(factSearch, plainKey(key));
    const total = needed.reduce((sum, word) => sum + weigh(word), 0);
    const coverage = needed.reduce((sum, word) => sum + weigh(word) * fitOf(word), 0) / Math.max(total, 1e-9);
    const score = coverage + likelihood(reading, open, said) - 0.01 * place;
    if (!best || score > best.score) best = { reading, coverage, score };
  }
  return best;
}

/** What speaks for or against a table besides the words it explains. */
function likelihood(reading: CellReading, open: readonly SaidWord[], said: Reading): number {
  const { rows, columns, cells, table } = reading;
  // Unless a part is named, the total of a table says more than a figure about something else.
  const whole = [rows, columns].every(({ labels }) => labels.every((label) => label.whole));
  // What is true of a survey is no answer about the body, unless the survey is named.
  const apart =
    !rows.named &&
    rows.labels.length === 1 &&
    rows.labels.every((label) => !label.whole && !label.own) &&
    reading.missing > 0 &&
    !open.some(({ key }) => table.words.has(key));
  // "È andato peggio" is said of a mark or of an amount, not of how many there were.
  const judged = said.tokens.some((token) => /^(miglior|peggior|peggio|meglio)/.test(token.text));
  const counted = cells.every((fact) => fact.unit === 'persons' || fact.unit === 'count');
  const asksNumber = said.concepts.has('ask:count') && !said.concepts.has('ask:percent');
  const asksRate = said.tokens.some(({ text }) => /^(tasso|rate)$/.test(text));
  const shares = 2 * cells.filter((fact) => fact.unit === 'percent').length > cells.length;
  return (
    (whole ? 0.03 : 0) -
    // Only the table is named.
    (rows.named || columns.named || rows.labels.length === 1 ? 0 : 0.05) -
    (asksNumber && shares ? 0.1 : 0) -
    (asksRate && !cells.some((fact) => fact.unit === 'percent') ? 0.1 : 0) -
    (apart ? 0.25 : 0) -
    (reading.lackingYears.length > 0 ? 0.3 : 0) -
    (judged && counted ? 0.1 : 0) -
    0.03 * reading.missing
  );
}
