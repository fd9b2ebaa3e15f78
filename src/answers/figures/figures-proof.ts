import type { Proof } from '../answer.ts';
import { say } from '../phrase/draft.ts';
import { fullName } from '../phrase/names.ts';
import { MOST_ROWS } from '../phrase/table-of.ts';
import type { Words } from '../phrase/words.ts';
import { describeMany, type Noun, nounOf } from './describe-atoms.ts';
import { yearText } from './describe-years.ts';
import { amountText, labelOf } from './expr-text.ts';
import { figureName } from './figure-names.ts';
import type { Figure } from './figures-query.ts';
import type { FiguresTable, Value } from './figures-table.ts';
import { FIGURE_RULES, figureOf } from './measures.ts';
import { orderLabel } from './near-text.ts';
import { rowName } from './subjects.ts';
import type { Unit } from './units.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

/** How the first figure was reached: the filter, its rows, the formula and the addition, all read from the query. */
export function proofOf(voice: Voice, table: FiguresTable): Proof | null {
  const { query, rows } = table;
  const filter = `${describeMany(voice, query.select)}, ${yearText(voice, query)}`;
  const [only] = rows;
  const cells = only?.cells ?? [];
  const first = cells.find(({ expr }) => expr.type !== 'fold' || expr.figure !== 'items') ?? cells[0];
  if (query.by === null) return first ? valueProof(voice, filter, first, nounOf(voice, query.select)) : null;
  const lines = rows.slice(0, MOST_ROWS).map((row) => {
    const cell = row.rank?.by ?? row.cells[0];
    const name = rowName(voice, row.subject);
    return cell ? `${name}: ${amountText(voice, cell)}` : name;
  });
  return { filter, rows: lines, formula: rowsFormula(voice, table), sum: rowsSum(voice, table) };
}

/** A single figure: what it adds up, or the two sides it sets against each other. */
function valueProof(voice: Voice, filter: string, value: Value, noun: Noun): Proof {
  const { words } = voice;
  const { expr, sides } = value;
  if (expr.type === 'op' && sides)
    return {
      filter,
      rows: sides.map((side) => `${labelOf(voice, side.expr, noun)}: ${amountText(voice, side)}`),
      formula: labelOf(voice, expr, noun).replace(/ \(%\)$/, ' × 100'),
      sum:
        value.value === null
          ? null
          : `${sides.map((side) => amountText(voice, side)).join(` ${SIGNS[expr.op]} `)}${expr.op === '%' ? ' × 100' : ''} = ${amountText(voice, value)}`,
    };
  if (expr.type !== 'fold') return { filter, rows: [], formula: labelOf(voice, expr, noun), sum: null };
  const { figure, fold } = expr;
  const { unit } = FIGURE_RULES[figure];
  const counted = figure === 'items' || fold === 'count';
  const shown = value.entries.slice(0, MOST_ROWS);
  return {
    filter,
    rows: shown.map((entry) => {
      const own = figureOf(entry, figure);
      return counted || own === null
        ? fullName(words, entry.of)
        : `${fullName(words, entry.of)}: ${valueText(words, own, unit)}`;
    }),
    formula: counted
      ? say(words, 'conteggio delle voci', 'count of the items')
      : foldFormula(words, figure, fold, value),
    sum: counted ? null : foldSum(voice, value),
  };
}

const SIGNS = { '+': '+', '-': '−', '×': '×', '÷': '÷', '%': '÷' } as const;

function foldFormula(words: Words, figure: Figure, fold: string, { declared }: Value): string {
  const { additive } = FIGURE_RULES[figure];
  const made = madeOf(words, figure);
  const rows =
    declared === 1
      ? say(words, 'una riga', 'one row')
      : fold === 'mean'
        ? say(words, `somma di ${declared} righe ÷ ${declared}`, `sum of ${declared} rows ÷ ${declared}`)
        : fold === 'sum' && additive
          ? say(words, `somma di ${declared} righe`, `sum of ${declared} rows`)
          : fold === 'median'
            ? say(words, `valore di mezzo di ${declared} righe`, `middle value of ${declared} rows`)
            : fold === 'sum' && figure === 'attainment'
              ? say(words, `media semplice di ${declared} voci`, `plain mean of ${declared} items`)
              : fold === 'sum'
                ? say(words, `somme di ${declared} righe`, `sums of ${declared} rows`)
                : say(
                    words,
                    `${fold === 'min' ? 'il minore' : 'il maggiore'} dei valori`,
                    `the ${fold === 'min' ? 'least' : 'greatest'} value`,
                  );
  return made === null ? rows : `${made}; ${rows}`;
}

