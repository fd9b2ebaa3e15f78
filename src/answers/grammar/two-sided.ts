import { ITEM_KINDS } from '../../words/kinds.ts';
import { needsFigures } from '../figures/conditions.ts';
import { type Atom, type Expr, type FiguresQuery, type Fold, NO_FIGURES } from '../figures/figures-query.ts';
import type { Token } from '../language/tokens.ts';
import type { Piece, SaidFigure } from './pieces.ts';
import { readRequest } from './requests/read-request.ts';
import { asksCount, isFigure, isIdle, onlyOf, type Request } from './requests/request.ts';
import { toQuery } from './requests/to-query.ts';
import {
  byFigure,
  figureOfOrder,
  gapOf,
  isMoney,
  isRate,
  opposite,
  orderFrom,
  ratioOf,
  single,
  sum,
} from './values.ts';

/** One side of a difference, a ratio or a share. */
export interface Side {
  readonly expr: Expr | null;
  readonly select: readonly Atom[];
  /** Said to be of the whole body. */
  readonly whole: boolean;
  /** "La media degli obiettivi", of a figure that the other side says. */
  readonly fold?: Fold;
  /** "La media dei settori": what each of them has on average. */
  readonly each?: 'department' | 'unit';
  /** "Il più caro": its figure is what it comes first by, unless the other side says one. */
  readonly implied?: true;
}

const kindsOf = ({ kinds }: Request): readonly Atom[] => {
  const all = [...new Set(kinds.flatMap((one) => one.kinds))];
  return all.length === 0 ? [] : [{ type: 'kind', kinds: all }];
};

/** A side as it is said; null where it says more than a figure over a set. */
export function sideOf(pieces: readonly Piece[], tokens: readonly Token[]): Side | null {
  const request = byWhatIsSaid(readRequest(pieces, tokens));
  if (!request) return null;
  const { figures, ranks, pick, level, group, having } = request;
  // «Di tutti i settori»: the whole body.
  const narrowed = level !== null && !level.plural;
  const first = ranks.length === 1 && having.length === 0 ? firstOf(request) : null;
  if (first) return first;
  if (ranks.length + having.length > 0 || pick !== null || narrowed || group !== null) return null;
  if (figures.length > 1) return null;
  const [figure] = figures;
  const expr: Expr | null = figure
    ? { type: 'fold', fold: figure.fold ?? request.fold ?? 'sum', figure: single(figure.figure) }
    : request.asks === 'count'
      ? { type: 'fold', fold: 'sum', figure: 'items' }
      : null;
  const each = level !== null && level.level !== 'goal' && meansOf(request) ? level.level : null;
  if (each !== null) {
    const plain = expr?.type === 'fold' ? { ...expr, fold: 'sum' as const } : expr;
    return { expr: plain, select: [...kindsOf(request), ...request.atoms], whole: true, each };
  }
  const fold = expr === null && request.fold !== null ? { fold: request.fold } : {};
  return { expr, select: [...kindsOf(request), ...request.atoms], whole: request.whole, ...fold };
}

/** «La media dei settori», «il personale medio dei settori». */
const meansOf = ({ fold, figures: [said] }: Request): boolean => (said?.fold ?? fold) === 'mean';

/** «Il personale dei primi tre settori»: they come first by what is said of them. */
function byWhatIsSaid(request: Request | null): Request | null {
  const [said, ...more] = request?.figures ?? [];
  return request?.pick && request.ranks.length === 0 && said && more.length === 0 && !said.perPoint
    ? { ...request, ranks: [{ by: { figure: said.figure }, direction: 'most' }] }
    : request;
}

/** «L’obiettivo più costoso», «i tre processi più cari», «l’impegnato del settore che ha più processi»: the first of a ranking. */
function firstOf({ ranks, level, kinds, atoms, figures, group, whole, pick }: Request): Side | null {
  const [rank] = ranks;
  const [said, ...more] = figures;
  if (!rank?.by || group !== null || more.length > 0 || whole) return null;
  if (level?.plural === true && pick === null) return null;
  const order = orderFrom(rank.by);
  const { by } = order;
  const among =
    'count' in rank.by && rank.by.count.length > 0 ? rank.by.count : kinds.flatMap((one) => one.kinds);
  const select: readonly Atom[] = [
    ...(among.length > 0 ? [{ type: 'kind', kinds: [...new Set(among)] } as const] : []),
    ...atoms,
  ];
  const direction = pick?.reversed ? opposite(rank.direction) : rank.direction;
  const of = { select, ...order, direction, from: pick?.place ?? 1, limit: pick?.limit ?? 1 };
  const expr: Expr = said ? { type: 'fold', fold: said.fold ?? 'sum', figure: single(said.figure) } : by;
  const implied = said ? {} : ({ implied: true } as const);
  if (level === null)
    return kinds.length === 1 ? { expr, select: [{ type: 'top', of }], whole: false, ...implied } : null;
  if (level.level === 'goal') return null;
  return {
    expr,
    select: [
      ...(expr.type === 'fold' && expr.figure === 'items'
        ? select.filter(({ type }) => type === 'kind')
        : []),
      { type: 'structure', level: level.level, codes: [], first: of },
    ],
    whole: false,
    ...implied,
  };
}

const over = (expr: Expr, select: readonly Atom[]): Extract<Expr, { type: 'over' }> => ({
  type: 'over',
  expr,
  select,
  year: null,
});

const query = (select: readonly Atom[], column: Expr): FiguresQuery => ({
  ...NO_FIGURES,
  select,
  columns: [column],
});

/** What two sides make: what one leaves unsaid it takes from the other. */
function combine(op: '+' | '-' | '÷' | '%', one: Side, other: Side): FiguresQuery | null {
  const [left, right] = [asOf(one, other), asOf(other, one)];
  const [first, second] = [left.expr ?? taken(right, left), right.expr ?? taken(left, right)];
  if (first === null || second === null) return null;
  // A figure of nothing and something without a figure are one thing, not two.
  if (lacks(left, right) || lacks(right, left)) return null;
  if (isApart(left, right) || isApart(right, left)) return null;
  // «Il settore 8 … la media dei settori»: of what the one that is named has, on average of all of them.
  if (left.each) return null;
  if (right.each) {
    const kinds = left.select.filter(({ type }) => type === 'kind');
    const select = right.select.length > 0 ? right.select : kinds;
    return query(left.select, {
      type: 'op',
      op,
      left: first,
      right: { ...over(second, select), each: right.each },
    });
  }
  // «Tra impegnato e liquidato del settore 9»: one scope for both figures.
  const [a, b] = [scopeOf(left, right), scopeOf(right, left)];
  const same = JSON.stringify(a) === JSON.stringify(b);
  if (same && JSON.stringify(first) === JSON.stringify(second)) return null;
  return same
    ? query(a, named(op, first, second) ?? { type: 'op', op, left: first, right: second })
    : query(a, { type: 'op', op, left: first, right: over(second, b) });
}

