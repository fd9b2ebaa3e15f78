import {
  type Atom,
  type Comparison,
  type Expr,
  type FiguresQuery,
  type Level,
  NO_FIGURES,
} from '../figures/figures-query.ts';
import type { Token } from '../language/tokens.ts';
import type { Direction, Piece } from './pieces.ts';
import { asksCount, isIdle, onlyOf } from './requests/request.ts';
import { bothOf, only, readTwoSided, type Side, sideOf } from './two-sided.ts';
import { figureOfOrder, opposite, sum } from './values.ts';

/*
 * Two amounts held against each other group by group: «in quali settori gli obiettivi costano più dei processi?», «il
 * rapporto tra liquidato e impegnato per ogni u.o.», «il settore con la differenza più alta tra accertato e riscosso».
 */

/** What there is a row for each of, and whether one of them is asked for. */
export interface Rows {
  readonly level: Level;
  readonly plural: boolean;
  readonly piece: Piece;
}

const ALL = /^tutt[ie]$/;

/** Reads two amounts of each group; null where the question has no groups, or no two amounts. */
export function readGroupSides(all: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const pieces = inProportion(
    all.filter((piece) => !isIdle(piece)),
    tokens,
  );
  const rows = rowsOf(pieces, tokens) ?? whoOf(pieces, tokens);
  if (!rows) return null;
  const rest = pieces.filter((piece) => piece !== rows.piece && piece.cat !== 'order');
  return (
    ofOperation(rest, rows, tokens, pieces) ?? ofShare(rest, rows, tokens) ?? ofComparison(rest, rows, tokens)
  );
}

/**
 * «Più personale in rapporto al numero di obiettivi», «più obiettivi non raggiunti in proporzione a quanti ne ha»: an order by
 * what there is for one of them, or by the part of them that is so.
 */
function inProportion(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  const [rank, ...ranks] = onlyOf(pieces, 'rank');
  const [on, ...others] = pieces.filter(({ cat }) => cat === 'on');
  const isBeside = tokens.slice(on?.from, on?.to).some(({ text }) => /^(rapporto|proporzione)$/.test(text));
  if (!rank || !on || !isBeside || ranks.length + others.length > 0) return pieces;
  const { by, direction, from, to } = rank;
  const order: Piece = { cat: 'degree', direction, from, to };
  const after = pieces.slice(pieces.indexOf(on) + 1).filter((piece) => !asksCount(piece));
  if ('count' in by && !by.either && after.length === 0)
    return pieces.flatMap((piece): readonly Piece[] => {
      if (piece === rank) return [order, { cat: 'kind', kinds: by.count, plural: true, from, to }];
      if (piece === on) return [{ cat: 'share', from: on.from, to: on.to }];
      return asksCount(piece) && piece.from > on.from ? [] : [piece];
    });
  if (!('figure' in by) || after.length !== 1 || after[0]?.cat !== 'kind') return pieces;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece === rank) return [order, figureOfOrder(by, { from, to })];
    return [piece === on ? { cat: 'over', from: on.from, to: on.to } : piece];
  });
}

/** The one word that says what there is a row for each of; null where there is none, or several. */
export function rowsOf(pieces: readonly Piece[], tokens: readonly Token[]): Rows | null {
  const found = pieces.filter(
    ({ cat, from }) =>
      cat === 'group' ||
      (cat === 'level' && !tokens.slice(Math.max(0, from - 2), from).some(({ text }) => ALL.test(text))),
  );
  const [piece, ...more] = found;
  if (!piece || more.length > 0) return null;
  if (piece.cat === 'group') return { level: piece.level, plural: true, piece };
  return piece.cat === 'level' ? { level: piece.level, plural: piece.plural, piece } : null;
}

/** «Chi ha riscosso più di quanto ha accertato?»: of departments, where no items are spoken of. */
function whoOf(pieces: readonly Piece[], tokens: readonly Token[]): Rows | null {
  const [piece, ...rest] = pieces;
  const isHeld = rest.some((one) => one.cat === 'atoms' && one.atoms.some(({ type }) => type === 'versus'));
  const isShare = rest.some(({ cat }) => cat === 'share') && rest.some(({ cat }) => cat === 'degree');
  return piece?.cat === 'ask' && tokens[piece.from]?.text === 'chi' && (isHeld || isShare)
    ? { level: 'department', plural: isHeld, piece }
    : null;
}

