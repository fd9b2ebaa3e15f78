import type { Fact } from '../../domain/types.ts';
import { DENIED, type FactLabel, isLimit } from '../knowledge/fact-tables.ts';
import { isYearText } from '../language/numbers.ts';
import { stem, type Token } from '../language/tokens.ts';
import {
  ADDITIVE,
  type Asked,
  asksYears,
  type FactQuery,
  isOfUnit,
  isWhole,
  kinds,
  labelOf,
  partsOver,
  query as plain,
  together,
  units,
  wholeOf,
} from './asked.ts';
import { bestOfEach } from './best.ts';
import type { Bound } from './bounds.ts';
import type { CellReading, Chosen } from './cells.ts';
import type { TableReading } from './compose-table.ts';
import {
  againstThen,
  areUnnamedTotals,
  changed,
  deniedColumn,
  isAlways,
  printedGap,
  worked,
} from './expressions.ts';
import { nameSaid } from './labels.ts';
import type { Operator, TableRequest } from './request.ts';
import { share } from './shares.ts';
import { type Side, sideAsked } from './sides.ts';
import type { SmallWords } from './table-words.ts';

/** What is asked of the figures of a table, and the operators of the question that the query has no use for. */
export interface FactRequest {
  readonly query: FactQuery;
  readonly unused: readonly string[];
}

/** The query that a question makes of the figures it names: as they are, ranked, limited, added up, subtracted, as a share. */
export function toFactQuery(reading: TableReading, tokens: readonly Token[]): FactRequest | null {
  const { cells } = reading;
  const asked: Asked = {
    ...reading,
    ...cells,
    tokens,
    over: sideAsked(cells, reading.words, tokens, reading.request),
    does: (operator) => isDone(reading, operator, tokens),
  };
  // Nothing is printed of the year, unless it is another column's: "dal valore di partenza al 2028".
  if (cells.cells.length === 0) {
    const made = worked(asked);
    return made && { query: { ...made, without: [...reading.without] }, unused: unusedBy(made, asked) };
  }
  const query =
    neighbour(asked) ??
    nearest(asked) ??
    margin(asked) ??
    withLimit(asked) ??
    againstThen(asked) ??
    worked(asked) ??
    bestOfEach(asked) ??
    limited(asked) ??
    changed(asked) ??
    share(asked) ??
    placed(asked) ??
    ranked(asked) ??
    folded(asked) ??
    broken(asked) ??
    plain(cells.cells, { lacking: lackingOf(asked) });
  const made = { ...query, without: [...reading.without] };
  return { query: made, unused: unusedBy(made, asked) };
}

const MEAN = stem('media');

/** The words of operators that a query does nothing with: it is no answer to what was asked. */
function unusedBy(made: FactQuery, asked: Asked): readonly string[] {
  const { does, request, tokens, table, cells, rows, columns, over } = asked;
  const said = new Map(table.facts.map((fact) => [fact.code, fact]));
  const facts = made.codes.flatMap((code) => said.get(code) ?? []);
  const { operation } = made;
  const compares =
    /^(difference|change|margin)$/.test(operation ?? '') || /^(gap|steps|change|growth)$/.test(made.rows);
  // «In media quanti cellulari hanno i settori e quanti gli staff?»: of each, and not of all of them.
  const asksTwice =
    kinds(facts, 'measure') === 1 &&
    tokens.filter(({ text }) => request.small.is('how much', text)).length > 1;
  const overTime = made.by === 'period' && kinds(facts, 'period') > 1;
  const used: readonly (readonly [Operator, boolean])[] = [
    [
      'share',
      /^shares?$/.test(operation ?? '') ||
        operation === 'change' ||
        // From one year to another the difference is told in per cent too.
        (operation === 'difference' && kinds(facts, 'period') > 1) ||
        // Beside a margin of money it is told how much of the limit that is.
        (operation === 'margin' && facts.every(({ unit }) => unit === 'eur')) ||
        /^(part|rest|growth|share)$/.test(made.rows) ||
        made.of.length > 0 ||
        facts.every(({ unit }) => unit === 'percent'),
    ],
    [
      'difference',
      compares ||
        made.near !== null ||
        overTime ||
        (facts.length === 2 && !areUnnamedTotals(asked, facts)) ||
        (facts.length === 1 && printedGap(table, cells) === facts[0]) ||
        // «Di quanto riduciamo le emissioni?», of a column of what is to be avoided.
        (columns.named &&
          columns.labels.every(({ text }) =>
            text.split(' ').some((word) => request.small.is('lowers', word)),
          )) ||
        operation === 'ratio' ||
        // "La quota di notebook rispetto ai pc fissi".
        (request.against && /^(part|quotient)$/.test(made.rows)),
    ],
    ['change', compares || (kinds(facts, 'period') > 1 && !asksYears(asked))],
    ['relative', operation === 'change' || made.rows === 'growth'],
    // «Tolto il verde storico, quanto resta?»
    ['remains', compares || asked.without.length > 0],
    [
      'ratio',
      operation === 'ratio' ||
        operation === 'share' ||
        /^(quotient|part)$/.test(made.rows) ||
        facts.every(({ unit }) => unit === 'percent'),
    ],
    [
      'sum',
      operation !== null ||
        made.whole !== null ||
        made.by !== null ||
        facts.length === 1 ||
        made.order !== null ||
        [...rows.labels, ...columns.labels].some(({ whole }) => whole),
    ],
    // "Età media" is a mean that the table prints.
    [
      'mean',
      (operation === 'mean' && !asksTwice) ||
        made.rows === 'quotient' ||
        operation === 'ratio' ||
        facts.every((fact) => table.called(fact).includes(MEAN)),
    ],
    ['steady', made.always],
    ['ever', kinds(facts, 'period') > 1],
    [
      'beside',
      made.beside !== null ||
        (request.beside !== null &&
          (operation === 'difference' || (made.rows === 'gap' && made.by === 'period'))),
    ],
    // "Chi è cresciuto di più ogni anno?"
    ['trend', made.always || overTime || !isAlways(asked) || !/^(change|growth)$/.test(made.rows)],
    ['none', made.bound !== null],
    // "Quanti dipendenti per ogni dirigente?"
    [
      'each',
      (over !== null && (made.order === null || isRowNoun(request.operators.get('each') ?? []))) ||
        made.by !== null ||
        made.best !== null ||
        operation !== null ||
        (made.order !== null && made.rows !== 'sum') ||
        facts.length < 2 ||
        !(request.operators.get('each') ?? []).some((at) => request.small.is('every', tokens[at]?.text)),
    ],
  ];
  /** «Più alto del target»: than a column that is named. */
  function isHeldTo(at: number): boolean {
    const isOne = made.rows === 'sum' && made.by === null && columns.named;
    return (
      isOne &&
      tokens
        .slice(at, at + 5)
        .some(
          ({ key }, place) =>
            request.small.is('genitive', tokens[at + place - 1]?.text) &&
            columns.labels.some(({ keys }) => keys.has(key)),
        )
    );
  }
  /** «Pieve di Sotto»: part of a name. */
  function isOfName(at: number): boolean {
    return rows.named && rows.labels.some(({ keys }) => keys.has(tokens[at]?.key ?? ''));
  }
  /** "Per ogni settore, l’azione che evita più CO2": the rows are no sectors. */
  function isRowNoun(each: readonly number[]): boolean {
    const nouns = each.flatMap((at) => {
      const next = tokens.slice(at + 1, at + 3).find(({ light, type }) => !light && type === 'word');
      return request.small.is('every', tokens[at]?.text) && next ? [next.key] : [];
    });
    return nouns.every(
      (key) =>
        table.words.has(key) ||
        table.heading.has(key) ||
        [table.rows, table.columns].some(
          (labels) => 2 * labels.filter(({ keys }) => keys.has(key)).length > labels.length,
        ),
    );
  }
  const lost = used.filter(([operator, done]) => !done && does(operator)).map(([operator]) => operator);
  const places = lost.flatMap((operator) => request.operators.get(operator) ?? []);
  // «Quali hanno più parchi della 2?»: held against one row, and not ordered by it.
  const [row, ...others] = rows.labels;
  const isAgainst = row !== undefined && others.length === 0 && rows.named && moreThan(asked, row) !== null;
  const ranks =
    request.order !== null &&
    (made.order === null || (isAgainst && made.bound === null)) &&
    !compares &&
    operation !== 'ratio' &&
    cells.length > 1;
  // «Per ogni categoria, ci sono più uomini o più donne?»: one order of the two.
  const isEither =
    made.best !== null && [rows, columns].some(({ named, labels }) => named && labels.length === 2);
  return [
    ...new Set([
      ...places.map((at) => tokens[at]?.text ?? ''),
      ...request.bounds
        // «Quante sopra 1000 e quante sotto 100?»: a limit each, and not both at once.
        .slice(asksTwice && made.bound !== null ? 1 : (made.bound === null ? 0 : 1) + made.where.length)
        .flatMap(({ from, to }) => tokens.slice(from, to).map(({ text }) => text)),
      ...(request.compared !== null &&
      !isOfName(request.compared.at) &&
      made.bound === null &&
      !compares &&
      (made.order === null || isHeldTo(request.compared.at)) &&
      operation === null
        ? [tokens[request.compared.at]?.text ?? '']
        : []),
      ...(ranks || (request.ordersTwice && made.order !== null && !isEither)
        ? [request.order?.direction === 'min' ? 'meno' : 'più']
        : []),
      ...(request.near !== null && made.near === null ? [tokens[request.near.at + 1]?.text ?? ''] : []),
      ...absoluteIn(made, facts, asked),
      ...(made.lacking.length > 0 ? [] : deniedLost(asked)),
      ...onlyIn(made, asked),
      ...rowLost(made, facts, rows, tokens, request),
      ...columnsLost(made, { table, columns, tokens }),
      ...deniedIn(made, { columns, tokens }),
    ]),
  ];
}