/** «Di personale, tra il più caro e il secondo»: the figure that is said is of both. */
const asOf = (side: Side, other: Side): Side =>
  side.implied && other.expr !== null && !other.implied ? { ...side, expr: other.expr } : side;

/** What a side leaves unsaid, in its own fold: «il personale del 12 … la media degli obiettivi». */
const taken = ({ expr }: Side, { fold }: Side): Expr | null =>
  expr?.type === 'fold' && fold !== undefined
    ? // How many there are has no mean of its own.
      expr.figure === 'items'
      ? null
      : { ...expr, fold }
    : expr;

/** «Che differenza c’è tra impegnato e liquidato?», said of nothing: what the two words mean. */
const asksMeaning = (left: Side, right: Side, opener: Piece | undefined, tokens: readonly Token[]): boolean =>
  /^(che|quale|qual)$/.test(tokens[(opener?.from ?? 0) - 1]?.text ?? '') &&
  [left, right].every(({ select, whole }) => select.length === 0 && !whole);

/** «Di quanto l’accertato supera il riscosso?»: what is left to collect has a name. */
function named(op: string, left: Expr, right: Expr): Expr | null {
  if (op !== '-' || left.type !== 'fold' || right.type !== 'fold') return null;
  if (left.fold !== 'sum' || right.fold !== 'sum') return null;
  const gap = gapOf(left.figure, right.figure);
  return gap && sum(gap);
}

const lacks = (one: Side, other: Side): boolean =>
  one.select.length === 0 && !one.whole && other.expr === null && other.select.length > 0;

/** «Il personale degli obiettivi e il personale totale del settore 8»: whether the one is of that place too is not clear. */
const isApart = (one: Side, other: Side): boolean =>
  isOfKindsAlone(one) &&
  !other.whole &&
  other.select.length > 0 &&
  other.select.every(({ type }) => type === 'structure' || type === 'goal') &&
  one.expr !== null &&
  JSON.stringify(one.expr) === JSON.stringify(other.expr);

/** Two figures share the one scope that is said; two scopes share the kinds that are said. */
function scopeOf(own: Side, other: Side): readonly Atom[] {
  if (own.select.length === 0 && !own.whole && own.expr !== null && other.expr !== null) return other.select;
  const has = (side: Side, type: Atom['type']): boolean => side.select.some((atom) => atom.type === type);
  const kinds =
    has(own, 'kind') || has(own, 'items') ? [] : other.select.filter(({ type }) => type === 'kind');
  const places =
    isOfKindsAlone(own) && (isCounted(own, other) || isOfOtherKinds(own, other)) ? placesOf(other) : [];
  return [...kinds, ...own.select, ...places];
}

/** «Tra l’impegnato degli obiettivi e quello dei processi nel settore 4»: one figure, of two kinds of one place. */
const isOfOtherKinds = (own: Side, other: Side): boolean => {
  const kinds = ({ select }: Side): string => JSON.stringify(select.filter(({ type }) => type === 'kind'));
  return (
    other.select.some(({ type }) => type === 'kind') &&
    kinds(own) !== kinds(other) &&
    (own.expr === null || other.expr === null)
  );
};

/** Two kinds of items, of no figure. */
const areKinds = (...sides: readonly Side[]): boolean =>
  sides.every(({ expr, select }) => expr === null && select.some(({ type }) => type === 'kind'));

/** «Quanti obiettivi in meno rispetto ai processi ha il settore 9?»: whoever has the ones has the others. */
const isOfKindsAlone = ({ select, whole }: Side): boolean =>
  !whole && select.length > 0 && select.every(({ type }) => type === 'kind');

const isCounted = (...sides: readonly Side[]): boolean =>
  sides.every(({ expr }) => expr === null || (expr.type === 'fold' && expr.figure === 'items')) &&
  sides.every(({ select }) => select.some(({ type }) => type === 'kind'));

const placesOf = ({ select }: Side): readonly Atom[] =>
  select.filter(({ type }) => type === 'structure' || type === 'goal');

/** «Tra il settore più costoso e il meno costoso»: of what and by what both are is said with one of them. */
export function bothOf(
  left: readonly Piece[],
  right: readonly Piece[],
  tokens: readonly Token[],
): readonly [readonly Piece[], readonly Piece[]] {
  const rank = left.find((piece) => piece.cat === 'rank');
  const placed = [left, right].every((side) => side.some(isPlaced)) && byPlaces(left, right);
  if (placed) return placed;
  if (rank?.cat !== 'rank' || !right.some(({ cat }) => cat === 'rank' || cat === 'degree'))
    return [left, right];
  // «Tra quello che spende di più e quello che spende di meno di personale»: said at the end, of both.
  const part = right.find((piece) => piece.cat === 'rank');
  if (part?.cat === 'rank' && isCostOf(rank, part) && !isCostOf(part, part))
    return bothOf(
      left.map((piece): Piece => (piece === rank ? { ...rank, by: part.by } : piece)),
      right,
      tokens,
    );
  // «Differenza di personale tra il settore che ne spende di più e …»: by what the difference is of.
  const figure = left.find((piece) => piece.cat === 'figure');
  const isOfIt = (piece: Piece): piece is Piece<'rank'> =>
    piece.cat === 'rank' &&
    tokens[piece.from - 1]?.text === 'ne' &&
    figure !== undefined &&
    isCostOf(piece, figure);
  if (figure && [...left, ...right].some(isOfIt)) {
    const by = byFigure(figure.figure);
    const along = (some: readonly Piece[]): readonly Piece[] =>
      some.map((piece): Piece => (isOfIt(piece) ? { ...piece, by } : piece));
    return bothOf(along(left), along(right), tokens);
  }
  const ranked = right.map(
    (piece): Piece => (piece.cat === 'degree' ? { ...piece, cat: 'rank', by: rank.by } : piece),
  );
  const isNoun = ({ cat }: Piece): boolean => cat === 'kind' || cat === 'level';
  const isFigure = ({ cat }: Piece): boolean => cat === 'figure';
  // «Tra il più caro e il meno caro del settore 6»: of the one that has no noun of its own the other has the scope too.
  const isScope = ({ cat }: Piece): boolean => cat === 'atoms';
  const elliptic = !(left.some(isNoun) && ranked.some(isNoun));
  const lent = (from: readonly Piece[], to: readonly Piece[]): readonly Piece[] =>
    [isFigure, isNoun, ...(elliptic ? [isScope] : [])].flatMap((is) => (to.some(is) ? [] : from.filter(is)));
  return [
    [...lent(ranked, left), ...left],
    [...lent(left, ranked), ...ranked],
  ];
}

