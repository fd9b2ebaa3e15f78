import type { ItemRef } from '../../../domain/types.ts';
import type { ItemKind } from '../../../words/kinds.ts';
import { type Atom, type Comparison, type Figure, INVERSE } from '../../figures/figures-query.ts';
import { rankItems } from '../../figures/ranking.ts';
import { costInOne } from '../../knowledge/plan-measures.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule, type Surroundings } from '../chart.ts';
import type { Meaning, Piece, SaidFigure } from '../pieces.ts';
import {
  along,
  atoms,
  bound,
  endsSentence,
  isDerived,
  isMoney,
  orderFrom,
  single,
  spokenKinds,
  valueFor,
} from '../values.ts';
import { isYear } from './horizons.ts';

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

/** «Lo stesso», «la stessa». */
const isSame = (tokens: readonly Token[], from: number): boolean =>
  tokens.slice(from, from + 2).some(({ text }) => /^stess[oaie]$/.test(text));

const isVerb = ({ text }: Token): boolean => /^(sia|ha|hanno|stat[oaie])$/.test(text);

/** «Supera quello del 24»: the number is that of an item, and no amount. */
const isOfThat = (from: number, to: number, { tokens }: Surroundings): boolean =>
  tokens.slice(from, to).some(({ text }) => /^quell[oaie]$/.test(text));

/** So small an amount is said with its unit. */
const LEAST_BARE = 1_000;

/** «Costano più del 31»: with an article a small number that is said of no unit is one that something bears. */
const isArticled = (
  figure: SaidFigure,
  said: Piece<'number'> | Piece<'amount'>,
  { tokens }: Surroundings,
): boolean =>
  isMoney(figure) &&
  said.cat === 'number' &&
  said.value > 0 &&
  said.value < LEAST_BARE &&
  /^(del|dell|dello|al|all|allo|il|l)$/.test(tokens[said.from - 1]?.text ?? '');

/** The item of a number, of the one kind that is spoken of; null where the number may be anything else. */
function thanNumbered(
  figure: SaidFigure,
  op: Comparison,
  said: Piece<'number'> | Piece<'amount'>,
  { tokens, index }: Surroundings,
): Meaning | null {
  const [kind, ...others] = spokenKinds(tokens);
  const ref = `${kind ?? 'objective'}:${said.value}` as const;
  return kind !== undefined && others.length === 0 && said.cat === 'number' && index.byRef.has(ref)
    ? atoms({ type: 'bound', figure: single(figure), op, than: { item: ref } })
    : null;
}

