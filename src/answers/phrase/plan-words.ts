import type { AmountName, PlanWording } from '../../domain/types.ts';
import { type ItemKind, type ItemNoun, WORKED_KINDS } from '../../words/kinds.ts';
import type { Language, Noun } from '../../words/language.ts';
import { type CostMeasure, type Quantity, RESOURCES_USED } from '../../words/measures.ts';
import { type LevelNoun, levelNouns, type StructureLevel } from '../knowledge/level-nouns.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { say } from './draft.ts';
import { WORDS, type Words } from './words.ts';

/** The words of a language as this body has them: its own names for items, amounts and levels, only the kinds that it has. */
export const planWords = (index: PlanIndex, language: Language): Words =>
  remember(index.memo, `words:${language}`, () => {
    const named = withOwnNames(WORDS[language], index.plan.head.wording);
    const { objective, process } = named.kinds;
    const plain: Words = {
      ...named,
      workedKinds: WORKED_KINDS.filter((kind) => kind === 'objective' || index.byKind.has(kind)),
      anyKind: index.byKind.has('process')
        ? {
            one: `${objective.one} ${named.or} ${process.one}`,
            many: `${objective.many} ${named.and} ${process.many}`,
          }
        : { one: objective.one, many: objective.many },
    };
    if (language === 'en') return plain;
    const department = levelName(index, 'department', 'settore');
    const { tier } = index;
    const unit: LevelName | null =
      tier === null
        ? levelName(index, 'unit', 'U.O.')
        : { noun: accented(tier.noun), gender: tier.noun.gender };
    return {
      ...plain,
      levels: {
        ...plain.levels,
        department: department?.noun ?? plain.levels.department,
        unit: unit?.noun ?? plain.levels.unit,
      },
      levelGender: {
        ...plain.levelGender,
        department: department?.gender ?? plain.levelGender.department,
        unit: unit?.gender ?? plain.levelGender.unit,
      },
    };
  });

/** The body's nouns for its items are Italian; its names for amounts are names in any language. */
function withOwnNames(words: Words, wording: PlanWording | undefined): Words {
  if (wording === undefined) return words;
  const own = Object.entries(wording.amounts) as (readonly [CostMeasure, AmountName])[];
  const names = Object.fromEntries(
    own.map(
      ([
        measure,
        {
          names: [first],
        },
      ]) => [measure, first],
    ),
  );
  const measures = { ...words.measures, ...names };
  const italian = words.language === 'it';
  const nouns = italian ? (Object.entries(wording.items) as (readonly [ItemKind, ItemNoun])[]) : [];
  return {
    ...words,
    measures: { ...measures, ...composedNames(words, measures, new Set(Object.keys(names))) },
    measureForms: Object.fromEntries(own.map(([measure, { form }]) => [measure, form])),
    kinds: {
      ...words.kinds,
      ...Object.fromEntries(nouns.map(([kind, { one, many }]) => [kind, { one, many, short: one }])),
    },
    kindGender: {
      ...words.kindGender,
      ...Object.fromEntries(nouns.map(([kind, { gender }]) => [kind, gender])),
    },
  };
}

/** Measures that are made of two amounts, one of which has a name of the body's own. */
function composedNames(
  words: Words,
  names: Words['measures'],
  own: ReadonlySet<string>,
): Partial<Words['measures']> {
  const made = (
    measure: Quantity,
    parts: readonly [CostMeasure, CostMeasure],
    join: (a: string, b: string) => string,
  ): Partial<Words['measures']> =>
    parts.some((part) => own.has(part)) ? { [measure]: join(names[parts[0]], names[parts[1]]) } : {};
  const less = say(words, 'meno', 'less');
  const over = say(words, 'su', 'over');
  return {
    ...made('unsettled', ['committed', 'settled'], (a, b) => `${a} ${less} ${b}`),
    ...made('uncollected', ['assessed', 'collected'], (a, b) => `${a} ${less} ${b}`),
    ...made('settlement_rate', ['settled', 'committed'], (a, b) => `${a} ${over} ${b}`),
    ...made('collection_rate', ['collected', 'assessed'], (a, b) => `${a} ${over} ${b}`),
    ...made(
      'resources',
      ['personnel', 'settled'],
      (a, b) => `${RESOURCES_USED[words.language]} (${a} + ${b})`,
    ),
    ...made(
      'cost_per_weight',
      ['personnel', 'personnel'],
      (a) => `${a} ${say(words, 'per punto di peso', 'per point of weight')}`,
    ),
  };
}

interface LevelName {
  readonly noun: Noun;
  readonly gender: 'm' | 'f';
}

/** Most of its structures are called so, or it is no name of the level. */
const MOST = 0.5;

/** What the structures of a level are called together; null where the usual word does. */
function levelName({ plan }: PlanIndex, level: StructureLevel, usual: string): LevelName | null {
  const structures = level === 'unit' ? plan.units : plan.departments;
  const [first] = levelNouns(plan)[level];
  const usually = structures.filter(({ code }) => code.startsWith(usual)).length;
  if (first === undefined || (first.one === usual && usually > 0)) return usually > 0 ? null : NEUTRAL[level];
  const share =
    structures.filter(({ code, name, level: own }) =>
      `${own ?? ''} ${code} ${name}`.toLowerCase().includes(first.one),
    ).length / structures.length;
  if (share <= MOST) return usually > 0 ? null : NEUTRAL[level];
  const { one, many, gender } = accented(first);
  return share === 1
    ? { noun: { one, many }, gender }
    : { noun: { one: `${one}/struttura`, many: `${many} e altre strutture` }, gender };
}

const NEUTRAL: Readonly<Record<StructureLevel, LevelName>> = {
  department: { noun: { one: 'struttura', many: 'strutture' }, gender: 'f' },
  unit: { noun: { one: 'unità', many: 'unità' }, gender: 'f' },
};

const accented = ({ one, many, gender }: LevelNoun): LevelNoun => ({
  one: one.replace(/ita$/, 'ità'),
  many: many.replace(/ita$/, 'ità'),
  gender,
});
