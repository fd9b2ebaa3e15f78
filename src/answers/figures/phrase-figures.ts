import type { ItemRef } from '../../domain/types.ts';
import type { ValueUnit } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Draft, Phrasing } from '../phrase/draft.ts';
import { listSource, rowSources } from '../phrase/sources.ts';
import { claimText } from './claim-text.ts';
import { needsFigures } from './conditions.ts';
import type { Entry } from './entries.ts';
import { evaluate } from './evaluate.ts';
import { figuresOf } from './expressions.ts';
import { gridOf } from './figures-grid.ts';
import { notesOf } from './figures-notes.ts';
import { proofOf } from './figures-proof.ts';
import { areSides } from './figures-query.ts';
import type { FiguresTable, Value } from './figures-table.ts';
import { followUpsOf } from './follow-ups.ts';
import { isMeasure } from './measures.ts';
import { nothingDraft } from './nothing.ts';
import { rankingHeadline } from './ranking-headline.ts';
import { foldedHeadline, groupsHeadline, listHeadline } from './rows-headline.ts';
import { phraseSides } from './sides.ts';
import { singleHeadline } from './single-headline.ts';
import { answerUnit } from './units.ts';
import { yearsIn } from './years.ts';

const MOST_ITEMS = 60;

/** Puts rows and figures into words. */
export function phraseFigures(phrasing: Phrasing, table: FiguresTable): Draft {
  const { index } = phrasing;
  const without = nothingDraft(phrasing, table);
  if (without !== null) return { ...without, headline: claimText(phrasing, table, without.headline) };
  const { rows } = table;
  const shown = rows.flatMap((row) => row.entries);
  return {
    headline: claimText(phrasing, table, headlineOf(phrasing, table)),
    table: gridOf(phrasing, madeOf(table, index) ?? table),
    notes: notesOf(phrasing, table),
    sources: sourcesOf(phrasing, table),
    proof: proofOf(phrasing, table),
    ...mainFigure(table),
    ...(areSides(table.query) ? phraseSides(phrasing, table) : {}),
    items: refsOf(shown),
    followUps: followUpsOf(phrasing, table),
  };
}

const MOST_ADDENDS = 25;

/** The items of a sum, where they were named one by one or chosen by a figure; under any other their rows would be asked for. */
function madeOf({ query, selection }: FiguresTable, index: PlanIndex): FiguresTable | null {
  const isChosen = query.select.some((atom) => atom.type === 'items' || needsFigures(atom));
  const isSum = query.columns.every(
    (expr) => expr.type === 'fold' && expr.fold === 'sum' && isMeasure(expr.figure),
  );
  const { length } = selection.entries;
  if (query.by !== null || !isChosen || !isSum || length < 2 || length > MOST_ADDENDS) return null;
  return evaluate({ ...query, by: 'item' }, index);
}

function headlineOf(phrasing: Phrasing, table: FiguresTable): string {
  const { query } = table;
  if (query.fold !== null) return foldedHeadline(phrasing, table);
  if (query.order !== null) return rankingHeadline(phrasing, table);
  if (query.by === null) return singleHeadline(phrasing, table);
  return query.by === 'item' ? listHeadline(phrasing, table) : groupsHeadline(phrasing, table);
}

/** The figure of the headline, with the unit it is in. */
function mainFigure(table: FiguresTable): Pick<Draft, 'value' | 'unit'> {
  const { query, rows, folded, overall, checks } = table;
  if (folded !== null) return inUnit(folded.value, answerUnit(folded.unit));
  const [first] = rows;
  const own = first?.cells[0];
  if (query.by === null && own) {
    const { expr } = own;
    const printed =
      expr.type === 'fold' && expr.fold === 'sum'
        ? checks.find(({ measure }) => measure === expr.figure)
        : undefined;
    return inUnit(printed?.declared ?? own.value, answerUnit(own.unit));
  }
  if (query.order !== null && own) return inUnit(own.unit === 'day' ? null : own.value, answerUnit(own.unit));
  const total = overall[0];
  if (query.by !== 'item' && query.having.length === 0 && total)
    return inUnit(total.value, answerUnit(total.unit));
  return inUnit(rows.length, 'count');
}

const inUnit = (value: number | null, unit: ValueUnit) => ({ value, unit: value === null ? null : unit });

/** The items that a next question may speak of: the first of them. */
function refsOf(entries: readonly Entry[]): readonly ItemRef[] {
  const refs = new Set<ItemRef>();
  for (const entry of entries) {
    if (refs.size === MOST_ITEMS) break;
    if (entry.member) refs.add(entry.of.ref);
  }
  return [...refs];
}

/** Where the rows shown are printed. */
function sourcesOf({ index }: Phrasing, table: FiguresTable): readonly string[] {
  const others = yearsIn(table.query).filter((year) => year !== index.plan.head.year);
  const documents = others.flatMap((year) => index.years.get(year)?.plan.head.document ?? []);
  return [...new Set([...ownSources(index, table), ...documents])];
}

function ownSources(index: PlanIndex, { query, rows }: FiguresTable): readonly string[] {
  const figures = [...query.columns, ...(query.order ? [query.order.by] : [])]
    .flatMap(figuresOf)
    .filter(isMeasure);
  if (figures.length === 0) return listSource(index);
  const cells = rows.flatMap((row) => row.cells.flatMap(entriesOf));
  const entries = cells.length > 0 ? cells : rows.flatMap((row) => row.entries);
  return rowSources(index, [...new Set(entries)], figures, false);
}

const entriesOf = (value: Value): readonly Entry[] =>
  value.sides === null ? value.entries : value.sides.flatMap(entriesOf);
