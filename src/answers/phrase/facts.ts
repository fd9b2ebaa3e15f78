import type { Fact } from '../../domain/types.ts';
import { capital } from '../../words/sentences.ts';
import type { Answer, AnswerTable, Cell } from '../answer.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { deriveFigure, gapOf, sumProof } from './fact-arithmetic.ts';
import { factText, nameOf, periodText } from './fact-values.ts';
import { joinAnd, textCell } from './values.ts';
import type { Words } from './words.ts';

/** So many figures are said in the sentence; more stand in the table only. */
const MOST_SAID = 8;

/** Numbers of the context tables. */
export function phraseFacts({ index, words }: Phrasing, result: Extract<Result, { type: 'fact' }>): Draft {
  const { query } = result;
  const facts = inOrder(result);
  const first = facts[0];
  const document = index.plan.head.document;
  if (!first) return { headline: say(words, 'Non trovo questo dato.', 'I cannot find this figure.') };
  const derived = deriveFigure(words, query, facts);
  const sum = query.order === null && query.operation === null ? sumOfFacts(facts) : null;
  return {
    headline:
      derived?.headline ??
      (query.order !== null
        ? rankedHeadline(words, facts, query.order)
        : sum !== null
          ? `${capital(first.measure)}: ${factText({ ...first, value: sum })} ${say(words, 'in tutto', 'in all')} (${facts.length} ${say(words, 'voci', 'entries')}, ${periodText(first.period)}).`
          : listedHeadline(words, facts)),
    table: facts.length === 1 ? null : factTable(words, facts),
    notes: result.notes.map((note) => note.note).slice(0, 3),
    sources: [...new Set(facts.map((fact) => `${document}, ${fact.source}`))].slice(0, 3),
    proof: derived?.proof ?? (sum === null ? null : sumProof(words, facts, sum)),
    value: derived?.value ?? sum ?? (facts.length === 1 || query.order !== null ? first.value : null),
    unit: valueUnit(derived?.unit ?? first.unit),
  };
}

const valueUnit = (unit: Fact['unit']): Answer['unit'] =>
  unit === 'eur' || unit === 'percent' ? unit : unit === 'persons' || unit === 'count' ? 'count' : 'other';

const factTable = (words: Words, facts: readonly Fact[]): AnswerTable => ({
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
});

/** Ranked figures, the asked end first; others as they fit the question. */
function inOrder({ facts, query }: Extract<Result, { type: 'fact' }>): readonly Fact[] {
  if (query.order === null) return facts;
  const sign = query.order === 'max' ? -1 : 1;
  return [...facts].sort((a, b) => sign * (a.value - b.value));
}

/** One figure, or several with what they share said once; two of the same unit with their distance. */
function listedHeadline(words: Words, facts: readonly Fact[]): string {
  const [first, second] = facts;
  if (!first) return '';
  const full = (fact: Fact): string => `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)})`;
  const alike = (part: (fact: Fact) => string): boolean => facts.every((fact) => part(fact) === part(first));
  if (facts.length > MOST_SAID)
    return say(
      words,
      `Trovo ${facts.length} valori: ${nameOf(first)} ${factText(first)} (${periodText(first.period)}) e altri nella tabella.`,
      `I find ${facts.length} values: ${nameOf(first)} ${factText(first)} and more in the table.`,
    );
  if (facts.length > 2 && alike(nameOf))
    return `${nameOf(first)}: ${facts.map((fact) => `${factText(fact)} (${periodText(fact.period)})`).join('; ')}.`;
  if (facts.length > 2 && alike((fact) => `${fact.subject}|${fact.period}`))
    return `${first.subject} (${periodText(first.period)}): ${facts.map((fact) => `${fact.measure} ${factText(fact)}`).join('; ')}.`;
  const gap =
    facts.length === 2 && second && areComparable(first, second)
      ? `; ${say(words, 'differenza', 'difference')} ${gapOf(words, first, second)}`
      : '';
  return `${facts.map(full).join('; ')}${gap}.`;
}

/** Figures of one column, or amounts of money: a surface and a surface a head have no distance. */
const areComparable = (one: Fact, other: Fact): boolean =>
  one.unit === other.unit &&
  one.value !== other.value &&
  (one.measure === other.measure || one.unit === 'eur');

function rankedHeadline(words: Words, facts: readonly Fact[], order: 'max' | 'min'): string {
  const first = facts[0] as Fact;
  const ties = facts.filter((fact) => fact.value === first.value);
  const byRow = facts.some((fact) => fact.subject !== first.subject);
  const overTime = facts.every((fact) => nameOf(fact) === nameOf(first));
  const name = (fact: Fact): string =>
    overTime ? periodText(fact.period) : byRow ? fact.subject : fact.measure;
  const what = overTime ? nameOf(first) : byRow ? first.measure : first.subject;
  const extreme =
    order === 'max' ? say(words, 'valore più alto', 'highest') : say(words, 'valore più basso', 'lowest');
  const next = facts[ties.length];
  const follows = next ? `; ${say(words, 'segue', 'then')} ${name(next)} (${factText(next)})` : '';
  return `${joinAnd(words, ties.map(name))}: ${factText(first)} (${what}, ${extreme} ${say(words, 'tra', 'among')} ${facts.length}${overTime ? '' : `, ${periodText(first.period)}`})${follows}.`;
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
