import type { Fact } from '../../domain/types.ts';
import type { Cell } from '../answer.ts';
import { formatCount, formatDay, formatDecimal, formatEuro, formatPercent } from '../format.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { capital, joinAnd, textCell } from './values.ts';
import type { Words } from './words.ts';

/** As the tables print it: "27,60 %", "43 %". */
const percentText = (value: number): string =>
  Number.isInteger(value) ? formatPercent(value) : `${value.toFixed(2).replace('.', ',')} %`;

/** A fact's value in its own unit. */
export function factText(fact: Fact): string {
  switch (fact.unit) {
    case 'eur':
      return formatEuro(fact.value).replaceAll('\u00a0', ' ');
    case 'percent':
      return percentText(fact.value);
    case 'persons':
      return `${formatCount(fact.value)} persone`;
    case 'sqm':
      return `${formatDecimal(fact.value)} mq`;
    case 'sqkm':
      return `${formatDecimal(fact.value)} kmq`;
    case 'years':
      return `${formatDecimal(fact.value)} anni`;
    case 'hours':
      return `${formatDecimal(fact.value)} ore`;
    default:
      return formatDecimal(fact.value);
  }
}

const periodText = (period: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(period) ? formatDay(period) : period;

/** "Totale, totale" says nothing: the name of the table does. */
const nameOf = (fact: Fact): string =>
  /^totale$/i.test(fact.subject) && /^totale$/i.test(fact.measure)
    ? `${fact.source.split(' - ').at(-1)}, totale`
    : `${fact.subject}, ${fact.measure}`;

/** Numbers of the context tables. */
export function phraseFacts({ index, words }: Phrasing, result: Extract<Result, { type: 'fact' }>): Draft {
  const facts = inOrder(result);
  const first = facts[0];
  const document = index.plan.head.document;
  if (!first) return { headline: say(words, 'Non trovo questo dato.', 'I cannot find this figure.') };
  const sum = result.query.order === null ? sumOfFacts(facts) : null;
  const one = `${nameOf(first)}: ${factText(first)} (${periodText(first.period)}).`;
  const headline =
    result.query.order !== null
      ? rankedHeadline(words, facts, result.query.order)
      : facts.length === 1
        ? one
        : sum !== null
          ? `${capital(first.measure)}: ${factText({ ...first, value: sum })} ${say(words, 'in tutto', 'in all')} (${facts.length} ${say(words, 'voci', 'entries')}, ${periodText(first.period)}).`
          : facts.length <= 4
            ? `${facts.map((fact) => `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)})`).join('; ')}.`
            : say(
                words,
                `Trovo ${facts.length} valori: ${nameOf(first)} ${factText(first)} (${periodText(first.period)}) e altri nella tabella.`,
                `I find ${facts.length} values: ${nameOf(first)} ${factText(first)} and more in the table.`,
              );
  return {
    headline,
    table:
      facts.length === 1
        ? null
        : {
            columns: [
              { label: say(words, 'Voce', 'Entry'), numeric: false },
              { label: say(words, 'Dato', 'Figure'), numeric: false },
              { label: say(words, 'Periodo', 'Period'), numeric: false },
              { label: say(words, 'Valore', 'Value'), numeric: true },
            ],
            rows: facts.map((fact): readonly Cell[] => [
              textCell(fact.subject),
              textCell(fact.measure),
              textCell(periodText(fact.period)),
              { text: factText(fact), value: fact.value },
            ]),
            total: facts.length,
          },
    notes: result.notes.map((note) => note.note).slice(0, 3),
    sources: [...new Set(facts.map((fact) => `${document}, ${fact.source}`))].slice(0, 3),
    proof:
      sum === null
        ? null
        : {
            filter: first.measure,
            rows: facts.map((fact) => `${fact.subject}: ${factText(fact)}`),
            formula: say(words, 'somma delle voci', 'sum of the entries'),
            sum: `${facts.map(factText).join(' + ')} = ${factText({ ...first, value: sum })}`,
          },
    value: sum ?? (facts.length === 1 || result.query.order !== null ? first.value : null),
    unit:
      first.unit === 'eur'
        ? 'eur'
        : first.unit === 'percent'
          ? 'percent'
          : first.unit === 'persons' || first.unit === 'count'
            ? 'count'
            : 'other',
  };
}

/** Ranked figures, the asked end first; others as they fit the question. */
function inOrder({ facts, query }: Extract<Result, { type: 'fact' }>): readonly Fact[] {
  if (query.order === null) return facts;
  const sign = query.order === 'max' ? -1 : 1;
  return [...facts].sort((a, b) => sign * (a.value - b.value));
}

function rankedHeadline(words: Words, facts: readonly Fact[], order: 'max' | 'min'): string {
  const first = facts[0] as Fact;
  const ties = facts.filter((fact) => fact.value === first.value);
  const byRow = facts.every((fact) => fact.measure === first.measure);
  const name = (fact: Fact): string => (byRow ? fact.subject : fact.measure);
  const what = byRow ? first.measure : first.subject;
  const extreme =
    order === 'max' ? say(words, 'valore più alto', 'highest') : say(words, 'valore più basso', 'lowest');
  const next = facts[ties.length];
  const follows = next ? `; ${say(words, 'segue', 'then')} ${name(next)} (${factText(next)})` : '';
  return `${joinAnd(words, ties.map(name))}: ${factText(first)} (${what}, ${extreme} ${say(words, 'tra', 'among')} ${facts.length}, ${periodText(first.period)})${follows}.`;
}

/** Counts of one column over different subjects may be added, unless one of them is already the total. */
function sumOfFacts(facts: readonly Fact[]): number | null {
  const first = facts[0];
  if (!first || facts.length < 3 || !['count', 'persons', 'sqm'].includes(first.unit)) return null;
  const same = facts.every(
    (fact) => fact.measure === first.measure && fact.period === first.period && fact.topic === first.topic,
  );
  const total = facts.some((fact) => /\b(tot|totale|tutto)\b/i.test(`${fact.subject} ${fact.measure}`));
  return same && !total ? facts.reduce((sum, fact) => sum + fact.value, 0) : null;
}
