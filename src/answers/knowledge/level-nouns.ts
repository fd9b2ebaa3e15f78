import type { Plan } from '../../domain/types.ts';
import { genderOf, pluralOf } from '../../words/plurals.ts';
import { normalise } from '../language/normalise.ts';

/** A level between the whole body and the single item. */
export type StructureLevel = 'department' | 'unit';

/** A word for a structure, one and many: "area", "aree". */
export interface LevelNoun {
  readonly one: string;
  readonly many: string;
  readonly gender: 'm' | 'f';
}

/** Words that Italian bodies call their structures by. */
const NOUNS: readonly LevelNoun[] = (
  [
    ['settore', 'settori', 'm'],
    ['area', 'aree', 'f'],
    ['servizio', 'servizi', 'm'],
    ['direzione', 'direzioni', 'f'],
    ['dipartimento', 'dipartimenti', 'm'],
    ['divisione', 'divisioni', 'f'],
    ['ripartizione', 'ripartizioni', 'f'],
    ['ufficio', 'uffici', 'm'],
    ['unita', 'unita', 'f'],
    ['sezione', 'sezioni', 'f'],
    ['struttura', 'strutture', 'f'],
    ['centro di responsabilita', 'centri di responsabilita', 'm'],
    ['coordinamento', 'coordinamenti', 'm'],
    ['agenzia', 'agenzie', 'f'],
    ['dirigente', 'dirigenti', 'm'],
  ] as const
).map(([one, many, gender]) => ({ one, many, gender }));

const LARGE = /^(area|direzione|dipartimento|divisione|ripartizione|struttura|dirigente)$/;
const SMALL = /^(servizio|ufficio|sezione)$/;

/** Words that other bodies call a level by, where this one calls none of its own so. */
export function foreignNouns(
  plan: Plan,
): ReadonlyMap<string, { readonly level: StructureLevel; readonly plural: boolean }> {
  const own = levelNouns(plan);
  const claimed = new Set([...own.department, ...own.unit].map(({ one }) => one));
  const found = new Map<string, { readonly level: StructureLevel; readonly plural: boolean }>();
  for (const { one, many } of NOUNS) {
    const level = LARGE.test(one) ? 'department' : SMALL.test(one) && plan.units.length > 0 ? 'unit' : null;
    if (level === null || claimed.has(one)) continue;
    found.set(one, { level, plural: false });
    found.set(many, { level, plural: true });
  }
  return found;
}

/** A structure's name says what it is within so many words: "Coordinamento Area Prima". */
const LEADING_WORDS = 3;

/**
 * How the body calls the structures of each level, the usual word first: what the plan states, else the words that its
 * names and codes begin with. A word belongs to the level that uses it most.
 */
export function levelNouns(plan: Plan): Readonly<Record<StructureLevel, readonly LevelNoun[]>> {
  const used = { department: usesOf(plan.departments), unit: usesOf(plan.units) };
  const stated = new Set(
    [...plan.departments, ...plan.units].flatMap(({ level }) => (level === null ? [] : [normalise(level)])),
  );
  const nounsOf = (level: StructureLevel): readonly LevelNoun[] => {
    const other = used[level === 'department' ? 'unit' : 'department'];
    return [...used[level]]
      .filter(
        ([noun, share]) =>
          share >= (other.get(noun) ?? 0) && (share > 0.5 || isKnown(noun) || stated.has(noun)),
      )
      .sort((a, b) => b[1] - a[1])
      .map(([noun]) => nounNamed(noun));
  };
  return { department: nounsOf('department'), unit: nounsOf('unit') };
}

/**
 * Words that a context table with a row for most structures of a level calls them by: a table of "macrotemi" whose rows
 * are departments.
 */
export function tableNouns({ facts, departments, units }: Plan): ReadonlyMap<string, StructureLevel> {
  const found = new Map<string, StructureLevel>();
  for (const [topic, own] of Map.groupBy(facts, (fact) => fact.topic)) {
    const rows = new Set(own.map(({ subject }) => normalise(subject)));
    const named = (all: readonly { readonly name: string }[]): boolean =>
      all.length > 2 &&
      all.filter(({ name }) => rows.has(normalise(name))).length * 2 > Math.max(all.length, rows.size);
    const level = named(departments) ? 'department' : named(units) ? 'unit' : null;
    if (level !== null && /^[a-z]{4,}$/.test(topic)) found.set(topic, level);
  }
  return found;
}

const isKnown = (noun: string): boolean => NOUNS.some(({ one }) => one === noun);

const nounNamed = (word: string): LevelNoun =>
  NOUNS.find(({ one }) => one === word) ?? {
    one: word,
    many: pluralOf(word),
    gender: genderOf(word),
  };

/** What a structure is called: what its level says, else the word of its code or name; null where none does. */
export function nounOfStructure({
  code,
  name,
  level,
}: Pick<Plan['units'][number], 'code' | 'name' | 'level'>): LevelNoun | null {
  if (level !== null) return nounNamed(normalise(level));
  const leading = [code, name].flatMap(leadingWords);
  const found = NOUNS.find(({ one }) => leading.includes(one));
  return found ?? null;
}

/**
 * The departments that go by a word, where most go by others: the two districts among departments and a hospital. None for
 * the word that most of them go by, which is said of all, nor for one that only stands in a name.
 * @param said the word, and what stands beside it
 */
export function structuresCalled({ departments }: Plan, said: string): readonly string[] {
  const codes = departments.flatMap((one) => {
    const noun = one.level === null ? null : nounOfStructure(one);
    return noun && [noun.one, noun.many].some((word) => ` ${said} `.includes(` ${word} `)) ? [one.code] : [];
  });
  return 2 * codes.length > departments.length ? [] : codes;
}

/**
 * What departments of several kinds are, the most first: «9 settori», «3 staff», and by its code whatever is alone of its
 * kind. Nothing where their codes do not begin with a word that some share.
 */
export function familiesOf(departments: readonly { readonly code: string }[]): readonly string[] {
  const families = Map.groupBy(
    departments,
    ({ code }) => /^\p{L}{4,}(?= )/u.exec(code)?.[0].toLowerCase() ?? code,
  );
  const sorted = [...families].sort(([, a], [, b]) => b.length - a.length);
  if ((sorted[0]?.[1].length ?? 0) < 2) return [];
  return sorted.map(([word, { length, 0: first }]) =>
    length === 1 ? (first?.code ?? word) : `${length} ${nounNamed(word).many}`,
  );
}

const leadingWords = (text: string): readonly string[] =>
  (normalise(text).match(/[a-z]+/g) ?? []).slice(0, LEADING_WORDS);

/** The share of a level's structures that are called by each word: in their own column, else in their code or name. */
function usesOf(
  structures: readonly { readonly code: string; readonly name: string; readonly level: string | null }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, name, level } of structures) {
    if (level !== null) {
      const word = normalise(level);
      counts.set(word, (counts.get(word) ?? 0) + 1);
      continue;
    }
    const words = [code, name].map((text) => normalise(text).match(/[a-z]+/g) ?? []);
    const leading = words.flatMap((one) => one.slice(0, LEADING_WORDS));
    const said = new Set([
      ...NOUNS.flatMap(({ one }) => (leading.includes(one) ? [one] : [])),
      // A word of the body's own, which begins most of its names.
      ...words.flatMap(([first, next]) => (first && next && first.length > 3 ? [first] : [])),
    ]);
    for (const word of said) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Map([...counts].map(([word, count]) => [word, count / structures.length]));
}
