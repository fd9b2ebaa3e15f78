import { z } from 'zod';
import { ATTRIBUTES } from '../words/attributes.ts';
import { ITEM_KINDS } from '../words/kinds.ts';
import { MEASURES } from '../words/measures.ts';
import { BOUNDS } from '../words/operators.ts';
import { QUESTION_KINDS } from '../words/question-kinds.ts';
import { ITEM_STATES } from '../words/states.ts';
import { areSides, figuresQuerySchema } from './figures/figures-query.ts';
import { ASPECTS } from './knowledge/law.ts';
import { partsQuerySchema } from './parts/parts-query.ts';
import { GROUPS } from './relations/read-relation.ts';
import { factQuerySchema } from './tables/fact-query.ts';
import { TALK_TOPICS } from './talk/talk-lines.ts';
import { weightsQuerySchema } from './weights/weights-query.ts';

const measureSchema = z.enum(MEASURES);

const kindSchema = z.enum(ITEM_KINDS);
const stateSchema = z.enum(ITEM_STATES);
const refSchema = z.templateLiteral([kindSchema, ':', z.number()]);

/** "Quanto costa il 24?", "di chi è il 28.4?", "piste ciclabili": one item or the few that fit; no measure and no attribute means the whole card. */
const itemQuery = z.object({
  type: z.literal('item'),
  items: z.array(refSchema).min(1),
  measures: z.array(measureSchema),
  attributes: z.array(z.enum(ATTRIBUTES)),
  /** The part of a shared item that falls in this department. */
  department: z.string().nullable(),
  /** Asked with "perché": why it is so the document does not say. */
  reason: z.boolean().nullable().optional(),
});

/** The rank of units that "per servizio" means, where a body has several. */
const tierSchema = z.string().nullable().optional();

/** "Chi guida il settore 5?", "quali U.O. ha il settore 3?", "quanti settori ci sono?"; no code means all. */
const structureQuery = z.object({
  type: z.literal('structure'),
  tier: tierSchema,
  codes: z.array(z.string()),
  aspect: z.enum(['card', 'units', 'departments']),
  /** Departments that are left out, where all but these are told. */
  excluded: z.array(z.string()).nullable().optional(),
});

/** "Che cos'è il goal 11?", "quali goal ci sono?"; no number means all seventeen. */
const goalQuery = z.object({ type: z.literal('goal'), numbers: z.array(z.number()) });

/** "Quando è finita l'indagine?", "entro quando va approvato il PEG?": dated acts, phases and legal deadlines. */
const dateQuery = z.object({
  type: z.literal('date'),
  acts: z.array(z.string()),
  phases: z.array(z.string()),
  legal: z.array(z.string()),
  /** The term of the law is what was asked for; otherwise the body's own date comes first. */
  lawFirst: z.boolean(),
  /** It is asked when that happened, of which there is no day: the term of law is told beside it. */
  happened: z.boolean().nullable().optional(),
  /** Of the whole calendar, only what comes from this day on. */
  from: z.string().nullable().optional(),
});

/** "Elenca gli atti del Consiglio", "quante delibere di Giunta tra giugno e ottobre 2021?": acts by organ, form and day. */
const actsQuery = z.object({
  type: z.literal('acts'),
  /** As the plan names them; none means all. */
  organs: z.array(z.string()),
  /** What the reference must begin with: "deliber", "determin"; null for any form. */
  form: z.string().nullable(),
  /** First and last day; null for no limit. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Only how many. */
  count: z.boolean(),
  /** Acts that the words of the question name, by code; null for all. */
  codes: z.array(z.string()).nullable().default(null),
  /** By day, from the first or from the last, so many of them. */
  order: z
    .object({ from: z.enum(['first', 'last']), limit: z.number().int().min(1) })
    .nullable()
    .default(null),
  /** Only the act next to this one, after it or before it by day. */
  beside: z
    .object({ code: z.string(), step: z.union([z.literal(1), z.literal(-1)]) })
    .nullable()
    .default(null),
  /** How many each has; with `top` the one that has most or fewest. */
  by: z.enum(GROUPS).nullable().default(null),
  top: z.enum(['max', 'min']).nullable().default(null),
});