/** Said to come somewhere in an order. */
const isPlaced = ({ cat }: Piece): boolean => cat === 'rank' || cat === 'pick' || cat === 'first';

/**
 * «Tra il primo e il secondo obiettivo per impegnato», «il più caro supera il secondo»: the order, and what is in it, are
 * said with one of them. Null where no place but the first is said.
 */
function byPlaces(
  left: readonly Piece[],
  right: readonly Piece[],
): readonly [readonly Piece[], readonly Piece[]] | null {
  const both = [...left, ...right];
  const ranks = both.filter(({ cat }) => cat === 'rank' || cat === 'ordering');
  const figures = onlyOf(both, 'figure');
  const [order, ...more] = ranks.length > 0 ? ranks : figures;
  if (!order || more.length > 0 || !both.some(({ cat }) => cat === 'pick')) return null;
  // «Che differenza di personale tra il più caro e il secondo?»: it is said what the cost is of.
  const [said, ...others] = ranks.length > 0 ? figures : [];
  if (others.length > 0 || (said && !isCostOf(order, said))) return null;
  const lens = said ?? both.find((piece) => piece.cat === 'lens');
  const rank: Piece =
    lens !== undefined && order.cat === 'rank'
      ? { ...order, by: { figure: lens.figure } }
      : order.cat === 'figure'
        ? { cat: 'rank', by: { figure: order.figure }, direction: 'most', from: order.from, to: order.to }
        : order.cat === 'ordering'
          ? { ...order, cat: 'rank', direction: 'most' }
          : order;
  const shared = both.filter(({ cat }) => cat === 'kind' || cat === 'level' || cat === 'atoms');
  const side = (own: readonly Piece[]): readonly Piece[] => [
    ...own.filter(({ cat }) => cat === 'pick' || cat === 'first').map(asPick),
    ...shared,
    rank,
  ];
  return [side(left), side(right)];
}

/** «Il più caro», of an amount that is said. */
export const isCostOf = (order: Piece, said: Piece<'figure'> | Piece<'rank'>): boolean => {
  const figure = said.cat === 'figure' ? said.figure : 'figure' in said.by ? said.by.figure : null;
  return (
    order.cat === 'rank' &&
    'figure' in order.by &&
    order.by.figure === 'cost' &&
    figure !== null &&
    isMoney(figure)
  );
};

/** «Il primo»: a place like any other. */
const asPick = (piece: Piece): Piece =>
  piece.cat === 'first'
    ? { cat: 'pick', place: 1, limit: 1, reversed: piece.reversed, from: piece.from, to: piece.to }
    : piece;

const isAnd = ({ cat }: Piece): boolean => cat === 'and';
const isAside = (piece: Piece): boolean => isIdle(piece) || piece.cat === 'pronoun';

/** Every way of cutting pieces in two at a conjunction. */
const cuts = (pieces: readonly Piece[]): readonly (readonly [readonly Piece[], readonly Piece[]])[] =>
  pieces.flatMap((piece, at) => (isAnd(piece) ? [[pieces.slice(0, at), pieces.slice(at + 1)] as const] : []));

/** The only reading among several; null where there is none, or more than one. */
export const only = (found: readonly (FiguresQuery | null)[]): FiguresQuery | null => {
  const distinct = new Map(
    found.flatMap((one) => (one === null ? [] : [[JSON.stringify(one), one] as const])),
  );
  return distinct.size === 1 ? ([...distinct.values()][0] ?? null) : null;
};

/** «Quanto spende in meno … rispetto a …, come personale?»: what is looked at is what the cost of both is of. */
function lookedAt(said: readonly Piece[]): readonly Piece[] {
  const [lens, ...more] = onlyOf(said, 'lens');
  const costs = onlyOf(said, 'figure');
  if (!lens || more.length > 0 || costs.length === 0 || !isMoney(lens.figure)) return said;
  if (costs.some(({ figure }) => figure !== 'cost') || said.some(({ cat }) => cat === 'rank')) return said;
  return said.flatMap((piece): readonly Piece[] => {
    if (piece === lens) return [];
    return piece.cat === 'figure' ? [{ ...piece, figure: lens.figure }] : [piece];
  });
}

