import {
  type Atom,
  type Expr,
  type FiguresQuery,
  type Fold,
  type Level,
  NO_FIGURES,
} from '../../figures/figures-query.ts';
import type { Direction, Piece, RankBy } from '../pieces.ts';
import { columnsOf, isMoney, opposite, orderedBy, orderFrom, single, sum } from '../values.ts';
import { heldAgainst, kindAtoms, type Request } from './request.ts';

/** A request as a query; null where it does not say enough, or something that no query states. */
export function toQuery(request: Request): FiguresQuery | null {
  const { kinds, level, ranks, having, group } = request;
  if (ranks.length > 1) return null;
  const [rank] = ranks;
  if (rank && rank.by === null) return null;
  const counted = [
    ...(rank?.by && 'count' in rank.by ? [rank.by.count] : []),
    ...having.map((one) => one.kinds),
  ];
  const either = eitherCounted(request);
  if (either !== undefined) return either;
  const ofStructures = ofFirstStructures(request);
  if (ofStructures !== undefined) return ofStructures;
  const among = rank !== undefined && having.length + request.limits.length > 0;
  const ofNobody = level === null && amongStructures(request) === null;
  const ofRows = group !== null && rank === undefined && having.length > 0;
  if (counted.length > 0 && !among && !ofRows && (kinds.length + request.figures.length > 0 || ofNobody))
    return null;
  const select: readonly Atom[] = [
    ...(counted.length > 0
      ? counted.flat().length > 0
        ? [{ type: 'kind', kinds: [...new Set(counted.flat())] } as const]
        : []
      : kindAtoms(kinds)),
    ...request.atoms,
  ];
  const base: FiguresQuery = { ...NO_FIGURES, select };
  if (rank?.by && among) return rankedAmong(request, { ...rank, by: rank.by });
  if (rank?.by) return ranked(request, { ...rank, by: rank.by }, base);
  if (request.pick !== null) return sumOfFirst(request, base);
  if (request.held.length + having.length > 0 || request.ofEach) return structuresHeld(request, base);
  const mean = meanOfStructures(request, base);
  if (mean) return mean;
  const holders = holdersOf(request, base);
  if (holders && request.countsLevel && !request.boundFirst) return holders;
  if (
    level !== null &&
    group === null &&
    request.asks !== 'value' &&
    request.figures.length === 0 &&
    (kinds.length === 0 || request.boundFirst)
  )
    return boundOf(request, base);
  if (holders) return holders;
  if (level !== null && !level.plural) return null;
  const by = group ?? level?.level ?? together(request);
  if (request.asks === 'count' && request.figures.length === 0) {
    if (kinds.length === 0 && !isOfTop(select)) return null;
    return { ...base, by, columns: [sum('items')] };
  }
  const columns = request.figures.flatMap((said) => columnsFor(said, request.fold));
  if (new Set(columns.map((one) => JSON.stringify(one))).size < columns.length) return null;
  if (columns.length > 0) {
    if (request.asks === 'count') return null;
    const joint = request.joint ? jointOf(request) : null;
    if (joint) return { ...base, by: group ?? level?.level ?? null, columns: [joint] };
    // «Gli obiettivi del goal 4 e del goal 10 con il loro peso»: the two together are of whom the list is.
    const ofEach =
      request.asks === 'list' && group === null && level === null && kinds.some(({ plural }) => plural);
    if (request.asks === 'list' && (by === null || ofEach)) return { ...base, by: 'item', columns };
    // «Quanto costa in media ogni obiettivo?»: of all of them, as none has a mean of its own.
    return { ...base, by: by === 'item' && request.fold === 'mean' ? null : by, columns };
  }
  // «Obiettivi dei goal 11 e 13 insieme»: all of them.
  const all = request.fold === 'sum' && request.asks === null && kinds.length > 0;
  if ((request.fold !== null && !all) || request.asks === 'value') return null;
  if (by !== null && kinds.length > 0 && group !== null)
    return { ...base, by, columns: by === 'item' ? [] : [sum('items')] };
  if (level !== null) return null;
  // «Il 10 % degli obiettivi più costosi»
  const [only, ...rest] = select;
  if (kinds.length === 0 && only?.type === 'top' && rest.length === 0) {
    const { select: all, ...order } = only.of;
    return { ...base, select: all, by: 'item', columns: [order.by], order: { ...order, per: null } };
  }
  if (kinds.length === 0 && isOfTop(select))
    return { ...base, by: 'item', columns: [topFigure(select)].filter((one) => one !== null) };
  // "Quale obiettivo non ha impegnato?": one or many, whatever the number of the noun.
  const chosen =
    select.some(({ type }) => type === 'extreme') ||
    (request.asks === 'which' && select.some(({ type }) => type !== 'kind' && type !== 'items'));
  // «Goal 13»: what is linked to it.
  const ofGoal = request.asks === null && request.atoms.every(({ type }) => type === 'goal');
  if (kinds.length === 0 && ofGoal && select.length === 1) return { ...base, by: 'item' };
  // «Quali non hanno liquidato nulla?», «quali hanno incassato meno di quanto accertato?»: of all that there is.
  const isHeld = (atom: Atom): boolean => isSilence(atom) || atom.type === 'versus';
  const isOfAny = request.asks === 'which' && request.atoms.length > 0 && request.atoms.every(isHeld);
  if (kinds.length === 0 && isOfAny) return { ...base, by: 'item' };
  if (kinds.length === 0 || !(chosen || kinds.every(({ plural }) => plural))) return null;
  return { ...base, by: 'item', columns: heldAgainst(select) };
}

