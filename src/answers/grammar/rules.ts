import type { Atom, Comparison } from '../figures/figures-query.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import { findStructureCode } from '../understand/structure-codes.ts';
import { type Rule, rule, type Surroundings } from './chart.ts';
import { CHOSEN } from './chosen-rules.ts';
import { HORIZONS, isYear } from './horizon-rules.ts';
import type { Meaning, Piece, SaidFigure } from './pieces.ts';
import { RESULTS } from './result-rules.ts';
import { TOPICS } from './topics.ts';
import { along, bound, byFigure, single, valueFor } from './values.ts';

const atoms = (...list: readonly (Atom | null)[]): Meaning | null =>
  list.includes(null) ? null : { cat: 'atoms', atoms: list.filter((one) => one !== null) };

/** A figure held against that of one item; null where the atoms name none, or several. */
function thanItem(
  figure: SaidFigure,
  op: Comparison,
  { atoms: [only, ...more] }: Piece<'atoms'>,
): Meaning | null {
  const [ref, ...others] = only?.type === 'items' ? only.refs : [];
  return ref !== undefined && more.length + others.length === 0
    ? atoms({ type: 'bound', figure: single(figure), op, than: { item: ref } })
    : null;
}

/** Numbers with their unit. */
const AMOUNTS: readonly Rule[] = [
  rule('number and scale', ['number', 'scale'], ['150 mila', 'due milioni'], ([number, { factor }]) => ({
    cat: 'amount',
    value: number.value * factor,
    unit: 'eur',
  })),
  rule(
    'number and unit',
    ['number', 'unit'],
    ['20.000 euro', '95 %', '24 punti'],
    ([{ value }, { unit }]) => ({
      cat: 'amount',
      value,
      unit,
    }),
  ),
  rule('unit and number', ['unit', 'number'], ['€ 50.000'], ([{ unit }, { value }]) =>
    unit === 'eur' ? { cat: 'amount', value, unit } : null,
  ),
  rule('amount and unit', ['amount', 'unit'], ['150 mila euro'], ([amount, { unit }]) =>
    unit === 'eur' && amount.unit === 'eur' ? { cat: 'amount', value: amount.value, unit } : null,
  ),
];

/** The structure, goal or item that a noun and a number name. */
function structure({ level }: Piece<'level'>, { text }: Piece<'number'>, around: Surroundings, next = '') {
  if (level === 'goal') {
    const number = Number(text);
    return around.index.plan.goals.some((goal) => goal.number === number)
      ? ({ type: 'goal', numbers: [number] } as const)
      : null;
  }
  const found = findStructureCode(around.index, level, text, next);
  return found && ({ type: 'structure', level: found.level, codes: [found.code] } as const);
}

function item(kind: Piece<'kind'>, number: Piece<'number'>, { index }: Surroundings): Atom | null {
  const fits = (one: IndexedItem): boolean => kind.kinds.length === 0 || kind.kinds.includes(one.item.kind);
  const found = (
    number.text.includes('.')
      ? (index.byCode.get(number.text) ?? [])
      : (index.byNumber.get(number.value) ?? [])
  ).filter(fits);
  return found.length === 1 && found[0] ? { type: 'items', refs: [found[0].ref] } : null;
}

/** "Obiettivi della D20": a letter before a number makes a code of it. */
const lettered = ({ tokens }: Surroundings, from: number, to: number): boolean =>
  to > from && /^[b-df-hj-np-z]$/.test(tokens[to - 1]?.text ?? '');

/** "Della polizia municipale" is of that office; "sulla polizia municipale" need not be, nor is a word that tables have too. */
const isOffice = (tokens: readonly Token[], { from, tabled }: Piece<'name'>): boolean => {
  const before = tokens[from - 1]?.text ?? '';
  const noun = /^(obiettivi|processi|ufficio|servizio)$/.test(before);
  return (
    noun ||
    (!tabled &&
      /^(d(i|el|ello|ella|ell|ei|egli|elle)|da(l|llo|lla|ll|i|gli|lle)|il|lo|la|l|i|gli|le)$/.test(before))
  );
};

/** Two atoms of one type, said one after the other, stand for either. */
function either(left: readonly Atom[], right: readonly Atom[]): Meaning | null {
  const [a, ...more] = left;
  const [b, ...others] = right;
  if (!a || !b || more.length + others.length > 0) return null;
  if (a.type === 'structure' && b.type === 'structure' && a.level === b.level)
    return atoms({ ...a, codes: [...new Set([...a.codes, ...b.codes])] });
  if (a.type === 'goal' && b.type === 'goal')
    return atoms({ type: 'goal', numbers: [...new Set([...a.numbers, ...b.numbers])] });
  if (a.type === 'items' && b.type === 'items')
    return atoms({ type: 'items', refs: [...new Set([...a.refs, ...b.refs])] });
  if (JSON.stringify(a) === JSON.stringify(b)) return atoms(a);
  return a.type === 'span' && b.type === 'span' ? atoms({ type: 'any', atoms: [a, b] }) : null;
}

