/** Where e-mail goes out, and in whose name. */
export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  /** Address that letters come from. */
  readonly from: string;
  /** Address that answers go to; null for the control office's in the plan. */
  readonly replyTo: string | null;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a server is the machine itself. */
export const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);
