import type { Fact } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatPrintedPercent } from '../../words/formats.ts';
import type { Proof } from '../answer.ts';
import type { QueryOf } from '../query.ts';
import { say } from './draft.ts';
import { factText, nameOf, periodText, sourceTable } from './fact-values.ts';
import type { Words } from './words.ts';

/** A figure worked out from others, with the sentence that says it and the arithmetic behind it. */
interface Derived {
  readonly value: number;
  readonly unit: Fact['unit'];
  readonly headline: string;
  readonly proof: Proof;
}

/** What a question wants worked out; null where it wants the figures as they are. */
export function deriveFigure(words: Words, query: QueryOf<'fact'>, facts: readonly Fact[]): Derived | null {
  const [first, ...others] = facts;
  if (!first || others.length === 0 || query.operation === null) return null;
  if (query.operation === 'sum') return total(words, facts);
  return query.operation === 'share'
    ? share(words, first, others)
    : others[0]
      ? difference(words, first, others[0])
      : null;
}

/** The addition written out, for counts of one column over different rows. */
export function sumProof(words: Words, facts: readonly Fact[], sum: number): Proof | null {
  const [first] = facts;
  return first
    ? {
        filter: first.measure,
        rows: facts.map((fact) => `${fact.subject}: ${factText(fact)}`),
        formula: say(words, 'somma delle voci', 'sum of the entries'),
        sum: `${facts.map(factText).join(' + ')} = ${factText({ ...first, value: sum })}`,
      }
    : null;
}

/** A gap of two percentages is in points. */
const gapText = (words: Words, fact: Fact, value: number): string => {
  const text = factText({ ...fact, value });
  return fact.unit === 'percent'
    ? `${text.replace(/ ?%$/, '')} ${say(words, 'punti percentuali', 'percentage points')}`
    : text;
};

/** Decimals of the tables are at most two: binary noise is none of the figure. */
const exact = (value: number): number => Math.round(value * 100) / 100;

/** How two figures of the same unit differ, without saying which way. */
export const gapOf = (words: Words, one: Fact, other: Fact): string =>
  gapText(words, one, Math.abs(exact(one.value - other.value)));

function difference(words: Words, first: Fact, second: Fact): Derived {
  const value = exact(first.value - second.value);
  const gap = gapText(words, first, Math.abs(value));
  const overTime = first.period !== second.period && nameOf(first) === nameOf(second);
  const signed = `${value < 0 ? '−' : '+'}${gap}`;
  const rate = exact((100 * value) / second.value);
  const change =
    first.unit === 'percent' || second.value === 0
      ? ''
      : ` (${rate < 0 ? '−' : '+'}${formatPrintedPercent(Math.abs(rate))})`;
  const said = (fact: Fact): string => `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)})`;
  return {
    value,
    unit: first.unit,
    headline: overTime
      ? say(
          words,
          `${nameOf(first)}: ${signed}${change}, da ${factText(second)} (${periodText(second.period)}) a ${factText(first)} (${periodText(first.period)}).`,
          `${nameOf(first)}: ${signed}${change}, from ${factText(second)} (${periodText(second.period)}) to ${factText(first)} (${periodText(first.period)}).`,
        )
      : `${say(words, 'Differenza', 'Difference')}: ${gap}. ${said(first)}; ${said(second)}.`,
    proof: {
      filter: sourceTable(first),
      rows: [said(first), said(second)],
      formula: say(words, 'prima cifra meno seconda', 'first figure less second'),
      sum: `${factText(first)} − ${factText(second)} = ${value < 0 ? '−' : ''}${gap}`,
    },
  };
}

function total(words: Words, facts: readonly Fact[]): Derived | null {
  const [first] = facts;
  const value = exact(facts.reduce((sum, fact) => sum + fact.value, 0));
  const proof = sumProof(words, facts, value);
  if (!first || !proof) return null;
  const parts = facts.map((fact) => `${fact.subject} ${factText(fact)}`);
  return {
    value,
    unit: first.unit,
    headline: `${factText({ ...first, value })} ${say(words, 'in tutto', 'in all')} (${first.measure}, ${periodText(first.period)}): ${parts.join('; ')}.`,
    proof,
  };
}

function share(words: Words, part: Fact, wholes: readonly Fact[]): Derived | null {
  const whole = wholes.reduce((sum, fact) => sum + fact.value, 0);
  if (whole === 0) return null;
  const value = (100 * part.value) / whole;
  const percent = formatPrintedPercent(value);
  const wholeText = factText({ ...part, value: whole });
  const [only] = wholes;
  const wholeName =
    wholes.length === 1 && only
      ? nameOf(only)
      : say(words, `somma ${joined('di', wholes.length, 'fp')} voci`, `sum of the ${wholes.length} entries`);
  return {
    value,
    unit: 'percent',
    headline: `${percent}: ${nameOf(part)} ${factText(part)} ${say(words, 'su', 'of')} ${wholeText} (${wholeName}, ${periodText(part.period)}).`,
    proof: {
      filter: sourceTable(part),
      rows: [part, ...wholes].map((fact) => `${nameOf(fact)}: ${factText(fact)}`),
      formula: say(words, 'parte ÷ totale × 100', 'part ÷ total × 100'),
      sum: `${factText(part)} ÷ ${wholeText} × 100 = ${percent}`,
    },
  };
}
