import type { Form } from '../words/articles.ts';
import type { RegisteredChange } from '../words/changes.ts';
import { ITEM_KINDS, type ItemKind, type ItemNoun, type ItemNouns } from '../words/kinds.ts';
import type { CostMeasure } from '../words/measures.ts';
import type { QuestionKind } from '../words/question-kinds.ts';
import type { Role } from '../words/roles.ts';
import type { ItemState } from '../words/states.ts';

/**
 * The vocabulary of Traguardo: what a plan is made of, in the field's own terms.
 *
 * What has words of its own (kinds, states, roles) is named in `src/words`.
 *
 * Conventions, everywhere:
 * - money is integer cents (`Cents`); a percentage is a plain number (95 means 95 %);
 * - a date without time is an ISO day (`2021-12-31`), an instant is a `Date`;
 * - `null` means "not declared by the document", which is never zero.
 */

/** Integer euro cents. */
export type Cents = number;
/** A percentage: 95 means 95 %. */
export type Percent = number;
/** A day without time, `YYYY-MM-DD`. */
export type IsoDay = string;

/** Identifies an item inside a plan: a number is unique within its kind only. */
export interface ItemKey {
  readonly kind: ItemKind;
  readonly number: number;
}

/** `objective:24`, the form in which an item travels in ids and logs. */
export type ItemRef = `${ItemKind}:${number}`;

/** The compact form of an item's key. */
export const itemRef = (key: ItemKey): ItemRef => `${key.kind}:${key.number}`;

/** Reads an item's compact form; null where the text is none. */
export function readItemRef(text: string): ItemKey | null {
  const [kind, number] = text.split(':');
  const known = ITEM_KINDS.find((candidate) => candidate === kind);
  return known && /^\d{1,6}$/.test(number ?? '') ? { kind: known, number: Number(number) } : null;
}

/** The plan's front page. */
export interface PlanHead {
  /** Short code of the body, `lucca`. */
  readonly body: string;
  readonly bodyName: string;
  readonly year: number;
  /** Title of the source document. */
  readonly document: string;
  readonly approvalAct: string | null;
  readonly approvedOn: IsoDay | null;
  /** Unit of the control office, `U.O.1.5`. */
  readonly controllerUnit: string | null;
  /** Patron saint's day, `MM-DD`: a local holiday. */
  readonly patronDay: string | null;
  /** IANA zone of the body's wall time. */
  readonly timezone: string;
  /** What the weights of each body, department or unit must add up to (100, 1000); null where the plan does not say. */
  readonly weightSum: number | null;
  readonly weightPer: 'body' | 'department' | 'unit' | null;
  /** The body's own, `#rrggbb`, the first one before the others; absent where the plan sets none. */
  readonly colours?: readonly string[];
  /** Absent where it calls everything as usual. */
  readonly wording?: PlanWording;
}

/** What the body calls its items and the columns of its costs, where it does not call them as usual. */
export interface PlanWording {
  readonly items: ItemNouns;
  readonly amounts: Readonly<Partial<Record<CostMeasure, AmountName>>>;
  /** Who evaluates it (`OIV`); absent where it is the Nucleo. */
  readonly evaluator?: string;
}

/** The body's names for a column of amounts. */
export interface AmountName {
  /** The one that is printed first. */
  readonly names: readonly [string, ...string[]];
  /** How the first agrees: "il finanziamento", "le spese". */
  readonly form: Form;
}

