import type { Fact } from '../../domain/types.ts';
import { DENIED, type FactLabel, isLimit, negated } from '../knowledge/fact-tables.ts';
import {
  ADDITIVE,
  type Asked,
  asksYears,
  type FactQuery,
  isWhole,
  kinds,
  labelOf,
  partsOver,
  query,
  units,
  wholeOf,
} from './asked.ts';
import { isRelated } from './labels.ts';
import { crossed, figuresOf, type Pair, pairIn } from './pairs.ts';
import type { Side } from './sides.ts';
import type { SmallWords } from './table-words.ts';

/** What each row comes to, out of figures of its own. */
interface Expression {
  readonly rows: FactQuery['rows'];
  readonly by: 'subject' | 'measure' | 'period';
  readonly facts: readonly Fact[];
  /** Rows that hold, where the words that join two figures say so: "più uomini che donne". */
  readonly holds?: FactQuery['bound'];
}

/** What of two figures of one row is told by itself. */
const OF_TWO: Partial<Record<FactQuery['rows'], FactQuery['operation']>> = {
  gap: 'difference',
  quotient: 'ratio',
  part: 'share',
  change: 'difference',
  growth: 'change',
};

/** "Quante donne per ogni uomo?", "chi è cresciuto di più?", "quanto resta da pagare?": rows that are worked out of figures, limited, ordered and folded. */
export function worked(asked: Asked): FactQuery | null {
  const found =
    heldInTime(asked) ??
    held(asked) ??
    beyondOther(asked) ??
    perOne(asked) ??
    partDone(asked) ??
    partOfRow(asked) ??
    remaining(asked) ??
    stepped(asked) ??
    grown(asked);
  if (!found) return shared(asked);
  const made = {
    ...found,
    rows: found.rows === 'part' && isDeniedOf(asked, found.facts[0]) ? 'rest' : found.rows,
  };
  const groups = kinds(made.facts, made.by);
  const [first, second] = made.facts;
  // Of things that are counted none is a part of fewer.
  const isNoPart =
    made.rows === 'part' && groups === 1 && first?.unit === second?.unit && first?.unit !== 'eur';
  if (isNoPart && first && second && first.value > second.value) return null;
  const time = made.rows === 'change' || made.rows === 'growth';
  if (groups === 1 && made.facts.length === 2 && first && second && made.rows !== 'steps') {
    const operation = first.unit === second.unit ? OF_TWO[made.rows] : undefined;
    return query(
      time ? laterOrLarger(first, second) : [first, second],
      operation ? { operation } : { by: made.by, rows: made.rows },
    );
  }
  return query(made.facts, { by: made.by, rows: made.rows, ...limitsOf(asked, made) });
}

const ZERO = { value: 0, to: null, than: null } as const;

/** How worked-out rows are limited, ordered and folded: of a fall the lowest is the most. */
function limitsOf(asked: Asked, { rows, facts, holds }: Expression): Partial<FactQuery> {
  const { order, bound, falls, asks } = asked.request;
  const count = asks.has('count') ? ('count' as const) : null;
  const time = /^(change|growth|steps)$/.test(rows);
  const down = time && falls;
  if (order !== null && !(holds && units(facts) > 1))
    return {
      ...(holds ? { bound: holds } : {}),
      order: (order.direction === 'max') === down ? 'min' : 'max',
      from: order.place,
      limit: order.limit ?? (order.place > 1 || rows === 'steps' ? 1 : null),
      ends: order.ends,
    };
  if (bound !== null && bound.op !== 'between') {
    const scale = /^(part|rest|share)$/.test(rows)
      ? 0.01
      : facts[0]?.unit === 'eur' && !/^(quotient|growth)$/.test(rows)
        ? 100
        : 1;
    const op = down ? OTHER_WAY[bound.op] : bound.op;
    return {
      bound: { op, value: (down ? -1 : 1) * bound.value * scale, to: null, than: null },
      order: op.startsWith('l') ? 'min' : 'max',
      ...(rows === 'steps' ? { order: null } : { operation: count }),
    };
  }
  if (rows === 'steps') return { bound: { op: down ? 'lt' : 'gt', ...ZERO }, always: isAlways(asked) };
  if (holds)
    return {
      bound: holds,
      order: holds.op === 'between' || units(facts) > 1 ? null : holds.op === 'gt' ? 'max' : 'min',
      operation: count,
    };
  // «La crescita di Lucca rispetto a quella di Massa»: of those that are named, whichever way they went.
  if (time && asked.rows.named && !asks.has('which') && !asks.has('count')) return {};
  if (time)
    return { bound: { op: down ? 'lt' : 'gt', ...ZERO }, order: down ? 'min' : 'max', operation: count };
  if (rows === 'gap' && asked.does('sum')) return { operation: 'sum' };
  // «Quante webcam ha il 5 in più del 9, e quanti cellulari?»: each as it is said.
  if (rows === 'gap' && asked.rows.named && asked.columns.named) return {};
  return { order: 'max' };
}

