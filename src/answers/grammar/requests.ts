import { needsFigures } from '../figures/conditions.ts';
import {
  type Atom,
  type Expr,
  type Figure,
  type FiguresQuery,
  type Fold,
  type Level,
  NO_FIGURES,
  type Ranking,
} from '../figures/figures-query.ts';
import type { Token } from '../language/tokens.ts';
import type { Direction, Piece, RankBy, SaidFigure } from './pieces.ts';
import { byFigure, columnsOf, isRate, opposite, single } from './values.ts';

/** What one part of a question asks, before it is known what it takes over from the others. */
export interface Request {
  readonly asks: Piece<'ask'>['what'] | null;
  readonly kinds: readonly Piece<'kind'>[];
  readonly level: Piece<'level'> | null;
  readonly atoms: readonly Atom[];
  /** "Di tutto l’ente": said to be of everything. */
  readonly whole: boolean;
  readonly figures: readonly {
    readonly figure: SaidFigure;
    readonly fold: Fold | null;
    /** For each point of weight. */
    readonly perPoint: boolean;
  }[];
  readonly fold: Fold | null;
  /** `by` is null for "il più basso", of a figure said before. */
  readonly ranks: readonly { readonly by: RankBy | null; readonly direction: Direction }[];
  /** "Qual è quello": one is asked for. */
  readonly one: boolean;
  /** "Del settore 5 o del 7": of either, not side by side. */
  readonly either: boolean;
  /** Asked to be put in order: all of them. */
  readonly ordered: boolean;
  readonly pick: { readonly place: number; readonly limit: number; readonly reversed: boolean } | null;
  readonly group: Level | null;
  readonly having: readonly Piece<'having'>[];
  /** "Quelli con peso 24": of what was said before, with a scope of its own. */
  readonly refers: boolean;
  /** "Quanti di questi": of the very items that the request before is about. */
  readonly ofThese: boolean;
}

const IDLE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['courtesy', 'filler', 'aside', 'year', 'but']);

/** What narrows nothing and asks nothing. */
export const isIdle = ({ cat }: Piece): boolean => IDLE.has(cat);

