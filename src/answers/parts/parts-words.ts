import type { Item, Plan } from '../../domain/types.ts';
import { ownNouns } from '../knowledge/plan-concepts.ts';
import { type PhraseBook, phraseBook } from '../language/phrases.ts';
import { detailsIn, isDetail } from './details.ts';
import { describedStructures, itemHeadings, otherCells, structureHeadings } from './other-columns.ts';
import type { BudgetField, Field } from './parts-query.ts';

export const PART_CATEGORIES = [
  'table',
  'show',
  'test',
  'attained',
  'entry',
  'money',
  'field',
  'under',
  'change',
  'denied',
  'unit',
  'way',
  'gap',
  'turn',
  'fundName',
  'scheme',
  'alone',
  'against',
  'per',
  'level',
  'order',
  'ask',
  'idle',
] as const;

/** A word of the language that leads to the tables of a plan. */
export interface LanguageWord {
  readonly category: (typeof PART_CATEGORIES)[number];
  readonly value: string;
}

/** What a word of a question is to the tables of a plan: a word of the language, or a value that the plan declares. */
export type PartWord =
  | LanguageWord
  | { readonly category: 'value'; readonly field: Field; readonly value: string }
  | { readonly category: 'budget'; readonly field: BudgetField; readonly value: string }
  | { readonly category: 'indicator' | 'milestone'; readonly value: string };

/** The words that lead to the tables of a plan, its own values among them. */
export const partsWords = (
  plan: Plan,
  language: readonly { readonly phrase: string; readonly word: LanguageWord }[],
): PhraseBook<PartWord> =>
  phraseBook<PartWord>([
    ...language.map(({ phrase, word }): readonly [string, PartWord] => [phrase, word]),
    ...ownNouns(plan).map(([, said]): readonly [string, PartWord] => [
      said,
      { category: 'level', value: 'item' },
    ]),
    ...planValues(plan),
  ]);

/** The fields of an item that hold one of few values. */
const VALUE_FIELDS = ['mission', 'programme', 'parent', 'type', 'priority'] as const;

/** What an item declares in a field. */
export function valuesIn(plan: Plan, item: Item, field: Field): readonly string[] {
  if (field === 'stakeholders') return item.stakeholders;
  if (isDetail(field)) return detailsIn(plan, item, field).map(({ value }) => value);
  if (field === 'roles')
    return plan.itemRoles
      .filter(({ kind, number }) => kind === item.kind && number === item.number)
      .map(
        ({ role, person }) => `${role}: ${plan.people.find(({ code }) => code === person)?.name ?? person}`,
      );
  if (field.startsWith('extra:'))
    return [...new Set(otherCells(plan, item, field.slice('extra:'.length)).map(({ value }) => value))];
  const value = item[field as (typeof VALUE_FIELDS)[number] | 'expectedResult' | 'startsOn'];
  return value === null ? [] : [value];
}

/** The code or number that a value begins with: "9" of "9 Sviluppo sostenibile", "OVP1" of "OVP1 Salute vicina". */
export const leadingCode = (value: string): string | null => /^(\S*\d\S*)(?:\s|$)/.exec(value)?.[1] ?? null;

/** Whether an item declares a value in a field; a value is also named by the code that it begins with. */
export const declaresValue = (plan: Plan, item: Item, field: Field, value: string): boolean =>
  valuesIn(plan, item, field).some((own) => own === value || leadingCode(own) === value);

/** "OVP1 Salute vicina" is also said as its name, or as its code where that has letters. */
function namesOf(value: string): readonly string[] {
  const code = leadingCode(value);
  if (code === null || code === value) return [value];
  const name = value.slice(code.length).trim();
  return [value, name, ...(/\p{L}/u.test(code) ? [code] : [])];
}

function planValues(plan: Plan): readonly (readonly [string, PartWord])[] {
  const ofItems = itemHeadings(plan);
  const headings = distinct([...ofItems, ...structureHeadings(plan)]);
  const extras = ofItems.map((heading): Field => `extra:${heading}`);
  const ofStructures = describedStructures(plan).flatMap(({ extra }) =>
    Object.entries(extra).map(([heading, value]): readonly [string, PartWord] => [
      value,
      { category: 'value', field: `extra:${heading}`, value },
    ]),
  );
  const valueWords = [...VALUE_FIELDS, 'stakeholders' as const, ...extras].flatMap((field) =>
    distinct(plan.items.flatMap((item) => valuesIn(plan, item, field))).flatMap((value) =>
      namesOf(value).map((name): readonly [string, PartWord] => [name, { category: 'value', field, value }]),
    ),
  );
  const budgetWords = (['chapter', 'fund', 'cup'] as const).flatMap((field) =>
    distinct(plan.budgetLines.map((line) => line[field])).map((value): readonly [string, PartWord] => [
      value,
      { category: 'budget', field, value },
    ]),
  );
  return [
    ...headings.map((heading): readonly [string, PartWord] => [
      heading,
      { category: 'field', value: `extra:${heading}` },
    ]),
    ...valueWords,
    ...ofStructures,
    ...budgetWords,
    ...distinct(plan.budgetLines.map(({ entry }) => entry)).map((entry): readonly [string, PartWord] => [
      entry,
      { category: 'entry', value: entry },
    ]),
    ...distinct(plan.indicators.map(({ unit }) => unit)).map((unit): readonly [string, PartWord] => [
      `+in ${unit}`,
      { category: 'unit', value: unit },
    ]),
    ...distinct(plan.indicators.map(({ name }) => name)).map((name): readonly [string, PartWord] => [
      name,
      { category: 'indicator', value: name },
    ]),
    ...distinct(plan.milestones.map(({ name }) => name)).map((name): readonly [string, PartWord] => [
      name,
      { category: 'milestone', value: name },
    ]),
  ];
}

const distinct = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.flatMap((value) => (value === null || value === '' ? [] : [value]))),
];
