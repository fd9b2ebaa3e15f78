import type { Plan } from '../../domain/types.ts';
import { contentKeys } from '../language/tokens.ts';
import { isAlone } from './structure-parts.ts';
import { plainWords } from './structure-phrases.ts';

/** What people call an office, and what it may be called in a plan, the surest first. */
export interface OfficeWords {
  readonly said: readonly string[];
  readonly names: readonly string[];
}

const contains = (text: string, words: string): boolean =>
  ` ${plainWords(text)} `.includes(` ${plainWords(words)} `);

/**
 * The plan whose structures go by what people call them, too: «i vigili», of the one that is called «Polizia locale». Where
 * several of a level bear such a name, or one or an item is called so, the word is left to them.
 */
export function withOfficeNames(plan: Plan, offices: readonly OfficeWords[]): Plan {
  const called = [...plan.departments, ...plan.units].flatMap(({ name, aliases }) => [name, ...aliases]);
  const titles = plan.items.flatMap(({ title, shortTitle, keywords }) => [title, shortTitle, ...keywords]);
  const taken = [...called, ...titles];
  const named = <S extends Plan['departments'][number]>(
    all: readonly S[],
    able: readonly S[],
  ): readonly S[] => {
    const more = new Map<S, string[]>();
    for (const { said, names } of offices) {
      const bearers = names.map((name) => able.filter((one) => contains(one.name, name)));
      const [one, ...others] = bearers.find((some) => some.length > 0) ?? [];
      if (!one || others.length > 0) continue;
      // «Vigili» is «vigilanza» already, by its stem.
      const own = new Set(contentKeys(one.name));
      const free = said.filter(
        (word) =>
          !taken.some((text) => contains(text, word)) && !contentKeys(word).every((key) => own.has(key)),
      );
      more.set(one, [...(more.get(one) ?? []), ...free]);
    }
    return all.map((one) => ({ ...one, aliases: [...one.aliases, ...(more.get(one) ?? [])] }));
  };
  return {
    ...plan,
    departments: named(plan.departments, plan.departments),
    units: named(
      plan.units,
      plan.units.filter((one) => !isAlone(plan, one)),
    ),
  };
}
