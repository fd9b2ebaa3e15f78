import { z } from 'zod';
import { ITEM_KINDS, type ItemKind } from '../../../words/kinds.ts';
import { ROLES } from '../../../words/roles.ts';
import { ITEM_STATES } from '../../../words/states.ts';
import {
  day,
  integer,
  list,
  monthDay,
  oneOf,
  optionalDay,
  optionalEuro,
  optionalInteger,
  optionalMonthDay,
  optionalPercent,
  optionalText,
  parseEuro,
  text,
  yesNo,
} from './fields.ts';

const kind = oneOf(ITEM_KINDS);
const state = oneOf(ITEM_STATES);
const number = integer.refine((value) => value > 0, 'un numero intero maggiore di zero');
const year = integer.refine((value) => value >= 1990 && value <= 2100, 'un anno tra 1990 e 2100');

/** Kept as text until its unit is known: euro become cents without passing through floating point. */
const decimalText = z
  .string()
  .trim()
  .regex(/^-?\d+(\.\d+)?$/, 'un numero con il punto decimale');

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('it', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const kinds = list.transform((values, context): ItemKind[] => {
  const known = values.filter((value): value is ItemKind => kind.safeParse(value).success);
  if (known.length === 0 || known.length < values.length)
    context.addIssue({ code: 'custom', message: `tipi tra ${ITEM_KINDS.join(', ')}, separati da «;»` });
  return known;
});

const goals = list.transform((values, context) => {
  const numbers = values.map(Number);
  if (numbers.some((goal) => !Number.isInteger(goal) || goal < 1 || goal > 17))
    context.addIssue({ code: 'custom', message: 'goal da 1 a 17 separati da «;»' });
  return numbers;
});

/** What one CSV file of a plan folder holds: its name, its columns, whether a plan can do without it. */
interface TableSpec<S extends z.ZodObject> {
  readonly file: string;
  readonly schema: S;
  readonly required: boolean;
}

const table = <const S extends z.ZodRawShape>(
  file: string,
  shape: S,
  options: { required: boolean } = { required: false },
): TableSpec<z.ZodObject<S>> => ({ file, schema: z.object(shape), required: options.required });

const REQUIRED = { required: true };

/** Every table of a plan folder. The columns are those of `data/README.md`. */
export const TABLES = {
  plan: table(
    'plan.csv',
    {
      body: text,
      body_name: text,
      year,
      document: text,
      approval_act: optionalText,
      approved_on: optionalDay,
      controller_unit: text,
      patron_day: monthDay,
      timezone: text.refine(isZone, 'un fuso orario IANA, per esempio Europe/Rome'),
    },
    REQUIRED,
  ),
  departments: table('departments.csv', { code: text, name: text, aliases: list }, REQUIRED),
  units: table(
    'units.csv',
    { code: text, department: text, name: text, aliases: list, note: optionalText },
    REQUIRED,
  ),
  items: table(
    'items.csv',
    {
      kind,
      number,
      code: optionalText,
      title: text,
      short_title: text.refine((value) => value.length <= 60, 'un titolo breve di al più 60 caratteri'),
      summary: text,
      keywords: list,
      scope: oneOf(['unit', 'transversal']),
      horizon_start: year,
      horizon_end: year,
      weight: optionalInteger,
      attainment_pct: optionalPercent,
      sdg_goals: goals,
      sdg_targets: list,
    },
    REQUIRED,
  ),
  assignments: table(
    'assignments.csv',
    { kind, number, department: text, unit: optionalText, lead: yesNo, source: text },
    REQUIRED,
  ),
  costLines: table('cost_lines.csv', {
    kind,
    number,
    department: text,
    unit: optionalText,
    scope_as_printed: text,
    personnel_eur: optionalEuro,
    committed_eur: optionalEuro,
    settled_eur: optionalEuro,
    assessed_eur: optionalEuro,
    collected_eur: optionalEuro,
    note: optionalText,
  }),
  declared: table('declared.csv', { table: text, kind, measure: text, value: decimalText, section: text }),
  notes: table('notes.csv', {
    subject_type: oneOf(['item', 'unit', 'plan', 'code']),
    subject: text,
    note: text,
    source: text,
  }),
  phases: table('phases.csv', {
    code: text,
    name: text,
    kinds,
    opens_on: day,
    due_on: day,
    closes_on: optionalDay,
    source: optionalText,
  }),
  closures: table('closures.csv', { day, name: text }),
  monitoringCounts: table('monitoring_summary.csv', {
    phase: text,
    kind,
    state,
    count: integer.refine((value) => value >= 0, 'un numero intero non negativo'),
    source: text,
  }),
  acts: table('acts.csv', {
    code: text,
    date: optionalDay,
    end_date: optionalDay,
    kind: text,
    title: text,
    authority: optionalText,
    reference: optionalText,
    summary: text,
    keywords: list,
    source: text,
  }),
  legalDeadlines: table('legal_deadlines.csv', {
    code: text,
    title: text,
    due: optionalMonthDay,
    applies_to: optionalText,
    law: text,
    article: text,
    rule: text,
    keywords: list,
    source: text,
  }),
  goals: table('goals.csv', {
    number: integer.refine((value) => value >= 1 && value <= 17, 'un numero da 1 a 17'),
    name: text,
    short_name: text,
    keywords: list,
  }),
  facts: table('facts.csv', {
    code: text,
    topic: text,
    subject: text,
    measure: text,
    period: text,
    value: decimalText,
    unit: oneOf(['eur', 'percent', 'persons', 'count', 'sqm', 'sqkm', 'years', 'score', 'hours']),
    keywords: list,
    source: text,
  }),
  factNotes: table('fact_notes.csv', { topic: text, note: text, source: text }),
  glossary: table('glossary.csv', { term: text, aliases: list, definition: text, source: text }),
  people: table('people.csv', { code: text, name: text, email: z.email('un indirizzo e-mail') }, REQUIRED),
  roles: table(
    'roles.csv',
    {
      person: text,
      role: oneOf(ROLES),
      department: optionalText,
      unit: optionalText,
    },
    REQUIRED,
  ),
} as const;

export type TableName = keyof typeof TABLES;
/** A parsed row of a table. */
export type RowOf<N extends TableName> = z.output<(typeof TABLES)[N]['schema']>;

/** A fact's value in its unit: integer cents for `eur`, else the number itself. */
export const factValue = (value: string, unit: RowOf<'facts'>['unit']): number =>
  unit === 'eur' ? (parseEuro(value) ?? Math.round(Number(value) * 100)) : Number(value);
