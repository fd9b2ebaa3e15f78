import type { Notice, NoticeKind, NoticeStore } from './notices.ts';
import type { Courier, Rules, TickReport } from './outbox.ts';
import { createSender, type SenderDeps } from './sender.ts';

/** After so many attempts, about a day, a notice is given up, and shows among the failures. */
const MAX_ATTEMPTS = 50;

/** What is particular to a kind of notice; one goes out at any hour, and stays as it was told, unless it is said. */
export type NoticeRules<Message> = Pick<Rules<Notice, Message>, 'decide'> &
  Partial<Omit<Rules<Notice, Message>, 'matterOf'>>;

export interface NoticeService {
  /**
   * Tells everything that waits. Those asked for while one is at work share the next, which begins after them and so
   * tells what each of them saved.
   */
  flush(): Promise<TickReport>;
  /** The notices of a phase, and those of no phase, for the delivery report. */
  deliveries(phase: string): Promise<readonly Notice[]>;
  /** Ends after the message that is being sent. */
  stop(): Promise<void>;
}

/**
 * Tells what the store says must be told: all that one person is to know of one matter in one message, sent once; a
 * crash between saving and telling is made good.
 */
export function createNoticeService<Message>(
  deps: SenderDeps & {
    readonly notices: NoticeStore;
    readonly courier: Courier<Message>;
    readonly rules: Readonly<Record<NoticeKind, NoticeRules<Message>>>;
  },
): NoticeService {
  const { notices, rules } = deps;
  const sender = createSender<Notice, Message>(
    { ...deps, store: notices },
    {
      matterOf: ({ kind, phase, person }) => `${phase}|${kind}|${person}`,
      mayGoOut: async (row) => (await rules[row.kind].mayGoOut?.(row)) ?? true,
      decide: async (rows, drawing) =>
        rows[0].attempts >= MAX_ATTEMPTS
          ? { do: 'fail', reason: rows[0].reason ?? 'expired' }
          : rules[rows[0].kind].decide(rows, drawing),
      compose: async (row) => (await rules[row.kind].compose?.(row)) ?? null,
      sent: async (rows, message, drawing) => rules[rows[0].kind].sent?.(rows, message, drawing),
    },
  );
  let queued: Promise<TickReport> | null = null;

  return {
    flush() {
      queued ??= sender.alone(async (tally) => {
        queued = null;
        await sender.settleOpen(tally);
      });
      return queued;
    },
    deliveries: notices.ofPhase,
    stop: sender.stop,
  };
}