/** What is held against a number, a mean or another figure. */
export const BOUNDS: readonly Rule[] = (['number', 'amount'] as const).flatMap((value) => [
  rule(
    `figure against ${value}`,
    ['figure', 'compare', value],
    value === 'amount' ? ['impegnato superiore a 100.000 euro'] : ['peso almeno 20'],
    ([{ figure }, { op, to }, said], around) => {
      if (isOfThat(to, said.from, around) || isArticled(figure, said, around))
        return thanNumbered(figure, op, said, around);
      // «Pari a zero» may be of what nobody declares.
      if (op === 'eq' && said.value === 0 && figure !== 'attainment') return null;
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
    ([{ figure, from }, said], { tokens }) => {
      if (figure !== 'weight' && figure !== 'attainment') return null;
      // «Il peso del 33»: of one that bears it; «con un peso del 24» says how much.
      if (said.cat === 'number' && OF_ONE.test(tokens[said.from - 1]?.text ?? ''))
        if (!HAVING.test(tokens[from - 1]?.text ?? '')) return null;
      // «Quanto pesano i tre più costosi», «quanto pesa il 5»: so many of them, or one that bears it.
      const before = tokens[said.from - 1]?.text ?? '';
      if (/^(i|gli|le)$/.test(before)) return null;
      if (said.cat === 'number' && (isYear(said.value) || /^(il|l|la|lo)$/.test(before))) return null;
      const against = valueFor(figure, said);
      return against === null ? null : atoms(bound(figure, 'eq', against));
    },
  ),
]);

const OF_ONE = /^dell?$/;
const HAVING = /^(un|con|di|ha|hanno)$/;

/** «Più pesanti di 23»: what a quality is held against comes right after its preposition. */
const isThan = (tokens: readonly Token[], from: number): boolean =>
  /^(di|than)$/.test(tokens[from - 1]?.text ?? '');

/** «Pesano 21, 22 e 23»: any of several values of one figure. */
const orValue = (
  { atoms: [said, ...others] }: Piece<'atoms'>,
  value: Piece<'number'> | Piece<'amount'>,
  tokens: readonly Token[],
): Meaning | null => {
  const [first, ...more] = said?.type === 'any' ? said.atoms : [said];
  const isListed = first?.type === 'bound' && first.op === 'eq' && !isMoney(first.figure);
  const next = tokens[value.to];
  if (!isListed || others.length > 0 || first.figure === 'items' || (next && !next.pause && !next.light))
    return null;
  const against = valueFor(first.figure, value);
  return against === null
    ? null
    : atoms({
        type: 'any',
        atoms: [first, ...more.filter((one) => one !== undefined), bound(first.figure, 'eq', against)],
      });
};

/** Values of which any will do. */
const LISTED: readonly Rule[] = (['number', 'amount'] as const).flatMap((value) => {
  const points = value === 'amount' ? ' punti' : '';
  return [
    rule(
      `another value after a comma, ${value}`,
      ['atoms', value],
      [`peso 21, 22${points}`],
      ([said, other], { tokens }) => (tokens[other.from]?.pause ? orValue(said, other, tokens) : null),
      true,
    ),
    ...(['and', 'or'] as const).map((joint) =>
      rule(
        `${joint} another value, ${value}`,
        ['atoms', joint, value],
        [`peso 21 ${joint === 'and' ? 'e' : 'o'} 22${points}`],
        ([said, , other], { tokens }) => orValue(said, other, tokens),
      ),
    ),
  ];
});

/** What a quality is of, held against a value; and what does not hold. */
export const QUALITIES: readonly Rule[] = [
  ...LISTED,
  ...(['number', 'amount'] as const).map((value) =>
    rule(
      `more of a quality than ${value}`,
      ['more', 'adjective', value],
      value === 'amount' ? ['meno cari di 10.000 euro'] : ['più pesanti di 23'],
      ([more, { figure, direction }, said], { tokens }) => {
        const against = isThan(tokens, said.from) ? valueFor(figure, said) : null;
        const op = along(more.direction, direction) === 'most' ? 'gt' : 'lt';
        return against === null ? null : atoms(bound(figure, op, against));
      },
    ),
  ),
  rule(
    'not against a value',
    ['negation', 'atoms'],
    ['non costano più di ventimila euro'],
    ([
      ,
      {
        atoms: [only, ...more],
      },
    ]) =>
      only?.type === 'bound' && more.length === 0 && only.op !== 'eq' && only.op !== 'ne'
        ? atoms({ ...only, op: INVERSE[only.op] })
        : null,
  ),
  rule(
    'a cost of one part against a value',
    ['figure', 'atoms'],
    ['di personale costano più di ventimila euro'],
    (
      [
        { figure, from },
        {
          atoms: [only, ...more],
          ...held
        },
      ],
      { tokens },
    ) =>
      only?.type === 'bound' &&
      more.length === 0 &&
      isMoney(figure) &&
      figure !== 'cost' &&
      figure !== 'revenue' &&
      figure !== 'direct' &&
      /^(di|in|per)$/.test(tokens[from - 1]?.text ?? '') &&
      tokens.slice(held.from, held.to).some(isCostVerb)
        ? atoms({ ...only, figure })
        : null,
  ),
];

const isCostVerb = ({ text }: Token): boolean => /^(cost|spe[ns])/.test(text);

/** Words that say of what an amount is. */
const OF_MONEY =
  /^(personal|impegn|liquid|pag|riscoss|incass|accert|cost|spes|spend|risors|finanzi|stanzi|entrat|ricav)/;

/** «Progetti sopra il milione»: of what an item costs in this plan. */
export const bareFigure = ({ index, tokens, amounts }: Surroundings): Figure | null =>
  tokens.some(({ text }) => OF_MONEY.test(text)) ? null : (amounts ?? costInOne(index));

/** A smaller number may be of something else than money. */
const LEAST_SUM = 10_000;

/** Amounts of which it is not said what they are of. */
export const BARE: readonly Rule[] = [
  rule('a bare weight', ['amount'], ['da 24 punti'], ([said], { tokens }) =>
    said.unit === 'points' && /^(da|di|con|a)$/.test(tokens[said.from - 1]?.text ?? '')
      ? atoms(bound('weight', 'eq', said.value))
      : null,
  ),
  rule('a bare weight against a limit', ['compare', 'amount'], ['oltre i 22 punti'], ([{ op }, said]) =>
    said.unit === 'points' ? atoms(bound('weight', op, said.value)) : null,
  ),
  rule(
    'a bare amount',
    ['compare', 'amount'],
    ['oltre 100.000 euro'],
    ([{ op }, { value, unit }], around) => {
      const figure = unit === 'eur' ? bareFigure(around) : null;
      return figure && atoms(bound(figure, op, Math.round(value * 100)));
    },
  ),
  rule('a bare number', ['compare', 'number'], ['oltre 100.000'], ([{ op }, { value }], around) => {
    const figure = value >= LEAST_SUM ? bareFigure(around) : null;
    return figure && atoms(bound(figure, op, Math.round(value * 100)));
  }),
  ...(['number', 'amount'] as const).map((low) =>
    rule(
      `between two bare amounts, ${low}`,
      ['between', low, 'and', 'amount'],
      [low === 'number' ? 'tra 10.000 e 50.000 euro' : 'tra 10.000 euro e 50.000 euro'],
      ([, from, , to], around) => {
        const figure = to.unit === 'eur' ? bareFigure(around) : null;
        return figure && between(figure, from, to);
      },
    ),
  ),
];

/** A figure between two values, of which the first may be said in the unit of the second. */
export const BETWEEN: readonly Rule[] = (
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

/** A figure held against a mean, or so many times it: of the items that are meant, or of all of some kinds. */
const againstMean = (
  figure: SaidFigure,
  op: Comparison,
  { of, within }: Piece<'mean'>,
  times?: number,
): Atom => ({
  type: 'bound',
  figure: single(figure),
  op,
  than: {
    mean: of ?? true,
    ...(within === undefined ? {} : { within }),
    ...(times === undefined ? {} : { times }),
  },
});

/** The mean of what one structure has; null where another thing is named. */
function meanOfPlace({ atoms: [only, ...more] }: Piece<'atoms'>, of: readonly ItemKind[]): Meaning | null {
  const [code, ...others] = only?.type === 'structure' ? only.codes : [];
  return only?.type === 'structure' && code !== undefined && more.length + others.length === 0
    ? { cat: 'mean', of, within: { level: only.level, code } }
    : null;
}

/** So many percent of what all items have of a figure together. */
const partOfTotal = (
  figure: SaidFigure,
  op: Comparison,
  { value, unit }: Piece<'amount'>,
  total: readonly ItemKind[],
): Meaning | null =>
  unit === 'percent' && isMoney(figure)
    ? atoms({ type: 'bound', figure: single(figure), op, than: { total, times: value / 100 } })
    : null;

/** A figure held against that of one item, or so many times it; null where the atoms name none, or several. */
function thanItem(
  figure: SaidFigure,
  op: Comparison,
  { atoms: [only, ...more] }: Piece<'atoms'>,
  times?: number,
): Meaning | null {
  const [ref, ...others] = only?.type === 'items' ? only.refs : [];
  if (ref === undefined || more.length + others.length > 0) return null;
  const than = { item: ref, ...(times === undefined ? {} : { times }) };
  return atoms({ type: 'bound', figure: single(figure), op, than });
}

/** The one item that a name or a number is of, where something is held against it. */
function refOf(piece: Piece, around: Surroundings): ItemRef | null {
  const [only, ...more] = piece.cat === 'atoms' ? piece.atoms : [];
  const [kind] = spokenKinds(around.tokens);
  const refs =
    piece.cat === 'titled'
      ? piece.refs
      : piece.cat === 'topic'
        ? around.topicOf(piece.from, piece.to, kind ?? null).best
        : only?.type === 'items' && more.length === 0
          ? only.refs
          : [];
  const [ref, ...others] = refs;
  return ref !== undefined && others.length === 0 ? ref : null;
}

/** «Più del processo meno costoso»: the one that comes first; null where several tie. */
function firstOf(
  kind: Piece | undefined,
  { by, direction, all }: Piece<'rank'>,
  around: Surroundings,
): ItemRef | null {
  if (kind?.cat !== 'kind' || kind.plural || kind.kinds.length === 0 || !('figure' in by) || all) return null;
  const select = [{ type: 'kind', kinds: kind.kinds } as const];
  const found = rankItems(around.index, { select, ...orderFrom(by), direction, from: 1, limit: 1 });
  const [one, ...ties] = found;
  return one && ties.length === 0 ? one.ref : null;
}

const ITEM_SAID = { atoms: 'obiettivo 24', titled: 'bicipolitana', topic: 'autovelox' } as const;
const OF = /^d(i|el|ello|ella|ell|ei|egli|elle)$/;

/** What is held against an item, or so many times it, whichever way it is named. */
const AGAINST_ITEMS: readonly Rule[] = (
  [
    [['compare', 'atoms'], 'superiore all’obiettivo 24'],
    [['compare', 'factor', 'atoms'], 'superiore al doppio dell’obiettivo 24'],
    [['compare', 'pronoun', 'atoms'], 'inferiori a quelle del processo 13'],
    [['compare', 'factor', 'pronoun', 'atoms'], 'superiori al doppio di quelle del processo 13'],
    [['compare', 'pronoun', 'titled'], 'pari a quello della bicipolitana'],
    [['compare', 'factor', 'pronoun', 'titled'], 'più del doppio di quello della bicipolitana'],
    [['compare', 'pronoun', 'topic'], 'pari a quello dell’autovelox'],
    [['compare', 'factor', 'pronoun', 'topic'], 'più del doppio di quello dell’autovelox'],
    [['compare', 'kind', 'rank'], 'più del processo meno costoso'],
    [['compare', 'pronoun', 'kind', 'rank'], 'inferiore a quello del processo meno costoso'],
    [['compare', 'factor', 'kind', 'rank'], 'più del doppio del processo meno costoso'],
    [['compare', 'titled'], 'più della bicipolitana'],
    [['compare', 'topic'], 'più dell’autovelox'],
    [['degree', 'atoms'], 'più grande dell’obiettivo 24'],
    [['degree', 'pronoun', 'atoms'], 'più grande di quello dell’obiettivo 24'],
    [['degree', 'pronoun', 'titled'], 'più grande di quello della bicipolitana'],
    [['degree', 'pronoun', 'topic'], 'più grande di quello dell’autovelox'],
  ] as const
).map(([pattern, example]) =>
  rule(`held against an item, ${pattern.join(' ')}`, pattern, [example], (joined, around) => {
    const pieces: readonly Piece[] = joined;
    const [first, before, last] = [pieces[0], pieces.at(-2), pieces.at(-1)];
    const times = pieces.find((piece) => piece.cat === 'factor');
    const op = first && heldBy(first, around.tokens);
    const item = last?.cat === 'rank' ? firstOf(before, last, around) : last && refOf(last, around);
    return op && item ? { cat: 'than', op, item, ...(times ? { times: times.value } : {}) } : null;
  }),
);

/** «Più grande di quello», and not «il più grande di tutti», which comes first and is held against none. */
function heldBy(piece: Piece, tokens: readonly Token[]): Comparison | null {
  if (piece.cat === 'compare') return piece.op;
  const isOf = OF.test(tokens[piece.to]?.text ?? '');
  const isFirst = /^(il|lo|la|l|i|gli|le)$/.test(tokens[piece.from - 1]?.text ?? '');
  if (piece.cat !== 'degree' || !isOf || isFirst) return null;
  return piece.direction === 'most' ? 'gt' : 'lt';
}

/** So many percent of another column. */
const againstPart = (
  figure: SaidFigure,
  op: Comparison,
  { value, unit }: Piece<'amount'>,
  other: SaidFigure,
): Meaning | null =>
  unit === 'percent' && isMoney(figure) && isMoney(other) && figure !== other
    ? atoms({ type: 'versus', figure: single(figure), op, other: single(other), times: value / 100 })
    : null;

/** What was paid or collected, held against what there was to pay or to collect. */
const allOf = (said: SaidFigure, whole: SaidFigure | undefined, op: 'gte' | 'lt'): Meaning | null => {
  // «Speso tutto quello che avevano impegnato»: of what was committed, what was settled is spent.
  const part = said === 'cost' && whole === 'committed' ? 'settled' : said;
  const other = WHOLE_OF[part];
  return other !== undefined && whole === other
    ? atoms({ type: 'versus', figure: single(part), op, other })
    : null;
};

/** «Ne ha riscosso meno della metà»: of what was assessed. */
const WHOLE_OF: Readonly<Partial<Record<SaidFigure, Figure>>> = {
  settled: 'committed',
  collected: 'assessed',
};

/** How far from an amount is still about as much. */
const NEARLY = 0.1;

/** «Intorno ai 50.000 euro»: a tenth less to a tenth more, as the answer says. */
function nearly(figure: SaidFigure, said: Piece<'number'> | Piece<'amount'>): Meaning | null {
  const value = isMoney(figure) ? valueFor(figure, said) : null;
  return value === null
    ? null
    : atoms(
        bound(figure, 'gte', Math.round(value * (1 - NEARLY))),
        bound(figure, 'lte', Math.round(value * (1 + NEARLY))),
      );
}

/** Amounts that are said roughly. */
export const ROUGHLY: readonly Rule[] = (['number', 'amount'] as const).flatMap((value) => {
  const said = value === 'amount' ? 'intorno ai 50.000 euro' : 'intorno ai 50.000';
  return [
    rule(
      `figure around ${value}`,
      ['figure', 'around', value],
      [`impegnato ${said}`],
      ([{ figure }, , around]) => nearly(figure, around),
    ),
    rule(
      `around ${value} of a figure`,
      ['around', value, 'figure'],
      [`${said} di impegnato`],
      ([, around, { figure }]) => nearly(figure, around),
    ),
  ];
});

/** «Ogni 100 euro impegnati», «per ogni euro accertato». */
export const HUNDREDS: readonly Rule[] = (['number', 'amount', 'unit'] as const).flatMap((value) =>
  (['each', 'on'] as const).map((each) =>
    rule(
      `so much of another figure, ${each} ${value}`,
      [each, value, 'figure'],
      [
        `${each === 'each' ? 'ogni' : 'su'} ${{ number: '100', amount: '100 euro', unit: 'euro' }[value]} ${value === 'unit' ? 'impegnato' : 'impegnati'}`,
      ],
      ([, said, { figure }]) =>
        isMoney(figure) && (said.cat === 'number' || said.unit === 'eur') ? { cat: 'hundred', figure } : null,
    ),
  ),
);

const IS = /^(sia|ha|hanno|sono|ci|si|stat[oaie])$/;

/** «Riscosso per intero l’accertato», «liquidato interamente», «riscosso quanto hanno accertato», and what is not. */
const IN_FULL: readonly Rule[] = (
  [
    [['figure', 'in full'], 'liquidato per intero'],
    [['figure', 'in full', 'figure'], 'riscosso interamente l’accertato'],
    [['figure', 'figure', 'in full'], 'riscosso l’accertato per intero'],
    [['figure', 'in full', 'ask', 'figure'], 'riscosso per intero quanto accertato'],
    [['figure', 'ask', 'figure'], 'riscosso tutto quanto accertato'],
    [['figure', 'figure'], 'liquidato tutto l’impegnato'],
    [['figure', 'pronoun', 'figure'], 'riscosso tutto quello che hanno accertato'],
  ] as const
).flatMap(([pattern, example]) =>
  [false, true].map((isDenied) =>
    rule(
      `${isDenied ? 'not ' : ''}all that there was, ${pattern.join(' ')}`,
      [...(isDenied ? (['negation'] as const) : []), ...pattern],
      [isDenied ? `non hanno ${example}` : example],
      (pieces: readonly Piece[], { tokens }) => {
        const [part, whole] = pieces.flatMap((piece) => (piece.cat === 'figure' ? [piece] : []));
        const isMuch = pieces.every((piece) => piece.cat !== 'ask' || piece.what === 'value');
        const isAll =
          pieces.some(({ cat }) => cat === 'in full' || cat === 'ask') ||
          /^tutt[oaie]$/.test(tokens[part?.to ?? 0]?.text ?? '');
        const op = isDenied ? 'lt' : 'gte';
        if (!part || !isMuch || !isAll) return null;
        const other = whole?.figure ?? WHOLE_OF[part.figure];
        // «Con il budget tutto speso»: the whole is said first.
        const isTurned = whole !== undefined && pieces.every(({ cat }) => cat !== 'ask');
        return allOf(part.figure, other, op) ?? (isTurned ? allOf(whole.figure, part.figure, op) : null);
      },
    ),
  ),
);

export const MEANS: readonly Rule[] = [
  ...IN_FULL,
  rule(
    'a cost of a part',
    ['figure', 'figure'],
    ['spende di personale', 'soldi ancora da pagare'],
    ([whole, { figure, from }], { tokens }) =>
      whole.figure === 'cost' &&
      figure !== 'cost' &&
      isMoney(figure) &&
      (isDerived(single(figure)) || /^(di|in|per|del|nel)$/.test(tokens[from - 1]?.text ?? ''))
        ? { cat: 'figure', figure }
        : null,
  ),
  ...(['figure', 'folded'] as const).map((cost) =>
    rule(
      `a part that is a cost, ${cost}`,
      ['figure', cost],
      [cost === 'figure' ? 'personale è costato' : 'personale è costato in media'],
      ([{ figure, from, to }, whole], { tokens }): Meaning | null => {
        if (whole.figure !== 'cost' || figure === 'cost' || !isMoney(figure)) return null;
        // «Del budget ha usato»: what was paid of what there was.
        if (
          figure === 'committed' &&
          tokens.slice(Math.max(0, from - 2), from).some(({ text }) => OF.test(text))
        )
          return null;
        // «Il personale sul costo totale»: a part, and a whole.
        if (tokens.slice(to, whole.from).some(({ text }) => !IS.test(text))) return null;
        return whole.cat === 'folded' ? { ...whole, figure } : { cat: 'figure', figure };
      },
    ),
  ),
  ...(['number', 'amount'] as const).map((value) =>
    rule(
      `a cost against ${value} of a part`,
      ['figure', 'compare', value, 'figure'],
      [`costano più di ${value === 'number' ? 'mezzo milione' : '50.000 euro'} di personale`],
      ([whole, { op }, said, { figure, from }], { tokens }) => {
        const against = valueFor(figure, said);
        return whole.figure === 'cost' &&
          figure !== 'cost' &&
          isMoney(figure) &&
          against !== null &&
          /^(di|in|per|del)$/.test(tokens[from - 1]?.text ?? '')
          ? atoms(bound(figure, op, against))
          : null;
      },
    ),
  ),
  rule(
    'against a mean that is named',
    ['compare', 'folded'],
    ['sopra il peso medio'],
    ([{ op }, { figure, fold }]) =>
      fold === 'mean' ? atoms(againstMean(figure, op, { cat: 'mean', of: null, from: 0, to: 0 })) : null,
  ),
  rule(
    'the mean of all',
    ['mean', 'kind'],
    ['media di tutti gli obiettivi', 'media degli obiettivi'],
    ([mean, { kinds, from, to, plural }], { tokens }) =>
      tokens.slice(mean.to, from).some(({ text }) => /^tutt[ie]$/.test(text)) ||
      // «Della media degli obiettivi del settore 5»: of which, the words after it say.
      (plural && kinds.length > 0 && endsSentence(tokens, to))
        ? { cat: 'mean', of: kinds }
        : null,
  ),
  rule(
    'the mean of those of a structure',
    ['mean', 'pronoun', 'atoms'],
    ['media di quelli del settore 5'],
    ([, , place], { tokens }) => meanOfPlace(place, spokenKinds(tokens)),
  ),
  rule(
    'the mean of the items of a structure',
    ['mean', 'kind', 'atoms'],
    ['media degli obiettivi del settore 5'],
    ([, { kinds, plural }, place]) => (plural ? meanOfPlace(place, kinds) : null),
  ),
  rule(
    'a mean of the figure of others',
    ['atoms', 'kind'],
    ['superano il costo medio di un obiettivo', 'più di quanto costa in media un obiettivo'],
    ([{ atoms: said }, { kinds, from, to }], { tokens }) => {
      const [only, ...more] = said;
      const isTheirs = /^(un|di|dei|degli)$/.test(tokens[from - 1]?.text ?? '') && endsSentence(tokens, to);
      return only?.type === 'bound' &&
        'mean' in only.than &&
        only.than.mean === true &&
        isTheirs &&
        more.length === 0
        ? atoms({ ...only, than: { ...only.than, mean: kinds } })
        : null;
    },
  ),
  rule(
    'one that is as the mean',
    ['kind', 'fold'],
    ['un obiettivo medio'],
    ([{ kinds, from }, { fold }], { tokens }) =>
      fold === 'mean' && tokens[from - 1]?.text === 'un' ? { cat: 'mean', of: kinds } : null,
  ),
  rule('the mean of the body', ['mean', 'body'], ['media dell’ente'], () => ({ cat: 'mean', of: [] })),
  rule(
    'figure against the mean',
    ['figure', 'compare', 'mean'],
    ['impegnato superiore alla media'],
    ([{ figure }, { op }, mean]) => atoms(againstMean(figure, op, mean)),
  ),
  ...(['mean', 'fold'] as const).map((mean) =>
    rule(
      `more of a figure than on average, ${mean}`,
      ['rank', mean],
      ['più personale della media'],
      ([{ by, direction }, said], { tokens }): Meaning | null => {
        const isMean = said.cat === 'mean' || said.fold === 'mean';
        // «Più personale in media» holds nothing against it.
        const isThan = tokens.slice(said.from - 1, said.to).some(({ text }) => text === 'della');
        if (!('figure' in by) || !isMean || !isThan) return null;
        const of: Piece<'mean'> = said.cat === 'mean' ? said : { ...said, cat: 'mean', of: null };
        return atoms(againstMean(by.figure, direction === 'most' ? 'gt' : 'lt', of));
      },
    ),
  ),
  rule(
    'figure against so many times the mean',
    ['figure', 'compare', 'factor', 'mean'],
    ['costano almeno il doppio della media'],
    ([{ figure }, { op }, { value }, mean]) => atoms(againstMean(figure, op, mean, value)),
  ),
  ...AGAINST_ITEMS,
  rule(
    'figure against an item',
    ['figure', 'than'],
    ['costano più dell’obiettivo 24'],
    ([{ figure }, { op, item, times }]) =>
      atoms({
        type: 'bound',
        figure: single(figure),
        op,
        than: { item, ...(times === undefined ? {} : { times }) },
      }),
  ),
  ...(['and', 'but'] as const).map((joint) =>
    rule(
      `held against an item twice, ${joint}`,
      ['atoms', joint, 'rank'],
      [`lo stesso peso dell’obiettivo 24 ${joint === 'and' ? 'e' : 'ma'} costano di meno`],
      (
        [
          {
            atoms: [said, ...more],
          },
          ,
          { by, direction, from },
        ],
        { tokens },
      ) =>
        said?.type === 'bound' &&
        'item' in said.than &&
        more.length === 0 &&
        'figure' in by &&
        !by.fold &&
        !/^(il|lo|la|l|i|gli|le)$/.test(tokens[from - 1]?.text ?? '')
          ? atoms(said, {
              type: 'bound',
              figure: single(by.figure),
              op: direction === 'most' ? 'gt' : 'lt',
              than: { item: said.than.item },
            })
          : null,
    ),
  ),
  rule(
    'the same weight as a number',
    ['compare', 'figure', 'number'],
    ['lo stesso peso del 24'],
    ([{ op, from }, { figure }, { value }], { tokens, index }) => {
      const ref = `objective:${value}` as const;
      // Only objectives have a weight.
      return op === 'eq' && figure === 'weight' && isSame(tokens, from) && index.byRef.has(ref)
        ? atoms({ type: 'bound', figure: 'weight', op, than: { item: ref } })
        : null;
    },
  ),
  rule(
    'the same figure as an item',
    ['compare', 'figure', 'atoms'],
    ['lo stesso peso dell’obiettivo 11'],
    ([{ op, from }, { figure }, piece], { tokens }) =>
      op === 'eq' && isSame(tokens, from) ? thanItem(figure, op, piece) : null,
  ),
  rule(
    'the same weight as a title',
    ['compare', 'figure', 'titled'],
    ['lo stesso peso della bicipolitana'],
    ([{ op, from }, { figure }, { refs, ...place }], { tokens }) =>
      op === 'eq' && isSame(tokens, from)
        ? thanItem(figure, op, { ...place, cat: 'atoms', atoms: [{ type: 'items', refs }] })
        : null,
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
  ...(['atoms', 'titled', 'topic'] as const).flatMap((named) =>
    [false, true].map((isThat) =>
      rule(
        `more of a quality than ${isThat ? 'that of ' : ''}an item, ${named}`,
        ['more', 'adjective', ...(isThat ? (['pronoun'] as const) : []), named],
        [`più costosi di ${isThat ? 'quello di ' : ''}${ITEM_SAID[named]}`],
        (joined, around) => {
          const [more, quality, ...others]: readonly Piece[] = joined;
          const item = refOf(others.at(-1) ?? joined[0], around);
          if (more?.cat !== 'more' || quality?.cat !== 'adjective' || item === null) return null;
          const op = along(more.direction, quality.direction) === 'most' ? 'gt' : 'lt';
          return OF.test(around.tokens[quality.to]?.text ?? '')
            ? atoms({ type: 'bound', figure: single(quality.figure), op, than: { item } })
            : null;
        },
      ),
    ),
  ),
  ...(['atoms', 'titled', 'topic'] as const).map((named) =>
    rule(
      `a figure as high as an item’s, ${named}`,
      ['figure', 'ask', named],
      [`che pesano quanto ${named === 'topic' ? 'l’autovelox' : ITEM_SAID[named]}`],
      ([{ figure, from }, { what, from: at, to }, piece], around) => {
        const { text, pause } = around.tokens[at] ?? {};
        const item = refOf(piece, around);
        // «Che pesano quanto il 24» holds it against that one; after a pause, or first, it asks how much.
        const isHeld = what === 'value' && text === 'quanto' && to === at + 1 && from > 0 && pause !== true;
        return isHeld && item !== null
          ? atoms({ type: 'bound', figure: single(figure), op: 'eq', than: { item } })
          : null;
      },
    ),
  ),
  rule(
    'one figure against so many times another',
    ['figure', 'compare', 'factor', 'figure'],
    ['liquidato inferiore alla metà dell’impegnato'],
    ([left, { op }, { value }, right]) =>
      single(left.figure) === single(right.figure)
        ? null
        : atoms({
            type: 'versus',
            figure: single(left.figure),
            op,
            other: single(right.figure),
            times: value,
          }),
  ),
  ...(['factor', 'amount'] as const).map((part) =>
    rule(
      `a figure against a part of what it is a part of, ${part}`,
      ['figure', 'compare', part],
      [part === 'factor' ? 'ne hanno riscosso meno della metà' : 'ne ha liquidato meno del 50 %'],
      ([{ figure }, { op }, said]) => {
        const whole = WHOLE_OF[figure];
        if (whole === undefined) return null;
        if (said.cat === 'amount') return againstPart(figure, op, said, whole);
        return atoms({ type: 'versus', figure: single(figure), op, other: whole, times: said.value });
      },
    ),
  ),
  rule(
    'a part of the total of a figure',
    ['compare', 'amount', 'folded'],
    ['oltre il 10 % del personale totale'],
    ([{ op }, part, { figure, fold }]) => (fold === 'sum' ? partOfTotal(figure, op, part, []) : null),
  ),
  rule(
    'a part of the total of a figure of a kind',
    ['compare', 'amount', 'folded', 'kind'],
    ['oltre il 10 % del personale totale dei processi'],
    ([{ op }, part, { figure, fold }, { kinds, plural }]) =>
      fold === 'sum' && plural ? partOfTotal(figure, op, part, kinds) : null,
  ),
  rule(
    'what costs a part of a total',
    ['figure', 'atoms'],
    ['costano più del 10 % del personale totale', 'costano più del costo medio'],
    ([
      { figure },
      {
        atoms: [only, ...more],
      },
    ]) =>
      more.length === 0 &&
      only?.type === 'bound' &&
      (('total' in only.than && figure === 'cost') || ('mean' in only.than && only.figure === single(figure)))
        ? atoms(only)
        : null,
  ),
  rule(
    'a figure against a part of its total',
    ['figure', 'compare', 'amount', 'whole'],
    ['impegnato superiore al 10 % del totale'],
    ([{ figure }, { op }, part]) => partOfTotal(figure, op, part, []),
  ),
  // What is not said to be of another figure is of what things cost.
  rule('a part of a total', ['compare', 'amount', 'whole'], ['più del 10 % del totale'], ([{ op }, part]) =>
    partOfTotal('cost', op, part, []),
  ),
  rule(
    'one figure against a part of another',
    ['figure', 'compare', 'amount', 'figure'],
    ['liquidato inferiore al 40 % dell’impegnato'],
    ([left, { op }, part, right]) => againstPart(left.figure, op, part, right.figure),
  ),
  rule(
    'one figure against a part of another of its own',
    ['figure', 'compare', 'amount', 'own', 'figure'],
    ['liquidato inferiore al 40 % del suo impegnato'],
    ([left, { op }, part, , right]) => againstPart(left.figure, op, part, right.figure),
  ),
  rule(
    'more of one figure than of another',
    ['rank', 'figure'],
    ['più liquidato che personale'],
    ([{ by, direction, to }, { figure }], { tokens }) =>
      'figure' in by && !by.fold && tokens[to]?.text === 'che' && single(by.figure) !== single(figure)
        ? atoms({
            type: 'versus',
            figure: single(by.figure),
            op: direction === 'most' ? 'gt' : 'lt',
            other: single(figure),
          })
        : null,
  ),
  // «Hanno superato il budget»: what was paid of it.
  rule(
    'past what was committed',
    ['compare', 'figure'],
    ['superano l’impegnato'],
    ([{ op, from }, { figure, to }], { tokens }) =>
      figure === 'committed' &&
      (op === 'gt' || op === 'lt') &&
      !tokens.slice(from, to).some(({ text }) => /^(che|quanto|ha|hanno)$/.test(text))
        ? atoms({ type: 'versus', figure: 'settled', op, other: 'committed' })
        : null,
  ),
  rule(
    'one figure against another',
    ['figure', 'compare', 'figure'],
    ['liquidato inferiore all’impegnato'],
    ([left, { op }, right]) =>
      // «Costa più di personale»: as a part of what it costs.
      single(left.figure) === single(right.figure) || (left.figure === 'cost' && right.figure === 'personnel')
        ? null
        : atoms({ type: 'versus', figure: single(left.figure), op, other: single(right.figure) }),
  ),
];