/** "risorse utilizzate = costo del personale + liquidato"; null for a column. */
function madeOf(words: Words, figure: Figure): string | null {
  const { formula } = FIGURE_RULES[figure];
  const name = (one: Figure): string => figureName(words, one);
  switch (formula.type) {
    case 'items':
    case 'column':
      return null;
    case 'sum':
      return `${name(figure)} = ${formula.parts.map(name).join(' + ')}`;
    case 'difference':
      return `${name(figure)} = ${name(formula.left)} − ${name(formula.right)}`;
    case 'ratio':
      return `${name(formula.part)} ÷ ${name(formula.whole)}${formula.scale === 100 ? ' × 100' : ''}`;
  }
}

/** The addition (or division) written out; what lies beyond the rows shown is one addend, so that it still adds up. */
function foldSum(voice: Voice, value: Value): string | null {
  const { words } = voice;
  const { expr, entries } = value;
  if (expr.type !== 'fold' || value.value === null || entries.length === 0) return null;
  const { formula, unit, additive } = FIGURE_RULES[expr.figure];
  if (unit === 'day' || expr.fold === 'min' || expr.fold === 'max' || expr.fold === 'median') return null;
  const result = amountText(voice, value);
  if (expr.fold === 'sum' && formula.type === 'ratio') {
    const side = (figure: Figure): string =>
      valueText(
        words,
        entries.reduce((sum, entry) => sum + (figureOf(entry, figure) ?? 0), 0),
        FIGURE_RULES[figure].unit,
      );
    return `${side(formula.part)} ÷ ${side(formula.whole)}${formula.scale === 100 ? ' × 100' : ''} = ${result}`;
  }
  const values = entries.map((entry) => figureOf(entry, expr.figure) ?? 0);
  const sum = additionOf(words, values, unit);
  const divided = expr.fold === 'mean' || !additive;
  if (divided) return values.length === 1 ? `${sum} = ${result}` : `(${sum}) ÷ ${values.length} = ${result}`;
  return `${sum} = ${result}`;
}

/** "a + b + c", where a negative addend stands in brackets. */
function additionOf(words: Words, values: readonly number[], unit: Unit): string {
  const more = values.length - MOST_ROWS;
  const shown = values.slice(0, MOST_ROWS).map((value) => {
    const text = valueText(words, value, unit);
    return value < 0 ? `(${text})` : text;
  });
  if (more <= 0) return shown.join(' + ');
  const rest = values.slice(MOST_ROWS).reduce((sum, value) => sum + value, 0);
  const beyond = valueText(words, rest, unit);
  return `${shown.join(' + ')} + ${beyond} (${say(words, `altre ${more} righe`, `${more} more rows`)})`;
}

function rowsFormula(voice: Voice, { query }: FiguresTable): string {
  const { words } = voice;
  const noun = nounOf(voice, query.select);
  if (query.order !== null) {
    const label = orderLabel(voice, query.order, labelOf(voice, query.order.by, noun));
    const down = query.order.direction === 'most';
    return say(words, `ordine ${down ? 'decrescente' : 'crescente'} per ${label}`, `sorted by ${label}`);
  }
  const [expr] = query.columns;
  if (expr === undefined)
    return say(words, 'elenco delle voci che soddisfano il filtro', 'items that satisfy the filter');
  const [figure] = expr.type === 'fold' ? [madeOf(words, expr.figure)] : [null];
  const each = say(
    words,
    `${labelOf(voice, expr, noun)}, riga per riga`,
    `${labelOf(voice, expr, noun)}, row by row`,
  );
  return figure === null ? each : `${figure}; ${each}`;
}

/** The rows' addition, where it makes their total. */
function rowsSum(voice: Voice, { query, rows, overall }: FiguresTable): string | null {
  const { words } = voice;
  const total = query.order?.per ? null : overall[0];
  const cells = rows.flatMap((row) => row.cells[0] ?? []).filter(({ value }) => value !== null);
  const values = cells.map(({ value }) => value ?? 0);
  const sum = values.reduce((all, one) => all + one, 0);
  if (!total || total.value !== sum || cells.length < 2 || query.fold === 'count') return null;
  return `${additionOf(words, values, total.unit)} = ${valueText(words, sum, total.unit)}`;
}
