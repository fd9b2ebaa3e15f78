import type { StructureLevel } from '../knowledge/level-nouns.ts';
import { mostTold, type StructurePart } from '../knowledge/structure-parts.ts';
import type { StructureMeaning } from '../knowledge/structure-phrases.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { isWholeCode } from './item-codes.ts';

/** Words that name a structure, or one of several between which only the asker can choose. */
export interface NamedStructures {
  readonly from: number;
  readonly to: number;
  readonly among: readonly StructureChoice[];
  /** A mere alias, which may be an everyday word. */
  readonly weak: boolean;
}

export type StructureChoice = Pick<StructureMeaning, 'level' | 'code'>;

/** A word for structures that stands before a name; `level` is null for "struttura". */
export interface SaidLevel {
  readonly from: number;
  readonly to: number;
  readonly level: StructureLevel | null;
}

/** Every structure named in a question: by code, name or alias, and by a part of its name. */
export function findNames(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  levels: readonly SaidLevel[],
  others: Surroundings,
): readonly NamedStructures[] {
  const whole = wholeNames(vocabulary, tokens, levels);
  const goesOn = (part: NamedStructures, one: NamedStructures): boolean =>
    part.from <= one.from &&
    part.to >= one.to &&
    (part.to > one.to ||
      tokens
        .slice(part.from, one.from)
        .some(
          ({ light }, at) =>
            !light && !levels.some(({ from, to }) => from <= part.from + at && to > part.from + at),
        ));
  // «L’ufficio del terziario», of the department «Terziario» and its «Ufficio azioni terziario».
  const isOfSaid = (part: NamedStructures, one: NamedStructures): boolean => {
    const said = new Set(levels.filter(({ from }) => from === part.from).map(({ level }) => level));
    const [level, ...more] = said;
    const all = (some: NamedStructures, own: boolean): boolean =>
      some.among.every((structure) => (structure.level === level) === own);
    return part.from < one.from && level != null && more.length === 0 && all(part, true) && all(one, false);
  };
  const parts = findStructureParts(vocabulary, tokens, levels, others).filter((part) =>
    whole.every(
      (one) => one.from >= part.to || one.to <= part.from || goesOn(part, one) || isOfSaid(part, one),
    ),
  );
  const kept = whole.filter((one) => !parts.some((part) => part.from < one.to && part.to > one.from));
  return [...kept.map((one) => choose(vocabulary, one)), ...parts];
}

/** Of several with one name, the one that the asker has chosen. */
function choose({ chosen }: Vocabulary, named: NamedStructures): NamedStructures {
  const own = named.among.filter(({ level, code }) => level === chosen?.level && code === chosen.code);
  return own.length > 0 ? { ...named, among: own } : named;
}

function wholeNames(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  levels: readonly SaidLevel[],
): readonly NamedStructures[] {
  const found = longestMatches(findPhrases(vocabulary.structures, tokens)).filter(
    ({ from, to, meaning }) =>
      isWholeCode(tokens, from, to) &&
      // «In quali uffici il personale …»: what comes after an article is no part of a name.
      !tokens.slice(from + 1, to).some(({ text }) => /^(il|lo|gli)$/.test(text)) &&
      isSaidAsWritten(vocabulary, tokens, from, meaning),
  );
  return found.flatMap(({ from, to }, at): readonly NamedStructures[] => {
    const same = found.filter((one) => one.from === from && one.to === to);
    if (same[0] !== found[at]) return [];
    const level = levels.find((one) => one.to === from)?.level;
    const fitting = same.filter((one) => one.meaning.level === level);
    const among = withoutOwnUnits(
      vocabulary,
      distinctStructures((fitting.length > 0 ? fitting : same).map((one) => one.meaning)),
    );
    const units = among.filter((one) => one.level === 'unit');
    const namesakes = among.filter((one) => areNamesakes(vocabulary, one, among));
    return [
      {
        from,
        to,
        weak: !same.some((one) => one.meaning.strong),
        among: namesakes.length > 0 ? namesakes : units.length > 0 ? units.slice(0, 1) : among.slice(0, 1),
      },
    ];
  });
}

