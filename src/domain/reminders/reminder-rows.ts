import type { Role } from '../../words/roles.ts';
import type { OutboxRow, OutboxStore } from '../sending/index.ts';
import type { ItemRef } from '../types.ts';
import type { OutboxClaim } from './reminders.ts';

/** A row of the outbox: one message that one person is owed at one step. */
export interface ReminderRow extends OutboxRow {
  readonly phase: string;
  readonly onBehalf: string;
  readonly role: Role;
  /** `-15@2021-09-09`: the step and its day. */
  readonly stepKey: string;
  readonly late: boolean;
  readonly asked: readonly { readonly item: ItemRef; readonly responsible: string }[];
  /** It is made by its claim. */
  readonly claimedAt: Date;
}

export interface ReminderStore extends OutboxStore<ReminderRow> {
  all(): Promise<readonly ReminderRow[]>;
  /** Takes the right to send, and records the earlier steps as skipped; null when somebody else has it. */
  claim(due: OutboxClaim, earlier: readonly string[], by: string, at: Date): Promise<ReminderRow | null>;
}