const OTHER_WAY = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' } as const;

/** "In quali anni Pisa ha superato Livorno?": two rows against one another, in each period. */
function heldInTime(asked: Asked): Expression | null {
  const { request, tokens, rows, columns, table, periods, dated } = asked;
  if (!asksYears(asked) || rows.labels.length !== 2 || columns.labels.length !== 1) return null;
  const placeOf = ({ keys }: (typeof rows.labels)[number]): number =>
    tokens.findIndex(({ key }) => keys.has(key));
  const pair = [...rows.labels].sort((one, other) => placeOf(one) - placeOf(other));
  // «In quanti anni Firenze è stata davanti a Livorno?»
  const ahead = request.beside === null ? null : request.beside === -1;
  const more =
    request.compared?.more ?? ahead ?? degreeAmong(tokens.slice(...pair.map(placeOf)), request.small);
  if (more === null) return null;
  const facts = table.periods
    .filter(({ text }) => !dated || periods.includes(text))
    .flatMap(({ text: period }) =>
      pair.flatMap(({ text }) =>
        table.facts.filter(
          (fact) =>
            fact.subject === text && fact.measure === columns.labels[0]?.text && fact.period === period,
        ),
      ),
    );
  if (kinds(facts, 'period') < 2 || facts.length !== 2 * kinds(facts, 'period') || units(facts) !== 1)
    return null;
  return { rows: 'gap', by: 'period', facts, holds: { op: more ? 'gt' : 'lt', ...ZERO } };
}

/** «Firenze ha fatto più differenziata di Pisa»: whether it is said to be more, where a degree stands among the words. */
function degreeAmong(between: readonly { readonly text: string }[], { is }: SmallWords): boolean | null {
  const degree = between.find(({ text }) => is('degree', text));
  return degree === undefined ? null : degree.text === 'piu';
}

/** Two labels of one side against one another: which exceeds, by how much, how many times, what part. */
function held(asked: Asked): Expression | null {
  const { does, request, tokens } = asked;
  const pair = pairIn(asked);
  if (!pair) return null;
  const isDenied = does('share') && deniedColumn(asked).length > 0;
  const rows = pairedBy(asked, pair) ?? (isDenied ? 'part' : null);
  const more = rows === null ? holdsMore(asked, pair) : null;
  const apart =
    more === null &&
    rows === null &&
    does('difference') &&
    (does('each') || request.order !== null || pair.places.includes(-1) || isCrossed(asked));
  if (rows === null && more === null && !apart) return null;
  // «La fascia 50-59 supera la 40-49?»: of all together, unless it is asked of each.
  const facts = together(asked, pair, rows !== null || request.compared !== null);
  // "Quanta parte del finanziamento è pagata", "in proporzione ai pc, chi ha più notebook?": the whole is said first.
  const [one] = pair.places;
  const isTurned =
    rows === 'part'
      ? isDenied
        ? !isDeniedOf(asked, facts[0])
        : preceded(asked, one)
      : more === null && beginsWithOther(asked, pair);
  const own = isTurned ? [...facts].reverse() : facts;
  if (own.length < 2 || (rows !== 'quotient' && !isOfOneUnit(own, pair.over))) return null;
  if (rows !== null) return { rows, by: pair.over, facts: own };
  if (more === null)
    return {
      rows:
        isRelative(asked) && !tokens.some(({ text }) => request.small.is('amount', text)) ? 'growth' : 'gap',
      by: pair.over,
      facts: own,
    };
  if (request.bounds.length > 0) return null;
  // «Di quanto l’accertato totale è inferiore all’assestato?», of several totals: how much is asked, and not of which rows.
  const isOfTotals = asked.rows.labels.every(({ whole }) => whole) && asked.over === null;
  if (does('difference') && isOfTotals && kinds(own, pair.over) > 1) return null;
  if (kinds(own, pair.over) < 2)
    return request.compared && own.length === 2 ? { rows: 'gap', by: pair.over, facts: own } : null;
  const same = tokens.some(({ text }) => request.small.is('same', text));
  const holds = same
    ? ({ op: 'between', value: 0, to: 0, than: null } as const)
    : ({ op: more ? 'gt' : 'lt', ...ZERO } as const);
  return { rows: 'gap', by: pair.over, facts: own, holds };
}

/** Several rows and several columns are named: two of one side are held against one another in each of the other. */
const isCrossed = ({ rows, columns }: Asked): boolean =>
  [rows, columns].every(({ named, labels }) => named && labels.filter(({ whole }) => !whole).length > 1);

/** Whether the figures of each row are of one unit, though the rows may not be. */
const isOfOneUnit = (facts: readonly Fact[], by: Side): boolean =>
  [...Map.groupBy(facts, (fact) => fact[by]).values()].every((own) => units(own) === 1);

