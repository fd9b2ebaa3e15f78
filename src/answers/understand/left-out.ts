import type { Context, Outcome } from './outcome.ts';
import { isExcluded } from './span-rules.ts';

/**
 * "Senza la protezione civile", "esclusi i nidi": only whole departments, kinds and shared items can be taken away from a
 * set; for the rest it is better to ask than to count it in.
 */
export function recogniseLeftOut({ reading }: Context): Outcome | null {
  const { excluded, structures, topic, tokens } = reading;
  const cannot =
    excluded.some(({ level }) => level === 'unit') ||
    (excluded.length > 0 && structures.length > 0) ||
    topic.some((token) => {
      const at = tokens.indexOf(token);
      return isExcluded(tokens, at, at + 1);
    });
  return cannot ? { type: 'clarification', what: 'subject', choices: [] } : null;
}