/** Cuts the pieces of a question where another thing is asked: «e quanti processi», «e quanto hanno liquidato». */
export function divide(pieces: readonly Piece[], tokens: readonly Token[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  for (const [at, piece] of pieces.entries()) {
    if (isIdle(piece)) continue;
    const current = parts.at(-1) ?? [];
    // «…? Dimmi anche quali»: what is said to be polite stands between, and joins nothing.
    const before = pieces.slice(0, at).findLast((one) => !isIdle(one));
    const joined =
      before?.cat === 'and' ||
      tokens.slice(before?.to ?? piece.from, piece.from + 1).some(({ pause }) => pause) ||
      (before !== undefined && tokens[before.to - 1]?.clause !== tokens[piece.from]?.clause);
    // «…, in percentuale, …» says how; «… e che percentuale è …» asks more.
    const asideOnly =
      piece.cat === 'share' && (before?.cat !== 'and' || current.some(({ cat }) => cat === 'share'));
    if (joined && !asideOnly && current.length > 0 && beginsAnother(current, pieces.slice(at)))
      parts.push([piece]);
    else current.push(piece);
  }
  return parts.map((part) => part.filter(({ cat }, at) => cat !== 'and' || at < part.length - 1));
}

/** Whether what follows a conjunction asks for something else than what it goes on. */
function beginsAnother(current: readonly Piece[], rest: readonly Piece[]): boolean {
  const [next] = rest;
  if (!next) return false;
  const has = (cat: Piece['cat']): boolean => current.some((piece) => piece.cat === cat);
  const asked = has('ask') || has('figure') || has('folded');
  // «Quale settore ha più processi, quale è secondo e quale ne ha meno?».
  const place = rest.slice(0, 2).some(({ cat }) => cat === 'pick' || cat === 'degree');
  if (next.cat === 'ask') return asked || (has('rank') && place);
  if (next.cat === 'pick') return has('rank') && !has('pick');
  if (next.cat === 'these') return has('rank') || asked;
  if (next.cat === 'share') return asked;
  // «L’obiettivo con il riscosso più alto e quello con il più basso».
  if (next.cat === 'pronoun')
    return (
      (has('rank') || asked) && rest.some(({ cat }) => cat === 'rank' || cat === 'degree' || cat === 'atoms')
    );
  // «Settore che ha accertato di più e settore che ha accertato di meno».
  if (next.cat === 'level') return has('rank') && rest.some(({ cat }) => cat === 'rank' || cat === 'degree');
  if (next.cat !== 'figure' && next.cat !== 'folded') return false;
  // «L’impegnato del settore 5 e il liquidato del settore 7»: each figure with a scope of its own.
  const scoped = has('atoms');
  const following = rest.slice(1).find(({ cat }) => cat !== 'filler' && cat !== 'courtesy');
  return current.some(({ cat }) => cat === 'ask' && cat === 'ask') && !has('figure') && !has('folded')
    ? true
    : (scoped && following?.cat === 'atoms') ||
        (has('kind') && (has('figure') || has('folded')) && following?.cat === 'kind');
}

/** «Per impegnato, dal più alto», «in ordine crescente»: says that an order is asked. */
const isOrder = (cat: Piece['cat']): boolean =>
  cat === 'order' || cat === 'ascending' || cat === 'descending';

const onlyOf = <C extends Piece['cat']>(pieces: readonly Piece[], cat: C): readonly Piece<C>[] =>
  pieces.filter((piece): piece is Piece<C> => piece.cat === cat);

/** Reads one part; "in percentuale" says nothing beside a rate. Null where its pieces do not make a request. */
export function readRequest(said: readonly Piece[], tokens: readonly Token[]): Request | null {
  const rate = said.some(
    ({ cat, ...piece }) => cat === 'figure' && 'figure' in piece && isRate(piece.figure),
  );
  const pieces = rate ? said.filter(({ cat }) => cat !== 'share') : said;
  const known = new Set<Piece['cat']>([
    'ask',
    'kind',
    'level',
    'atoms',
    'figure',
    'folded',
    'fold',
    'rank',
    'pick',
    'number',
    'group',
    'having',
    'and',
    'between',
    'order',
    'ordering',
    'pronoun',
    'degree',
    'ascending',
    'descending',
    'point',
    'perpoint',
    'first',
    'body',
    'lens',
    'these',
  ]);
  if (pieces.some(({ cat }) => !known.has(cat))) return null;
  const asks = pieces.flatMap((piece, at): readonly Piece<'ask'>['what'][] => {
    if (piece.cat !== 'ask') return [];
    const { cat: next } = pieces[at + 1] ?? {};
    // «Quante sono le somme riscosse?»: how much.
    const much =
      /^quant[ie]$/.test(tokens[piece.from]?.text ?? '') && (next === 'figure' || next === 'folded');
    return [much ? 'value' : piece.what];
  });
  const kinds = [...onlyOf(pieces, 'kind'), ...onlyOf(pieces, 'group').flatMap(kindOfEach)];
  const excludes = pieces.some(
    (piece) => piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'not'),
  );
  // «Tutti i settori tranne il 9»: the body but for one of them, and no list.
  const levels = onlyOf(pieces, 'level').filter(
    ({ from }) =>
      !excludes || !tokens.slice(Math.max(0, from - 2), from).some(({ text }) => /^tutt[ie]$/.test(text)),
  );
  const picks = onlyOf(pieces, 'pick');
  const numbers = onlyOf(pieces, 'number');
  const groups = onlyOf(pieces, 'group');
  const folds = onlyOf(pieces, 'fold');
  const orderings = onlyOf(pieces, 'ordering');
  const lenses = onlyOf(pieces, 'lens');
  if (lenses.length > 1) return null;
  const [lens] = lenses;
  const rankings = pieces.filter(({ cat }) => cat === 'rank' || cat === 'degree').length;
  // «Per impegnato» orders only where an order is asked.
  if (
    orderings.length > 0 &&
    picks.length === 0 &&
    numbers.length === 0 &&
    !pieces.some(({ cat }) => isOrder(cat))
  )
    return null;
  if (levels.length > 1 || picks.length + numbers.length > 1 || groups.length > 1) return null;
  if (folds.length > 1 || onlyOf(pieces, 'first').length > 0) return null;
  const ofThese = pieces.some(({ cat }) => cat === 'these');
  const have =
    asks.every((one) => one === 'count' || (ofThese && one === 'which')) && asks.length > 0
      ? onlyOf(pieces, 'figure').filter((one) => isHad(one, tokens))
      : [];
  const [number] = numbers;
  // «I 3 processi»: a number is how many only before what it counts.
  if (number && !countsWhatFollows(pieces, number, tokens)) return null;
  const [pick] = picks;
  const asc = onlyOf(pieces, 'ascending');
  const ordersNothing =
    asc.length + onlyOf(pieces, 'descending').length > 0 && rankings + orderings.length === 0;
  const goodness = ordersNothing ? orderedBy(pieces, tokens) : null;
  if (ordersNothing && goodness === null) return null;
  const direction: Direction = onlyOf(pieces, 'ascending').length > 0 ? 'least' : 'most';
  return {
    asks: asks.includes('count')
      ? 'count'
      : asks.includes('list') || isOfEach(pieces, tokens)
        ? 'list'
        : (asks[0] ?? null),
    kinds,
    level: levels[0] ?? null,
    atoms: [
      ...(isOfBoth(pieces, tokens)
        ? onlyOf(pieces, 'atoms').flatMap((piece) => piece.atoms)
        : joined(onlyOf(pieces, 'atoms').flatMap((piece) => piece.atoms))),
      ...have.map(declaring),
    ],
    whole: said.some(({ cat }) => cat === 'body'),
    figures: perPoint(pieces.filter((piece) => !have.some((one) => one === piece))).flatMap(
      (piece): Request['figures'] =>
        piece.cat === 'figure'
          ? [{ figure: piece.figure, fold: null, perPoint: false }]
          : piece.cat === 'folded'
            ? [{ figure: piece.figure, fold: piece.fold, perPoint: false }]
            : piece.cat === 'perpoint'
              ? [{ figure: piece.figure, fold: null, perPoint: true }]
              : piece.cat === 'lens' && rankings === 0
                ? [{ figure: piece.figure, fold: null, perPoint: false }]
                : [],
    ),
    fold: folds[0]?.fold ?? null,
    ranks: [
      ...onlyOf(pieces, 'rank').map((rank) => (lens && 'figure' in rank.by ? along(rank, lens) : rank)),
      ...onlyOf(pieces, 'degree').map(({ direction }) => ({
        by: lens ? byFigure(lens.figure) : null,
        direction,
      })),
      ...onlyOf(pieces, 'ordering').map(({ by }) => ({ by, direction })),
      ...(goodness === null ? [] : [{ by: byFigure(goodness), direction }]),
    ],
    ordered:
      onlyOf(pieces, 'rank').some(({ all }) => all === true) ||
      goodness !== null ||
      pieces.some(({ cat }) => cat === 'order' || (isOrder(cat) && orderings.length > 0 && !pick && !number)),
    pick: pick ?? (number ? { place: 1, limit: number.value, reversed: false } : null),
    group: groups[0]?.level ?? null,
    having: onlyOf(pieces, 'having'),
    refers: pieces.some(({ cat }) => cat === 'pronoun'),
    ofThese,
    one: pieces.some(
      ({ cat, from, to }) =>
        (cat === 'pronoun' || cat === 'ask') &&
        tokens.slice(from, to).some(({ text }) => /^(quello|quella|qual|quale|chi)$/.test(text)),
    ),
    either: pieces.some(
      ({ cat, from, to }) =>
        cat === 'atoms' && tokens.slice(from, to).some(({ text }) => /^(o|od|oppure)$/.test(text)),
    ),
  };
}

