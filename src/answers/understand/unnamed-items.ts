import { does } from './limits.ts';
import type { Context, Outcome } from './outcome.ts';

/** A longer message says somewhere what it is about. */
const MOST_WORDS = 12;

/**
 * «Quale pesa di più?», «quanti scadono nel 2018?», «quelli che costano meno», with nothing said before: where only items are
 * so, they are meant. Null where the rest says nothing that narrows them or puts them in order.
 */
export function recogniseUnnamedItems(
  text: string,
  context: Omit<Context, 'reading'>,
  understand: (text: string, context: Omit<Context, 'reading'>) => readonly Outcome[],
): readonly Outcome[] | null {
  const { vocabulary, conversation, cut } = context;
  const tokens = cut(text);
  const isAlone = conversation?.query == null && conversation?.unanswered == null;
  if (!isAlone || tokens.length > MOST_WORDS || tokens.some((token) => does(vocabulary, 'of it', token)))
    return null;
  const [one, many] = [...(vocabulary.operations.get('unnamed item') ?? [])];
  const pointed = tokens.findIndex(
    (token, at) => does(vocabulary, 'those of items', token) && does(vocabulary, 'relates', tokens[at + 1]),
  );
  // «Quanti notebook ci sono?»: what stands between the word and its verb is asked about.
  const asked = tokens.findIndex(
    (token, place) =>
      (does(vocabulary, 'of them', token) || does(vocabulary, 'one of them', token)) &&
      does(vocabulary, 'of items alone', tokens[place + 1]),
  );
  const at = pointed < 0 ? asked : pointed;
  if (at < 0) return null;
  const word = tokens[at];
  const noun = does(vocabulary, 'one of them', word) ? one : many;
  const said = tokens.map(({ text: own }) => own);
  const named = said.toSpliced(at, 1, ...(pointed < 0 ? [said[at] ?? ''] : []), noun ?? '').join(' ');
  const outcomes = understand(named, context);
  const isNarrowed = (outcome: Outcome): boolean =>
    outcome.type === 'query' &&
    outcome.query.type === 'figures' &&
    (outcome.query.order !== null || outcome.query.select.some(({ type }) => type !== 'kind'));
  return outcomes.every(isNarrowed)
    ? outcomes.map((outcome) => (outcome.type === 'query' ? { ...outcome, assumed: true } : outcome))
    : null;
}