/** What asks for one figure out of another stands before it: "quota pagata del finanziamento". */
const preceded = ({ tokens, request }: Pick<Asked, 'tokens' | 'request'>, place: number): boolean =>
  place >= 0 && tokens.slice(Math.max(0, place - 2), place).some(({ text }) => request.small.is('of', text));

/** "In proporzione ai pc fissi, chi ha più notebook?", "rispetto alle ore, …": what the other figure is held against is said first. */
function beginsWithOther({ tokens, request }: Asked, { begins: [begin] }: Pair): boolean {
  const places = new Set(
    (['ratio', 'difference'] as const).flatMap((one) => request.operators.get(one) ?? []),
  );
  const isIdle = (place: number): boolean => request.consumed.has(place) || request.spoken.has(place);
  const at = tokens.findLastIndex(
    ({ light }, place) => place < begin && (places.has(place) || !(light || isIdle(place))),
  );
  return places.has(at) && request.small.is('to', tokens[at]?.text);
}

/** How the words between and before two labels join them into one figure; null where they do not. */
function pairedBy(
  { does, tokens, request, cells }: Asked,
  { places: [one, other], begins: [first, begin] }: Pair,
): 'quotient' | 'part' | null {
  if (one < 0 || other < 0) return null;
  // "Investimento per tonnellata di CO2 evitata".
  if (begin > one && tokens[begin - 1]?.text === 'per') return 'quotient';
  const limit = request.bound?.unit === 'percent' && cells.every(({ unit }) => unit !== 'percent');
  if (limit && (tokens[other - 1]?.light || tokens[other - 2]?.light)) return 'part';
  // "Pagato su finanziato".
  const over = tokens.slice(one + 1, other);
  if (over.length === 1 && over.some(({ text }) => request.small.is('divided', text))) return 'part';
  // «Quanto manca a Firenze per raggiungere Lucca?»
  const isGap = (at: number): boolean => request.operators.get('difference')?.includes(at) === true;
  const each = tokens.slice(one + 1, other).some(
    ({ text }, at, some) =>
      text === 'ogni' ||
      (text === 'per' && at >= some.length - 2 && !isGap(one + 1 + at)) ||
      // "Costa meno evitare una tonnellata".
      (request.small.is('one', text) && cells.some(({ unit }) => unit === 'eur')),
  );
  const share =
    does('share') && preceded({ tokens, request }, first) !== preceded({ tokens, request }, begin);
  if (share) return 'part';
  return each || does('ratio') ? 'quotient' : null;
}

/** Figures of both: printed for all together, unless it is asked of each. */
function together(asked: Asked, pair: Pair, alone: boolean): readonly Fact[] {
  const side = crossed(pair.over);
  const whole =
    alone &&
    asked.over === null &&
    asked.request.order === null &&
    !asked.rows.named === (pair.over === 'subject');
  const printed = whole ? asked.cells.filter((fact) => pair.labels.includes(fact[side])) : [];
  return printed.length === 2
    ? pair.labels.flatMap((label) => printed.filter((fact) => fact[side] === label))
    : figuresOf(asked, pair);
}

/** Whether the first of a pair is to exceed the second (or to fall short of it); null where they are not held against one another. */
function holdsMore({ request, tokens }: Asked, { places: [one, other] }: Pair): boolean | null {
  const said = (from: number, to: number): readonly string[] =>
    tokens.slice(from, to).map(({ text }) => text);
  const between = said(one + 1, other);
  const before = said(Math.max(0, one - 3), one);
  if (between.includes('che') || between.includes('di') || between.includes('rispetto')) {
    if (before.includes('piu')) return true;
    if (before.includes('meno')) return false;
  }
  if (
    before.some((text) => request.small.is('same', text)) ||
    between.some((text) => request.small.is('same', text))
  )
    return true;
  // "I cellulari sono più dei notebook", and not "in più dei".
  const degree = between.findIndex((text) => request.small.is('degree', text));
  if (degree >= 0 && between[degree - 1] !== 'in' && request.small.is('genitive', between[degree + 1]))
    return between[degree] === 'piu';
  const { compared } = request;
  return compared !== null && compared.at > one && compared.at < other ? compared.more : null;
}