/** «Il settore 8 ha più obiettivi o più processi?»: of which kind there are more; undefined where nothing of the kind is said. */
function eitherCounted(request: Request): FiguresQuery | null | undefined {
  const { ranks, kinds, figures, level, group, atoms, pick } = request;
  const [rank] = ranks;
  if (!rank?.by || !('count' in rank.by) || !rank.by.either) return undefined;
  if (ranks.length + kinds.length + figures.length > 1 || level !== null || group !== null || pick !== null)
    return null;
  return {
    ...NO_FIGURES,
    select: [{ type: 'kind', kinds: rank.by.count }, ...atoms],
    by: 'kind',
    columns: [sum('items')],
    order: { by: sum('items'), direction: rank.direction, from: 1, limit: null, per: null },
  };
}

/** «In media quanto spende un settore?», «il personale medio delle unità del settore 5»: of what each of them comes to. */
function meanOfStructures(
  { level, figures, fold, kinds, asks, group, ofOneStructure }: Request,
  base: FiguresQuery,
): FiguresQuery | null {
  const by = level?.level ?? group;
  // «Quanti obiettivi in media per ufficio?», «media di obiettivi per settore»
  const counts = (asks === 'count' || asks === null) && figures.length === 0 && group !== null;
  if ((by !== 'department' && by !== 'unit') || (level && group) || !(ofOneStructure || counts)) return null;
  const [said, ...more] = figures;
  const made = said?.fold ?? fold;
  if (more.length > 0 || (made !== 'mean' && made !== 'median')) return null;
  if (said) {
    if (said.perPoint || !isMoney(said.figure)) return null;
    return { ...base, by, columns: [sum(single(said.figure))], fold: made };
  }
  const isOfItems = (counts || asks === 'count') && kinds.length > 0;
  return isOfItems ? { ...base, by, columns: [sum('items')], fold: made } : null;
}

const isSilence = (atom: Atom): boolean => atom.type === 'not' && atom.atom.type === 'declared';

const isPlace = (atom: Atom): boolean =>
  atom.type === 'structure' || (atom.type === 'goal' && atom.numbers.length > 0);

/** «Somma del personale dei primi 3 processi»: of those that come first by what is summed. */
function sumOfFirst({ figures, kinds, pick, level, fold }: Request, base: FiguresQuery): FiguresQuery | null {
  const [said, ...others] = figures;
  if (!said || others.length > 0 || pick === null || level !== null || kinds.length !== 1) return null;
  if ((said.fold ?? fold) !== 'sum' || said.perPoint || said.figure === 'cost' || pick.limit < 2) return null;
  const by = sum(single(said.figure));
  const direction = pick.reversed ? 'least' : 'most';
  const of = { select: base.select, by, direction, from: pick.place, limit: pick.limit } as const;
  return { ...base, select: [{ type: 'top', of }], columns: [by] };
}

