import { costSection } from '../../answers/phrase/sources.ts';
import { sumOf } from '../../domain/plan/index.ts';
import type { BudgetLine, CostLine, Plan } from '../../domain/types.ts';
import { ITEM_KINDS, kindNoun } from '../../words/kinds.ts';
import { COST_MEASURES, type CostMeasure, MEASURE_NAMES } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { DocumentCell, DocumentColumn, DocumentTable } from '../document.ts';
import { itemLabel } from './evidence.ts';
import { adding, planSource, text } from './phase-tables.ts';

/** The amounts that a plan's rows declare: a column that none of them has is no column. */
export const amountsOf = (plan: Plan): readonly CostMeasure[] =>
  COST_MEASURES.filter((measure) => plan.costLines.some((line) => line[measure] !== null));

const amountName = ({ head }: Plan, measure: CostMeasure): string =>
  capital(head.wording?.amounts[measure]?.names[0] ?? MEASURE_NAMES[measure].it);

const amountColumns = (plan: Plan): readonly DocumentColumn[] =>
  amountsOf(plan).map((measure) => adding(amountName(plan, measure), 'money'));

const sums = (plan: Plan, lines: readonly CostLine[]): readonly DocumentCell[] =>
  amountsOf(plan).map((measure) => sumOf(lines, measure));

const costSource = (plan: Plan): string => planSource(plan, costSection(plan));

const NO_COSTS = 'Il piano non dichiara costi né entrate.';

/** Costs and revenue by kind of item. */
export const costsByKind = (plan: Plan): DocumentTable => ({
  type: 'table',
  columns: [text('Tipo'), adding('Righe'), ...amountColumns(plan)],
  rows: ITEM_KINDS.flatMap((kind) => {
    const lines = plan.costLines.filter((line) => line.kind === kind);
    return lines.length === 0
      ? []
      : [[capital(kindNoun(kind, plan.head.wording?.items).many), lines.length, ...sums(plan, lines)]];
  }),
  source: costSource(plan),
  empty: NO_COSTS,
});

/** Costs and revenue by department. */
export const costsByDepartment = (
  plan: Plan,
  lines: readonly CostLine[] = plan.costLines,
): DocumentTable => ({
  type: 'table',
  columns: [text('Struttura'), adding('Righe'), ...amountColumns(plan)],
  rows: [...Map.groupBy(lines, ({ department }) => department)]
    .toSorted(([a], [b]) => placeOf(plan, a) - placeOf(plan, b))
    .map(([department, own]) => [department, own.length, ...sums(plan, own)]),
  source: costSource(plan),
  empty: NO_COSTS,
});

const placeOf = (plan: Plan, department: string): number =>
  plan.departments.findIndex(({ code }) => code === department);

/** Each row as the document prints it. */
export const costRows = (plan: Plan, lines: readonly CostLine[]): DocumentTable => ({
  type: 'table',
  columns: [text('Voce'), text('Struttura'), ...amountColumns(plan)],
  rows: lines.map((line) => [
    itemLabel(plan, line),
    line.unit ?? line.department,
    ...amountsOf(plan).map((measure) => line[measure]),
  ]),
  source: costSource(plan),
  empty: NO_COSTS,
});

/** How much of what was committed was paid, and of what was assessed cashed; null where the plan prints neither. */
export function ratesByDepartment(plan: Plan): DocumentTable | null {
  const amounts = amountsOf(plan);
  const paid = amounts.includes('committed') && amounts.includes('settled');
  const cashed = amounts.includes('assessed') && amounts.includes('collected');
  if (!paid && !cashed) return null;
  const rate = (lines: readonly CostLine[], of: CostMeasure, on: CostMeasure): number | null => {
    const [part, whole] = [sumOf(lines, of), sumOf(lines, on)];
    return part === null || whole === null || whole === 0 ? null : (part * 100) / whole;
  };
  return {
    type: 'table',
    columns: [
      text('Struttura'),
      ...(paid ? [{ label: 'Liquidato su impegnato', type: 'percent' as const }] : []),
      ...(cashed ? [{ label: 'Riscosso su accertato', type: 'percent' as const }] : []),
    ],
    rows: [
      ...[...Map.groupBy(plan.costLines, ({ department }) => department)].toSorted(
        ([a], [b]) => placeOf(plan, a) - placeOf(plan, b),
      ),
      ['Tutto l’ente', plan.costLines] as const,
    ].map(([name, lines]) => [
      name,
      ...(paid ? [rate(lines, 'settled', 'committed')] : []),
      ...(cashed ? [rate(lines, 'collected', 'assessed')] : []),
    ]),
    source: `${costSource(plan)}. Ogni rapporto è tra le somme della tabella dei costi per struttura.`,
    empty: NO_COSTS,
  };
}

/** The amounts of the budget by year and entry; null where the plan has none. */
export function budgetTable(
  plan: Plan,
  lines: readonly BudgetLine[] = plan.budgetLines,
): DocumentTable | null {
  if (lines.length === 0) return null;
  const years = [...new Set(lines.map(({ year }) => year))].sort();
  return {
    type: 'table',
    columns: [text('Importo'), ...years.map((year) => ({ label: String(year), type: 'money' as const }))],
    // Entries of different kinds (allotted, committed, paid) are not added up.
    rows: [...Map.groupBy(lines, ({ entry }) => entry)].map(([entry, own]) => [
      capital(entry),
      ...years.map((year) => {
        const amounts = own.filter((line) => line.year === year).map(({ amount }) => amount);
        return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
      }),
    ]),
    source: planSource(plan, 'righe di bilancio'),
    empty: '',
  };
}