/** One more number after a list of one kind: "settori 5 e 7", "obiettivi 24, 25 e 26". */
function oneMore(list: readonly Atom[], number: Piece<'number'>, around: Surroundings): Meaning | null {
  const [last] = list;
  if (list.length !== 1 || !last) return null;
  const place = { from: number.from, to: number.to };
  if (last.type === 'structure') {
    const level: Piece<'level'> = { cat: 'level', level: last.level, plural: true, ...place };
    const added = structure(level, number, around);
    return added && either(list, [added]);
  }
  if (last.type === 'goal') {
    const added = structure({ cat: 'level', level: 'goal', plural: true, ...place }, number, around);
    return added && either(list, [added]);
  }
  if (last.type !== 'items') return null;
  const kinds = last.refs.map((ref) => around.index.byRef.get(ref)?.item.kind ?? 'objective').slice(0, 1);
  const added = item({ cat: 'kind', kinds, plural: true, ...place }, number, around);
  return added && either(list, [added]);
}

/** "Tranne il settore 5 e il settore 7" leaves out both. */
function alsoExcepted(left: readonly Atom[], right: readonly Atom[]): Meaning | null {
  const last = left.at(-1);
  const [next, ...more] = right;
  if (last?.type !== 'not' || !next || more.length > 0 || last.atom.type !== next.type) return null;
  return next.type === 'structure' || next.type === 'items' || next.type === 'goal'
    ? { cat: 'atoms', atoms: [...left, { type: 'not', atom: next }] }
    : null;
}

/** Structures, goals and items by their noun and number. */
const NAMES: readonly Rule[] = [
  rule(
    'level and number',
    ['level', 'number'],
    ['settore 5', 'u.o. 3.2', 'goal 11'],
    ([level, number], around) => atoms(structure(level, number, around, around.tokens[number.to]?.text)),
  ),
  rule('kind and number', ['kind', 'number'], ['obiettivo 24', 'processo 38'], ([kind, number], around) =>
    lettered(around, kind.to, number.from) ||
    // «Quanti obiettivi hanno i due settori»: a count of what follows.
    /^(da|i|gli|le)$/.test(around.tokens[number.from - 1]?.text ?? '')
      ? null
      : atoms(item(kind, number, around)),
  ),
  rule('level and its name', ['level', 'atoms'], ['settore Settore 5'], ([{ level }, piece]) =>
    piece.atoms.every((atom) => atom.type === 'structure' && atom.level === level)
      ? { cat: 'atoms', atoms: piece.atoms }
      : null,
  ),
  rule('level and an everyday name', ['level', 'name'], ['ufficio avvocati'], ([{ level }, name]) =>
    level === name.level ? atoms({ type: 'structure', level, codes: [name.code] }) : null,
  ),
  rule('an everyday name', ['name'], ['della polizia municipale'], ([name], { tokens }) =>
    isOffice(tokens, name)
      ? {
          cat: 'atoms',
          atoms: [{ type: 'structure', level: name.level, codes: [name.code] }],
          guessed: true,
        }
      : null,
  ),
  rule(
    'kind and title',
    ['kind', 'titled'],
    ['obiettivo Patrimonio edilizio e monumentale: catasto e gestione'],
    ([{ kinds }, { refs }]) => {
      const fitting = refs.filter(
        (ref) => kinds.length === 0 || kinds.some((kind) => ref.startsWith(`${kind}:`)),
      );
      return fitting.length === 0 ? null : atoms({ type: 'items', refs: fitting });
    },
  ),
  rule(
    'kind that is about a title',
    ['kind', 'filler', 'titled'],
    ['obiettivo che riguarda la bicipolitana'],
    ([{ kinds }, , { refs }]) => {
      const fitting = refs.filter(
        (ref) => kinds.length === 0 || kinds.some((kind) => ref.startsWith(`${kind}:`)),
      );
      return fitting.length === 0 ? null : atoms({ type: 'items', refs: fitting });
    },
  ),
  rule(
    'one more exception',
    ['atoms', 'and', 'atoms'],
    ['tranne il settore 5 e il settore 7'],
    ([left, , right]) => alsoExcepted(left.atoms, right.atoms),
    true,
  ),
  rule(
    'one more number',
    ['atoms', 'and', 'number'],
    ['settori 5 e 7', 'obiettivi 24 e 25'],
    ([list, , number], around) => oneMore(list.atoms, number, around),
    true,
  ),
  rule(
    'one more number, or',
    ['atoms', 'or', 'number'],
    ['settore 5 o 7'],
    ([list, , number], around) => oneMore(list.atoms, number, around),
    true,
  ),
  rule(
    'a list of numbers',
    ['atoms', 'number'],
    ['settori 1, 2'],
    ([list, number], around) =>
      around.tokens[number.from]?.pause ? oneMore(list.atoms, number, around) : null,
    true,
  ),
  rule(
    'either of two',
    ['atoms', 'or', 'atoms'],
    ['settore 5 o settore 7', 'goal 11 o goal 13', 'annuali o triennali'],
    ([a, , b]) => either(a.atoms, b.atoms),
    true,
  ),
];

