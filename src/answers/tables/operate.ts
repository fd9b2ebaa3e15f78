import type { Fact } from '../../domain/types.ts';
import { type FactLabel, isLimit } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import type { CellReading, Chosen } from './cells.ts';
import type { TableReading } from './compose-table.ts';
import type { Bound, Operator } from './request.ts';
import { type Side, sideAsked } from './sides.ts';

export type FactQuery = QueryOf<'fact'>;

/** Units whose figures may be added over the rows of a column. */
export const ADDITIVE: ReadonlySet<Fact['unit']> = new Set(['count', 'persons', 'sqm', 'eur']);

/** Most figures that one answer shows. */
const MOST = 80;

const PLAIN: Omit<FactQuery, 'codes'> = {
  type: 'fact',
  by: null,
  bound: null,
  order: null,
  from: 1,
  limit: null,
  operation: null,
  whole: null,
  lacking: [],
};

const query = (facts: readonly Fact[], rest: Partial<FactQuery> = {}): FactQuery => ({
  ...PLAIN,
  codes: facts.slice(0, MOST).map(({ code }) => code),
  ...rest,
});

/** The query that a question makes of the figures it names: as they are, ranked, limited, added up, subtracted, as a share. */
export function toFactQuery(reading: TableReading, tokens: readonly Token[]): FactQuery | null {
  const { cells } = reading;
  if (cells.cells.length === 0) return null;
  const asked: Asked = {
    ...reading,
    ...cells,
    tokens,
    over: sideAsked(cells, reading.words, tokens),
    does: (operator) => isDone(reading, operator, tokens),
  };
  return (
    margin(asked) ??
    limited(asked) ??
    changed(asked) ??
    ratio(asked) ??
    share(asked) ??
    ranked(asked) ??
    folded(asked) ??
    broken(asked) ??
    query(cells.cells, { lacking: lackingOf(asked) })
  );
}

interface Asked extends Omit<TableReading, 'cells'>, CellReading {
  readonly tokens: readonly Token[];
  /** The side over which rows are asked for: "quale circoscrizione", "per categoria". */
  readonly over: Side | null;
  readonly does: (operator: Operator) => boolean;
}

/** An operator counts unless its only word is the very word of a label: "età media", "scostamento". */
function isDone({ request, cells }: TableReading, operator: Operator, tokens: readonly Token[]): boolean {
  const places = request.operators.get(operator);
  if (!places) return false;
  const labels = [...cells.rows.labels, ...cells.columns.labels];
  return places.some((at) => {
    const token = tokens[at];
    return token !== undefined && !labels.some(({ keys, whole }) => !whole && keys.has(token.key));
  });
}

/** Rows that are named and of which nothing is printed beside the column asked for. */
function lackingOf({ rows, columns, cells, table }: CellReading): string[] {
  if (!rows.named || rows.labels.length < 2 || rows.labels.length > 6 || !table.grid || !columns.named)
    return [];
  return rows.labels
    .filter(({ text }) => !cells.some(({ subject }) => subject === text))
    .map(({ text }) => text);
}

const labelOf = ({ labels }: Pick<Chosen, 'labels'>, text: string): FactLabel | undefined =>
  labels.find((label) => label.text === text);

/** Whether a figure is the total of others beside it: of several rows their total, of several columns theirs. */
const isWhole = ({ table, cells }: CellReading, fact: Fact, among: readonly Fact[] = cells): boolean =>
  (kinds(among, 'subject') > 1 && labelOf({ labels: table.rows }, fact.subject)?.whole === true) ||
  (kinds(among, 'measure') > 1 && labelOf({ labels: table.columns }, fact.measure)?.whole === true);

/** The parts over which a side is asked: the chosen rows that are parts, or all of them, beside the other side chosen. */
function partsOver(asked: Asked, side: Side): readonly Fact[] {
  const { table, rows, columns, periods } = asked;
  const own = side === 'subject' ? rows : columns;
  const all = (side === 'subject' ? table.rows : table.columns).filter(({ whole }) => !whole);
  const named = own.named ? own.labels.filter(({ whole }) => !whole) : all;
  const kept = new Set((named.length > 1 ? named : all).map(({ text }) => text));
  const other = side === 'subject' ? columns : rows;
  const beside = new Set(other.labels.map(({ text }) => text));
  const crossed = side === 'subject' ? 'measure' : 'subject';
  return table.facts.filter(
    (fact) => kept.has(fact[side]) && beside.has(fact[crossed]) && periods.includes(fact.period),
  );
}

