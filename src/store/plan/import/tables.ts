import { z } from 'zod';
import { ITEM_KINDS, type ItemKind } from '../../../words/kinds.ts';
import { QUESTION_KIND_NAMES, QUESTION_KINDS, type QuestionKind } from '../../../words/question-kinds.ts';
import { ROLES } from '../../../words/roles.ts';
import { ITEM_STATES } from '../../../words/states.ts';
import {
  colours,
  day,
  euro,
  integer,
  list,
  oneOf,
  optionalDay,
  optionalDecimal,
  optionalEuro,
  optionalIndicatorValue,
  optionalInteger,
  optionalMonthDay,
  optionalOneOf,
  optionalPercent,
  optionalText,
  parseEuro,
  targetsByYear,
  text,
  yesNo,
} from './fields.ts';

const kind = oneOf(ITEM_KINDS);
const state = oneOf(ITEM_STATES);
const number = integer.refine((value) => value > 0, 'un numero intero maggiore di zero');
const isYear = (value: number | null): boolean => value === null || (value >= 1990 && value <= 2100);
const year = integer.refine(isYear, 'un anno tra 1990 e 2100');
const optionalYear = optionalInteger.refine(isYear, 'un anno tra 1990 e 2100');

/** Kept as text until its unit is known: euro become cents without passing through floating point. */
const decimalText = z
  .string()
  .trim()
  .regex(/^-?\d+(\.\d+)?$/, 'un numero');

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

const questionKinds = list.transform((values, context): QuestionKind[] => {
  const known = QUESTION_KINDS.filter((kind) => values.includes(QUESTION_KIND_NAMES[kind].it));
  if (known.length < values.length)
    context.addIssue({
      code: 'custom',
      message: `domande tra ${QUESTION_KINDS.map((kind) => QUESTION_KIND_NAMES[kind].it).join(', ')}, separate da «;»`,
    });
  return known;
});

const goals = list.transform((values, context) => {
  const numbers = values.map(Number);
  if (numbers.some((goal) => !Number.isInteger(goal) || goal < 1 || goal > 17))
    context.addIssue({ code: 'custom', message: 'goal da 1 a 17 separati da «;»' });
  return numbers;
});

/** What one CSV file of a plan folder holds: its name, its columns, whether a plan can do without it or without some of them. */
interface TableSpec<S extends z.ZodObject> {
  readonly file: string;
  readonly schema: S;
  readonly required: boolean;
  /** Columns that a file may lack: nothing is declared in them. */
  readonly optional: readonly string[];
  /** Columns that are none of these are kept, under their own heading: of accounts they are not, since they may say anything of a person. */
  readonly keepsOthers: boolean;
}

const table = <const S extends z.ZodRawShape, const O extends z.ZodRawShape = Record<never, never>>(
  file: string,
  shape: S,
  { required = false, keepsOthers = true, optional }: TableOptions<O> = {},
): TableSpec<z.ZodObject<S & O>> => ({
  file,
  schema: z.object({ ...shape, ...optional } as S & O),
  required,
  optional: Object.keys(optional ?? {}),
  keepsOthers,
});

interface TableOptions<O extends z.ZodRawShape> {
  readonly required?: boolean;
  readonly keepsOthers?: boolean;
  readonly optional?: O;
}

const REQUIRED_AND_KNOWN = { required: true, keepsOthers: false };
const KNOWN = { keepsOthers: false };