/** "Tra dieci e ventimila", "da 50 a 60 mila": the scale is said once, of both. */
function inScaleOf(
  low: Piece<'number'> | Piece<'amount'>,
  high: Piece<'number'> | Piece<'amount'>,
): Piece<'number'> | Piece<'amount'> {
  const scale = [1_000_000, 1_000].find((one) => high.value >= one && high.value % one === 0);
  return low.cat === 'number' && scale !== undefined && low.value < 1_000 && low.value * scale < high.value
    ? { ...low, value: low.value * scale }
    : low;
}

const isVerb = ({ text }: Token): boolean => /^(sia|ha|hanno|stat[oaie])$/.test(text);

/** What is held against a number, a mean or another figure. */
const BOUNDS: readonly Rule[] = (['number', 'amount'] as const).flatMap((value) => [
  rule(
    `figure against ${value}`,
    ['figure', 'compare', value],
    value === 'amount' ? ['impegnato superiore a 100.000 euro'] : ['peso almeno 20'],
    ([{ figure }, { op }, said]) => {
      const against = valueFor(figure, said);
      return against === null ? null : atoms(bound(figure, op, against));
    },
  ),
  rule(
    `${value} of a figure`,
    ['compare', value, 'figure'],
    value === 'amount' ? ['più di 100.000 euro di liquidato'] : ['più di 20 di peso'],
    ([{ op }, said, { figure, from: start }], { tokens }) => {
      // «Almeno 30.000 euro è stata liquidata»: a verb begins something else.
      if (tokens.slice(said.to, start).some(isVerb)) return null;
      const against = valueFor(figure, said);
      return against === null ? null : atoms(bound(figure, op, against));
    },
  ),
  rule(
    `figure of ${value} or less`,
    ['figure', value, 'or', 'more'],
    value === 'amount' ? ['raggiungimento 95 % o meno'] : ['peso 20 o più'],
    ([{ figure }, said, , { direction }]) => {
      const against = valueFor(figure, said);
      return against === null ? null : atoms(bound(figure, direction === 'most' ? 'gte' : 'lte', against));
    },
  ),
  rule(
    `figure equal to ${value}`,
    ['figure', value],
    value === 'amount' ? ['raggiungimento 95 %'] : ['peso 24'],
    ([{ figure }, said]) => {
      if (figure !== 'weight' && figure !== 'attainment') return null;
      if (said.cat === 'number' && isYear(said.value)) return null;
      const against = valueFor(figure, said);
      return against === null ? null : atoms(bound(figure, 'eq', against));
    },
  ),
]);

/** A figure between two values, of which the first may be said in the unit of the second. */
const BETWEEN: readonly Rule[] = (
  [
    ['number', 'number'],
    ['number', 'amount'],
    ['amount', 'amount'],
  ] as const
).flatMap(([first, second]) => {
  const example = {
    number: { number: 'tra 18 e 22', amount: 'tra 10.000 e 50.000 euro' },
    amount: { number: '', amount: 'tra 10.000 euro e 50.000 euro' },
  }[first][second];
  const of = second === 'amount' ? 'impegnato' : 'peso';
  return [
    rule(
      `between two of a figure, ${first} and ${second}`,
      ['between', first, 'and', second, 'figure'],
      [`${example} di ${of}`],
      ([, low, , high, { figure, from }], { tokens }) =>
        tokens.slice(high.to, from).some(isVerb) ? null : between(figure, low, high),
    ),
    rule(
      `figure between two, ${first} and ${second}`,
      ['figure', 'between', first, 'and', second],
      [`${of} ${example}`],
      ([{ figure }, , low, , high]) => between(figure, low, high),
    ),
  ];
});

function between(
  figure: SaidFigure,
  said: Piece<'number'> | Piece<'amount'>,
  high: Piece<'number'> | Piece<'amount'>,
): Meaning | null {
  const low = inScaleOf(said, high);
  if (isYear(low.value) && isYear(high.value)) return null;
  const [from, to] = [valueFor(figure, low), valueFor(figure, high)];
  return from === null || to === null ? null : atoms(bound(figure, 'gte', from), bound(figure, 'lte', to));
}

/** A figure held against a mean: of the items that are meant, or of all of some kinds. */
const againstMean = (figure: SaidFigure, op: Comparison, { of }: Piece<'mean'>): Atom => ({
  type: 'bound',
  figure: single(figure),
  op,
  than: of === null ? { mean: true } : { mean: of },
});

