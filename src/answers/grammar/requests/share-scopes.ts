import type { Atom, Ranking } from '../../figures/figures-query.ts';
import type { Direction, RankBy } from '../pieces.ts';
import { byFigure, isMoney, opposite, orderFrom } from '../values.ts';
import { heldAgainst, isNamed, type Request, saysNothing } from './request.ts';

/**
 * What each part takes over from the others: a scope said once is everybody's, a kind goes on to what follows. One more for
 * each that something is asked of besides.
 */
export function shareScopes(all: readonly Request[]): readonly Request[] {
  const requests: Request[] = [];
  for (const request of all.flatMap((one, at) => ofEachCounted(one, all.slice(0, at)))) {
    const before = requests.at(-1);
    const kinds = requests.findLast((one) => one.kinds.length > 0)?.kinds ?? [];
    requests.push(request.ofThese ? ofThose(request, before) : beside(request, before, kinds));
  }
  const scoped = requests.filter(({ atoms }) => atoms.length > 0);
  const [only] = scoped;
  const common = scoped.length === 1 && only && requests.length > 1 ? only : null;
  // «Il settore 8 quanti obiettivi ha, quanti al 100 % e quanto pesano?»: the one place that is named first is everybody's.
  const [place, ...otherPlaces] = requests.filter(({ atoms }) => atoms.some(isNamed));
  const placed = otherPlaces.length === 0 && place !== undefined && place === requests[0] ? place : null;
  const groups = new Set(requests.flatMap((one) => one.group ?? []));
  const group = groups.size === 1 ? ([...groups][0] ?? null) : null;
  return requests.map((request, at) => {
    const before = requests.slice(0, at).findLast(({ kinds }) => kinds.length > 0);
    // «Numero e totale della spesa degli obiettivi»: what is counted is said after.
    const following = requests[at + 1];
    const counts = request.asks === 'count' && saysNothing(request) && before === undefined;
    // «Quanto hanno impegnato e quanto hanno liquidato gli obiettivi con peso 24»: of whom is said at the end.
    const alike =
      following?.asks === request.asks &&
      isBareFigure(request) &&
      following.figures.length > 0 &&
      requests.slice(0, at).every(({ kinds, atoms }) => kinds.length + atoms.length === 0);
    const next = counts || alike ? following : undefined;
    const chosen = requests[at - 1];
    // «Qual è il settore con più obiettivi e quanto costa?»: of the one, or of the few, that were asked for.
    const ofChosen =
      chosen !== undefined &&
      isOfFew(chosen) &&
      (isBareFigure(request) ||
        isItsFigure(request, chosen) ||
        isOfThose(request) ||
        isCountOf(request, chosen)) &&
      !request.group;
    if (ofChosen)
      return {
        ...request,
        level: chosen.level,
        ranks: chosen.level === null ? chosen.ranks : chosen.ranks.map((rank) => ofKinds(rank, chosen.kinds)),
        pick: chosen.pick,
        one: chosen.one,
        atoms: chosen.atoms,
        kinds: chosen.level === null ? chosen.kinds : request.kinds,
      };
    const firstFew = chosen && isBareSum(request) ? sumOfFew(request, chosen) : null;
    if (firstFew) return firstFew;
    // «Quanti processi hanno entrate accertate e quanto fanno insieme?»: of what they were chosen by.
    const addsUp =
      isBareSum(request) && chosen !== undefined && chosen.figures.length + chosen.ranks.length === 0;
    if (addsUp)
      return {
        ...request,
        kinds: chosen.kinds,
        atoms: chosen.atoms,
        figures: heldAgainst(chosen.atoms).flatMap((one) =>
          one.type === 'fold' ? [{ figure: one.figure, fold: null, perPoint: false }] : [],
        ),
      };
    return {
      ...request,
      atoms:
        next !== undefined
          ? next.atoms
          : common !== null && request !== common
            ? request.whole || holdsItself(common, request)
              ? []
              : lentBy(common, request, requests.indexOf(common) < at)
            : placed !== null && request !== placed && request.atoms.length === 0 && !request.whole
              ? placed.atoms.filter(isNamed)
              : [...placesLent(request, before), ...request.atoms],
      // «Quanti obiettivi ha ogni settore, e chi ne ha di più?»: the rows are what is ranked.
      group: request.group ?? (request.ranks.length > 0 && request.level?.level === group ? null : group),
      kinds:
        request.kinds.length === 0 &&
        !isOfCount(request) &&
        !isOfPlace(request, before) &&
        !isOfAllPlaces(request, before) &&
        request.atoms.every(({ type }) => type !== 'items')
          ? (kindsCounted(request, requests.slice(0, at)) ?? before?.kinds ?? next?.kinds ?? [])
          : request.kinds,
      figures: goesOn(request)
        ? (requests.slice(0, at).findLast(({ figures }) => figures.length > 0)?.figures ?? [])
        : request.figures,
      // «Il suo obiettivo più pesante»: items are what is put in order.
      level:
        request.level ??
        (request.ranks.length > 0 &&
        !(request.kinds.length > 0 && (request.ofThese || request.atoms.some(isNamed)))
          ? (requests[at - 1]?.level ?? null)
          : null),
      ranks: request.ranks.map((rank) => ({
        ...rank,
        by:
          alongside(rank.by, before, request) ??
          requests.slice(0, at).findLast(({ ranks }) => ranks.length > 0)?.ranks[0]?.by ??
          null,
      })),
    };
  });
}

