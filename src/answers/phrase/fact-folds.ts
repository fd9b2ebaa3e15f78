import type { Fact } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatPrintedPercent } from '../../words/formats.ts';
import { counted } from '../../words/sentences.ts';
import type { Result } from '../run/result.ts';
import { exact, type FactRow } from '../tables/evaluate-facts.ts';
import { say } from './draft.ts';
import type { Naming, SaidFigures } from './fact-rows.ts';
import { factText, periodText, sourceTable } from './fact-values.ts';
import type { Words } from './words.ts';

type FactsOf = Extract<Result, { type: 'fact' }>;

/** So many parts are named beside their sum. */
const MOST_PARTS = 6;

/** A sum, a mean, or the share of each row; null where rows are wanted as they are. */
export function foldedOf(words: Words, result: FactsOf, naming: Naming): SaidFigures | null {
  const { rows, query } = result;
  const [first] = rows;
  const [fact] = first?.facts ?? [];
  if (!first || !fact) return null;
  const sum = exact(rows.reduce((total, { value }) => total + value, 0));
  const text = (value: number): string => factText({ ...fact, value });
  const proof = {
    filter: sourceTable(fact),
    rows: rows.map((row) => `${naming.nameOf(row)}: ${naming.textOf(row)}`),
  };
  const added = `${rows.map(naming.textOf).join(' + ')} = ${text(sum)}`;
  if (sumsBeside(result)) return summedBeside(words, result, naming);
  if (query.operation === 'sum' && apart(result))
    return {
      headline: `${rows.map((row) => `${naming.nameOf(row)}: ${naming.textOf(row)}`).join('; ')}${overSubjects(words, rows)}.`,
      value: null,
      unit: fact.unit,
      proof: { ...proof, formula: say(words, 'somma di ogni colonna', 'sum of each column'), sum: '' },
      listed: true,
    };
  if (query.operation === 'sum')
    return {
      headline: summed(words, result, naming, text(sum)),
      value: sum,
      unit: fact.unit,
      proof: { ...proof, formula: say(words, 'somma delle voci', 'sum of the entries'), sum: added },
      listed: rows.length > MOST_PARTS || query.by !== null,
    };
  if (query.operation === 'mean') {
    const mean = exact(sum / rows.length);
    const isAmount = ['count', 'persons', 'sqm', 'eur'].includes(fact.unit);
    return {
      headline: `${say(words, 'in media', 'on average')} ${text(mean)} (${naming.shared}): ${say(
        words,
        `media ${isAmount ? `di ${text(sum)} su` : 'semplice di'} ${rows.length} voci`,
        `${isAmount ? `${text(sum)} over` : 'plain mean of'} ${rows.length} entries`,
      )}.`,
      value: mean,
      unit: fact.unit,
      proof: {
        ...proof,
        formula: say(words, 'somma ÷ numero di voci', 'sum ÷ number of entries'),
        sum: `${added}; ${text(sum)} ÷ ${rows.length} = ${text(mean)}`,
      },
      listed: false,
    };
  }
  return query.operation === 'shares' ? sharesOf(words, result, naming, sum) : null;
}

/** Rows that are chosen by one column, and another column of theirs that is added up. */
export const sumsBeside = ({ query, also }: FactsOf): boolean =>
  query.operation === 'sum' && query.order !== null && new Set(also.map(({ measure }) => measure)).size === 1;