const MEANS: readonly Rule[] = [
  rule(
    'the mean of all',
    ['mean', 'kind'],
    ['media di tutti gli obiettivi'],
    ([mean, { kinds, from }], { tokens }) =>
      tokens.slice(mean.to, from).some(({ text }) => /^tutt[ie]$/.test(text))
        ? { cat: 'mean', of: kinds }
        : null,
  ),
  rule('the mean of the body', ['mean', 'body'], ['media dell’ente'], () => ({ cat: 'mean', of: [] })),
  rule(
    'figure against the mean',
    ['figure', 'compare', 'mean'],
    ['impegnato superiore alla media'],
    ([{ figure }, { op }, mean]) => atoms(againstMean(figure, op, mean)),
  ),
  rule(
    'more than the mean',
    ['more', 'adjective', 'mean'],
    ['più costosi della media'],
    ([more, { figure, direction }, mean]) =>
      atoms(againstMean(figure, along(more.direction, direction) === 'most' ? 'gt' : 'lt', mean)),
  ),
  rule(
    'figure, more than the mean',
    ['figure', 'more', 'mean'],
    ['costano più della media'],
    ([{ figure }, { direction }, mean]) =>
      atoms(againstMean(figure, direction === 'most' ? 'gt' : 'lt', mean)),
  ),
  rule(
    'figure against an item',
    ['figure', 'compare', 'atoms'],
    ['costano più dell’obiettivo 24'],
    ([
      { figure },
      { op },
      {
        atoms: [only, ...more],
      },
    ]) =>
      only?.type === 'items' && more.length === 0 && only.refs.length === 1 && only.refs[0]
        ? atoms({ type: 'bound', figure: single(figure), op, than: { item: only.refs[0] } })
        : null,
  ),
  rule(
    'figure against that of an item',
    ['figure', 'compare', 'pronoun', 'atoms'],
    ['risorse utilizzate inferiori a quelle del processo 13'],
    ([{ figure }, { op }, , piece]) => thanItem(figure, op, piece),
  ),
  rule(
    'more of a figure than an item',
    ['more', 'figure', 'atoms'],
    ['meno peso dell’obiettivo 11'],
    ([{ direction, to }, { figure }, piece], { tokens }) =>
      // «Impegnato meno il liquidato dell’obiettivo 9» takes away.
      !/^(il|la|l|le|i|gli)$/.test(tokens[to]?.text ?? '') &&
      /^(del|dell|dello|della)$/.test(tokens[piece.from - 1]?.text ?? '')
        ? thanItem(figure, direction === 'most' ? 'gt' : 'lt', piece)
        : null,
  ),
  rule(
    'more than an item',
    ['more', 'adjective', 'atoms'],
    ['più costosi dell’obiettivo 24'],
    ([
      more,
      { figure, direction },
      {
        atoms: [only, ...others],
      },
    ]) =>
      only?.type === 'items' && others.length === 0 && only.refs.length === 1 && only.refs[0]
        ? atoms({
            type: 'bound',
            figure: single(figure),
            op: along(more.direction, direction) === 'most' ? 'gt' : 'lt',
            than: { item: only.refs[0] },
          })
        : null,
  ),
  rule(
    'one figure against another',
    ['figure', 'compare', 'figure'],
    ['liquidato inferiore all’impegnato'],
    ([left, { op }, right]) =>
      single(left.figure) === single(right.figure)
        ? null
        : atoms({ type: 'versus', figure: single(left.figure), op, other: single(right.figure) }),
  ),
];

/** What is declared, by the word that says that it is there. */
const DECLARED: readonly Rule[] = [
  rule('with a figure', ['with', 'figure'], ['con impegno', 'che hanno liquidato'], ([, { figure }]) =>
    figure === 'revenue' ? atoms({ type: 'revenue' }) : atoms({ type: 'declared', figure: single(figure) }),
  ),
  rule('some of a figure', ['figure', 'some'], ['riscosso qualcosa'], ([{ figure }]) =>
    atoms(figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) }),
  ),
  rule(
    'one figure on another',
    ['figure', 'on', 'figure'],
    ['liquidato sull’impegnato'],
    ([part, , whole]) => {
      if (part.figure === 'settled' && whole.figure === 'committed')
        return { cat: 'figure', figure: 'settlement_rate' };
      if (part.figure === 'collected' && whole.figure === 'assessed')
        return { cat: 'figure', figure: 'collection_rate' };
      return null;
    },
  ),
];

const denied = (atom: Atom): Atom => ({ type: 'not', atom });

const declared = (figure: SaidFigure): Atom =>
  figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) };

/** "Ma non liquidato": beside another figure, that nothing was, and not what is left to be. */
const PAID_OF: Readonly<Partial<Record<SaidFigure, SaidFigure>>> = {
  unsettled: 'settled',
  uncollected: 'collected',
};

/** "Non ha speso niente": nothing was paid out, whatever the people who work on it cost. */
const undeclared = (figure: SaidFigure): Atom =>
  denied(
    figure === 'revenue'
      ? { type: 'revenue' }
      : { type: 'declared', figure: figure === 'cost' ? 'settled' : single(figure) },
  );

/** «Zero liquidato»: nought, or nothing that is declared. */
const nought = (figure: SaidFigure): Atom => ({
  type: 'any',
  atoms: [bound(figure, 'eq', 0), undeclared(figure)],
});

/** «Né accertato né riscosso»: the word stands before each. */
const isNeither = (tokens: readonly Token[], from: number): boolean =>
  tokens.slice(Math.max(0, from - 2), from).some(({ text }) => text === 'ne');

const isNaming = ({ type }: Atom): boolean => type === 'structure' || type === 'goal' || type === 'items';