/** "In quale categoria la quota di donne è più alta?": a row that is named, as a part of each column's total. */
function partOfRow(asked: Asked): Expression | null {
  const { does, request, table, rows, columns, cells } = asked;
  const isAsked = request.order !== null || request.bound !== null || asked.over !== null;
  if (!does('share') || !isAsked) return null;
  for (const [over, own, all] of [
    ['measure', rows, table.rows],
    ['subject', columns, table.columns],
  ] as const) {
    const [label, ...more] = own.labels;
    if (!own.named || !label || label.whole || more.length > 0) continue;
    // «Percentuale di donne per categoria», and not «le donne per categoria, in percentuale».
    if (request.order === null && request.bound === null && !(asked.over === over && isShareOf(asked, label)))
      continue;
    // «Quale fascia pesa di più tra i dirigenti?», «che percentuale degli uomini lavora tra …?»: they are the whole.
    if (isAmong(asked, label) || (isNamedSide(asked, over) && isShareOf(asked, label, 'genitive'))) continue;
    const side = crossed(over);
    const total = all.find(({ whole }) => whole);
    const parts = partsOver(asked, over).filter(
      (fact) => fact[side] === label.text && ADDITIVE.has(fact.unit),
    );
    const wholes = total ? [total.text] : kindred(asked, side, label.text);
    const facts = parts.flatMap((fact) => {
      const beside = wholes.flatMap((text) =>
        table.facts.filter(
          (one) =>
            one[side] === text &&
            one[over] === fact[over] &&
            one.period === fact.period &&
            one.unit === fact.unit,
        ),
      );
      return beside.length === wholes.length && wholes.length > 0 ? [fact, ...beside] : [];
    });
    if (kinds(facts, over) > 1 && cells.length > 0) return { rows: 'part', by: over, facts };
  }
  return null;
}

/** "Tra i dirigenti": the words of a label after those that say among what. */
const isAmong = ({ tokens, request }: Asked, { keys, extra }: FactLabel): boolean =>
  tokens.some(({ text }, at) => {
    const [next, after] = tokens.slice(at + 1, at + 3);
    const said = next?.light ? after : next;
    const is = (key: string): boolean =>
      [...keys, ...extra].some((own) => own === key || isRelated(own, key));
    return request.small.is('among', text) && said !== undefined && is(said.key);
  });

/** Several of the labels are named over which it is asked. */
const isNamedSide = ({ rows, columns }: Asked, over: Side): boolean => {
  const { labels, named } = over === 'subject' ? rows : columns;
  return named && labels.length > 1;
};

/** "Percentuale di donne", "quota delle donne": a share of what a label says; of all of it after an article. */
const isShareOf = (
  { tokens, request }: Asked,
  { keys, extra }: FactLabel,
  joins: 'of' | 'genitive' = 'of',
): boolean =>
  (request.operators.get('share') ?? []).some((at) => {
    const [of, next, after] = tokens.slice(at + 1, at + 4);
    const said = next?.light ? after : next;
    return (
      of !== undefined &&
      ((joins === 'of' && of.text === 'di') || request.small.is(joins, of.text)) &&
      said !== undefined &&
      (keys.has(said.key) || extra.has(said.key))
    );
  });

/** "Quali voci pesano più del 10 % del totale?": each row of one column as a part of all of them, or of their printed total. */
function shared(asked: Asked): FactQuery | null {
  const { does, request, columns, rows, over } = asked;
  const limit = request.bound?.unit === 'percent' && request.bound.op !== 'between';
  if (!does('share') || !(limit || request.order !== null)) return null;
  if (
    columns.labels.length !== 1 ||
    (rows.named && rows.labels.every(({ whole }) => !whole) && over === null)
  )
    return null;
  const ofBase = request.order === null || !isInProportion(asked) ? null : besideBase(asked, 'part');
  if (ofBase) return query(ofBase.facts, { by: ofBase.by, rows: ofBase.rows, ...limitsOf(asked, ofBase) });
  const facts = partsOver(asked, 'subject');
  const [first] = facts;
  if (!first || kinds(facts, 'subject') < 3 || units(facts) !== 1 || !ADDITIVE.has(first.unit)) return null;
  // What is a part of one year is none of two.
  if (kinds(facts, 'period') > 1) return null;
  const made: Expression = { rows: 'share', by: 'subject', facts };
  // "Le prime due insieme che quota fanno?"
  if (does('sum') && (request.order?.limit ?? 0) > 1) {
    const whole = wholeOf(asked, facts);
    const of = whole === null ? facts.map(({ code }) => code) : [whole];
    return query(facts, { ...limitsOf(asked, made), operation: 'sum', of });
  }
  return query(facts, {
    by: 'subject',
    rows: 'share',
    whole: wholeOf(asked, facts),
    ...limitsOf(asked, made),
  });
}

/** «Quale missione ha pagato meno in proporzione?»: of what it was to pay, for in order shares of one whole are as the amounts. */
const isInProportion = ({ tokens, request: { operators, small } }: Asked): boolean =>
  (operators.get('share') ?? []).every((at) => small.is('in proportion', tokens[at]?.text));

