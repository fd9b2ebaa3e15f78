import { type ItemKind, WORKED_KINDS } from '../../../words/kinds.ts';
import type { Atom, Comparison } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule } from '../chart.ts';
import type { Direction, Meaning, Piece, SaidFigure } from '../pieces.ts';
import { along, byFigure, endsSentence, gapOf, isMoney, isRate, ratioOf, single } from '../values.ts';

const counted = (kinds: Piece<'kind'>['kinds'], op: Comparison, value: number): Meaning => ({
  cat: 'having',
  kinds,
  op,
  value,
});

/** «Hanno processi», «con soli obiettivi»: what structures have, and not what is asked for. */
const isHeld = (tokens: readonly Token[], from: number): boolean =>
  /^(ha|hanno|abbia|abbiano|avendo|con|gestisce|gestiscono|segue|seguono)$/.test(
    tokens[from - 1]?.text ?? '',
  );

/** «Processi ma nessun obiettivo», «solo processi»: some of these, and none of those. */
const someWithout = (kinds: readonly ItemKind[], others: readonly ItemKind[]): Meaning | null =>
  kinds.length === 0 || others.length === 0 || others.some((kind) => kinds.includes(kind))
    ? null
    : { cat: 'having', kinds, op: 'gte', value: 1, also: [{ kinds: others, op: 'eq', value: 0 }] };

/** «Sia obiettivi sia processi»: some of each. */
const someOfBoth = (kinds: readonly ItemKind[], others: readonly ItemKind[]): Meaning | null =>
  kinds.length === 0 || others.length === 0 || others.some((kind) => kinds.includes(kind))
    ? null
    : { cat: 'having', kinds, op: 'gte', value: 1, also: [{ kinds: others, op: 'gte', value: 1 }] };

/** «Tutti gli obiettivi al 100 %», «solo obiettivi al 100 %»: a limit that each of them keeps. */
function everyOf(kinds: readonly ItemKind[], atom: Atom | undefined): Meaning | null {
  if (atom?.type !== 'bound' || !('value' in atom.than) || atom.figure === 'items') return null;
  const full = atom.figure === 'attainment' && atom.op === 'eq';
  // The least of all tells no more than that none is less.
  if ((atom.op === 'eq' && (!full || atom.than.value < 100)) || atom.op === 'ne') return null;
  return {
    cat: 'every',
    kinds,
    figure: atom.figure,
    op: full ? 'gte' : atom.op,
    value: atom.than.value,
  };
}

/** «Hanno raggiunto tutti gli obiettivi», «ha completato tutti i suoi obiettivi». */
function reachedAll(
  [atom, ...more]: readonly Atom[],
  [from, to]: readonly [number, number],
  { kinds, plural, from: noun }: Piece<'kind'>,
  tokens: readonly Token[],
): Meaning | null {
  const between = tokens.slice(to, noun).map(({ text }) => text);
  const isAll = /^tutt[ie] (i|gli|le)( (loro|suoi|sue|propri|proprie))?$/.test(between.join(' '));
  const isHad = /^(ha|hanno|abbia|abbiano)$/.test(tokens[from - 1]?.text ?? tokens[from]?.text ?? '');
  return plural && isAll && isHad && more.length === 0 ? everyOf(kinds, atom) : null;
}

const isNone = ({ op, value, also }: Piece<'having'>): boolean => op === 'eq' && value === 0 && !also;

/** «Il peso medio degli obiettivi più alto»: an order by a mean. */
const byFold = (
  { figure, fold }: Piece<'folded'>,
  kind: Piece<'kind' | 'ofone'> | null,
  direction: Direction,
): Meaning | null =>
  fold === 'sum' || (kind?.cat === 'kind' && !kind.plural)
    ? null
    : {
        cat: 'rank',
        by: { figure, fold, ...(kind && kind.kinds.length > 0 ? { of: kind.kinds } : {}) },
        direction,
      };