/** «Staff esclusi», at the end of what is said: of what stands before, as no other thing follows. */
const isAfterNoun = (tokens: readonly Token[], from: number, to: number): boolean =>
  /^esclus[oaie]$/.test(tokens[from]?.text ?? '') &&
  (tokens[to] === undefined || tokens[to].pause || tokens[to].clause !== tokens[from]?.clause);

/** What is not, or not declared. */
const DENIALS: readonly Rule[] = [
  rule(
    'except',
    ['except', 'atoms'],
    ['tranne il settore 9', 'escluso il goal 11'],
    ([, { atoms: list }]) => ({
      cat: 'atoms',
      atoms: list.map((atom) => ({ type: 'not', atom })),
    }),
  ),
  rule(
    'excepted',
    ['atoms', 'except'],
    ['settore 5 escluso', 'gli staff esclusi'],
    ([said, { from, to }], { tokens }) =>
      isAfterNoun(tokens, from, to) && said.atoms.every(isNaming)
        ? { cat: 'atoms', atoms: said.atoms.map(denied) }
        : null,
  ),
  rule(
    'both excepted',
    ['atoms', 'and', 'atoms', 'except'],
    ['settore 5 e settore 7 esclusi'],
    ([one, , other, { from, to }], { tokens }) => {
      const both = [...one.atoms, ...other.atoms];
      return isAfterNoun(tokens, from, to) &&
        /^esclus[ie]$/.test(tokens[from]?.text ?? '') &&
        both.every(isNaming)
        ? { cat: 'atoms', atoms: both.map(denied) }
        : null;
    },
  ),
  rule('not of', ['negation', 'atoms'], ['non sono del settore 5', 'non annuali'], ([, { atoms: list }]) =>
    list.every(({ type }) => /^(structure|goal|scope|span)$/.test(type))
      ? { cat: 'atoms', atoms: list.map((atom) => ({ type: 'not', atom })) }
      : null,
  ),
  rule('except a title', ['except', 'titled'], ['tranne la bicipolitana'], ([, { refs }]) =>
    atoms(denied({ type: 'items', refs })),
  ),
  rule(
    'one more exception by title',
    ['atoms', 'and', 'titled'],
    ['tranne la bicipolitana e il Master Plan del verde pubblico'],
    ([left, , { refs }]) => alsoExcepted(left.atoms, [{ type: 'items', refs }]),
  ),
  rule(
    'one value or another',
    ['atoms', 'or', 'number'],
    ['peso 24 o 22'],
    ([
      {
        atoms: [first, ...more],
      },
      ,
      { value },
    ]) =>
      first?.type === 'bound' && first.op === 'eq' && first.figure === 'weight' && more.length === 0
        ? atoms({ type: 'any', atoms: [first, bound('weight', 'eq', value)] })
        : null,
  ),
  rule(
    'except those of',
    ['except', 'pronoun', 'atoms'],
    ['tranne quelli del settore 9', 'esclusi quelli trasversali'],
    ([, , { atoms: list }]) => ({ cat: 'atoms', atoms: list.map((atom) => ({ type: 'not', atom })) }),
  ),
  rule(
    'except those at nought',
    ['except', 'pronoun', 'number'],
    ['esclusi quelli a zero'],
    ([, , { value, from }], { tokens }) =>
      // Of a result; where money is spoken of, the nought may be of that.
      value === 0 &&
      tokens[from - 1]?.text === 'a' &&
      !tokens.some(({ text }) =>
        /^(impegn|liquid|pagat|riscoss|incass|accert|cost|spes|pes|personal|risors)/.test(text),
      )
        ? atoms(denied(bound('attainment', 'eq', 0)))
        : null,
  ),
  rule(
    'except those of a percentage',
    ['except', 'pronoun', 'amount'],
    ['esclusi quelli allo 0 %'],
    ([, , { value, unit }]) => (unit === 'percent' ? atoms(denied(bound('attainment', 'eq', value))) : null),
  ),
  rule(
    'except a kind of',
    ['except', 'kind', 'atoms'],
    ['esclusi i processi del settore 9'],
    ([, { kinds }, { atoms: list }]) =>
      list.length === 1 && list[0]?.type !== 'items' && kinds.length > 0
        ? atoms({
            type: 'any',
            atoms: [denied({ type: 'kind', kinds }), ...list.map(denied)],
          })
        : null,
  ),
  rule(
    'structures except a number',
    ['level', 'except', 'number'],
    ['i settori tranne il 9'],
    ([level, , number], around) => {
      const left = structure(level, number, around);
      return left && atoms({ type: 'not', atom: left });
    },
  ),
  rule('except a kind', ['except', 'kind'], ['esclusi i processi'], ([, { kinds }]) =>
    kinds.length === 0 ? null : atoms({ type: 'not', atom: { type: 'kind', kinds } }),
  ),
  rule(
    'without a figure',
    ['without', 'figure'],
    ['senza impegnato', 'che non hanno liquidato'],
    ([, { figure }]) =>
      figure === 'revenue'
        ? atoms({ type: 'not', atom: { type: 'revenue' } })
        : atoms({ type: 'not', atom: { type: 'declared', figure: single(figure) } }),
  ),
  rule(
    'neither of two figures',
    ['without', 'figure', 'figure'],
    ['non hanno né accertato né riscosso'],
    ([, one, other], { tokens }) =>
      [one, other].every(({ from, figure }) => figure !== 'revenue' && isNeither(tokens, from))
        ? atoms(undeclared(one.figure), undeclared(other.figure))
        : null,
  ),
  rule(
    'of neither',
    ['negation', 'atoms', 'atoms'],
    ['non sono né del settore 5 né del settore 7'],
    ([, one, other], { tokens }) =>
      [one, other].every(({ from, atoms: list }) => isNeither(tokens, from) && list.every(isNaming))
        ? atoms(...[...one.atoms, ...other.atoms].map(denied))
        : null,
  ),
  rule(
    'of one but not of another',
    ['atoms', 'but', 'negation', 'number'],
    ['goal 11 ma non al 16'],
    ([said, , , number], around) => {
      const [of] = said.atoms;
      if (of?.type !== 'goal') return null;
      const more = oneMore([of], number, around);
      const named = more?.cat === 'atoms' ? more.atoms[0] : undefined;
      return named?.type === 'goal'
        ? atoms(
            ...said.atoms,
            denied({ type: 'goal', numbers: named.numbers.filter((one) => !of.numbers.includes(one)) }),
          )
        : null;
    },
  ),
  rule('nought of a figure', ['number', 'figure'], ['zero liquidato'], ([{ value }, { figure }]) =>
    value === 0 && figure !== 'revenue' ? atoms(nought(figure)) : null,
  ),
  rule(
    'a figure at nought',
    ['figure', 'number'],
    ['liquidato zero'],
    ([{ figure, to }, { value, from, to: end }], { tokens }) =>
      value === 0 &&
      from === to &&
      figure !== 'revenue' &&
      figure !== 'attainment' &&
      tokens[end]?.type !== 'word'
        ? atoms(nought(figure))
        : null,
  ),
  rule(
    'nought of a declared figure',
    ['number', 'atoms'],
    ['zero liquidato dichiarato'],
    ([
      { value },
      {
        atoms: [only, ...more],
      },
    ]) =>
      value === 0 && only?.type === 'declared' && only.figure !== 'items' && more.length === 0
        ? atoms(nought(only.figure))
        : null,
  ),
  rule(
    'nothing of a figure',
    ['without', 'figure', 'nothing'],
    ['non ha speso niente', 'senza riscuotere nulla'],
    ([, { figure }]) => atoms(undeclared(figure)),
  ),
  rule(
    'not a thing of a figure',
    ['negation', 'figure', 'nothing'],
    ['non incassa niente'],
    ([, { figure }]) => atoms(undeclared(figure)),
  ),
  ...(['negation', 'without'] as const).map((no) =>
    rule(
      `one figure but not another, ${no}`,
      ['figure', 'but', no, 'figure'],
      [no === 'negation' ? 'accertato ma non impegnato' : 'impegnato ma senza liquidato'],
      ([one, , , other]) => atoms(declared(one.figure), undeclared(other.figure)),
    ),
  ),
  rule(
    'one figure but nothing left of it',
    ['figure', 'but', 'figure'],
    ['impegnato ma non liquidato'],
    ([a, , b]) => {
      const missing = PAID_OF[b.figure];
      return missing === undefined ? null : atoms(declared(a.figure), undeclared(missing));
    },
  ),
  rule(
    'without a figure declared',
    ['without', 'figure', 'declares'],
    ['senza costo del personale dichiarato'],
    ([, { figure }]) => atoms(denied({ type: 'declared', figure: single(figure) })),
  ),
  rule(
    'without a declared figure',
    ['without', 'declares', 'figure'],
    ['che non hanno dichiarato impegni'],
    ([, , { figure }]) => atoms({ type: 'not', atom: { type: 'declared', figure: single(figure) } }),
  ),
  rule(
    'a figure not declared',
    ['figure', 'without'],
    ['liquidato non dichiarato'],
    ([{ figure }, { from, to }], { tokens }) =>
      tokens.slice(from, to).some(({ text }) => text.startsWith('dichiarat'))
        ? atoms({ type: 'not', atom: { type: 'declared', figure: single(figure) } })
        : null,
  ),
  rule('declares a figure', ['declares', 'figure'], ['dichiarano il liquidato'], ([, { figure }]) =>
    atoms({ type: 'declared', figure: single(figure) }),
  ),
  rule('a figure declared', ['figure', 'declares'], ['liquidato dichiarato'], ([{ figure }]) =>
    atoms({ type: 'declared', figure: single(figure) }),
  ),
];