/**
 * «Quali settori hanno obiettivi sotto il 100 %?», «gli obiettivi di peso 24 su quanti settori sono distribuiti?», «quanti goal
 * tocca il settore 2?»: those that have any.
 */
function holdersOf(
  { level, kinds, figures, asks, group, fold, countsLevel, atoms }: Request,
  base: FiguresQuery,
): FiguresQuery | null {
  const [kind] = kinds;
  if (level === null || group !== null || fold !== null || figures.length > 0) return null;
  // «Quante u.o. ha il settore 5?» asks what there are, whatever they do.
  const isOfPlace =
    kind === undefined && level.level !== 'goal' && atoms.every(({ type }) => type !== 'goal');
  if (isOfPlace || atoms.length + kinds.length === 0) return null;
  if (asks === 'count' ? !countsLevel : asks !== 'which' || kind === undefined || kind.from < level.from)
    return null;
  return { ...base, by: level.level, columns: [sum('items')], fold: asks === 'count' ? 'count' : null };
}

/** «Dei 5 obiettivi più costosi»: of these alone. */
const isOfTop = (select: readonly Atom[]): boolean => select.some(({ type }) => type === 'top');

/** What they come first by is shown. */
const topFigure = (select: readonly Atom[]): Expr | null =>
  select.flatMap((atom) => (atom.type === 'top' ? [atom.of.by] : []))[0] ?? null;

/** The columns of a figure as it was said. */
const columnsFor = (
  { figure, fold, perPoint, of }: Request['figures'][number],
  all: Fold | null,
): readonly Expr[] =>
  columnsOf(figure).map((one) => {
    if (of) return { ...sum(one), of };
    const value = sum(one, fold ?? all ?? 'sum');
    return perPoint ? { type: 'op', op: '÷', left: value, right: sum('weight') } : value;
  });

/** «La somma di impegnato e liquidato»: one amount made of two or more that are said. */
function jointOf({ figures }: Request): Expr | null {
  const said = [...new Set(figures.map(({ figure }) => single(figure)))];
  const [first, ...more] = said;
  if (first === undefined || more.length === 0 || more.length < figures.length - 1) return null;
  if (figures.some(({ figure, perPoint }) => perPoint || !isMoney(figure) || figure === 'revenue'))
    return null;
  return more.reduce<Expr>((left, one) => ({ type: 'op', op: '+', left, right: sum(one) }), sum(first));
}

/** Several structures or kinds said side by side are shown side by side: their sum is in the last row. */
function together({ atoms, kinds, fold, figures, either }: Request): Level | null {
  if (either) return null;
  if (fold === 'sum' || figures.some((one) => one.fold === 'sum')) return null;
  const structure = atoms.find((atom) => atom.type === 'structure');
  if (structure && structure.codes.length > 1) return structure.level;
  const goal = atoms.find((atom) => atom.type === 'goal');
  if (goal && goal.numbers.length > 1) return 'goal';
  return new Set(kinds.flatMap((one) => one.kinds)).size > 1 ? 'kind' : null;
}

/** «I settori che hanno impegnato più di un milione», «più della media»: what holds of the structures themselves. */
function boundOf(request: Request, base: FiguresQuery): FiguresQuery | null {
  const { level, atoms } = request;
  const bounds = atoms.filter((atom) => atom.type === 'bound');
  if (level === null) return null;
  const silent = silentOf(request, base);
  if (silent) return silent;
  if (!level.plural) return null;
  // «Quali settori hanno entrate?»: those that have any, with what they have.
  const shown = heldAgainst(atoms);
  if (bounds.length === 0) {
    if (shown.length === 0 || level.level === 'goal') return null;
    const fold = request.asks === 'count' ? 'count' : null;
    const held = atoms.filter((atom) => atom.type === 'declared');
    // «Sia accertato sia riscosso»: of the structure, whichever of its items declare the one or the other.
    return held.length < 2
      ? { ...base, by: level.level, columns: shown, fold }
      : {
          ...base,
          select: base.select.filter(({ type }) => type !== 'declared'),
          by: level.level,
          columns: shown,
          having: held.flatMap((atom) => heldAmount(atom)?.having ?? []),
          fold,
        };
  }
  const having = bounds.map(({ figure, op, than }) => ({ expr: sum(figure), op, than }));
  return {
    ...base,
    select: base.select.filter(({ type }) => type !== 'bound'),
    by: level.level,
    columns: [...new Set(bounds.map(({ figure }) => figure))].map((figure) => sum(figure)),
    having,
    fold: request.asks === 'count' ? 'count' : null,
  };
}