/** "Quanto misura in media un parco?": a column for each one of those that another counts. */
function perOne(asked: Asked): Expression | null {
  const { does, columns, rows, table, tokens, periods, over, request } = asked;
  const at = tokens.findIndex(({ text }) => request.small.is('one', text) || request.small.is('each', text));
  // "I parchi più grandi in media": how large each of them is.
  const isSize = tokens.some(({ text }) => request.small.is('vast', text));
  if (!does('mean') || !columns.named || (at < 0 && !isSize)) return null;
  // "Un parco non attrezzato" is no "parco attrezzato".
  const after = new Set(negated(at < 0 ? tokens : tokens.slice(at + 1, at + 5)).map(({ key }) => key));
  const [counted, ...others] = table.columns.filter(
    ({ text, keys }) =>
      keys.size > 0 &&
      [...keys].every((key) => after.has(key)) &&
      table.facts.some(({ measure, unit }) => measure === text && (unit === 'count' || unit === 'persons')),
  );
  if (!counted || others.length > 0) return null;
  // "Parchi attrezzati" are counted, "estensione dei parchi attrezzati" is what they measure.
  const [wider, ...several] = table.columns.filter(
    ({ text, keys }) => text !== counted.text && [...counted.keys].every((key) => keys.has(key)),
  );
  const [named, ...more] = columns.labels.filter((label) => label !== counted);
  const own = named ?? (several.length === 0 ? wider : undefined);
  if (!own || more.length > 0) return null;
  const kept = new Set(
    (rows.named || over === null ? rows.labels : table.rows.filter(({ whole }) => !whole)).map(
      ({ text }) => text,
    ),
  );
  const facts = [own, counted].flatMap(({ text }) =>
    table.facts.filter(
      ({ subject, measure, period }) => measure === text && kept.has(subject) && periods.includes(period),
    ),
  );
  return facts.length > 1 ? { rows: 'quotient', by: 'subject', facts } : null;
}

/** "Sul totale dei parchi", where no total is printed: all labels of one kind with the one that is named, which they begin like. */
function kindred({ table }: Asked, side: Side, text: string): readonly string[] {
  const labels = side === 'subject' ? table.rows : table.columns;
  const [head] = labelOf({ labels }, text)?.keys ?? [];
  const alike = labels.filter(({ keys }) => [...keys][0] === head).map((one) => one.text);
  return alike.length > 1 ? alike : [];
}

/** "Percentuale pagata", "che parte è stata pagata?": what is done of an amount, over the amount that the table prints beside it. */
function partDone(asked: Asked): Expression | null {
  const { does, columns, cells, tokens, request, words } = asked;
  const [own, ...more] = columns.labels;
  if (!does('share') || does('sum') || !columns.named || !own || more.length > 0) return null;
  const shares = new Set(request.operators.get('share'));
  const names = (key: string): boolean =>
    [key, ...(words.find((word) => word.key === key)?.alternatives ?? [])].some((one) => own.keys.has(one));
  const is = (set: string, at: number): boolean => request.small.is(set, tokens[at]?.text);
  const isDone = tokens.some(({ key }, at) => {
    if (!names(key)) return false;
    // «Percentuale di pagato», «che percentuale ha pagato?»; «è già pagata», and not «della spesa».
    const isBetween = tokens[at - 1]?.text === 'non' || is('di', at - 1) || is('has', at - 1);
    const isVerb =
      is('been', at - 1) || (is('paid', at) && !is('genitive', at - 1) && !is('article', at - 1));
    return isVerb || [isBetween ? at - 2 : at - 1, at + 1].some((place) => shares.has(place));
  });
  return isDone && cells.every(({ unit }) => unit === 'eur') ? besideBase(asked, 'part') : null;
}

/** "Quanto resta da pagare?": the amount that a column is of, less the column. */
function remaining(asked: Asked): Expression | null {
  const { does, request } = asked;
  // «Quanta spesa corrente è rimasta non impegnata?»
  const isDenied = request.asks.has('value') && request.bound === null && deniedColumn(asked).length > 0;
  return does('remains') || isDenied ? besideBase(asked, 'gap') : null;
}

/** «Quali entrate hanno superato le previsioni?»: rows of which another column, whose gap from the one that is named is printed, lies beyond it. */
function beyondOther(asked: Asked): Expression | null {
  const { request, columns, table } = asked;
  const { compared, asks, bounds, order } = request;
  const [own, ...more] = columns.labels;
  if (compared === null || bounds.length > 0 || order !== null || !columns.named || !own || more.length > 0)
    return null;
  const others = table.columns.map(({ text }) => text).filter((text) => text !== own.text);
  const other = others.find((text) => isGapFrom(table, text, own.text, others));
  if (other === undefined || !(asks.has('which') || asks.has('count'))) return null;
  const pair: Pair = { over: 'subject', labels: [other, own.text], places: [-1, -1], begins: [-1, -1] };
  const holds = { op: compared.more ? ('gt' as const) : ('lt' as const), ...ZERO };
  return { rows: 'gap', by: 'subject', facts: figuresOf(asked, pair), holds };
}