/** What may be so of a row of a live phase: an item, and what was reported of it. What was sent may have been sent back; what has arrived stands. */
export const LIVE_FACTS = [
  'arrived',
  'sent',
  'missing',
  'waiting',
  'approved',
  'returned',
  'critical',
  'actions',
  'changed',
] as const;
export type LiveFact = (typeof LIVE_FACTS)[number];

/** What is told of the rows: their states, or what is so of them all. */
const LIVE_VIEWS = [
  'states',
  'arrived',
  'waiting',
  'approved',
  'returned',
  'critical',
  'actions',
  'changed',
] as const;

const liveConditionSchema = z.object({ is: z.enum(LIVE_FACTS), not: z.boolean() });
export type LiveCondition = z.infer<typeof liveConditionSchema>;

const numberBound = z.object({ op: z.enum(BOUNDS), value: z.number() });

/** "Quanti obiettivi erano in fase?", "chi deve ancora rispondere?": the document's own summary and the live phases. */
const monitoringQuery = z.object({
  type: z.literal('monitoring'),
  tier: tierSchema,
  kind: kindSchema.nullable(),
  states: z.array(stateSchema),
  departments: z.array(z.string()),
  units: z.array(z.string()),
  items: z.array(refSchema),
  /** Only what has not been answered yet. */
  missing: z.boolean(),
  /** What is asked of the live phase: the states, or only what waits for a decision, was sent back, was reported as critical, is to be done, is not as it was in the phase before. */
  view: z.enum(LIVE_VIEWS).default('states'),
  /** What else is so of each row, or is not. */
  also: z.array(liveConditionSchema).default([]),
  /** Only rows of which so much was reported, in per cent. */
  percent: numberBound.nullable().default(null),
  /** Structures of which nothing is told. */
  without: z.array(z.string()).default([]),
  /** How many each structure has; with `order` those that have most or fewest, with `having` those whose number holds. */
  by: z.enum(['department', 'unit']).nullable().default(null),
  order: z.enum(['max', 'min']).nullable().default(null),
  having: numberBound.nullable().default(null),
  /** Only structures that have a row of which this is so, or none. */
  holding: z.array(liveConditionSchema).default([]),
  /** So many of the order; rows are ordered by how long they have been so. */
  limit: z.number().int().min(1).nullable().default(null),
  /** Of the phase before the one that is open. */
  former: z.boolean().default(false),
  /** For how many days it has waited, or since the decision, or since it came in. */
  since: numberBound.nullable().default(null),
  /** Corrective actions that are due on these days, or reports that came in or were decided on on them. */
  due: z.object({ from: z.string(), to: z.string() }).nullable().default(null),
  /** "Che percentuale è stata modificata?": each state as a part of all, or the rows as a part of those of which only the rest is so. */
  share: z.boolean().default(false),
  /** How far what came in is, on the mean, or the row that is furthest or least far. */
  progress: z.enum(['mean', 'max', 'min']).nullable().default(null),
  /** How many come in a day. */
  daily: z.boolean().default(false),
  /** Asks whether it is so of those that are named. */
  claim: z.boolean().default(false),
});

/** A phase as it stands, of all that it asks about. */
export const WHOLE_PHASE: QueryOf<'monitoring'> = {
  type: 'monitoring',
  kind: null,
  states: [],
  departments: [],
  units: [],
  items: [],
  missing: false,
  view: 'states',
  also: [],
  percent: null,
  without: [],
  by: null,
  order: null,
  having: null,
  holding: [],
  limit: null,
  former: false,
  since: null,
  due: null,
  share: false,
  progress: null,
  daily: false,
  claim: false,
};

/** "Che cosa vuol dire impegno?": terms of the glossary. */
const termQuery = z.object({ type: z.literal('term'), terms: z.array(z.string()).min(1) });

/** Greetings, help, thanks, a cleared conversation, what the plan is, and other talk. */
const aboutQuery = z.object({
  type: z.literal('about'),
  topic: z.enum([
    'greeting',
    'help',
    'thanks',
    'reset',
    'plan',
    'approval',
    'patron',
    'controller',
    'discrepancies',
    ...TALK_TOPICS,
  ]),
});

