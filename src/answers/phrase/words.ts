import type { Form } from '../../words/articles.ts';
import { ATTRIBUTE_NAMES, type Attribute } from '../../words/attributes.ts';
import { NOT_DECLARED } from '../../words/formats.ts';
import { ANY_KIND, type ItemKind, KIND_NAMES, WORKED_KINDS } from '../../words/kinds.ts';
import { inLanguage, type Language, type Noun } from '../../words/language.ts';
import { LEVEL_NAMES, type Level } from '../../words/levels.ts';
import { MEASURE_NAMES, type Quantity } from '../../words/measures.ts';
import { OPERATOR_NAMES, type Operator } from '../../words/operators.ts';
import { AND, OR } from '../../words/sentences.ts';
import { type ItemState, STATE_NAMES } from '../../words/states.ts';

/** The product's words that answers are made of, in one language. Numbers are written the Italian way in both. */
export interface Words {
  readonly language: Language;
  readonly measures: Readonly<Record<Quantity, string>>;
  /** How the names of measures agree that are the body's own. */
  readonly measureForms: Readonly<Partial<Record<Quantity, Form>>>;
  readonly kinds: Readonly<Record<ItemKind, Noun & { readonly short: string }>>;
  readonly kindGender: Readonly<Record<ItemKind, 'm' | 'f'>>;
  /** The kinds that the body works on. */
  readonly workedKinds: readonly ItemKind[];
  readonly anyKind: Noun;
  readonly states: Readonly<Record<ItemState, Noun>>;
  readonly ops: Readonly<Record<Operator, string>>;
  readonly attributes: Readonly<Record<Attribute, string>>;
  readonly levels: Readonly<Record<Level, Noun>>;
  readonly levelGender: Readonly<Record<Level, 'm' | 'f'>>;
  readonly notDeclared: string;
  readonly and: string;
  readonly or: string;
}

const wordsOf = (language: Language): Words => ({
  language,
  measures: inLanguage(MEASURE_NAMES, language),
  measureForms: {},
  kinds: inLanguage(KIND_NAMES, language),
  kindGender: { objective: 'm', process: 'm', indicator: 'm' },
  workedKinds: WORKED_KINDS,
  anyKind: ANY_KIND[language],
  states: inLanguage(STATE_NAMES, language),
  ops: inLanguage(OPERATOR_NAMES, language),
  attributes: inLanguage(ATTRIBUTE_NAMES, language),
  levels: inLanguage(LEVEL_NAMES, language),
  levelGender: { item: 'f', unit: 'f', department: 'm', goal: 'm' },
  notDeclared: NOT_DECLARED[language],
  and: AND[language],
  or: OR[language],
});

/** How what is said of items of these kinds agrees; of none in particular, of all that a plan works on. */
export function genderOfKinds(words: Words, kinds: readonly ItemKind[]): 'm' | 'f' {
  const meant = kinds.length === 0 ? words.workedKinds : kinds;
  return meant.every((kind) => words.kindGender[kind] === 'f') ? 'f' : 'm';
}

export const WORDS: Readonly<Record<Language, Words>> = { it: wordsOf('it'), en: wordsOf('en') };
