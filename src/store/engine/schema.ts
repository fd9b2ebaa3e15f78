import type { Generated } from 'kysely';
import type { IncidentKind } from '../../domain/incidents/index.ts';
import type { Decision, Origin } from '../../domain/record/index.ts';
import type { NoticeKind, OutboxRow } from '../../domain/sending/index.ts';
import type { ChangeField } from '../../words/changes.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Role } from '../../words/roles.ts';
import type { ItemState } from '../../words/states.ts';

/*
 * The tables as Kysely sees them. Lists are JSON text, truth values 0 or 1, instants ISO text in UTC,
 * days `YYYY-MM-DD`, money integer cents.
 */

interface PlanTable {
  id: Generated<number>;
  body: string;
  body_name: string;
  year: number;
  document: string;
  approval_act: string | null;
  approved_on: string | null;
  controller_unit: string | null;
  patron_day: string | null;
  timezone: string;
  weight_sum: number | null;
  weight_per: 'body' | 'department' | 'unit' | null;
  /** JSON: the body's own, `#rrggbb`. */
  colours: string | null;
  /** JSON: how the body calls its items and amounts. */
  wording: string | null;
  imported_at: string;
}

interface DepartmentTable {
  plan_id: number;
  position: number;
  code: string;
  name: string;
  aliases: string;
  level: string | null;
  /** JSON: columns that the product does not know. */
  extra: string | null;
}

interface UnitTable {
  plan_id: number;
  position: number;
  code: string;
  department: string;
  name: string;
  aliases: string;
  note: string | null;
  level: string | null;
  parent: string | null;
  /** JSON: columns that the product does not know. */
  extra: string | null;
}

interface ItemTable {
  plan_id: number;
  kind: ItemKind;
  number: number;
  code: string | null;
  title: string;
  short_title: string;
  summary: string;
  keywords: string;
  scope: 'unit' | 'transversal';
  horizon_start: number;
  horizon_end: number;
  weight: number | null;
  attainment: number | null;
  goals: string;
  targets: string;
  /** JSON: what few plans say of an item. */
  details: string;
}

interface AssignmentTable {
  plan_id: number;
  position: number;
  kind: ItemKind;
  number: number;
  department: string;
  unit: string | null;
  lead: number;
  share: number | null;
  source: string;
  /** JSON: columns that the product does not know. */
  extra: string | null;
}

interface CostLineTable {
  plan_id: number;
  row: number;
  kind: ItemKind;
  number: number;
  department: string;
  unit: string | null;
  scope_as_printed: string;
  personnel: number | null;
  committed: number | null;
  settled: number | null;
  assessed: number | null;
  collected: number | null;
  note: string | null;
  /** JSON: columns that the product does not know. */
  extra: string | null;
}

interface ReferenceRowTable {
  plan_id: number;
  collection: string;
  position: number;
  content: string;
}

interface PersonTable {
  plan_id: number;
  position: number;
  code: string;
  name: string;
  email: string;
}

interface RoleTable {
  plan_id: number;
  position: number;
  person: string;
  role: Role;
  department: string | null;
  unit: string | null;
}

interface RemovedItemTable {
  body: string;
  year: number;
  kind: ItemKind;
  number: number;
  /** JSON: the item as it was. */
  content: string;
}

export interface PhaseTable {
  body: string;
  year: number;
  code: string;
  name: string;
  kinds: string;
  opens_on: string;
  due_on: string;
  closes_on: string | null;
  source: string | null;
  /** JSON; an empty list stands for the default ladder. */
  ladder: Generated<string>;
  /** Slack channel of the weekly digest. */
  channel: string | null;
  paused: Generated<number>;
  /** When it was last opened, extended, resumed or reopened; null for one that came with the plan. */
  reminding_since: string | null;
}

export interface StatusUpdateTable {
  id: Generated<number>;
  body: string;
  year: number;
  phase: string;
  kind: ItemKind;
  number: number;
  version: number;
  state: ItemState;
  percent: number | null;
  critical_points: string | null;
  corrective_actions: string | null;
  author: string;
  at: string;
  based_on: Generated<number>;
  structure: Generated<string>;
  closes: Generated<number>;
  origin: Generated<Origin>;
  note: string | null;
  achieved_on: string | null;
  changes: Generated<string>;
  sheet: string | null;
  reason: string | null;
  act: string | null;
  evidence: string | null;
  actions_done: Generated<string>;
  results: Generated<string>;
  milestones_done: Generated<string>;
}

interface UpdateDecisionTable {
  id: Generated<number>;
  update_id: number;
  kind: Decision['kind'];
  reason: string | null;
  actor: string;
  instead_of: string | null;
  at: string;
}

interface DraftTable {
  body: string;
  year: number;
  phase: string;
  person: string;
  kind: ItemKind;
  number: number;
  content: string;
  at: string;
}