/** "Lo scostamento più alto in valore assoluto": of figures below nothing too, whose order it turns. */
const absoluteIn = (
  { order }: FactQuery,
  facts: readonly Fact[],
  { tokens, request: { small } }: Asked,
): readonly string[] =>
  order !== null && facts.some(({ value }) => value < 0)
    ? tokens.flatMap(({ text }, at) =>
        small.is('absolute', text) && small.is('told', tokens[at - 1]?.text) ? [text] : [],
      )
    : [];

/** «Quale settore non esisteva nel 2000?»: a denial of a word that no label has. */
const deniedLost = ({ tokens, request, explained }: Asked): readonly string[] =>
  tokens.flatMap(({ text }, at) => {
    const next = tokens.slice(at + 1, at + 4).find(({ light }) => !light);
    const isFree =
      text === 'non' && !request.consumed.has(at) && !request.small.is('or', tokens[at - 1]?.text);
    const isOfLabel = next && [next.key, `${DENIED}${next.key}`].some((key) => explained.has(key));
    return isFree && next && !isOfLabel ? [`${text} ${next.text}`] : [];
  });

/** «Quale intervento riduce solo consumi termici?»: rows that have nothing of the other columns. */
const onlyIn = ({ codes }: FactQuery, { tokens, request, columns, table, over }: Asked): readonly string[] =>
  over === 'subject' && columns.named && columns.labels.length < table.columns.length && codes.length > 1
    ? tokens.flatMap(({ text }, at) =>
        request.small.is('only', text) &&
        !request.consumed.has(at) &&
        tokens.slice(at + 1, at + 4).some(({ key }) => columns.labels.some(({ keys }) => keys.has(key)))
          ? [text]
          : [],
      )
    : [];

/** "Quanta spesa non è impegnata?": what was not is no figure of what was. */
const deniedIn = (
  { operation, rows, bound }: FactQuery,
  asked: Pick<Asked, 'columns' | 'tokens'>,
): readonly string[] =>
  operation === 'difference' || /^(gap|rest)$/.test(rows) || bound !== null ? [] : deniedColumn(asked);

/** Words of one of two columns that are named, of which the query has no figure. */
function columnsLost(
  { codes, of, also, where }: FactQuery,
  { table, columns, tokens }: Pick<Asked, 'table' | 'columns' | 'tokens'>,
): readonly string[] {
  const named = columns.labels.filter(({ whole }) => !whole);
  if (!columns.named || named.length !== 2) return [];
  const kept = new Set([...codes, ...of, ...also, ...where.flatMap((one) => one.codes)]);
  const used = new Set(table.facts.flatMap(({ code, measure }) => (kept.has(code) ? [measure] : [])));
  const [lost] = named.filter(({ text }) => !used.has(text));
  const other = named.find((one) => one !== lost);
  if (!lost || !other) return [];
  return tokens
    .filter(({ key, light }) => !light && (lost.keys.has(key) || lost.extra.has(key)) && !other.keys.has(key))
    .map(({ text }) => text);
}

/** "Quale azione evita più CO2 nei trasporti?": words of the one row that is named, in an order or a limit of all the rows. */
function rowLost(
  { order, bound, beside, best }: FactQuery,
  facts: readonly Fact[],
  rows: Chosen,
  tokens: readonly Token[],
  { small }: Pick<Asked['request'], 'small'>,
): readonly string[] {
  const [label, ...more] = rows.labels;
  const overall = (order !== null || bound !== null) && beside === null && best === null;
  if (!overall || bound?.than || !rows.named || !label || label.whole || more.length > 0) return [];
  if (kinds(facts, 'subject') < 2) return [];
  // «Siena è rimasta sotto il 41 %?»: the one row, said by its whole name.
  const isWhole =
    label.keys.size > 0 && [...label.keys].every((own) => tokens.some(({ key }) => key === own));
  if (bound !== null && isWhole)
    return tokens.filter(({ key }) => label.keys.has(key)).map(({ text }) => text);
  return tokens
    .filter(({ key }, at) => small.is('inside', tokens[at - 1]?.text) && label.keys.has(key))
    .map(({ text }) => text);
}