/** "A chi va il referto?", "è obbligatorio il PIAO?": the rule that says it, by its code; null where the law that is held does not say. */
const ruleQuery = z.object({
  type: z.literal('rule'),
  subject: z.string(),
  rule: z.string().nullable(),
  /** What was asked of the subject, and what is done with it (`approvare`). */
  aspect: z.enum(ASPECTS),
  act: z.string().nullable(),
  /** The words of the question, which no rule that is held answers. */
  asked: z.string().nullable().optional(),
  /** The rule that says all but those. */
  near: z.string().nullable().optional(),
});

/** "Che cosa resta da migliorare?", "perché è stato fatto il questionario?": what the document says in words. */
const statementQuery = z.object({
  type: z.literal('statement'),
  code: z.string(),
  /** What was asked of its subject, where it says all but that. */
  unsaid: z.enum(QUESTION_KINDS).nullable().optional(),
});

/** "A chi arrivano i solleciti se sono in ferie?": how Traguardo itself works. */
const useQuery = z.object({ type: z.literal('use'), topic: z.string() });

/** "Quale obiettivo parla di difficoltà?", "in quale processo si cita Pescaglia?": items of which a text holds the words. */
const passageQuery = z.object({
  type: z.literal('passage'),
  words: z.array(z.string()).min(1),
  kind: kindSchema.nullable(),
  /** The one whose texts are asked for. */
  item: refSchema.nullable().optional(),
  /** What is asked of it, and other words beside these, that none of the texts holds. */
  unsaid: z.array(z.string()).nullable().optional(),
  beside: z.array(z.string()).nullable().optional(),
  /** «Quanti», «quante»: a number is asked for. */
  counted: z.string().nullable().optional(),
});

/** "I dipendenti sono 511 o 533?": remarks on the document, by their codes. */
const remarkQuery = z.object({ type: z.literal('remark'), remarks: z.array(z.string()).min(1) });

/** "La relazione dice 21,88 %: è giusto?": a printed total against what its rows or addends give. */
const checkQuery = z.object({ type: z.literal('check'), kind: kindSchema, measure: z.string() });

/** Everything that can be asked. A question becomes one of these or is refused; nothing else reaches the figures. */
export const querySchema = z.discriminatedUnion('type', [
  itemQuery,
  structureQuery,
  goalQuery,
  dateQuery,
  monitoringQuery,
  termQuery,
  factQuerySchema,
  ruleQuery,
  statementQuery,
  actsQuery,
  useQuery,
  passageQuery,
  remarkQuery,
  checkQuery,
  aboutQuery,
  figuresQuerySchema,
  partsQuerySchema,
  weightsQuerySchema,
]);
export type Query = z.infer<typeof querySchema>;

/** Whether it has a row for each unit, or puts units in an order. */
export function groupsUnits(query: Query): query is Extract<Query, { tier?: string | null | undefined }> {
  switch (query.type) {
    case 'monitoring':
      return query.by === 'unit';
    case 'structure':
      return query.aspect === 'units';
    case 'figures':
      return query.by === 'unit' || query.order?.per === 'unit';
    case 'parts':
      return query.ask.of === 'rows' && query.ask.by === 'atUnit';
    default:
      return false;
  }
}

export type QueryOf<T extends Query['type']> = Extract<Query, { type: T }>;

/** Whether it gives the items themselves, all of them, in no order. */
export const isList = (query: Query): query is QueryOf<'figures'> & { readonly by: 'item' } =>
  query.type === 'figures' &&
  query.by === 'item' &&
  query.order === null &&
  query.fold === null &&
  query.having.length === 0 &&
  !areSides(query);

/** Whether what is asked of some items tells how they stand, which an open phase may know better. */
export const tellsState = ({ attributes, measures }: Extract<Query, { type: 'item' }>): boolean =>
  attributes.includes('state') || measures.length === 0 || measures.includes('attainment');

/** Whether an answer tells how an open phase goes: what it says is up to who reads it. */
export const tellsOfPhase = (query: Query): boolean =>
  query.type === 'monitoring' || query.type === 'parts' || (query.type === 'item' && tellsState(query));
