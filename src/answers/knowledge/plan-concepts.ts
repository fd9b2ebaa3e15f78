import type { AmountName, Plan } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import type { ItemKind, ItemNoun } from '../../words/kinds.ts';
import type { CostMeasure, Measure } from '../../words/measures.ts';
import type { Meaning } from '../grammar/pieces.ts';
import { normalise } from '../language/normalise.ts';
import { tokenise } from '../language/tokens.ts';
import { documentInitials } from './document-name.ts';
import { type LevelNoun, levelNouns, type StructureLevel, tableNouns } from './level-nouns.ts';
import { readPlanMeasures, SPENDS } from './plan-measures.ts';

/** A phrase of everyday language and the concepts that it stands for. */
interface PhraseConcepts {
  readonly phrase: string;
  readonly concepts: readonly string[];
}

const LEVELS: readonly StructureLevel[] = ['department', 'unit'];

/** Words of money that are columns only for a body that keeps no cost of personnel. */
const OWN_COLUMNS: readonly (readonly [Measure, readonly string[]])[] = [
  [
    'committed',
    [
      'finanziamento',
      'finanziamenti',
      'finanziato',
      'finanziata',
      'finanziati',
      'finanziate',
      '+importo finanziato',
      'risorse assegnate',
      'dotazione finanziaria',
      'budget',
    ],
  ],
  [
    'collected',
    ['trasferimento', 'trasferimenti', 'trasferiti', 'trasferimenti ricevuti', 'somme trasferite'],
  ],
];

/** The body's own names: for its columns of amounts, and for its items. */
function ownNames(plan: Plan): {
  readonly amounts: readonly (readonly [Measure, string])[];
  readonly items: readonly (readonly [ItemKind, string])[];
} {
  const amounts = Object.entries(plan.head.wording?.amounts ?? {}) as (readonly [CostMeasure, AmountName])[];
  return {
    amounts: amounts.flatMap(([measure, { names }]) => names.map((name) => [measure, asSaid(name)] as const)),
    items: ownNouns(plan),
  };
}

/** «Tetto di spesa», which «il tetto ha speso» is not: word for word where others join its words. */
const asSaid = (name: string): string =>
  tokenise(name).some(({ light }) => light) ? `=${normalise(name)}` : normalise(name);

/** The body's own words for its items, one and many, each with its kind. */
export const ownNouns = ({ head: { wording } }: Plan): readonly (readonly [ItemKind, string])[] =>
  (Object.entries(wording?.items ?? {}) as (readonly [ItemKind, ItemNoun])[]).flatMap(
    ([kind, { one, many }]) =>
      [one, many].flatMap((word) => [word, ...headOf(word)]).map((word) => [kind, normalise(word)] as const),
  );

/** «La linea R.C», of a «linea d’azione»: the word that the others only say more of. */
const headOf = (name: string): readonly string[] => {
  const [head = '', ...more] = name.split(/[^\p{L}]+/u);
  return more.length > 0 && head.length > 3 ? [head] : [];
};

/** Names of a column that the everyday language, or bodies like this one, use for another. */
const isClaimed = (phrase: string, claimed: ReadonlySet<string>): boolean =>
  claimed.has(phrase.replace(/^[+=]/, ''));

/** The everyday phrases as this body means them: its words for its levels, and the money that it declares. */
export function planConcepts(phrases: readonly PhraseConcepts[], plan: Plan): readonly PhraseConcepts[] {
  const nouns = levelNouns(plan);
  const measures = readPlanMeasures(plan);
  const others = new Map<string, StructureLevel>(
    LEVELS.flatMap((level) =>
      nouns[level].flatMap(({ one, many }) => [
        [one, level],
        [many, level],
      ]),
    ),
  );
  /** The everyday language holds a word of the body for the other level. */
  const misplaced = ({ phrase, concepts }: PhraseConcepts): boolean => {
    const level = others.get(phrase.replace('+', '').split(' ').at(-1) ?? '');
    return (
      level !== undefined &&
      concepts.some((one) => /^(noun|group):(department|unit)$/.test(one) && !one.endsWith(level))
    );
  };
  const own = ownNames(plan);
  const claimed = new Set([...own.amounts, ...own.items].map(([, name]) => name.replace('=', '')));
  return [
    ...phrases.filter(({ phrase, ...one }) => !misplaced({ phrase, ...one }) && !isClaimed(phrase, claimed)),
    ...LEVELS.flatMap((level) => nouns[level].flatMap((noun) => levelPhrases(noun, level))),
    ...(measures.own
      ? OWN_COLUMNS.flatMap(([measure, said]) =>
          said
            .filter((phrase) => !isClaimed(phrase, claimed))
            .map((phrase) => ({ phrase, concepts: [`measure:${measure}`] })),
        )
      : []),
    ...own.amounts.map(([measure, phrase]) => ({ phrase, concepts: [`measure:${measure}`] })),
    ...own.items.map(([kind, phrase]) => ({ phrase, concepts: [`kind:${kind}`] })),
  ];
}

