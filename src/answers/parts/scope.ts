import { MEASURE_NAMES } from '../../words/measures.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { say } from '../phrase/draft.ts';
import { ofName, ofStructures } from '../phrase/names.ts';
import { joinAnd } from '../phrase/values.ts';
import { WORDS, type Words } from '../phrase/words.ts';
import type { Field, Scope } from './parts-query.ts';
import { declaresValue, type PartWord } from './parts-words.ts';

/** The items that a scope lets through, in plan order. */
export const itemsIn = (index: PlanIndex, scope: Scope): readonly IndexedItem[] =>
  index.items.filter(
    (one) =>
      (scope.kind === null || one.item.kind === scope.kind) &&
      (scope.items === null || scope.items.includes(one.ref)) &&
      isAt(one, scope) &&
      scope.where.every(({ field, value }) => declaresValue(index.plan, one.item, field, value)),
  );

/** Nothing that is said narrows it. */
export const isOpen = ({ items, departments, units, where }: Scope): boolean =>
  items === null && departments.length + units.length + where.length === 0;

const isAt = ({ departments, within }: IndexedItem, scope: Scope): boolean =>
  scope.departments.length + scope.units.length === 0 ||
  scope.departments.some((code) => departments.includes(code)) ||
  scope.units.some((code) => within.includes(code));

const FIELD_NAMES: Readonly<Record<Exclude<Field, `extra:${string}`>, readonly [string, string]>> = {
  formula: ['formula', 'formula'],
  indicatorCode: ['codice', 'code'],
  stepCode: ['codice', 'code'],
  direction: ['verso', 'direction'],
  unit: ['unità di misura', 'unit of measure'],
  indicatorSource: ['fonte', 'source'],
  indicatorWeight: [MEASURE_NAMES.weight.it, MEASURE_NAMES.weight.en],
  stepWeight: [MEASURE_NAMES.weight.it, MEASURE_NAMES.weight.en],
  responsible: ['responsabile', 'responsible'],
  share: ['quota', 'share'],
  note: ['nota', 'note'],
  key: ['chiave', 'key'],
  mission: ['missione', 'mission'],
  programme: ['programma', 'programme'],
  parent: ['linea', 'line'],
  type: ['tipo', 'type'],
  priority: ['priorità', 'priority'],
  stakeholders: ['portatori di interesse', 'stakeholders'],
  expectedResult: ['risultato atteso', 'expected result'],
  startsOn: ['inizio', 'start'],
  roles: ['ruoli', 'roles'],
};

/** What a field is called; an unknown column keeps its heading. */
export function fieldName(words: Words, field: Field): string {
  if (field.startsWith('extra:')) return field.slice('extra:'.length);
  const [it, en] = FIELD_NAMES[field as keyof typeof FIELD_NAMES];
  return say(words, it, en);
}

/**
 * The words of a question that lead to the tables of the plan. A value takes in what its column is called, where that
 * stands before it («la linea OVP2»), and what says that items stand under it («sotto OVP2»).
 */
export function wordsOfTables({ parts }: Vocabulary, tokens: readonly Token[]): readonly Match<PartWord>[] {
  // «E» of the code "E.A" is no word.
  const isOfCode = ({ to, meaning: { category } }: Match<PartWord>): boolean =>
    category === 'idle' && tokens[to - 1]?.glued === true;
  const found = findPhrases(parts, tokens).filter((one) => !isOfCode(one));
  const used = new Set<Match<PartWord>>();
  const begins = (from: number, field: Field): number => {
    let at = from - 1;
    while (tokens[at]?.light) at -= 1;
    const under = found.find((one) => one.meaning.category === 'under' && one.from <= at && one.to > at);
    if (under && field === 'parent') used.add(under);
    return (under && field === 'parent') || tokens[at]?.text === fieldName(WORDS.it, field) ? at : from;
  };
  return found
    .map((one) =>
      one.meaning.category === 'value' ? { ...one, from: begins(one.from, one.meaning.field) } : one,
    )
    .filter((one) => one.meaning.category !== 'under' || used.has(one));
}

/** The items of a scope, after what is said of them: "dell’obiettivo 2 «…»", "della D20, missione «9 …»", "in tutto il piano". */
export function scopeText(index: PlanIndex, words: Words, scope: Scope): string {
  const { items, departments, units, where } = scope;
  const found = (items ?? []).flatMap((ref) => index.byRef.get(ref) ?? []);
  const places = [
    ...(found.length > 0 ? [ofItems(words, found)] : []),
    ...(departments.length + units.length > 0
      ? [ofStructures(index.plan, words, [...units, ...departments])]
      : []),
  ];
  const values = where.map(({ field, value }) => `${fieldName(words, field)} «${value}»`);
  if (places.length + values.length === 0) return say(words, 'in tutto il piano', 'in the whole plan');
  return [
    places.join(' '),
    values.length === 0 ? '' : `${say(words, 'con', 'with')} ${joinAnd(words, values)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** More than so many are named by their numbers. */
const MOST_TITLED = 3;

function ofItems(words: Words, found: readonly IndexedItem[]): string {
  const names = found.map((one) => ofName(words, one));
  return joinAnd(words, found.length > MOST_TITLED ? names.map((name) => name.replace(/ «.*$/, '')) : names);
}
