import type { TableName } from './tables.ts';
import type { ValueKind } from './values.ts';

/** How the cells of a column are written, where they are not plain text. A table's own columns before everybody's. */
const EVERYWHERE: Readonly<Record<string, ValueKind>> = {
  kind: 'kind',
  number: 'number',
  year: 'whole',
  weight: 'decimal',
  lead: 'yes_no',
  contradicts: 'yes_no',
  department: 'text',
  unit: 'text',
  aliases: 'list',
  keywords: 'list',
  stakeholders: 'list',
  approved_on: 'day',
  opens_on: 'day',
  due_on: 'day',
  closes_on: 'day',
  starts_on: 'day',
  expected_from: 'day',
  expected_to: 'day',
  done_on: 'day',
  day: 'day',
  patron_day: 'month_day',
  horizon_start: 'whole',
  horizon_end: 'whole',
  baseline_year: 'whole',
  attainment_pct: 'percent',
  share_pct: 'percent',
  personnel_eur: 'euro',
  committed_eur: 'euro',
  settled_eur: 'euro',
  assessed_eur: 'euro',
  collected_eur: 'euro',
  amount_eur: 'euro',
  sdg_goals: 'goals',
  sdg_targets: 'list',
  scope: 'scope',
  email: 'email',
  weight_sum: 'decimal',
  weight_per: 'level',
  colours: 'list',
  objective_noun: 'list',
  process_noun: 'list',
  personnel_name: 'list',
  committed_name: 'list',
  settled_name: 'list',
  assessed_name: 'list',
  collected_name: 'list',
};

const OF_TABLE: { readonly [N in TableName]?: Readonly<Record<string, ValueKind>> } = {
  departments: { code: 'code' },
  units: { code: 'code' },
  items: { code: 'code' },
  declared: { value: 'decimal' },
  phases: { kinds: 'kinds' },
  monitoringCounts: { state: 'state', count: 'whole' },
  acts: { kind: 'text', date: 'day', end_date: 'day' },
  legalDeadlines: { due: 'month_day' },
  facts: { value: 'decimal', unit: 'fact_unit' },
  indicators: { baseline: 'indicator', result: 'indicator', targets: 'targets', direction: 'direction' },
  roles: { role: 'role' },
  itemRoles: { role: 'text' },
  notes: { subject_type: 'subject' },
  // What a mark stands for may itself be explained.
  glossary: { term: 'term' },
};

/** How the cells of a column are written. */
export const valueKindOf = (table: TableName, column: string): ValueKind =>
  OF_TABLE[table]?.[column] ?? EVERYWHERE[column] ?? 'text';