/** How the body calls its items (one, many, gender) and its columns of amounts (names, the printed one first). */
const WORDING_COLUMNS = {
  objective_noun: list,
  process_noun: list,
  personnel_name: list,
  committed_name: list,
  settled_name: list,
  assessed_name: list,
  collected_name: list,
  evaluator_name: list,
};

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
      timezone: text.refine(isZone, 'un fuso orario IANA, per esempio Europe/Rome'),
    },
    {
      required: true,
      keepsOthers: false,
      optional: {
        controller_unit: optionalText,
        patron_day: optionalMonthDay,
        weight_sum: optionalDecimal,
        weight_per: optionalOneOf(['body', 'department', 'unit']),
        colours,
        ...WORDING_COLUMNS,
      },
    },
  ),
  departments: table(
    'departments.csv',
    { code: text, name: text, aliases: list },
    { required: true, optional: { level: optionalText } },
  ),
  units: table(
    'units.csv',
    { code: text, department: text, name: text, aliases: list, note: optionalText },
    { required: true, optional: { level: optionalText, parent: optionalText } },
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
      weight: optionalDecimal,
      attainment_pct: optionalPercent,
      sdg_goals: goals,
      sdg_targets: list,
    },
    {
      required: true,
      optional: {
        key: optionalText,
        starts_on: optionalDay,
        due_on: optionalDay,
        parent: optionalText,
        mission: optionalText,
        programme: optionalText,
        type: optionalText,
        priority: optionalText,
        stakeholders: list,
        expected_result: optionalText,
      },
    },
  ),
  assignments: table(
    'assignments.csv',
    { kind, number, department: text, unit: optionalText, lead: yesNo, source: text },
    { required: true, optional: { share_pct: optionalPercent } },
  ),
  indicators: table(
    'indicators.csv',
    { kind, number, name: text },
    {
      optional: {
        code: optionalText,
        formula: optionalText,
        unit: optionalText,
        direction: optionalOneOf(['higher', 'lower']),
        weight: optionalDecimal,
        baseline: optionalIndicatorValue,
        baseline_year: optionalYear,
        targets: targetsByYear,
        result: optionalIndicatorValue,
        source: optionalText,
      },
    },
  ),
  milestones: table(
    'milestones.csv',
    { kind, number, name: text },
    {
      optional: {
        code: optionalText,
        expected_from: optionalDay,
        expected_to: optionalDay,
        done_on: optionalDay,
        weight: optionalDecimal,
        responsible: optionalText,
      },
    },
  ),
  budgetLines: table(
    'budget_lines.csv',
    { kind, number, entry: text, amount_eur: euro },
    {
      optional: {
        department: optionalText,
        unit: optionalText,
        year: optionalYear,
        fund: optionalText,
        chapter: optionalText,
        mission: optionalText,
        programme: optionalText,
        cup: optionalText,
        note: optionalText,
      },
    },
  ),
  itemRoles: table('item_roles.csv', { kind, number, role: text, person: text }),
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
  notes: table(
    'notes.csv',
    {
      subject_type: oneOf(['item', 'unit', 'plan', 'code']),
      subject: text,
      note: text,
      source: text,
    },
    { optional: { contradicts: optionalOneOf(['yes', 'no']) } },
  ),
  phases: table(
    'phases.csv',
    {
      code: text,
      name: text,
      kinds,
      opens_on: day,
      due_on: day,
      closes_on: optionalDay,
      source: optionalText,
    },
    KNOWN,
  ),
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
  factNotes: table(
    'fact_notes.csv',
    { topic: text, note: text, source: text },
    { optional: { contradicts: optionalOneOf(['yes', 'no']) } },
  ),
  statements: table(
    'statements.csv',
    { code: text, asked: list, text, source: text },
    { optional: { subject: list, answers: questionKinds } },
  ),
  glossary: table('glossary.csv', { term: text, aliases: list, definition: text, source: text }),
  people: table(
    'people.csv',
    { code: text, name: text, email: z.email('un indirizzo e-mail') },
    REQUIRED_AND_KNOWN,
  ),
  roles: table(
    'roles.csv',
    {
      person: text,
      role: oneOf(ROLES),
      department: optionalText,
      unit: optionalText,
    },
    REQUIRED_AND_KNOWN,
  ),
} as const;

export type TableName = keyof typeof TABLES;
/** A parsed row of a table. */
export type RowOf<N extends TableName> = z.output<(typeof TABLES)[N]['schema']>;

/** A fact's value in its unit: integer cents for `eur`, else the number itself. */
export const factValue = (value: string, unit: RowOf<'facts'>['unit']): number =>
  unit === 'eur' ? (parseEuro(value) ?? Math.round(Number(value) * 100)) : Number(value);
