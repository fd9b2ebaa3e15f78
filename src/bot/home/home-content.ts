import type {
  ActionsBlock,
  ContextBlock,
  DataTableBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  SectionBlock,
} from '@slack/types';
import type { StructureCoverage } from '../../domain/phases/index.ts';
import type { ComingDay } from '../../domain/plan/index.ts';
import type { PhaseSummary, RegisterEntry, StatusUpdate } from '../../domain/record/index.ts';
import type { UpcomingStep } from '../../domain/reminders/index.ts';
import type { IsoDay, Person, Phase, Plan, PlanHead } from '../../domain/types.ts';
import type { OwedInPhase } from '../../domain/updates/index.ts';
import type { Role } from '../../words/roles.ts';
import type { Failure } from '../phase/index.ts';

export type HomeBlock =
  | HeaderBlock
  | SectionBlock
  | ActionsBlock
  | ContextBlock
  | ImageBlock
  | DividerBlock
  | DataTableBlock;

/** Those who are asked to decide, and what waits for them. */
export interface Queue {
  /** Names, comma between; empty where the plan has nobody. */
  readonly who: string;
  readonly count: number;
  /** Calendar days since the oldest came in. */
  readonly days: number;
}

/** The state of an open phase, for whoever follows it. */
export interface PhaseBoard extends PhaseSummary {
  /** The structures of the departments that the reader leads. */
  readonly structures: readonly StructureCoverage[];
  readonly departments: readonly StructureCoverage[];
  /** What waits for a decision, the longest first; of the whole body. */
  readonly queues: readonly Queue[];
  /** Reports that were approved. */
  readonly approved: number;
  /** What the control office alone is told; null for others. */
  readonly running: {
    /** Messages that did not reach the person they were for, the newest first. */
    readonly failures: readonly Failure[];
    /** People who owe something that nobody can be asked for. */
    readonly unasked: number;
    readonly steps: readonly UpcomingStep[];
  } | null;
}

/** What one plan asks of the reader, and shows them. */
export interface HomeOfPlan {
  readonly plan: Plan;
  readonly today: IsoDay;
  /** The reader's, in this plan. */
  readonly roles: readonly Role[];
  readonly owed: readonly OwedInPhase[];
  /** The days ahead of what the reader answers for. */
  readonly days: readonly ComingDay[];
  /** What waits for the reader's approval. */
  readonly pending: readonly StatusUpdate[];
  /** The open phases with all that their followers see; none for others. */
  readonly boards: readonly PhaseBoard[];
  /** The open phases' counts, for whoever works on the plan; none for an account that it does not know. */
  readonly summaries: readonly PhaseSummary[];
  /** Phases that are to be opened on a later day. */
  readonly planned: readonly Phase[];
  readonly changes: readonly RegisterEntry[];
  /** How the one open phase stands, as pictures: of the body, and of the departments that the reader leads. */
  readonly pictures: { readonly body: ImageBlock | null; readonly led: ImageBlock | null };
}

/** What the Home of one person is made of. */
export interface HomeContent {
  /** Front page of the current plan; null where there is no plan. */
  readonly head: PlanHead | null;
  /** Null for an account that no plan knows. */
  readonly person: Person | null;
  /** The current plan first; of the others, those that ask for something. */
  readonly plans: readonly HomeOfPlan[];
}