/** «Si è mangiato», «ha fatto fuori»: what an item costs, or the amount that is said beside the verb. */
export const SPENDING: readonly Rule[] = [
  rule('spends', ['spends'], ['si è mangiato'], () => ({ cat: 'figure', figure: 'cost' })),
  rule('spends of a figure', ['spends', 'figure'], ['ha fatto fuori di personale'], ([, { figure }]) =>
    isMoney(figure) ? { cat: 'figure', figure } : null,
  ),
  // «Il budget che ha usato»: what is there to be spent is no more of what was.
  rule('a figure that is spent', ['figure', 'spends'], ['soldi si è mangiato'], ([{ figure }]) =>
    isMoney(figure) && figure !== 'committed' ? { cat: 'figure', figure } : null,
  ),
  rule('spends more', ['spends', 'rank'], ['ha fatto fuori più personale'], ([, { by, direction }]) =>
    'figure' in by && isMoney(by.figure) ? { cat: 'rank', by, direction } : null,
  ),
  rule('more that is spent', ['rank', 'spends'], ['più personale si è mangiato'], ([{ by, direction }]) =>
    'figure' in by && isMoney(by.figure) ? { cat: 'rank', by, direction } : null,
  ),
  rule('the bulk of a figure', ['bulk', 'figure'], ['il grosso dell’impegnato'], ([, { figure }]) =>
    isMoney(figure) ? { cat: 'rank', by: byFigure(figure), direction: 'most' } : null,
  ),
  rule(
    'spends the bulk',
    ['spends', 'bulk', 'figure'],
    ['si è mangiato il grosso del personale'],
    ([, , { figure }]) => (isMoney(figure) ? { cat: 'rank', by: byFigure(figure), direction: 'most' } : null),
  ),
];

