import type { Plan } from '../../domain/types.ts';
import { ordinalWord } from '../language/numbers.ts';
import { phraseKeys } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { levelNouns, type StructureLevel } from './level-nouns.ts';

/** A structure as a part of its name tells it: "suolo" of "Servizio difesa del suolo, demanio, opere idrauliche". */
export interface StructurePart {
  readonly level: StructureLevel;
  readonly code: string;
  /** How much of the name it is, from 0 to 1. */
  readonly share: number;
}

/** More structures than these share the word: it tells none of them. */
const MOST_OWNERS = 3;
/** Words of a name said together. */
const LONGEST_PART = 5;
/** "Il direttore", of any structure: no part of one that supports the director general. */
const ROLE = /^(direttor[ei]|dirigent[ei]|referent[ei]|responsabil[ei]|capo)$/;
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** Every run of words of every structure's name, with the structures that it tells most of. */
export function structureParts(plan: Plan): readonly (readonly [string, StructurePart])[] {
  const nouns = levelNouns(plan);
  const idle = new Set(
    [...nouns.department, ...nouns.unit].flatMap(({ one, many }) =>
      tokenise(`${one} ${many}`).map(({ key }) => key),
    ),
  );
  // «Generale» and «generali» are one word, whichever name has which.
  const owners = new Map<string, { readonly part: string; readonly all: StructurePart[] }>();
  const structures = [
    ...plan.departments.map((one) => ({ ...one, level: 'department' as const })),
    ...plan.units.filter((one) => !isAlone(plan, one)).map((one) => ({ ...one, level: 'unit' as const })),
  ];
  for (const { level, code, name } of structures)
    for (const [part, share] of partsOf(name, idle)) {
      const keys = phraseKeys(part).join(' ');
      const own = owners.get(keys) ?? { part, all: [] };
      owners.set(keys, own);
      if (!own.all.some((one) => one.code === code && one.level === level))
        own.all.push({ level, code, share });
    }
  const told = [...owners.values()].flatMap(({ part, all }) => {
    if (all.length > MOST_OWNERS && mostTold(all).length > 1) return [];
    const best = [...Map.groupBy(all, ({ level }) => level).values()].flatMap(mostTold);
    return best.map((one) => [part, one] as const);
  });
  return [
    ...told,
    ...structures.flatMap(({ level, code, name }) =>
      numberedNames(
        code,
        name,
        nouns[level].map(({ one }) => one),
      ).map((said) => [`+${said}`, { level, code, share: 1 }] as const),
    ),
  ];
}

/** Those of which it is the greatest part of the name. */
export function mostTold(all: readonly StructurePart[]): readonly StructurePart[] {
  const most = Math.max(...all.map(({ share }) => share));
  return all.filter(({ share }) => share === most);
}

/** The only unit of a department, which bears its name. */
export function isAlone(plan: Plan, unit: Plan['units'][number]): boolean {
  const department = plan.departments.find(({ code }) => code === unit.department);
  return (
    department?.name.toLowerCase() === unit.name.toLowerCase() &&
    plan.units.filter((one) => one.department === unit.department).length === 1
  );
}

/** Runs of content words that no comma divides, with the share of the name that they are. */
function partsOf(name: string, idle: ReadonlySet<string>): ReadonlyMap<string, number> {
  const all = tokenise(name);
  const content = all.filter((token) => !token.light && token.type === 'word' && !idle.has(token.key));
  const parts = new Map<string, number>();
  for (let from = 0; from < content.length; from += 1)
    for (let to = from + 1; to <= Math.min(content.length, from + LONGEST_PART); to += 1) {
      if (to - from > 1 && dividesFrom(content[to - 2], content[to - 1])) break;
      const words = content.slice(from, to);
      const [only] = words;
      if (
        words.length === 1 &&
        (only === undefined ||
          only.text.length < 4 ||
          ordinalWord(only.text) !== null ||
          ROLE.test(only.text))
      )
        continue;
      const share = words.length / content.length;
      parts.set(words.map(({ text }) => text).join(' '), share);
      const last = words.at(-1);
      // «Tutela e pianificazione ambientale»: as the name says it, with what joins its words.
      const whole = only && last ? all.slice(all.indexOf(only), all.indexOf(last) + 1) : [];
      if (whole.length > words.length) parts.set(whole.map(({ text }) => text).join(' '), share);
    }
  return parts;
}

const dividesFrom = (before: Token | undefined, token: Token | undefined): boolean =>
  token === undefined || token.pause || token.clause !== before?.clause;

/** "Area Terza", "terza area", "area 3", "area III"; of a code "A3", "area 3". */
function numberedNames(code: string, name: string, nouns: readonly string[]): readonly string[] {
  const words = name.toLowerCase().split(/\s+/);
  const ordinals = words.flatMap((word, at) => {
    const place = ordinalWord(word);
    const noun = nouns.find((one) => one === words[at - 1] || one === words[at + 1]);
    return place === null || noun === undefined ? [] : [{ place, noun, word }];
  });
  const spoken = ordinals.flatMap(({ place, noun, word }) => [
    `${noun} ${word}`,
    `${word} ${noun}`,
    `${noun} ${place}`,
    ...(place > 1 ? [`${noun} ${ROMAN[place - 1]}`] : []),
  ]);
  const digits = /^[a-z]{1,2}(\d{1,2})$/i.exec(code)?.[1];
  const numbered = ordinals.length === 0 && digits ? nouns.map((noun) => `${noun} ${Number(digits)}`) : [];
  return [...new Set([...spoken, ...numbered])];
}