/** Differences, ratios, sums of two figures and shares of a whole; null where the question asks none, or not clearly. */
export function readTwoSided(all: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const said = lookedAt(all.filter((piece) => !isIdle(piece)));
  const pieces = said.filter((piece) => !isAside(piece));
  const at = (cat: Piece['cat']): number => pieces.findIndex((piece) => piece.cat === cat);
  const asked = (piece: Piece): boolean =>
    piece.cat === 'ask' && (piece.what === 'value' || piece.what === 'which');
  const hundred = pieces.find((piece) => piece.cat === 'hundred');
  if (hundred) return perHundred(pieces, hundred, tokens);
  if (at('difference') >= 0 || at('ratio') >= 0) {
    const op = at('difference') >= 0 ? ('-' as const) : ('%' as const);
    const opener = Math.max(at('difference'), at('ratio'));
    const before = pieces.slice(0, opener).filter((piece) => !asked(piece));
    const inside = pieces.slice(opener + 1).filter(({ cat }) => cat !== 'between');
    return only(
      cuts(inside).map(([l, r]) => {
        const [a, b] = bothOf([...before, ...l], r, tokens);
        const [left, right] = [sideOf(a, tokens), sideOf(b, tokens)];
        if (left && right && asksMeaning(left, right, pieces[opener], tokens)) return null;
        if (!left || !right) return null;
        // «Il rapporto fra processi e obiettivi»: of how many there are.
        if (op === '%' && areKinds(left, right))
          return combine('÷', { ...left, expr: sum('items') }, { ...right, expr: sum('items') });
        // «Tra costo del personale e numero di obiettivi»: what there is for one of them.
        return combine(op === '%' && isCounted(right) && !isCounted(left) ? '÷' : op, left, right);
      }),
    );
  }
  const multiple = readMultiple(pieces, tokens);
  if (multiple) return multiple;
  const without = takenOutAt(pieces);
  if (without >= 0) return figureWithout(pieces, without, tokens);
  const subtraction = pieces.find((piece) => piece.cat === 'subtraction');
  if (subtraction) {
    const side = sideOf(
      pieces.filter((piece) => piece !== subtraction && !asked(piece)),
      tokens,
    );
    const of = (figure: SaidFigure): Expr => ({ type: 'fold', fold: 'sum', figure: single(figure) });
    if (!side || side.expr !== null || (side.select.length === 0 && !side.whole)) return null;
    return query(side.select, {
      type: 'op',
      op: '-',
      left: of(subtraction.left),
      right: of(subtraction.right),
    });
  }
  if (at('times') >= 0)
    return compared(
      '÷',
      said.filter(({ cat }) => cat !== 'times'),
      tokens,
    );
  const apart = said.findIndex(({ cat }) => cat === 'differs');
  // «Quanti obiettivi in più dei processi ha il settore 2?»
  if (apart > 0 && !said.some(({ cat }) => COMPARING.has(cat))) {
    const [before, after] = [said.slice(0, apart), said.slice(apart + 1)];
    // «Quanti obiettivi in più ha il settore 2 del settore 9?»: what is counted is said of both.
    const [first, ...rest] = after;
    const isOfBoth =
      first?.cat === 'atoms' && rest[0]?.cat === 'atoms' && before.every(({ cat }) => cat !== 'atoms');
    return isOfBoth
      ? compareSides('-', [...before, first], rest, tokens)
      : compareSides('-', before, after, tokens);
  }
  if (at('differs') >= 0)
    return compared(
      '-',
      said.filter(({ cat }) => cat !== 'differs'),
      tokens,
    );
  const beside = besideEachOther(said, tokens);
  if (beside) return beside;
  if (at('over') >= 0) {
    const cut = at('over');
    const [left, right] = [
      sideOf(
        pieces.slice(0, cut).filter((piece) => !asked(piece)),
        tokens,
      ),
      sideOf(
        pieces.slice(cut + 1).filter(({ cat }) => cat !== 'per'),
        tokens,
      ),
    ];
    // «Diviso per il loro numero», «diviso per i suoi obiettivi»: by how many they are; by nothing else that is left unsaid.
    const unsaid = right?.expr === null && right.select.length === 0 && !right.whole;
    const counts = tokens.slice(pieces[cut]?.to ?? 0).some(({ text }) => text === 'numero');
    if (unsaid && !counts) return null;
    if (!left || !right) return null;
    return isOfKindsAlone(right) && right.expr === null && left.expr !== null
      ? query(left.select, {
          type: 'op',
          op: '÷',
          left: left.expr,
          right: over(sum('items'), [...right.select, ...placesOf(left)]),
        })
      : combine('÷', left, unsaid ? { ...right, expr: sum('items') } : right);
  }
  if (at('plus') >= 0 || at('minus') >= 0) {
    const cut = Math.max(at('plus'), at('minus'));
    const op = at('minus') >= 0 ? ('-' as const) : ('+' as const);
    const [left, right] = [
      sideOf(
        pieces.slice(0, cut).filter((piece) => !asked(piece)),
        tokens,
      ),
      sideOf(pieces.slice(cut + 1), tokens),
    ];
    return left && right && combine(op, left, right);
  }
  // «Il peso medio degli obiettivi del settore 8 è più alto di quello del settore 4?».
  const [last, comparison] = pieces.toReversed();
  if (last?.cat === 'atoms' && comparison?.cat === 'compare')
    // «Quale settore ha impegnato più del settore 3 ma meno del settore 2?»: no difference of the two is asked.
    return at('level') >= 0 ? null : compared('-', said, tokens);
  const asRate = readRate(pieces, tokens);
  if (asRate) return asRate;
  // «Il costo degli obiettivi del goal 13 che percentuale è del costo di tutti?»: a part, and its whole.
  const [part, whole] = [pieces.slice(0, Math.max(0, at('share'))), pieces.slice(at('share') + 1)];
  if (part.some(isFigure) && whole.some(isFigure)) {
    const [left, right] = [
      sideOf(
        part.filter((piece) => !asked(piece)),
        tokens,
      ),
      sideOf(whole, tokens),
    ];
    return left && right && combine('%', left, { ...right, whole: right.whole || right.select.length === 0 });
  }
  // A rate is a percentage by itself.
  const rate = pieces.some((piece) => isFigure(piece) && isRate(piece.figure));
  // «Il processo 43 quanto vale sull’impegnato di tutto il comune?»: nothing but the whole is said of the figure.
  const isOnAll =
    (all.some(({ cat }) => cat === 'body') || onlyOf(pieces, 'ask').some(asked)) &&
    onlyOf(pieces, 'lens').some(({ from }) => ON.test(tokens[from]?.text ?? '')) &&
    !pieces.some((piece) => isFigure(piece) || HOLDS_ORDER.has(piece.cat));
  // «Gli obiettivi dello staff B sul totale del personale degli staff»: with no verb, a part beside its whole.
  const isOnTotal =
    pieces.some(
      (piece) =>
        piece.cat === 'folded' && piece.fold === 'sum' && ON.test(tokens[piece.from - 1]?.text ?? ''),
    ) && !pieces.some(({ cat }) => HOLDS_ORDER.has(cat));
  return !rate && (at('share') >= 0 || at('whole') >= 0 || isOnAll || isOnTotal)
    ? readShare(
        pieces,
        tokens,
        all.some(({ cat }) => cat === 'body'),
      )
    : null;
}

/** «Gli obiettivi del settore 6 e i processi del 7 quanto hanno impegnato insieme?»: what the two come to. */
export function readTogether(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const isSum = (piece: Piece): boolean =>
    (piece.cat === 'fold' || piece.cat === 'folded') && piece.fold === 'sum';
  if (!pieces.some(isSum)) return null;
  const sides = pieces.filter(
    (piece) => !isAside(piece) && piece.cat !== 'fold' && (piece.cat !== 'ask' || piece.what === 'count'),
  );
  return only(
    cuts(sides).map((both) => {
      const [left, right] = both.map((side) => sideOf(side, tokens));
      return left && right ? combine('+', left, right) : null;
    }),
  );
}

const OF = /^d(i|el|ello|ella|ell|ei|egli|elle)$/;

