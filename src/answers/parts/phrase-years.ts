import { attainmentOfIndicator, itemsOfBothYears, keyOfItem } from '../../domain/plan/index.ts';
import { type Indicator, type Item, itemRef } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatPercent } from '../../words/formats.ts';
import type { CostMeasure } from '../../words/measures.ts';
import { capital, counted } from '../../words/sentences.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, structureOf } from '../phrase/names.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { measureCell, measureText } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { indicatorValue } from '../rows/indicator-text.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { itemsIn, scopeText } from './scope.ts';
import { countedBy, firstText, tableOfGroups } from './years-by-structure.ts';
import { linesOf, phraseCompared, sumOf, totalOf } from './years-compared.ts';

/** The plans of several years side by side. */
export function phraseYears(phrasing: Phrasing, scope: Scope, ask: AskOf<'years'>): Draft {
  const { index } = phrasing;
  if (ask.change === 'series') return phraseSeries(phrasing, scope, ask.names);
  const other = index.years.get(ask.against ?? 0);
  if (!other) return notImported(phrasing, ask.against);
  // The later of the two is the one that has what is new, whichever the question was put to.
  const [later, earlier] =
    other.plan.head.year > index.plan.head.year ? [{ ...phrasing, index: other }, index] : [phrasing, other];
  return ask.change === 'all'
    ? phraseCompared(later, scope, earlier)
    : phraseChange(later, scope, ask, earlier);
}

function notImported({ index, words }: Phrasing, year: number | null): Draft {
  const held = [...index.years.keys()].sort().join(', ');
  return {
    kind: 'no_data',
    headline:
      year === null
        ? say(
            words,
            `Ho solo il piano ${held}: per dire che cosa è cambiato da un anno all’altro serve anche quello di un altro anno.`,
            `I have the ${held} plan only: what changed from one year to another also takes that of another year.`,
          )
        : say(
            words,
            `Il piano ${year} non è stato importato: ho ${held}.`,
            `The ${year} plan was not imported: I have ${held}.`,
          ),
  };
}

const itemsOf = ({ items }: PlanIndex): readonly Item[] => items.map(({ item }) => item);

