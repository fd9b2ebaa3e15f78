import { isDeepStrictEqual } from 'node:util';
import type { Atom, Comparison } from '../../figures/figures-query.ts';
import { levelNouns } from '../../knowledge/level-nouns.ts';
import type { IndexedItem } from '../../knowledge/plan-index.ts';
import { contentKeys, type Token } from '../../language/tokens.ts';
import { findStructureCode } from '../../understand/structure-codes.ts';
import { type Rule, rule, type Surroundings } from '../chart.ts';
import type { Meaning, Piece } from '../pieces.ts';
import { atoms } from '../values.ts';

/** The structure, goal or item that a noun and a number name. */
export function structureNumbered(
  { level }: Pick<Piece<'level'>, 'level'>,
  { text }: Pick<Piece<'number'>, 'text'>,
  around: Pick<Surroundings, 'index'>,
  next = '',
) {
  if (level === 'goal') {
    const number = Number(text);
    return around.index.plan.goals.some((goal) => goal.number === number)
      ? ({ type: 'goal', numbers: [number] } as const)
      : null;
  }
  const found = findStructureCode(around.index, level, text, next);
  return found && ({ type: 'structure', level: found.level, codes: [found.code] } as const);
}

function item(
  kind: Piece<'kind'>,
  number: Piece<'number'>,
  { index }: Pick<Surroundings, 'index'>,
): Atom | null {
  const fits = (one: IndexedItem): boolean => kind.kinds.length === 0 || kind.kinds.includes(one.item.kind);
  const found = (
    number.text.includes('.')
      ? (index.byCode.get(number.text) ?? [])
      : (index.byNumber.get(number.value) ?? [])
  ).filter(fits);
  // «Il progetto 10»: of one number, what the body works on and no indicator.
  const worked = found.filter((one) => one.item.kind !== 'indicator');
  const meant = kind.kinds.length === 0 && worked.length > 0 ? worked : found;
  return meant.length === 1 && meant[0] ? { type: 'items', refs: [meant[0].ref] } : null;
}

/** "Obiettivi della D20": a letter before a number makes a code of it. */
const lettered = ({ tokens }: Surroundings, from: number, to: number): boolean =>
  to > from && /^[b-df-hj-np-z]$/.test(tokens[to - 1]?.text ?? '');

/** «Trasporti e residenziale»: one everyday name beside another is no word of something else. */
function sideBySide(a: Piece<'name'> | Piece<'atoms'>, b: Piece<'name'> | Piece<'atoms'>): Meaning | null {
  if ([a, b].some((one) => one.cat === 'name' && one.tabled)) return null;
  const [left, right] = [a, b].map((one): readonly Atom[] =>
    one.cat === 'name' ? [{ type: 'structure', level: one.level, codes: [one.code] }] : one.atoms,
  );
  return [...(left ?? []), ...(right ?? [])].every(({ type }) => type === 'structure')
    ? either(left ?? [], right ?? [])
    : null;
}

/**
 * "Della polizia municipale" is of that office; "sulla polizia municipale" need not be, unless the office is called by
 * these words and no more, nor is a word that tables have too.
 */
const isOffice = ({ tokens, index }: Surroundings, name: Piece<'name'>): boolean => {
  const { from, tabled } = name;
  const before = tokens[from - 1]?.text ?? '';
  const noun = /^(obiettivi|processi|azioni|progetti|interventi|attivita|ufficio|servizio)$/.test(before);
  return (
    noun ||
    (/^s(u|ul|ullo|ulla|ull|ui|ugli|ulle)$/.test(before) && isWholeName(tokens, name, index)) ||
    (!tabled &&
      /^(d(i|el|ello|ella|ell|ei|egli|elle)|a(l|llo|lla|ll|i|gli|lle)|da(l|llo|lla|ll|i|gli|lle)|n(el|ello|ella|ell|ei|egli|elle)|il|lo|la|l|i|gli|le)$/.test(
        before,
      ))
  );
};

