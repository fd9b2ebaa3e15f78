import type { Fact } from '../../domain/types.ts';
import { isLimit } from '../knowledge/fact-tables.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { QueryOf } from '../query.ts';
import type { CellReading, Chosen } from './fact-cells.ts';
import type { FactMatch } from './facts.ts';
import type { Reading } from './reading.ts';

type FactQuery = QueryOf<'fact'>;

/** Units whose figures may be added over the rows of a column. */
const ADDITIVE: ReadonlySet<Fact['unit']> = new Set(['count', 'persons', 'sqm', 'eur']);
const PERCENT = /^(percentuale|percento|quota|%|proporzione|incidenza|incide|incidono)$/;

/** The query that a question makes of the figures it names: as they are, ranked, subtracted or as a share. */
export function factQuery(reading: Reading, match: FactMatch): FactQuery {
  const { cells } = match;
  const plain = plainQuery(match.facts, orderOf(reading));
  if (!cells) return plain;
  return (
    overQuery(reading, cells) ??
    marginQuery(reading, cells) ??
    changeQuery(reading, cells) ??
    shareQuery(reading, cells) ??
    rankingQuery(reading, cells) ??
    sumQuery(reading, cells) ??
    plainQuery(cells.cells, null)
  );
}

const plainQuery = (facts: readonly Fact[], order: FactQuery['order']): FactQuery => ({
  type: 'fact',
  codes: facts.slice(0, 40).map((fact) => fact.code),
  order: facts.length > 1 ? order : null,
  operation: null,
});

const operationQuery = (operation: FactQuery['operation'], facts: readonly Fact[]): FactQuery => ({
  type: 'fact',
  codes: facts.map((fact) => fact.code),
  order: null,
  operation,
});

export const orderOf = ({ concepts }: Reading): FactQuery['order'] =>
  concepts.has('rank:max') ? 'max' : concepts.has('rank:min') ? 'min' : null;

/** "Quanto margine sotto il tetto?": the limit less the figure that it limits, of the same row and period. */
function marginQuery({ concepts }: Reading, { cells, table }: CellReading): FactQuery | null {
  const unfilled = concepts.has('ask:uncovered') && cells.some((fact) => isLimit(fact.measure));
  if (!concepts.has('ask:margin') && !unfilled) return null;
  const pairs = cells.flatMap((cell) => {
    const beside = table.facts.filter(
      (fact) => fact.subject === cell.subject && fact.unit === cell.unit && samePeriod(fact, cell),
    );
    const limit = isLimit(cell.measure) ? cell : beside.find((fact) => isLimit(fact.measure));
    const under = isLimit(cell.measure)
      ? (cells.find((fact) => beside.includes(fact) && !isLimit(fact.measure)) ??
        beside.find((fact) => !isLimit(fact.measure)))
      : cell;
    return limit && under ? [{ limit, under }] : [];
  });
  const [pair] = pairs;
  return pair ? operationQuery('difference', [pair.limit, pair.under]) : null;
}

const samePeriod = (one: Fact, other: Fact): boolean => one.period.slice(0, 4) === other.period.slice(0, 4);

/** "Di quanto è cresciuta dal 2019 al 2020?", "donne in più degli uomini": one figure less another. */
function changeQuery(
  reading: Reading,
  { cells, table, periods, dated, explained }: CellReading,
): FactQuery | null {
  const { concepts, tokens } = reading;
  const differs =
    // "Lo scostamento peggiore" names a column: it asks for no subtraction.
    (concepts.has('ask:difference') && !isLabel(reading, 'ask:difference', explained)) ||
    concepts.has('ask:change') ||
    tokens.some(({ text }, at) => text === 'in' && /^(piu|meno)$/.test(tokens[at + 1]?.text ?? '')) ||
    tokens.some(({ text }) => /^(punti|divario)$/.test(text));
  if (!differs) return null;
  const [first, second] = cells;
  if (cells.length === 2 && first && second && first.unit === second.unit) {
    const [less, from] = inOrder(first, second);
    return operationQuery('difference', [less, from]);
  }
  // "È aumentata rispetto al 2020?": the latest against that one.
  const latest = table.facts.find(
    (fact) => first && isSame(fact, first) && fact.period === table.periods[0]?.text && fact !== first,
  );
  if (concepts.has('ask:compare') && dated && cells.length === 1 && first && latest)
    return operationQuery('difference', [latest, first]);
  // "È cresciuta nel 2020?": against the period before.
  const before = table.periods[table.periods.findIndex(({ text }) => text === periods[0]) + 1]?.text;
  const earlier = first && table.facts.find((fact) => isSame(fact, first) && fact.period === before);
  return cells.length === 1 && first && earlier && (dated || concepts.has('ask:change'))
    ? operationQuery('difference', [first, earlier])
    : null;
}

/** Whether the words of a concept are the very label of a row or column. */
const isLabel = ({ spans, tokens }: Reading, concept: string, explained: CellReading['explained']): boolean =>
  spans.some(
    (span) =>
      span.concept === concept &&
      tokens.slice(span.from, span.to).some((token) => explained.get(token.key) === 1),
  );

/** A later period comes first, and else the larger figure. */
const inOrder = (one: Fact, other: Fact): readonly [Fact, Fact] =>
  one.period === other.period
    ? one.value >= other.value
      ? [one, other]
      : [other, one]
    : one.period > other.period
      ? [one, other]
      : [other, one];