/** «Il più costoso come personale», «il più pesante sui costi»: whatever the adjective, the order goes by the figure. */
const along = (rank: Piece<'rank'>, lens: Piece<'lens'>): Piece<'rank'> => ({
  ...rank,
  by: byFigure(lens.figure),
});

/** «Quanti processi hanno un accertato»: those that declare it are counted. */
const isHad = ({ figure, from }: Piece<'figure'>, tokens: readonly Token[]): boolean =>
  !isRate(figure) &&
  figure !== 'weight' &&
  tokens.slice(Math.max(0, from - 2), from).some(({ text }) => /^(ha|hanno)$/.test(text));

const declaring = ({ figure }: Piece<'figure'>): Atom =>
  figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) };

/** «Dal peggiore al migliore»: an order by what is said of them, or by how far they are. */
function orderedBy(pieces: readonly Piece[], tokens: readonly Token[]): SaidFigure | null {
  const said = onlyOf(pieces, 'figure').map(({ figure }) => figure);
  const held = onlyOf(pieces, 'atoms').flatMap(({ atoms }) =>
    atoms.flatMap((atom) => (atom.type === 'bound' ? [atom.figure] : [])),
  );
  const [figure, ...others] = new Set([...said, ...held]);
  if (figure !== undefined) return others.length === 0 ? figure : null;
  return tokens.some(({ text }) => /^(peggior|miglior)[ei]$/.test(text)) ? 'attainment' : null;
}

