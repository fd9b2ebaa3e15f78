import type { QueryOf } from '../query.ts';
import { actSentence } from './dates.ts';
import { type Draft, type Phrasing, say } from './draft.ts';

/** What the law says of a subject, with the body's own acts beside it. */
export function phraseRule({ index, words }: Phrasing, query: QueryOf<'rule'>): Draft {
  const { guide, plan } = index;
  const rule = guide.rules.find((one) => one.subject === query.subject && one.aspect === query.aspect);
  if (!rule)
    return {
      kind: 'no_data',
      headline: say(words, 'Non conosco questa regola.', 'I do not know this rule.'),
    };
  const codes = guide.subjects.find(({ subject }) => subject === rule.subject)?.acts ?? [];
  const acts = rule.aspect === 'who' || rule.aspect === 'may' ? codes : [];
  const found = acts.flatMap((code) => plan.acts.find((act) => act.code === code) ?? []);
  return {
    headline: rule.answer,
    notes: found.map((act) => actSentence(words, act)),
    sources: [rule.source, ...found.map((act) => `${plan.head.document}, ${act.source}`)],
  };
}

/** How Traguardo works, in the words of its guide. */
export function phraseUse({ index, words }: Phrasing, query: QueryOf<'use'>): Draft {
  const { guide, plan } = index;
  const use = guide.uses.find(({ topic }) => topic === query.topic);
  if (!use) return { kind: 'no_data', headline: say(words, 'Non lo so spiegare.', 'I cannot explain that.') };
  return {
    headline: say(words, use.it, use.en)
      .replaceAll(' ({controllo})', plan.head.controllerUnit ? ` (${plan.head.controllerUnit})` : '')
      .replaceAll('{documento}', plan.head.document)
      .replaceAll(' ({atto})', plan.head.approvalAct ? ` (${plan.head.approvalAct})` : ''),
    sources: [use.source],
  };
}
