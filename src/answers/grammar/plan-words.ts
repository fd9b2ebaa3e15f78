import type { ItemRef, Plan } from '../../domain/types.ts';
import { tokenise } from '../language/tokens.ts';

/** Titles of the items, as the plan writes them. */
export const titlePhrases = (plan: Plan): readonly (readonly [string, ItemRef])[] =>
  plan.items.flatMap(({ kind, number, title, shortTitle }) =>
    [...new Set([title, shortTitle])]
      .filter((one) => one.split(' ').length > 1 || one.length > 5)
      .map((one) => [`+${one}`, `${kind}:${number}`] as const),
  );

/** A run of so many words at the end of a title is what an item is called, whatever they mean by themselves. */
const LEAST_END = 3;

/**
 * «Mandato di pagamento informatico», of «attivazione del mandato di pagamento informatico»: where a title ends with a word
 * for a figure and others around it, the item is meant by them, and no figure. Only ends that no other title has.
 * @param figures words that are a figure by themselves
 */
export function titleEnds(plan: Plan, figures: ReadonlySet<string>): readonly (readonly [string, ItemRef])[] {
  const ends = plan.items.flatMap(({ kind, number, title }) => {
    const words = tokenise(title);
    return words.flatMap(({ light }, at) => {
      const end = words.slice(at);
      const content = end.filter((one) => !one.light);
      const isEnd = at > 0 && !light && words[at - 1]?.light === true && content.length >= LEAST_END;
      return isEnd && content.some(({ text }) => figures.has(text))
        ? [[`+${end.map(({ text }) => text).join(' ')}`, `${kind}:${number}`] as const]
        : [];
    });
  });
  return ends.filter(([end, ref]) => ends.every(([other, of]) => of === ref || other !== end));
}

/** Their codes that have letters in them: a code of digits alone reads as a number. */
export const codePhrases = (plan: Plan): readonly (readonly [string, ItemRef])[] =>
  plan.items.flatMap(({ kind, number, code }) =>
    code !== null && /[a-z]/i.test(code) ? [[`+${code}`, `${kind}:${number}`] as const] : [],
  );