/** «Gli obiettivi con il relativo peso»: the figure of each of them. */
const isOfEach = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  onlyOf(pieces, 'kind').some(({ plural }) => plural) &&
  tokens
    .slice(pieces[0]?.from ?? 0, pieces.at(-1)?.to ?? 0)
    .some(({ text }) => /^(relativ|rispettiv)[oaie]$/.test(text));

/** «Sia del goal 11 sia del goal 13»: of both at once. */
const isOfBoth = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  onlyOf(pieces, 'atoms').filter(({ from }) =>
    tokens.slice(Math.max(0, from - 2), from).some(({ text }) => text === 'sia'),
  ).length > 1;

/** «Quanto costa ogni obiettivo?»: of what there is a row for each. */
const kindOfEach = ({ kinds, from, to }: Piece<'group'>): readonly Piece<'kind'>[] =>
  kinds === undefined ? [] : [{ cat: 'kind', kinds, plural: true, from, to }];

/** «Del settore 5 e del settore 7» is of either: no item is asked to be of both. */
function joined(atoms: readonly Atom[]): readonly Atom[] {
  const kept: Atom[] = [];
  for (const atom of atoms) {
    const at = kept.findIndex((one) => one.type === atom.type);
    const same = kept[at];
    if (atom.type === 'structure' && same?.type === 'structure' && same.level === atom.level)
      kept[at] = { ...same, codes: [...new Set([...same.codes, ...atom.codes])] };
    else if (atom.type === 'goal' && same?.type === 'goal')
      kept[at] = { ...same, numbers: [...new Set([...same.numbers, ...atom.numbers])] };
    // «Annuali e triennali»: no item lasts both.
    else if (atom.type === 'span' && same?.type === 'span') kept[at] = { type: 'any', atoms: [same, atom] };
    else if (atom.type === 'items' && same?.type === 'items')
      kept[at] = { ...same, refs: [...new Set([...same.refs, ...atom.refs])] };
    else kept.push(atom);
  }
  return kept;
}

/** «Il riscosso dell’obiettivo 24 per punto di peso»: said of the figure, wherever it stands. */
function perPoint(pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(({ cat }) => cat === 'point')) return pieces;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.cat === 'folded' && piece.fold === 'sum') return [{ ...piece, cat: 'perpoint' }];
    if (piece.cat !== 'figure') return piece.cat === 'point' ? [] : [piece];
    const cost = piece.figure === 'cost' || piece.figure === 'personnel';
    return cost ? [{ ...piece, figure: 'cost_per_weight' }] : [{ ...piece, cat: 'perpoint' }];
  });
}

function countsWhatFollows(
  pieces: readonly Piece[],
  number: Piece<'number'>,
  tokens: readonly Token[],
): boolean {
  if (!Number.isInteger(number.value) || number.value < 1 || number.value > 200) return false;
  const next = pieces[pieces.indexOf(number) + 1];
  // «Quali sono i 2 con meno liquidato».
  if (next?.cat === 'rank') return /^(i|gli|le|dei|degli|delle)$/.test(tokens[number.from - 1]?.text ?? '');
  return (next?.cat === 'kind' || next?.cat === 'level') && next.plural;
}