/** "Quanti capoluoghi superano il 60 %?": those rows of a column, the largest first. */
function overQuery({ amounts }: Reading, { cells, classes }: CellReading): FactQuery | null {
  const [amount] = amounts;
  const [first] = cells;
  // "Sotto i 40 anni" names the rows: it is no bound on their figures.
  if (
    !amount ||
    !first ||
    classes ||
    cells.length < 2 ||
    cells.some((fact) => fact.measure !== first.measure)
  )
    return null;
  if ((amount.unit === 'percent') !== (first.unit === 'percent')) return null;
  const holds = ({ value }: Fact): boolean =>
    amount.op === 'gt'
      ? value > amount.value
      : amount.op === 'gte'
        ? value >= amount.value
        : amount.op === 'lt'
          ? value < amount.value
          : amount.op === 'lte' && value <= amount.value;
  const found = cells.filter(holds);
  return found.length > 0 ? plainQuery(found, amount.op.startsWith('l') ? 'min' : 'max') : null;
}

/** Classes of age, and what is asked "in tutto": figures of one column together. */
function sumQuery({ concepts }: Reading, { cells, classes, rows }: CellReading): FactQuery | null {
  const [first] = cells;
  if (!first || cells.length < 2 || !(classes || concepts.has('ask:total'))) return null;
  const same = cells.every(
    (fact) =>
      fact.measure === first.measure &&
      fact.period === first.period &&
      ADDITIVE.has(fact.unit) &&
      !labelOf(rows, fact.subject)?.whole,
  );
  return same ? operationQuery('sum', cells) : null;
}

const isSame = (one: Fact, other: Fact): boolean =>
  one.subject === other.subject && one.measure === other.measure;

/** "Che percentuale di donne?": a part of the whole of its row or column. */
function shareQuery({ concepts, tokens }: Reading, reading: CellReading): FactQuery | null {
  const asks =
    concepts.has('ask:percent') || concepts.has('ask:share') || tokens.some(({ text }) => PERCENT.test(text));
  const { cells } = reading;
  if (!asks || cells.some((fact) => !ADDITIVE.has(fact.unit))) return null;
  const isWhole = (fact: Fact): boolean => labelOf(reading.rows, fact.subject)?.whole === true;
  const [first, second] = cells;
  if (!first) return null;
  if (cells.length === 2 && second && first.measure === second.measure && isWhole(first) !== isWhole(second))
    return operationQuery('share', isWhole(first) ? [second, first] : [first, second]);
  if (cells.length !== 1) return null;
  const whole = wholeOf(reading, first);
  return whole.length > 0 ? operationQuery('share', [first, ...whole]) : null;
}

const labelOf = ({ labels }: Chosen, text: string) => labels.find((label) => label.text === text);

/** What a figure is a part of: the total of its column, of its row, or the rows of its column together. */
function wholeOf({ table }: CellReading, part: Fact): readonly Fact[] {
  const wholes = (labels: typeof table.rows): ReadonlySet<string> =>
    new Set(labels.filter((label) => label.whole).map((label) => label.text));
  const [rows, columns] = [wholes(table.rows), wholes(table.columns)];
  const beside = table.facts.filter((fact) => fact.period === part.period && fact.unit === part.unit);
  const total = !rows.has(part.subject)
    ? beside.find((fact) => rows.has(fact.subject) && fact.measure === part.measure)
    : beside.find((fact) => columns.has(fact.measure) && fact.subject === part.subject && fact !== part);
  if (total) return [total];
  const column = beside.filter((fact) => fact.measure === part.measure);
  return rows.size === 0 && column.length > 2 ? column : [];
}

/** "Chi ha più stampanti?", "in che anno è stata più bassa?": one column over its rows, one row over its columns, or periods. */
function rankingQuery(
  reading: Reading,
  { table, rows, columns, cells, periods }: CellReading,
): FactQuery | null {
  const order =
    orderOf(reading) ??
    (reading.tokens.some(
      ({ text }) => /^(classifica|graduatoria)$/.test(text) || (ordinalWord(text) ?? 0) > 1,
    )
      ? 'max'
      : null);
  const [top] = cells;
  if (order === null || !top) return null;
  const some = (among: readonly Fact[]): FactQuery | null => {
    const same = among.filter((fact) => fact.unit === top.unit);
    return same.length > 1 ? plainQuery(same, order) : null;
  };
  const parts = (labels: Chosen): readonly string[] =>
    labels.labels.filter((label) => !label.whole).map((label) => label.text);
  const over = (texts: readonly string[], side: 'subject' | 'measure'): readonly Fact[] => {
    const other = side === 'subject' ? 'measure' : 'subject';
    return table.facts.filter(
      (fact) =>
        texts.includes(fact[side]) &&
        fact[other] === top[other] &&
        fact.unit === top.unit &&
        fact.period === top.period,
    );
  };
  if (
    table.periods.length > 1 &&
    reading.tokens.some(
      ({ text }, at) =>
        /^anno|year$/.test(text) && /^(che|quale|qual|which|what)$/.test(reading.tokens[at - 1]?.text ?? ''),
    )
  )
    return some(table.facts.filter((fact) => isSame(fact, top)));
  // Two or more are named: they are what is compared.
  if (cells.length > 1 && (rows.named || columns.named) && periods.length === 1) {
    const column = cells.filter(
      (fact) => fact.measure === top.measure && !labelOf(rows, fact.subject)?.whole,
    );
    const row = cells.filter(
      (fact) => fact.subject === top.subject && !labelOf(columns, fact.measure)?.whole,
    );
    const compared = [column, row].find((some) => some.length > 1 && some.length === cells.length);
    if (compared) return some(compared);
  }
  const everyRow: Chosen = { labels: table.rows, named: false };
  const everyColumn: Chosen = { labels: table.columns, named: false };
  return columns.named || !rows.named || rows.labels.every((label) => label.whole)
    ? (some(over(parts(everyRow), 'subject')) ?? some(over(parts(everyColumn), 'measure')))
    : (some(over(parts(everyColumn), 'measure')) ?? some(over(parts(everyRow), 'subject')));
}