const counted = (kinds: Piece<'kind'>['kinds'], op: Comparison, value: number): Meaning => ({
  cat: 'having',
  kinds,
  op,
  value,
});

/** What rows are ordered by. */
const RANKS: readonly Rule[] = [
  rule(
    'more of a figure',
    ['more', 'figure'],
    ['più impegnato', 'maggior costo del personale'],
    ([{ direction }, { figure }]) => ({
      cat: 'rank',
      by: byFigure(figure),
      direction,
    }),
  ),
  rule(
    'a figure the more',
    ['figure', 'more'],
    ['costa di più', 'liquidato minimo'],
    ([{ figure }, { direction, from }], { tokens }) =>
      // «Ha speso in più» is a difference.
      tokens[from - 1]?.text === 'in' ? null : { cat: 'rank', by: byFigure(figure), direction },
  ),
  rule(
    'a figure of a degree',
    ['figure', 'more', 'magnitude'],
    ['peso più basso'],
    ([{ figure }, more, { direction }], { tokens }) =>
      // «Il quarto per riscosso, dal più alto»: where the order begins.
      tokens[more.from - 1]?.text === 'dal'
        ? null
        : { cat: 'rank', by: byFigure(figure), direction: along(more.direction, direction) },
  ),
  rule(
    'a degree of a figure',
    ['more', 'magnitude', 'figure'],
    ['più alto impegnato'],
    ([more, { direction }, { figure }]) => ({
      cat: 'rank',
      by: byFigure(figure),
      direction: along(more.direction, direction),
    }),
  ),
  rule(
    'more of a quality',
    ['more', 'adjective'],
    ['più costoso', 'meno economici'],
    ([more, { figure, direction }]) => ({
      cat: 'rank',
      by: byFigure(figure),
      direction: along(more.direction, direction),
    }),
  ),
  rule(
    'more of a quality, as a figure',
    ['rank', 'figure'],
    ['più costosi di personale', 'costa di più in personale'],
    ([rank, { figure, from }], { tokens }) =>
      'figure' in rank.by &&
      rank.by.figure === 'cost' &&
      figure !== 'cost' &&
      /^(di|in|per|del|dell)$/.test(tokens[from - 1]?.text ?? '')
        ? { ...rank, by: byFigure(figure) }
        : null,
  ),
  rule(
    'from most to least',
    ['rank', 'rank'],
    ['dal più costoso al meno costoso'],
    ([first, last], { tokens }) =>
      /^(dal|dalla|dai|dalle|dagli)$/.test(tokens[first.from - 1]?.text ?? '') &&
      /^(al|alla|ai|alle|agli)$/.test(tokens[last.from - 1]?.text ?? '') &&
      JSON.stringify(first.by) === JSON.stringify(last.by) &&
      first.direction !== last.direction
        ? { cat: 'rank', by: first.by, direction: first.direction, all: true }
        : null,
  ),
  rule(
    'more items',
    ['more', 'kind'],
    ['più processi', 'meno obiettivi'],
    ([{ direction, from: start, to }, { kinds, plural, from }], { tokens }) =>
      plural &&
      // «Obiettivi più processi»: both together.
      !/^(obiettivi|processi)$/.test(tokens[start - 1]?.text ?? '') &&
      // «Il peso minimo degli obiettivi»: the least of a figure.
      !tokens.slice(to, from).some(({ text }) => /^(per|dei|degli|delle)$/.test(text))
        ? { cat: 'rank', by: { count: kinds }, direction }
        : null,
  ),
  rule(
    'a greater number of items',
    ['more', 'ask', 'kind'],
    ['maggior numero di processi'],
    ([{ direction }, { what }, { kinds }]) =>
      what === 'count' ? { cat: 'rank', by: { count: kinds }, direction } : null,
  ),
  rule('the first so many', ['first', 'number'], ['primi 5', 'ultimi tre'], ([{ reversed }, { value }]) =>
    Number.isInteger(value) && value > 0 && value <= 200
      ? { cat: 'pick', place: 1, limit: value, reversed }
      : null,
  ),
  rule(
    'so many items, counted',
    ['compare', 'number', 'kind'],
    ['più di 10 obiettivi'],
    ([{ op }, { value }, { kinds }]) => (Number.isInteger(value) ? counted(kinds, op, value) : null),
  ),
  rule('none of a kind', ['without', 'kind'], ['senza processi'], ([, { kinds }]) => counted(kinds, 'eq', 0)),
  rule('no item of a kind', ['none', 'kind'], ['nessun processo'], ([, { kinds }]) =>
    counted(kinds, 'eq', 0),
  ),
  rule('one item of a kind', ['only', 'kind'], ['un solo processo'], ([, { kinds }]) =>
    counted(kinds, 'eq', 1),
  ),
  rule(
    'more than one item',
    ['compare', 'kind'],
    ['più di un obiettivo'],
    ([{ op, to }, { kinds, plural, from }], { tokens }) =>
      !plural && tokens.slice(to, from).some(({ text }) => /^(un|uno|una)$/.test(text))
        ? counted(kinds, op, 1)
        : null,
  ),
];

