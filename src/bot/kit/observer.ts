import type { Delivery } from '../../domain/sending/index.ts';

/** What kind of request somebody waits for. */
export type RequestKind = 'command' | 'action' | 'form' | 'menu' | 'event';

/** Hears what the bot does while it does it, to count it. What it hears names nobody and carries no words. */
export interface Observer {
  /** A request of Slack's was acknowledged. @param ms since it came in */
  acknowledged(kind: RequestKind, ms: number): void;
  /** A message of the outbox was offered to Slack. */
  delivered(status: Delivery['status']): void;
}

/** Counts nothing: nobody asks. */
export const UNOBSERVED: Observer = { acknowledged: () => undefined, delivered: () => undefined };
