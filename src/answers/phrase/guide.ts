import { withEvaluator } from '../../words/roles.ts';
import type { QueryOf } from '../query.ts';
import { type Draft, type Phrasing, say } from './draft.ts';

/** How Traguardo works, in the words of its guide. */
export function phraseUse({ index, words }: Phrasing, query: QueryOf<'use'>): Draft {
  const { guide, plan } = index;
  const use = guide.uses.find(({ topic }) => topic === query.topic);
  if (!use) return { kind: 'no_data', headline: say(words, 'Non lo so spiegare.', 'I cannot explain that.') };
  return {
    headline: withEvaluator(say(words, use.it, use.en), plan.head.wording?.evaluator)
      .replaceAll(' ({controllo})', plan.head.controllerUnit ? ` (${plan.head.controllerUnit})` : '')
      .replaceAll('{documento}', plan.head.document)
      .replaceAll(' ({atto})', plan.head.approvalAct ? ` (${plan.head.approvalAct})` : ''),
    sources: [use.source],
  };
}
