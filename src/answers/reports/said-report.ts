import type { ItemWanted, Reported } from '../../domain/updates/index.ts';

/** So many reports are read of one message. */
export const MOST_REPORTS = 20;

/** What a message says of one item. Nothing is saved before its author confirms it. */
export interface SaidReport {
  /** Null where the message does not say of what: "60 %". */
  readonly wanted: ItemWanted | 'all' | null;
  /** Null where only the form can say it. */
  readonly report: Reported | null;
  /**
   * `sure`: said in as many words; `likely`: other words stand beside it that nobody reads; `unclear`: it may be reported
   * on, but "not yet", "almost" or "will be" is no state.
   */
  readonly certainty: 'sure' | 'likely' | 'unclear';
  /** A percentage that cannot be, as it was written. */
  readonly impossible: string | null;
  /** Named by its title or by what it is about: the words may be about something else. */
  readonly named: boolean;
}

/** A message divided into what it reports and what it asks. */
export interface MessageReports {
  readonly reports: readonly SaidReport[];
  /** The sentences that ask; null where there are none. */
  readonly questions: string | null;
  /** How many reports were not read: there were more than are read of one message. */
  readonly left: number;
}