/** «I tre settori con meno personale sugli obiettivi»: whatever is asked of them, they come first by that of their objectives. */
function ofKinds(rank: Request['ranks'][number], kinds: Request['kinds']): Request['ranks'][number] {
  const of = kinds.flatMap((one) => one.kinds);
  return of.length > 0 && rank.by !== null && 'figure' in rank.by && !rank.by.of
    ? { ...rank, by: { ...rank.by, of } }
    : rank;
}

/** «Quanti obiettivi ha il settore 8 e quali pesano più di 22?»: what is said alone narrows what was just counted. */
function placesLent(
  { kinds, atoms, level, asks, figures }: Request,
  before: Request | undefined,
): readonly Atom[] {
  if (before === undefined || kinds.length > 0 || level !== null || atoms.length === 0) return [];
  const places = before.atoms.filter(
    ({ type }) => type === 'structure' || type === 'goal' || type === 'scope',
  );
  if (atoms.every(({ type }) => type === 'bound')) return places;
  // «Quanti del settore 2 sono legati al goal 3, e quanti del settore 4?»: the same of another place.
  const ofAnother =
    asks === before.asks &&
    figures.length === 0 &&
    atoms.every(({ type }) => type === 'structure') &&
    before.atoms.some(({ type }) => type === 'structure');
  if (ofAnother) return before.atoms.filter(({ type }) => type !== 'structure');
  // «Quanti obiettivi pesano 24 e quali sono del settore 9?»
  const ofCounted = asks === 'which' && before.asks === 'count' && before.level === null;
  return ofCounted ? before.atoms.filter(({ type }) => atoms.every((one) => one.type !== type)) : [];
}

/** «Quanti costano di personale meno di 10.000, e quale è il più economico?»: by the cost that was said. */
function alongside(by: RankBy | null, before: Request | undefined, own: Request): RankBy | null {
  if (by === null || !('figure' in by) || by.figure !== 'cost') return by;
  // «I due settori che hanno speso di più di personale e i due che hanno speso di meno».
  const [rank] = before?.ranks ?? [];
  const isOfSame = own.kinds.length + own.figures.length === 0 && own.level === null;
  if (isOfSame && rank?.by && 'figure' in rank.by && isMoney(rank.by.figure)) return rank.by;
  const said = (before?.atoms ?? []).flatMap((atom) => (atom.type === 'bound' ? [atom.figure] : []));
  return said.includes('personnel') ? byFigure('personnel') : by;
}

/**
 * «E il secondo?», «e chi ne ha di più?»: a place in the ranking before it, or the first of what was counted or summed.
 * @param spokenOf the items that were asked about last
 */