/** Where a figure is taken out of another: «al netto del liquidato»; -1 where none is. */
export const takenOutAt = (pieces: readonly Piece[]): number =>
  pieces.findIndex(
    ({ cat }, at) => (cat === 'except' || cat === 'without') && pieces[at + 1]?.cat === 'figure',
  );

/** «L’impegnato al netto del liquidato», «escludendo il personale, quanto costa il settore 2?»: what is left of one figure. */
function figureWithout(pieces: readonly Piece[], at: number, tokens: readonly Token[]): FiguresQuery | null {
  const out = pieces[at + 1];
  const side = sideOf(
    pieces.filter(
      (piece, place) => place !== at && place !== at + 1 && (piece.cat !== 'ask' || piece.what !== 'value'),
    ),
    tokens,
  );
  if (out?.cat !== 'figure' || side?.expr?.type !== 'fold' || side.expr.fold !== 'sum' || side.each)
    return null;
  const { figure } = side.expr;
  if (!isMoney(out.figure) || !isMoney(figure) || single(out.figure) === figure) return null;
  if (side.select.length === 0 && !side.whole) return null;
  const right = sum(single(out.figure));
  return query(side.select, named('-', side.expr, right) ?? { type: 'op', op: '-', left: side.expr, right });
}

/** «Quanto fa il doppio dell’impegnato del settore 7?», «il 10 % del personale del settore 9»: a figure so many times. */
function readMultiple(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const [times, next, ...rest] = pieces.filter((piece) => piece.cat !== 'ask' || piece.what !== 'value');
  const isPart = times?.cat === 'amount' && times.unit === 'percent';
  if (!times || !next || !(times.cat === 'factor' || isPart)) return null;
  const isOf = OF.test(tokens[next.from - 1]?.text ?? '');
  if (!isOf || (next.cat !== 'figure' && next.cat !== 'folded')) return null;
  const side = sideOf([next, ...rest], tokens);
  const isOfAll = next.cat === 'folded' && next.fold === 'sum';
  if (side?.expr?.type !== 'fold' || side.each || isRate(side.expr.figure)) return null;
  if (side.select.length === 0 && !side.whole && !isOfAll) return null;
  const unit = isPart ? ('percent' as const) : ('times' as const);
  const right: Expr = { type: 'number', value: times.value, unit };
  return query(side.select, { type: 'op', op: '×', left: side.expr, right });
}

const ON = /^su(l|ll|llo|lla|i|gli|lle)?$/;

/** What puts things in order, or has a row for each of them. */
const HOLDS_ORDER: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'rank',
  'degree',
  'ordering',
  'pick',
  'group',
  'level',
]);

const LIGHT: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['ask', 'and', 'hundred']);

/** «Ogni 100 euro impegnati, quanti ne ha pagati il settore 4?»: one figure as a percentage of another. */
function perHundred(
  pieces: readonly Piece[],
  { figure }: Piece<'hundred'>,
  tokens: readonly Token[],
): FiguresQuery | null {
  const side = sideOf(
    pieces.filter(({ cat }) => !LIGHT.has(cat)),
    tokens,
  );
  if (side?.expr?.type !== 'fold' || side.expr.figure === single(figure)) return null;
  const rate = ratioOf(side.expr.figure, figure);
  if (rate) return query(side.select, sum(rate));
  return side.select.length > 0 || side.whole
    ? query(side.select, { type: 'op', op: '%', left: side.expr, right: sum(single(figure)) })
    : null;
}

/** «Il settore 9 costa più del settore 8»: what stands before the comparison against what stands after. */
function compared(op: '-' | '÷', pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const places = [...pieces.keys()].filter((at) => COMPARING.has(pieces[at]?.cat ?? 'filler'));
  // «Quante volte il liquidato del settore 5 è quello del settore 7?».
  const cut = places.length > 0 ? places : [pieces.findIndex(({ cat }) => cat === 'pronoun')];
  return only(
    cut.map((at) => {
      const middle = pieces[at];
      if (!middle) return null;
      const figure: readonly Piece[] =
        middle.cat === 'rank' && 'figure' in middle.by
          ? [figureOfOrder(middle.by, { from: middle.from, to: middle.to })]
          : [];
      const [before, after] = verbFirst(pieces.slice(0, at), pieces.slice(at + 1));
      // Nothing stands on its one side.
      return before.length + figure.length === 0
        ? null
        : compareSides(op, [...before, ...figure], after, tokens);
    }),
  );
}

/** «Di quanto supera il settore 4 il settore 2»: of two things after the verb the first is what is held against the other. */
function verbFirst(
  before: readonly Piece[],
  after: readonly Piece[],
): readonly [readonly Piece[], readonly Piece[]] {
  const at = after.findIndex(({ cat }) => cat === 'atoms');
  const isPair = after[at + 1]?.cat === 'atoms' && onlyOf(after, 'atoms').length === 2;
  return isPair && before.every(({ cat }) => cat === 'ask')
    ? [[...before, ...after.slice(0, at + 1)], after.slice(at + 1)]
    : [before, after];
}

/** What stands before a comparison against what stands after it. */
export function compareSides(
  op: '-' | '÷' | '%',
  before: readonly Piece[],
  after: readonly Piece[],
  tokens: readonly Token[],
): FiguresQuery | null {
  const [a, b] = bothOf(before, after, tokens);
  const [first, other] = [sideOf(withoutRest(a), tokens), sideOf(withoutRest(b), tokens)];
  if (!first || !other) return null;
  const second = ofLikeKind(other, first, after, tokens);
  const [left, right] = [
    a.some(isRest) ? othersThan(second, first) : first,
    b.some(isRest) ? othersThan(first, second) : second,
  ];
  // «Obiettivo 45 e obiettivo 46: quale costa meno e di quanto»: after the comparison nothing stands.
  if (!left || !right || (right.expr === null && right.select.length === 0 && !right.whole)) return null;
  return combine(op, left, right);
}

/** «L’obiettivo 8 costa più di tutti quelli del settore 5?»: of its objectives. */
function ofLikeKind(side: Side, { select }: Side, said: readonly Piece[], tokens: readonly Token[]): Side {
  const named = select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  const refers = said.some(
    ({ cat, from, to }) =>
      cat === 'pronoun' && tokens.slice(from, to).some(({ text }) => /^quell[ie]$/.test(text)),
  );
  const isBare = !side.select.some(({ type }) => type === 'kind' || type === 'items');
  return refers && isBare && named.length > 0
    ? { ...side, select: [...kindsNamed(named), ...side.select] }
    : side;
}

