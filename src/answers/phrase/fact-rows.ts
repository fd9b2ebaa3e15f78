import type { Fact } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDecimal, formatPrintedPercent } from '../../words/formats.ts';
import type { Proof } from '../answer.ts';
import type { QueryOf } from '../query.ts';
import { exact, type FactRow } from '../tables/evaluate-facts.ts';
import { say } from './draft.ts';
import { factText, gapText, nameOf, periodText } from './fact-values.ts';
import type { Words } from './words.ts';

/** A headline, with the figure that it says and how it was reached. */
export interface SaidFigures {
  readonly headline: string;
  readonly value: number | null;
  readonly unit: Fact['unit'];
  readonly proof: Proof | null;
  /** Whether the rows are shown below. */
  readonly listed: boolean;
}

/** How rows of context figures are told apart, and what they share. */
export interface Naming {
  /** "Settore 5", "categoria D", "2019". */
  readonly nameOf: (row: FactRow) => string;
  /** A row's value in the unit of its figures; a change with its sign, of percentages in points. */
  readonly textOf: (row: FactRow) => string;
  /** "PC fissi, 2021": what all rows share. */
  readonly shared: string;
  readonly varies: { readonly subject: boolean; readonly measure: boolean; readonly period: boolean };
}

const distinct = (rows: readonly FactRow[], part: 'subject' | 'measure' | 'period'): readonly string[] => [
  ...new Set(rows.flatMap(({ facts }) => facts.map((fact) => fact[part]))),
];

/** Rows are called by what differs between them; the rest is said once. */
export function namingOf(
  words: Words,
  rows: readonly FactRow[],
  { by, rows: come }: Pick<QueryOf<'fact'>, 'by' | 'rows'>,
  base: number | null = null,
): Naming {
  const [subjects, measures, periods] = [
    distinct(rows, 'subject'),
    distinct(rows, 'measure'),
    distinct(rows, 'period'),
  ];
  const varies = { subject: subjects.length > 1, measure: measures.length > 1, period: periods.length > 1 };
  const parts = (fact: Fact): readonly string[] => [
    ...(varies.subject ? [fact.subject] : []),
    ...(varies.measure ? [fact.measure] : []),
    ...(varies.period ? [periodText(fact.period)] : []),
  ];
  const [first] = rows[0]?.facts ?? [];
  const shared = [
    ...(base !== null && first
      ? [
          say(
            words,
            `quota di ${factText({ ...first, value: base })}`,
            `share of ${factText({ ...first, value: base })}`,
          ),
        ]
      : []),
    ...(varies.subject || isTotal(subjects[0]) ? [] : subjects),
    ...(varies.measure ? [] : measures),
    ...(varies.period ? [] : periods.map(periodText)),
  ];
  return {
    nameOf: ({ facts: [fact] }) => {
      if (!fact) return '';
      if (by === 'period') return periodText(fact.period);
      if (by !== null) return fact[by];
      return parts(fact).join(', ') || nameOf(fact);
    },
    textOf: ({ facts: [fact, other], value }) => {
      if (!fact) return '';
      if (come === 'share' || come === 'rest') return formatPrintedPercent(100 * value);
      if (come === 'quotient' || come === 'part')
        return quotientText(words, fact, other, value, come === 'part');
      if (come === 'growth')
        return `${value < 0 ? '−' : value > 0 ? '+' : ''}${formatPrintedPercent(Math.abs(value))}`;
      if (come === 'sum') return factText({ ...fact, value });
      return `${value < 0 ? '−' : value > 0 ? '+' : ''}${gapText(words, fact, Math.abs(value))}`;
    },
    shared:
      by === null || !first
        ? shared.join(', ')
        : come === 'gap'
          ? [gapNames(by, rows, measures.length > 1).join(' − '), ...shared].join(', ')
          : come === 'quotient' || come === 'part' || come === 'rest'
            ? [overOf(by, rows, come), ...shared].join(', ')
            : come === 'steps'
              ? shared.join(', ')
              : come === 'change' || come === 'growth'
                ? [...measures, spanOf(words, periods)].join(', ')
                : sharedBy(by, measures, subjects, periods),
    varies,
  };
}

/** "Femmine − Maschi": what each row subtracts, and from what. */
const gapNames = (
  by: 'subject' | 'measure' | 'period',
  [row]: readonly FactRow[],
  ofMeasures: boolean,
): readonly string[] => (row?.facts ?? []).map((fact) => heldName(fact, by, ofMeasures));

/** "Femmine ÷ Totale": what each row divides, and by what. */
const overOf = (
  by: 'subject' | 'measure' | 'period',
  rows: readonly FactRow[],
  come: 'quotient' | 'part' | 'rest',
): string => {
  const [first, ...others] = (rows[0]?.facts ?? []).map((fact) =>
    by === 'subject' ? fact.measure : fact.subject,
  );
  if (come === 'rest') return `(${others.join(' + ')} − ${first}) ÷ ${others.join(' + ')}`;
  return others.length > 1 ? `${first} ÷ (${others.join(' + ')})` : [first, ...others].join(' ÷ ');
};

/** "Notebook 9, cellulari 38": the two figures that a row holds against one another. */
export const pairText = ({ facts }: FactRow, { by }: Pick<QueryOf<'fact'>, 'by'>): string => {
  const ofMeasures = new Set(facts.map(({ measure }) => measure)).size > 1;
  return [...new Set(facts)].map((fact) => `${heldName(fact, by, ofMeasures)} ${factText(fact)}`).join(', ');
};

/** What a figure is called beside the others of its row. */
const heldName = ({ subject, measure }: Fact, by: QueryOf<'fact'>['by'], ofMeasures: boolean): string =>
  by === 'subject' || (by === 'period' && ofMeasures) ? measure : subject;

/** A share in per cent; of one unit how many times; else so much of the first for each of the second. */
function quotientText(
  words: Words,
  first: Fact,
  second: Fact | undefined,
  value: number,
  share: boolean,
): string {
  if (share) return formatPrintedPercent(100 * value);
  // For one euro it would be next to nothing.
  if (second?.unit === 'eur' && first.unit !== 'eur')
    return say(
      words,
      `${formatDecimal(value * 1_000)} ogni 1.000 €`,
      `${formatDecimal(value * 1_000)} for each 1.000 €`,
    );
  return second?.unit === first.unit || first.unit !== 'eur'
    ? formatDecimal(exact(value))
    : factText({ ...first, value: Math.round(value) });
}

/** Rows that add up several figures: all that went in is named. */
const sharedBy = (
  by: 'subject' | 'measure' | 'period',
  measures: readonly string[],
  subjects: readonly string[],
  periods: readonly string[],
): string =>
  [
    ...(by === 'subject' ? [measures.join(' + ')] : []),
    ...(by === 'measure' && subjects.length === 1 ? subjects : []),
    ...(periods.length === 1 ? periods.map(periodText) : []),
  ].join(', ');

/** "Dal 2016 al 2020". */
function spanOf(words: Words, periods: readonly string[]): string {
  const inTime = [...periods].sort().map(periodText);
  const [from, to] = [inTime[0] ?? '', inTime.at(-1) ?? ''];
  return say(words, `${joined('da', from)} ${joined('a', to)}`, `from ${from} to ${to}`);
}

const isTotal = (text: string | undefined): boolean => /^totale$/i.test(text ?? '');