function beside(request: Request, before: Request | undefined, spokenOf: Request['kinds']): Request {
  const { kinds, atoms, figures, ranks, level, pick, having } = request;
  // «Il processo più caro del settore 9 e quello del settore 5»: the first of the same order.
  const isAnother = request.refers && request.one && kinds.length + figures.length + ranks.length === 0;
  if (before && isAnother && atoms.every(isNamed) && atoms.length > 0 && before.ranks.length === 1)
    return {
      ...before,
      asks: request.asks,
      atoms: [...before.atoms.filter((atom) => !isNamed(atom)), ...atoms],
    };
  if (!before || kinds.length + atoms.length + figures.length + having.length > 0) return request;
  const [rank, ...others] = ranks;
  if (rank === undefined && pick !== null && level === null && before.ranks.length === 1)
    return { ...before, asks: request.asks, pick, one: true };
  const [said, ...more] = before.figures;
  // «Quanto è stato impegnato in tutto e chi ha impegnato di più?»: of the departments.
  const alike =
    rank?.by != null &&
    'figure' in rank.by &&
    said !== undefined &&
    rank.by.figure === said.figure &&
    level === null;
  if (rank === undefined || (rank.by !== null && !alike) || others.length > 0 || before.ranks.length > 0)
    return request;
  const counted = before.asks === 'count' && said === undefined && before.kinds.length > 0;
  if (!counted && (said === undefined || more.length > 0 || before.level !== null)) return request;
  // «Quanti obiettivi ha il settore 4, quanto hanno impegnato e quale ha impegnato di più?»: of the objectives.
  if (!counted && level === null && spokenOf.length > 0) return request;
  // «Quanto pesano insieme il 4 e il 5, e quale pesa di più?»: of those that were named.
  const ofItems = before.atoms.some(({ type }) => type === 'items');
  return {
    ...request,
    level: level ?? (ofItems ? null : { cat: 'level', level: 'department', plural: false, from: 0, to: 0 }),
    atoms: before.atoms,
    ranks: [
      {
        ...rank,
        by: said === undefined ? { count: before.kinds.flatMap((one) => one.kinds) } : byFigure(said.figure),
      },
    ],
  };
}

/** A request about the items of the one before it: those of the structure that came first, or those that were counted. */
function ofThose(request: Request, before: Request | undefined): Request {
  if (!before) return request;
  const [rank, ...others] = before.ranks;
  const counted = rank?.by && 'count' in rank.by ? rank.by.count : null;
  const first: readonly Atom[] | null =
    rank === undefined || others.length > 0 || !rank.by
      ? []
      : before.level !== null && before.level.level !== 'goal'
        ? [{ type: 'structure', level: before.level.level, codes: [], first: firstRanked(before, rank) }]
        : before.level === null
          ? [{ type: 'top', of: firstRanked(before, rank) }]
          : null;
  if (first === null) return request;
  const kinds: Request['kinds'] =
    request.kinds.length > 0
      ? request.kinds
      : before.kinds.length > 0
        ? before.kinds
        : counted === null
          ? []
          : [{ cat: 'kind', kinds: counted, plural: true, from: 0, to: 0 }];
  // «E quanto di questo è stato liquidato?»: of the same total.
  const adds = request.figures.length > 0 && before.figures.some(({ fold }) => fold === 'sum');
  const fold = request.fold ?? (adds ? 'sum' : null);
  return { ...request, fold, kinds, atoms: [...first, ...before.atoms, ...request.atoms] };
}

/** The ranking of a request, with what it ranks among. */
export function firstRanked(
  { kinds, atoms, pick, level, one }: Request,
  rank: { readonly by: RankBy | null; readonly direction: Direction },
): Ranking {
  const counted = rank.by && 'count' in rank.by ? rank.by.count : kinds.flatMap((said) => said.kinds);
  const plural = level === null ? kinds.some((said) => said.plural) : level.plural;
  return {
    select: [
      ...(counted.length > 0 ? [{ type: 'kind', kinds: [...new Set(counted)] } as const] : []),
      ...atoms,
    ],
    ...orderFrom(rank.by ?? { count: [] }),
    direction: pick?.reversed ? opposite(rank.direction) : rank.direction,
    from: pick?.place ?? 1,
    limit: pick?.limit ?? (plural && !one ? 5 : 1),
  };
}