const isRest = ({ cat }: Piece): boolean => cat === 'rest';

/** «Tutti gli altri settori messi insieme»: neither the level nor that they are added up narrows anything. */
const withoutRest = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.some(isRest) ? pieces.filter(({ cat }) => !['rest', 'level', 'fold'].includes(cat)) : pieces;

/** «Gli altri» are those of which one of these does not hold. */
const OF_OTHERS: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['structure', 'items', 'scope', 'span']);

/** «Il settore 9 … più di tutti gli altri»: all that the one that is named is not, of the same kind. */
function othersThan(named: Side, rest: Side): Side | null {
  const [one, ...more] = named.select.filter(({ type }) => OF_OTHERS.has(type));
  if (!one || more.length > 0) return null;
  const kinds = rest.select.some(({ type }) => type === 'kind')
    ? []
    : one.type === 'items'
      ? kindsNamed(one.refs)
      : named.select.filter(({ type }) => type === 'kind');
  return { expr: rest.expr, select: [...kinds, ...rest.select, { type: 'not', atom: one }], whole: true };
}

const kindsNamed = (refs: readonly string[]): readonly Atom[] => {
  const kinds = [...new Set(refs.flatMap((ref) => ITEM_KINDS.filter((kind) => ref.startsWith(`${kind}:`))))];
  return kinds.length === 0 ? [] : [{ type: 'kind', kinds }];
};

const COMPARING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'compare',
  'contains',
  'more',
  'rank',
  'on',
]);

/** What more is done with two sides than to hold them against each other. */
const HOLDS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  ...COMPARING,
  'share',
  'whole',
  'over',
  'plus',
  'minus',
  'degree',
  'mean',
  'lens',
  'group',
]);

/** «Quanto costano i vigili rispetto alla protezione civile?», «… i trasversali rispetto agli altri»: one against the other. */
function besideEachOther(said: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const cut = said.findIndex(
    ({ cat, from, to }) =>
      cat === 'on' && tokens.slice(from, to).some(({ text }) => /^(rispetto|confronto)$/.test(text)),
  );
  const [before, after] = [said.slice(0, cut), said.slice(cut + 1)];
  // What words merely point at is no side of its own.
  const isThing = (piece: Piece): boolean =>
    piece.cat === 'kind' ||
    piece.cat === 'rest' ||
    (piece.cat === 'atoms' && !piece.guessed && piece.atoms.every(({ type }) => type !== 'items'));
  // «Rispetto alla media dei settori».
  const isMean = after.some(({ cat }) => cat === 'fold') && after.some(({ cat }) => cat === 'level');
  const isWhole = after.some(({ cat }) => cat === 'body');
  const isPlain =
    before.some(isFigure) &&
    before.some(isThing) &&
    !after.some(isFigure) &&
    (isMean || isWhole || after.some(isThing));
  // «Il secondo processo più costoso rispetto al primo»: of one order, two places.
  if (cut > 0 && before.some(isPlaced) && after.length > 0 && after.every(isPlaced))
    return compareSides(
      '-',
      before.filter(({ cat }) => cat !== 'ask'),
      after,
      tokens,
    );
  if (cut < 0 || !isPlain || [...before, ...after].some(({ cat }) => HOLDS.has(cat))) return null;
  const asked = before.filter(({ cat }) => cat !== 'ask');
  return compareSides(isWhole ? '%' : '-', asked, after, tokens);
}

/** All that there is: «del totale dell’ente». */
const ALL_OF_IT: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['fold', 'whole', 'body']);

/** «… e che quota sono del totale?», «… e che percentuale è dell’accertato?»: a share of what was asked just before. */
export function shareOfBefore(
  part: readonly Piece[],
  before: readonly Piece[] | undefined,
  said: readonly Piece[] | undefined,
  tokens: readonly Token[],
): readonly Piece[] {
  const [share, ...others] = part.filter((piece) => !isAside(piece) && piece.cat !== 'ask');
  if (!before || share?.cat !== 'share') return part;
  const [whole, ...more] = others.filter(({ cat }) => !ALL_OF_IT.has(cat));
  // «Quanti sono gli obiettivi non raggiunti e quanto pesano?»: their weights, where no amount was asked.
  const areWeights = others.length === 0 && isWeighed(share, tokens) && before.some(asksCount);
  if (more.length > 0 || areWeights) return part;
  const figures = before.filter(isFigure);
  const scope = before.filter(({ cat }) => cat === 'kind' || cat === 'atoms' || cat === 'body');
  const [one, other] = figures;
  if (whole?.cat === 'figure') {
    const rate = one && figures.length === 1 ? ratioOf(one.figure, whole.figure) : null;
    return rate ? [{ ...whole, figure: rate }, ...scope] : part;
  }
  // «… e che quota fanno i processi?»: of the figure that was asked before.
  const asked = said?.filter(isFigure) ?? [];
  if (whole !== undefined)
    return whole.cat === 'kind' && asked.length === 1
      ? [share, whole, ...asked, ...scope.filter(({ cat }) => cat !== 'kind')]
      : part;
  // «Accertato e riscosso del settore 9, e la percentuale»: of the two that were said.
  const rate = figures.length === 2 && one && other ? rateOf(one.figure, other.figure) : null;
  if (rate) return [{ ...share, cat: 'figure', figure: rate }, ...scope];
  const isOfThings = before.some(({ cat }) => cat === 'kind' || cat === 'atoms' || cat === 'group');
  return figures.length < 2 && isOfThings ? [share, ...before.filter(({ cat }) => cat !== 'share')] : part;
}

/** What has a name as the rate of two figures, whichever is said first. */
const rateOf = (one: SaidFigure, other: SaidFigure): SaidFigure | null =>
  ratioOf(other, one) ?? ratioOf(one, other);

const isPercent = (piece: Piece): boolean =>
  piece.cat === 'share' || (piece.cat === 'unit' && piece.unit === 'percent');

/**
 * «Che percentuale dell’impegnato è stata liquidata?», «quanto ha liquidato … sull’impegnato?», «quanto incide il riscosso
 * sull’impegnato del settore 5?»: one figure on another, of one scope.
 */
