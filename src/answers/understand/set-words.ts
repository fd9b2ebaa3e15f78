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
    if (/^(seguo|gestisco|curo|svolgo)$/.test(text) || (text === 'ho' && isOfHaving(tokens, at)))
      return [{ at, concept: 'filter:mine' }];
    return /^(seguiamo|gestiamo|curiamo|svolgiamo)$/.test(text) ? [{ at, concept: 'filter:ours' }] : [];
  });

/** «Quanti obiettivi ho?», «che obiettivi ho per il goal 4?», and no auxiliary. */
const isOfHaving = (tokens: readonly Token[], at: number): boolean =>
  at === tokens.length - 1 || /^(per|con|in|nel|sul|sui)$/.test(tokens[at + 1]?.text ?? '');

interface OwnWord {
  readonly at: number;
  readonly concept: 'filter:mine' | 'filter:ours';
}
