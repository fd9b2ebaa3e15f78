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

/** Codes, names and aliases of the plan's structures. */
export function* structurePhrases(plan: Plan): Iterable<readonly [string, StructureMeaning]> {
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