/** What each part takes over from the others: a scope said once is everybody's, a kind goes on to what follows. */
export function shareScopes(all: readonly Request[]): readonly Request[] {
  const requests: Request[] = [];
  for (const request of all) {
    const before = requests.at(-1);
    requests.push(request.ofThese ? ofThose(request, before) : beside(request, before));
  }
  const scoped = requests.filter(({ atoms }) => atoms.length > 0);
  const [only] = scoped;
  const common = scoped.length === 1 && only && requests.length > 1 ? only : null;
  const groups = new Set(requests.flatMap((one) => one.group ?? []));
  const group = groups.size === 1 ? ([...groups][0] ?? null) : null;
  return requests.map((request, at) => {
    const before = requests.slice(0, at).findLast(({ kinds }) => kinds.length > 0);
    // «Numero e totale della spesa degli obiettivi»: what is counted is said after.
    const following = requests[at + 1];
    const counts = request.asks === 'count' && saysNothing(request);
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
      (isBareFigure(request) || isOfThose(request)) &&
      !request.group;
    if (ofChosen)
      return {
        ...request,
        level: chosen.level,
        ranks: chosen.ranks,
        pick: chosen.pick,
        one: chosen.one,
        atoms: chosen.atoms,
        kinds: chosen.level === null ? chosen.kinds : request.kinds,
      };
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
            ? lentBy(common, requests.indexOf(common) < at)
            : [...placesLent(request, before), ...request.atoms],
      group: request.group ?? group,
      kinds:
        request.kinds.length === 0 && !isOfCount(request)
          ? (before?.kinds ?? next?.kinds ?? [])
          : request.kinds,
      figures: goesOn(request)
        ? (requests.slice(0, at).findLast(({ figures }) => figures.length > 0)?.figures ?? [])
        : request.figures,
      level: request.level ?? (request.ranks.length > 0 ? (requests[at - 1]?.level ?? null) : null),
      ranks: request.ranks.map((rank) => ({
        ...rank,
        by: rank.by ?? requests.slice(0, at).findLast(({ ranks }) => ranks.length > 0)?.ranks[0]?.by ?? null,
      })),
    };
  });
}

/** «Quanti obiettivi ha il settore 8 e quali pesano più di 22?»: a condition alone is held by what was just counted. */
const placesLent = ({ kinds, atoms, level }: Request, before: Request | undefined): readonly Atom[] =>
  before === undefined ||
  kinds.length > 0 ||
  level !== null ||
  atoms.length === 0 ||
  atoms.some(({ type }) => type !== 'bound')
    ? []
    : before.atoms.filter(({ type }) => type === 'structure' || type === 'goal' || type === 'scope');