/** A row of a table of the plan that may have columns that Traguardo does not know. */
export interface WithOthers {
  /** What stands in them, by their heading; absent where nothing does. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** settore / staff: a top-level structure, led by a dirigente. */
interface Department extends WithOthers {
  readonly code: string;
  readonly name: string;
  /** How staff call it, lowercase. */
  readonly aliases: readonly string[];
  /** What the body calls its kind of structure: `Direzione`, `Area`. */
  readonly level: string | null;
}

/** U.O.: an organisational unit inside a department. */
interface Unit extends WithOthers {
  readonly code: string;
  readonly department: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** What the document says of it that its name does not. */
  readonly note: string | null;
  readonly level: string | null;
  /** The unit that it is part of; null for one right under its department. */
  readonly parent: string | null;
}

/** An objective, a process or an entity indicator of the plan. */
export interface Item extends ItemKey {
  /** Code of the operational objective it comes from (`28.4`); may repeat between items. */
  readonly code: string | null;
  readonly title: string;
  /** At most 60 characters. */
  readonly shortTitle: string;
  readonly summary: string;
  /** Words that staff use for it and that its title lacks, lowercase. */
  readonly keywords: readonly string[];
  readonly scope: 'unit' | 'transversal';
  /** First and last year of the item's horizon. */
  readonly horizonStart: number;
  readonly horizonEnd: number;
  /** Strategic weight (pesatura), in percent or points, with decimals; processes may have none. */
  readonly weight: number | null;
  /** Final attainment (grado di raggiungimento). */
  readonly attainment: Percent | null;
  /** Goals of the 2030 Agenda, by number, and their targets (`16.5`). */
  readonly goals: readonly number[];
  readonly targets: readonly string[];
  /** What it is known by when the plan is imported again, and from one year to the next: a number may change. */
  readonly key: string | null;
  readonly startsOn: IsoDay | null;
  /** Day by which it is due; where the plan declares none, the last day of its horizon is what is left. */
  readonly dueOn: IsoDay | null;
  /** Code, key or reference (`objective:3`) of the item, or the title of the line, that it comes from. */
  readonly parent: string | null;
  readonly mission: string | null;
  readonly programme: string | null;
  /** miglioramento, mantenimento, PNRR, anticorruzione, … in the body's words. */
  readonly type: string | null;
  readonly priority: string | null;
  readonly stakeholders: readonly string[];
  /** risultato atteso */
  readonly expectedResult: string | null;
  /** Columns that Traguardo does not know, by their heading. */
  readonly extra: Readonly<Record<string, string>>;
  /** What the body calls it; absent where it is called as usual. */
  readonly noun?: ItemNoun;
  /** What closings of phases changed in it, oldest first; absent where nothing was. */
  readonly changes?: readonly ItemChange[];
  /** Code of the phase whose closing withdrew it from the plan: later ones do not ask about it. */
  readonly withdrawnIn?: string;
  /** Day of the import that did not have it any more: what was reported on it is kept with it. */
  readonly removedOn?: IsoDay;
}

/** A value of an item that an approved report replaced, with the act that says so. */
export interface ItemChange {
  readonly field: RegisteredChange;
  /** Null where the plan did not declare it. */
  readonly old: string | null;
  readonly new: string | null;
  readonly phase: string;
  readonly act: string | null;
}

/** A target of an indicator for a year. */
export interface IndicatorTarget {
  readonly year: number;
  readonly value: number;
}

/** By what an item's result is measured. A yes or no is 1 or 0. */
export interface Indicator extends ItemKey, WithOthers {
  /** Tells the indicators of an item apart: its own code, or its position from 1. */
  readonly code: string;
  readonly name: string;
  readonly formula: string | null;
  /** As printed: `%`, `giorni`, `sì/no`. */
  readonly unit: string | null;
  readonly direction: 'higher' | 'lower' | null;
  readonly weight: number | null;
  readonly baseline: number | null;
  readonly baselineYear: number | null;
  /** Oldest first. */
  readonly targets: readonly IndicatorTarget[];
  readonly result: number | null;
  readonly source: string | null;
}

/** fase: a step of an item, with when it is expected and when it was done. */
export interface Milestone extends ItemKey, WithOthers {
  /** Tells the milestones of an item apart: its own code, or its position from 1. */
  readonly code: string;
  readonly name: string;
  readonly expectedFrom: IsoDay | null;
  readonly expectedTo: IsoDay | null;
  readonly doneOn: IsoDay | null;
  readonly weight: number | null;
  /** As printed: an account, a post, a structure. */
  readonly responsible: string | null;
}

/** An amount of the budget that serves an item. */
export interface BudgetLine extends ItemKey, WithOthers {
  /** 1-based position in the plan's table. */
  readonly row: number;
  readonly department: string | null;
  readonly unit: string | null;
  /** stanziamento, finanziamento, personale, impegno, liquidato, pagato, accertamento, riscosso, or the body's own word. */
  readonly entry: string;
  readonly year: number;
  readonly amount: Cents;
  /** PNRR, FOI, … */
  readonly fund: string | null;
  /** capitolo */
  readonly chapter: string | null;
  readonly mission: string | null;
  readonly programme: string | null;
  readonly cup: string | null;
  readonly note: string | null;
}

/** A role that somebody has for one item: responsabile, RUP, assessore. */
interface ItemRole extends ItemKey, WithOthers {
  readonly role: string;
  /** Code of an account. */
  readonly person: string;
}

/** An item given to a structure; `unit` is null when the whole department answers for it. */
export interface Assignment extends ItemKey, WithOthers {
  readonly department: string;
  readonly unit: string | null;
  /** The structure that coordinates a shared item. */
  readonly lead: boolean;
  /** Its part of the item. */
  readonly share: Percent | null;
  readonly source: string;
}

/** One row of the management-control tables: what an item cost and earned in a structure. */
export interface CostLine extends ItemKey, WithOthers {
  /** 1-based position in the plan's table, so that a sum can name its rows. */
  readonly row: number;
  readonly department: string;
  readonly unit: string | null;
  readonly scopeAsPrinted: string;
  /** costo del personale: pay × share of involvement. */
  readonly personnel: Cents | null;
  /** impegno: obligation taken. */
  readonly committed: Cents | null;
  /** liquidato: actually paid. */
  readonly settled: Cents | null;
  /** accertamento: revenue established. */
  readonly assessed: Cents | null;
  /** riscosso: revenue cashed. */
  readonly collected: Cents | null;
  readonly note: string | null;
}

/** A total that the document itself prints, to reconcile against. */
export interface DeclaredTotal {
  readonly table: string;
  readonly kind: ItemKind;
  readonly measure: string;
  /** As printed: euro with decimals, a percentage or a count, told by the measure's suffix. */
  readonly value: string;
  readonly section: string;
}

/** A contradiction or oddity of the document that rows alone cannot show. */
interface PlanNote {
  readonly subjectType: 'item' | 'unit' | 'plan' | 'code';
  readonly subject: string;
  readonly note: string;
  readonly source: string;
  /** The document says two things that cannot both be true. */
  readonly contradicts: boolean;
}

/** One step of a phase's ladder of reminders: when it is, and whom it reaches. */
export interface LadderStep {
  /** Working days before (negative) or after the due date. */
  readonly offset: number;
  /** Roles told at this step: contacts of what they owe, heads and the control office of what is late under them. */
  readonly audience: readonly Exclude<Role, 'evaluator' | 'staff'>[];
}

/** The default ladder: the contact five times, then the head too, then the control office too. */
export const DEFAULT_LADDER: readonly LadderStep[] = [
  { offset: -15, audience: ['contact'] },
  { offset: -7, audience: ['contact'] },
  { offset: -2, audience: ['contact'] },
  { offset: 0, audience: ['contact'] },
  { offset: 2, audience: ['contact'] },
  { offset: 3, audience: ['contact', 'head'] },
  { offset: 5, audience: ['contact', 'head', 'controller'] },
];

/** fase di monitoraggio: a window in which updates are asked for. Days are inclusive. */
export interface Phase {
  /** Year of its plan: codes are unique only within one. */
  readonly year: number;
  readonly code: string;
  readonly name: string;
  readonly kinds: readonly ItemKind[];
  readonly opensOn: IsoDay;
  readonly dueOn: IsoDay;
  /** Null while it is open. */
  readonly closesOn: IsoDay | null;
  readonly source: string | null;
  readonly ladder: readonly LadderStep[];
  /** Slack channel of the weekly digest; null for none. */
  readonly channel: string | null;
  /** While paused nobody is reminded; updates are taken all the same. */
  readonly paused: boolean;
  /** Since when it reminds as it does: opened, extended, resumed or reopened then. Absent for one that came with the plan. */
  readonly remindingSince?: Date;
}

/** chiusura: a day on which the body's offices are shut, besides weekends and holidays. */
export interface Closure {
  readonly day: IsoDay;
  readonly name: string;
}

/** A printed cell of the document's own monitoring summary. */
export interface MonitoringCount {
  readonly phase: string;
  readonly kind: ItemKind;
  readonly state: ItemState;
  readonly count: number;
  readonly source: string;
}

/** A dated act or event of the cycle (delibera, seduta del Nucleo, indagine, …). */
export interface Act {
  readonly code: string;
  /** Null when the document gives only the number. */
  readonly date: IsoDay | null;
  /** Last day, for what lasts. */
  readonly endDate: IsoDay | null;
  readonly kind: string;
  readonly title: string;
  readonly authority: string | null;
  readonly reference: string | null;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly source: string;
}

/** A deadline set by law, kept apart from the body's own dates. */
export interface LegalDeadline {
  readonly code: string;
  readonly title: string;
  /** `MM-DD`, or null when it is relative to another act. */
  readonly due: string | null;
  readonly appliesTo: string | null;
  /** Which bodies it binds, in the words of the law; absent where a plan's own row does not say. */
  readonly whom?: string | null;
  readonly law: string;
  readonly article: string;
  readonly rule: string;
  readonly keywords: readonly string[];
  readonly source: string;
  /** First and last day on which it holds; absent where a plan's own row does not say. */
  readonly from?: IsoDay | null;
  readonly to?: IsoDay | null;
  /** The day on which it was last compared with the law. */
  readonly asOf?: IsoDay;
}

/** One of the 17 goals of the 2030 Agenda. */
export interface Goal {
  readonly number: number;
  readonly name: string;
  readonly shortName: string;
  readonly keywords: readonly string[];
}

type FactUnit = 'eur' | 'percent' | 'persons' | 'count' | 'sqm' | 'sqkm' | 'years' | 'score' | 'hours';

/** One number of the document's context tables. */
export interface Fact {
  readonly code: string;
  /** The table it comes from, `attrezzature`. */
  readonly topic: string;
  /** Row label. */
  readonly subject: string;
  /** Column label. */
  readonly measure: string;
  readonly period: string;
  /** In `unit`; for `eur`, integer cents. */
  readonly value: number;
  readonly unit: FactUnit;
  readonly keywords: readonly string[];
  readonly source: string;
}

/**
 * Topic of the notes that name what the document speaks of without a figure: "name, other name: why there is none".
 */
export const UNPRINTED = 'non-stampato';

/** A contradiction inside one of the context tables, or something for which the document prints no figure. */
export interface FactNote {
  readonly topic: string;
  readonly note: string;
  readonly source: string;
  readonly contradicts: boolean;
}

/** What the document says in words, told in ours; found by what is `asked`: sets of words, "/" between those that do as well. */
export interface Statement {
  readonly code: string;
  /** What it is about, each time in words that must all be said; where nothing is declared, the ways of asking name it too. */
  readonly subject?: readonly string[];
  /** What is asked of that. */
  readonly asked: readonly string[];
  /** What it answers of its subject; where nothing is declared, what the ways of asking ask for. */
  readonly answers?: readonly QuestionKind[];
  readonly text: string;
  readonly source: string;
}

/** A term of the field, in plain words. */
export interface GlossaryEntry {
  readonly term: string;
  readonly aliases: readonly string[];
  readonly definition: string;
  readonly source: string;
}

/** An account that may talk to the bot. `email` is how it is found in Slack. */
export interface Person {
  readonly code: string;
  readonly name: string;
  readonly email: string;
}

/** What a person answers for. Controllers, evaluators and staff may name their own structure. */
export interface RoleAssignment {
  readonly person: string;
  readonly role: Role;
  readonly department: string | null;
  readonly unit: string | null;
}

/** Everything a body's plan says for one year: what an import writes and the answers read. */
export interface Plan {
  readonly head: PlanHead;
  readonly departments: readonly Department[];
  readonly units: readonly Unit[];
  readonly items: readonly Item[];
  /** What imports took away; absent where nothing was. A number here is nobody's in `items`. */
  readonly removed?: readonly Item[];
  readonly assignments: readonly Assignment[];
  readonly costLines: readonly CostLine[];
  readonly indicators: readonly Indicator[];
  readonly milestones: readonly Milestone[];
  readonly budgetLines: readonly BudgetLine[];
  readonly itemRoles: readonly ItemRole[];
  readonly declared: readonly DeclaredTotal[];
  readonly notes: readonly PlanNote[];
  readonly phases: readonly Phase[];
  readonly closures: readonly Closure[];
  readonly monitoringCounts: readonly MonitoringCount[];
  readonly acts: readonly Act[];
  readonly legalDeadlines: readonly LegalDeadline[];
  readonly goals: readonly Goal[];
  readonly facts: readonly Fact[];
  readonly factNotes: readonly FactNote[];
  readonly statements: readonly Statement[];
  readonly glossary: readonly GlossaryEntry[];
  readonly people: readonly Person[];
  readonly roles: readonly RoleAssignment[];
}