/** The one column that is named, with the one other of its unit, of which it is a part; of several, the one that a third prints the gap to. */
function besideBase(asked: Asked, rows: 'gap' | 'part'): Expression | null {
  const { columns, table, cells } = asked;
  const [own, ...more] = columns.labels;
  const [cell] = cells;
  if (!columns.named || !own || !cell || more.length > 0) return null;
  const beside = [
    ...new Set(table.facts.filter(({ unit }) => unit === cell.unit).map(({ measure }) => measure)),
  ];
  const others = beside.filter((text) => text !== own.text);
  const other =
    others.length === 1 ? others[0] : others.find((text) => isGapFrom(table, own.text, text, others));
  if (other === undefined) return null;
  const labels = rows === 'gap' ? ([other, own.text] as const) : ([own.text, other] as const);
  const pair: Pair = { over: 'subject', labels, places: [-1, -1], begins: [-1, -1] };
  return { rows, by: 'subject', facts: figuresOf(asked, pair) };
}

/** The words by which what a column tells is denied, where no column of the table tells the denial itself. */
export function deniedColumn({ columns, tokens }: Pick<Asked, 'columns' | 'tokens'>): readonly string[] {
  if (!columns.named) return [];
  return tokens.flatMap(({ text }, at) => {
    const next = tokens.slice(at + 1, at + 4).find(({ light }) => !light);
    const denied =
      text === 'non' && next && columns.labels.some(({ keys }) => keys.has(next.key))
        ? columns.labels.every(({ keys }) => !keys.has(`${DENIED}${next.key}`))
        : false;
    return denied && next ? [text, next.text] : [];
  });
}

/** «Che parte non è impegnata?»: whether what is denied is what a figure tells. */
const isDeniedOf = (asked: Asked, fact: Fact | undefined): boolean =>
  deniedColumn({
    ...asked,
    columns: { ...asked.columns, labels: asked.columns.labels.filter(({ text }) => text === fact?.measure) },
  }).length > 0;

/** Whether a third column prints what the first lacks of the second, row by row: "scostamento" of "impegnato" from "assestato". */
function isGapFrom({ facts }: Asked['table'], own: string, base: string, others: readonly string[]): boolean {
  const of = (measure: string): ReadonlyMap<string, number> =>
    new Map(
      facts.flatMap((fact) =>
        fact.measure === measure ? [[`${fact.subject} ${fact.period}`, fact.value]] : [],
      ),
    );
  const [first, second] = [of(own), of(base)];
  return others.some((text) => {
    const gaps = text === base ? [] : [...of(text)];
    return gaps.length > 1 && gaps.every(([row, gap]) => first.get(row) === (second.get(row) ?? 0) + gap);
  });
}

/** "In quali anni è calata?", "è sempre cresciuta?": one figure from each period to the next. */
function stepped(asked: Asked): Expression | null {
  const { does, request, cells, columns, table, dated, periods } = asked;
  const always = isAlways(asked);
  const inYears = asksYears(asked);
  // "Spesa di personale": its amount, of columns none of which is named.
  const money = cells.filter(({ unit }) => unit === 'eur');
  const own = !columns.named && kinds(money, 'measure') === 1 ? money : cells;
  const [first] = own;
  if (!first || !does('change') || !(always || inYears)) return null;
  if (kinds(own, 'subject') * kinds(own, 'measure') !== 1) return null;
  const inTime = dated ? [...periods].sort() : [];
  // "Dal 2018": from then on.
  const from = inTime.length === 1 && !inYears ? inTime[0] : undefined;
  const span = inTime.length > 1 ? new Set(inTime) : null;
  const facts = table.facts.filter(
    ({ subject, measure, period }) =>
      subject === first.subject &&
      measure === first.measure &&
      (span === null || span.has(period)) &&
      (from === undefined || period >= from),
  );
  if (facts.length < 3 || (request.bound !== null && always)) return null;
  return { rows: 'steps', by: 'period', facts };
}

/** Whether it is asked of all periods that they go one way. */
export const isAlways = ({ does, tokens }: Asked): boolean =>
  does('steady') || (does('trend') && ASKS_EACH.test(tokens.map(({ text }) => text).join(' ')));

/** "È cresciuta ogni anno?", and not how much each year. */
const ASKS_EACH = /\b(ogni anno|di anno in anno|anno dopo anno)\b/;