/** «Quale settore non ha riscosso niente?»: those of which no item declares the figure. */
function silentOf({ level, atoms, asks, kinds }: Request, base: FiguresQuery): FiguresQuery | null {
  const silent = atoms.flatMap((atom) =>
    atom.type === 'not' && atom.atom.type === 'declared' && atom.atom.figure !== 'items'
      ? [atom.atom.figure]
      : [],
  );
  if (silent.length === 0 || level === null || level.level === 'goal') return null;
  const isTheirs = (atom: Atom): boolean => kinds.length === 0 && atom.type === 'declared';
  if (atoms.some(({ type }) => type === 'bound')) return null;
  return {
    ...base,
    select: [
      ...kindAtoms(kinds),
      ...atoms.filter((atom) => !(atom.type === 'not' && atom.atom.type === 'declared') && !isTheirs(atom)),
    ],
    by: level.level,
    columns: [sum('items')],
    having: [
      // «Niente sugli obiettivi»: of those that have any.
      ...(kinds.length > 0 ? [{ expr: sum('items'), op: 'gte', than: { value: 1 } } as const] : []),
      // «Che hanno impegnato ma non liquidato».
      ...atoms.filter(isTheirs).flatMap((atom) => heldAmount(atom)?.having ?? []),
      ...silent.map((figure) => ({ expr: sum(figure, 'count'), op: 'eq', than: { value: 0 } }) as const),
    ],
    fold: asks === 'count' ? 'count' : null,
  };
}

/** What holds of a structure: the figures that say so, and how they are held. */
interface Held {
  readonly columns: readonly Expr[];
  readonly having: FiguresQuery['having'][number];
}

/** «Con più di due obiettivi», «senza processi»: how many there are of its own kind. */
const heldCount = ({ kinds, op, value, mean }: Request['having'][number], alike: boolean): Held => {
  const expr = alike || kinds.length === 0 ? sum('items') : { ...sum('items'), of: kinds };
  return { columns: [expr], having: { expr, op, than: mean ? { mean } : { value } } };
};

/** «Con più processi che obiettivi»; null where nothing is held against itself, as a body may call its objectives actions. */
function heldNumbers({ kinds, others, op }: Piece<'outnumber'>): Held | null {
  if (kinds.length === 0 || others.length === 0) return null;
  const left: Expr = { ...sum('items'), of: kinds };
  const right: Expr = { ...sum('items'), of: others };
  const expr: Expr = { type: 'op', op: '-', left, right };
  return { columns: [left, right], having: { expr, op, than: { value: 0 } } };
}

/** «Che hanno tutti gli obiettivi al 100 %». */
function heldOfAll({ kinds, figure, fold, op, value }: Piece<'every'>): Held {
  const of = kinds.length > 0 ? { of: kinds } : {};
  const least = op === 'lt' || op === 'lte' ? 'max' : 'min';
  const expr: Expr = { type: 'fold', fold: fold ?? least, figure, ...of };
  return { columns: [expr], having: { expr, op, than: { value } } };
}

/** «E hanno liquidato meno di un milione», «che non hanno impegnato nulla»; null for what is no amount. */
function heldAmount(atom: Atom): Held | null {
  if (atom.type === 'bound')
    return { columns: [sum(atom.figure)], having: { expr: sum(atom.figure), op: atom.op, than: atom.than } };
  const said = atom.type === 'not' ? atom.atom : atom;
  if (said.type !== 'declared' || said.figure === 'items') return null;
  const expr = sum(said.figure, 'count');
  return { columns: [], having: { expr, op: atom === said ? 'gt' : 'eq', than: { value: 0 } } };
}

