import type { Plan } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import { contentKeys, tokenise } from '../language/tokens.ts';
import { levelNouns } from './level-nouns.ts';
import { isAlone } from './structure-parts.ts';

/** A structure named in a question; `strong` when by its code or full name, not by a mere alias. */
export interface StructureMeaning {
  readonly level: 'department' | 'unit';
  readonly code: string;
  readonly strong: boolean;
  /** A short single word must be said as it is: "CRED" is not "crediti". */
  readonly exact: string | null;
}

/** A text as words and spaces alone. */
export const plainWords = (text: string): string =>
  normalise(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * Codes, names and aliases of the plan's structures; «i vigili», of one that is called «Polizia locale».
 * @param offices what people call an office, with what it may be called, the surest first
 */
export function* structurePhrases(
  plan: Plan,
  offices: readonly { readonly said: readonly string[]; readonly names: readonly string[] }[],
): Iterable<readonly [string, StructureMeaning]> {
  for (const level of ['department', 'unit'] as const)
    for (const [word, code] of everydayNames(plan, level, offices))
      yield [word, { level, code, strong: false, exact: null }];
  const nouns = levelNouns(plan);
  for (const one of plan.departments) {
    yield [
      codeAsSaid(one.code),
      { level: 'department', code: one.code, strong: true, exact: shortWord(one.code) },
    ];
    yield [
      one.name,
      {
        level: 'department',
        code: one.code,
        strong: contentKeys(one.name).length > 1,
        exact: shortWord(one.name),
      },
    ];
    for (const alias of one.aliases)
      yield [
        alias,
        {
          level: 'department',
          code: one.code,
          strong: isStrong(alias, ['settore', 'staff', ...nouns.department.map(({ one }) => one)]),
          exact: shortWord(alias),
        },
      ];
  }
  for (const one of plan.units) {
    const meaning = { level: 'unit', code: one.code, strong: true, exact: null } as const;
    // A unit that bears its department's very code ("Staff A") is reached through the department.
    if (!plan.departments.some((department) => department.code === one.code))
      yield [codeAsSaid(one.code), { ...meaning, exact: shortWord(one.code) }];
    if (!isAlone(plan, one)) yield [one.name, { ...meaning, strong: tokenise(one.name).length > 2 }];
    for (const alias of one.aliases)
      yield [
        alias,
        {
          level: 'unit',
          code: one.code,
          strong: isStrong(alias, ['ufficio', 'uo', 'comando', ...nouns.unit.map(({ one }) => one)]),
          exact: shortWord(alias),
        },
      ];
  }
}

/** What people call the one structure of a level that bears a name for it, where no structure and no item is called so. */
function* everydayNames(
  plan: Plan,
  level: 'department' | 'unit',
  offices: readonly { readonly said: readonly string[]; readonly names: readonly string[] }[],
): Iterable<readonly [string, string]> {
  const contains = (text: string, words: string): boolean =>
    ` ${plainWords(text)} `.includes(` ${plainWords(words)} `);
  const own = level === 'department' ? plan.departments : plan.units.filter((one) => !isAlone(plan, one));
  const called = [...plan.departments, ...plan.units].flatMap(({ name, aliases }) => [name, ...aliases]);
  const titles = plan.items.flatMap(({ title, shortTitle, keywords }) => [title, shortTitle, ...keywords]);
  const isTaken = (word: string): boolean =>
    called.some((name) => contains(name, word)) || titles.some((title) => contains(title, word));
  for (const { said, names } of offices) {
    const bearers = names.map((name) => own.filter((one) => contains(one.name, name)));
    const [one, ...others] = bearers.find((some) => some.length > 0) ?? [];
    if (one && others.length === 0) for (const word of said) if (!isTaken(word)) yield [word, one.code];
  }
}

/** A code is said word for word, but for one that is a name: «gestione risorse» is «Gestione delle risorse». */
const codeAsSaid = (code: string): string =>
  /\d/.test(code) || contentKeys(code).length < 2 || contentKeys(code).some((key) => key.length < 3)
    ? `+${code}`
    : code;

const shortWord = (text: string): string | null => {
  const word = plainWords(text);
  return /^[a-z]{1,5}$/.test(word) ? word : null;
};

const isStrong = (alias: string, nouns: readonly string[]): boolean =>
  nouns.some((noun) => alias.startsWith(`${noun} `)) || /\d/.test(alias);