const units = (facts: readonly Fact[]): number => new Set(facts.map(({ unit }) => unit)).size;
const kinds = (facts: readonly Fact[], part: 'subject' | 'measure' | 'period'): number =>
  new Set(facts.map((fact) => fact[part])).size;

/** Figures put together where one row has several of the kind asked for: "più parchi", with and without equipment. */
function together(facts: readonly Fact[], side: Side): Partial<FactQuery> | null {
  const other = side === 'subject' ? 'measure' : 'subject';
  if (kinds(facts, other) === 1) return {};
  const [first] = facts;
  return units(facts) === 1 && first && ADDITIVE.has(first.unit) && first.unit !== 'eur'
    ? { by: side }
    : null;
}

/** "Quanto margine sotto il tetto?", "rispetta il limite?": the limit less the figure that it limits. */
function margin({ does, cells, table, request, tokens }: Asked): FactQuery | null {
  const limits = cells.some(({ measure }) => isLimit(measure));
  if (!does('margin') && !(limits && does('difference') && kinds(cells, 'measure') === 1)) return null;
  if (request.bound) return null;
  const wanted = tokens.some(({ text }) => text === 'soglia') ? /soglia/i : null;
  const pairs = cells.flatMap((cell) => {
    const beside = table.facts.filter(
      (fact) =>
        fact.subject === cell.subject &&
        fact.unit === cell.unit &&
        fact.period.slice(0, 4) === cell.period.slice(0, 4),
    );
    const limit = isLimit(cell.measure) ? cell : beside.find(({ measure }) => isLimit(measure));
    const under = isLimit(cell.measure)
      ? (cells.find((fact) => beside.includes(fact) && !isLimit(fact.measure)) ??
        beside.find(({ measure }) => !isLimit(measure)))
      : cell;
    return limit && under && (wanted === null || wanted.test(limit.measure)) ? [{ limit, under }] : [];
  });
  const [pair] = pairs;
  return pair ? query([pair.limit, pair.under], { operation: 'margin' }) : null;
}

/** "Ambiti sotto 3", "quanti capoluoghi superano il 60 %?": those rows of a column that hold. */
function limited(asked: Asked): FactQuery | null {
  const { request, cells, classes } = asked;
  const { bound } = request;
  if (!bound || classes) return null;
  const sides: readonly Side[] = asked.over === 'measure' ? ['measure', 'subject'] : ['subject', 'measure'];
  for (const side of sides) {
    const facts = partsOver(asked, side).filter(
      ({ unit }) => bound.unit === null || (bound.unit === 'eur') === (unit === 'eur'),
    );
    const grouped = together(facts, side);
    if (facts.length < 2 || grouped === null) continue;
    return query(facts, {
      ...grouped,
      bound: inUnit(bound, facts),
      order: bound.op.startsWith('l') ? 'min' : 'max',
      operation: request.asks.has('count') ? 'count' : null,
    });
  }
  // "Raccolta differenziata di Lucca sotto l'80 %?": one row, over its periods.
  return cells.length > 1 && kinds(cells, 'period') === cells.length
    ? query(cells, { bound: inUnit(bound, cells) })
    : null;
}

/** A limit in the unit of the figures: cents for money. */
const inUnit = ({ op, value, to }: Bound, [first]: readonly Fact[]): FactQuery['bound'] => {
  const scale = first?.unit === 'eur' ? 100 : 1;
  return { op, value: value * scale, to: to === null ? null : to * scale };
};

/** "Di quanto è cresciuta dal 2019 al 2020?", "donne in più degli uomini": one figure less another. */
function changed(asked: Asked): FactQuery | null {
  const { does, table, cells, periods, dated, request } = asked;
  const relative = does('relative') || (does('change') && does('share'));
  if (!does('difference') && !does('change') && !relative) return null;
  if (request.order && !dated) return null;
  const operation = relative ? 'change' : 'difference';
  const parts = cells.filter((fact) => cells.length === 2 || !isWhole(asked, fact));
  const [first, second] = parts;
  if (parts.length === 2 && first && second && first.unit === second.unit)
    return query(laterOrLarger(first, second), { operation });
  if (!first || parts.length !== 1) return null;
  const same = (fact: Fact): boolean => fact.subject === first.subject && fact.measure === first.measure;
  // "È aumentata rispetto al 2020?": the latest against that one.
  const latest = table.facts.find((fact) => same(fact) && fact.period === table.periods[0]?.text);
  if (does('difference') && dated && latest && latest !== first) return query([latest, first], { operation });
  // "È cresciuta nel 2020?": against the period before.
  const before = table.periods[table.periods.findIndex(({ text }) => text === periods[0]) + 1]?.text;
  const earlier = table.facts.find((fact) => same(fact) && fact.period === before);
  return earlier && (dated || does('change') || relative) ? query([first, earlier], { operation }) : null;
}