/** "Chi è cresciuto di più dal 2016?", "quali sono calati rispetto al 2019?": each row by how much it changed. */
function grown(asked: Asked): Expression | null {
  const { does, request, rows, columns, table, over } = asked;
  const relative = isRelative(asked);
  if (!does('change') && !relative) return null;
  // «Quali comuni hanno ridotto i rifiuti?»: no total, though its words are those of the table.
  const isNamed = rows.named && !(request.asks.has('which') && rows.labels.every(({ whole }) => whole));
  const one = isNamed && rows.labels.length === 1;
  const asks =
    request.order !== null ||
    request.bound !== null ||
    over === 'subject' ||
    request.asks.has('which') ||
    // «Quanti capoluoghi hanno migliorato?»
    (request.asks.has('count') && request.nouns.size > 0) ||
    // «La crescita di Lucca rispetto a quella di Massa»: that of each.
    (does('difference') && rows.named && asked.dated);
  if (one || !asks || columns.labels.length !== 1) return null;
  const ends = endsOf(asked);
  const named = isNamed ? rows.labels : table.rows;
  const facts = table.facts.filter(
    (fact) =>
      ends.includes(fact.period) &&
      columns.labels.some(({ text }) => text === fact.measure) &&
      named.some(({ text }) => text === fact.subject) &&
      labelOf({ labels: table.rows }, fact.subject)?.whole === false,
  );
  if (ends.length < 2 || units(facts) !== 1 || kinds(facts, 'subject') < 2) return null;
  return { rows: relative ? 'growth' : 'change', by: 'subject', facts };
}

const isRelative = ({ does }: Asked): boolean => does('relative') || (does('change') && does('share'));

const periodBefore = ({ table }: Asked, period: string | undefined): string | undefined =>
  table.periods[table.periods.findIndex(({ text }) => text === period) + 1]?.text;

/**
 * The two periods between which a change is asked: those that are said; else the last two where one figure changes or the
 * last year is meant, and the first and the last where all rows are put in order.
 */
function endsOf(asked: Asked): readonly string[] {
  const { table, periods, dated, request } = asked;
  const inTime = [...(dated ? periods : [])].sort();
  const [first, last] = [inTime[0], inTime.at(-1)];
  const latest = table.periods[0]?.text;
  if (first !== undefined && last !== undefined && first !== last) return [first, last];
  const said = first ?? latest;
  if (said === undefined || latest === undefined) return [];
  if (said !== latest && (request.against || request.since)) return [said, latest];
  const oldest = table.periods.at(-1)?.text;
  if (!dated && request.order !== null && !request.operators.has('last') && oldest !== undefined)
    return [oldest, latest];
  const before = periodBefore(asked, said);
  return before === undefined ? [] : [before, said];
}

/**
 * "Di quanto sono scese in tutto dal 2000 al 2021?": what all rows come to in each of two years; «le emissioni sono calate
 * (rispetto al 2000)?», first and last, where every row has both.
 */
function altogether(asked: Asked): FactQuery | null {
  const { does, table, rows, columns, periods, dated, over } = asked;
  const times = yearsHeld(asked);
  const [column, ...others] = columns.labels;
  if (rows.named || times.length !== 2 || !column || others.length > 0) return null;
  if (!does('sum') && (!does('change') || over !== null)) return null;
  if (does('sum') && !does('change') && (!dated || periods.length !== 2)) return null;
  const cells = table.facts.filter(
    ({ measure, period }) => measure === column.text && times.includes(period),
  );
  const [first] = cells;
  if (!first || !ADDITIVE.has(first.unit) || units(cells) !== 1) return null;
  const parts = table.rows.filter(({ whole }) => !whole);
  const isWhole = parts.length > 1 && parts.length === table.rows.length;
  return isWhole && cells.length === 2 * parts.length ? query(cells, { by: 'period' }) : null;
}

/** The two times that a change lies between: those that are said, or the one that is and the latest, or the first and the latest. */
function yearsHeld({ table, periods, dated }: Asked): readonly string[] {
  const [latest, ...before] = table.periods.map(({ text }) => text);
  const said = dated ? periods : [before.at(-1) ?? ''];
  return said.length === 1 ? [...new Set([...said, latest ?? ''])] : said;
}

/** «La differenziata del 2020 è più bassa di quella del 2019?»: one figure against its own of another year. */
export function againstThen({ request, cells, columns, dated, over }: Asked): FactQuery | null {
  if (request.compared === null || request.bound !== null || !dated || over !== null) return null;
  const own = columns.named ? cells : cells.filter(({ measure }) => !isLimit(measure));
  const [first, second, ...more] = own;
  if (!first || !second || more.length > 0 || first.period === second.period) return null;
  return first.subject === second.subject && first.measure === second.measure
    ? query(laterOrLarger(first, second), { operation: 'difference' })
    : null;
}