function phraseChange(
  { index, words }: Phrasing,
  scope: Scope,
  { change, by, order, count, sums }: AskOf<'years'>,
  other: PlanIndex,
): Draft {
  const [now, then] = [index.plan.head.year, other.plan.head.year];
  // What a structure's code or an item's number names is a matter of one year: the other plan is looked at whole.
  const own = itemsIn(index, scope);
  const before = itemsIn(other, { ...scope, items: null });
  const pairs = itemsOfBothYears(itemsOf(other), itemsOf(index));
  const [goneOn, goingOn] = [
    new Set(pairs.map((pair) => pair.before)),
    new Set(pairs.map((pair) => pair.after)),
  ];
  const formerOf = new Map(
    pairs.flatMap((pair) => {
      const former = other.byRef.get(itemRef(pair.before));
      return former ? [[pair.after, structureOf(former)] as const] : [];
    }),
  );
  const hasMoved = (one: IndexedItem): boolean => {
    const former = formerOf.get(one.item);
    return former !== undefined && former !== structureOf(one);
  };
  const items =
    change === 'gone'
      ? before.filter(({ item }) => !goneOn.has(item))
      : change === 'moved'
        ? own.filter(hasMoved)
        : own.filter(({ item }) => goingOn.has(item) === (change === 'kept'));
  const noun = scope.kind === null ? words.anyKind : words.kinds[scope.kind];
  const { kind: _, ...rest } = scope;
  const where = scopeText(index, words, { ...rest, kind: null });
  const what = {
    new: say(
      words,
      `nel piano ${now} e non in quello ${joined('di', then)}`,
      `in the ${now} plan and not in that of ${then}`,
    ),
    gone: say(
      words,
      `nel piano ${then} e non più in quello ${joined('di', now)}`,
      `in the ${then} plan and no more in that of ${now}`,
    ),
    kept: say(
      words,
      `sia nel piano ${then} sia in quello ${joined('di', now)}`,
      `in the plans of both ${then} and ${now}`,
    ),
    moved: say(
      words,
      `con un’altra struttura ${joined('in', now)}, rispetto ${joined('a', then)}`,
      `with another structure in ${now} than in ${then}`,
    ),
  }[change as 'new' | 'gone' | 'kept' | 'moved'];
  const source = change === 'gone' ? other : index;
  const all = change === 'gone' ? before : own;
  const groups = by === null || items.length === 0 ? null : countedBy(source, all, items, by, order);
  const table = groups && tableOfGroups(words, groups, noun.many);
  const amounts = (items.length === 0 ? [] : (sums ?? [])).map((measure) => {
    const cells = items.map((one) => sumOf(linesOf([one], scope), measure));
    return { measure, cells, value: totalOf(cells) };
  });
  const [only, ...others] = amounts;
  const structureIn = (year: number): string =>
    say(words, `Struttura ${joined('in', year)}`, `Structure in ${year}`);
  return {
    headline:
      groups && order
        ? `${firstText(words, groups, noun, order)} ${what} (${where}).`
        : `${items.length === 0 ? say(words, `Nessuna voce (${noun.many})`, `No item (${noun.many})`) : counted(items.length, noun.one, noun.many)} ${what} (${where})${items.length > 0 && items.length < 4 ? `: ${items.map((one) => fullName(words, one)).join('; ')}` : ''}${amounts.map((one) => `; ${amountText(words, one)}`).join('')}.`,
    table:
      table ??
      (items.length === 0
        ? null
        : tableOf(
            items,
            [
              wordColumn(`${say(words, 'Voce', 'Item')} (${source.plan.head.year})`, (one) =>
                fullName(words, one),
              ),
              wordColumn(say(words, 'Codice', 'Code'), ({ item }) => item.code ?? ''),
              ...(change === 'moved'
                ? [
                    wordColumn(structureIn(then), ({ item }: IndexedItem) => formerOf.get(item) ?? ''),
                    wordColumn(structureIn(now), structureOf),
                  ]
                : [wordColumn(say(words, 'Struttura', 'Structure'), structureOf)]),
              ...amounts.map(({ measure, cells }) =>
                figureColumn(words.measures[measure], (_: IndexedItem, at) =>
                  measureCell(words, measure, cells[at] ?? null),
                ),
              ),
            ],
            MOST_ROWS,
          )),
    sources: [index.plan.head.document, other.plan.head.document],
    proof: {
      filter: where,
      rows: items.slice(0, MOST_ROWS).map((one) => `${keyOfItem(one.item)}: ${fullName(words, one)}`),
      formula: say(
        words,
        'le voci dei due piani messe a fronte per chiave (dove manca, per codice e titolo, per titolo, per un codice che nessun’altra ha)',
        'the items of the two plans matched by key (else by code and title, by title, by a code that no other bears)',
      ),
      sum: null,
    },
    ...(only && others.length === 0 && !count
      ? { value: only.value, unit: only.value === null ? null : MEASURE_UNITS[only.measure] }
      : { value: groups && order ? (groups[0]?.count ?? 0) : items.length, unit: 'count' as const }),
    items: change === 'gone' ? [] : items.map(({ ref }) => ref),
  };
}

interface Amount {
  readonly measure: CostMeasure;
  /** Of each item, in cents; null where it declares none. */
  readonly cells: readonly (number | null)[];
  readonly value: number | null;
}

/** "Impegnato 15.383.325,95 € (14 voci su 17)": on how many it rests, where it is not all. */
function amountText(words: Words, { measure, cells, value }: Amount): string {
  const declared = cells.filter((cell) => cell !== null).length;
  const on = counted(declared, words.anyKind.one, words.anyKind.many);
  const text = `${words.measures[measure]} ${measureText(words, measure, value)}`;
  if (value === null || declared === cells.length) return text;
  return `${text} (${say(words, `${on} su ${cells.length}`, `${on} of ${cells.length}`)})`;
}