/** Everything that is asked to hold of structures; null where one of it cannot. */
function allHeld({ having, held, limits, group }: Request): readonly Held[] | null {
  if (having.some(({ value }) => value < 0)) return null;
  const [first] = having;
  const alike =
    held.length + limits.length === 0 &&
    group === null &&
    having.every(({ kinds }) => JSON.stringify(kinds) === JSON.stringify(first?.kinds));
  const all = [
    ...having.map((one) => heldCount(one, alike)),
    ...held.map((one) => (one.cat === 'outnumber' ? heldNumbers(one) : heldOfAll(one))),
    ...limits.map(heldAmount),
  ];
  const clear = all.filter((one) => one !== null);
  return clear.length < all.length ? null : clear;
}

/** The structures of which all that is said holds, with the figures that say so. */
function structuresHeld(request: Request, base: FiguresQuery): FiguresQuery | null {
  const { level, asks, kinds, group, held, limits, figures, atoms } = request;
  // «Solo processi senza goal»: whether the others are narrowed too is not clear.
  const isOfSeveral = new Set(request.having.map((one) => JSON.stringify(one.kinds))).size > 1;
  if (isOfSeveral && !atoms.every((atom) => isPlace(atom) || isOut(atom))) return null;
  const by = level?.level ?? (kinds.length + figures.length > 0 ? group : null);
  const all = allHeld(request);
  if (by === null || all === null) return null;
  if (group !== null && limits.length === 0) return toldOfHeld(request, group, all);
  // «Obiettivi e processi per settore, dove i processi superano gli obiettivi»: the same ones are counted.
  const counted = new Set(
    held.flatMap((one) => (one.cat === 'outnumber' ? [one.kinds, one.others] : [])).flat(),
  );
  const areCounted = kinds.every(
    (one) => one.kinds.length > 0 && one.kinds.every((kind) => counted.has(kind)),
  );
  if (!areCounted && !request.ofEach) return null;
  const columns = new Map(all.flatMap((one) => one.columns.map((expr) => [JSON.stringify(expr), expr])));
  return {
    ...base,
    select: held.length + limits.length > 0 && !request.ofEach ? request.atoms : base.select,
    by,
    columns: [...columns.values()],
    having: all.map(({ having }) => having),
    fold: asks === 'count' && level !== null ? 'count' : null,
  };
}

/**
 * «Il personale per settore, solo i settori con più di 5 obiettivi»: what is asked of each row, where something holds of it.
 * A narrower scope is of the figure or of what holds, which nobody can tell.
 */
function toldOfHeld(
  { kinds, figures, fold, asks, atoms }: Request,
  by: Level,
  all: readonly Held[],
): FiguresQuery | null {
  if (by === 'item' || !atoms.every((atom) => isPlace(atom) || isOut(atom))) return null;
  const of = [...new Set(kinds.flatMap((one) => one.kinds))];
  const own = (expr: Expr): Expr => (expr.type === 'fold' && of.length > 0 ? { ...expr, of } : expr);
  const asked = figures.flatMap((said) => columnsFor(said, fold));
  if (asked.length === 0 && (kinds.length === 0 || asks === 'value' || fold !== null)) return null;
  const counted = all.flatMap((one) => one.columns);
  const tellsAll = of.every((kind) =>
    counted.some((one) => one.type === 'fold' && one.figure === 'items' && one.of?.includes(kind)),
  );
  const columns = asked.length > 0 ? asked.map(own) : tellsAll ? counted : [own(sum('items'))];
  return {
    ...NO_FIGURES,
    select: atoms,
    by,
    columns: withoutTwins(columns),
    having: all.map(({ having }) => having),
  };
}

const isOut = (atom: Atom): boolean => atom.type === 'not' && isPlace(atom.atom);

const isItems = (expr: Expr): expr is Extract<Expr, { type: 'fold' }> =>
  expr.type === 'fold' && expr.figure === 'items';