/** One row, said by its whole name. */
function namesOne({ labels: [label, ...more], named: isNamed }: Chosen, tokens: readonly Token[]): boolean {
  if (!isNamed || !label || label.whole || more.length > 0 || label.keys.size === 0) return false;
  return [...label.keys].every((own) => tokens.some(({ key }) => key === own));
}

/** "Chi viene subito dopo Lucca?": the row next to the one that is named, from the highest down unless said otherwise. */
function neighbour(asked: Asked): FactQuery | null {
  const { request, rows, columns, cells, table } = asked;
  if (request.beside === null) return null;
  const side: Side = rows.named && rows.labels.some(({ whole }) => !whole) ? 'subject' : 'measure';
  const own = cells.filter((fact) => !isWhole(asked, fact));
  const [only] = own;
  const named = side === 'subject' ? rows : columns;
  if (!only || own.length !== 1 || !named.named) return null;
  const other = side === 'subject' ? 'measure' : 'subject';
  const labels = side === 'subject' ? table.rows : table.columns;
  const all = table.facts.filter(
    (fact) =>
      fact[other] === only[other] &&
      fact.period === only.period &&
      fact.unit === only.unit &&
      labels.some(({ text, whole }) => !whole && text === fact[side]),
  );
  if (all.length < 2) return null;
  const direction = request.order?.direction ?? 'max';
  // "Quanti in più di chi viene dopo?"
  if (asked.does('difference')) {
    const sign = direction === 'max' ? request.beside : -request.beside;
    const beyond = all
      .filter(({ value }) => sign * (only.value - value) > 0)
      .sort((one, another) => sign * (another.value - one.value));
    const [next] = beyond;
    return next ? plain([only, next], { operation: 'difference' }) : null;
  }
  return plain(all, { order: direction, beside: { code: only.code, step: request.beside } });
}

/** «Quale ambito è più vicino alla sintesi?», «… al 70 %?»: the rows of a column by how far they lie from a row that is named, a number or their mean. */
function nearest(asked: Asked): FactQuery | null {
  const { request, rows, columns, cells, table } = asked;
  const { near, order } = request;
  const distances = near?.bound ? distancesFrom(near.bound, asked) : fromMean(asked);
  if (distances) return distances;
  if (near === null || order === null || order.ends || order.place > 1) return null;
  // «In che anno la spesa è stata più vicina al limite?»: by what is left of it each year.
  const margins =
    near.bound === null && cells.every(({ measure }) => isLimit(measure)) ? marginsOf(asked) : [];
  if (margins.length > 1 && kinds(cells, 'period') === margins.length && kinds(cells, 'subject') === 1)
    return plain(
      margins.flatMap(({ limit, under }) => [limit, under]),
      {
        by: 'period',
        rows: 'gap',
        order: order.direction,
        limit: order.limit ?? 1,
        near: { value: 0, than: null },
      },
    );
  const [only, ...more] = cells;
  const isOfRow = near.bound === null && rows.named && rows.labels.length === 1 && more.length === 0;
  const facts =
    isOfRow && only
      ? besideOf(table, only).filter((fact) => fact !== only)
      : near.bound !== null && columns.labels.length === 1
        ? partsOver(asked, 'subject')
        : [];
  if (facts.length < 2 || units(facts) !== 1 || kinds(facts, 'period') > 1) return null;
  const from = near.bound === null ? null : inUnit(near.bound, facts);
  return plain(facts, {
    order: order.direction,
    limit: order.limit ?? 1,
    near: from
      ? { value: from.value, than: from.than }
      : { value: only?.value ?? 0, than: only?.code ?? null },
  });
}

/** «Quanto manca a Massa per arrivare al 90 %?»: the figure of each row that is named, and how far it lies from a number. */
function distancesFrom(bound: Bound, { request, rows, cells }: Asked): FactQuery | null {
  const isOfEach =
    rows.named &&
    !request.asks.has('which') &&
    cells.length === rows.labels.length &&
    kinds(cells, 'subject') === cells.length &&
    cells.every((fact) => isInUnitOf(bound, fact));
  const { value, than } = inUnit(bound, cells);
  return isOfEach ? plain(cells, { near: { value, than } }) : null;
}

/** «Di quanto il settore 5 supera la media?»: how far one row lies from the mean of all of its column. */
function fromMean({ request, rows, cells, table, does }: Asked): FactQuery | null {
  const [only, ...more] = cells;
  const isAsked = does('difference') && request.bound?.than === 'mean' && request.bounds.length === 1;
  if (!isAsked || !only || more.length > 0 || !rows.named) return null;
  const all = besideOf(table, only);
  const same = { op: 'between' as const, value: only.value, to: only.value, than: null };
  return all.length > 2
    ? plain(all, { near: { value: 0, than: 'mean' }, where: [{ codes: [only.code], bound: same }] })
    : null;
}

/** «Che posto occupa Pisa?»: the place of the one row that is named, from the highest down unless said otherwise. */
function placed({ request, rows, columns, cells, table, tokens }: Asked): FactQuery | null {
  const at = tokens.findIndex(
    ({ text }, place) =>
      request.small.is('position', text) && request.small.is('place', tokens[place - 1]?.text),
  );
  const [only, ...more] = cells;
  const isLabel = columns.labels.some(({ keys }) => keys.has(tokens[at]?.key ?? ''));
  if (at < 0 || isLabel || !only || more.length > 0 || !rows.named) return null;
  const direction = request.order?.direction ?? 'max';
  const all = besideOf(table, only);
  const before = all.filter(({ value }) => (direction === 'max' ? value > only.value : value < only.value));
  return all.length > 1 ? plain(all, { order: direction, from: before.length + 1, limit: 1 }) : null;
}

/** The figures of all rows of the column and period of one, without totals. */
const besideOf = ({ facts, rows }: Asked['table'], only: Fact): readonly Fact[] =>
  facts.filter(
    (fact) =>
      fact.measure === only.measure &&
      fact.period === only.period &&
      rows.some(({ text, whole }) => !whole && text === fact.subject),
  );