/** «Rapporto tra … e …», «differenza tra … e …», «… diviso …» of each group, in the order that is asked. */
function ofOperation(
  rest: readonly Piece[],
  { level, plural, piece: rows }: Rows,
  tokens: readonly Token[],
  pieces: readonly Piece[],
): FiguresQuery | null {
  if (!rest.some(({ cat }) => cat === 'difference' || cat === 'ratio' || cat === 'over')) return null;
  const placing = rest.filter(({ cat }) => PLACING.has(cat));
  // «Tra personale e numero di obiettivi» is of how many there are; «quale» asks for a row.
  const asked = rest.filter(
    (piece, at) =>
      piece.cat !== 'ask' || piece.what === 'value' || (asksCount(piece) && rest[at - 1]?.cat === 'and'),
  );
  const core = readTwoSided(
    asked.filter((piece) => !placing.includes(piece)),
    tokens,
  );
  const [expr, ...more] = core?.columns ?? [];
  if (!core || !expr || more.length > 0 || core.select.some(({ type }) => type === 'items')) return null;
  const own = ofEachRow(core.select, expr);
  if (!own) return null;
  const each = rows.cat === 'group' && rows.kinds ? [{ type: 'kind', kinds: rows.kinds } as const] : [];
  const split = { ...core, ...own, select: [...each, ...own.select], by: level };
  const ordered = pieces.some(({ cat }) => cat === 'order');
  if (rows.cat === 'group' && directionOf(placing) === null && !ordered) return split;
  if (directionOf(placing) === null && !ordered) return plural ? split : null;
  return { ...split, order: orderOf(own.columns[0] ?? expr, placing, plural) };
}

/** From which end, and how many of them. */
function orderOf(by: Expr, placing: readonly Piece[], plural: boolean): NonNullable<FiguresQuery['order']> {
  const picked = placing.find((piece) => piece.cat === 'pick');
  const direction = directionOf(placing) ?? 'most';
  return {
    by,
    direction: picked?.cat === 'pick' && picked.reversed ? opposite(direction) : direction,
    from: picked?.cat === 'pick' ? picked.place : 1,
    limit: picked?.cat === 'pick' ? picked.limit : plural ? null : 1,
    per: null,
  };
}

/** «La percentuale di obiettivi raggiunti per settore»: of those of each, which part is so; of all together where a whole is said. */
function ofShare(
  rest: readonly Piece[],
  { level, plural, piece: rows }: Rows,
  tokens: readonly Token[],
): FiguresQuery | null {
  const placing = rest.filter(({ cat }) => PLACING.has(cat));
  const said = rest.filter(
    (piece) => !placing.includes(piece) && piece.cat !== 'share' && piece.cat !== 'ask',
  );
  const isShare = rest.some(({ cat }) => cat === 'share') && rest.every(({ cat }) => cat !== 'whole');
  if (!isShare || level === 'item' || said.some(({ cat }) => cat !== 'kind' && cat !== 'atoms')) return null;
  const { select = [], expr } = sideOf(said, tokens) ?? {};
  const [kinds, narrowing] = [select.filter(isKind), select.filter((atom) => !isKind(atom))];
  if (expr !== null || kinds.length === 0 || narrowing.length === 0) return null;
  // A place that is named is what all of it is of.
  if (narrowing.some(({ type }) => type === 'structure' || type === level || type === 'items')) return null;
  const all = sum('items');
  const those: Expr = { type: 'over', expr: all, select, year: null, inRow: true };
  const part: Expr = { type: 'op', op: '%', left: those, right: all };
  const direction = directionOf(placing);
  if (direction === null && !plural && rows.cat !== 'group') return null;
  return {
    ...NO_FIGURES,
    select: kinds,
    by: level,
    columns: [those, all, part],
    order: direction === null ? null : orderOf(part, placing, plural && rows.cat !== 'group'),
  };
}