/** "Di quanto è cresciuta dal 2019 al 2020?", "donne in più degli uomini": one figure less another. */
export function changed(asked: Asked): FactQuery | null {
  const { does, table, cells, periods, dated, request } = asked;
  const relative = isRelative(asked);
  if (!does('difference') && !does('change') && !relative) return null;
  const placed = betweenPlaces(asked) ?? altogether(asked);
  if (placed) return placed;
  if (request.order && (!dated || !does('change'))) return null;
  const both = asked.tokens.some(
    ({ text }) => request.small.is('amount', text) || request.small.is('besides', text),
  );
  const isOfPoints = cells.every(({ unit }) => unit === 'percent') && !does('relative');
  const operation = relative && !both && !isOfPoints ? 'change' : 'difference';
  const parts = cells.filter((fact) => cells.length === 2 || !isWhole(asked, fact));
  const [first, second] = parts;
  // What changes is one thing in two periods: two figures of one period are no change.
  const still = first?.period === second?.period;
  // «Rispetto al PUMS quanto sono?»: two figures of one row that nobody named are no difference.
  const isUnsaid =
    !asked.columns.named && first?.subject === second?.subject && first?.measure !== second?.measure;
  if (parts.length === 2 && first && second && first.unit === second.unit && !isUnsaid) {
    if ((does('change') && still) || areUnnamedTotals(asked, parts)) return null;
    const gap = printedGap(table, parts);
    return gap ? query([gap]) : query(laterOrLarger(first, second), { operation });
  }
  const single = kinds(parts, 'subject') === 1 && kinds(parts, 'measure') === 1;
  // "Quanto è cambiata negli ultimi tre anni?": from the first of them to the last.
  if (first && parts.length > 2 && single && (does('change') || relative)) {
    const inTime = [...parts].sort((one, other) => one.period.localeCompare(other.period));
    const [early, late] = [inTime[0], inTime.at(-1)];
    return early && late ? query([late, early], { operation }) : null;
  }
  if (!first || parts.length !== 1) return null;
  const same = (fact: Fact): boolean => fact.subject === first.subject && fact.measure === first.measure;
  // "È aumentata rispetto al 2020?": the latest against that one.
  const latest = table.facts.find((fact) => same(fact) && fact.period === table.periods[0]?.text);
  if ((does('difference') || request.against || request.since) && dated && latest && latest !== first)
    return query([latest, first], { operation });
  // "È cresciuta nel 2020?": against the period before.
  const before = periodBefore(asked, periods[0]);
  const earlier = table.facts.find((fact) => same(fact) && fact.period === before);
  return earlier && (dated || does('change') || relative) ? query([first, earlier], { operation }) : null;
}

/** «Rispetto all’assestato come siamo andati?»: of totals that nobody named no difference is asked. */
export const areUnnamedTotals = ({ rows, table }: Asked, facts: readonly Fact[]): boolean =>
  !rows.named &&
  kinds(facts, 'subject') > 1 &&
  facts.every(({ subject }) => labelOf({ labels: table.rows }, subject)?.whole === true);

/** «Di quanto si scosta dall’assestato?»: of two figures of a row the one that is itself the difference of the other from a third. */
export function printedGap(table: Asked['table'], [first, second, ...more]: readonly Fact[]): Fact | null {
  if (!first || !second || more.length > 0) return null;
  if (first.subject !== second.subject || first.period !== second.period) return null;
  const measures = table.columns.map(({ text }) => text);
  const isGap = (gap: Fact, base: Fact): boolean =>
    measures.some((own) => own !== base.measure && isGapFrom(table, own, base.measure, [gap.measure]));
  if (isGap(second, first)) return second;
  return isGap(first, second) ? first : null;
}

/** "Che distacco c'è tra Lucca e la seconda?": a row that is named, or the first, and another by its place. */
function betweenPlaces(asked: Asked): FactQuery | null {
  const { does, request, cells, rows, table } = asked;
  const { order } = request;
  const [own] = cells;
  if (
    !does('difference') ||
    order === null ||
    (order.place < 2 && !order.ends && !rows.named) ||
    !own ||
    kinds(cells, 'measure') * kinds(cells, 'period') !== 1
  )
    return null;
  const sign = order.direction === 'max' ? -1 : 1;
  // «Tra il massimo e il minimo di Massa»: of its own figures over the years, or of none.
  const isOfOne = order.ends && rows.named && rows.labels.length === 1;
  const all = table.facts
    .filter((fact) =>
      isOfOne
        ? fact.subject === own.subject && fact.measure === own.measure
        : fact.measure === own.measure &&
          fact.period === own.period &&
          labelOf({ labels: table.rows }, fact.subject)?.whole === false,
    )
    .sort((one, other) => sign * (one.value - other.value));
  const other = order.ends ? all.at(-1) : all[order.place - 1];
  const from = rows.named && rows.labels.length === 1 && !order.ends ? own : all[0];
  return other && from && other !== from
    ? query(laterOrLarger(from, other), { operation: 'difference' })
    : null;
}

/** A later period comes first, and else the larger figure. */
const laterOrLarger = (one: Fact, other: Fact): readonly [Fact, Fact] => {
  if (one.period !== other.period) return one.period > other.period ? [one, other] : [other, one];
  return one.value >= other.value ? [one, other] : [other, one];
};