interface EvidenceTable {
  id: Generated<number>;
  body: string;
  year: number;
  phase: string;
  kind: ItemKind;
  number: number;
  title: string;
  url: string;
  person: string;
  at: string;
}

interface PhaseRecordTable {
  id: Generated<number>;
  body: string;
  year: number;
  phase: string;
  kind: 'opinion' | 'act' | 'minutes';
  content: string;
  hash: string;
  actor: string;
  at: string;
}

interface PlanChangeTable {
  id: Generated<number>;
  body: string;
  year: number;
  phase: string;
  kind: ItemKind;
  number: number;
  update_id: number;
  field: ChangeField | 'withdrawn' | 'new';
  old_value: string | null;
  new_value: string | null;
  applied_at: string;
}

/** Reminders and notices; what is null is no matter of the row's kind. */
export interface OutboxTable {
  id: Generated<number>;
  key: string;
  body: string;
  year: number;
  kind: 'reminder' | NoticeKind;
  phase: string | null;
  person: string;
  step: string | null;
  on_behalf: Generated<string>;
  role: Role | null;
  late: Generated<number>;
  items: string | null;
  updates: string | null;
  absence: number | null;
  incident: number | null;
  status: Generated<OutboxRow['status']>;
  attempts: Generated<number>;
  created_at: string;
  retry_at: string | null;
  claimed_at: string | null;
  claimed_by: string | null;
  settled_at: string | null;
  channel: string | null;
  /** `ts` of the message that it answers to. */
  thread: string | null;
  ts: string | null;
  retired: Generated<number>;
  stale: Generated<number>;
  reason: string | null;
}

/** `detail` is JSON; `ended_at` is null for as long as it lasts. */
interface IncidentTable {
  id: Generated<number>;
  body: string;
  year: number;
  kind: IncidentKind;
  subject: string;
  detail: string;
  opened_at: string;
  ended_at: string | null;
}

/** People by their address, the same in every plan of the body. */
interface AbsenceTable {
  id: Generated<number>;
  body: string;
  person: string;
  from_day: string;
  to_day: string;
  substitute: string | null;
  recorded_by: string;
  recorded_at: string;
  cancelled_at: string | null;
}

interface PostponementTable {
  id: Generated<number>;
  body: string;
  year: number;
  phase: string;
  person: string;
  kind: ItemKind | null;
  number: number | null;
  until_day: string;
  at: string;
}

interface FeedbackTable {
  answer_id: string;
  person: string;
  rating: 'good' | 'bad';
  comment: string | null;
  at: string;
  outcome: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

interface ModelUseTable {
  id: Generated<number>;
  at: string;
  outcome: string;
  input_tokens: number;
  output_tokens: number;
}

interface AuditTable {
  id: Generated<number>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

interface ConversationTable {
  body: string;
  key: string;
  content: string;
  at: string;
}

interface AnswerTable {
  id: string;
  at: string;
  body: string;
  asker: string | null;
  conversation: string;
  published: number;
  question: string;
  answer: string;
}

interface HandledEventTable {
  key: string;
  at: string;
  content: string | null;
  claimed_at: string | null;
  attempts: Generated<number>;
}

/** One row; `mode` is null until a bot has used the database. */
interface InstallationTable {
  id: Generated<number>;
  mode: 'trial' | 'live' | null;
}

interface SeenRequestTable {
  signature: string;
  at: string;
  served: Generated<number>;
}

interface ServedBodyTable {
  code: string;
  added_at: string;
}

interface WorkspaceTable {
  id: string;
  body: string;
  organisation: string | null;
  connected_at: string;
  left_at: string | null;
  left_because: string | null;
}

/** `sealed` is encrypted: it holds tokens. */
interface SlackInstallationTable {
  id: string;
  sealed: string;
  at: string;
}

interface InstallStateTable {
  hash: string;
  until: string;
}

export interface Schema {
  served_body: ServedBodyTable;
  workspace: WorkspaceTable;
  slack_installation: SlackInstallationTable;
  install_state: InstallStateTable;
  seen_request: SeenRequestTable;
  installation: InstallationTable;
  plan: PlanTable;
  department: DepartmentTable;
  unit: UnitTable;
  item: ItemTable;
  assignment: AssignmentTable;
  cost_line: CostLineTable;
  reference_row: ReferenceRowTable;
  person: PersonTable;
  role: RoleTable;
  removed_item: RemovedItemTable;
  phase: PhaseTable;
  status_update: StatusUpdateTable;
  update_decision: UpdateDecisionTable;
  draft: DraftTable;
  evidence: EvidenceTable;
  phase_record: PhaseRecordTable;
  plan_change: PlanChangeTable;
  incident: IncidentTable;
  outbox: OutboxTable;
  audit: AuditTable;
  conversation: ConversationTable;
  answer: AnswerTable;
  handled_event: HandledEventTable;
  absence: AbsenceTable;
  postponement: PostponementTable;
  feedback: FeedbackTable;
  model_use: ModelUseTable;
}
