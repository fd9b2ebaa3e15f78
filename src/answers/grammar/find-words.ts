import { z } from 'zod';
import type { Attribute } from '../../words/attributes.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { OPERATORS } from '../../words/operators.ts';
import { FIGURES, LEVELS } from '../figures/figures-query.ts';
import { cellList, readItalian } from '../knowledge/italian-files.ts';
import { onceForEach } from '../knowledge/memo.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isMoment } from '../language/moments.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { findCodes, isCodePart } from '../understand/item-codes.ts';
import { findStructureCode } from '../understand/structure-codes.ts';
import { familyMentions } from '../understand/structure-families.ts';
import { findNames } from '../understand/structure-names.ts';
import { declaredWords } from './declared-words.ts';
import { withEverydayFigures, withoutAccent } from './everyday-figures.ts';
import { initialsSpelled } from './initials.ts';
import { withLongerNames } from './longer-names.ts';
import { ordinalTwins } from './ordinal-twins.ts';
import { type Meaning, type Piece, PLAIN_MEANINGS, SAID_UNITS, type SaidFigure } from './pieces.ts';
import { undeclared } from './rules/denials.ts';
import { oneMore, structureNumbered } from './rules/names.ts';
import { findTopics } from './topics.ts';
import { single } from './values.ts';

const KINDS: Readonly<Record<string, readonly ItemKind[]>> = {
  objective: ['objective'],
  process: ['process'],
  indicator: ['indicator'],
  any: [],
};

const sign = z.enum(['+', '-']).transform((one) => (one === '+' ? 'most' : 'least') as 'most' | 'least');
const figure = z.enum([...FIGURES, 'cost', 'revenue']);

/** What the words of a row mean; one from many is told where they stand. */
const ROWS: Readonly<Record<string, (value: string) => Meaning>> = {
  figure: (value) => ({ cat: 'figure', figure: figure.parse(value) }),
  // What indicators have, where there are any.
  outcome: (value) => ({ cat: 'figure', figure: figure.parse(value), ofIndicators: true }),
  kind: (value) => ({ cat: 'kind', kinds: KINDS[value] ?? [], plural: true }),
  level: (value) => ({
    cat: 'level',
    level: z.enum(['department', 'unit', 'goal']).parse(value),
    plural: true,
  }),
  adjective: (value) => ({
    cat: 'adjective',
    figure: figure.parse(value.slice(0, -1)),
    direction: sign.parse(value.slice(-1)),
  }),
  rank: (value) => ({
    cat: 'rank',
    by: { figure: figure.parse(value.slice(0, -1)) },
    direction: sign.parse(value.slice(-1)),
  }),
  magnitude: (value) => ({ cat: 'magnitude', direction: sign.parse(value) }),
  more: (value) => ({ cat: 'more', direction: sign.parse(value) }),
  first: (value) => ({ cat: 'first', reversed: value === '-' }),
  degree: (value) => ({ cat: 'degree', direction: sign.parse(value) }),
  ask: (value) => ({ cat: 'ask', what: z.enum(['count', 'value', 'which', 'list']).parse(value) }),
  fold: (value) => ({ cat: 'fold', fold: z.enum(['sum', 'mean', 'median', 'min', 'max']).parse(value) }),
  compare: (value) =>
    value === 'between' ? { cat: 'between' } : { cat: 'compare', op: z.enum(OPERATORS).parse(value) },
  scope: (value) => ({
    cat: 'atoms',
    atoms: [{ type: 'scope', scope: z.enum(['transversal', 'unit']).parse(value) }],
  }),
  span: (value) => ({ cat: 'atoms', atoms: [{ type: 'span', ...spanOf(value) }] }),
  extreme: (value) => ({
    cat: 'atoms',
    atoms: [{ type: 'extreme', of: 'begins', place: z.enum(['first', 'last']).parse(value) }],
  }),
  shared: (value) => ({
    cat: 'atoms',
    atoms: [
      z.enum(['gt1', 'none']).parse(value) === 'gt1'
        ? { type: 'shared', level: 'unit', op: 'gt', value: 1 }
        : { type: 'shared', level: 'department', op: 'eq', value: 0 },
    ],
  }),
  state: (value) => ({
    cat: 'atoms',
    atoms: [
      {
        type: 'bound',
        figure: 'attainment',
        op: value === 'partial' ? 'lt' : 'eq',
        than: { value: value === 'zero' ? 0 : 100 },
      },
    ],
  }),
  when: (value) => ({ cat: 'when', side: z.enum(['before', 'after', 'by', 'on']).parse(value) }),
  revenue: () => ({ cat: 'atoms', atoms: [{ type: 'revenue' }] }),
  unit: (value) => ({ cat: 'unit', unit: z.enum(SAID_UNITS).parse(value) }),
  group: (value) => ({ cat: 'group', level: z.enum(LEVELS).parse(value) }),
  mean: () => ({ cat: 'mean', of: null }),
  so: (value) => ({ cat: 'so', holds: z.enum(['yes', 'no']).parse(value) === 'yes' }),
  scale: (value) => ({ cat: 'scale', factor: Number(value) }),
  pick: (value) => ({ cat: 'pick', place: 1, limit: Number(value), reversed: false }),
  beside: (value) => ({
    cat: 'beside',
    places: z.union([z.literal(-1), z.literal(0), z.literal(1)]).parse(Number(value)),
  }),
  change: (value) => ({
    cat: 'change',
    direction: value === 'of' ? null : value === 'up' ? 'most' : 'least',
  }),
  course: (value) => ({ cat: 'course', each: value === 'each' }),
  near: (value) => ({ cat: 'near', direction: sign.parse(value) }),
  factor: (value) => ({ cat: 'factor', value: Number(value) }),
  reached: (value) => ({ cat: 'rank', by: { figure: 'attainment' }, direction: sign.parse(value) }),
};