function readRate(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const figures = pieces.filter(saysFigure);
  const [one, other] = figures;
  const isBeside = other?.cat === 'lens' && other.beside === true;
  if (figures.length !== 2 || !one || !other || !(isBeside || pieces.some(isPercent))) return null;
  // «Che percentuale del budget ha speso?»: what was paid of it.
  const isSpent = one.figure === 'committed' && other.figure === 'cost' && !isBeside;
  const named = isSpent ? 'settlement_rate' : rateOf(one.figure, other.figure);
  const isOn = isBeside || tokens.slice(one.to, other.from).some(({ text }) => ON.test(text));
  if (!named && !(isOn && pieces.some(({ cat }) => cat === 'share'))) return null;
  const side = sideOf(
    pieces.filter(
      (piece) => !saysFigure(piece) && !isPercent(piece) && !['ask', 'on', 'own'].includes(piece.cat),
    ),
    tokens,
  );
  if (!side || side.expr !== null) return null;
  if (named) return query(side.select, sum(single(named)));
  const [left, right] = [sum(single(one.figure)), sum(single(other.figure))];
  const isOfAll = side.whole || tokens.some(({ text }) => text === 'piano');
  return left.figure !== right.figure && (side.select.length > 0 || isOfAll)
    ? query(side.select, { type: 'op', op: '%', left, right })
    : null;
}

/** «Che percentuale del liquidato totale è del settore 5?», «quanto pesa il settore 5 sul totale dei processi per impegnato?». */
function readShare(pieces: readonly Piece[], tokens: readonly Token[], ofBody: boolean): FiguresQuery | null {
  const cut = pieces.findIndex(({ cat }) => cat === 'whole');
  const each = shareOfEach(pieces, tokens);
  if (each) return each;
  const partOf = (some: readonly Piece[]): Side | null =>
    sideOf(
      some.flatMap((piece): readonly Piece[] => {
        if (piece.cat === 'share' || piece.cat === 'whole' || piece.cat === 'body') return [];
        // «I 5 processi più cari che percentuale fanno sul personale?»: what they come first by is not that.
        if (piece.cat === 'lens' && piece.beside) return [{ ...piece, cat: 'figure' }];
        return piece.cat !== 'ask' || piece.what === 'count' ? [piece] : [];
      }),
      tokens,
    );
  // «… sul totale del personale degli staff»: the figure begins what is the whole.
  const ofFigureSaid = pieces.findIndex(
    ({ cat, from }, at) =>
      ((cat === 'figure' || cat === 'folded') && /^(sul|sull|sulla)$/.test(tokens[from - 1]?.text ?? '')) ||
      (cat === 'lens' && /^(sul|sull|sulla)$/.test(tokens[from]?.text ?? '')) ||
      // «Quanto incide il settore 5 sugli obiettivi?», «… sul settore 9?»: the kind, or the place, begins it.
      ((cat === 'kind' || (cat === 'atoms' && at > 0)) && ON.test(tokens[from - 1]?.text ?? '')) ||
      // «Il processo 12 che quota è del costo del settore 9?»
      (cat === 'figure' &&
        at > 1 &&
        pieces[at - 1]?.cat === 'share' &&
        OF.test(tokens[from - 1]?.text ?? '')),
  );
  const wholeFrom = cut < 0 ? ofFigureSaid : cut;
  const before = pieces.slice(0, Math.max(0, wholeFrom));
  const after = pieces.slice(cut < 0 ? ofFigureSaid : cut + 1);
  const isPlace = (piece: Piece): boolean =>
    piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'structure');
  // «Gli obiettivi dello staff B sul totale del personale degli staff»: each side has places of its own.
  const isOfWhole = after.some((piece, at) => isPlace(piece) && after[at - 1]?.cat !== 'and');
  const isOfPlaces = wholeFrom > 0 && before.some(isPlace) && isOfWhole;
  const part = isOfPlaces
    ? partOf([...before, ...after.filter(saysFigure)])
    : (partOf(pieces) ?? partOf(before.some(saysFigure) ? before : [...before, ...after.filter(saysFigure)]));
  if (!part) return null;
  // «L’incidenza dei processi sul personale del settore 7»: the place is that of the whole, and of its part.
  const isInPlace =
    wholeFrom > 0 &&
    cut < 0 &&
    !before.some(isPlace) &&
    before.some(({ cat }) => cat === 'kind' || cat === 'atoms') &&
    isOfWhole &&
    !after.some(({ cat }) => cat === 'kind');
  const kinds = part.select.filter(({ type }) => type === 'kind');
  const scope = part.select.filter(({ type }) => type !== 'kind');
  if (scope.length === 0 && kinds.length === 0) return null;
  // «Quanto incide sul totale del settore 9?»: what is a part of it is not said.
  const [held, ...besides] = after;
  const isWholeAlone =
    cut >= 0 &&
    held?.cat === 'atoms' &&
    besides.length === 0 &&
    OF.test(tokens[held.from - 1]?.text ?? '') &&
    before.every(({ cat }) => cat === 'share' || cat === 'ask');
  if (isWholeAlone) return null;
  // «Quanto pesa l’obiettivo 20?»: its weight, unless a whole is said.
  const ofFirst = scope.some((atom) => atom.type === 'top' || (atom.type === 'structure' && atom.first));
  // «Quanto pesa l’obiettivo più costoso?»: the same.
  const ofFigure = pieces.some(saysFigure);
  if (ofFirst && cut < 0 && !ofBody && !ofFigure) return null;
  const weighs = part.expr === null && cut < 0 && !ofBody && scope.every(({ type }) => type === 'items');
  if (weighs && scope.length > 0) return null;
  // «Quanto incide il processo 12 sul totale del settore 9?»: of what it costs, where nothing is said that is counted.
  const isOfCost = cut >= 0 && kinds.length === 0 && !pieces.some(({ cat }) => cat === 'kind');
  const shares = onlyOf(pieces, 'share');
  const weighsNothing = shares.some((piece) => isWeighed(piece, tokens)) && bearNoWeight(part.select);
  const spends = weighsNothing || ((isOfCost || isOfWhole) && shares.some((piece) => isSpent(piece, tokens)));
  const counted = part.expr ?? sum(spends ? single('cost') : 'items');
  if (counted.type !== 'fold') return null;
  // «In che percentuale ha incassato quello che ha accertato?»: of the one figure the other.
  const rates = part.select.flatMap((atom) =>
    atom.type === 'declared' ? (ratioOf(counted.figure, atom.figure) ?? []) : [],
  );
  const [rate] = rates;
  if (rate !== undefined)
    return query(
      part.select.filter(({ type }) => type !== 'declared'),
      sum(rate),
    );
  // «Quanto pesano i processi sul totale?»: of which figure?
  if (part.expr === null && !spends && shares.some((piece) => isWeighed(piece, tokens))) return null;
  const expr: Expr = { ...counted, fold: 'sum' };
  const ofWhole =
    cut < 0 && !isOfPlaces && !isInPlace
      ? null
      : sideOf(
          after.filter(({ cat }) => cat !== 'share' && cat !== 'ask'),
          tokens,
        );
  if ((cut >= 0 || isOfPlaces || isInPlace) && !ofWhole) return null;
  const beforeVerb = cut < 0 && !isOfPlaces && !isInPlace ? scopeBeforeVerb(pieces, tokens) : null;
  // «In che percentuale abbiamo raggiunto gli obiettivi?»: what holds of them is no whole, where they are said after it.
  const saidFirst = kinds.length > 0 && beforeVerb?.every(needsFigures) ? null : beforeVerb;
  // «Che percentuale del totale impegnato ha il settore 4?»: after the whole stands the part.
  const own = JSON.stringify(ofWhole?.select) === JSON.stringify(part.select) ? null : ofWhole;
  const isOfKind = cut < 0 && pieces[ofFigureSaid]?.cat === 'kind';
  const ofPlaces = isOfPlaces ? own?.select : undefined;
  const whole = ofBody ? [] : isOfKind ? kinds : (ofPlaces ?? saidFirst ?? wholeOf(own, kinds, scope));
  if (whole === null || JSON.stringify(whole) === JSON.stringify(part.select)) return null;
  const share = query(part.select, { type: 'op', op: '%', left: expr, right: over(expr, whole) });
  // «Quanto incide il settore 9, e il settore 5?»: each, and what they are together.
  const places = part.select.find((atom) => atom.type === 'structure');
  return places?.type === 'structure' && places.codes.length > 1 && !places.held && !places.first
    ? { ...share, by: places.level }
    : share;
}