const isKind = ({ type }: Atom): boolean => type === 'kind';

/** «Degli obiettivi e dei processi»: each side is of the row's own items of its kind. */
function ofEachRow(select: readonly Atom[], expr: Expr): Pick<FiguresQuery, 'select' | 'columns'> | null {
  if (expr.type !== 'op' || expr.right.type !== 'over') return { select, columns: [expr] };
  const { left, right } = expr;
  if (left.type !== 'fold' || right.expr.type !== 'fold') return null;
  const [own, other] = [kindsOf(select), kindsOf(right.select)];
  const [scope, its] = [select, right.select].map((some) => some.filter((atom) => !isKind(atom)));
  // «Personale in rapporto al numero di obiettivi»: all that there is of it, for each of them.
  const isForOne = own.length === 0 && expr.op === '÷';
  if (other.length === 0 || (own.length === 0 && !isForOne)) return null;
  if (!scope || (scope.length > 0 && !(isForOne && JSON.stringify(scope) === JSON.stringify(its))))
    return null;
  if (!isForOne && right.select.length !== 1) return null;
  return {
    select: scope,
    columns: [{ ...expr, left: isForOne ? left : { ...left, of: own }, right: { ...right.expr, of: other } }],
  };
}

const PLACING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'more',
  'degree',
  'magnitude',
  'pick',
  'ascending',
  'descending',
]);

/** «Più basso», «minore»: from which end; null where nothing says it. */
function directionOf(placing: readonly Piece[]): Direction | null {
  if (placing.some(({ cat }) => cat === 'ascending')) return 'least';
  if (placing.some(({ cat }) => cat === 'descending')) return 'most';
  const said = placing.find((piece) => piece.cat === 'degree' || piece.cat === 'more');
  return said?.cat === 'degree' || said?.cat === 'more' ? said.direction : null;
}

/** «Il costo degli obiettivi supera quello dei processi», «hanno impegnato più di quanto hanno liquidato». */
function ofComparison(
  rest: readonly Piece[],
  { level, plural }: Rows,
  tokens: readonly Token[],
): FiguresQuery | null {
  const asks = rest.flatMap((piece) => (piece.cat === 'ask' ? [piece.what] : []));
  if (asks.includes('value') || (!plural && !asks.includes('which'))) return null;
  const pieces = rest.filter(({ cat }) => cat !== 'ask');
  const found = versusOf(pieces) ?? only(sidesOf(pieces, tokens).map((one) => heldAgainst(one)));
  if (!found) return null;
  return {
    type: 'figures',
    ...found,
    by: level,
    order: null,
    fold: asks.includes('count') ? 'count' : null,
    mine: false,
  };
}

type Held = Pick<FiguresQuery, 'select' | 'columns' | 'having'>;

/** What stands before a comparison and after it. */
interface Compared {
  readonly left: Side;
  readonly right: Side;
  readonly op: Comparison;
  readonly times: number;
}

/** One figure of the group against another of its own. */
function versusOf(pieces: readonly Piece[]): Held | null {
  const atoms = pieces.flatMap((piece) => (piece.cat === 'atoms' ? piece.atoms : []));
  const [versus, ...more] = atoms.filter((atom) => atom.type === 'versus');
  if (versus?.type !== 'versus' || more.length > 0 || pieces.some(({ cat }) => cat !== 'atoms')) return null;
  const select = atoms.filter((atom) => atom !== versus);
  const [left, right] = [sum(versus.figure), sum(versus.other)];
  return {
    select,
    columns: [left, right],
    having: [{ expr: left, op: versus.op, than: { expr: right, times: versus.times ?? 1 } }],
  };
}