/** «Le azioni sui trasporti», where a department is called so; «sui trasporti nei trasporti» says both. */
function isWholeName(
  tokens: readonly Token[],
  { level, code, from, to }: Piece<'name'>,
  { plan }: Surroundings['index'],
): boolean {
  const called = (level === 'department' ? plan.departments : plan.units).find((one) => one.code === code);
  const said = tokens.slice(from, to).flatMap(({ light, key }) => (light ? [] : [key]));
  const isAgain = tokens.some(({ key }, at) => (at < from || at >= to) && said.includes(key));
  return !isAgain && isDeepStrictEqual(said, contentKeys(called?.name ?? ''));
}

/** Two atoms of one type, said one after the other, stand for either. */
function either(left: readonly Atom[], right: readonly Atom[]): Meaning | null {
  const [a, ...more] = left;
  const [b, ...others] = right;
  if (!a || !b || more.length + others.length > 0) return null;
  if (a.type === 'structure' && b.type === 'structure' && a.level === b.level)
    return atoms({ ...a, codes: [...new Set([...a.codes, ...b.codes])] });
  if (a.type === 'goal' && b.type === 'goal' && !a.only && !b.only)
    return atoms({ type: 'goal', numbers: [...new Set([...a.numbers, ...b.numbers])] });
  if (a.type === 'items' && b.type === 'items')
    return atoms({ type: 'items', refs: [...new Set([...a.refs, ...b.refs])] });
  if (JSON.stringify(a) === JSON.stringify(b)) return atoms(a);
  return a.type === 'span' && b.type === 'span' ? atoms({ type: 'any', atoms: [a, b] }) : null;
}

/** «Del settore 3 o con peso 24»: one of two things of different kinds; what is denied, or holds only with another, is no part of it. */
function oneOrOther(left: readonly Atom[], right: readonly Atom[]): Meaning | null {
  const joined = either(left, right);
  const both = [...left, ...right];
  const list = both.flatMap((atom) => (atom.type === 'any' ? atom.atoms : [atom]));
  const isPlain = left.length === 1 && right.length === 1 && list.every(({ type }) => type !== 'not');
  return joined ?? (isPlain ? atoms({ type: 'any', atoms: list }) : null);
}

/** One more number after a list of one kind: "settori 5 e 7", "obiettivi 24, 25 e 26". */
export function oneMore(
  list: readonly Atom[],
  number: Piece<'number'>,
  around: Pick<Surroundings, 'index'>,
): Meaning | null {
  const last = list.at(-1);
  if (last?.type === 'not') {
    // «Tranne il 9 e il 4».
    const more = last.atom.type === 'not' ? null : oneMore([last.atom], number, around);
    const added = more?.cat === 'atoms' ? more.atoms.flatMap((atom) => without(atom, last.atom)) : [];
    return added.length === 1 ? alsoExcepted(list, added) : null;
  }
  if (list.length !== 1 || !last) return null;
  const place = { from: number.from, to: number.to };
  if (last.type === 'structure') {
    const added = structureNumbered(last, number, around);
    return added && either(list, [added]);
  }
  if (last.type === 'goal') {
    const added = structureNumbered({ level: 'goal' }, number, around);
    return added && either(list, [added]);
  }
  if (last.type !== 'items') return null;
  const kinds = last.refs.map((ref) => around.index.byRef.get(ref)?.item.kind ?? 'objective').slice(0, 1);
  const added = item({ cat: 'kind', kinds, plural: true, ...place }, number, around);
  return added && either(list, [added]);
}

/** What of one list is not in the other. */
function without(atom: Atom, known: Atom): readonly Atom[] {
  if (atom.type === 'structure' && known.type === 'structure')
    return [{ ...atom, codes: atom.codes.filter((code) => !known.codes.includes(code)) }];
  if (atom.type === 'items' && known.type === 'items')
    return [{ ...atom, refs: atom.refs.filter((ref) => !known.refs.includes(ref)) }];
  return [];
}

/** «Settore 1, 2», «settore 1, del 2»: no more than what joins it stands before. */
const isPaused = (tokens: readonly Token[], list: Piece, number: Piece): boolean =>
  number.from - list.to < 2 && tokens.slice(list.to, number.from + 1).some(({ pause }) => pause);

/** "Settori 2 4 e 6": after a plural a number right beside another is one more of them. */
const isOfSeveral = (tokens: readonly Token[], list: Piece, number: Piece): boolean =>
  /[ei]$/.test(tokens[list.from]?.text ?? '') &&
  tokens[list.to - 1]?.type === 'number' &&
  list.to === number.from;

