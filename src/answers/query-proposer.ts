import { itemRef, type Plan } from '../domain/types.ts';
import { remarkCodes } from './knowledge/remarks.ts';
import { type Query, querySchema } from './query.ts';

/** The names a plan uses, and nothing else of it: what a model may see. */
export interface PlanNames {
  readonly body: string;
  readonly year: number;
  readonly departments: readonly string[];
  readonly units: readonly string[];
  readonly items: readonly string[];
  readonly goals: readonly string[];
  readonly terms: readonly string[];
  readonly acts: readonly string[];
  readonly legal: readonly string[];
  readonly facts: readonly string[];
}

type Checked =
  | { readonly ok: true; readonly query: Query | null }
  /** What is wrong, in English: it goes back to the model once. */
  | { readonly ok: false; readonly problem: string };

/** How a proposal ended; counted, so that one can see what a model costs and is worth. */
export type ProposalOutcome = 'used' | 'repaired' | 'declined' | 'invalid' | 'failed' | 'resting';

export interface Proposal {
  readonly outcome: ProposalOutcome;
  readonly query: Query | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Turns a question that the engine could not place into a query. It may fail in any way: the engine's own answer stands. */
export interface QueryProposer {
  propose(input: {
    readonly question: string;
    readonly lastQuery: Query | null;
    readonly names: PlanNames;
    readonly check: (content: string) => Checked;
    readonly now: Date;
  }): Promise<Proposal>;
}

/** The vocabulary of a plan, for a model: names and codes, no rows, no figures, no people. */
export const planNames = (plan: Plan): PlanNames => ({
  body: plan.head.bodyName,
  year: plan.head.year,
  departments: plan.departments.map(({ code, name }) => `${code} = ${name}`),
  units: plan.units.map(({ code, name }) => `${code} = ${name}`),
  items: plan.items.map((item) => `${itemRef(item)}: ${item.shortTitle}`),
  goals: plan.goals.map(({ number, shortName }) => `${number} = ${shortName}`),
  terms: plan.glossary.map(({ term }) => term),
  acts: plan.acts.map(({ code, title }) => `${code} = ${title}`),
  legal: plan.legalDeadlines.map(({ code, title }) => `${code} = ${title}`),
  facts: plan.facts.map(({ code }) => code),
});

/**
 * Checks what a model wrote: the shape of a `Query`, codes that exist, no number that the question does not contain.
 * @param content the model's text: an object `{"query": …}`
 */
export function checkProposal(content: string, question: string, plan: Plan): Checked {
  let value: unknown;
  try {
    value = (JSON.parse(content) as { query?: unknown }).query;
  } catch {
    return { ok: false, problem: 'not a JSON object' };
  }
  if (value === null) return { ok: true, query: null };
  const parsed = querySchema.safeParse(value);
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not a query' };
  const unknown = unknownCodes(parsed.data, plan);
  if (unknown.length > 0) return { ok: false, problem: `unknown codes: ${unknown.slice(0, 5).join(', ')}` };
  const smuggled = smuggledNumbers(parsed.data, question);
  if (smuggled.length > 0)
    return { ok: false, problem: `numbers that the question does not contain: ${smuggled.join(', ')}` };
  return { ok: true, query: parsed.data };
}

/** Codes of the query that the plan does not have. Items that do not exist are left to the engine, which says so. */
function unknownCodes(query: Query, plan: Plan): readonly string[] {
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    departments: new Set(plan.departments.map(({ code }) => code)),
    units: new Set(plan.units.map(({ code }) => code)),
    acts: new Set(plan.acts.map(({ code }) => code)),
    legal: new Set(plan.legalDeadlines.map(({ code }) => code)),
    phases: new Set(plan.phases.map(({ code }) => code)),
    terms: new Set(plan.glossary.map(({ term }) => term)),
    codes: new Set([...plan.facts, ...plan.departments, ...plan.units].map(({ code }) => code)),
    items: new Set(plan.items.map(itemRef)),
    ref: new Set(plan.items.map(itemRef)),
    refs: new Set(plan.items.map(itemRef)),
    item: new Set(plan.items.map(itemRef)),
    department: new Set(plan.departments.map(({ code }) => code)),
    remarks: remarkCodes(plan),
  };
  const found: string[] = [];
  visit(query, (key, value) => {
    if (typeof value === 'string' && known[key] && !known[key].has(value)) found.push(value);
  });
  return found;
}

/** Thresholds are the only free numbers of a query: each must be written in the question, as it is or in euro. */
function smuggledNumbers(query: Query, question: string): readonly number[] {
  const digits = question.replace(/[^\d]/g, '');
  const found: number[] = [];
  visit(query, (key, value) => {
    if ((key !== 'value' && key !== 'to') || typeof value !== 'number') return;
    const forms = [value, value / 100, value / 1_000, value / 100_000, value / 100_000_000].filter(
      Number.isInteger,
    );
    if (!forms.some((form) => form !== 0 && digits.includes(String(form)))) found.push(value);
  });
  return found;
}

/** Walks a query: each scalar with the name of the property (or of the list) it stands in. */
function visit(value: unknown, see: (key: string, value: unknown) => void, key = ''): void {
  if (Array.isArray(value)) for (const entry of value) visit(entry, see, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, entry] of Object.entries(value)) visit(entry, see, name);
  else see(key, value);
}