/** An operator counts unless its only word is the very word of a label: "età media", "scostamento". */
function isDone({ request, cells }: TableReading, operator: Operator, tokens: readonly Token[]): boolean {
  const places = request.operators.get(operator);
  if (!places) return false;
  const labels = [...cells.rows.labels, ...cells.columns.labels];
  return places.some((at) => {
    const token = tokens[at];
    // "La media dei giudizi di A, B e C": of several, whatever they are called.
    const ofSeveral =
      operator === 'mean' &&
      token?.text === 'media' &&
      request.small.is('several', tokens[at + 1]?.text) &&
      cells.rows.named &&
      cells.rows.labels.length > 1 &&
      cells.cells.every(({ unit }) => unit !== 'years');
    if (ofSeveral) return true;
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

/** "Quanto margine sotto il tetto?", "rispetta il limite?": the limit less the figure that it limits. */
function margin(asked: Asked): FactQuery | null {
  const { does, cells, request, dated } = asked;
  const limits = cells.some(({ measure }) => isLimit(measure));
  if (!does('margin') && !(limits && does('difference') && kinds(cells, 'measure') === 1)) return null;
  if (request.bound) return null;
  const pairs = marginsOf(asked);
  const [pair, ...more] = pairs;
  if (!pair) return null;
  // «Il margine nel 2020 e nel 2021»: each year has its own.
  const facts = pairs.flatMap(({ limit: own, under }) => [own, under]);
  const isOfYears = dated && kinds(facts, 'subject') === 1 && kinds(facts, 'period') === pairs.length;
  return more.length > 0 && isOfYears
    ? plain(facts, { by: 'period', rows: 'gap' })
    : plain([pair.limit, pair.under], { operation: 'margin' });
}

/** Each limit that is asked of, or is set to what is asked of, with the figure under it. */
function marginsOf({
  cells,
  table,
  tokens,
}: Pick<Asked, 'cells' | 'table' | 'tokens'>): readonly { readonly limit: Fact; readonly under: Fact }[] {
  const wanted = tokens.some(({ text }) => text === 'soglia') ? /soglia/i : null;
  return cells.flatMap((cell) => {
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
}

/** «La spesa di personale e il suo tetto»: the figure and the limit that is set to it. */
function withLimit({ cells, table, request, tokens }: Asked): FactQuery | null {
  const [limit, ...more] = cells;
  if (!limit || more.length > 0 || !isLimit(limit.measure)) return null;
  if (request.bound !== null || request.order !== null) return null;
  const said = tokens.findIndex(({ text }) => isLimit(text));
  const joined = tokens.slice(0, said).findLast(({ light }) => !light);
  const between = tokens.slice(joined === undefined ? said : tokens.indexOf(joined) + 1, said);
  if (!between.some(({ text }) => request.small.is('and', text))) return null;
  const [under, ...others] = table.facts.filter(
    ({ subject, unit, period, measure }) =>
      subject === limit.subject && unit === limit.unit && period === limit.period && !isLimit(measure),
  );
  return under && others.length === 0 ? plain([under, limit]) : null;
}

/** "Ambiti sotto 3", "quanti capoluoghi superano il 60 %?": those rows of a column that hold. */
function limited(asked: Asked): FactQuery | null {
  const { request, cells, classes, rows, columns } = asked;
  const against = againstRow(asked) ?? withBoth(asked);
  if (against) return against;
  const bound = request.bound ?? (asked.does('none') ? NONE : null);
  // «Settori senza stampanti»: all of them, and none by its name.
  const isOfNamed = rows.named && columns.named && asked.over !== 'subject';
  // «Non hanno docking station ma hanno stampanti»: not of both together.
  const isOfSeveral = columns.named && columns.labels.length > 1 && asked.over === 'subject';
  if (!bound || classes || (bound === NONE && (isOfNamed || isOfSeveral))) return null;
  // «Più della metà del personale»: a part of people, and no number of them.
  const isRate = ({ unit }: Fact): boolean => unit === 'percent';
  if (bound.unit === 'percent' && !cells.some(isRate) && !partsOver(asked, 'subject').some(isRate))
    return null;
  const sides: readonly Side[] = asked.over === 'measure' ? ['measure', 'subject'] : ['subject', 'measure'];
  // «Il 6.1 evita più del 5.2?»: the code of a row, and no amount.
  const isCode = request.bounds.some(({ from, to }) =>
    asked.tokens
      .slice(from, to)
      .some(
        ({ text, type }) => type === 'number' && /\d\.\d/.test(text) && startsRow(text, asked.table.rows),
      ),
  );
  if (isCode) return null;
  const several = request.bounds.length > 1 ? severally(asked) : null;
  if (several) return several;
  const ofColumn = limitedByColumn(asked);
  if (ofColumn) return ofColumn;
  // «Il settore 4 ha più di 20 notebook?»
  const [only, ...more] = cells;
  const { asks } = request;
  if (only && more.length === 0 && namesOne(rows, asked.tokens) && !(asks.has('which') || asks.has('count')))
    return isInUnitOf(bound, only) ? plain(cells, { bound: inUnit(bound, cells) }) : null;
  // "In quali anni Massa ha superato il 36 %?": one figure, over its periods.
  if (asksYears(asked) && cells.length > 1 && kinds(cells, 'period') === cells.length)
    return plain(cells, {
      bound: inUnit(bound, cells),
      operation: request.asks.has('count') ? 'count' : null,
    });
  // «I dirigenti sono più di dieci?»: one figure by its column, of all the rows.
  if (only && more.length === 0 && columns.named && isClaim(asked))
    return isInUnitOf(bound, only) ? plain(cells, { bound: inUnit(bound, cells) }) : null;
  const ofAge = asked.tokens.some(({ text }) => request.small.is('age', text));
  for (const side of sides) {
    const own = new Set(columns.labels.map(({ text }) => text));
    // Of columns, those that are named.
    const parts = partsOver(asked, side).filter(
      ({ measure, unit }) =>
        (side === 'subject' || !columns.named || own.has(measure)) && (unit !== 'years' || ofAge),
    );
    const rates = bound.unit === 'percent' && parts.some(({ unit }) => unit === 'percent');
    const facts = parts.filter(
      ({ unit }) =>
        (bound.unit === null || (bound.unit === 'eur') === (unit === 'eur')) &&
        (!rates || unit === 'percent'),
    );
    const grouped = together(facts, side);
    if (facts.length < 2 || grouped === null) continue;
    // «Sopra la media sia nel 2019 sia nel 2020»: each year has its own.
    if (bound.than === 'mean' && kinds(facts, 'period') > 1) return null;
    // «Sopra 60», of euro, days and per cent: no one number limits them.
    // «Risposte negative», of shares: no sign of theirs.
    if (
      bound.op === 'lt' &&
      bound.value === 0 &&
      bound.than === null &&
      facts.every(({ unit, value }) => unit === 'percent' && value >= 0)
    )
      return null;
    const ofMoney = facts.filter(({ unit }) => unit === 'eur').length;
    if (bound !== NONE && bound.than === null && ofMoney > 0 && ofMoney < facts.length) return null;
    const limit = inUnit(ofShortfalls(bound, facts), facts);
    return plain(facts, {
      ...grouped,
      bound: limit,
      order: limit.op.startsWith('l') ? 'min' : 'max',
      operation: request.asks.has('count') ? 'count' : null,
      lacking: bound === NONE ? emptyRows(asked, side, facts) : [],
    });
  }
  // "Raccolta differenziata di Lucca sotto l'80 %?": one row, over its periods.
  return cells.length > 1 && kinds(cells, 'period') === cells.length
    ? plain(cells, { bound: inUnit(bound, cells) })
    : null;
}

/** Figures that lie below nothing and nowhere above it: the largest of them is the farthest below. */
const areShortfalls = (facts: readonly Fact[]): boolean =>
  facts.some(({ value }) => value < 0) && facts.every(({ value }) => value <= 0);

/** The end that an order begins at; «si scosta di più», of what lies above and below nothing: the farthest from it. */
function bySize(
  facts: readonly Fact[],
  { direction, limit }: NonNullable<TableRequest['order']>,
  asked: Pick<Asked, 'tokens' | 'request'>,
): Pick<FactQuery, 'order'> & Partial<FactQuery> {
  if (isOfSign(asked) || !facts.some(({ value }) => value < 0)) return { order: direction };
  if (areShortfalls(facts)) return { order: direction === 'max' ? 'min' : 'max' };
  const [first] = facts;
  const isGap = first?.measure.split(' ').some((word) => asked.request.small.is('gap', word)) === true;
  return isGap && direction === 'max'
    ? { order: direction, near: { value: 0, than: null }, limit: limit ?? 1 }
    : { order: direction };
}

/** «Lo scostamento più negativo» says itself which end is meant. */
const isOfSign = ({ tokens, request: { small } }: Pick<Asked, 'tokens' | 'request'>): boolean =>
  tokens.some(({ text }) => small.is('signed', text));

/** «Uno scostamento superiore a 10 milioni», of figures that are nowhere above nothing: so far below it. */
function ofShortfalls(bound: Bound, facts: readonly Fact[]): Bound {
  if (!areShortfalls(facts) || bound.than !== null || bound.value <= 0 || !/^gte?$/.test(bound.op))
    return bound;
  return { ...bound, op: bound.op === 'gt' ? 'lt' : 'lte', value: -bound.value };
}

const isInUnitOf = ({ than, unit }: Bound, fact: Fact): boolean =>
  than === null && (unit === null || unit === fact.unit);

/** It asks whether a limit holds, and not of which rows, or of how many: «aree con più di 9 donne» are some of them. */
const isClaim = ({ request: { asks, nouns, bounds, small }, rows, tokens }: Asked): boolean =>
  !rows.named &&
  asks.size === 0 &&
  nouns.size === 0 &&
  !bounds.some(({ from }) => small.is('with', tokens[from - 1]?.text));

/** "Ambiti sotto quello di sintesi", "chi supera Firenze?": rows of a column held against one of them. */
function againstRow(asked: Asked): FactQuery | null {
  const { request, rows, cells, table, tokens } = asked;
  const [only] = cells;
  const [label] = rows.labels;
  const compared = request.compared ?? (label ? moreThan(asked, label) : null);
  if (!compared || !only || cells.length !== 1 || !rows.named || !label || rows.labels.length > 1)
    return null;
  const after = tokens
    .slice(compared.at + 1)
    .some(({ key, light }) => !light && (label.keys.has(key) || label.extra.has(key)));
  const { asks } = request;
  if (
    !after ||
    !(asks.has('which') || asks.has('count') || asks.has('list') || headsRows(tokens[0], table.rows))
  )
    return null;
  const all = table.facts.filter(
    (fact) =>
      fact.measure === only.measure &&
      fact.period === only.period &&
      (fact === only || labelOf({ labels: table.rows }, fact.subject)?.whole === false),
  );
  const others = all.filter((fact) => fact !== only);
  if (others.length < 2 || units(all) !== 1) return null;
  return plain(others, {
    bound: { op: compared.more ? 'gt' : 'lt', value: only.value, to: null, than: only.code },
    order: compared.more ? 'max' : 'min',
    operation: request.asks.has('count') ? 'count' : null,
  });
}

/** "Quali settori hanno più PC fissi del settore 1?": the degree, where a row is said after it as what they are held against. */
function moreThan({ request, tokens }: Asked, { keys }: FactLabel): TableRequest['compared'] {
  const { order } = request;
  const isOfRows = request.asks.has('which') || request.asks.has('count');
  if (order === null || order.before < 0 || !isOfRows) return null;
  const at = tokens.findIndex(({ key, light }, place) => place > order.before && !light && keys.has(key));
  return request.small.is('than', tokens[at - 1]?.text)
    ? { at: order.before, more: order.direction === 'max' }
    : null;
}

/** "Ambiti sotto quello di sintesi": several rows are called so. */
const headsRows = (first: Token | undefined, rows: readonly FactLabel[]): boolean =>
  first !== undefined && rows.filter(({ keys, whole }) => !whole && keys.has(first.key)).length > 1;

/**
 * "Meno PC fissi tra quelli che hanno più di 10 notebook", "chi ha più di 10 notebook, e quanti PC fissi?": the limit is of
 * the one column that is said beside it, and not of both together.
 */
function limitedByColumn(asked: Asked): FactQuery | null {
  const { request, columns, tokens } = asked;
  const [said, ...more] = request.bounds;
  if (!said || more.length > 0 || !columns.named || columns.labels.length !== 2) return null;
  const near = tokens.slice(said.to, said.to + 2).filter(({ light }) => !light);
  const has = ({ keys, extra }: FactLabel): boolean =>
    near.some(({ key }) => keys.has(key) || extra.has(key));
  const [own, ...others] = columns.labels.filter(has);
  const other = columns.labels.find((label) => label !== own);
  if (!own || others.length > 0 || !other) return null;
  const parts = partsOver(asked, 'subject');
  const of = ({ text }: FactLabel): readonly Fact[] => parts.filter(({ measure }) => measure === text);
  const codes = (facts: readonly Fact[]): string[] => facts.map(({ code }) => code);
  const bound = inUnit(said.bound, of(own));
  const { order, asks } = request;
  // «I pc fissi in tutto dei settori con più di 20 notebook».
  if (order === null && asked.does('sum'))
    return plain(of(other), { operation: 'sum', where: [{ codes: codes(of(own)), bound }] });
  return order === null
    ? plain(of(own), {
        bound,
        order: bound.op.startsWith('l') ? 'min' : 'max',
        operation: asks.has('count') ? 'count' : null,
        also: asks.has('count') ? [] : codes(of(other)),
      })
    : plain(of(other), {
        order: order.direction,
        from: order.place,
        limit: order.limit ?? (order.place > 1 ? 1 : null),
        where: [{ codes: codes(of(own)), bound }],
      });
}

/** "Più di 20 notebook e meno di 30 pc fissi", "sopra 50 ma non 70": each limit is of the column that is said beside it. */
function severally(asked: Asked): FactQuery | null {
  const { request, columns, tokens } = asked;
  const parts = partsOver(asked, 'subject');
  const limits = request.bounds.map(({ bound, from, to }, at) => {
    const ahead = tokens.slice(to, request.bounds[at + 1]?.from ?? tokens.length);
    const behind = tokens.slice(request.bounds[at - 1]?.to ?? 0, from);
    const has = (some: typeof tokens) => {
      const said = some.filter(({ light }) => !light);
      const own = columns.labels.filter(({ keys }) => said.some(({ key }) => keys.has(key)));
      return own.length === 1
        ? own
        : columns.labels.filter((label) => said.some(({ key }) => label.extra.has(key)));
    };
    const [own, ...more] = has(ahead).length === 1 ? has(ahead) : has(behind);
    const column = columns.labels.length === 1 ? columns.labels[0] : more.length === 0 ? own : undefined;
    const facts = parts.filter(({ measure }) => measure === column?.text);
    return { facts, bound: inUnit(bound, facts) };
  });
  const [first, ...others] = limits;
  if (!first || limits.some(({ facts }) => facts.length < 2)) return null;
  return plain(first.facts, {
    bound: first.bound,
    where: others.map(({ facts, bound }) => ({ codes: facts.map(({ code }) => code), bound })),
    order: first.bound.op.startsWith('l') ? 'min' : 'max',
    operation: request.asks.has('count') ? 'count' : null,
  });
}

/** «Quanti settori hanno sia docking station sia stampanti?»: rows that have some of each of the columns that are named. */
function withBoth(asked: Asked): FactQuery | null {
  const { request, columns, tokens, over } = asked;
  const said = tokens.filter(({ text }) => request.small.is('both', text)).length;
  const isFree = request.bounds.length === 0 && request.order === null && !asked.does('none');
  if (said < 2 || !isFree || over !== 'subject' || !columns.named) return null;
  const parts = partsOver(asked, 'subject');
  const [first, ...others] = columns.labels.map(({ text }) =>
    parts.filter(({ measure }) => measure === text),
  );
  if (!first || others.length !== said - 1 || parts.some(({ unit }) => !ADDITIVE.has(unit))) return null;
  const bound = { op: 'gt' as const, value: 0, to: null, than: null };
  return plain(first, {
    bound,
    where: others.map((facts) => ({ codes: facts.map(({ code }) => code), bound })),
    operation: request.asks.has('count') ? 'count' : null,
  });
}

const startsRow = (code: string, rows: readonly FactLabel[]): boolean =>
  rows.some(({ text }) => text.startsWith(`${code} `));

/** Rows (or columns) among those that are asked over of which nothing is printed: whether they have none is not known. */
function emptyRows({ table, rows, columns }: Asked, side: Side, facts: readonly Fact[]): string[] {
  const own = side === 'subject' ? rows : columns;
  const all =
    own.named && own.labels.length > 1 ? own.labels : side === 'subject' ? table.rows : table.columns;
  const printed = new Set(facts.map((fact) => fact[side]));
  return table.grid ? all.flatMap(({ text, whole }) => (whole || printed.has(text) ? [] : [text])) : [];
}

/** "In quali circoscrizioni non ci sono parchi?": those that are zero; of what is not declared that is not known. */
const NONE: Bound = { op: 'between', value: 0, to: 0, unit: null, than: null };

/** A limit in the unit of the figures: cents for money. */
const inUnit = (
  { op, value, to, than }: Bound,
  [first]: readonly Fact[],
): NonNullable<FactQuery['bound']> => {
  const scale = first?.unit === 'eur' ? 100 : 1;
  return { op, value: value * scale, to: to === null ? null : to * scale, than };
};

/** "Chi ha più stampanti?", "in che anno è stata più bassa?": rows of a column, columns of a row, or periods, by size. */
function ranked(asked: Asked): FactQuery | null {
  const { request, table, rows, columns, cells, periods, tokens, dated } = asked;
  const { order } = request;
  const [top] = cells;
  if (order === null || !top) return null;
  const ranking = (
    facts: readonly Fact[],
    grouped: Partial<FactQuery> = {},
    like: Fact = top,
  ): FactQuery | null => {
    const same = facts.filter((fact) => isOfUnit(fact, like) && !isWhole(asked, fact, facts));
    return same.length > 1
      ? plain(same, {
          ...grouped,
          from: order.place,
          limit: order.limit ?? (order.place > 1 ? 1 : null),
          ends: order.ends,
          ...bySize(same, order, asked),
          // "Le due con più pagamenti quanto fanno insieme?"
          ...(asked.does('sum') && (order.limit ?? 0) > 1 && ADDITIVE.has(like.unit)
            ? { operation: 'sum' as const }
            : {}),
        })
      : null;
  };
  const beside = rankedByOther(asked) ?? rankedThen(asked);
  if (beside) return beside;
  // "Firenze nel 2018 e nel 2020: quando è più alta?"
  const ofYears = dated && periods.length > 1 && kinds(cells, 'period') === cells.length;
  if (ofYears && namesOne(rows, tokens)) return ranking(cells);
  // "Chi emetteva di più nel 2000 e chi nel 2021?": the first of each year that is said.
  const apart =
    dated && periods.length > 1 && saidOneByOne(tokens, request.small) ? bestOfPeriods(asked) : null;
  if (apart) return apart;
  const isYear = asked.does('ever') || tokens.some(({ text }) => request.small.is('year', text));
  // A limit beside a figure is no figure of its own: "in che anno la spesa è stata più alta?".
  const plainly = columns.named ? cells : cells.filter(({ measure }) => !isLimit(measure));
  const [own] = plainly;
  const single = kinds(plainly, 'subject') === 1 && (!columns.named || kinds(plainly, 'measure') === 1);
  if (isYear && table.periods.length > 1 && own && single)
    return ranking(
      table.facts.filter(
        ({ subject, measure, period }) =>
          subject === own.subject &&
          measure === own.measure &&
          // «Dopo il 2010».
          (!dated || periods.length < 2 || periods.includes(period)),
      ),
      {},
      own,
    );
  // "Gli uomini sono più delle donne in categoria A?", where nothing is printed of the women.
  const pairs = rows.labels.length * columns.labels.length;
  if (rows.named && columns.named && cells.length === 1 && pairs === 2) return null;
  // «Qual è il parco più grande?», of a table of how many parks there are: it tells of none of them.
  const ofOne = wordOfAll(asked);
  if (ofOne && asked.over !== 'subject' && columns.labels.every(({ keys }) => [...keys][0] !== ofOne))
    return null;
  // Two or more are named: they are what is compared.
  if (cells.length > 1 && (rows.named || columns.named) && periods.length === 1) {
    const parts = cells.filter((fact) => !isWhole(asked, fact));
    const one = parts.length > 1 && (kinds(parts, 'measure') === 1 || kinds(parts, 'subject') === 1);
    // «Quanti ne ha la 1 più della 2?»
    const isHowMany = request.asks.has('count') && !request.asks.has('which') && parts.length === 2;
    if (one && isHowMany && request.small.is('than', tokens[order.before]?.text))
      return plain(parts, { operation: 'difference' });
    // «Chi ha più parchi?»: of rows, and not of the two kinds.
    const ofRows = ofOne !== null && tokens.some(({ text }) => request.small.is('who', text));
    if (one && asked.over === null && !ofRows) return ranking(parts);
  }
  // «Chi è più anziano, maschi o femmine?», of a table that prints mean ages: by that of all of each.
  const general = rows.labels.flatMap(
    ({ text }) =>
      meanOfAll(
        asked,
        cells.filter(({ subject }) => subject === text),
      ) ?? [],
  );
  if (rows.named && !columns.named && general.length === rows.labels.length && general.length > 1)
    return ranking(general);
  const sides: readonly Side[] =
    asked.over === 'measure' ||
    (rows.named && !columns.named && rows.labels.every(({ whole }) => !whole) && asked.over === null)
      ? ['measure', 'subject']
      : ['subject', 'measure'];
  for (const side of sides) {
    const all = partsOver(asked, side);
    // Of columns of several units, those of the figure that fits best.
    const fitting = all.filter(
      (fact) => isOfUnit(fact, top) && (fact.period === top.period || asked.does('ever')),
    );
    const grouped = together(fitting, side);
    const other = side === 'subject' ? 'measure' : 'subject';
    const facts = grouped === null ? fitting.filter((fact) => fact[other] === top[other]) : fitting;
    const found = kinds(facts, side) > 1 ? ranking(facts, grouped ?? {}) : null;
    if (found) return found;
  }
  return null;
}

/** The one word by which several columns are named, which each of them has: "parchi", of those with and without equipment. */
function wordOfAll({ columns: { labels, named: isNamed }, words }: Asked): string | null {
  const said = words.filter(({ key }) => labels.some(({ keys }) => keys.has(key)));
  const [word] = said;
  const isOfAll = isNamed && labels.length > 1 && new Set(said.map(({ key }) => key)).size === 1;
  return word && isOfAll && labels.every(({ keys }) => keys.has(word.key)) ? word.key : null;
}

/** "Quanti progetti ha la missione con più finanziamento?": a column of the row that is first by another. */
function rankedByOther({
  request,
  request: { operators },
  table,
  rows,
  columns,
  periods,
  tokens,
  words,
  does,
}: Asked): FactQuery | null {
  const { order } = request;
  const [one, other, third] = columns.labels;
  if (order === null || order.before < 0 || order.ends || !columns.named || !one || !other || third)
    return null;
  // "La somma più alta di PC fissi e notebook": of both together.
  const ofSum = operators.get('sum')?.some((at) => at < order.before && at >= order.before - 3) === true;
  if (ofSum && order.limit === null) return null;
  // «Chi investe di più per la CO2?»: by what stands before.
  const isAfter = request.small.is('di', tokens[order.before - 2]?.text);
  const verb = isAfter ? tokens.slice(0, order.before - 2).findLast(({ light }) => !light) : undefined;
  const next = tokens.slice(order.before, order.before + 3).find(({ light }) => !light);
  const isColumn = words.some(
    ({ key, alternatives }) =>
      key === verb?.key && [key, ...alternatives].some((some) => one.keys.has(some) || other.keys.has(some)),
  );
  const said = isColumn ? verb : next;
  const heard = said ? [said.key, ...(words.find(({ key }) => key === said.key)?.alternatives ?? [])] : [];
  const has = ({ keys, extra }: typeof one): boolean => heard.some((key) => keys.has(key) || extra.has(key));
  if (has(one) === has(other)) return null;
  const [by, told] = has(one) ? [one, other] : [other, one];
  const kept = new Set(
    (rows.named && rows.labels.length > 1 ? rows.labels : table.rows)
      .filter(({ whole }) => !whole)
      .map(({ text }) => text),
  );
  const ofColumn = (text: string): readonly Fact[] =>
    table.facts.filter(
      ({ subject, measure, period }) => measure === text && kept.has(subject) && periods.includes(period),
    );
  const facts = ofColumn(by.text);
  const also = ofColumn(told.text);
  const [first] = also;
  // "Quanti MWh risparmiano in tutto le tre che evitano più CO2?"
  const sums = does('sum') && (order.limit ?? 0) > 1 && first !== undefined && ADDITIVE.has(first.unit);
  return kinds(facts, 'subject') > 1 && kinds(facts, 'period') === 1
    ? plain(facts, {
        from: order.place,
        limit: order.limit ?? 1,
        ...bySize(facts, order, { tokens, request }),
        also: also.map(({ code }) => code),
        operation: sums ? 'sum' : null,
      })
    : null;
}

/** "I tre con la differenziata più bassa nel 2018 quanto facevano nel 2020?": in the order of one year, told of another. */
function rankedThen(asked: Asked): FactQuery | null {
  const { request, columns, periods, tokens, dated } = asked;
  const { order } = request;
  if (order === null || order.before < 0 || order.ends || !dated || periods.length !== 2) return null;
  const years = tokens.flatMap(({ text }, at) => (isYearText(text) ? [at] : []));
  const [own, ...more] = years.filter((at) => at > order.before).concat(years);
  const other = more.find((at) => at !== own);
  if (own === undefined || other === undefined || columns.labels.length !== 1) return null;
  // «Nel 2000 e nel 2021» are two orders: a figure is asked for by itself.
  const asks = tokens.findIndex(({ text }) => request.small.is('how much', text));
  if (asks < 0 || (asks > Math.min(own, other) && asks > Math.max(own, other))) return null;
  const all = partsOver(asked, 'subject');
  const of = (at: number): readonly Fact[] =>
    all.filter(({ period }) => period.startsWith(tokens[at]?.text ?? ''));
  const [facts, also] = [of(own), of(other)];
  return facts.length > 1 && units(all) === 1
    ? plain(facts, {
        order: order.direction,
        from: order.place,
        limit: order.limit ?? 1,
        also: also.map(({ code }) => code),
      })
    : null;
}

/** "Nel 2000 e nel 2021", and not "dal 2000 al 2021". */
const saidOneByOne = (tokens: readonly Token[], { is }: SmallWords): boolean => {
  const years = tokens.flatMap(({ text }, at) => (isYearText(text) ? [at] : []));
  return (
    years.length > 1 &&
    years.every((at) => is('before one year', tokens[at - 1]?.text)) &&
    !tokens.some(({ text }) => is('among', text))
  );
};

/** The first row of each period, of one column. */
function bestOfPeriods({ request, table, rows, columns, periods }: Asked): FactQuery | null {
  const kept = new Set(
    (rows.named && rows.labels.length > 1 ? rows.labels : table.rows.filter(({ whole }) => !whole)).map(
      ({ text }) => text,
    ),
  );
  const facts = table.facts.filter(
    ({ subject, measure, period }) =>
      kept.has(subject) &&
      columns.labels.length === 1 &&
      measure === columns.labels[0]?.text &&
      periods.includes(period),
  );
  const own = rows.named && rows.labels.length === 1;
  return !own && request.order !== null && units(facts) === 1 && kinds(facts, 'subject') > 1
    ? plain(facts, { order: request.order.direction, best: 'period' })
    : null;
}

/** "In tutto", "in media", classes of age: the figures of one column together. */
function folded(asked: Asked): FactQuery | null {
  const { does, request, cells, classes, rows, columns, over } = asked;
  const mean = does('mean');
  // One column of a table without a total: what it holds in all comes first.
  const sums =
    classes ||
    bearOneName(asked) ||
    does('sum') ||
    (over === null && request.excluded.size > 0 && request.asks.has('value')) ||
    (over === null && (request.asks.has('count') || (columns.named && !rows.named)));
  if (!mean && !sums) return null;
  // The mean of a column of which only the total is named: of its rows.
  const total =
    mean &&
    !rows.named &&
    cells.length === 1 &&
    rows.labels.every(({ whole }) => whole) &&
    cells.every(({ unit }) => ADDITIVE.has(unit));
  const all = total ? partsOver(asked, 'subject') : over === null ? cells : partsOver(asked, over);
  const open = sums ? ofSaidTotal(asked, all) : all;
  const printed = mean ? meanOfAll(asked, open) : null;
  if (printed) return plain([printed]);
  const parts = (open.length > 1 ? open.filter((fact) => !isWhole(asked, fact, open)) : open).filter(
    ({ unit }) => ADDITIVE.has(unit) || !bearOneName(asked),
  );
  const [first] = parts;
  if (!first || parts.length < 2 || parts.some(({ unit }) => unit !== first.unit)) return null;
  // "In media negli ultimi tre anni": one figure over its periods.
  if (kinds(parts, 'period') > 1)
    return mean && kinds(parts, 'subject') * kinds(parts, 'measure') === 1
      ? plain(parts, { operation: 'mean' })
      : null;
  const single = units(parts) === 1 && (kinds(parts, 'measure') === 1 || kinds(parts, 'subject') === 1);
  // «Quanti hanno meno di 40 anni, esclusa la categoria B?»: of the other columns together.
  if (classes && !columns.named && !mean && request.asks.has('count') && over === null)
    return plain(parts, { operation: 'sum' });
  if (mean) return single ? plain(parts, { operation: 'mean' }) : null;
  if (!ADDITIVE.has(first.unit)) return null;
  // Rows and columns that are named one by one are added; of those that are not, each column by itself.
  // Two facts about one thing are never added unless that is asked.
  if (kinds(parts, 'subject') === 1 && kinds(parts, 'measure') > 1 && !does('sum')) return null;
  if (single && (classes || rows.named || columns.named || asked.table.columns.length === 1))
    return classes || does('sum') || !rows.named || rows.labels.length > 2 || bearOneName(asked)
      ? plain(parts, {
          operation: 'sum',
          whole: rows.named ? null : wholeOf(asked, parts),
          lacking: lackingOf(asked),
        })
      : null;
  // "Quanti notebook e quanti cellulari ha il 2, e quanti il 5?": each as it is.
  if (!single && rows.named && !does('sum') && rows.labels.length <= MOST_NAMED && !bearOneName(asked))
    return null;
  if (single || !asked.table.grid) return null;
  return plain(parts, { operation: bearOneName(asked) ? null : 'sum', by: 'measure' });
}

/**
 * «Tolti i trasferimenti, a quanto ammonta il totale delle entrate accertate?», of a table with several totals: the rows that make up
 * the one that is named, which are those before it where they add up to it.
 */
function ofSaidTotal({ full, table, tokens, without }: Asked, facts: readonly Fact[]): readonly Fact[] {
  const totals = full.rows.filter(({ whole }) => whole);
  const [first] = facts;
  if (without.length === 0 || totals.length < 2 || !first || kinds(facts, 'measure') > 1) return facts;
  const names = (label: FactLabel): boolean => tokens.some(({ key }) => label.keys.has(key));
  const [named, ...more] = totals.filter((label) => label.keys.size > 0 && names(label));
  if (!named || more.length > 0 || table === full) return facts;
  const before = new Set(full.rows.slice(0, full.rows.indexOf(named)).map(({ text }) => text));
  const column = full.facts.filter(
    ({ measure, period }) => measure === first.measure && period === first.period,
  );
  const sum = column.reduce((total, { subject, value }) => total + (before.has(subject) ? value : 0), 0);
  const isMade = column.some(({ subject, value }) => subject === named.text && value === sum);
  return isMade ? facts.filter(({ subject }) => before.has(subject)) : facts;
}

/** «Quanti anni hanno in media le donne?», of a table that prints mean ages: that of all of them, and no mean of means. */
function meanOfAll({ table }: Asked, facts: readonly Fact[]): Fact | null {
  if (facts.length < 2 || kinds(facts, 'subject') > 1 || kinds(facts, 'period') > 1) return null;
  if (!facts.every((fact) => fact.unit === 'years' && table.called(fact).includes(MEAN))) return null;
  const keysOf = ({ measure }: Fact): ReadonlySet<string> =>
    labelOf({ labels: table.columns }, measure)?.keys ?? new Set();
  return (
    facts.find((fact) => facts.every((other) => [...keysOf(fact)].every((key) => keysOf(other).has(key)))) ??
    null
  );
}

/** «Entrate correnti»: several rows by a name that each of them bears, which is of all of them together. */
const bearOneName = ({ rows: { labels, named: isNamed }, words }: Asked): boolean => {
  const said = isNamed && labels.length > 1 ? labels.map((label) => nameSaid(label, words)) : [];
  return said.length > 0 && said.every((name) => name && name.join() === said[0]?.join());
};

/** So many rows that are named are told one by one. */
const MOST_NAMED = 3;

/** "Personale per genere", "verde per circoscrizione": all the parts, and the printed total apart. */
function broken(asked: Asked): FactQuery | null {
  if (asked.over === null) return null;
  const parts = partsOver(asked, asked.over);
  return parts.length > 1 ? plain(parts, { whole: wholeOf(asked, parts) }) : null;
}
