import type { BarChart, ChartUnit, Tone } from '../../answers/chart/chart.ts';
import type { Plan } from '../../domain/types.ts';
import { textOfCell } from '../cells.ts';
import type { Block, DocumentTable } from '../document.ts';

/** Which columns of a table are drawn, and what the picture says. */
interface Drawn {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly (readonly [label: string, tone: Tone])[];
  readonly stacked?: true;
}

/**
 * Columns of a table as a picture: its figures are the table's own. Nothing where there are too few rows to see.
 * @throws Error for a column that the table has not
 */
export function chartOfTable(plan: Plan, table: DocumentTable, drawn: Drawn): readonly Block[] {
  if (table.rows.length < 3) return [];
  const at = drawn.columns.map(([label]) => table.columns.findIndex((column) => column.label === label));
  const columns = at.map((index) => {
    const column = table.columns[index];
    if (!column) throw new Error(`a column to draw is not in the table: ${drawn.title}`);
    return column;
  });
  const figures = table.rows.map((row) => at.map((index) => row[index] ?? null));
  if (figures.flat().every((figure) => figure === null || figure === 0)) return [];
  const chart: BarChart = {
    form: 'bars',
    upright: false,
    stacked: drawn.stacked ?? false,
    unit: unitOf(columns[0]?.type),
    title: drawn.title,
    subtitle: drawn.subtitle,
    source: null,
    language: 'it',
    remarks: [],
    rowsAre: table.columns[0]?.label ?? '',
    series: drawn.columns.map(([name, tone]) => ({ name: name.toLowerCase(), tone })),
    rows: table.rows.map((row, index) => ({
      label: String(row[0] ?? ''),
      figures: columns.map((column, place) => {
        const figure = figures[index]?.[place] ?? null;
        return {
          value: typeof figure === 'number' ? figure : null,
          text: textOfCell(figure, column),
        };
      }),
      total: null,
    })),
    reference: null,
    ...(plan.head.colours === undefined ? {} : { colours: plan.head.colours }),
  };
  return [{ type: 'chart', chart }];
}

function unitOf(type: string | undefined): ChartUnit {
  if (type === 'money') return 'eur';
  if (type === 'percent') return 'percent';
  return 'count';
}