/** The first, or the first few, of a ranking by a figure that is said. */
const isOfFew = ({ ranks: [rank, ...others], level, kinds, pick, one, group }: Request): boolean =>
  rank !== undefined &&
  rank.by !== null &&
  others.length === 0 &&
  group === null &&
  (level !== null || kinds.length === 1) &&
  (pick !== null || one || !(level ?? kinds[0])?.plural);

/** «E quanti processi ha?»: of the structure, or the few, that were asked for. */
const isCountOf = ({ asks, kinds, figures, atoms, ranks, level, whole }: Request, chosen: Request): boolean =>
  asks === 'count' &&
  kinds.length === 1 &&
  figures.length + atoms.length + ranks.length === 0 &&
  level === null &&
  !whole &&
  chosen.level !== null &&
  chosen.level.level !== 'goal';

/** «Quanto costano quegli obiettivi?». */
const isOfThose = ({ refers, asks, figures, kinds, atoms, ranks, level }: Request): boolean =>
  refers &&
  asks === 'value' &&
  figures.length > 0 &&
  kinds.length === 1 &&
  atoms.length + ranks.length === 0 &&
  level === null;

/**
 * «Quanti processi ha il settore 6, e quanto ha liquidato?»: the department has, and not only its processes. «…, e quanto
 * costa il settore 4?»: all that another has.
 */
function isOfPlace({ hasIt, ofMany, refers, figures, atoms }: Request, before: Request | undefined): boolean {
  if (
    figures.length === 0 ||
    !before ||
    (before.asks !== 'count' && before.ranks.length === 0 && !isOfMany(before))
  )
    return false;
  const isOne = (atom: Atom): boolean => atom.type === 'structure' && atom.codes.length === 1;
  const isNew = !ofMany && !refers && atoms.length === 1 && atoms.some(isOne);
  return hasIt && before.atoms.some(isOne) ? before.atoms.length === 1 : isNew;
}

/** «Quanti obiettivi ha il settore 4? In quale settore si è speso di più?»: by another figure, of all that each has. */
const isOfAllPlaces = ({ asks, level, ranks: [rank] }: Request, before: Request | undefined): boolean =>
  asks !== null &&
  level !== null &&
  rank?.by != null &&
  'figure' in rank.by &&
  before !== undefined &&
  before.level === null &&
  before.group === null &&
  !before.figures.some(({ figure }) => rank.by !== null && 'figure' in rank.by && figure === rank.by.figure);

/** What was counted right before, one thing after the other. */
function countedBefore(before: readonly Request[]): readonly Request[] {
  const counts = ({ asks, kinds, figures, ranks, level }: Request): boolean =>
    asks === 'count' && kinds.length > 0 && figures.length + ranks.length === 0 && level === null;
  return before.slice(before.findLastIndex((one) => !counts(one)) + 1);
}

/** «Quanti obiettivi il settore 5 e quanti processi il settore 3, e quanto hanno impegnato?»: of the ones and of the others. */
function ofEachCounted(request: Request, before: readonly Request[]): readonly Request[] {
  const together = countedBefore(before);
  return isBareFigure(request) && together.length > 1 && together.every(({ atoms }) => atoms.some(isNamed))
    ? together.map(({ kinds, atoms }) => ({ ...request, kinds, atoms }))
    : [request];
}

/** «Quanti obiettivi e quanti processi ha il settore 5, e quanto hanno impegnato?»: of all that was just counted; null for anything else. */
function kindsCounted(request: Request, before: readonly Request[]): Request['kinds'] | null {
  const together = countedBefore(before);
  const places = together.filter(({ atoms }) => atoms.length > 0);
  return isBareFigure(request) && together.length > 1 && places.length < 2
    ? together.flatMap(({ kinds }) => kinds)
    : null;
}

/** «Quale settore ne ha di più?», «quali settori ne hanno più di 10?»: of what is counted, the order or the limit says. */
const isOfCount = ({ ranks: [rank], level, having }: Request): boolean =>
  level !== null && ((rank?.by != null && 'count' in rank.by) || having.length > 0);

const isBareFigure = ({ asks, kinds, atoms, figures, ranks, level, whole }: Request): boolean =>
  asks === 'value' &&
  figures.length > 0 &&
  kinds.length + atoms.length + ranks.length === 0 &&
  level === null &&
  !whole;

