import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';
import { appendAudit } from './audit-log.ts';

/** Somebody asked for what is not theirs. */
export interface Refusal {
  /** The Slack account; who it is may be what was not known. */
  readonly account: string;
  /** Why: a `ProblemCode`. */
  readonly problem: string;
  /** The button, form or command. */
  readonly request: string;
}

/** Keeps attempts that were refused, in the audit. */
export const createRefusalLog = (db: Db) => ({
  async record({ account, problem, request }: Refusal, at: Date): Promise<void> {
    await writing(db, (tx) =>
      appendAudit(tx, {
        at,
        actor: `slack:${account}`,
        action: 'access.refused',
        subject: request,
        detail: { problem },
      }),
    );
  },
});
