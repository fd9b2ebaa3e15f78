import type { ItemKind } from '../../words/kinds.ts';
import { type Expr, type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import { type Rows, rowsOf } from './group-sides.ts';
import type { Category, Direction, Piece } from './pieces.ts';
import { isIdle, onlyOf } from './requests/request.ts';
import { type Side, sideOf } from './two-sided.ts';
import { along, sum } from './values.ts';

/** What says that one year is held against another. */
const CHANGES: ReadonlySet<Category> = new Set<Category>(['difference', 'differs', 'change']);
/** What says that it is asked of several years. */
const SAYING: ReadonlySet<Category> = new Set<Category>([...CHANGES, 'series', 'course']);
/** What stands beside the years: "tra il 2025 e il 2026", "rispetto al 2025", "nel 2025 o nel 2026". */
const BESIDE: ReadonlySet<Category> = new Set<Category>(['between', 'and', 'or', 'on', 'compare']);
/** What makes a span of years one in which items begin or end. */
const OF_ITEMS: ReadonlySet<Category> = new Set<Category>(['deadline', 'starts', 'beyond', 'when', 'latest']);
/** Which of the changes comes first: "la maggiore", "più alto", "i tre …". */
const PLACING: ReadonlySet<Category> = new Set<Category>(['more', 'degree', 'magnitude', 'pick', 'first']);

/** The years that a question names, each once. */
export const yearsSaid = (pieces: readonly Piece[]): readonly number[] => [
  ...new Set(pieces.flatMap((piece) => (piece.cat === 'year' ? [piece.year] : []))),
];

/** «Tra il 2025 e il 2026», where both have a plan and nothing speaks of when items begin or end: years of plans. */
export function asYears(pieces: readonly Piece[], { years }: PlanIndex): readonly Piece[] {
  if (pieces.some(({ cat }) => OF_ITEMS.has(cat))) return pieces;
  if (!pieces.some(({ cat }) => cat === 'figure' || cat === 'folded' || cat === 'rank' || SAYING.has(cat)))
    return pieces;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.cat !== 'years') return [piece];
    const said = [...new Set(piece.spans.flatMap(({ from, to }) => [from, to]))];
    if (said.length < 2 || !said.every((year) => years.has(year))) return [piece];
    return said.map((year) => ({ cat: 'year', year, from: piece.from, to: piece.to }));
  });
}

/**
 * «Di quanto è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?», «quanto ha impegnato nel 2025 e nel
 * 2026?», «impegnato per area, 2025 e 2026», «in quali aree è diminuito?»: one figure in the plans of several years,
 * of everything or of each row. Null where the question asks something else of them.
 */
