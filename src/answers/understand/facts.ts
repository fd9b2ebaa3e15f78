import type { Fact } from '../../domain/types.ts';
import { DENIED } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';
import type { CellReading } from '../tables/cells.ts';
import { readTable, type TableReading } from '../tables/compose-table.ts';
import type { Context } from './outcome.ts';

/** What the context tables make of a question. */
export interface FactMatch {
  readonly facts: readonly Fact[];
  /** 1 where they explain every word, less the more they leave. */
  readonly coverage: number;
  /** A word was matched that the plan's own vocabulary (measures, structures, numbers) does not explain. */
  readonly distinctive: boolean;
  /** Row, column and period that were read. */
  readonly cells: CellReading | null;
  readonly table: TableReading | null;
}

const YEAR = /^(19|20)\d\d$/;
export const NO_FACTS: FactMatch = {
  facts: [],
  coverage: 0,
  distinctive: false,
  cells: null,
  table: null,
};

/** Looks a question up in the context tables. */
export function findFacts({ reading, vocabulary }: Context): FactMatch {
  const table = readTable(vocabulary, reading.tokens, askingSpans(reading));
  if (!table) return NO_FACTS;
  return {
    facts: table.cells.cells,
    coverage: 1 / (1 + table.unexplained.length),
    distinctive: isDistinctive(reading, table, vocabulary.index.plan.head.year),
    cells: table.cells,
    table,
  };
}

/** The lexicon's own words: in Italian only courtesy, for the words of the tables say what is asked. */
export const askingSpans = ({ english, spans }: Context['reading']): Context['reading']['spans'] =>
  english ? spans : spans.filter(({ concept }) => /^(noise|talk|follow|date)/.test(concept));

/** Whether a word names a row or column that is nothing else of the plan's. */
function isDistinctive(
  { tokens, spans, structures }: Context['reading'],
  { cells, words, request }: TableReading,
  year: number,
): boolean {
  const matched = cells.explained;
  // "Spese per investimenti": the same measure said twice; the second time it is the subject.
  const repeated = (concept: string, from: number): boolean =>
    concept === 'measure:cost' &&
    spans.some((span) => span.concept.startsWith('measure:') && span.from < from);
  const explained = (token: Token, at: number): boolean => {
    const labelled = matched.get(token.key) === 1;
    const inSpan = spans.some(
      (span) =>
        span.from <= at &&
        span.to > at &&
        !(repeated(span.concept, span.from) && (matched.get(token.key) ?? 0) > 0.9) &&
        !(labelled && /^ask:(difference|total|margin)$/.test(span.concept)),
    );
    const inStructure = structures.some(
      (one) => one.strong && one.from - (one.to - one.from === 1 ? 1 : 0) <= at && one.to > at,
    );
    // "Comma 557", "art. 90": too large for an item, no year.
    const cited = token.type === 'number' && token.value >= 90 && !YEAR.test(token.text);
    return inSpan || inStructure || (token.type === 'number' && !cited);
  };
  // Classes of age, and years other than the plan's, are of no item.
  if (cells.classes && cells.rows.labels.length > 0) return true;
  if (cells.rows.named && cells.dated && cells.cells.some(({ period }) => !period.includes(String(year))))
    return true;
  if (request.operators.has('margin') && cells.table.columns.some(({ limit }) => limit)) return true;
  const said = new Set(
    words.flatMap(({ text, key, plain }) => (!plain || matched.get(key) === 1 ? [text] : [])),
  );
  return tokens.some(
    (token, at) =>
      !request.consumed.has(at) &&
      said.has(token.text) &&
      (matched.has(token.key) || matched.has(`${DENIED}${token.key}`)) &&
      !explained(token, at),
  );
}
