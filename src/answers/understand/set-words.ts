import type { Token } from '../language/tokens.ts';
import type { Span } from './spans.ts';

const PLURAL_KIND =
  /^(obiettivi|obbiettivi|processi|indicatori|attivita|progetti|voci|iniziative|interventi|objectives|processes|indicators|ob)$/;

/** Whether a question speaks of many items. */
export function isSetLike(
  tokens: readonly Token[],
  spans: readonly Span[],
  concepts: ReadonlySet<string>,
): boolean {
  if (concepts.has('ask:count') || concepts.has('ask:list')) return true;
  if (tokens.some((token) => /^(quelli|quelle|those)$/.test(token.text))) return true;
  return spans.some(
    (span) =>
      /^kind:(objective|process|indicator)$/.test(span.concept) &&
      tokens.slice(span.from, span.to).some((token) => PLURAL_KIND.test(token.text)) &&
      tokens[span.to]?.type !== 'number',
  );
}

/** "Che scadenze ho?", "i processi che seguo" are the asker's; "seguiamo" may be the whole body's. */
export const firstPerson = (tokens: readonly Token[]): readonly OwnWord[] =>
  tokens.flatMap(({ text }, at): readonly OwnWord[] => {
    if (/^(seguo|gestisco|curo|svolgo)$/.test(text) || (text === 'ho' && at === tokens.length - 1))
      return [{ at, concept: 'filter:mine' }];
    return /^(seguiamo|gestiamo|curiamo|svolgiamo)$/.test(text) ? [{ at, concept: 'filter:ours' }] : [];
  });

interface OwnWord {
  readonly at: number;
  readonly concept: 'filter:mine' | 'filter:ours';
}