/** «Il rapporto più alto tra liquidato e impegnato»: a ratio that has a name. */
function ratioOf(part: SaidFigure, whole: SaidFigure): SaidFigure | null {
  if (part === 'settled' && whole === 'committed') return 'settlement_rate';
  return part === 'collected' && whole === 'assessed' ? 'collection_rate' : null;
}

const RATIOS: readonly Rule[] = [
  rule(
    'a degree of a ratio',
    ['ratio', 'degree', 'between', 'figure', 'and', 'figure'],
    ['rapporto più alto tra liquidato e impegnato'],
    ([, { direction }, , part, , whole]) => {
      const rate = ratioOf(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  rule(
    'a ratio of a degree',
    ['ratio', 'between', 'figure', 'and', 'figure', 'degree'],
    ['rapporto tra liquidato e impegnato più basso'],
    ([, , part, , whole, { direction }]) => {
      const rate = ratioOf(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
];

/** A figure for each point of weight, and a degree of a figure said before. */
const DEGREES: readonly Rule[] = [
  rule(
    'one figure less another',
    ['figure', 'minus', 'figure'],
    ['impegnato meno il liquidato'],
    ([left, , right]) => ({
      cat: 'subtraction',
      left: left.figure,
      right: right.figure,
    }),
  ),
  rule('per point', ['figure', 'point'], ['impegnato per punto di peso'], ([{ figure }]) =>
    figure === 'cost' || figure === 'revenue' || figure === 'personnel' ? null : { cat: 'perpoint', figure },
  ),
  rule('cost per point', ['figure', 'point'], ['costo del personale per punto di peso'], ([{ figure }]) =>
    figure === 'cost' || figure === 'personnel' ? { cat: 'figure', figure: 'cost_per_weight' } : null,
  ),
  rule('a bare degree', ['more'], ['quale di meno'], ([{ direction, to }], { tokens }) =>
    tokens[to] === undefined || tokens[to].pause || tokens[to].clause !== tokens[to - 1]?.clause
      ? { cat: 'degree', direction }
      : null,
  ),
  rule('a degree', ['more', 'magnitude'], ['il più basso'], ([more, { direction }]) => ({
    cat: 'degree',
    direction: along(more.direction, direction),
  })),
];

/** What a ranking or a comparison looks at. */
const LENSES: readonly Rule[] = (['as', 'on'] as const).map((beside) =>
  rule(
    `a figure looked at, ${beside}`,
    [beside, 'figure'],
    [beside === 'as' ? 'come personale' : 'sugli impegni'],
    ([, { figure }]) => ({ cat: 'lens', figure }),
  ),
);

/** What there is one row for each of, and what becomes of many values. */
const GROUPS: readonly Rule[] = [
  rule('by a figure', ['per', 'figure'], ['per impegnato', 'per costo del personale'], ([, { figure }]) => ({
    cat: 'ordering',
    by: byFigure(figure),
  })),
  rule('in order of a figure', ['order', 'figure'], ['in ordine di peso'], ([, { figure }]) => ({
    cat: 'ordering',
    by: byFigure(figure),
  })),
  rule('by how many', ['per', 'ask', 'kind'], ['per numero di obiettivi'], ([, { what }, { kinds }]) =>
    what === 'count' ? { cat: 'ordering', by: { count: kinds } } : null,
  ),
  rule(
    'for each structure',
    ['each', 'level'],
    ['per ogni settore', 'di ciascuna u.o.'],
    ([, { level }]) => ({
      cat: 'group',
      level,
    }),
  ),
  rule('by structure', ['per', 'level'], ['per settore', 'per goal'], ([, { level }]) => ({
    cat: 'group',
    level,
  })),
  rule('structure by structure', ['level', 'per', 'level'], ['settore per settore'], ([left, , right]) =>
    left.level === right.level ? { cat: 'group', level: left.level } : null,
  ),
  rule('for each kind', ['each', 'kind'], ['per ogni processo'], ([, { kinds }]) => ({
    cat: 'group',
    level: 'item',
    kinds,
  })),
  rule(
    'folded figure',
    ['figure', 'fold'],
    ['impegnato medio', 'liquidato totale'],
    ([{ figure, to }, { fold, from }], { tokens }) =>
      // «Riscosso sul totale accertato»: a part, and a whole.
      tokens.slice(to, from).some(({ text }) => /^(su|sul|sull|al|all)$/.test(text))
        ? null
        : { cat: 'folded', figure, fold },
  ),
  rule('a total', ['folded'], ['totale accertato', 'liquidato complessivo'], ([{ figure, fold }]) =>
    fold === 'sum' ? { cat: 'figure', figure } : null,
  ),
  rule('fold of a total', ['fold', 'folded'], ['media del totale accertato'], ([{ fold }, folded]) =>
    folded.fold === 'sum' ? { cat: 'folded', figure: folded.figure, fold } : null,
  ),
  rule(
    'fold of a figure',
    ['fold', 'figure'],
    ['media del liquidato', 'totale impegnato'],
    ([{ fold }, { figure }]) => ({
      cat: 'folded',
      figure,
      fold,
    }),
  ),
];

/** Every rule; their order means nothing. */
export const RULES: readonly Rule[] = [
  ...AMOUNTS,
  ...NAMES,
  ...BOUNDS,
  ...BETWEEN,
  ...MEANS,
  ...HORIZONS,
  ...RESULTS,
  ...CHOSEN,
  ...TOPICS,
  ...DECLARED,
  ...DENIALS,
  ...RANKS,
  ...RATIOS,
  ...GROUPS,
  ...DEGREES,
  ...LENSES,
];