/** What rows are ordered by. */
export const RANKS: readonly Rule[] = [
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
  ...(['rank', 'ordering'] as const).map((order) =>
    rule(
      `a cost ranked by a part of it, ${order}`,
      [order === 'rank' ? 'figure' : 'rank', order],
      [order === 'rank' ? 'speso più per il personale' : 'speso di più per il personale'],
      ([cost, part]): Meaning | null => {
        const whole = cost.cat === 'figure' ? cost.figure : 'figure' in cost.by ? cost.by.figure : null;
        const figure = 'figure' in part.by ? part.by.figure : null;
        const direction = cost.cat === 'rank' ? cost.direction : part.cat === 'rank' ? part.direction : null;
        return whole === 'cost' &&
          figure !== null &&
          figure !== 'cost' &&
          isMoney(figure) &&
          direction !== null
          ? { cat: 'rank', by: byFigure(figure), direction }
          : null;
      },
    ),
  ),
  rule(
    'costs the most',
    ['figure', 'degree'],
    ['costato un occhio della testa'],
    ([{ figure, to }, { direction, from }]) =>
      figure === 'cost' && from === to ? { cat: 'rank', by: byFigure(figure), direction } : null,
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
    'a figure the more costly',
    ['figure', 'more', 'adjective'],
    ['personale più costoso', 'costo del personale meno caro'],
    ([{ figure }, more, { figure: quality, direction }]) =>
      // «Con il personale più costoso»: which cost it is, is said before.
      quality === 'cost' && figure !== 'cost' && isMoney(figure)
        ? { cat: 'rank', by: byFigure(figure), direction: along(more.direction, direction) }
        : null,
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
  ...(['degree', 'more'] as const).flatMap((degree) => [
    rule(
      `a folded figure of a degree, ${degree}`,
      ['folded', degree],
      [degree === 'degree' ? 'peso medio più alto' : 'peso medio maggiore'],
      ([said, { direction }]) => byFold(said, null, direction),
    ),
    rule(
      `a folded figure of items of a degree, ${degree}`,
      ['folded', 'kind', degree],
      [degree === 'degree' ? 'peso medio degli obiettivi più alto' : 'peso medio degli obiettivi maggiore'],
      ([said, kind, { direction }]) => byFold(said, kind, direction),
    ),
  ]),
  rule(
    'a degree of a folded figure',
    ['degree', 'folded'],
    ['più alto peso medio'],
    ([{ direction }, said]) => byFold(said, null, direction),
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
    'a figure of a degree, said once more',
    ['figure', 'filler', 'degree'],
    ['accertato l’importo maggiore'],
    ([{ figure }, , { direction }]) => ({ cat: 'rank', by: byFigure(figure), direction }),
  ),
  rule(
    'places from one to another',
    ['pick', 'pick'],
    ['dal secondo al quarto'],
    ([first, last], { tokens }) =>
      /^(dal|dalla)$/.test(tokens[first.from - 1]?.text ?? '') &&
      /^(al|alla)$/.test(tokens[last.from - 1]?.text ?? '') &&
      first.reversed === last.reversed &&
      first.place < last.place
        ? { cat: 'pick', place: first.place, limit: last.place - first.place + 1, reversed: first.reversed }
        : null,
  ),
  rule('places one after the other', ['pick', 'and', 'pick'], ['primo e secondo'], ([first, , last]) =>
    first.limit === 1 && last.limit === 1 && first.reversed === last.reversed && first.place < last.place
      ? { cat: 'pick', place: first.place, limit: last.place - first.place + 1, reversed: first.reversed }
      : null,
  ),
  ...(['descending', 'ascending'] as const).map((order) =>
    rule(
      `of a quality, ${order}`,
      [order, 'adjective'],
      [order === 'descending' ? 'dal più al meno costoso' : 'dal meno al più pesante'],
      ([{ cat }, { figure, direction }]) => ({
        cat: 'rank',
        by: byFigure(figure),
        direction: along(cat === 'descending' ? 'most' : 'least', direction),
        all: true,
      }),
    ),
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
      // «Il peso minimo degli obiettivi», «di più con gli obiettivi»: the least, or the most, of a figure.
      !tokens.slice(to, from).some(({ text }) => !/^(i|gli|le)$/.test(text))
        ? { cat: 'rank', by: { count: kinds }, direction }
        : null,
  ),
  ...(['rank', 'kind'] as const).map((other) =>
    rule(
      `more of one kind or of another, ${other}`,
      ['rank', 'or', other],
      [other === 'rank' ? 'più obiettivi o più processi' : 'più obiettivi o processi'],
      ([{ by, direction }, , second]): Meaning | null => {
        const kinds = second.cat === 'kind' ? second.kinds : 'count' in second.by ? second.by.count : [];
        const isSame = second.cat === 'kind' || second.direction === direction;
        return 'count' in by &&
          isSame &&
          by.count.length === 1 &&
          kinds.length === 1 &&
          kinds[0] !== by.count[0]
          ? { cat: 'rank', by: { count: [...by.count, ...kinds], either: true }, direction }
          : null;
      },
    ),
  ),
  rule(
    'a greater number of items',
    ['more', 'ask', 'kind'],
    ['maggior numero di processi'],
    ([{ direction }, { what, from, to }, { kinds }], { tokens }) =>
      // «Che ha speso di più quanti obiettivi ha?» asks how many.
      what === 'count' && tokens.slice(from, to).every(({ text }) => !/^quant/.test(text))
        ? { cat: 'rank', by: { count: kinds }, direction }
        : null,
  ),
  rule('how many euro', ['ask', 'unit'], ['quanti euro'], ([{ what }, { unit }]) =>
    what === 'count' && unit === 'eur' ? { cat: 'ask', what: 'value' } : null,
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
  rule(
    'items that are so many',
    ['kind', 'compare', 'number'],
    ['dove gli obiettivi sono più di 5', 'che di obiettivi ne hanno più di 5'],
    ([{ kinds, plural, to }, { op, from }, { value }], { tokens }) =>
      plural && Number.isInteger(value) && tokens.slice(to, from).some(({ text }) => /^(sono|ne)$/.test(text))
        ? counted(kinds, op, value)
        : null,
  ),
  ...(['mean', 'fold'] as const).map((mean) =>
    rule(
      `more of a kind than on average, ${mean}`,
      ['rank', mean],
      ['più obiettivi della media'],
      ([{ by, direction }, said], { tokens }) => {
        const isMean = said.cat === 'mean' ? said.of === null : said.fold === 'mean';
        // «Più obiettivi in media» holds nothing against it.
        const isThan = tokens.slice(said.from - 1, said.to).some(({ text }) => text === 'della');
        return 'count' in by && isMean && isThan
          ? { cat: 'having', kinds: by.count, op: direction === 'most' ? 'gt' : 'lt', value: 0, mean: true }
          : null;
      },
    ),
  ),
  rule('none of a kind', ['without', 'kind'], ['senza processi'], ([, { kinds }]) => counted(kinds, 'eq', 0)),
  rule(
    'nought of a kind',
    ['number', 'kind'],
    ['hanno zero processi'],
    ([{ value, from }, { kinds }], { tokens }) =>
      value === 0 && isHeld(tokens, from) ? counted(kinds, 'eq', 0) : null,
  ),
  rule('no item of a kind', ['none', 'kind'], ['nessun processo'], ([, { kinds }]) =>
    counted(kinds, 'eq', 0),
  ),
  rule(
    'items of a kind alone',
    ['alone', 'kind'],
    ['hanno solo processi'],
    ([{ from }, { kinds, plural }], { tokens }) =>
      plural && isHeld(tokens, from)
        ? someWithout(
            kinds,
            WORKED_KINDS.filter((kind) => !kinds.includes(kind)),
          )
        : null,
  ),
  rule(
    'only such as',
    ['alone', 'kind', 'atoms'],
    ['hanno solo obiettivi al 100 %'],
    (
      [
        { from },
        { kinds, plural },
        {
          atoms: [atom, ...more],
        },
      ],
      { tokens },
    ) => (plural && isHeld(tokens, from) && more.length === 0 ? everyOf(kinds, atom) : null),
  ),
  rule(
    'some of a kind, none of another',
    ['kind', 'having'],
    ['hanno processi ma nessun obiettivo'],
    ([{ kinds, plural, from }, none], { tokens }) =>
      plural && isNone(none) && isHeld(tokens, from) && tokens[none.from]?.text !== 'senza'
        ? someWithout(kinds, none.kinds)
        : null,
  ),
  ...(['and', 'but'] as const).flatMap((joint) => {
    const said = joint === 'and' ? 'e' : 'però';
    return [
      rule(
        `some of a kind, ${joint} none of another`,
        ['kind', joint, 'having'],
        [`hanno processi ${said} nessun obiettivo`],
        ([{ kinds, plural, from }, , none], { tokens }) =>
          plural && isNone(none) && isHeld(tokens, from) ? someWithout(kinds, none.kinds) : null,
      ),
      rule(
        `some of a kind, ${joint} not of another`,
        ['kind', joint, 'negation', 'kind'],
        [`hanno processi ${said} non obiettivi`],
        ([{ kinds, plural, from }, , , other], { tokens }) =>
          plural && isHeld(tokens, from) ? someWithout(kinds, other.kinds) : null,
      ),
      rule(
        `one kind alone, ${joint} not another`,
        ['having', joint, 'negation', 'kind'],
        [`hanno solo processi ${said} non obiettivi`],
        ([said, , , { kinds }]) =>
          said.also?.some((also) => JSON.stringify(also.kinds) === JSON.stringify(kinds))
            ? { cat: 'having', kinds: said.kinds, op: said.op, value: said.value, also: said.also }
            : null,
      ),
    ];
  }),
  rule('one item of a kind', ['only', 'kind'], ['un solo processo'], ([, { kinds }]) =>
    counted(kinds, 'eq', 1),
  ),
  rule(
    'more of one kind than of another',
    ['rank', 'kind'],
    ['più processi che obiettivi'],
    ([{ by, direction, to }, { kinds, from }], { tokens }) =>
      'count' in by && to + 1 === from && tokens[to]?.text === 'che'
        ? { cat: 'outnumber', kinds: by.count, others: kinds, op: direction === 'most' ? 'gt' : 'lt' }
        : null,
  ),
  rule(
    'reached all of a kind',
    ['atoms', 'kind'],
    ['hanno raggiunto tutti gli obiettivi'],
    ([{ atoms, from, to }, kind], { tokens }) => reachedAll(atoms, [from, to], kind, tokens),
  ),
  rule(
    'reached all of their own',
    ['atoms', 'filler', 'kind'],
    ['hanno completato tutti i loro obiettivi'],
    ([{ atoms, from, to }, , kind], { tokens }) => reachedAll(atoms, [from, to], kind, tokens),
  ),
  rule(
    'all of a kind',
    ['kind', 'atoms'],
    ['hanno tutti gli obiettivi al 100 %'],
    ([{ kinds, from }, { atoms }], { tokens }) => {
      const [atom, ...more] = atoms;
      const before = tokens
        .slice(Math.max(0, from - 3), from)
        .map(({ text }) => text)
        .join(' ');
      // «In quali settori tutti gli obiettivi sono al 100 %?»
      const isInWhich =
        /^in (quali|quale|quanti|quante)/.test(tokens.map(({ text }) => text).join(' ')) &&
        / tutt[ie] (i|gli|le)$/.test(before);
      if ((!isInWhich && !/^(ha|hanno|con|cui|dove) tutt[ie] (i|gli|le)$/.test(before)) || more.length > 0)
        return null;
      return everyOf(kinds, atom);
    },
  ),
  rule(
    'one kind that outnumbers another',
    ['kind', 'compare', 'kind'],
    ['processi superano gli obiettivi'],
    ([{ kinds, plural }, { op, from, to }, other], { tokens }) =>
      plural &&
      other.plural &&
      // «Il personale degli obiettivi supera quello dei processi» holds amounts against each other.
      tokens.slice(to, other.from).every(({ text }) => /^(i|gli|le)$/.test(text)) &&
      tokens.slice(from, to).some(({ text }) => /^supera(no|va|vano)?$/.test(text))
        ? { cat: 'outnumber', kinds, others: other.kinds, op }
        : null,
  ),
  rule(
    'only where it holds',
    ['alone', 'filler', 'outnumber'],
    ['solo dove i processi superano gli obiettivi'],
    ([, , held]) => held,
  ),
  rule(
    'some of two kinds',
    ['kind', 'kind'],
    ['hanno sia obiettivi sia processi'],
    ([one, other], { tokens }) =>
      tokens[one.from - 1]?.text === 'sia' &&
      isHeld(tokens, one.from - 1) &&
      /^(sia|che)$/.test(tokens[other.from - 1]?.text ?? '') &&
      one.plural &&
      other.plural
        ? someOfBoth(one.kinds, other.kinds)
        : null,
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

/** «Il rapporto più alto tra liquidato e impegnato», «tra personale e peso»: a ratio that has a name. */
const namedRatio = (part: SaidFigure, whole: SaidFigure): SaidFigure | null =>
  whole === 'weight' && (part === 'cost' || part === 'personnel') ? 'cost_per_weight' : ratioOf(part, whole);

/** «Il maggior divario tra impegnato e liquidato», whichever is said first. */
const byGap = (one: SaidFigure, other: SaidFigure, direction: Direction): Meaning | null => {
  const gap = gapOf(one, other) ?? gapOf(other, one);
  return gap && { cat: 'rank', by: byFigure(gap), direction };
};

/** The rate that a figure looked at beside another is; "speso" beside what was committed is what was settled of it. */
const rateBeside = (part: SaidFigure, whole: SaidFigure): SaidFigure | null =>
  ratioOf(part === 'cost' ? 'settled' : part, whole);

const GREATEST_SHARES = [
  [['figure', 'share', 'degree', 'figure'], 'liquidato la percentuale più alta dell’impegnato'],
  [['figure', 'share', 'degree', 'own', 'figure'], 'liquidato la percentuale più alta del suo impegnato'],
  [
    ['figure', 'share', 'more', 'pronoun', 'figure'],
    'liquidato in proporzione di meno di quello che ha impegnato',
  ],
  [['figure', 'share', 'more', 'ask', 'figure'], 'liquidato in proporzione di meno di quanto ha impegnato'],
  [['figure', 'share', 'degree', 'ask', 'figure'], 'liquidato la quota più bassa di quanto aveva impegnato'],
] as const;

export const RATIOS: readonly Rule[] = [
  rule(
    'a degree of one figure as a share of another',
    ['rank', 'share', 'lens'],
    ['pagato di più in percentuale sull’impegnato'],
    ([{ by, direction }, , { figure }]) => {
      const rate = 'figure' in by ? ratioOf(by.figure, figure) : null;
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  rule(
    'a share of one figure beside another',
    ['share', 'figure', 'lens'],
    ['percentuale di liquidato rispetto all’impegnato'],
    ([, part, whole]) => {
      const rate = ratioOf(part.figure, whole.figure);
      return rate && { cat: 'figure', figure: rate };
    },
  ),
  rule(
    'a share of personnel in all that is used',
    ['share', 'figure', 'whole'],
    ['quanto pesa in percentuale il costo del personale sul totale'],
    ([, { figure }, { to }], { tokens }) => {
      // «Sul totale è del settore 9»: whose part of it.
      const next = tokens[to];
      const rate = !next || next.pause || /^d/.test(next.text) ? ratioOf(figure, 'resources') : null;
      return rate && { cat: 'figure', figure: rate };
    },
  ),
  rule(
    'what one figure weighs in another',
    ['figure', 'figure', 'lens'],
    ['peso del personale sulle risorse'],
    ([weight, part, whole]) => {
      const rate = weight.figure === 'weight' ? ratioOf(part.figure, single(whole.figure)) : null;
      return rate && { cat: 'figure', figure: rate };
    },
  ),
  rule(
    'a degree of a share of one figure beside another',
    ['share', 'degree', 'figure', 'lens'],
    ['percentuale più alta di liquidato sull’impegnato'],
    ([, { direction }, part, whole]) => {
      const rate = rateBeside(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  ...GREATEST_SHARES.map(([pattern, example]) =>
    rule(
      `a figure that is the greatest share of another, ${pattern.join(' ')}`,
      pattern,
      [example],
      (joined) => {
        const pieces: readonly Piece[] = joined;
        const degree = pieces.find((piece) => piece.cat === 'degree' || piece.cat === 'more');
        const [part, whole] = pieces.filter((piece) => piece.cat === 'figure');
        const rate = part && whole ? rateBeside(part.figure, whole.figure) : null;
        return rate && degree ? { cat: 'rank', by: byFigure(rate), direction: degree.direction } : null;
      },
    ),
  ),
  rule(
    'more in a figure',
    ['more', 'lens'],
    ['di più come peso'],
    ([{ direction }, { figure, from }], { tokens }) =>
      // «Di più rispetto al liquidato»: one is held against the other.
      /^(come|in|quanto)$/.test(tokens[from]?.text ?? '')
        ? { cat: 'rank', by: byFigure(figure), direction }
        : null,
  ),
  rule(
    'is the greater part of a figure',
    ['share', 'rank'],
    ['incide di più sull’impegnato'],
    ([, { by, direction, from, to }], { tokens }) =>
      'figure' in by && tokens.slice(from, to).some(({ text }) => /^su/.test(text))
        ? { cat: 'rank', by, direction }
        : null,
  ),
  rule(
    'a figure that is the greater part of another',
    ['figure', 'share', 'more', 'lens'],
    ['personale incide di più sulle risorse'],
    ([part, , { direction }, whole]) => {
      const rate = whole.beside ? rateBeside(part.figure, whole.figure) : null;
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  rule(
    'weighs more in a figure',
    ['figure', 'rank'],
    ['pesano di più come personale'],
    ([{ figure }, { by, direction, from, to }], { tokens }) =>
      // What it weighs in is said: no weight is asked.
      figure === 'weight' && 'figure' in by && tokens.slice(from, to).some(({ text }) => text === 'come')
        ? { cat: 'rank', by, direction }
        : null,
  ),
  rule(
    'counts more in a figure',
    ['ask', 'rank'],
    ['conta di più come peso'],
    ([{ from }, { by, direction, to }], { tokens }) =>
      /^conta(no)?$/.test(tokens[from]?.text ?? '') &&
      tokens.slice(from, to).some(({ text }) => text === 'come')
        ? { cat: 'rank', by, direction }
        : null,
  ),
  rule(
    'a degree of one figure beside another',
    ['rank', 'lens'],
    ['liquidato più basso rispetto all’impegnato'],
    ([{ by, direction }, { figure, beside }]) => {
      const rate = 'figure' in by && beside ? ratioOf(by.figure, figure) : null;
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  ...(['figure', 'folded'] as const).map((said) =>
    rule(
      `a degree of a mean for one, ${said}`,
      [said, 'ofone', 'degree'],
      [said === 'figure' ? 'impegnato per obiettivo più alto' : 'impegnato medio per obiettivo più alto'],
      ([figure, kind, { direction }]): Meaning | null =>
        byFold(
          figure.cat === 'folded' ? figure : { ...figure, cat: 'folded', fold: 'mean' },
          kind,
          direction,
        ),
    ),
  ),
  rule(
    'a degree of a ratio',
    ['ratio', 'degree', 'between', 'figure', 'and', 'figure'],
    ['rapporto più alto tra liquidato e impegnato'],
    ([, { direction }, , part, , whole]) => {
      const rate = namedRatio(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  rule(
    'a ratio of two figures side by side, of a degree',
    ['ratio', 'figure', 'figure', 'degree'],
    ['rapporto personale/peso più basso'],
    ([, part, whole, { direction }]) => {
      const rate = namedRatio(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
  ...(['more', 'degree'] as const).map((degree) =>
    rule(
      `a gap of a degree, said before, ${degree}`,
      [degree, 'difference', 'between', 'figure', 'and', 'figure'],
      [
        degree === 'more'
          ? 'maggior divario tra impegnato e liquidato'
          : 'più alto scarto tra accertato e riscosso',
      ],
      ([{ direction }, , , one, , other]) => byGap(one.figure, other.figure, direction),
    ),
  ),
  ...(['more', 'degree'] as const).map((degree) =>
    rule(
      `a gap of a degree, ${degree}`,
      ['difference', degree, 'between', 'figure', 'and', 'figure'],
      [
        degree === 'more'
          ? 'divario maggiore tra accertato e riscosso'
          : 'differenza più alta tra impegnato e liquidato',
      ],
      ([, { direction }, , one, , other]) => byGap(one.figure, other.figure, direction),
    ),
  ),
  rule(
    'a ratio that has a name, of a degree',
    ['ratio', 'rank'],
    ['rapporto liquidato su impegnato più basso'],
    ([, { by, direction }]) => ('figure' in by && isRate(by.figure) ? { cat: 'rank', by, direction } : null),
  ),
  rule(
    'a ratio of a degree',
    ['ratio', 'between', 'figure', 'and', 'figure', 'degree'],
    ['rapporto tra liquidato e impegnato più basso'],
    ([, , part, , whole, { direction }]) => {
      const rate = namedRatio(part.figure, whole.figure);
      return rate && { cat: 'rank', by: byFigure(rate), direction };
    },
  ),
];

/** A figure for each point of weight, and a degree of a figure said before. */
export const DEGREES: readonly Rule[] = [
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
  rule('a bare degree', ['more'], ['quale di meno'], ([{ direction, to }], { tokens }) =>
    tokens[to] === undefined ||
    tokens[to].pause ||
    tokens[to].clause !== tokens[to - 1]?.clause ||
    // «Chi ha di più e di quanto?».
    (tokens[to].text === 'e' && tokens[to + 1]?.text === 'di')
      ? { cat: 'degree', direction }
      : null,
  ),
  rule(
    'an order from a degree on',
    ['degree'],
    ['dal più grande'],
    ([{ direction, from, to }], { tokens }) =>
      /^(dal|dalla|dai|dalle)$/.test(tokens[from - 1]?.text ?? '') && endsSentence(tokens, to)
        ? { cat: direction === 'most' ? 'descending' : 'ascending' }
        : null,
  ),
  rule('a degree', ['more', 'magnitude'], ['il più basso'], ([more, { direction }]) => ({
    cat: 'degree',
    direction: along(more.direction, direction),
  })),
];

/** What a ranking or a comparison looks at. */
export const LENSES: readonly Rule[] = (['as', 'on'] as const).flatMap((beside) => [
  rule(
    `a figure looked at, ${beside}`,
    [beside, 'figure'],
    [beside === 'as' ? 'come personale' : 'sugli impegni'],
    ([, { figure, from }], { tokens }) =>
      // «Sul totale del personale»: a whole, of which something is the part.
      tokens.slice(Math.max(0, from - 2), from + 1).some(({ text }) => text === 'totale')
        ? null
        : { cat: 'lens', figure, ...(beside === 'on' ? { beside: true } : {}) },
  ),
  ...(beside === 'as'
    ? []
    : (['ask', 'pronoun'] as const).map((what) =>
        rule(
          `what a figure is looked at beside, ${what}`,
          [beside, what, 'figure'],
          [`rispetto a ${what === 'ask' ? 'quanto' : 'quello che'} ha impegnato`],
          ([, said, { figure, from }], { tokens }): Meaning | null =>
            (said.cat === 'ask' ? said.what === 'value' : tokens[said.to]?.text === 'che') &&
            tokens.slice(said.to, from).every(({ light }) => light)
              ? { cat: 'lens', figure, beside: true }
              : null,
        ),
      )),
]);
