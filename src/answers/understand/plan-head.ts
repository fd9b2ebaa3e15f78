import { ask, type Context, type Outcome } from './outcome.ts';

const TOPICS = { 'ask:patron': 'patron', 'ask:controller': 'controller' } as const;

/** "Quando è il santo patrono?", "qual è l’ufficio di controllo?": what the front page of the plan says of the body. */
export function recognisePlanHead({ reading }: Context): Outcome | null {
  const { spans, tokens, topic, kinds, items } = reading;
  if (kinds.length + items.length > 0) return null;
  for (const [concept, about] of Object.entries(TOPICS)) {
    const said = spans.find((span) => span.concept === concept);
    if (!said) continue;
    const own = new Set(tokens.slice(said.from, said.to));
    return topic.every((token) => own.has(token)) ? ask({ type: 'about', topic: about }) : null;
  }
  return null;
}