export function readYears(
  all: readonly Piece[],
  tokens: readonly Token[],
  { plan, years }: PlanIndex,
): FiguresQuery | null {
  const against = isHeldAgainst(all, tokens);
  const wanted = yearsMeant(all, [...new Set([plan.head.year, ...years.keys()])], against);
  const [earlier, later, ...more] = wanted ?? [];
  if (wanted === null || earlier === undefined || later === undefined) return null;
  const pieces = all.filter((piece) => !isIdle(piece) || piece.cat === 'year');
  const grouped = rowsOf(pieces, tokens) ?? itemRows(pieces, against);
  // «Quale area ha pagato di più nel 2025 e nel 2026?»: first in each of the years, and in no sum of theirs.
  const isOrdered = pieces.some(({ cat }) => PLACING.has(cat) || cat === 'rank');
  if (isOrdered && !against && !pieces.some(({ cat }) => CHANGES.has(cat))) return null;
  const rest = pieces.flatMap((piece, at): readonly Piece[] => {
    if (piece.cat === 'year' || SAYING.has(piece.cat) || piece === grouped?.piece)
      return keptOf(piece, grouped);
    const beside = [pieces[at - 1], pieces[at + 1]].some((one) => one?.cat === 'year');
    if (BESIDE.has(piece.cat) && beside) return [];
    if (piece.cat === 'share' || piece.cat === 'plus' || (grouped && PLACING.has(piece.cat))) return [];
    if (piece.cat === 'rank')
      return 'count' in piece.by ? countIn(piece, piece.by.count) : figureIn(piece, piece.by);
    // «Che differenza c’è per le risorse usate?»: of what, and no order.
    if (piece.cat === 'ordering') return figureIn(piece, piece.by);
    return piece.cat === 'ask' && piece.what !== 'count' ? [] : [piece];
  });
  const side = sideOf(rest, tokens);
  if (!side || !isOfBoth(side, pieces, tokens)) return null;
  const { select } = side;
  // «L’area con il maggior calo di obiettivi»: of how many there are.
  const isCounted = grouped !== null && select.some(({ type }) => type === 'kind');
  const expr = side.expr ?? (isCounted ? sum('items') : null);
  if (expr === null) return null;
  // «La media tra il 2025 e il 2026»: of the two years, or of what there is in each?
  if (expr.type === 'fold' && expr.fold !== 'sum' && !pieces.some(({ cat }) => cat === 'kind')) return null;
  const counts = expr.type === 'fold' && expr.figure === 'items';
  const [course] = all.filter((piece) => piece.cat === 'course');
  const series = all.some(({ cat }) => cat === 'series');
  const changes = against || all.some(({ cat }) => CHANGES.has(cat)) || (course?.each === false && !series);
  if (changes && more.length > 0) return null;
  // «Quanti finiscono nel 2025 e quanti nel 2026?»: items that end in two years are no figure of two plans.
  if (counts && select.length === 0 && !side.whole && !changes && !grouped) return null;
  const inYear = (year: number): Expr => ({ type: 'over', expr, select, year });
  const gap: Expr = { type: 'op', op: '-', left: inYear(later), right: inYear(earlier) };
  const plain: FiguresQuery = {
    ...NO_FIGURES,
    select,
    columns: changes ? [gap] : wanted.map(inYear),
  };
  if (grouped)
    return ofRows(plain, grouped, changes ? { gap, sides: wanted.map(inYear), ...sayingOf(pieces) } : null);
  const both = more.length === 0 ? ofBoth(pieces, tokens, inYear(earlier), inYear(later), gap) : null;
  return both === null ? plain : { ...plain, columns: both };
}

/**
 * «Obiettivi del 2026 che nel 2025 avevano un raggiungimento sopra il 60 %»: items of one plan by a figure that they have
 * in another. Null where a question holds nothing of the kind.
 */
export function readFormer(
  all: readonly Piece[],
  tokens: readonly Token[],
  { plan, years }: PlanIndex,
): FiguresQuery | null {
  const said = onlyOf(all, 'year').filter(({ year }) => year === plan.head.year || years.has(year));
  const limits = onlyOf(all, 'atoms').filter(({ atoms }) => atoms.some(({ type }) => type === 'bound'));
  const [limit, ...others] = limits;
  const [atom, ...more] = limit?.atoms ?? [];
  const [first, second, ...further] = said;
  if (!limit || others.length > 0 || atom?.type !== 'bound' || !('value' in atom.than)) return null;
  if (!first || !second || further.length + more.length > 0 || first.year === second.year) return null;
  // The year of the figure stands right beside it: «nel 2025 avevano …», «… nel 2025».
  const former =
    first.to <= limit.from && second.to <= limit.from ? second : second.from >= limit.to ? second : first;
  if (former.year === plan.head.year || all.some(({ cat }) => SAYING.has(cat))) return null;
  const rest = all.filter((piece) => piece !== limit && piece.cat !== 'year' && !isIdle(piece));
  const counts = rest.some((piece) => piece.cat === 'ask' && piece.what === 'count');
  const side = sideOf(
    rest.filter(({ cat }) => cat !== 'ask'),
    tokens,
  );
  if (!side || side.expr !== null || !isOfBoth(side, [...rest], tokens)) return null;
  if (!side.select.some(({ type }) => type === 'kind')) return null;
  const was: Expr = { type: 'over', expr: sum(atom.figure), select: [], year: former.year };
  return {
    type: 'figures',
    select: side.select,
    by: 'item',
    columns: [was],
    having: [{ expr: was, op: atom.op, than: { value: atom.than.value } }],
    order: null,
    fold: counts ? 'count' : null,
    mine: false,
  };
}