/** A later period comes first, and else the larger figure. */
const laterOrLarger = (one: Fact, other: Fact): readonly [Fact, Fact] => {
  if (one.period !== other.period) return one.period > other.period ? [one, other] : [other, one];
  return one.value >= other.value ? [one, other] : [other, one];
};

/** "Quante volte le donne rispetto agli uomini?": one figure divided by another. */
function ratio({ does, cells }: Asked): FactQuery | null {
  const [first, second] = cells;
  if (!does('ratio') || cells.length !== 2 || !first || !second || first.unit !== second.unit) return null;
  return query([first, second], { operation: 'ratio' });
}

/** "Che percentuale di donne?": a part of the whole of its row or column. */
function share(asked: Asked): FactQuery | null {
  const { does, cells, rows, columns, request } = asked;
  if (!does('share') || request.order || cells.some(({ unit }) => !ADDITIVE.has(unit))) return null;
  const [first, second] = cells;
  if (!first) return null;
  if (cells.length === 2 && second && isWhole(asked, first) !== isWhole(asked, second))
    return query(isWhole(asked, first) ? [second, first] : [first, second], { operation: 'share' });
  // "In percentuale, per categoria": each part of the whole.
  if (asked.over !== null && cells.length !== 1) {
    const parts = partsOver(asked, asked.over);
    return parts.length > 1 && together(parts, asked.over) !== null && units(parts) === 1
      ? query(parts, { operation: 'shares', whole: wholeOf(asked, parts) })
      : null;
  }
  if (cells.length !== 1 || !(rows.named || columns.named)) return null;
  const whole = rowTotal(asked, first) ?? partOf(asked, first);
  return whole.length > 0 ? query([first, ...whole], { operation: 'share' }) : null;
}

/** "Che percentuale delle donne è in categoria D?": the row that is named right after is the whole, not the column. */
function rowTotal({ table, tokens }: Asked, part: Fact): readonly Fact[] | null {
  const row = labelOf({ labels: table.rows }, part.subject);
  const ofRow = tokens.some(
    ({ key }, at) =>
      /^(delle|degli|dei|del|della)$/.test(tokens[at - 1]?.text ?? '') &&
      /^(percentuale|quota|parte|fetta|%|cento)$/.test(tokens[at - 2]?.text ?? '') &&
      row?.whole === false &&
      (row.keys.has(key) || row.extra.has(key)),
  );
  if (!ofRow) return null;
  const total = table.facts.find(
    (fact) =>
      fact !== part &&
      fact.subject === part.subject &&
      fact.period === part.period &&
      fact.unit === part.unit &&
      labelOf({ labels: table.columns }, fact.measure)?.whole === true,
  );
  return total ? [total] : null;
}

/** What a figure is a part of: the total of its column, of its row, or the rows of its column together. */
function partOf({ table }: CellReading, part: Fact): readonly Fact[] {
  const wholes = (labels: readonly FactLabel[]): ReadonlySet<string> =>
    new Set(labels.filter(({ whole }) => whole).map(({ text }) => text));
  const [rows, columns] = [wholes(table.rows), wholes(table.columns)];
  const beside = table.facts.filter((fact) => fact.period === part.period && fact.unit === part.unit);
  const total = !rows.has(part.subject)
    ? beside.find((fact) => rows.has(fact.subject) && fact.measure === part.measure)
    : beside.find((fact) => columns.has(fact.measure) && fact.subject === part.subject && fact !== part);
  if (total) return [total];
  const column = beside.filter((fact) => fact.measure === part.measure);
  return rows.size === 0 && column.length > 2 ? column : [];
}

/** The printed total of parts of one column, or of one row. */
function wholeOf({ table }: CellReading, parts: readonly Fact[]): string | null {
  const [first] = parts;
  if (!first) return null;
  const alike = (side: Side): boolean => parts.every((fact) => fact[side] === first[side]);
  const totals = table.facts.filter(
    (fact) => fact.period === first.period && fact.unit === first.unit && !parts.includes(fact),
  );
  const isTotal = (labels: readonly FactLabel[], text: string): boolean =>
    labels.some((label) => label.whole && label.text === text);
  const found = alike('measure')
    ? totals.filter((fact) => fact.measure === first.measure && isTotal(table.rows, fact.subject))
    : alike('subject')
      ? totals.filter((fact) => fact.subject === first.subject && isTotal(table.columns, fact.measure))
      : [];
  return found.length > 0 ? (found[0]?.code ?? null) : null;
}

