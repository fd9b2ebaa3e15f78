import { type Measure, RESOURCES_USED } from '../../words/measures.ts';
import type { Proof } from '../answer.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { Row } from '../knowledge/select.ts';
import { type Phrasing, say } from './draft.ts';
import { shortName } from './names.ts';
import { MOST_ROWS } from './table-of.ts';
import { measureText } from './values.ts';
import type { Words } from './words.ts';

/** How each measure is made, in words. */
function formulaOf(words: Words, measure: Measure): string {
  const name = words.measures[measure];
  switch (measure) {
    case 'resources':
      return `${RESOURCES_USED[words.language]} = ${words.measures.personnel} + ${words.measures.settled}`;
    case 'unsettled':
      return `${name} = ${words.measures.committed} − ${words.measures.settled}`;
    case 'uncollected':
      return `${name} = ${words.measures.assessed} − ${words.measures.collected}`;
    case 'settlement_rate':
      return `${words.measures.settled} ÷ ${words.measures.committed} × 100`;
    case 'collection_rate':
      return `${words.measures.collected} ÷ ${words.measures.assessed} × 100`;
    case 'personnel_share':
      return `${words.measures.personnel} ÷ ${words.measures.resources} × 100`;
    case 'direct_share':
      return `${words.measures.settled} ÷ ${words.measures.resources} × 100`;
    case 'cost_per_weight':
      return `${words.measures.personnel} ÷ ${words.measures.weight}`;
    case 'attainment':
      return say(
        words,
        'grado di raggiungimento: media semplice delle voci',
        'attainment: plain mean of the items',
      );
    default:
      return say(words, `${name}: colonna della tabella`, `${name}: column of the table`);
  }
}

/** The proof of figures read off one or few rows. */
export function rowProof(
  { words, index }: Phrasing,
  rows: readonly Row[],
  measures: readonly Measure[],
): Proof {
  return {
    filter: `${rows.map((row) => shortName(words, row.of)).join(', ')}, ${index.plan.head.year}`,
    rows: rows
      .flatMap((row) =>
        row.of.lines.map((line) => `riga ${line.row}: ${shortName(words, row.of)}, ${line.department}`),
      )
      .slice(0, MOST_ROWS),
    formula: measures.map((measure) => formulaOf(words, measure)).join('; '),
    sum: rows.length === 1 && rows[0] ? derivation(words, rows[0], measures) : null,
  };
}

function derivation(words: Words, row: Row, measures: readonly Measure[]): string | null {
  const parts = measures.flatMap((measure) => {
    const value = measureOf(row.figures, row.of.item, measure);
    if (value === null) return [];
    const base = (one: Measure): string => measureText(words, one, measureOf(row.figures, row.of.item, one));
    const result = measureText(words, measure, value);
    if (measure === 'resources')
      return [
        `${base('personnel')} + ${row.figures.settled === null ? '0 (non dichiarato)' : base('settled')} = ${result}`,
      ];
    if (measure === 'settlement_rate') return [`${base('settled')} ÷ ${base('committed')} = ${result}`];
    if (measure === 'collection_rate') return [`${base('collected')} ÷ ${base('assessed')} = ${result}`];
    if (measure === 'cost_per_weight') return [`${base('personnel')} ÷ ${base('weight')} = ${result}`];
    if (measure === 'unsettled') return [`${base('committed')} − ${base('settled')} = ${result}`];
    return measure === 'uncollected' ? [`${base('assessed')} − ${base('collected')} = ${result}`] : [];
  });
  return parts.length === 0 ? null : parts.join('; ');
}