/** "Tranne il settore 5 e il settore 7" leaves out both; of two kinds (`any`), where they are excepted and not merely denied. */
export function alsoExcepted(left: readonly Atom[], right: readonly Atom[], any = false): Meaning | null {
  const last = left.at(-1);
  const [next, ...more] = right;
  if (!last || !next || more.length > 0 || !NAMED.has(next.type)) return null;
  if (last.type === 'not' && last.atom.type === 'items' && next.type === 'items') {
    const refs = [...new Set([...last.atom.refs, ...next.refs])];
    return { cat: 'atoms', atoms: [...left.slice(0, -1), { type: 'not', atom: { type: 'items', refs } }] };
  }
  const isOut = last.type === 'not' && (any || last.atom.type === next.type);
  const isSeveralOut = any && last.type === 'any' && last.atoms.every(({ type }) => type === 'not');
  return isOut || isSeveralOut ? { cat: 'atoms', atoms: [...left, { type: 'not', atom: next }] } : null;
}

const NAMED: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['structure', 'items', 'goal']);

/** «Esclusi i trasversali e il settore 9», and not «non trasversali e del settore 9». */
export const isExcepted = ({ from, to }: Piece<'atoms'>, tokens: readonly Token[]): boolean =>
  tokens.slice(from, to).every(({ text }) => text !== 'non') &&
  tokens.slice(Math.max(0, from - 1), from).every(({ text }) => text !== 'non');

/** «Coinvolgono più di un ufficio», «con almeno due goal»: to how many it is assigned, or linked. */
const shared = (said: readonly Piece[], op: Comparison, value: number): Meaning | null => {
  const level = said.at(-1);
  // An item has goals; what it has of structures a word says.
  const isSaid = level?.cat === 'level' && (level.level === 'goal' || said[0]?.cat === 'assigned');
  return level?.cat !== 'level' || !isSaid || !Number.isInteger(value) || value < 0
    ? null
    : atoms({ type: 'shared', level: level.level, op, value });
};

/** «Settori senza uffici»: structures that hold no others, and no items of none. */
const isLevelNoun = ({ plan }: Surroundings['index'], token: Token | undefined): boolean => {
  const { department, unit } = levelNouns(plan);
  return [...department, ...unit].some(({ one, many }) => one === token?.text || many === token?.text);
};

const isOne = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).some(({ text }) => /^(un|uno|una)$/.test(text));

export const SHARED: readonly Rule[] = [
  ...[true, false].flatMap((isAssigned) => {
    const assigned = isAssigned ? (['assigned'] as const) : [];
    const to = isAssigned ? 'assigned' : 'linked';
    const example = (of: string): string => (isAssigned ? `coinvolgono ${of} uffici` : `${of} goal`);
    return [
      rule(
        `${to} to more than one`,
        [...assigned, 'compare', 'level'],
        [isAssigned ? 'coinvolgono più di un ufficio' : 'più di un goal'],
        (said, { tokens }) => {
          const [compare, level] = said.slice(-2);
          return compare?.cat === 'compare' && level && isOne(tokens, compare.to, level.from)
            ? shared(said, compare.op, 1)
            : null;
        },
      ),
      rule(
        `${to} to more than so many`,
        [...assigned, 'compare', 'number', 'level'],
        [example('almeno 2')],
        (said) => {
          const [compare, number] = said.slice(-3);
          return compare?.cat === 'compare' && number?.cat === 'number'
            ? shared(said, compare.op, number.value)
            : null;
        },
      ),
      rule(
        `${to} to so many or more`,
        [...assigned, 'number', 'or', 'more', 'level'],
        [example('due o più')],
        (said) => {
          const [number, , more] = said.slice(-4);
          return number?.cat === 'number' && more?.cat === 'more'
            ? shared(said, more.direction === 'most' ? 'gte' : 'lte', number.value)
            : null;
        },
      ),
      rule(
        `${to} to one alone`,
        [...assigned, 'only', 'level'],
        [isAssigned ? 'coinvolgono un solo ufficio' : 'un solo goal'],
        (said) => shared(said, 'eq', 1),
      ),
    ];
  }),
  rule('assigned to several', ['assigned', 'more', 'level'], ['coinvolgono più uffici'], (said) => {
    const [, more, level] = said;
    return (level.plural || level.level === 'goal') && more.direction === 'most'
      ? shared(said, 'gt', 1)
      : null;
  }),
  rule('linked to several goals', ['more', 'level'], ['a più goal'], (said, { tokens }) => {
    const [more] = said;
    return tokens[more.from - 1]?.text === 'a' && more.direction === 'most' ? shared(said, 'gt', 1) : null;
  }),
  // «Obiettivi senza servizio assegnato»: of no unit, though they may have a department.
  ...(
    [
      [['without', 'level'], 'senza ufficio'],
      [['without', 'level', 'attribute'], 'senza ufficio assegnato'],
      [['negation', 'assigned', 'none', 'level'], 'non assegnati a nessun ufficio'],
    ] as const
  ).map(([pattern, example]) =>
    rule(example, pattern, [example], (said: readonly Piece[], { tokens, index }) => {
      const level = said.find(({ cat }) => cat === 'level');
      const before = tokens.slice(0, said[0]?.from).findLast(({ light }) => !light);
      return level?.cat === 'level' && level.level !== 'goal' && !isLevelNoun(index, before)
        ? atoms({ type: 'shared', level: level.level, op: 'eq', value: 0 })
        : null;
    }),
  ),
  rule('what is linked', ['assigned', 'kind'], ['toccano gli obiettivi'], ([, { kinds, plural }]) =>
    plural ? { cat: 'kind', kinds, plural } : null,
  ),
  rule('assigned to several structures', ['assigned', 'atoms'], ['assegnati a più strutture'], ([, said]) =>
    said.atoms.every(({ type }) => type === 'shared') ? { cat: 'atoms', atoms: said.atoms } : null,
  ),
];