interface YearPoint {
  readonly year: number;
  readonly indicator: Indicator;
}

/** The indicators of some items, each over the years of the plans, the oldest first. */
export function indicatorSeries(
  index: PlanIndex,
  scope: Scope,
  names: readonly string[] | null,
): readonly (readonly YearPoint[])[] {
  const own = new Set(itemsIn(index, scope).map(({ item }) => item));
  const points = yearsInOrder(index).flatMap((of): readonly YearPoint[] => {
    const { plan, byRef } = of;
    const pairs =
      plan.head.year === index.plan.head.year
        ? itemsOf(index).map((item) => ({ before: item, after: item }))
        : itemsOfBothYears(itemsOf(of), itemsOf(index));
    const refs = new Set(pairs.filter(({ after }) => own.has(after)).map(({ before }) => itemRef(before)));
    return plan.indicators
      .filter((one) => refs.has(itemRef(one)) && byRef.has(itemRef(one)))
      .filter(({ name }) => names === null || names.includes(name))
      .map((indicator) => ({ year: plan.head.year, indicator }));
  });
  return [...Map.groupBy(points, ({ indicator }) => `${indicator.kind} ${indicator.name}`).values()];
}

const yearsInOrder = (index: PlanIndex): readonly PlanIndex[] =>
  [...index.years.values()].sort((a, b) => a.plan.head.year - b.plan.head.year);

/** An indicator over the years: where it began, and target and result of each plan. */
function phraseSeries({ index, words }: Phrasing, scope: Scope, names: readonly string[] | null): Draft {
  const series = indicatorSeries(index, scope, names);
  const [only] = series;
  if (!only)
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Il piano non dichiara indicatori ${scopeText(index, words, scope)}.`,
        `The plan declares no indicator ${scopeText(index, words, scope)}.`,
      ),
    };
  return {
    headline: `${series.map((own) => capital(seriesText(words, own))).join('. ')}.`,
    table: tableOf(
      series.flat().map((point) => ({ ...point, ...attainmentOfIndicator(point.indicator, point.year) })),
      [
        wordColumn(say(words, 'Indicatore', 'Indicator'), ({ indicator }) => indicator.name),
        wordColumn(say(words, 'Anno', 'Year'), ({ year }) => String(year)),
        wordColumn(say(words, 'Atteso', 'Target'), ({ indicator, target }) =>
          indicatorValue(words, indicator, target),
        ),
        wordColumn(say(words, 'Risultato', 'Result'), ({ indicator }) =>
          indicatorValue(words, indicator, indicator.result),
        ),
        wordColumn(say(words, 'Raggiungimento', 'Attainment'), ({ percent }) =>
          percent === null ? '' : formatPercent(percent),
        ),
      ],
    ),
    sources: yearsInOrder(index).map(({ plan }) => plan.head.document),
    value: series.length === 1 ? (only.at(-1)?.indicator.result ?? null) : null,
    unit: series.length === 1 ? 'other' : null,
  };
}

function seriesText(words: Words, points: readonly YearPoint[]): string {
  const [first] = points;
  if (!first) return '';
  const { indicator } = first;
  const from =
    indicator.baseline === null
      ? []
      : [
          `${indicatorValue(words, indicator, indicator.baseline)} ${say(words, 'in partenza', 'at the start')}${indicator.baselineYear === null ? '' : ` (${indicator.baselineYear})`}`,
        ];
  const each = points.map(({ year, indicator: one }) => {
    const { target } = attainmentOfIndicator(one, year);
    return `${year}: ${one.result === null ? say(words, 'risultato non dichiarato', 'no result declared') : indicatorValue(words, one, one.result)} (${say(words, 'atteso', 'target')} ${indicatorValue(words, one, target)})`;
  });
  return `${indicator.name}: ${[...from, ...each].join('; ')}`;
}
