import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { isSuperseded, type KnownTerms } from '../../../domain/plan/index.ts';
import type { GlossaryEntry, Goal } from '../../../domain/types.ts';
import type { PlanRows } from './check-references.ts';
import type { ImportIssue } from './issues.ts';
import type { ReadRows } from './read-table.ts';
import type { TableName } from './tables.ts';

const DATA = new URL('../../../../data/', import.meta.url);

const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(new URL(file, DATA), 'utf8'), { columns: true, skip_empty_lines: true });

const termsOf = (file: string): readonly GlossaryEntry[] =>
  rowsOf(file).map(({ term = '', aliases = '', definition = '', source = '' }) => ({
    term,
    aliases: aliases.split(';'),
    definition,
    source,
  }));

/** The 17 goals of the 2030 Agenda, the same for every body. */
export const readGoals = (): readonly Goal[] =>
  rowsOf('italiano/agenda-2030.csv').map(
    ({ number = '', name = '', short_name: shortName = '', keywords = '' }) => ({
      number: Number(number),
      name,
      shortName,
      keywords: keywords.split(';'),
    }),
  );

/** Rows that the general ones of `data/italiano` supersede: they are kept, and the general ones answer. One warning a file. */
export function supersededIn(tables: PlanRows): readonly ImportIssue[] {
  const found: ImportIssue[] = [];
  const { glossary, legalDeadlines, goals, plan } = tables;
  const body = plan.rows[0]?.row.body ?? '';
  const warn = ({ rows: [first] }: ReadRows<TableName>, lines: readonly number[], says: string): void => {
    if (first === undefined || lines.length === 0) return;
    const { place: file } = first.from;
    found.push({ level: 'warning', file, lines, column: null, value: null, expected: says, example: null });
  };
  if (glossary.rows.length > 0) {
    const [head] = rowsOf('lucca-2021/plan.csv');
    const known: KnownTerms = {
      general: termsOf('italiano/glossario.csv'),
      example: {
        body: head?.body ?? '',
        name: head?.body_name ?? '',
        glossary: termsOf('lucca-2021/glossary.csv'),
      },
    };
    const copied = glossary.rows.filter(({ row }) => isSuperseded(body, row, known));
    warn(
      glossary,
      copied.map(({ line }) => line),
      'definizioni generali o copiate da un altro ente: si conservano, ma risponde il glossario di Traguardo',
    );
  }
  if (legalDeadlines.rows.length > 0) {
    const codes = new Set(rowsOf('italiano/termini-di-legge.csv').map(({ code }) => code));
    const old = legalDeadlines.rows.filter(({ row }) => codes.has(row.code));
    warn(
      legalDeadlines,
      old.map(({ line }) => line),
      'termini di legge uguali per tutti gli enti: si conservano, ma rispondono quelli di Traguardo',
    );
  }
  warn(
    goals,
    goals.rows.map(({ line }) => line),
    'i 17 goal sono gli stessi per tutti gli enti: valgono i nomi di Traguardo, il file non serve',
  );
  return found;
}
