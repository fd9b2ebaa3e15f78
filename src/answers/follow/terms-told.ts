import type { Context, Outcome } from '../understand/outcome.ts';
import { readFollow } from './read-follow.ts';

/** «Che differenza c’è tra i due?», after what one word means and then another: both side by side; null for anything else. */
export function recogniseTermsTold(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { conversation, lens, vocabulary, cut } = context;
  const [before] = conversation?.earlier ?? [];
  if (lens !== null || conversation?.query?.type !== 'term' || before?.type !== 'term') return null;
  const said = readFollow(text, vocabulary, cut);
  if (said === null || said === 'again' || said.contrast !== '-') return null;
  const isBare = said.named.length + said.figures.length === 0 && said.rank === null;
  const terms = [...new Set([...before.terms, ...conversation.query.terms])];
  if (!isBare || terms.length !== (said.these ?? 2)) return null;
  const points = cut(text).map(({ text: word }) => word);
  return { type: 'query', query: { type: 'term', terms }, assumed: true, alternatives: [], points };
}