function sidesOf(pieces: readonly Piece[], tokens: readonly Token[]): readonly Compared[] {
  return pieces.flatMap((piece, at): readonly Compared[] => {
    const comparison = comparisonOf(piece);
    if (comparison === null) return [];
    const factor = pieces[at + 1];
    const times = factor?.cat === 'factor' ? factor.value : 1;
    const after = pieces.slice(at + (factor?.cat === 'factor' ? 2 : 1));
    // «Ha impegnato di più, e il liquidato?»: another figure is asked, and nothing is held against it.
    if (after[0]?.cat === 'and') return [];
    const figure: readonly Piece[] =
      piece.cat === 'rank' && 'figure' in piece.by
        ? [{ cat: 'figure', figure: piece.by.figure, from: piece.from, to: piece.to }]
        : [];
    // «Spendono di personale più per …»: which cost it is, is said with the comparison.
    const stated = pieces
      .slice(0, at)
      .filter((one) => figure.length === 0 || one.cat !== 'figure' || one.figure !== 'cost');
    const before = [...stated, ...figure];
    if (narrows(before, tokens)) return [];
    return [...halves(before, after, tokens)].flatMap(([one, other]): readonly Compared[] => {
      const isPronoun = ({ cat }: Piece): boolean => cat === 'pronoun';
      const [a, b] = bothOf(
        one.filter((part) => !isPronoun(part)),
        other.filter((part) => !isPronoun(part)),
        tokens,
      );
      const [left, right] = [sideOf(a, tokens), sideOf(b, tokens)];
      return left && right ? [{ left, right, op: comparison, times }] : [];
    });
  });
}

/** «Settori che hanno obiettivi con liquidato superiore all’impegnato»: that is held of each item. */
const narrows = (before: readonly Piece[], tokens: readonly Token[]): boolean =>
  before.some(
    (piece, at) =>
      piece.cat === 'kind' &&
      tokens
        .slice(piece.to, before[at + 1]?.from ?? piece.to)
        .some(({ text }) => /^(con|che|cui|aventi)$/.test(text)),
  );

/** «Più per gli obiettivi che per i processi»: both stand after the comparison. */
function halves(
  before: readonly Piece[],
  after: readonly Piece[],
  tokens: readonly Token[],
): readonly (readonly [readonly Piece[], readonly Piece[]])[] {
  const plain = after.filter(({ cat }) => cat !== 'per');
  const cut = plain.findIndex(
    ({ from }, at) =>
      at > 0 && tokens.slice(plain[at - 1]?.to ?? from, from).some(({ text }) => text === 'che'),
  );
  return cut > 0 ? [[[...before, ...plain.slice(0, cut)], plain.slice(cut)]] : [[before, plain]];
}

function comparisonOf(piece: Piece): Comparison | null {
  if (piece.cat === 'compare') return piece.op;
  if (piece.cat === 'more' || (piece.cat === 'rank' && 'figure' in piece.by))
    return piece.direction === 'most' ? 'gt' : 'lt';
  return null;
}

function heldAgainst({ left, right, op, times }: Compared): FiguresQuery | null {
  const [first, second] = [left.expr ?? right.expr, right.expr ?? left.expr];
  if (first?.type !== 'fold' || second?.type !== 'fold') return null;
  const [own, other] = [kindsOf(left.select), kindsOf(right.select)];
  const scope = [...left.select, ...right.select].filter(({ type }) => type !== 'kind');
  if (scope.some(({ type }) => type !== 'structure')) return null;
  // «Ha impegnato di più con gli obiettivi»: of one kind alone, and against nothing.
  if (own.length === 0 && other.length > 0) return null;
  const alike = JSON.stringify(own) === JSON.stringify(other) || other.length === 0;
  const [a, b]: readonly [Expr, Expr] = alike
    ? [first, second]
    : [
        { ...first, ...(own.length > 0 ? { of: own } : {}) },
        { ...second, of: other },
      ];
  if (JSON.stringify(a) === JSON.stringify(b)) return null;
  return {
    ...NO_FIGURES,
    select: [...(alike && own.length > 0 ? [{ type: 'kind', kinds: own } as const] : []), ...scope],
    columns: [a, b],
    having: [{ expr: a, op, than: { expr: b, times } }],
  };
}

const kindsOf = (select: readonly Atom[]): NonNullable<Extract<Expr, { type: 'fold' }>['of']> =>
  select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