/** «… e qual è il suo peso?», after the one that was asked for; a mean or a sum is of more than one. */
const isItsFigure = (request: Request, { pick }: Request): boolean =>
  (request.asks === 'which' || request.asks === null) &&
  request.fold === null &&
  request.figures.every(({ fold }) => fold === null || (pick !== null && pick.limit > 1)) &&
  isBareFigure({ ...request, asks: 'value' });

/** «I tre processi con più liquidato, e quanto fanno insieme?»: of what they come first by. */
function sumOfFew(request: Request, chosen: Request): Request | null {
  const [rank] = chosen.ranks;
  if (!isOfFew(chosen) || chosen.level !== null || !rank?.by || !('figure' in rank.by)) return null;
  return {
    ...request,
    asks: 'value',
    kinds: chosen.kinds,
    atoms: [{ type: 'top', of: firstRanked(chosen, rank) }],
    figures: [{ figure: rank.by.figure, fold: null, perPoint: false }],
  };
}

/** «E quanto fanno insieme?», «e il loro totale», of nothing new. */
const isBareSum = ({ asks, fold, kinds, atoms, figures, ranks, level }: Request): boolean =>
  asks !== 'count' &&
  asks !== 'list' &&
  fold === 'sum' &&
  kinds.length + atoms.length + figures.length + ranks.length === 0 &&
  level === null;

/** «E quali sono quelle del settore 5?»: the figure that was asked before. */
const goesOn = ({ refers, figures, ranks, asks, kinds, atoms }: Request): boolean =>
  figures.length === 0 &&
  ranks.length === 0 &&
  ((refers && asks !== 'count') || (asks === 'value' && kinds.length + atoms.length > 0));

/** «I tre processi più cari e quanto hanno incassato i processi del settore 9?»: the place is of those that are named again. */
const holdsItself = (place: Request, to: Request): boolean =>
  to.ranks.length > 0 && to.kinds.length > 0 && place.kinds.length > 0 && place.figures.length > 0;

/**
 * What was said before holds for what follows; what is said after holds for what came before only where it names a place.
 * «Quelli del settore 5» have it for themselves, unless both are places in an order: «il più caro e quello meno caro del settore 7».
 */
const lentBy = (from: Request, to: Request, before: boolean): readonly Atom[] => {
  const { refers, ofThese, ranks } = from;
  const atoms = from.atoms.filter((atom) => mayHold(atom, to));
  if (before) return atoms;
  // «Qual è l’obiettivo più costoso e quanti processi ha il settore 4?»: what is asked in full needs nothing of what follows.
  const isWhole = to.asks !== null && to.kinds.length + Number(to.level !== null) > 0;
  if (isWhole && ((to.ranks.length > 0 && ranks.length === 0) || isOfMany(to))) return [];
  if (ofThese || (refers && (ranks.length === 0 || to.ranks.length === 0))) return [];
  return atoms.filter((atom) => isNamed(atom.type === 'not' ? atom.atom : atom));
};

/** Whether what is said of one request may be meant of another, where that says nothing of it. */
function mayHold(atom: Atom, to: Request): boolean {
  const { kinds, level, ranks, figures } = to;
  switch (atom.type) {
    // «Quanto pesa il 30 e qual è il processo più costoso?»: one item is no set in which anything else is looked for.
    case 'items':
      return kinds.length === 0 && level === null && !isOfMany(to);
    // «Quanto ha impegnato il settore 9, e in quale settore si è speso di più?»: of all of them.
    case 'structure':
      return (
        level === null || level.level === 'goal' || (level.level === 'unit' && atom.level === 'department')
      );
    case 'goal':
    case 'scope':
      return true;
    // «Quanti processi costano più di 500.000 euro, e quanto costa in media un obiettivo?»: what is asked in full is of all of its kind.
    default:
      return kinds.length === 0 || ranks.length + figures.length + Number(isOfMany(to)) === 0;
  }
}

/** A mean or the like: of more than one. */
const isOfMany = ({ fold, figures }: Request): boolean =>
  [fold, ...figures.map((one) => one.fold)].some((one) => one !== null && one !== 'sum');