/** «Quanto pesa il processo 12 …?»: only objectives have a weight. */
function bearNoWeight(select: readonly Atom[]): boolean {
  const kinds = select.flatMap((atom) =>
    atom.type === 'top' ? atom.of.select : atom.type === 'items' ? kindsNamed(atom.refs) : [atom],
  );
  const own = kinds.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  return own.length > 0 && !own.includes('objective');
}

const isWeighed = ({ to }: Piece, tokens: readonly Token[]): boolean =>
  /^pesa/.test(tokens[to - 1]?.text ?? '');

const isSpent = ({ to }: Piece, tokens: readonly Token[]): boolean =>
  /^incid/.test(tokens[to - 1]?.text ?? '');

const saysFigure = (piece: Piece): piece is Piece<'figure' | 'folded' | 'lens'> =>
  isFigure(piece) || piece.cat === 'lens';

/** «L’impegnato per settore, dal più alto, in percentuale sul totale»: of each its own, and what part of all together it is. */
function shareOfEach(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const among = pieces.some(({ cat }, at) => cat === 'between' && pieces[at + 1]?.cat === 'level');
  const request = readRequest(
    pieces.filter(({ cat }) => !['share', 'whole', 'as', ...(among ? ['between'] : [])].includes(cat)),
    tokens,
  );
  const asked = request && toQuery(request);
  const isOfEach = request?.group || request?.ordered || (among && request?.level);
  if (!asked?.by || !isOfEach || asked.by === 'item' || asked.by === 'goal') return null;
  // Of what costs, the first column is what all of it comes to.
  const [own] = asked.columns;
  if (own?.type !== 'fold' || own.fold !== 'sum' || isRate(own.figure) || request.figures.length > 1)
    return null;
  if (asked.having.length > 0 || asked.fold !== null || (asked.order?.limit ?? null) !== null) return null;
  return {
    ...asked,
    columns: [own, { type: 'op', op: '%', left: own, right: over(own, asked.select) }],
  };
}

/**
 * «Quanta parte del personale del settore 9 va agli obiettivi?», «che quota dell’impegnato del settore 4 è dei processi?»: the
 * whole is what stands before the verb. Null where no scope does.
 */
function scopeBeforeVerb(pieces: readonly Piece[], tokens: readonly Token[]): readonly Atom[] | null {
  const from = pieces.find(({ cat }) => cat === 'share')?.to ?? 0;
  const said = tokens.findIndex(({ text }, at) => at >= from && /^(sia|sono|va|vanno)$/.test(text));
  const verb = said >= 0 ? said : partAfter(pieces, from, tokens);
  const before = pieces.filter(({ cat, to }) => to <= verb && cat !== 'share' && cat !== 'ask');
  if (!pieces.some((piece) => piece.from > verb && (piece.cat === 'kind' || piece.cat === 'atoms')))
    return null;
  const side = before.length === 0 ? null : sideOf(before, tokens);
  return side && side.select.length > 0 ? side.select : null;
}

/** «Quanta parte dell’impegnato del settore 2 viene dai processi?»: where the part begins, which nothing makes one of what stands before. */
const partAfter = (pieces: readonly Piece[], from: number, tokens: readonly Token[]): number =>
  (pieces.find(
    (piece, at) =>
      piece.from >= from &&
      (piece.cat === 'kind' || piece.cat === 'atoms') &&
      pieces[at - 1]?.cat === 'atoms' &&
      (pieces[at - 1]?.to ?? 0) < piece.from &&
      tokens.slice(pieces[at - 1]?.to ?? 0, piece.from).every(({ text }) => !OF.test(text)),
  )?.from ?? 0) - 1;

/** Of what a part is the part: what is said after «sul totale», else all of the same kind. */
function wholeOf(said: Side | null, kinds: readonly Atom[], scope: readonly Atom[]): readonly Atom[] | null {
  const [only, ...others] = scope;
  // «I tre processi più costosi sul totale»: of all that they were chosen from.
  if (only?.type === 'top' && others.length === 0)
    return said && said.select.length > 0 ? said.select : only.of.select;
  if (said && said.select.length > 0)
    return said.select.length < kinds.length + scope.length ? said.select : null;
  const structures = scope.filter(({ type }) => type === 'structure');
  // «La polizia municipale … di tutto il personale del settore 9»: of the department that it is in.
  const departments = structures.filter((atom) => atom.type === 'structure' && atom.level === 'department');
  if (departments.length > 0 && departments.length < structures.length) return [...kinds, ...departments];
  // «Degli obiettivi del settore 5 quanti sono trasversali»: the office narrows the whole where something else is the part.
  if (structures.length > 0 && structures.length < scope.length) return [...kinds, ...structures];
  return scope.length === 0 ? [] : kinds;
}