/** «E il secondo?», «e chi ne ha di più?»: a place in the ranking before it, or the first of what was counted or summed. */
function beside(request: Request, before: Request | undefined): Request {
  const { kinds, atoms, figures, ranks, level, pick, having } = request;
  if (!before || kinds.length + atoms.length + figures.length + having.length > 0) return request;
  const [rank, ...others] = ranks;
  if (rank === undefined && pick !== null && level === null && before.ranks.length === 1)
    return { ...before, asks: request.asks, pick, one: true };
  if (rank === undefined || rank.by !== null || others.length > 0 || before.ranks.length > 0) return request;
  const [said, ...more] = before.figures;
  const counted = before.asks === 'count' && said === undefined && before.kinds.length > 0;
  if (!counted && (said === undefined || more.length > 0 || before.level !== null)) return request;
  return {
    ...request,
    level: level ?? { cat: 'level', level: 'department', plural: false, from: 0, to: 0 },
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
    before.kinds.length > 0
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
function firstRanked(
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
    by: rank.by && 'figure' in rank.by ? sum(single(rank.by.figure)) : sum('items'),
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

/** «Quanto costano quegli obiettivi?». */
const isOfThose = ({ refers, asks, figures, kinds, atoms, ranks, level }: Request): boolean =>
  refers &&
  asks === 'value' &&
  figures.length > 0 &&
  kinds.length === 1 &&
  atoms.length + ranks.length === 0 &&
  level === null;

/** «Quale settore ne ha di più?»: of what is counted, the order says. */
const isOfCount = ({ ranks: [rank], level }: Request): boolean =>
  level !== null && rank?.by != null && 'count' in rank.by;

const isBareFigure = ({ asks, kinds, atoms, figures, ranks, level, whole }: Request): boolean =>
  asks === 'value' &&
  figures.length > 0 &&
  kinds.length + atoms.length + ranks.length === 0 &&
  level === null &&
  !whole;

/** «E quanto fanno insieme?», of nothing new. */
const isBareSum = ({ asks, fold, kinds, atoms, figures, ranks, level }: Request): boolean =>
  asks === 'value' &&
  fold === 'sum' &&
  kinds.length + atoms.length + figures.length + ranks.length === 0 &&
  level === null;

export const saysNothing = ({ kinds, atoms, figures, ranks, level }: Request): boolean =>
  kinds.length + atoms.length + figures.length + ranks.length === 0 && level === null;

/** «E quali sono quelle del settore 5?»: the figure that was asked before. */
const goesOn = ({ refers, figures, ranks, asks, kinds, atoms }: Request): boolean =>
  figures.length === 0 &&
  ranks.length === 0 &&
  ((refers && asks !== 'count') || (asks === 'value' && kinds.length + atoms.length > 0));

/** What was said before holds for what follows; what is said after holds for what came before only where it names a place. */
const lentBy = ({ atoms, refers, ofThese }: Request, before: boolean): readonly Atom[] =>
  before
    ? atoms
    : refers || ofThese
      ? []
      : atoms.filter((atom) => isNamed(atom.type === 'not' ? atom.atom : atom));

const isNamed = ({ type }: Atom): boolean => type === 'structure' || type === 'goal' || type === 'items';

const kindAtoms = (kinds: readonly Piece<'kind'>[]): readonly Atom[] => {
  const all = [...new Set(kinds.flatMap((one) => one.kinds))];
  return all.length === 0 || kinds.some((one) => one.kinds.length === 0)
    ? []
    : [{ type: 'kind', kinds: all }];
};

const sum = (figure: Figure, fold: Fold = 'sum'): Extract<Expr, { type: 'fold' }> => ({
  type: 'fold',
  fold,
  figure,
});

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
  const ofStructures = ofFirstStructures(request);
  if (ofStructures !== undefined) return ofStructures;
  if (counted.length > 0 && (kinds.length > 0 || request.figures.length > 0 || level === null)) return null;
  const select: readonly Atom[] = [
    ...(counted.length > 0
      ? counted.flat().length > 0
        ? [{ type: 'kind', kinds: [...new Set(counted.flat())] } as const]
        : []
      : kindAtoms(kinds)),
    ...request.atoms,
  ];
  const base: FiguresQuery = { ...NO_FIGURES, select };
  if (rank?.by) return ranked(request, { ...rank, by: rank.by }, base);
  if (request.pick !== null) return null;
  if (having.length > 0) return havingOf(request, base);
  if (
    level !== null &&
    group === null &&
    request.asks !== 'value' &&
    kinds.length + request.figures.length === 0
  )
    return boundOf(request, base);
  if (level !== null && !level.plural) return null;
  const by = group ?? level?.level ?? together(request);
  if (request.asks === 'count' && request.figures.length === 0) {
    if (kinds.length === 0 && !isOfTop(select)) return null;
    return { ...base, by, columns: [sum('items')] };
  }
  if (
    level !== null &&
    request.asks === 'which' &&
    request.figures.some(({ figure }) => figure === 'revenue')
  )
    return null;
  const columns = request.figures.flatMap((said) => columnsFor(said, request.fold));
  if (new Set(columns.map((one) => JSON.stringify(one))).size < columns.length) return null;
  if (columns.length > 0) {
    if (request.asks === 'count') return null;
    if (request.asks === 'list' && by === null) return { ...base, by: 'item', columns };
    return { ...base, by, columns };
  }
  if (request.fold !== null || request.asks === 'value') return null;
  if (by !== null && kinds.length > 0 && group !== null) return { ...base, by, columns: [sum('items')] };
  if (level !== null) return null;
  if (kinds.length === 0 && isOfTop(select) && select.length > 1)
    return { ...base, by: 'item', columns: [topFigure(select)].filter((one) => one !== null) };
  // "Quale obiettivo non ha impegnato?": one or many, whatever the number of the noun.
  const chosen = request.asks === 'which' && select.some(needsFigures);
  if (kinds.length === 0 || !(chosen || kinds.every(({ plural }) => plural))) return null;
  return { ...base, by: 'item', columns: heldAgainst(select) };
}

/** «Dei 5 obiettivi più costosi»: of these alone. */
const isOfTop = (select: readonly Atom[]): boolean => select.some(({ type }) => type === 'top');

/** What they come first by is shown. */
const topFigure = (select: readonly Atom[]): Expr | null =>
  select.flatMap((atom) => (atom.type === 'top' ? [atom.of.by] : []))[0] ?? null;

/** The columns of a figure as it was said. */
const columnsFor = (
  { figure, fold, perPoint }: Request['figures'][number],
  all: Fold | null,
): readonly Expr[] =>
  columnsOf(figure).map((one) => {
    const value = sum(one, fold ?? all ?? 'sum');
    return perPoint ? { type: 'op', op: '÷', left: value, right: sum('weight') } : value;
  });

/** A list shows the figures that its items were chosen by. */
const heldAgainst = (select: readonly Atom[]): readonly Expr[] => {
  const figures = select.flatMap((atom): readonly Figure[] => {
    if (atom.type === 'revenue') return ['assessed', 'collected'];
    if (atom.type === 'bound' || (atom.type === 'declared' && atom.figure !== 'items')) return [atom.figure];
    return atom.type === 'versus' ? [atom.figure, atom.other] : [];
  });
  return [...new Set(figures)].map((figure) => sum(figure));
};

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
  if (bounds.length === 0)
    return shown.length > 0 && level.level !== 'goal' && request.asks !== 'count'
      ? { ...base, by: level.level, columns: shown }
      : null;
  const having = bounds.map(({ figure, op, than }) => ({ expr: sum(figure), op, than }));
  return {
    ...base,
    select: atoms.filter(({ type }) => type !== 'bound'),
    by: level.level,
    columns: [...new Set(bounds.map(({ figure }) => figure))].map((figure) => sum(figure)),
    having,
    fold: request.asks === 'count' ? 'count' : null,
  };
}

/** «Quale settore non ha riscosso niente?»: those of which no item declares the figure. */
function silentOf({ level, atoms, asks }: Request, base: FiguresQuery): FiguresQuery | null {
  const silent = atoms.flatMap((atom) =>
    atom.type === 'not' && atom.atom.type === 'declared' && atom.atom.figure !== 'items'
      ? [atom.atom.figure]
      : [],
  );
  const [figure, ...others] = silent;
  if (figure === undefined || others.length > 0 || level === null || level.level === 'goal') return null;
  if (atoms.some(({ type }) => type === 'bound')) return null;
  const declaring = sum(figure, 'count');
  return {
    ...base,
    select: atoms.filter((atom) => !(atom.type === 'not' && atom.atom.type === 'declared')),
    by: level.level,
    columns: [sum('items')],
    having: [{ expr: declaring, op: 'eq', than: { value: 0 } }],
    fold: asks === 'count' ? 'count' : null,
  };
}

/** «Con più di due obiettivi e nessun processo»: each is held against how many there are of its own kind. */
function havingOf({ having, level, asks }: Request, base: FiguresQuery): FiguresQuery | null {
  if (level === null || level.level === 'goal' || having.some(({ value }) => value < 0)) return null;
  const [first] = having;
  const alike = having.every(({ kinds }) => JSON.stringify(kinds) === JSON.stringify(first?.kinds));
  const held = having.map(({ kinds, op, value }) => ({
    expr: alike || kinds.length === 0 ? sum('items') : { ...sum('items'), of: kinds },
    op,
    than: { value },
  }));
  const columns = new Map(held.map(({ expr }) => [JSON.stringify(expr), expr]));
  return {
    ...base,
    by: level.level,
    columns: [...columns.values()],
    having: held,
    fold: asks === 'count' ? 'count' : null,
  };
}

function ranked(
  request: Request,
  rank: { readonly by: RankBy; readonly direction: Direction },
  base: FiguresQuery,
): FiguresQuery | null {
  const { kinds, group, pick, figures, asks } = request;
  const level = request.level ?? amongStructures(request);
  const by = 'figure' in rank.by ? sum(single(rank.by.figure)) : sum('items');
  const direction = pick?.reversed ? opposite(rank.direction) : rank.direction;
  const plural = level === null ? kinds.some((one) => one.plural) : level.plural;
  const limit = pick?.limit ?? (plural && !request.one ? null : 1);
  const place = pick?.place ?? 1;
  if (level !== null && level.level === 'goal' && !('count' in rank.by)) return null;
  const own = figures.filter(
    ({ figure, fold }) =>
      !('figure' in rank.by) || figure !== rank.by.figure || (fold === 'sum' && limit !== null && limit > 1),
  );
  const columns = own.flatMap((said) => columnsFor(said, request.fold));
  const against = againstStructure(request, base, rank);
  if (against !== undefined) return against;
  const between = amongItems(request, rank.by, direction, base);
  if (between) return between;
  if (asks === 'count' || (level === null && kinds.length === 0)) return null;
  if (level !== null) {
    // «Il settore con l’obiettivo più caro» ranks items, and asks whose the first is.
    if (group !== null || kinds.length > 1 || kinds.some((one) => !one.plural)) return null;
    return {
      ...base,
      by: level.level,
      columns: columns.length > 0 ? columns : [by],
      order: { by, direction, from: place, limit: request.ordered ? null : (limit ?? 5), per: null },
    };
  }
  const per = perOf(request, limit);
  if (per === 'unclear') return null;
  if (columns.length === 0 || per !== null)
    return {
      ...base,
      by: 'item',
      columns: columns.length > 0 ? columns : [by],
      order: {
        by,
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
    select: [{ type: 'top', of: { select: base.select, by, direction, from: place, limit } }],
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
    by: 'figure' in rank.by ? sum(single(rank.by.figure)) : sum('items'),
    direction: pick?.reversed ? opposite(rank.direction) : rank.direction,
    from: pick?.place ?? 1,
    limit,
  };
  return {
    type: 'figures',
    select: [
      ...kindAtoms(kinds),
      ...(refers ? atoms : []),
      { type: 'structure', level: level.level, codes: [], first },
    ],
    by: fold === 'sum' || figures.some((said) => said.fold === 'sum') ? null : level.level,
    columns: counts ? [sum('items')] : figures.flatMap((said) => columnsFor(said, fold)),
    having: [],
    order: null,
    fold: null,
    mine: false,
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
  const [code, ...others] = one.codes;
  if (code === undefined || others.length > 0 || !level.plural || group !== null || pick !== null)
    return null;
  const expr = 'figure' in by ? sum(single(by.figure)) : sum('items');
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

/** «Tra il settore 5 e il settore 9 chi ha impegnato di più?»: the structures that are named are what is ranked. */
function amongStructures({ kinds, atoms }: Request): Pick<Piece<'level'>, 'level' | 'plural'> | null {
  const structure = atoms.find((atom) => atom.type === 'structure');
  return kinds.length === 0 && structure && structure.codes.length > 1
    ? { level: structure.level, plural: false }
    : null;
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
    order: { by: sum(single(by.figure)), direction, from: 1, limit: 1, per: null },
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
  return distinct.size > 1 && limit === 1 ? 'kind' : null;
}

/** Figures over one set are one query with several columns. */
export function merge(queries: readonly FiguresQuery[]): readonly FiguresQuery[] {
  const merged: FiguresQuery[] = [];
  for (const query of queries) {
    const last = merged.at(-1);
    const same =
      last &&
      last.order === null &&
      query.order === null &&
      last.fold === null &&
      query.fold === null &&
      last.columns.length > 0 &&
      query.columns.length > 0 &&
      last.by === query.by &&
      JSON.stringify([last.select, last.having]) === JSON.stringify([query.select, query.having]);
    if (same) merged[merged.length - 1] = { ...last, columns: [...last.columns, ...query.columns] };
    else merged.push(query);
  }
  return merged;
}
