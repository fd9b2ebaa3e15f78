import type { Comparison } from '../../domain/plan/index.ts';
import type { StatusUpdate, TrackedAction } from '../../domain/record/index.ts';
import type {
  Act,
  FactNote,
  GlossaryEntry,
  Goal,
  IsoDay,
  LegalDeadline,
  MonitoringCount,
  Percent,
  Phase,
} from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import type { ItemState } from '../../words/states.ts';
import type { FiguresTable } from '../figures/figures-table.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { PartsResult } from '../parts/phrase-parts.ts';
import type { QueryOf } from '../query.ts';
import type { FactsResult } from '../tables/evaluate-facts.ts';
import type { WeightsResult } from '../weights/weigh.ts';

/** Where the newest word on an item's state comes from. */
export interface KnownState {
  readonly phase: Phase;
  readonly update: StatusUpdate;
}

/** A total that the document prints, next to the one that its rows give. */
export interface DeclaredCheck {
  readonly measure: Measure;
  readonly declared: number;
  readonly rows: number | null;
  /** What the document's own addends give, where they do not give its total. */
  readonly addends: number | null;
  readonly section: string;
}

/** What happens to a report on a day. */
export type LiveMoment = 'arrived' | 'waiting' | 'approved' | 'returned';

/** An item in a live phase. */
export interface LiveState {
  readonly item: IndexedItem;
  /** Null until the whole of it was reported. */
  readonly state: ItemState | null;
  readonly percent: Percent | null;
  /** What was reported of it in the phase before; null where nothing was. */
  readonly before: { readonly state: ItemState; readonly percent: Percent | null } | null;
  /** It was reported, and whoever asks is not told what: it is not approved, and others work on it. */
  readonly isWithheld: boolean;
  /** What was asked of the structures in question has come in: a part of a shared item may, before the whole. */
  readonly answered: boolean;
  /** The days on which its newest reports came in, and on which those that wait, are approved or were sent back did so. */
  readonly on: Readonly<Record<LiveMoment, readonly IsoDay[]>>;
  /** What was reported as critical. */
  readonly criticalPoints: readonly string[];
  /** Corrective actions that are not done. */
  readonly openActions: readonly TrackedAction[];
  /** For which structures it is settled; `*` for all. */
  readonly settled: ReadonlySet<string>;
  /** Every version, oldest first, as far as the reader may read it. */
  readonly versions: readonly StatusUpdate[];
}

/** A live phase with who has answered and who has not. */
export interface LivePhase {
  readonly phase: Phase;
  /** The phase before it, of which what changed is told. */
  readonly former: Phase | null;
  readonly states: readonly LiveState[];
}

/** What running a query gives: figures and rows, no words yet. */
export type Result =
  | PartsResult
  | WeightsResult
  | {
      readonly type: 'item';
      readonly query: QueryOf<'item'>;
      readonly rows: readonly Row[];
      readonly states: ReadonlyMap<string, KnownState>;
    }
  | { readonly type: 'structure'; readonly query: QueryOf<'structure'> }
  | {
      readonly type: 'goal';
      readonly query: QueryOf<'goal'>;
      readonly goals: readonly { readonly goal: Goal; readonly items: readonly IndexedItem[] }[];
    }
  | {
      readonly type: 'date';
      readonly query: QueryOf<'date'>;
      readonly acts: readonly Act[];
      readonly phases: readonly Phase[];
      readonly legal: readonly LegalDeadline[];
      /** Nothing in particular was asked: the whole calendar. */
      readonly calendar: boolean;
      /** Last years of the items and how many end there. */
      readonly itemYears: readonly { readonly year: number; readonly count: number }[];
    }
  | {
      readonly type: 'monitoring';
      readonly query: QueryOf<'monitoring'>;
      readonly printed: readonly MonitoringCount[];
      readonly live: LivePhase | null;
      readonly today: IsoDay;
    }
  | {
      readonly type: 'term';
      readonly query: QueryOf<'term'>;
      readonly entries: readonly GlossaryEntry[];
      readonly related: readonly GlossaryEntry[];
    }
  | (FactsResult & {
      readonly type: 'fact';
      readonly query: QueryOf<'fact'>;
      readonly notes: readonly FactNote[];
    })
  | { readonly type: 'rule'; readonly query: QueryOf<'rule'> }
  | { readonly type: 'acts'; readonly query: QueryOf<'acts'>; readonly acts: readonly Act[] }
  | { readonly type: 'statement'; readonly query: QueryOf<'statement'> }
  | { readonly type: 'use'; readonly query: QueryOf<'use'> }
  | {
      readonly type: 'check';
      readonly query: QueryOf<'check'>;
      readonly comparison: Comparison | null;
      /** The others of the document, for the parts of a share. */
      readonly all: readonly Comparison[];
    }
  | { readonly type: 'passage'; readonly query: QueryOf<'passage'> }
  | { readonly type: 'remark'; readonly query: QueryOf<'remark'> }
  | { readonly type: 'about'; readonly query: QueryOf<'about'> }
  | { readonly type: 'figures'; readonly table: FiguresTable };
