import { itemsOfBothYears } from '../../domain/plan/index.ts';
import { itemRef } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatCount, formatEuro } from '../../words/formats.ts';
import { COST_MEASURES, type CostMeasure } from '../../words/measures.ts';
import { counted } from '../../words/sentences.ts';
import type { Cell } from '../answer.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { structureOf } from '../phrase/names.ts';
import { measureCell, numberCell, textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { Scope } from './parts-query.ts';
import { itemsIn, scopeText } from './scope.ts';

/** What a scope holds in one year: its items, and the cost lines that are its structures' own. */
interface Held {
  readonly year: number;
  readonly items: readonly IndexedItem[];
  readonly sums: Readonly<Record<CostMeasure, number | null>>;
}

/** Two plans side by side: how many items and how much money each has, and what became of the items. */
export function phraseCompared({ index, words }: Phrasing, scope: Scope, other: PlanIndex): Draft {
  const [now, then] = [held(index, scope), held(other, scope)];
  const fate = fateOf(then, now, other, index);
  const noun =
    scope.kind === null
      ? { one: say(words, 'voce', 'item'), many: say(words, 'voci', 'items') }
      : words.kinds[scope.kind];
  const kinds = [...new Set([...then.items, ...now.items].map(({ item }) => item.kind))];
  const rows = [
    ...kinds.map((kind) => {
      const count = ({ items }: Held) => items.filter(({ item }) => item.kind === kind).length;
      return countRow(words.kinds[kind].many, count(then), count(now));
    }),
    ...COST_MEASURES.flatMap((measure) => {
      const [before, after] = [then.sums[measure], now.sums[measure]];
      return before === null && after === null ? [] : [moneyRow(words, measure, before, after)];
    }),
  ];
  const changed = fate.kept === 0 ? [] : changesText(words, fate);
  const headline = say(
    words,
    `Dal piano ${then.year} a quello ${joined('di', now.year)}, ${scopeText(index, words, scope)}: ${counted(fate.fresh, noun.one, noun.many)} in più, ${formatCount(fate.gone)} che non ${fate.gone === 1 ? 'c’è' : 'ci sono'} più, ${formatCount(fate.kept)} in entrambi${changed.length === 0 ? '' : ` (${changed.join(', ')})`}.`,
    `From the ${then.year} plan to that of ${now.year}, ${scopeText(index, words, scope)}: ${counted(fate.fresh, noun.one, noun.many)} added, ${formatCount(fate.gone)} gone, ${formatCount(fate.kept)} in both${changed.length === 0 ? '' : ` (${changed.join(', ')})`}.`,
  );
  return {
    headline,
    table: {
      columns: [
        { label: '', numeric: false },
        ...[String(then.year), String(now.year), say(words, 'Differenza', 'Difference')].map((label) => ({
          label,
          numeric: true,
        })),
      ],
      rows,
      total: rows.length,
    },
    notes: [
      say(
        words,
        'Le voci dei due piani sono messe a fronte per chiave (dove manca, per codice e titolo, per titolo, per un codice che nessun’altra ha).',
        'The items of the two plans are matched by key (else by code and title, by title, by a code that no other bears).',
      ),
    ],
    sources: [index.plan.head.document, other.plan.head.document],
    value: null,
    unit: null,
  };
}

function held(index: PlanIndex, scope: Scope): Held {
  const items = itemsIn(index, scope);
  const lines = linesOf(items, scope);
  const sums = Object.fromEntries(COST_MEASURES.map((measure) => [measure, sumOf(lines, measure)]));
  return { year: index.plan.head.year, items, sums: sums as Held['sums'] };
}

type Line = IndexedItem['lines'][number];

/** The cost lines of some items that are the own ones of the structures of a scope. */
export function linesOf(items: readonly IndexedItem[], { departments, units }: Scope): readonly Line[] {
  const isWhole = departments.length + units.length === 0;
  return items
    .flatMap((one) => one.lines)
    .filter(
      ({ department, within }) =>
        isWhole || departments.includes(department) || units.some((code) => within.includes(code)),
    );
}

/** What cost lines come to, in cents; null where none declares it. */
export const sumOf = (lines: readonly Line[], measure: CostMeasure): number | null =>
  totalOf(lines.map((line) => line[measure]));

/** Cents that are declared, added up; null where none are. */
export function totalOf(amounts: readonly (number | null)[]): number | null {
  const declared = amounts.filter((one) => one !== null);
  return declared.length === 0 ? null : declared.reduce((sum, cents) => sum + cents, 0);
}

interface Fate {
  readonly fresh: number;
  readonly gone: number;
  readonly kept: number;
  readonly renumbered: number;
  readonly retitled: number;
  readonly moved: number;
}

/** What became of the items of the year before, and which are new. */
function fateOf(then: Held, now: Held, before: PlanIndex, after: PlanIndex): Fate {
  const pairs = itemsOfBothYears(
    before.items.map(({ item }) => item),
    after.items.map(({ item }) => item),
  );
  const goingOn = new Set(pairs.map((pair) => pair.after));
  const goneOn = new Set(pairs.map((pair) => pair.before));
  const own = new Set(now.items.map(({ item }) => item));
  const kept = pairs.filter((pair) => own.has(pair.after));
  const structure = (index: PlanIndex, item: Parameters<typeof itemRef>[0]): string => {
    const one = index.byRef.get(itemRef(item));
    return one ? structureOf(one) : '';
  };
  const many = (test: (pair: (typeof kept)[number]) => boolean): number => kept.filter(test).length;
  return {
    fresh: now.items.filter(({ item }) => !goingOn.has(item)).length,
    gone: then.items.filter(({ item }) => !goneOn.has(item)).length,
    kept: kept.length,
    renumbered: many((pair) => pair.before.number !== pair.after.number),
    retitled: many((pair) => pair.before.title !== pair.after.title),
    moved: many((pair) => structure(before, pair.before) !== structure(after, pair.after)),
  };
}

const changesText = (words: Words, { renumbered, retitled, moved }: Fate): readonly string[] => [
  ...(renumbered > 0
    ? [say(words, `${formatCount(renumbered)} con un altro numero`, `${renumbered} with another number`)]
    : []),
  ...(retitled > 0
    ? [say(words, `${formatCount(retitled)} con un altro titolo`, `${retitled} with another title`)]
    : []),
  ...(moved > 0
    ? [say(words, `${formatCount(moved)} con un’altra struttura`, `${moved} with another structure`)]
    : []),
];

/** A difference bears its sign. */
const signed = (difference: number, text: string): string => (difference > 0 ? `+${text}` : text);

const countRow = (label: string, before: number, after: number): Cell[] => [
  textCell(label),
  numberCell(before),
  numberCell(after),
  numberCell(after - before, signed(after - before, formatCount(after - before))),
];

function moneyRow(words: Words, measure: CostMeasure, before: number | null, after: number | null): Cell[] {
  const difference = before === null || after === null ? null : after - before;
  return [
    textCell(words.measures[measure]),
    measureCell(words, measure, before),
    measureCell(words, measure, after),
    difference === null
      ? textCell('')
      : { text: signed(difference, formatEuro(difference).replaceAll('\u00a0', ' ')), value: difference },
  ];
}
