/** The bodies that are asked about, and how their own staff call structures. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Noun } from './articles.ts';
import { type Row, rowsOf } from './csv-rows.ts';
import { type PlanRows, readRows, type Structure } from './plan-rows.ts';
import type { Level, Measure } from './request.ts';

export interface Body {
  readonly name: string;
  /** Plan folders, the current year first. */
  readonly folders: readonly string[];
  readonly plans: readonly PlanRows[];
  /** What a structure of each level is called here: the first word is the usual one. */
  readonly levels: Readonly<Record<Level, readonly { readonly one: Noun; readonly many: Noun }[]>>;
  /** What at least four items declare, so that there is something to ask. */
  readonly measures: readonly Measure[];
  /** The rows of a file of the current plan, read once; none where it has no such file. */
  rowsOf(file: string): readonly Row[];
  /** Ways to call a structure. */
  namesOf(structure: Structure): readonly Noun[];
}

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const noun = (text: string, gender: 'm' | 'f', plural = false): Noun => ({ text, gender, plural });

/** A name up to its first comma, dash or bracket: what is said aloud of it. With its commas it would read as a list. */
const short = (name: string): string => name.split(/, | [–-] | \(|\//)[0] ?? name;

/** The names that only one structure of the plan has, so that nobody wonders which is meant. */
const unambiguous = (plan: PlanRows, structure: Structure): string[] =>
  [...new Set([structure.name, short(structure.name)])]
    .filter((name) => !name.includes(','))
    .filter(
      (name) =>
        plan.structures.filter((other) =>
          [other.name, short(other.name)].some((known) => known.includes(name)),
        ).length === 1,
    );

const FIRST_WORDS: Readonly<Record<string, 'm' | 'f'>> = {
  settore: 'm',
  staff: 'm',
  istituto: 'm',
  cred: 'm',
  boccherini: 'm',
  avvocatura: 'f',
  area: 'f',
  servizio: 'm',
  direzione: 'f',
};

/** «settore 5» and «Settore 5»; a name in its own words has the gender of its first one. */
const called = (text: string): Noun[] => {
  const first = text.split(' ')[0] ?? '';
  const gender = FIRST_WORDS[first.toLowerCase()] ?? 'f';
  return [
    noun(text, gender),
    ...(/^(Settore|Area|Servizio|Direzione)$/.test(first)
      ? [noun(`${first.toLowerCase()}${text.slice(first.length)}`, gender)]
      : []),
  ];
};

const lucca = (plan: PlanRows, structure: Structure): readonly Noun[] => {
  const { code, level } = structure;
  const number = /^U\.O\.(.+)$/.exec(code)?.[1];
  const named = unambiguous(plan, structure);
  if (level === 'unit')
    return number
      ? [
          noun(`U.O. ${number}`, 'f'),
          noun(`U.O.${number}`, 'f'),
          noun(`uo ${number}`, 'f'),
          noun(`unità ${number}`, 'f'),
          ...named.map((name) => noun(`U.O. ${name}`, 'f')),
          ...named.map((name) => noun(`ufficio ${name}`, 'm')),
        ]
      : called(code);
  if (!code.startsWith('Settore')) return called(code);
  return [...called(code), ...called(code), ...named.map((name) => noun(`settore ${name}`, 'm'))];
};

const build = (
  name: string,
  paths: readonly string[],
  levels: Body['levels'],
  namesOf: (plan: PlanRows, structure: Structure) => readonly Noun[],
): Body => {
  const folders = paths.map(folder);
  const plans = folders.map(readRows);
  const [plan] = plans;
  if (!plan) throw new Error(`${name} has no plan`);
  const declared = (measure: Measure): number =>
    plans
      .flatMap(({ items }) => items)
      .filter((item) => {
        if (measure === 'weight' || measure === 'attainment') return item[measure] !== null;
        return item.lines.some(({ money }) => measure !== 'resources' && money[measure] !== null);
      }).length;
  const files = new Map<string, readonly Row[]>();
  const own = (
    ['personnel', 'committed', 'settled', 'assessed', 'collected', 'weight', 'attainment'] as const
  ).filter((measure) => declared(measure) >= 4);
  return {
    name,
    folders,
    plans,
    levels,
    // Without a cost of personnel, resources used are another name for what was settled.
    measures: own.includes('personnel') ? [...own, 'resources'] : own,
    rowsOf: (file) => {
      const known = files.get(file);
      if (known) return known;
      const path = join(folders[0] ?? '', file);
      const rows = existsSync(path) ? rowsOf(folders[0] ?? '', file) : [];
      files.set(file, rows);
      return rows;
    },
    namesOf: (structure) => namesOf(plan, structure),
  };
};

const both = (one: string, many: string, gender: 'm' | 'f') => ({
  one: noun(one, gender),
  many: noun(many, gender, true),
});

/** Every body; reading them takes a moment. */
export const loadBodies = (): Body[] => [
  build(
    'lucca',
    ['data/lucca-2021'],
    {
      department: [both('settore', 'settori', 'm')],
      unit: [
        both('U.O.', 'U.O.', 'f'),
        both('unità organizzativa', 'unità organizzative', 'f'),
        both('ufficio', 'uffici', 'm'),
      ],
    },
    lucca,
  ),
  build(
    'valle-serena',
    ['eval/bodies/valle-serena-2025'],
    { department: [both('area', 'aree', 'f')], unit: [both('servizio', 'servizi', 'm')] },
    (_plan, { code, name }) => [...called(code), ...called(name)],
  ),
  build(
    'altamarca',
    ['eval/bodies/altamarca-2026', 'eval/bodies/altamarca-2025'],
    { department: [both('direzione', 'direzioni', 'f')], unit: [both('servizio', 'servizi', 'm')] },
    (_plan, { code, name, level }) => [
      ...called(name),
      ...called(name),
      level === 'unit' ? noun(`servizio ${code}`, 'm') : noun(`direzione ${code}`, 'f'),
      level === 'unit' ? noun(`${code}`, 'm') : noun(`${code}`, 'f'),
    ],
  ),
];