/** «La variazione percentuale», «la somma dei due anni»: what the two years make together. */
function ofBoth(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  earlier: Expr,
  later: Expr,
  gap: Expr,
): readonly Expr[] | null {
  if (pieces.some(({ cat }) => cat === 'share')) return changeIn(pieces, tokens, earlier, gap);
  return pieces.some(({ cat }) => cat === 'plus') || tokens.some(({ text }) => TOGETHER.test(text))
    ? [{ type: 'op', op: '+', left: earlier, right: later }]
    : null;
}

/**
 * What a change is asked as: «di quanto», «in percentuale», «anche in percentuale».
 * @param gap the difference
 */
export function changeIn(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  earlier: Expr,
  gap: Expr,
): readonly Expr[] {
  if (!pieces.some(({ cat }) => cat === 'share')) return [gap];
  const rate: Expr = { type: 'op', op: '%', left: gap, right: earlier };
  return tokens.some(({ text }) => BESIDES.test(text)) ? [gap, rate] : [rate];
}

const BESIDES = /^(anche|pure)$/;
const TOGETHER = /^(insieme|complessivamente|somma|sommati|sommate|sommando)$/;

/** «Quali obiettivi», «l’obiettivo con la maggiore riduzione»: rows of items, where nothing else is a row. */
function itemRows(pieces: readonly Piece[], against: boolean): Rows | null {
  const [piece, ...more] = pieces.filter(({ cat }) => cat === 'kind');
  if (piece?.cat !== 'kind' || more.length > 0) return null;
  const asksWhich = pieces.some(({ cat, ...one }) => cat === 'ask' && 'what' in one && one.what === 'which');
  const counted = pieces.some((one) => one.cat === 'ask' && one.what === 'count');
  const first = pieces.some(({ cat }) => PLACING.has(cat));
  const changes = against || pieces.some(({ cat }) => cat === 'change');
  const ofFigure = pieces.some(({ cat }) => cat === 'figure' || cat === 'folded' || cat === 'rank');
  if (!changes || !ofFigure || !(asksWhich || counted || first || against)) return null;
  return { level: 'item', plural: piece.plural, piece };
}

/** A word that says which items the rows are narrows them too. */
const keptOf = (piece: Piece, rows: Rows | null): readonly Piece[] => {
  if (piece !== rows?.piece) return [];
  if (piece.cat === 'kind') return [piece];
  if (piece.cat !== 'group' || !piece.kinds) return [];
  return [{ cat: 'kind', kinds: piece.kinds, plural: true, from: piece.from, to: piece.to }];
};

const figureIn = ({ from, to }: Piece, by: Extract<Piece, { cat: 'ordering' }>['by']): readonly Piece[] =>
  'figure' in by ? [{ cat: 'figure', figure: by.figure, from, to }] : [];

const countIn = ({ from, to }: Piece, kinds: readonly ItemKind[]): readonly Piece[] => [
  { cat: 'ask', what: 'count', from, to },
  { cat: 'kind', kinds, plural: true, from, to },
];

/** How a change is asked of rows: which way it goes, and whether the greatest is meant. */
interface Change {
  readonly gap: Expr;
  /** What it is in each year. */
  readonly sides: readonly Expr[];
  readonly way: Direction | null;
  /** Null where all that changed that way are meant. */
  readonly first: {
    readonly direction: Direction;
    readonly place: number;
    readonly limit: number | null;
  } | null;
}