/** «Tra i settori con più di 5 processi, quale ha impegnato meno?»: only those of which it holds are in the order. */
function rankedAmong(
  request: Request,
  rank: { readonly by: RankBy; readonly direction: Direction },
): FiguresQuery | null {
  if (request.level === null || request.having.some(({ value }) => value < 0)) return null;
  const select = [...kindAtoms(request.kinds), ...request.atoms];
  const query = ranked({ ...request, having: [] }, rank, { ...NO_FIGURES, select });
  if (query?.order == null || query.by !== request.level.level) return null;
  // «Chi ha più obiettivi?», among those chosen by what all of theirs come to.
  const counted = 'count' in rank.by && rank.by.count.length > 0 ? rank.by.count : null;
  const own = (expr: Expr): Expr => (counted && isItems(expr) ? { ...expr, of: counted } : expr);
  const held = [...request.having.map((one) => heldCount(one, false)), ...request.limits.map(heldAmount)];
  const clear = held.filter((one) => one !== null);
  return clear.length < held.length
    ? null
    : {
        ...query,
        columns: query.columns.map(own),
        order: { ...query.order, by: own(query.order.by) },
        having: clear.map(({ having }) => having),
      };
}

function ranked(
  request: Request,
  rank: { readonly by: RankBy; readonly direction: Direction },
  base: FiguresQuery,
): FiguresQuery | null {
  const { kinds, group, pick, figures, asks } = request;
  const level = ranksItem(request, rank.by) ? null : (request.level ?? amongStructures(request));
  const order = orderFrom(rank.by);
  const { by } = order;
  const direction = pick?.reversed ? opposite(rank.direction) : rank.direction;
  const plural = level === null ? kinds.some((one) => one.plural) : level.plural;
  const limit = pick?.limit ?? (plural && !request.one ? null : 1);
  const place = pick?.place ?? 1;
  const own = figures.filter(
    ({ figure, fold }) =>
      !('figure' in rank.by) || figure !== rank.by.figure || (fold === 'sum' && limit !== null && limit > 1),
  );
  // «Quanto fanno insieme i tre più costosi?»: what they come first by, added up.
  const addsUp =
    asks === 'value' && figures.length === 0 && request.fold === 'sum' && limit !== null && limit > 1;
  const columns = addsUp ? [by] : own.flatMap((said) => columnsFor(said, request.fold));
  const against = againstStructure(request, base, rank);
  if (against !== undefined) return against;
  const between = amongItems(request, rank.by, direction, base);
  if (between) return between;
  // «Quale dei dieci processi con più impegnato ha liquidato meno?»
  if (asks === 'count' || (level === null && kinds.length === 0 && !isOfTop(base.select))) return null;
  if (level !== null) {
    // «L’ufficio che ha speso di più in ogni settore»: the first of those of each.
    const within = group === 'department' && level.level === 'unit' ? group : null;
    if (group !== within || kinds.length > 1 || kinds.some((one) => !one.plural)) return null;
    const summed = addsUp || (limit !== 1 && own.length === 1 && (own[0]?.fold ?? request.fold) === 'sum');
    return {
      ...base,
      by: level.level,
      columns: columns.length > 0 ? columns : [by],
      fold: summed ? 'sum' : null,
      order: {
        ...order,
        direction,
        from: place,
        limit: request.ordered ? null : (limit ?? (within === null ? 5 : 1)),
        per: within,
      },
    };
  }
  if (request.eitherKind && pick === null && group === null)
    return 'figure' in rank.by
      ? { ...base, by: 'kind', columns: [by], order: { ...order, direction, from: 1, limit: 1, per: null } }
      : null;
  const per = perOf(request, limit);
  if (per === 'unclear') return null;
  if (columns.length === 0 || per !== null)
    return {
      ...base,
      by: 'item',
      columns: columns.length > 0 ? columns : [by],
      order: {
        ...order,
        direction,
        from: place,
        limit: request.ordered ? null : (limit ?? (per === null ? 5 : 1)),
        per,
      },
    };
  if (limit === null) return null;
  // «Quanto hanno liquidato i tre con più impegnato?»: what is asked is of the first, and of nobody else.
  return {
    ...base,
    select: [{ type: 'top', of: { select: base.select, ...order, direction, from: place, limit } }],
    by:
      limit === 1 || request.one || request.fold !== null || own.some(({ fold }) => fold !== null)
        ? null
        : 'item',
    columns,
  };
}