/** "Chi ha più stampanti?", "in che anno è stata più bassa?": rows of a column, columns of a row, or periods, by size. */
function ranked(asked: Asked): FactQuery | null {
  const { request, table, rows, columns, cells, periods, tokens } = asked;
  const { order } = request;
  const [top] = cells;
  if (order === null || !top) return null;
  const ranking = (facts: readonly Fact[], grouped: Partial<FactQuery> = {}): FactQuery | null => {
    const same = facts.filter((fact) => fact.unit === top.unit && !isWhole(asked, fact, facts));
    return same.length > 1
      ? query(same, {
          ...grouped,
          order: order.direction,
          from: order.place,
          limit: order.limit ?? (order.place > 1 ? 1 : null),
        })
      : null;
  };
  const isYear = tokens.some(({ text }) => /^(anno|anni|year)$/.test(text));
  if (isYear && table.periods.length > 1 && kinds(cells, 'subject') * kinds(cells, 'measure') === 1)
    return ranking(
      table.facts.filter((fact) => fact.subject === top.subject && fact.measure === top.measure),
    );
  // Two or more are named: they are what is compared.
  if (cells.length > 1 && (rows.named || columns.named) && periods.length === 1) {
    const parts = cells.filter((fact) => !isWhole(asked, fact));
    const one = parts.length > 1 && (kinds(parts, 'measure') === 1 || kinds(parts, 'subject') === 1);
    if (one && asked.over === null) return ranking(parts);
  }
  const sides: readonly Side[] =
    asked.over === 'measure' ||
    (rows.named && !columns.named && rows.labels.every(({ whole }) => !whole) && asked.over === null)
      ? ['measure', 'subject']
      : ['subject', 'measure'];
  for (const side of sides) {
    const all = partsOver(asked, side);
    // Of columns of several units, those of the figure that fits best.
    const fitting = all.filter((fact) => fact.unit === top.unit && fact.period === top.period);
    const grouped = together(fitting, side);
    const other = side === 'subject' ? 'measure' : 'subject';
    const facts = grouped === null ? fitting.filter((fact) => fact[other] === top[other]) : fitting;
    const found = kinds(facts, side) > 1 ? ranking(facts, grouped ?? {}) : null;
    if (found) return found;
  }
  return null;
}

/** "In tutto", "in media", classes of age: the figures of one column together. */
function folded(asked: Asked): FactQuery | null {
  const { does, request, cells, classes, rows, columns, over } = asked;
  const mean = does('mean');
  // One column of a table without a total: what it holds in all comes first.
  const sums =
    classes ||
    does('sum') ||
    (over === null && (request.asks.has('count') || (columns.named && !rows.named)));
  if (!mean && !sums) return null;
  const open = over === null ? cells : partsOver(asked, over);
  const parts = open.length > 1 ? open.filter((fact) => !isWhole(asked, fact, open)) : open;
  const [first] = parts;
  if (!first || parts.length < 2 || kinds(parts, 'period') > 1 || units(parts) > 1) return null;
  const single = kinds(parts, 'measure') === 1 || kinds(parts, 'subject') === 1;
  if (mean) return single ? query(parts, { operation: 'mean' }) : null;
  if (!ADDITIVE.has(first.unit)) return null;
  // Rows and columns that are named one by one are added; of those that are not, each column by itself.
  // Two facts about one thing are never added unless that is asked.
  if (kinds(parts, 'subject') === 1 && kinds(parts, 'measure') > 1 && !does('sum')) return null;
  if (single && (classes || rows.named || columns.named))
    return classes || does('sum') || !rows.named || rows.labels.length > 2
      ? query(parts, {
          operation: 'sum',
          whole: rows.named ? null : wholeOf(asked, parts),
          lacking: lackingOf(asked),
        })
      : null;
  return !single && asked.table.grid ? query(parts, { operation: 'sum', by: 'measure' }) : null;
}

/** "Personale per genere", "verde per circoscrizione": all the parts, and the printed total apart. */
function broken(asked: Asked): FactQuery | null {
  if (asked.over === null) return null;
  const parts = partsOver(asked, asked.over);
  return parts.length > 1 ? query(parts, { whole: wholeOf(asked, parts) }) : null;
}
