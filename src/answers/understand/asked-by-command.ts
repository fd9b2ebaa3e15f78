import type { Query } from '../query.ts';
import { isRead } from './one-question.ts';
import { type Context, type Lens, type Outcome, refuse } from './outcome.ts';
import { understandMessage } from './whole-message.ts';

/** What a command asks of whatever follows it, and the answers that are of another kind. */
const ASKED_BY: Readonly<
  Record<Lens, { readonly words: string; readonly others: readonly Query['type'][] }>
> = {
  items: { words: 'scheda', others: ['fact', 'term'] },
  costs: { words: 'quanto costa', others: ['fact', 'term', 'monitoring', 'goal', 'structure'] },
  deadlines: { words: 'quando scade', others: ['fact', 'term', 'monitoring', 'goal', 'structure'] },
};

/** "/costi nidi" asks for costs, whatever else there is about them; what it cannot be asked of is said. */
export function understandCommand(
  text: string,
  context: Omit<Context, 'reading'> & { readonly lens: Lens },
): readonly Outcome[] {
  const { words, others } = ASKED_BY[context.lens];
  const answers = ([only, ...more]: readonly Outcome[]): boolean =>
    more.length > 0 || (only !== undefined && isRead(only) && !others.includes(only.query.type));
  const own = understandMessage(text, context);
  if (answers(own)) return own;
  const asked = understandMessage(`${words} ${text}`, context);
  if (answers(asked)) return asked;
  // «/costi nidi»: what items are about is found where a whole question asks for it.
  const question = understandMessage(`${words} ${text}`, { ...context, lens: null });
  if (answers(question)) return question;
  const [outcome] = own;
  const unclear =
    outcome?.type === 'clarification' ||
    (outcome?.type === 'refusal' && ['off_topic', 'nothing_found'].includes(outcome.refusal.reason));
  return unclear ? [refuse({ reason: 'argument', said: text, lens: context.lens })] : own;
}