/**
 * «I due settori con più impegnato: quanti obiettivi hanno?», «quanto ha impegnato il settore con più processi?»: what is
 * asked is of all that these structures do, not of what they were chosen by; undefined where nothing of the kind is said.
 */
function ofFirstStructures(request: Request): FiguresQuery | null | undefined {
  const { level, ranks, kinds, figures, asks, pick, group, having, atoms, refers, fold, one } = request;
  const [rank] = ranks;
  if (!rank?.by || level === null || level.level === 'goal' || group !== null || having.length > 0)
    return undefined;
  const counts = asks === 'count' && figures.length === 0;
  if (counts ? kinds.length === 0 : !('count' in rank.by) || figures.length === 0) return undefined;
  const limit = pick?.limit ?? (level.plural && !one ? null : 1);
  const foreign = kinds.length > 0 && !counts && !refers;
  // Of whom a narrower scope is said is not clear, unless what follows speaks of the same items again.
  if (ranks.length > 1 || limit === null || foreign || (atoms.length > 0 && !refers)) return null;
  const chosen: readonly Atom[] =
    'count' in rank.by && rank.by.count.length > 0 ? [{ type: 'kind', kinds: rank.by.count }] : [];
  const first = {
    select: [...chosen, ...atoms],
    ...orderFrom(rank.by),
    direction: pick?.reversed ? opposite(rank.direction) : rank.direction,
    from: pick?.place ?? 1,
    limit,
  };
  return {
    ...NO_FIGURES,
    select: [
      ...kindAtoms(kinds),
      ...(refers ? atoms : []),
      { type: 'structure', level: level.level, codes: [], first },
    ],
    by: fold === 'sum' || figures.some((said) => said.fold === 'sum') ? null : level.level,
    columns: counts ? [sum('items')] : figures.flatMap((said) => columnsFor(said, fold)),
  };
}

/** «I settori con più obiettivi del settore 4»: more than it has, which is no order; undefined where nothing of the kind is said. */
function againstStructure(
  { level, atoms, kinds, group, pick, asks }: Request,
  base: FiguresQuery,
  { by, direction }: { readonly by: RankBy; readonly direction: Direction },
): FiguresQuery | null | undefined {
  const one = atoms.find((atom) => atom.type === 'structure' && atom.level === level?.level);
  if (level === null || one?.type !== 'structure' || level.level === 'goal') return undefined;
  // Chosen before, they are what is put in order.
  if (one.codes.length > 1 && (one.first || one.held)) return undefined;
  const [code, ...others] = one.codes;
  if (others.length > 0 && !level.plural) return undefined;
  if (code === undefined || others.length > 0 || !level.plural || group !== null || pick !== null)
    return null;
  const expr = orderedBy(by);
  const counted =
    'count' in by && by.count.length > 0 ? [{ type: 'kind', kinds: by.count } as const] : kindAtoms(kinds);
  return {
    ...base,
    select: [...counted, ...atoms.filter((atom) => atom !== one)],
    by: level.level,
    columns: [expr],
    having: [{ expr, op: direction === 'most' ? 'gt' : 'lt', than: { place: { level: level.level, code } } }],
    fold: asks === 'count' ? 'count' : null,
  };
}

/** «Il settore con l’obiettivo più caro» ranks items, and asks whose the first is. */
function ranksItem({ level, kinds, group, atoms }: Request, by: RankBy): boolean {
  const [kind, ...others] = kinds;
  return (
    level !== null &&
    level.level !== 'goal' &&
    !level.plural &&
    kind !== undefined &&
    !kind.plural &&
    others.length === 0 &&
    kind.from > level.from &&
    group === null &&
    atoms.every(({ type }) => type === 'structure') &&
    'figure' in by
  );
}

/** «Tra il settore 5 e il settore 9 chi ha impegnato di più?», «quale tra i goal 3 e 4 …»: the structures or goals that are named are what is ranked. */
function amongStructures({
  kinds,
  atoms,
  forKinds,
}: Request): Pick<Piece<'level'>, 'level' | 'plural'> | null {
  const structure = atoms.find((atom) => atom.type === 'structure');
  const goal = atoms.find((atom) => atom.type === 'goal');
  if (kinds.length > 0 && !forKinds) return null;
  if (structure) return structure.codes.length > 1 ? { level: structure.level, plural: false } : null;
  return goal && goal.numbers.length > 1 ? { level: 'goal', plural: false } : null;
}

