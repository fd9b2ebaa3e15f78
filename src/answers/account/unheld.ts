import type { Plan } from '../../domain/types.ts';
import { initialsSpelled } from '../grammar/initials.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { Field } from '../parts/parts-query.ts';
import { type PartWord, valuesIn } from '../parts/parts-words.ts';
import type { Query } from '../query.ts';
import { itemQuery } from '../understand/items.ts';
import { type Reading, readTokens } from '../understand/reading.ts';
import { searchTopic } from '../understand/topic.ts';

/** Fields that ask for nothing else, where the plan declares them of no item. */
const OWN_FIELDS: ReadonlySet<string> = new Set<Field>([
  'mission',
  'programme',
  'parent',
  'priority',
  'stakeholders',
  'roles',
  'expectedResult',
]);

/** What is answered about items, of which a question may ask what the plan says nothing of. */
const OF_ITEMS: ReadonlySet<Query['type']> = new Set<Query['type']>(['figures', 'item', 'monitoring']);

/**
 * Places of the words that ask for what no table of the plan holds ("le fasi dell’obiettivo 2", "la missione", "quanto devono
 * sommare i pesi"): items, figures or states are no answer to them. Empty where something else is answered.
 * @param isUsed whether a word is part of a name that is answered about, or asks what the answer says
 */
export function unheldParts(
  { tokens, spans, structures }: Reading,
  queries: readonly Query[],
  vocabulary: Vocabulary,
  isUsed: (at: number) => boolean,
): ReadonlySet<number> {
  if (!queries.every(({ type }) => OF_ITEMS.has(type))) return new Set();
  // A phase is the plan's own where nothing of a phase is answered; «gli indicatori dell’obiettivo 2» are no items.
  const ofItems = queries.every(({ type }) => type !== 'monitoring');
  const ofOne = queries.every(({ type }) => type === 'item');
  const initials = initialsSpelled(vocabulary, tokens, []);
  const places = longestMatches(findPhrases(vocabulary.parts, tokens)).flatMap(({ from, to, meaning }) => {
    if (!isUnheld(meaning, vocabulary.index)) return [];
    if (meaning.category === 'fundName')
      return isFundTold(vocabulary, tokens.slice(from, to)) ? [] : run(from, to);
    if (!ofItems && meaning.category === 'table') return [];
    // «Quanto fanno?», «torna?»: what they are, and not what they ought to be.
    if (meaning.category === 'test' && !/^dev(e|ono)$/.test(tokens[from]?.text ?? '')) return [];
    const others = spans.filter(
      ({ concept }) =>
        !concept.startsWith('ask:') &&
        !(concept.startsWith('mon:') && ofItems) &&
        !(concept === 'kind:indicator' && ofOne),
    );
    const isSaidOtherwise =
      [...others, ...structures, ...initials].some((one) => one.from <= from && one.to >= to) ||
      // «Che cosa aspetta approvazione?»: what waits, and not what is expected.
      (!ofItems && spans.some((one) => one.concept.startsWith('mon:') && one.from < to && one.to > from));
    return isSaidOtherwise || run(from, to).every(isUsed) ? [] : run(from, to);
  });
  return new Set(places);
}

/** The same of an item that is called by words, of which nothing else was understood: «che indicatori ha la bicipolitana?» */
export function unheldOfNamed(tokens: readonly Token[], vocabulary: Vocabulary): ReadonlySet<number> {
  const reading = readTokens(vocabulary, tokens);
  const unheld = unheldParts(reading, [itemQuery([], [], [])], vocabulary, () => false);
  const named = reading.topic.filter((word) => !unheld.has(reading.tokens.indexOf(word)));
  const { exact, called } = searchTopic(vocabulary, named, null);
  return exact || called.length > 0 ? unheld : new Set();
}

const run = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, step) => from + step);

/** Places of the names of funds of which the plan says nothing, anywhere. */
export const unheldFunds = (vocabulary: Vocabulary, tokens: readonly Token[]): ReadonlySet<number> =>
  new Set(
    longestMatches(findPhrases(vocabulary.parts, tokens)).flatMap(({ from, to, meaning }) =>
      meaning.category === 'fundName' && !isFundTold(vocabulary, tokens.slice(from, to)) ? run(from, to) : [],
    ),
  );

/** Whether the plan speaks of a fund: of its lines or its items, in a title, in a table, in a note. */
function isFundTold({ index: { plan, memo } }: Vocabulary, said: readonly Token[]): boolean {
  const texts = rememberFor(memo, plan.items, 'where funds are told', () =>
    [
      ...plan.items.flatMap((item) => [
        item.title,
        item.summary,
        ...item.keywords,
        item.type ?? '',
        ...Object.values(item.extra),
      ]),
      ...plan.budgetLines.map(({ fund }) => fund ?? ''),
      ...plan.facts.flatMap(({ topic, subject, measure }) => [topic, subject, measure]),
      ...plan.notes.map(({ note }) => note),
      ...plan.statements.map(({ text }) => text),
      ...plan.acts.map(({ title }) => title),
      plan.head.document,
    ].map((text) => ` ${contentKeys(text).join(' ')} `),
  );
  const words = ` ${said.flatMap(({ key, light }) => (light ? [] : [key])).join(' ')} `;
  return texts.some((text) => text.includes(words));
}

function isUnheld({ category, ...meaning }: PartWord, { plan, years }: PlanIndex): boolean {
  const value = 'value' in meaning ? meaning.value : '';
  switch (category) {
    case 'table':
      return (
        (value === 'milestones' && plan.milestones.length === 0) ||
        (value === 'indicators' && plan.indicators.length === 0)
      );
    case 'show':
      return (value === 'target' || value === 'baseline') && plan.indicators.length === 0;
    case 'test':
      return value === 'sum' && plan.head.weightSum === null;
    case 'fundName':
      return true;
    case 'change':
      return value === 'moved' && years.size < 2;
    case 'field':
      return OWN_FIELDS.has(value) && !declares(plan, value as Field);
    default:
      return false;
  }
}

const declares = (plan: Plan, field: Field): boolean =>
  plan.items.some((item) => valuesIn(plan, item, field).length > 0);
