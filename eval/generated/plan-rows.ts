/** A plan folder as the oracle and the generator need it. Read here anew: nothing of `src/` is used. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Kind, Level, Money, Ref } from './request.ts';

export interface Structure {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  /** The department of a unit; its own code for a department. */
  readonly department: string;
}

export interface PlanItem {
  readonly ref: Ref;
  readonly kind: Kind;
  readonly number: number;
  readonly code: string;
  readonly title: string;
  readonly transversal: boolean;
  readonly start: number;
  readonly end: number;
  readonly weight: number | null;
  readonly attainment: number | null;
  readonly goals: readonly number[];
  /** Where it is assigned; an empty unit is the whole department. */
  readonly places: readonly { readonly department: string; readonly unit: string }[];
  readonly lines: readonly CostLine[];
}

/** What one structure declares for an item, in cents. */
export interface CostLine {
  readonly department: string;
  readonly unit: string;
  readonly money: Readonly<Record<Exclude<Money, 'resources'>, number | null>>;
}

export interface PlanRows {
  readonly year: number;
  readonly structures: readonly Structure[];
  readonly items: readonly PlanItem[];
  /** Totals the document prints, by `process.personnel_eur`: they may differ from the sum of its rows. */
  readonly printed: ReadonlyMap<string, number>;
}

const number = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const cents = (text: string): number | null => (text.trim() === '' ? null : Math.round(Number(text) * 100));

/** Reads a plan folder. @throws when a file that every plan has is missing. */
export const readRows = (folder: string): PlanRows => {
  const table = (file: string): Record<string, string>[] => {
    const path = join(folder, file);
    return existsSync(path) ? parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) : [];
  };
  const text = (row: Record<string, string>, column: string): string => row[column] ?? '';
  const refOf = (row: Record<string, string>): Ref =>
    `${text(row, 'kind') as Kind}:${Number(text(row, 'number'))}`;
  const [assignments, costs] = [table('assignments.csv'), table('cost_lines.csv')];
  const [plan] = table('plan.csv');
  if (!plan) throw new Error(`${folder} has no plan.csv`);
  return {
    year: Number(plan.year),
    structures: [
      ...table('departments.csv').map((row) => ({
        level: 'department' as const,
        code: text(row, 'code'),
        name: text(row, 'name'),
        department: text(row, 'code'),
      })),
      ...table('units.csv').map((row) => ({
        level: 'unit' as const,
        code: text(row, 'code'),
        name: text(row, 'name'),
        department: text(row, 'department'),
      })),
    ],
    items: table('items.csv').map((row) => ({
      ref: refOf(row),
      kind: text(row, 'kind') as Kind,
      number: Number(text(row, 'number')),
      code: text(row, 'code'),
      title: text(row, 'short_title'),
      transversal: text(row, 'scope') === 'transversal',
      start: Number(text(row, 'horizon_start')),
      end: Number(text(row, 'horizon_end')),
      weight: number(text(row, 'weight')),
      attainment: number(text(row, 'attainment_pct')),
      goals: text(row, 'sdg_goals').split(';').filter(Boolean).map(Number),
      places: assignments
        .filter((place) => refOf(place) === refOf(row))
        .map((place) => ({ department: text(place, 'department'), unit: text(place, 'unit') })),
      lines: costs
        .filter((line) => refOf(line) === refOf(row))
        .map((line) => ({
          department: text(line, 'department'),
          unit: text(line, 'unit'),
          money: {
            personnel: cents(text(line, 'personnel_eur')),
            committed: cents(text(line, 'committed_eur')),
            settled: cents(text(line, 'settled_eur')),
            assessed: cents(text(line, 'assessed_eur')),
            collected: cents(text(line, 'collected_eur')),
          },
        })),
    })),
    printed: new Map(
      table('declared.csv')
        .filter((row) => text(row, 'measure').endsWith('_eur'))
        .map((row) => [
          `${text(row, 'kind')}.${text(row, 'measure')}`,
          Math.round(Number(text(row, 'value')) * 100),
        ]),
    ),
  };
};