/** «Nidi e mensa: quale costa di più?», «pesa di più il 60 o il 61?»: the items that are named are what is ranked. */
function amongItems(
  { atoms, kinds, level, pick, group, asks }: Request,
  by: RankBy,
  direction: Direction,
  base: FiguresQuery,
): FiguresQuery | null {
  const [items, ...others] = atoms;
  if (items?.type !== 'items' || items.refs.length < 2 || others.length > 0 || !('figure' in by)) return null;
  if (level !== null || kinds.length > 0 || pick !== null || group !== null || asks === 'count') return null;
  return {
    ...base,
    by: 'item',
    columns: columnsOf(by.figure).map((one) => sum(one)),
    order: { ...orderFrom({ ...by, figure: single(by.figure) }), direction, from: 1, limit: 1, per: null },
  };
}

/** «Di ogni settore», «l’obiettivo e il processo»: the first inside each. */
function perOf(
  { group, kinds }: Request,
  limit: number | null,
): 'department' | 'unit' | 'kind' | 'unclear' | null {
  if (group === 'department' || group === 'unit' || group === 'kind')
    return kinds.length > 1 ? 'unclear' : group;
  if (group !== null) return 'unclear';
  const distinct = new Set(kinds.flatMap((one) => one.kinds));
  // «L’obiettivo o il processo»: one of either kind.
  return kinds.length > 1 && distinct.size > 1 && limit === 1 ? 'kind' : null;
}

/** Figures over one set are one query with several columns. */
export function merge(queries: readonly FiguresQuery[]): readonly FiguresQuery[] {
  const merged: FiguresQuery[] = [];
  for (const query of queries) {
    const last = merged.at(-1);
    const same =
      last &&
      last.fold === null &&
      query.fold === null &&
      // What comes first is so by the one figure, and has the other.
      (last.order?.limit ?? null) === null &&
      // «Quali obiettivi scadono nel 2022 e quanto pesa ciascuno?»: one list, with the figure.
      ((last.columns.length > 0 && query.columns.length > 0) ||
        (last.by === 'item' && query.columns.length > 0)) &&
      last.by === query.by &&
      JSON.stringify([last.select, last.having, last.order]) ===
        JSON.stringify([query.select, query.having, query.order]);
    const counts = last && countedTogether(last, query);
    if (counts) merged[merged.length - 1] = counts;
    else if (same)
      merged[merged.length - 1] = { ...last, columns: withoutTwins([...last.columns, ...query.columns]) };
    else merged.push(query);
  }
  return merged;
}

/** What is asked twice is told once. */
const withoutTwins = (columns: readonly Expr[]): readonly Expr[] => [
  ...new Map(columns.map((one) => [JSON.stringify(one), one])).values(),
];

/** «Quanti obiettivi e quanti processi ha il settore 9?»: how many there are of each kind. */
function countedTogether(one: FiguresQuery, other: FiguresQuery): FiguresQuery | null {
  const [kinds, others] = [one, other].map(({ select }) => select.find(({ type }) => type === 'kind'));
  if (
    kinds?.type !== 'kind' ||
    others?.type !== 'kind' ||
    kinds.kinds.some((kind) => others.kinds.includes(kind))
  )
    return null;
  const plain = ({ by, columns, having, order, fold }: FiguresQuery): boolean =>
    (by === null || by === 'kind') &&
    JSON.stringify(columns) === JSON.stringify([sum('items')]) &&
    having.length === 0 &&
    order === null &&
    fold === null;
  const rest = ({ select }: FiguresQuery): readonly Atom[] => select.filter(({ type }) => type !== 'kind');
  if (!plain(one) || !plain(other) || JSON.stringify(rest(one)) !== JSON.stringify(rest(other))) return null;
  const both: Atom = { type: 'kind', kinds: [...kinds.kinds, ...others.kinds] };
  return { ...one, by: 'kind', select: [both, ...rest(one)] };
}
