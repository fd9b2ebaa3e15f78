import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Form, joined, PREPOSITIONS, the } from '../../src/words/articles.ts';
import { ATTRIBUTES } from '../../src/words/attributes.ts';
import { CHANGE_NAMES } from '../../src/words/changes.ts';
import { ITEM_KINDS, KIND_NAMES } from '../../src/words/kinds.ts';
import { type InBoth, LANGUAGES, type Noun } from '../../src/words/language.ts';
import { MEASURE_NAMES, MEASURES } from '../../src/words/measures.ts';
import { MONTHS } from '../../src/words/months.ts';
import { OPERATORS } from '../../src/words/operators.ts';
import { OUTCOME_NAMES, OUTCOMES } from '../../src/words/outcomes.ts';
import { ROLE_NAMES, ROLES } from '../../src/words/roles.ts';
import { ITEM_STATES, STATE_NAMES } from '../../src/words/states.ts';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));

/** Landed SQL checks values by themselves: it must not change when a list does. */
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(words|store\/migrations)\//.test(path))
  .map((path) => ({ path, source: withoutComments(readFileSync(join(SOURCE, path), 'utf8')) }));

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Not those that only read what users write, in their own words. */
const READERS = /^answers\/(understand|language|grammar)\//;
const filesThatSpeak = (holds: (source: string) => boolean): readonly string[] =>
  filesWith(holds).filter((path) => !READERS.test(path));

const filesWith = (holds: (source: string) => boolean): readonly string[] =>
  files.filter(({ source }) => holds(source)).map(({ path }) => path);

/** Quoted words that follow one another as in a list or a union: `'a', 'b'`, `'a' | 'b'`. */
const listsIn = (source: string): readonly (readonly string[])[] =>
  [...source.matchAll(/'\w+'(?:\s*[,|]\s*'\w+')+/g)].map(([list]) =>
    [...list.matchAll(/'(\w+)'/g)].map(([, word = '']) => word),
  );

const quotes = (source: string, word: string): boolean =>
  [`'${word}'`, `"${word}"`, `\`${word}\``].some((quoted) => source.includes(quoted));

it('reads the sources', () => {
  expect(files.length).toBeGreaterThan(250);
  expect(listsIn("z.enum(['a', 'b']); type T = 'c' | 'd';")).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

describe('what src/words lists is listed nowhere else', () => {
  // A few of them together may be a choice of its own: the steps of a ladder, the amounts of revenue.
  it.each<[string, readonly string[], number]>([
    ['kinds', ITEM_KINDS, 3],
    ['states', ITEM_STATES, 4],
    ['roles', ROLES, 4],
    ['outcomes', OUTCOMES, 4],
    ['measures', MEASURES, 8],
    ['attributes', ATTRIBUTES, 4],
    ['operators', OPERATORS, 4],
  ])('%s', (_name, members, asMany) => {
    const repeated = (list: readonly string[]): boolean =>
      members.filter((one) => list.includes(one)).length >= asMany;
    expect(filesWith((source) => listsIn(source).some(repeated))).toEqual([]);
  });

  it('months', () => {
    const monthsIn = (source: string): number =>
      MONTHS.filter(({ it: italian, en }) => new RegExp(`\\b(${italian}|${en})\\b`).test(source)).length;
    expect(filesWith((source) => monthsIn(source) > 1)).toEqual([]);
  });
});

describe('what src/words names is named nowhere else', () => {
  const formsOf = (word: InBoth<string | Noun>): readonly (readonly string[])[] =>
    LANGUAGES.map((language) => {
      const said = word[language];
      return typeof said === 'string' ? [said] : [...new Set([said.one, said.many])];
    });

  it.each<[string, Readonly<Record<string, InBoth<string | Noun>>>]>([
    ['kinds', KIND_NAMES],
    ['states', STATE_NAMES],
    ['roles', ROLE_NAMES],
    ['outcomes', OUTCOME_NAMES],
    ['changes', CHANGE_NAMES],
    ['measures', MEASURE_NAMES],
  ])('%s: no file quotes the Italian words of two of them', (_name, names) => {
    const italian = Object.values(names).map((word) => formsOf(word)[0] ?? []);
    expect(
      filesThatSpeak(
        (source) => italian.filter((forms) => forms.some((form) => quotes(source, form))).length > 1,
      ),
    ).toEqual([]);
  });
});

describe('the words that change with what follows', () => {
  const forms: readonly Form[] = ['ms', 'fs', 'mp'];
  const samples = ['cane', 'sport', 'ente'];
  const openings = new Set(
    forms.flatMap((form) =>
      samples.flatMap((word) =>
        [the(word, form), ...PREPOSITIONS.map((preposition) => joined(preposition, word, form))].map((said) =>
          said.slice(0, said.length - word.length),
        ),
      ),
    ),
  );
  const fixed = new RegExp(`(?<![\\p{L}’'])(${[...openings].join('|').replaceAll('’', "[’']")})\\$\\{`, 'iu');
  const isFixed = (words: string): boolean => fixed.test(`${words}\${name}`);

  it('are never written before a word that is not known yet: src/words/articles.ts has them', () => {
    expect(
      ['del ', 'dello ', 'al ', 'dalla ', 'Gli ', 'I ', 'l’', "dell'", 'sull’'].filter(isFixed),
    ).toHaveLength(9);
    expect(['di ', 'da ', 'alle ', 'tutti e ', 'parla '].filter(isFixed)).toEqual([]);
    expect(filesWith((source) => fixed.test(source))).toEqual([]);
  });

  it('are joined with the typographic apostrophe', () => {
    const straight =
      /(?<!\p{L})(l|un|d|c|dell|all|dall|nell|sull|quest|anch|dov|com|cos|tutt|nessun|bell|quell|sant)'[\p{L}\d$]/iu;
    expect(filesWith((source) => source.split('\n').some((line) => straight.test(textOf(line))))).toEqual([]);
    expect(
      [`"l'unica"`, "`c'è ancora`", "da un'esportazione"].filter((line) => straight.test(textOf(line))),
    ).toHaveLength(3);
    expect(["['l', 'un']", "case 'd':"].filter((line) => straight.test(textOf(line)))).toEqual([]);
  });
});

/** What a line says to somebody: its texts, without the quotes around them. */
const textOf = (line: string): string =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`?|^([^'"`]*'[^'"`]*)$/g)]
    .map(([, double = '', template = '', plain = '']) => `${double} ${template} ${plain}`)
    .join(' ');