/** A short name is said with its very letters, and is no everyday word that has the same: «la sua percentuale», where SUA is an office. */
export function isSaidAsWritten(
  { concepts }: Vocabulary,
  tokens: readonly Token[],
  at: number,
  { exact }: StructureMeaning,
): boolean {
  const [before, word, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (exact === null) return true;
  if (word?.text !== exact) return false;
  if (word.capitals || exact.length === 1) return true;
  const pointsBack = concepts.byFirst
    .get(word.key)
    ?.some(({ keys, meaning }) => keys.length === 1 && meaning.includes('follow:those'));
  const isBeforeNoun = before?.light === true && next?.type === 'word' && !next.light && !next.pause;
  return !word.light && !(pointsBack && isBeforeNoun);
}

const distinctStructures = (all: readonly StructureChoice[]): readonly StructureChoice[] => [
  ...new Map(all.map(({ level, code }) => [`${level}:${code}`, { level, code }])).values(),
];

/** Of a department and its own unit of one name, or its only one, the department is meant, unless a word for units stands before. */
const withoutOwnUnits = <S extends StructureChoice>(
  vocabulary: Vocabulary,
  all: readonly S[],
): readonly S[] =>
  all.filter(
    (one) => !all.some((other) => isFirstUnit(vocabulary, one, other) || isOnlyUnit(vocabulary, one, other)),
  );

/** The one unit that a department has: what is said of the one holds of the other. */
const isOnlyUnit = (
  { index: { plan } }: Vocabulary,
  unit: StructureChoice,
  department: StructureChoice,
): boolean => {
  const own = plan.units.filter((one) => one.department === department.code);
  return (
    unit.level === 'unit' &&
    department.level === 'department' &&
    own.length === 1 &&
    own[0]?.code === unit.code
  );
};

/** A unit of that very department, which bears its name. */
export const isFirstUnit = (
  vocabulary: Vocabulary,
  unit: StructureChoice,
  department: StructureChoice,
): boolean =>
  unit.level === 'unit' &&
  department.level === 'department' &&
  vocabulary.index.plan.units.some((one) => one.code === unit.code && one.department === department.code) &&
  areNamesakes(vocabulary, unit, [unit, department]);

/** A department and a unit that bear the very same name. */
function areNamesakes(
  { index: { plan } }: Vocabulary,
  one: StructureChoice,
  all: readonly StructureChoice[],
): boolean {
  const nameOf = ({ level, code }: StructureChoice): string =>
    (level === 'unit' ? plan.units : plan.departments)
      .find((structure) => structure.code === code)
      ?.name.toLowerCase() ?? code;
  return all.some((other) => other !== one && other.level !== one.level && nameOf(other) === nameOf(one));
}

/** What the rest of a question says, where a part of a name stands without a word for structures. */
export interface Surroundings {
  /** Whether a token has a meaning of its own, which a part of a name does not take away. */
  readonly isTaken: (at: number) => boolean;
  /** Items or their money are asked for: no table, act or term competes for the words. */
  readonly ofItems: boolean;
}

/**
 * Structures by a part of their name: after a word for structures ("il servizio mobilità"), or where the words are of
 * nothing else in the plan ("la protezione civile").
 */
export function findStructureParts(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  levels: readonly SaidLevel[],
  others: Surroundings,
): readonly NamedStructures[] {
  // «Le azioni di adattamento», of the "Ufficio azioni adattamento": the first word is of the items.
  const isOfItems = (from: number, to: number): boolean =>
    to - from > 1 &&
    others.isTaken(from) &&
    !levelBefore(tokens, levels, from) &&
    !levels.some((one) => one.from < to && one.to > from);
  const found = longestMatches(
    findPhrases(vocabulary.structureParts, tokens).filter(
      ({ from, to }) => !isAcross(tokens, from, to) && !isOfItems(from, to),
    ),
  );
  const spans = new Map<
    string,
    { readonly from: number; readonly to: number; readonly among: StructurePart[] }
  >();
  for (const { from, to, meaning } of found) {
    const span = spans.get(`${from}-${to}`) ?? { from, to, among: [] };
    span.among.push(meaning);
    spans.set(`${from}-${to}`, span);
  }
  return [...spans.values()].flatMap(({ from, to, among }) => {
    const before = levelBefore(tokens, levels, from);
    const own = levels.some((one) => one.from < to && one.to > from);
    // "I servizi dell'area quinta": the services are asked for, the area is named by its own word.
    const inside = before && namesWhole(tokens, before, among);
    if (inside) return [{ from, to, weak: false, among: withoutOwnUnits(vocabulary, mostTold(inside)) }];
    const names = !own || before?.level === null || among.some(({ level }) => level === before?.level);
    const noun = names ? before : undefined;
    // "Di personale" after "quella U.O." asks for a figure: only "servizio personale" names the office.
    if (noun && noun.to < from && others.isTaken(from)) return [];
    if (!noun && !own && !isOnlyStructure(vocabulary, tokens, from, to, others)) return [];
    const fitting = noun?.level ? among.filter(({ level }) => level === noun.level) : [];
    return [
      choose(vocabulary, {
        from: noun?.from ?? from,
        to,
        weak: false,
        among: withoutOwnUnits(vocabulary, fitting.length > 0 ? fitting : mostTold(among)),
      }),
    ];
  });
}

/** "I servizi della Salute": after several of one level, the name is that of the structure that they are parts of. */
function namesWhole(
  tokens: readonly Token[],
  before: SaidLevel,
  among: readonly StructurePart[],
): readonly StructurePart[] | null {
  const several = SEVERAL.test(tokens[before.to - 1]?.text ?? '') && before.level === 'unit';
  const wholes = among.filter(({ level }) => level === 'department');
  return several && wholes.length > 0 ? wholes : null;
}

/** "L'area prima con quello dell'area terza": an ordinal and the word for areas that belong to two names. */
const isAcross = (tokens: readonly Token[], from: number, to: number): boolean => {
  const words = tokens.slice(from, to);
  return (
    words.length > 2 &&
    words.some(({ light }) => light) &&
    words.some(({ text }) => ordinalWord(text) !== null)
  );
};

/** The word for structures right before, across words that say nothing. */
function levelBefore(
  tokens: readonly Token[],
  levels: readonly SaidLevel[],
  at: number,
): SaidLevel | undefined {
  let before = at - 1;
  while (
    before >= 0 &&
    /^(d|di|del|dell|della|dello|dei|degli|delle|per|la|il|l|lo|le|i|gli)$/.test(tokens[before]?.text ?? '')
  )
    before -= 1;
  const level = levels.find(({ to }) => to - 1 === before);
  // «Dei settori, Lucca esclusa»: what comes after a pause is no name of several.
  const apart = tokens.slice(before + 1, at + 1).some(({ pause }) => pause);
  return apart && SEVERAL.test(tokens[before]?.text ?? '') ? undefined : level;
}

/** A word for several structures. */
const SEVERAL = /([^u]i|ee)$/;

/** No item, figure, act, term or word of the language is called so. */
function isOnlyStructure(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  from: number,
  to: number,
  { isTaken, ofItems }: Surroundings,
): boolean {
  const content = tokens.slice(from, to).filter(({ light }) => !light);
  if (tokens.slice(from, to).some((_token, at) => isTaken(from + at))) return false;
  if (findPhrases(vocabulary.law.subjects, tokens).some((one) => one.from < to && one.to > from))
    return false;
  const others = ofItems
    ? []
    : [vocabulary.factSearch, vocabulary.actSearch, vocabulary.legalSearch, vocabulary.termSearch];
  const [only, ...more] = content;
  const before = tokens[from - 1];
  // «Valore pubblico»: a word that says more of the one before.
  const qualifies = before !== undefined && before.type === 'word' && !before.light && !isTaken(from - 1);
  if (only && more.length === 0)
    return (
      !qualifies &&
      !vocabulary.common.has(only.text) &&
      !vocabulary.titleWords.has(only.text) &&
      others.every(({ postings }) => !postings.has(only.key))
    );
  return [vocabulary.itemSearch, ...others].every(({ pairs }) =>
    content.some(({ key }, at) => at > 0 && !pairs.has(`${content[at - 1]?.key} ${key}`)),
  );
}