function spanOf(value: string): { readonly min: number; readonly max: number } {
  if (value === 'multi') return { min: 2, max: 99 };
  if (value === 'annual') return { min: 1, max: 1 };
  return { min: Number(value), max: Number(value) };
}

const row = z.object({ category: z.string(), value: z.string(), words: cellList('|') });

/** The words of the grammar: what each means, whatever the sentence. */
export const grammarWords = (): readonly (readonly [string, Meaning])[] =>
  readItalian('grammatica.csv', row).flatMap(({ category, value, words }) => {
    const meaning = ROWS[category]?.(value) ?? { cat: z.enum(PLAIN_MEANINGS).parse(category) };
    return words.map((word) => [word, meaning] as const);
  });

const LEFT = /^(resta|restano|rimane|rimangono|resterebbe|rimarrebbe|avanza|avanzerebbe)$/;

/** Every meaning of every run of words, those that overlap too; what they make together is settled later. */
export const findWords = onceForEach(wordsFound);

function wordsFound(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Piece[] {
  const worded = findPhrases(vocabulary.grammar, tokens).filter(
    (one) =>
      !isDeniedVerb(one, tokens) &&
      !isMoreFor(one, tokens) &&
      isMeantInComune(one, tokens) &&
      // «Quanto resta» is no «resto».
      !(one.meaning.cat === 'rest' && LEFT.test(tokens[one.from]?.text ?? '')),
  );
  // «Quante volte il primo contiene il secondo?»: it holds one against the other only where times are asked for.
  const phrases = worded.filter(
    (one) =>
      (one.meaning.cat !== 'contains' || worded.some(({ meaning }) => meaning.cat === 'times')) &&
      !lacksWhatItIsBefore(one, worded, vocabulary, tokens) &&
      // «Quanto pesa sul personale del settore»: a part of it, and no weight.
      !(isFigureOf(one, 'weight') && worded.some((other) => isInShare(one, other, tokens))) &&
      // «Meno di quanto accertato» is no «di quanto».
      !(one.meaning.cat === 'differs' && worded.some((other) => isInLimit(one, other))) &&
      // «Oltre all’impegnato» is besides it, and not beyond.
      !(
        one.meaning.cat === 'compare' &&
        worded.some((other) => other.meaning.cat === 'and' && isInside(one, other))
      ) &&
      // «Quali lo sono?» asks of what something holds, and not what there is.
      !(
        one.meaning.cat === 'ask' &&
        worded.some((other) => other.meaning.cat === 'so' && isInside(other, one))
      ),
  );
  const said = phrases.map(
    ({ from, to, meaning }): Piece => ({
      ...withNumber(meaning, tokens, from),
      from,
      to: meaning.cat === 'aside' ? endOfClause(tokens, to) : to,
    }),
  );
  const names = structuresByName(vocabulary, tokens, said);
  const titles = itemsByName(vocabulary, tokens, said);
  const found: readonly Piece[] = [
    ...said,
    ...attributes(vocabulary, tokens, titles.length > 0),
    ...names,
    ...ordinalTwins(vocabulary.index, tokens, names),
    ...initialsSpelled(vocabulary, tokens, said),
    ...declaredWords(vocabulary, tokens, said, names),
    ...families(vocabulary, tokens),
    ...foreignLevels(vocabulary, tokens),
    ...themes(vocabulary, tokens, said),
    ...titles,
    ...itemsByCode(vocabulary, tokens),
    ...itemsByDottedCode(vocabulary, tokens),
    ...onlyGoals(vocabulary, tokens, said),
    ...letteredNumbers(tokens, said),
    ...letteredPlaces(vocabulary, tokens, names),
    ...numberedPlaces(vocabulary, tokens, said),
    ...amongNumbered(vocabulary, tokens, said),
    ...neitherFigures(tokens, said),
    ...bothFigures(tokens, said),
    ...allOfIt(tokens, said),
    ...takenFrom(tokens, said),
    ...occasions(vocabulary, tokens),
    ...planYears(vocabulary, tokens, said),
    ...tokens.flatMap((token, at): readonly Piece[] => {
      if (isMoment(tokens, at)) return [{ cat: 'courtesy', from: at, to: at + 1 }];
      return isCodePart(vocabulary, tokens, at) ? [] : numberAt(token, at);
    }),
    ...tokens.flatMap(connectiveAt),
    ...rangesOf(tokens),
    ...whatKind(tokens, said),
    ...targetsOf(vocabulary, tokens),
    // «Togliendo il 20, quanto resta di impegnato?»: what is left is what was not taken away.
    ...tokens.flatMap(({ text }, at): readonly Piece[] =>
      LEFT.test(text) && said.some(({ cat }) => cat === 'except')
        ? [{ cat: 'filler', from: at, to: at + 1 }]
        : [],
    ),
    // «Numero e totale della spesa», «numero medio di obiettivi»: before a noun it says nothing ("obiettivo numero 24").
    ...tokens.flatMap(({ text }, at): readonly Piece[] =>
      text === 'numero' &&
      (tokens[at + 1]?.text === 'e' ||
        tokens[at + 1]?.pause === true ||
        said.some(({ cat, from }) => cat === 'fold' && from === at + 1))
        ? [{ cat: 'ask', what: 'count', from: at, to: at + 1 }]
        : [],
    ),
  ];
  const known = withLongerNames(vocabulary, tokens, found);
  const all = withEverydayFigures(vocabulary, tokens, known) ?? [
    ...known,
    ...findTopics(vocabulary, tokens, known),
  ];
  return [...all, ...addedThings(all, tokens)];
}

/** «Nidi più mensa», «processo 43 più processo 44»: one thing and another. */
const addedThings = (found: readonly Piece[], tokens: readonly Token[]): readonly Piece[] =>
  found.flatMap((piece): readonly Piece[] => {
    if (piece.cat !== 'more' || piece.direction !== 'most' || piece.to > piece.from + 1) return [];
    const next = tokens[piece.to]?.light ? piece.to + 1 : piece.to;
    const isThing = ({ cat }: Piece): boolean => cat === 'topic' || cat === 'titled';
    const isAfter = found.some((one) => one.to === piece.from && (isThing(one) || one.cat === 'number'));
    const isBefore = found.some(
      (one) =>
        one.from === next && (isThing(one) || one.cat === 'figure' || (one.cat === 'kind' && !one.plural)),
    );
    return isAfter && isBefore ? [{ cat: 'plus', from: piece.from, to: piece.to }] : [];
  });

const isFigureOf = ({ meaning }: Match<Meaning>, figure: SaidFigure): boolean =>
  meaning.cat === 'figure' && meaning.figure === figure;

const isInShare = (one: Match<Meaning>, other: Match<Meaning>, tokens: readonly Token[]): boolean =>
  other.meaning.cat === 'share' &&
  other.from < one.from &&
  other.to === one.to &&
  /^su(l|ll|llo|lla|i|gli|lle)?$/.test(tokens[one.to]?.text ?? '');

const isInside = (one: Match<Meaning>, other: Match<Meaning>): boolean =>
  one.from >= other.from && one.to <= other.to;

const isInLimit = (one: Match<Meaning>, other: Match<Meaning>): boolean =>
  other.meaning.cat === 'compare' && other.from < one.from && other.to === one.to;

/** "Obiettivi sul clima": a goal by its name or its everyday theme, where objectives or goals are spoken of. */
function themes(
  { themes, goals }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] {
  const spoken = said.filter(
    (piece) =>
      (piece.cat === 'kind' && piece.plural && piece.kinds.includes('objective')) ||
      (piece.cat === 'level' && piece.level === 'goal'),
  );
  if (spoken.length === 0) return [];
  // «Quanti obiettivi …, e quante donne lavorano qui?»: of what is asked in another half they are not spoken of.
  const isOfOthers = ({ from }: Match<number>): boolean =>
    spoken.every(
      ({ to }) => to <= from && said.some((one) => one.cat === 'ask' && one.from >= to && one.to <= from),
    );
  const found = longestMatches([...findPhrases(themes, tokens), ...findPhrases(goals, tokens)]);
  return found
    .filter((one) => !isOfOthers(one))
    .map(({ from, to, meaning }) => ({
      cat: 'atoms',
      atoms: [{ type: 'goal', numbers: [meaning] }],
      guessed: true,
      from,
      to,
    }));
}

const ATTRIBUTES_SAID: Readonly<Record<string, Attribute | null>> = {
  'attr:responsible': 'responsible',
  'attr:goals': 'goals',
  'attr:deadline': 'deadline',
  'attr:horizon': 'horizon',
  'attr:state': 'state',
  'attr:scope': 'scope',
  'attr:aim': 'aim',
  'attr:code': 'code',
  'ask:purpose': 'purpose',
  'ask:when': 'deadline',
  'attr:title': null,
};

/** What may be asked of an item besides its figures. */
const attributes = (
  { concepts }: Vocabulary,
  tokens: readonly Token[],
  isTitled: boolean,
): readonly Piece[] =>
  findPhrases(concepts, tokens.map(withoutAccent)).flatMap(({ from, to, meaning }): readonly Piece[] =>
    meaning.flatMap((concept): readonly Piece[] => {
      // «Cos’è la bicipolitana?»: what is meant by a title is the item; by other words, what they mean.
      const attribute = concept === 'ask:meaning' && isTitled ? null : ATTRIBUTES_SAID[concept];
      return attribute === undefined ? [] : [{ cat: 'attribute', attribute, from, to }];
    }),
  );

/** "Non ha liquidato": nothing was, which is not what is left to be; "non ha ancora liquidato" is of what is left. */
const isDeniedVerb = (
  { meaning, from, to }: { readonly meaning: Meaning; readonly from: number; readonly to: number },
  tokens: readonly Token[],
): boolean =>
  meaning.cat === 'figure' &&
  meaning.figure === 'unsettled' &&
  tokens.slice(from, to).some(({ text }) => /^(ha|hanno)$/.test(text)) &&
  !tokens.slice(from, to).some(({ text }) => text === 'ancora');

/** «A obiettivo» is for each, «manca il peso» is without it: before such words alone. */
function lacksWhatItIsBefore(
  { meaning: { cat }, from, to }: Match<Meaning>,
  all: readonly Match<Meaning>[],
  { operations }: Vocabulary,
  tokens: readonly Token[],
): boolean {
  const word = tokens[from]?.text ?? '';
  const isLoose =
    (cat === 'per' && word.length === 1) ||
    (cat === 'without' && operations.get('lacks')?.has(word) === true);
  const wanted: readonly Meaning['cat'][] =
    cat === 'per' ? ['kind'] : ['figure', 'level', 'deadline', 'kind'];
  return isLoose && !all.some((one) => one.from === to && wanted.includes(one.meaning.cat));
}

/** «Quali obiettivi hanno in comune …?» share something; «quanto personale c’è in comune?» is of the body. */
function isMeantInComune({ meaning, from, to }: Match<Meaning>, tokens: readonly Token[]): boolean {
  const isBody = meaning.cat === 'body';
  if (
    tokens[to - 1]?.text !== 'comune' ||
    tokens[to - 2]?.text !== 'in' ||
    (!isBody && meaning.cat !== 'atoms')
  )
    return true;
  const has = (at: number, words: RegExp): boolean => words.test(tokens[at]?.text ?? '');
  const isShared =
    has(from - 1, /^(ha|hanno|obiettiv|process|azion|progett)/) ||
    (has(from - 1, /^sono$/) && !has(from - 2, /^ci$/)) ||
    has(to, /^(tra|fra|con)$/);
  return isShared !== isBody;
}

/** «Speso di più per il personale» adds nothing up. */
const isMoreFor = (
  { meaning, from, to }: { readonly meaning: Meaning; readonly from: number; readonly to: number },
  tokens: readonly Token[],
): boolean => meaning.cat === 'plus' && tokens.slice(from, to).some(({ text }) => text === 'per');

/** Structures by code, name, alias or a part of the name; of those that bear one name, none is chosen here. */
function structuresByName(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] {
  const levels = said.flatMap(({ cat, from, to, ...piece }) =>
    cat === 'level' && 'level' in piece && (piece.level === 'department' || piece.level === 'unit')
      ? [{ from, to, level: piece.level }]
      : [],
  );
  const ofItems = said.some(
    (piece) => piece.cat === 'kind' && (piece.plural || /^quale?$/.test(tokens[piece.from - 1]?.text ?? '')),
  );
  return findNames(vocabulary, tokens, levels, {
    isTaken: (at) =>
      said.some(({ cat, from, to }) => from <= at && to > at && cat !== 'level' && cat !== 'filler'),
    ofItems: said.some(({ cat }) => cat === 'kind' || cat === 'figure' || cat === 'adjective'),
  }).flatMap(({ from, to, among, weak }): readonly Piece[] => {
    const [only, ...others] = among;
    if (!only || others.length > 0) return [];
    const { level, code } = only;
    const apart = weak ? namesApart(vocabulary, tokens, from, to) : null;
    if (apart) return [apart];
    // An everyday name is an office's only after a word for offices: "ufficio tributi", or before what is asked of it.
    const leads = from === 0 && ofItems && said.some(({ cat, from: at }) => cat === 'ask' && at === to);
    const called = leads || levels.some((one) => one.from === from && one.to < to);
    if (weak && !called) {
      const keys = tokens.slice(from, to).flatMap((token) => (token.light ? [] : [token.key]));
      // «Le azioni dei trasporti»: where items are asked for, no table has the word.
      const tabled = !ofItems && keys.some((key) => vocabulary.factSearch.postings.has(key));
      return [{ cat: 'name', level, code, tabled, from, to }];
    }
    return [{ cat: 'atoms', atoms: [{ type: 'structure', level, codes: [code] }], from, to }];
  });
}

/** «Tra SUAP e SUEP»: two offices, although both together are the name of one department. */
function namesApart(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  from: number,
  to: number,
): Piece<'atoms'> | null {
  const joint = tokens.findIndex(({ text }, at) => at > from && at < to && text === 'e');
  if (joint < 0 || !/^(tra|fra)$/.test(tokens[from - 1]?.text ?? '')) return null;
  const around = { isTaken: () => false, ofItems: false };
  const sides = [tokens.slice(from, joint), tokens.slice(joint + 1, to)].map((side) =>
    findNames(vocabulary, side, [], around).flatMap(({ among }) => among),
  );
  const [left, right] = sides.map((names) => names.find((one) => one.level === 'unit'));
  if (!left || !right) return null;
  return {
    cat: 'atoms',
    atoms: [{ type: 'structure', level: 'unit', codes: [left.code, right.code] }],
    from,
    to,
  };
}

/** "Quale servizio ha speso di più?", "per area", where the body has settori and u.o.: only where rows are asked for. */
function foreignLevels({ foreignLevels: nouns }: Vocabulary, tokens: readonly Token[]): readonly Piece[] {
  return tokens.flatMap(({ text }, at): readonly Piece[] => {
    const noun = nouns.get(text);
    const before = tokens[at - 1]?.text ?? '';
    const next = tokens[at + 1];
    const rows =
      /^(per|qual|quale|quali|quanti|quante|ogni|ciascun|ciascuno|ciascuna)$/.test(before) ||
      (/^(|i|le|gli|il|lo|la|l)$/.test(before) && /^(con|che)$/.test(next?.text ?? ''));
    if (!noun || !rows || (next && !next.light && next.type === 'word' && before === 'per')) return [];
    return [{ cat: 'level', ...noun, from: at, to: at + 1 }];
  });
}

/** "Gli staff": several departments by the word that their codes begin with. */
function families(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Piece[] {
  const found = familyMentions(vocabulary, tokens, []);
  const [first] = found;
  if (!first) return [];
  const codes = found.map(({ code }) => code);
  return [
    {
      cat: 'atoms',
      atoms: [{ type: 'structure', level: 'department', codes }],
      from: first.from,
      to: first.to,
    },
  ];
}

/** A word whose singular and plural have one stem is what it is where it stands. */
function withNumber(meaning: Meaning, tokens: readonly Token[], at: number): Meaning {
  if (meaning.cat !== 'kind' && meaning.cat !== 'level') return meaning;
  const word = tokens[at]?.text ?? '';
  const before = tokens[at - 1];
  // "U.O." and "unità" are one word for one and for many: what stands before tells.
  const isAfterMany = before?.type === 'number' || BEFORE_MANY.test(before?.text ?? '');
  if (/^(uo|unita)$/.test(word)) return { ...meaning, plural: isAfterMany };
  // "Ob" is written of one and of many; an article or a number of its own tells one.
  if (/^obb?$/.test(word))
    return { ...meaning, plural: !/^(l|il|lo|un|qual|quale|dell|all|nell)$/.test(before?.text ?? '') };
  // «Ogni obiettivo del SUAP»: one word for all that an office has, and not the one about it.
  if (meaning.cat === 'kind' && OF_ALL.test(before?.text ?? '')) return { ...meaning, plural: true };
  // «In media un obiettivo del SUAP»: of all that there are, too.
  const isOfAny = /^(un|uno|una)$/.test(before?.text ?? '') && tokens.some(({ text }) => MEANS.test(text));
  if (meaning.cat === 'kind' && isOfAny) return { ...meaning, plural: true };
  // "Aree" and "area" have one stem, as "servizi" and "servizio": the ending tells; "misure" may end as "azione" does.
  const isOwnNoun = meaning.cat === 'kind' && /e$/.test(word) && !word.endsWith('ione');
  return { ...meaning, plural: /([is]|ee|ze)$/.test(word) || (isOwnNoun && isAfterMany) };
}

/** What stands before more than one. */
const BEFORE_MANY = /^(quali|quante|le|delle|alle|nelle|tra|fra|prime|ultime)$/;

const MEANS = /^(medi[aoe]|mediamente|average)$/;

const OF_ALL = /^(ogni|ciascun|ciascuno|ciascuna|qualche|each|every)$/;

/** "Unità B.1": after a word for structures a letter belongs to the number that follows. */
const letteredNumbers = (tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] =>
  tokens.flatMap(({ text }, at): readonly Piece[] => {
    const next = tokens[at + 1];
    return /^[a-z]$/.test(text) &&
      next?.type === 'number' &&
      said.some(({ cat, to }) => cat === 'level' && to === at)
      ? [{ cat: 'number', value: Number.NaN, text: `${text}.${next.text}`, from: at, to: at + 2 }]
      : [];
  });

/** «Staff A, B e C»: one by its letter, and after it the letters of others like it. */
const letteredPlaces = (
  { index }: Vocabulary,
  tokens: readonly Token[],
  names: readonly Piece[],
): readonly Piece[] =>
  names.flatMap((piece): readonly Piece[] => {
    const [atom] = piece.cat === 'atoms' ? piece.atoms : [];
    if (atom?.type !== 'structure' || !LETTER.test(tokens[piece.to - 1]?.text ?? '')) return [];
    const codes = [...atom.codes];
    let to = piece.to;
    for (let at = piece.to; at < tokens.length; at += 1) {
      const { text = '', pause } = tokens[at] ?? {};
      if (JOINS.test(text)) continue;
      const isNext = LETTER.test(text) && (pause === true || JOINS.test(tokens[at - 1]?.text ?? ''));
      const one: ReturnType<typeof findStructureCode> = isNext
        ? findStructureCode(index, atom.level, text)
        : null;
      if (one?.level !== atom.level) break;
      codes.push(one.code);
      to = at + 1;
    }
    return to === piece.to ? [] : [{ cat: 'atoms', atoms: [{ ...atom, codes }], from: piece.from, to }];
  });

const LETTER = /^[a-df-np-z]$/;
const JOINS = /^[eo]$/;

/** «Il terzo settore per numero di processi»: a place in an order of structures, whatever bears that name. */
const isPlaceOfLevel = (
  tokens: readonly Token[],
  from: number,
  to: number,
  said: readonly Piece[],
): boolean =>
  ordinalWord(tokens[from]?.text ?? '') !== null &&
  /^(per|con|che)$/.test(tokens[to]?.text ?? '') &&
  said.some((piece) => piece.cat === 'level' && piece.from === from + 1 && piece.to === to);

/** Items by their title. */
const itemsByName = (
  { itemNames }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] => {
  const found = longestMatches(findPhrases(itemNames, tokens)).filter(
    ({ from, to }) => !isPlaceOfLevel(tokens, from, to, said),
  );
  return found.flatMap(({ from, to, meaning }): readonly Piece[] => {
    // Two items of one name are told apart by their kind, which stands before it.
    const same = found.filter((one) => one.from === from && one.to === to);
    return same[0]?.meaning === meaning
      ? [{ cat: 'titled', refs: same.map((one) => one.meaning), from, to }]
      : [];
  });
};

/** Items by their lettered code, with the word for their kind before it or without. */
const itemsByCode = (vocabulary: Vocabulary, tokens: readonly Token[]): readonly Piece[] =>
  findCodes(vocabulary, tokens).flatMap(({ from, to, refs }): readonly Piece[] => [
    { cat: 'titled', refs, from, to },
    { cat: 'atoms', atoms: [{ type: 'items', refs }], from, to },
  ]);

/** "La 2.3", "l'azione 5.4": items by a code of digits and full stops, which no unit makes an amount. */
const itemsByDottedCode = ({ index }: Vocabulary, tokens: readonly Token[]): readonly Piece[] =>
  tokens.flatMap(({ type, text }, at): readonly Piece[] => {
    const found = type === 'number' && text.includes('.') ? (index.byCode.get(text) ?? []) : [];
    if (
      found.length === 0 ||
      /^(%|€|euro|eur|mila|milion[ei]|mln|punti|per)$/.test(tokens[at + 1]?.text ?? '')
    )
      return [];
    const refs = found.map(({ ref }) => ref);
    return [{ cat: 'atoms', atoms: [{ type: 'items', refs }], from: at, to: at + 1 }];
  });

/** «Chi ha riscosso tutto?»: all that there was, and not only some. */
const allOfIt = (tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] =>
  said.flatMap((piece): readonly Piece[] => {
    const [all, next] = tokens.slice(piece.to, piece.to + 2);
    const ends = next === undefined || next.pause || next.clause !== all?.clause;
    return piece.cat === 'figure' && all?.text === 'tutto' && ends
      ? [{ cat: 'in full', from: piece.to, to: piece.to + 1 }]
      : [];
  });

/** «Hanno sia impegnato che liquidato»: the second of two that are both declared. */
function bothFigures(tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] {
  const first = tokens.findIndex(
    ({ text }, at) => text === 'sia' && /^(ha|hanno|con|abbia|abbiano)$/.test(tokens[at - 1]?.text ?? ''),
  );
  return said.flatMap((piece): readonly Piece[] =>
    piece.cat === 'figure' &&
    piece.figure !== 'revenue' &&
    first >= 0 &&
    piece.from - 1 > first + 1 &&
    /^(che|sia)$/.test(tokens[piece.from - 1]?.text ?? '')
      ? [
          {
            cat: 'atoms',
            atoms: [{ type: 'declared', figure: single(piece.figure) }],
            from: piece.from,
            to: piece.to,
          },
        ]
      : [],
  );
}

/** «Totale personale dei processi meno totale personale degli obiettivi»: what is taken away is said after a thing, and not of it. */
const takenFrom = (tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] =>
  tokens.flatMap(({ text }, at): readonly Piece[] => {
    const isFigure = ({ cat }: Piece): boolean => cat === 'figure';
    const ofWhat = said.some((piece) => isFigure(piece) && piece.to <= at);
    const begins = said.some((piece) => (isFigure(piece) || piece.cat === 'fold') && piece.from === at + 1);
    return text === 'meno' && ofWhat && begins && !tokens[at - 1]?.light
      ? [{ cat: 'minus', from: at, to: at + 1 }]
      : [];
  });

/** «Non hanno né obiettivi né impegnato»: the second of two that are denied. */
function neitherFigures(tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] {
  const first = tokens.findIndex(({ text }) => text === 'ne');
  if (!tokens.slice(0, Math.max(0, first)).some(({ text }) => /^(non|senza)$/.test(text))) return [];
  return said.flatMap((piece): readonly Piece[] =>
    piece.cat === 'figure' && piece.from - 1 > first + 1 && tokens[piece.from - 1]?.text === 'ne'
      ? [{ cat: 'atoms', atoms: [undeclared(piece.figure)], from: piece.from, to: piece.to }]
      : [],
  );
}

/** «Gli obiettivi del 5»: of the department that has the number, and not the one of that number. */
const numberedPlaces = (
  { index }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] =>
  said.flatMap((piece): readonly Piece[] => {
    const [of, number] = tokens.slice(piece.to, piece.to + 2);
    const isOf =
      (piece.cat === 'kind' ? piece.plural : isThatAfterPlace(piece, said, tokens)) &&
      /^(del|dell|dello)$/.test(of?.text ?? '');
    const place =
      isOf && number?.type === 'number'
        ? structureNumbered({ level: 'department' }, { text: number.text }, { index })
        : null;
    return place ? [{ cat: 'atoms', atoms: [place], from: piece.to + 1, to: piece.to + 2 }] : [];
  });

/** «Il personale del settore 4 rispetto a quello del 5»: after a department by its number, the number of another. */
const isThatAfterPlace = (piece: Piece, said: readonly Piece[], tokens: readonly Token[]): boolean =>
  piece.cat === 'pronoun' &&
  said.some(
    (one) =>
      one.cat === 'level' &&
      one.level === 'department' &&
      one.to <= piece.from &&
      tokens[one.to]?.type === 'number',
  );

/** «Quale settore ha più obiettivi tra il 3 e il 4?»: those of the one level that is asked for. */
function amongNumbered(
  { index }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] {
  const [level, ...others] = said.filter((piece) => piece.cat === 'level');
  if (level?.cat !== 'level' || level.plural || others.some(({ to }) => to > level.to)) return [];
  return said.flatMap((piece): readonly Piece[] => {
    const [article, first, and, again, second] = tokens.slice(piece.to, piece.to + 5);
    const isPair = article?.light && first?.type === 'number' && and?.text === 'e' && again?.light;
    if (piece.cat !== 'between' || piece.from < level.to || !isPair || second?.type !== 'number') return [];
    const atom = structureNumbered(level, first, { index });
    const both =
      atom &&
      oneMore([atom], { cat: 'number', value: second.value, text: second.text, from: 0, to: 0 }, { index });
    return both ? [{ ...both, from: piece.to + 1, to: piece.to + 5 }] : [];
  });
}

/** "Legate al goal 7, e quante solo al 13?": a number that only a goal can be. */
const onlyGoals = (
  { index }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] =>
  said.flatMap((piece): readonly Piece[] => {
    const at = tokens.findIndex((token, place) => place >= piece.to && !token.light);
    const number = tokens[at]?.type === 'number' ? tokens[at].value : null;
    const spoken = said.some((one) => one.cat === 'level' && one.level === 'goal' && one.to <= piece.from);
    return piece.cat === 'alone' && spoken && index.plan.goals.some((goal) => goal.number === number)
      ? [
          {
            cat: 'atoms',
            atoms: [{ type: 'goal', numbers: [number ?? 0], only: true }],
            from: piece.from,
            to: at + 1,
          },
        ]
      : [];
  });

/** A reason or an occasion goes on to the next comma, or to the end of its sentence. */
function endOfClause(tokens: readonly Token[], from: number): number {
  const clause = tokens[from - 1]?.clause;
  const end = tokens.findIndex((token, at) => at >= from && (token.pause || token.clause !== clause));
  return end < 0 ? tokens.length : end;
}

/** A year that has a plan. The question's own narrows nothing: everything is of that year. */
const planYears = (
  { index }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece[] =>
  tokens.flatMap(({ text, value }, at): readonly Piece[] => {
    // «Dal 2021 in poi»: no single year.
    if (said.some((piece) => piece.cat === 'when' && piece.side === 'on' && piece.from === at + 1)) return [];
    if (text !== String(value) || (value !== index.plan.head.year && !index.years.has(value))) return [];
    const from = /^(anno|piano)$/.test(tokens[at - 1]?.text ?? '') ? at - 1 : at;
    return [{ cat: 'year', year: value, from, to: at + 1 }];
  });

/** "Per la giunta di domani": whom it is for and when, which narrow nothing. */
function occasions({ frame }: Vocabulary, tokens: readonly Token[]): readonly Piece[] {
  const says = (at: number): boolean =>
    frame.words.has(tokens[at]?.text ?? '') || frame.people.has(tokens[at]?.text ?? '');
  return tokens.flatMap((token, from): readonly Piece[] => {
    if (!/^(per|in|a|al|alla|prima|entro)$/.test(token.text)) return [];
    let to = from;
    for (let at = from + 1; at < tokens.length; at += 1) {
      // «Rispetto al primo»: a place in an order is no occasion.
      if (says(at)) to = ordinalWord(tokens[at]?.text ?? '') === null ? at + 1 : to;
      else if (!tokens[at]?.light) break;
    }
    return to === from ? [] : [{ cat: 'courtesy', from, to }];
  });
}

const BEFORE_LAST = ['', 'pen', 'terz', 'quart', 'quint'];
const FROM_END = /^(pen|terz|quart|quint)?ultim[oa]$/;

function numberAt(token: Token, at: number): readonly Piece[] {
  const place = { from: at, to: at + 1 };
  if (token.type === 'number') return [{ cat: 'number', value: token.value, text: token.text, ...place }];
  const fromEnd = FROM_END.exec(token.text);
  if (fromEnd)
    return [
      { cat: 'pick', place: BEFORE_LAST.indexOf(fromEnd[1] ?? '') + 1, limit: 1, reversed: true, ...place },
    ];
  const ordinal = token.type === 'word' ? ordinalWord(token.text) : null;
  // «I primi» are several from the top; «le terze risorse più alte» are in one place.
  return ordinal === null || (ordinal === 1 && /[ie]$/.test(token.text))
    ? []
    : [{ cat: 'pick', place: ordinal, limit: 1, reversed: false, ...place }];
}

/** «Traguardo 16.5»: the items that name a target of a goal. */
const targetsOf = ({ index }: Vocabulary, tokens: readonly Token[]): readonly Piece[] =>
  tokens.flatMap(({ text }, at): readonly Piece[] => {
    const number = tokens[at + 1];
    if (!/^(traguard[oi]|targets?)$/.test(text) || number?.type !== 'number') return [];
    const refs = index.items.flatMap(({ item, ref }) => (item.targets.includes(number.text) ? [ref] : []));
    // Of these, whatever else is said narrows them.
    return refs.length === 0
      ? []
      : [{ cat: 'atoms', atoms: [{ type: 'any', atoms: [{ type: 'items', refs }] }], from: at, to: at + 2 }];
  });

/** «Che processo ha il settore 5?»: before a noun for items it asks which. */
const whatKind = (tokens: readonly Token[], said: readonly Piece[]): readonly Piece[] =>
  said.flatMap(({ cat, from }): readonly Piece[] => {
    const [before, asks] = [tokens[from - 2], tokens[from - 1]];
    const begins = before === undefined || asks?.pause || before.clause !== asks?.clause || before.light;
    return cat === 'kind' && asks?.text === 'che' && begins && tokens[from]?.clause === asks.clause
      ? [{ cat: 'ask', what: 'which', from: from - 1, to: from }]
      : [];
  });

/** «Da 50 a 60 mila euro»: between the two. */
const rangesOf = (tokens: readonly Token[]): readonly Piece[] =>
  tokens.flatMap(({ text, type }, at): readonly Piece[] => {
    const start = tokens.slice(0, at).findLastIndex((token) => token.text === 'da');
    const isTo = text === 'a' && tokens[at + 1]?.type === 'number' && tokens[start + 1]?.type === 'number';
    if (type !== 'word' || !isTo || start < 0 || at - start > LONGEST_AMOUNT) return [];
    return [
      { cat: 'between', from: start, to: start + 1 },
      { cat: 'and', from: at, to: at + 1 },
    ];
  });

/** «Da 50 mila euro a …»: most words from one preposition to the other. */
const LONGEST_AMOUNT = 4;

function connectiveAt({ text }: Token, at: number): readonly Piece[] {
  if (/^(e|ed|ne|nonche|vs|versus|contro)$/.test(text)) return [{ cat: 'and', from: at, to: at + 1 }];
  return /^(o|od|oppure)$/.test(text) ? [{ cat: 'or', from: at, to: at + 1 }] : [];
}