/** Whether a number is that of all the items of some kinds. */
const isAll = (value: number, kinds: Piece<'kind'>['kinds'], { index }: Surroundings): boolean =>
  kinds.length > 0 && index.items.filter(({ item }) => kinds.includes(item.kind)).length === value;

/** Kinds that are joined, or said to be all that there are. */
export const EITHER: readonly Rule[] = [
  rule(
    'as many as there are of a kind',
    ['number', 'kind'],
    ['69 obiettivi'],
    ([{ value, to }, kind], around) =>
      kind.plural && kind.from === to && isAll(value, kind.kinds, around)
        ? { cat: 'kind', kinds: kind.kinds, plural: true }
        : null,
  ),
  rule(
    'of one of a kind, by how many there are',
    ['ofone', 'over', 'number'],
    ['per processo, diviso 61'],
    ([one, , { value }], around) =>
      isAll(value, one.kinds, around) ? { cat: 'ofone', kinds: one.kinds } : null,
    true,
  ),
  rule('one kind and another', ['kind', 'more', 'kind'], ['obiettivi più processi'], ([one, more, other]) =>
    one.plural &&
    other.plural &&
    more.direction === 'most' &&
    one.to === more.from &&
    one.kinds.length > 0 &&
    other.kinds.length > 0 &&
    !other.kinds.some((kind) => one.kinds.includes(kind))
      ? { cat: 'kind', kinds: [...one.kinds, ...other.kinds], plural: true }
      : null,
  ),
  rule(
    'kinds put together',
    ['fold', 'kind', 'and', 'kind'],
    ['mettendo insieme obiettivi e processi', 'sommando obiettivi e processi'],
    ([{ fold, from }, one, , other], { tokens }) =>
      fold === 'sum' && /ndo$/.test(tokens[from]?.text ?? '') && one.plural && other.plural
        ? { cat: 'atoms', atoms: [{ type: 'kind', kinds: [...new Set([...one.kinds, ...other.kinds])] }] }
        : null,
  ),
  rule('one kind or another', ['kind', 'or', 'kind'], ['obiettivo o processo'], ([one, , other]) =>
    one.kinds.length > 0 && other.kinds.length > 0 && one.plural === other.plural
      ? { cat: 'kind', kinds: [...new Set([...one.kinds, ...other.kinds])], plural: one.plural }
      : null,
  ),
];