/** "68.400 in tutto (MWh termici, 2030, somma di 3 voci): …. Sono i 3 valori più alti tra 8 (tCO2, 2030): …". */
function summedBeside(words: Words, { rows, also, query, compared }: FactsOf, naming: Naming): SaidFigures {
  const [fact] = also as readonly [Fact, ...Fact[]];
  const sum = exact(also.reduce((total, { value }) => total + value, 0));
  const text = factText({ ...fact, value: sum });
  const lacking = rows.flatMap(({ facts: [own] }) =>
    own && !also.some(({ subject }) => subject === own.subject) ? [own.subject] : [],
  );
  const end =
    query.order === 'max'
      ? say(words, 'valori più alti', 'highest values')
      : say(words, 'valori più bassi', 'lowest values');
  const parts = also.map((one) => `${one.subject} (${factText(one)})`).join('; ');
  const silent =
    lacking.length === 0 ? '' : `; ${say(words, 'non dichiarato', 'not declared')}: ${lacking.join(', ')}`;
  const chosen = rows.map((row) => `${naming.nameOf(row)} (${naming.textOf(row)})`).join('; ');
  return {
    headline: `${text} ${say(words, 'in tutto', 'in all')} (${fact.measure}, ${periodText(fact.period)}, ${say(words, `somma di ${counted(also.length, 'voce', 'voci')}`, `sum of ${counted(also.length, 'entry', 'entries')}`)}): ${parts}${silent}. ${say(words, `Sono quelle con ${the(rows.length, 'mp')} ${end} tra ${compared}`, `They have the ${rows.length} ${end} of ${compared}`)} (${naming.shared}): ${chosen}.`,
    value: sum,
    unit: fact.unit,
    proof: {
      filter: sourceTable(fact),
      rows: also.map((one) => `${one.subject}: ${factText(one)}`),
      formula: say(words, 'somma delle voci', 'sum of the entries'),
      sum: `${also.map(factText).join(' + ')} = ${text}`,
    },
    listed: false,
  };
}

/** Columns of numbers that nobody says to be of one unit ("tCO2", "MWh"): each is added up by itself. */
const apart = ({ rows, query }: FactsOf): boolean =>
  query.by === 'measure' &&
  rows.length > 1 &&
  rows.some(({ facts }) => facts.some(({ unit }) => unit === 'count' || unit === 'score'));

const overSubjects = (words: Words, rows: FactsOf['rows']): string => {
  const { size } = new Set(rows.flatMap(({ facts }) => facts.map(({ subject }) => subject)));
  return size > 1 ? say(words, `, somma su ${size} voci`, `, over ${size} entries`) : '';
};

/** "491 PC fissi e 125 notebook: 616 in tutto"; a printed total that says the same is called so. */
function summed(words: Words, { rows, query, whole }: FactsOf, naming: Naming, total: string): string {
  const all = say(words, 'in tutto', 'in all');
  const parts = rows.map((row) => `${naming.nameOf(row)} (${naming.textOf(row)})`).join('; ');
  if (query.by !== null)
    return rows.length === 1
      ? `${total} ${all}: ${naming.nameOf(rows[0] as FactRow)}.`
      : `${parts}: ${total} ${all}${overSubjects(words, rows)}.`;
  const printed =
    whole !== null && factText(whole) === total
      ? say(words, ', come il totale stampato', ', as the printed total')
      : '';
  const shared = naming.shared === '' ? '' : `${naming.shared}, `;
  return `${total} ${all} (${shared}${say(words, `somma di ${counted(rows.length, 'voce', 'voci')}`, `sum of ${counted(rows.length, 'entry', 'entries')}`)}${printed})${rows.length > MOST_PARTS ? '' : `: ${parts}`}.`;
}

/** Each row as a part of the whole. */
function sharesOf(
  words: Words,
  { rows, whole, of: wholes }: FactsOf,
  naming: Naming,
  sum: number,
): SaidFigures | null {
  const of =
    wholes.length > 0 ? exact(wholes.reduce((total, { value }) => total + value, 0)) : (whole?.value ?? sum);
  const [first] = rows;
  const [fact] = first?.facts ?? [];
  if (!fact || of === 0) return null;
  const text = factText({ ...(fact as Fact), value: of });
  const parts = rows.map(
    (row) => `${naming.nameOf(row)} ${formatPrintedPercent((100 * row.value) / of)} (${naming.textOf(row)})`,
  );
  return {
    headline: `${naming.shared === '' ? '' : `${naming.shared}, `}${say(words, `su ${text}`, `of ${text}`)}: ${parts.join('; ')}.`,
    value: null,
    unit: 'percent',
    proof: null,
    listed: false,
  };
}
