import type { ItemRef, Plan } from '../../domain/types.ts';

/** Titles of the items, as the plan writes them. */
export const titlePhrases = (plan: Plan): readonly (readonly [string, ItemRef])[] =>
  plan.items.flatMap(({ kind, number, title, shortTitle }) =>
    [...new Set([title, shortTitle])]
      .filter((one) => one.split(' ').length > 1 || one.length > 5)
      .map((one) => [`+${one}`, `${kind}:${number}`] as const),
  );

/** Their codes that have letters in them: a code of digits alone reads as a number. */
export const codePhrases = (plan: Plan): readonly (readonly [string, ItemRef])[] =>
  plan.items.flatMap(({ kind, number, code }) =>
    code !== null && /[a-z]/i.test(code) ? [[`+${code}`, `${kind}:${number}`] as const] : [],
  );
