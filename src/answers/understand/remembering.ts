import type { Context, Outcome } from './outcome.ts';

type Understand = (said: string, context: Omit<Context, 'reading'>) => readonly Outcome[];

/** Messages kept: the questions that Home and the help suggest, those of a morning, and the little memory they take. */
const MOST = 256;

/**
 * Understands a message once for all who ask the same on the same day. What goes on from a conversation is read each
 * time.
 * @param understand what it does the first time: it depends on nothing but the message, the command, the day and who asks
 * @returns the same, for messages of one plan
 */
export function remembering(understand: Understand): Understand {
  const known = new Map<string, readonly Outcome[]>();
  return (said, context) => {
    const { conversation, asker, today, lens } = context;
    if (conversation !== null) return understand(said, context);
    const key = JSON.stringify([said, lens, today, asker?.roles ?? null]);
    const outcomes = known.get(key) ?? understand(said, context);
    // The one asked last is forgotten last.
    known.delete(key);
    known.set(key, outcomes);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return outcomes;
  };
}