/** Of what bears a title, that of some kinds. */
const titledOf = (kinds: Piece<'kind'>['kinds'], refs: Piece<'titled'>['refs']): Meaning | null => {
  const fitting = refs.filter(
    (ref) => kinds.length === 0 || kinds.some((kind) => ref.startsWith(`${kind}:`)),
  );
  return fitting.length === 0 ? null : atoms({ type: 'items', refs: fitting });
};

export const NAMES: readonly Rule[] = [
  rule(
    'that are of a goal or of a structure',
    ['assigned', 'atoms'],
    ['toccano il goal 4', 'coinvolge il settore 2'],
    ([, { atoms }]) =>
      atoms.every(({ type }) => type === 'goal' || type === 'structure') ? { cat: 'atoms', atoms } : null,
  ),
  rule(
    'a goal alone',
    ['alone', 'atoms'],
    ['solo al goal 13'],
    ([
      ,
      {
        atoms: [one, ...more],
      },
    ]) => (one?.type === 'goal' && more.length === 0 ? atoms({ ...one, only: true }) : null),
  ),
  rule(
    'level and number',
    ['level', 'number'],
    ['settore 5', 'u.o. 3.2', 'goal 11'],
    ([level, number], around) =>
      atoms(structureNumbered(level, number, around, around.tokens[number.to]?.text)),
  ),
  rule('kind and number', ['kind', 'number'], ['obiettivo 24', 'processo 38'], ([kind, number], around) =>
    lettered(around, kind.to, number.from) ||
    // «Quanti obiettivi hanno i due settori»: a count of what follows; «gli obiettivi del 5»: of a department.
    (kind.plural ? /^(da|i|gli|le|del|dell|dello)$/ : /^(da|i|gli|le)$/).test(
      around.tokens[number.from - 1]?.text ?? '',
    )
      ? null
      : atoms(item(kind, number, around)),
  ),
  rule('a unit by its number alone', ['number'], ['della 7.2'], ([number], around) =>
    number.text.includes('.') &&
    !around.index.byCode.has(number.text) &&
    /^(della|alla|nella|dalla)$/.test(around.tokens[number.from - 1]?.text ?? '')
      ? atoms(structureNumbered({ level: 'unit' }, number, around))
      : null,
  ),
  ...(['name first', 'name last'] as const).map((order) =>
    rule(
      `a structure and its everyday name, ${order}`,
      order === 'name first' ? ['name', 'atoms'] : ['atoms', 'name'],
      [order === 'name first' ? 'sistemi informativi u.o. 3.3' : 'u.o. 6.1 cultura'],
      (both) => {
        const [first, second] = both;
        if (first?.to !== second?.from) return null;
        const [name] = both.filter((piece) => piece.cat === 'name');
        const [said] = both.filter((piece) => piece.cat === 'atoms');
        const [only, ...more] = said?.atoms ?? [];
        return only?.type === 'structure' && more.length === 0 && only.codes.join() === name?.code
          ? { cat: 'atoms', atoms: [only] }
          : null;
      },
      true,
    ),
  ),
  rule(
    'what a structure looks after',
    ['attribute', 'atoms'],
    ['si occupa il settore 5', 'risponde al goal 15'],
    ([{ attribute, from, to }, { atoms: list }], { tokens }) =>
      attribute === 'responsible' &&
      tokens.slice(from, to).some(({ text }) => /^(segu|gest|cur|occup|rispond|svolg|coordin)/.test(text)) &&
      list.every(({ type }) => type === 'structure' || type === 'goal')
        ? { cat: 'atoms', atoms: list }
        : null,
  ),
  rule('level and its name', ['level', 'atoms'], ['settore Settore 5'], ([{ level }, piece]) =>
    piece.atoms.every((atom) => atom.type === 'structure' && atom.level === level)
      ? { cat: 'atoms', atoms: piece.atoms }
      : null,
  ),
  rule('level and an everyday name', ['level', 'name'], ['ufficio avvocati'], ([{ level }, name]) =>
    level === name.level ? atoms({ type: 'structure', level, codes: [name.code] }) : null,
  ),
  rule('an everyday name', ['name'], ['della polizia municipale'], ([name], around) =>
    isOffice(around, name)
      ? {
          cat: 'atoms',
          atoms: [{ type: 'structure', level: name.level, codes: [name.code] }],
          guessed: true,
        }
      : null,
  ),
  ...(
    [
      ['name', 'name', 'avvocati e polizia municipale'],
      ['name', 'atoms', 'avvocati e u.o. 3.2'],
      ['atoms', 'name', 'u.o. 3.2 e avvocati'],
    ] as const
  ).flatMap(([left, right, example]) =>
    (['and', 'or'] as const).map((joint) =>
      rule(
        `everyday names side by side, ${left} ${joint} ${right}`,
        [left, joint, right],
        [joint === 'and' ? example : example.replace(' e ', ' o ')],
        ([a, , b]) => sideBySide(a, b),
      ),
    ),
  ),
  rule(
    'shared between two structures',
    ['atoms', 'between', 'atoms', 'and', 'atoms'],
    ['condivisi tra settore 5 e settore 9', 'in comune tra settore 5 e settore 9'],
    ([
      {
        atoms: [shared, ...more],
      },
      ,
      one,
      ,
      other,
    ]) => {
      if (shared?.type !== 'scope' || shared.scope !== 'transversal' || more.length > 0) return null;
      const both = [...one.atoms, ...other.atoms];
      return both.length === 2 && both.every(({ type }) => type === 'structure')
        ? { cat: 'atoms', atoms: both }
        : null;
    },
  ),
  rule('as a kind', ['as', 'kind'], ['come processi'], ([, { kinds, plural }]) => ({
    cat: 'kind',
    kinds,
    plural,
  })),
  rule(
    'kind and title',
    ['kind', 'titled'],
    ['obiettivo Patrimonio edilizio e monumentale: catasto e gestione'],
    ([{ kinds }, { refs }]) => titledOf(kinds, refs),
  ),
  rule(
    'kind that is about a title',
    ['kind', 'filler', 'titled'],
    ['obiettivo che riguarda la bicipolitana'],
    ([{ kinds }, , { refs }]) => titledOf(kinds, refs),
  ),
  rule(
    'one more exception',
    ['atoms', 'and', 'atoms'],
    ['tranne il settore 5 e il settore 7', 'esclusi gli obiettivi trasversali e il settore 9'],
    ([left, , right], { tokens }) => alsoExcepted(left.atoms, right.atoms, isExcepted(left, tokens)),
    true,
  ),
  rule(
    'one more exception in a list',
    ['atoms', 'atoms'],
    ['tranne settore 5, settore 7'],
    ([left, right], { tokens }) =>
      tokens[right.from]?.pause && right.from === left.to ? alsoExcepted(left.atoms, right.atoms) : null,
    true,
  ),
  ...(['and', 'or'] as const).map((joint) =>
    rule(
      `one more number, ${joint}`,
      ['atoms', joint, 'number'],
      joint === 'or' ? ['settore 5 o 7'] : ['settori 5 e 7', 'obiettivi 24 e 25'],
      ([list, , number], around) => oneMore(list.atoms, number, around),
      true,
    ),
  ),
  rule(
    'one more number of those',
    ['atoms', 'pronoun', 'number'],
    ['sia dell’obiettivo 24 sia quello del 25'],
    ([list, , number], around) =>
      /^(di|del|dell|della|dei|degli)$/.test(around.tokens[number.from - 1]?.text ?? '')
        ? oneMore(list.atoms, number, around)
        : null,
    true,
  ),
  rule(
    'a list of numbers',
    ['atoms', 'number'],
    ['settori 1, 2', 'settori 1 2', 'settore 1, del 2'],
    ([list, number], around) =>
      isPaused(around.tokens, list, number) || isOfSeveral(around.tokens, list, number)
        ? oneMore(list.atoms, number, around)
        : null,
    true,
  ),
  rule(
    'either of two, of which the second are those of another',
    ['atoms', 'or', 'pronoun', 'atoms'],
    ['settore 5 o quelli del settore 7', 'settore 5 o quelli con peso 24'],
    ([a, , , b]) => oneOrOther(a.atoms, b.atoms),
  ),
  rule(
    'either of two',
    ['atoms', 'or', 'atoms'],
    ['settore 5 o settore 7', 'goal 11 o goal 13', 'annuali o triennali', 'con peso 24 o del settore 3'],
    ([a, , b]) => oneOrOther(a.atoms, b.atoms),
    true,
  ),
];