/** "Area", "per area", "ogni area", "le aree", "area per area". */
function levelPhrases({ one, many, gender }: LevelNoun, level: StructureLevel): readonly PhraseConcepts[] {
  const plural = gender === 'f' ? 'fp' : 'mp';
  const each = gender === 'f' ? 'ciascuna' : 'ciascun';
  const single = gender === 'f' ? 'singola' : 'singolo';
  const groups = [
    ...[
      'per',
      'per ogni',
      `per ${each}`,
      `per ${single}`,
      'di ogni',
      'ogni',
      each,
      `di ${each}`,
      'in ogni',
      `in ${each}`,
      'da ogni',
      'a ogni',
      'suddiviso per',
      'suddivisi per',
      'divisi per',
      'diviso per',
      'raggruppati per',
      'ripartizione per',
    ].map((before) => `+${before} ${one}`),
    `+${one} per ${one}`,
    `+per ${many}`,
    `+${the(many, plural)}`,
    `+${joined('di', many, plural)}`,
    `+${joined('in', many, plural)}`,
    `+${joined('da', many, plural)}`,
    `+tra ${the(many, plural)}`,
    `+tutt${gender === 'f' ? 'e' : 'i'} ${the(many, plural)}`,
  ];
  return [
    ...[one, many].map((phrase) => ({ phrase, concepts: [`noun:${level}`] })),
    ...groups.map((phrase) => ({ phrase: normalise(phrase), concepts: [`group:${level}`] })),
  ];
}

/** «Quanto valgono i progetti?» */
const VALUED = ['vale', 'valgono', '+valore complessivo'] as const;

/** The words of the grammar as this body means them. */
export function planMeanings(
  words: readonly (readonly [string, Meaning])[],
  plan: Plan,
): readonly (readonly [string, Meaning])[] {
  const nouns = levelNouns(plan);
  const { own, cost, spent, revenue, free } = readPlanMeasures(plan);
  // Where nothing has a cost, what is worth more weighs more.
  const worth = own
    ? (cost[0] ?? 'committed')
    : free && plan.items.some(({ weight }) => weight !== null)
      ? 'weight'
      : null;
  const claimed = new Set(LEVELS.flatMap((level) => nouns[level].flatMap(({ one, many }) => [one, many])));
  const costOf = (word: string) => (SPENDS.test(word) ? spent : null) ?? cost[0] ?? 'personnel';
  const meant = ([word, meaning]: readonly [string, Meaning]): readonly [string, Meaning] => {
    if (meaning.cat !== 'figure' && meaning.cat !== 'adjective') return [word, meaning];
    if (meaning.figure === 'cost' && own) return [word, { ...meaning, figure: costOf(word) }];
    const [only, ...more] = revenue;
    return meaning.figure === 'revenue' && only && more.length === 0
      ? [word, { ...meaning, figure: only }]
      : [word, meaning];
  };
  const names = ownNames(plan);
  // Where indicators have a table of their own, a word for them means its rows; where none is listed, nothing.
  const listed = plan.indicators.length === 0 && plan.items.some(({ kind }) => kind === 'indicator');
  const isOther = (meaning: Meaning): boolean =>
    (meaning.cat === 'kind' && meaning.kinds.includes('indicator') && !listed) ||
    (meaning.cat === 'figure' && meaning.ofIndicators === true && plan.indicators.length > 0);
  const named = new Set([...names.amounts, ...names.items].map(([, name]) => name.replace('=', '')));
  return [
    ...words
      .filter(
        ([word, meaning]) =>
          (meaning.cat !== 'level' || !claimed.has(word)) && !isClaimed(word, named) && !isOther(meaning),
      )
      .map(meant),
    ...LEVELS.flatMap((level) =>
      nouns[level].flatMap(({ one, many }) =>
        [one, many].map((word) => [word, { cat: 'level', level, plural: true }] as const),
      ),
    ),
    ...(own
      ? OWN_COLUMNS.flatMap(([figure, said]) =>
          said
            .filter((word) => !isClaimed(word, named))
            .map((word) => [word, { cat: 'figure', figure }] as const),
        )
      : []),
    // What is spoken of in money alone is worth what it costs.
    ...(worth ? VALUED.map((word) => [word, { cat: 'figure', figure: worth }] as const) : []),
    ...[...tableNouns(plan)].map(([word, level]) => [word, { cat: 'level', level, plural: true }] as const),
    ...documentInitials(plan).map((word) => [`+${word}`, { cat: 'body' }] as const),
    ...names.amounts.map(([figure, word]) => [word, { cat: 'figure', figure }] as const),
    ...names.items.map(([kind, word]) => [word, { cat: 'kind', kinds: [kind], plural: true }] as const),
  ];
}