function sayingOf(pieces: readonly Piece[]): Omit<Change, 'gap' | 'sides'> {
  const [said] = onlyOf(pieces, 'change').flatMap(({ direction }) => direction ?? []);
  const [rank] = onlyOf(pieces, 'rank');
  const way = said ?? rank?.direction ?? null;
  const [pick] = onlyOf(pieces, 'pick');
  // «Ha aumentato di più i pagamenti»: the rank is of what changed.
  const [placing] = [
    ...(said === undefined ? [] : onlyOf(pieces, 'rank')),
    ...onlyOf(pieces, 'more'),
    ...onlyOf(pieces, 'degree'),
  ];
  const most = placing?.direction ?? null;
  if (most === null && pick === undefined) return { way, first: null };
  const direction = along(way ?? 'most', most ?? 'most');
  return {
    way,
    first:
      pick !== undefined
        ? { direction, place: pick.place, limit: pick.limit }
        : { direction, place: 1, limit: null },
  };
}

function ofRows(plain: FiguresQuery, rows: Rows, change: Change | null): FiguresQuery {
  if (change === null) return { ...plain, by: rows.level };
  const { gap, sides, way, first } = change;
  const one = first !== null && (first.limit ?? (rows.plural ? null : 1)) === 1;
  const query = { ...plain, by: rows.level, columns: one ? [gap] : [gap, ...sides] };
  // «Di quanto è cambiato per area?»: of each of them.
  if (way === null && first === null) return query;
  // «La maggiore riduzione» is none of those that grew.
  const having: FiguresQuery['having'] =
    way === null ? [] : [{ expr: gap, op: way === 'most' ? 'gt' : 'lt', than: { value: 0 } }];
  if (first === null) return { ...query, having };
  return {
    ...query,
    having,
    order: {
      by: gap,
      direction: first.direction,
      from: first.place,
      limit: first.limit ?? (rows.plural ? null : 1),
      per: null,
    },
  };
}

/** An item's number is of one plan alone; limits and orders on items are of the year that is asked. */
function isOfBoth({ select }: Side, pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  if (select.some(({ type }) => type === 'bound' || type === 'top')) return false;
  return !pieces.some(
    (piece) =>
      piece.cat === 'atoms' &&
      piece.atoms.some(({ type }) => type === 'items') &&
      tokens.slice(piece.from, piece.to).some(({ type, spelled }) => type === 'number' && !spelled),
  );
}

/** «Più del 2025», «rispetto al 2025», «più nel 2026 che nel 2025»: one year is what the other is held against. */
function isHeldAgainst(pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  const said = pieces.filter((piece) => !isIdle(piece) || piece.cat === 'year');
  if (!said.some(({ cat }) => cat === 'rank')) return false;
  return said.some((piece, at) => {
    if (piece.cat !== 'year') return false;
    const before = said[at - 1];
    if (before?.cat === 'on' || before?.cat === 'compare') return true;
    const { text = '' } = tokens[piece.from - 1] ?? {};
    if (before?.cat === 'year') return /^(del|che|nel|sul)$/.test(text);
    return before?.cat === 'rank' && /^(che|del)$/.test(tokens[before.to]?.text ?? '');
  });
}

/** The years that are named, from the first on; of one the newest too, and all of them where none is. */
function yearsMeant(
  all: readonly Piece[],
  known: readonly number[],
  against: boolean,
): readonly number[] | null {
  const named = yearsSaid(all);
  const several = against || all.some(({ cat }) => SAYING.has(cat));
  const series = all.some(({ cat }) => cat === 'series');
  const meant =
    named.length > 1 || !several
      ? named
      : named.length === 1
        ? [...named, Math.max(...known)]
        : series
          ? known
          : // «Di quanto sono cambiati i pagamenti?»: from the plan before to that of now.
            all.some(({ cat }) => cat === 'change')
            ? known.toSorted((a, b) => a - b).slice(-2)
            : [];
  const wanted = [...new Set(meant)].sort((a, b) => a - b);
  return wanted.length > 1 && wanted.every((year) => known.includes(year)) ? wanted : null;
}
