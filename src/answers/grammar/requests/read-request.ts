import type { Atom } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import type { Direction, Piece, RankBy, SaidFigure } from '../pieces.ts';
import { byFigure, isMoney, isOfEachWord, isRate, single, sum, withoutMoneyNoun } from '../values.ts';
import { asksCount, isFigure, isPlaceNamed, kindAtoms, onlyOf, type Request } from './request.ts';

/** «Per impegnato, dal più alto», «in ordine crescente»: says that an order is asked. */
const isOrder = (cat: Piece['cat']): boolean =>
  cat === 'order' || cat === 'ascending' || cat === 'descending';

/** «In ordine di costo»: the words for the order stand in it. */
const saysOrder = (piece: Piece, tokens: readonly Token[]): boolean =>
  isOrder(piece.cat) ||
  (piece.cat === 'ordering' && tokens.slice(piece.from, piece.to).some(({ text }) => text === 'ordine'));

/** «Elenca gli obiettivi con i pesi»: each with its own, whether it has one or not. */
function eachShown(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  if (!pieces.some((piece) => piece.cat === 'ask' && piece.what === 'list')) return pieces;
  return pieces.map((piece) => {
    const [atom, ...more] = piece.cat === 'atoms' ? piece.atoms : [];
    const [having, article] = tokens.slice(piece.from, piece.to);
    return atom?.type === 'declared' &&
      more.length === 0 &&
      atom.figure !== 'items' &&
      having?.text === 'con' &&
      article?.light === true
      ? { cat: 'figure', figure: atom.figure, from: piece.from, to: piece.to }
      : piece;
  });
}

/** Reads one part; "in percentuale" and "rapporto" say nothing beside a rate. Null where its pieces do not make a request. */
export function readRequest(all: readonly Piece[], tokens: readonly Token[]): Request | null {
  const said = spentOn(
    withoutKindsLeftOut(ofOnePart(asOffices(ofOthers(ofThoseAlone(forOneOf(all, tokens))), tokens))),
  );
  const rate = said.some(
    ({ cat, ...piece }) => cat === 'figure' && 'figure' in piece && isRate(piece.figure),
  );
  const pieces = eachShown(
    rate ? said.filter(({ cat }) => cat !== 'share' && cat !== 'ratio') : said,
    tokens,
  );
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
    'outnumber',
    'every',
    'dropped',
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
    'ofone',
  ]);
  if (pieces.some(({ cat }) => !known.has(cat))) return null;
  const asks = pieces.flatMap((piece, at): readonly Piece<'ask'>['what'][] => {
    if (piece.cat !== 'ask' || isEchoOfOrder(piece, pieces)) return [];
    const { cat: next } = pieces[at + 1] ?? {};
    // «Quante sono le somme riscosse?»: how much.
    const much =
      /^quant[ie]$/.test(tokens[piece.from]?.text ?? '') && (next === 'figure' || next === 'folded');
    return [much ? 'value' : piece.what];
  });
  const ofOne = onlyOf(pieces, 'ofone');
  // «Costo del personale diviso per il numero di obiettivi»: of what else is not clear.
  if (
    ofOne.some(({ from }) => /^divis[oaie]$/.test(tokens[from]?.text ?? '')) &&
    onlyOf(pieces, 'kind').length === 0
  )
    return null;
  const told = kindsTold(pieces, tokens);
  const kinds = [
    ...onlyOf(pieces, 'kind').filter((one) => !told.includes(one)),
    ...onlyOf(pieces, 'group').flatMap(kindOfEach),
    ...ofOne.map(({ kinds, from, to }): Piece<'kind'> => ({ cat: 'kind', kinds, plural: true, from, to })),
  ];
  const excludes = pieces.some(
    (piece) => piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'not'),
  );
  // «Tutti i settori tranne il 9»: the body but for one of them, and no list.
  const groups = onlyOf(pieces, 'group');
  const levels = onlyOf(pieces, 'level').filter(
    (level) =>
      !groups.some((group) => saysAgain(level, group, pieces)) &&
      (!excludes ||
        !tokens.slice(Math.max(0, level.from - 2), level.from).some(({ text }) => /^tutt[ie]$/.test(text))),
  );
  const numbers = onlyOf(pieces, 'number').filter((one) => !isOfNamed(pieces, one));
  // «I tre settori in testa».
  const picks = onlyOf(pieces, 'pick').filter(({ limit }) => limit > 1 || numbers.length === 0);
  const folds = onlyOf(pieces, 'fold');
  const orderings = onlyOf(pieces, 'ordering');
  const lenses = onlyOf(pieces, 'lens');
  if (lenses.length > 1) return null;
  const [lens] = lenses;
  const rankings = pieces.filter(({ cat }) => cat === 'rank' || cat === 'degree').length;
  // «Elenca gli obiettivi per peso»: a list of them all.
  const listsInOrder =
    asks.includes('list') && kinds.some(({ plural }) => plural) && levels.length + groups.length === 0;
  // «Per impegnato» orders only where an order is asked.
  if (
    orderings.length > 0 &&
    picks.length === 0 &&
    numbers.length === 0 &&
    !listsInOrder &&
    !pieces.some((piece) => saysOrder(piece, tokens))
  )
    return null;
  if (levels.length > 1 || picks.length + numbers.length > 1 || groups.length > 1) return null;
  if (folds.length > 1 || onlyOf(pieces, 'first').length > 0) return null;
  const ofThese = pieces.some(({ cat }) => cat === 'these');
  // «Dei progetti dell’area terza, quali hanno un finanziamento?»: those that do.
  const ofEach = tokens.some(
    ({ text }, at) => text === 'quali' && /^(hanno|ne)$/.test(tokens[at + 1]?.text ?? ''),
  );
  // «Quali processi hanno un’entrata accertata ma nessun impegno?»: as those of which more holds.
  const which =
    ofThese ||
    ofEach ||
    // «Quali settori hanno sia accertato sia riscosso?»
    levels.some(({ plural }) => plural) ||
    (kinds.some(({ plural }) => plural) && onlyOf(pieces, 'atoms').length > 0);
  const isAmong = pieces[0]?.cat === 'between';
  const hasAsked =
    asks.every((one) => one === 'count' || (one === 'which' && (which || isAmong))) && asks.length > 0;
  const have = onlyOf(pieces, 'figure').filter(
    (one) =>
      isOfThoseThat(one, pieces, tokens) ||
      (hasAsked && (isHad(one, tokens) || (isAmong && tokens[one.from - 1]?.text === 'che'))),
  );
  const [number] = numbers;
  // «I 3 processi»: a number is how many only before what it counts.
  if (number && !countsWhatFollows(pieces, number, tokens)) return null;
  const [pick] = picks;
  const asc = onlyOf(pieces, 'ascending');
  const ordersNothing =
    asc.length + onlyOf(pieces, 'descending').length > 0 && rankings + orderings.length === 0;
  const goodness = ordersNothing ? orderedBy(pieces, tokens) : null;
  if (ordersNothing && goodness === null && rowsInOrder(groups, kinds, pieces) === null) return null;
  const direction: Direction = onlyOf(pieces, 'ascending').length > 0 ? 'least' : 'most';
  if (asksOfLimited(pieces, tokens)) return null;
  // «Il personale dei processi meno il personale degli obiettivi» takes away, and puts nothing in order.
  if (pieces.some((piece, at) => isTakenAway(piece, pieces.slice(0, at), tokens))) return null;
  // «Quanti obiettivi per ogni processo?»: no query has a row for one kind and counts another.
  const own = onlyOf(pieces, 'kind').flatMap((one) => one.kinds);
  if (groups.some((one) => one.kinds && own.length > 0 && one.kinds.some((kind) => !own.includes(kind))))
    return null;
  const limits = levels.length + groups.length > 0 ? limitsOf(pieces, tokens) : [];
  const narrowing = onlyOf(pieces, 'atoms')
    .filter((piece) => !limits.includes(piece))
    .flatMap((piece) => piece.atoms);
  const atoms: readonly Atom[] = [
    ...(isOfBoth(pieces, tokens) ? narrowing : joined(narrowing)),
    ...groups.flatMap(({ among }) => among ?? []),
    ...have.map(declaring),
  ];
  // «Tolti i primi due settori»: they are no items.
  if (pieces.some(({ cat }, at) => cat === 'dropped' && pieces[at + 1]?.cat === 'level')) return null;
  const rows = ordersNothing ? rowsInOrder(groups, kinds, pieces) : null;
  const level = levels[0] ?? rows?.level ?? whoHas(pieces, tokens) ?? whichOfFew(pieces, tokens);
  const counted = countedBy(pieces, kinds, levels, atoms);
  const mean = level === null ? null : meanOfTheirs(pieces, kinds, folds);
  const out = leftOut(pieces, kinds, atoms);
  if (out === null) return null;
  return {
    asks:
      rows || told.length > 0
        ? null
        : asks.includes('count')
          ? 'count'
          : asks.includes('list') || isOfEach(pieces, tokens)
            ? 'list'
            : (asks[0] ?? null),
    kinds: counted === null && mean === null && !rows?.ofKinds ? kinds : [],
    level,
    atoms: [...atoms, ...out],
    whole: said.some(({ cat }) => cat === 'body'),
    figures: [
      ...takenFromTotal(pieces).map((figure) => ({ figure, fold: null, perPoint: false })),
      ...told.map((one) => ({ figure: 'items', fold: null, perPoint: false, of: one.kinds }) as const),
      ...perPoint(
        withoutMoneyNoun(pieces, tokens).filter((piece) => !have.some((one) => one === piece)),
      ).flatMap((piece): Request['figures'] =>
        piece.cat === 'figure'
          ? [{ figure: piece.figure, fold: null, perPoint: false }]
          : piece.cat === 'folded'
            ? // «Il costo complessivo, diviso per il numero di obiettivi»: what there is for one of them.
              [
                {
                  figure: piece.figure,
                  fold: piece.fold === 'sum' && ofOne.length > 0 ? null : piece.fold,
                  perPoint: false,
                },
              ]
            : piece.cat === 'perpoint'
              ? [{ figure: piece.figure, fold: null, perPoint: true }]
              : piece.cat === 'lens' && rankings === 0
                ? [{ figure: piece.figure, fold: null, perPoint: false }]
                : [],
      ),
    ],
    // «Il costo del personale per obiettivo»: what there is for one of them.
    fold: mean !== null ? null : (folds[0]?.fold ?? (ofOne.length > 0 ? 'mean' : null)),
    ranks: [
      ...onlyOf(pieces, 'rank').map((rank) =>
        mean ? { ...rank, by: mean } : lens && 'figure' in rank.by ? along(rank, lens) : rank,
      ),
      ...onlyOf(pieces, 'degree').map(({ direction }) => ({
        by: lens ? byFigure(lens.figure) : counted,
        direction,
      })),
      ...onlyOf(pieces, 'ordering').map(({ by }) => ({ by, direction })),
      // «I primi tre settori come impegnato».
      ...(lens && pick && rankings + orderings.length === 0
        ? [{ by: byFigure(lens.figure), direction }]
        : []),
      ...(rows
        ? [{ by: rows.by, direction }]
        : goodness === null
          ? []
          : [{ by: byFigure(goodness), direction }]),
    ],
    ordered:
      rows !== null ||
      onlyOf(pieces, 'rank').some(({ all, from }) => all === true || isWhereOrderBegins(tokens, from)) ||
      goodness !== null ||
      (listsInOrder && orderings.length > 0) ||
      (!pick &&
        !number &&
        pieces.some((piece) => piece.cat === 'order' || (saysOrder(piece, tokens) && orderings.length > 0))),
    pick: pick ?? (number ? { place: 1, limit: number.value, reversed: false } : null),
    group: rows ? null : eachOf(groups[0], kinds, atoms),
    ofOneStructure:
      levels.some(({ plural, from }) =>
        plural ? kinds.length === 0 : /^(un|uno|una)$/.test(tokens[from - 1]?.text ?? ''),
      ) ||
      // «In media quanto ha impegnato ogni settore?»
      (folds.length > 0 && kinds.length === 0 && groups.some(({ from }) => isOfEachWord(tokens[from]))),
    having: conditionsOf(pieces),
    held: [...onlyOf(pieces, 'outnumber'), ...onlyOf(pieces, 'every')],
    limits: limits.flatMap((piece) => piece.atoms),
    ofEach: onlyOf(pieces, 'atoms').some((piece) => piece.ofEach === true),
    refers: pieces.some(({ cat }) => cat === 'pronoun'),
    // «E qual è il suo obiettivo più pesante?»: of the department that was asked for.
    ofThese: ofThese || kinds.some(({ from }) => /^(suo|sua|suoi|sue)$/.test(tokens[from - 1]?.text ?? '')),
    boundFirst: isBoundFirst(pieces, tokens),
    joint: isJoint(pieces, tokens),
    hasIt: onlyOf(pieces, 'ask').some(({ to }) => tokens[to]?.text === 'ha'),
    ofMany: pieces.some(
      ({ cat, from, to }) =>
        (cat === 'ask' || cat === 'figure' || cat === 'folded') && tokens.slice(from, to + 1).some(isOfMany),
    ),
    countsLevel: pieces.some((piece, at) => piece.cat === 'level' && asksCount(pieces[at - 1])),
    one: pieces.some(
      ({ cat, from, to }, at) =>
        // «Il più costoso tra gli obiettivi …».
        (cat === 'rank' &&
          (pieces[at + 1]?.cat === 'between' || !HAS.test(tokens[from - 2]?.text ?? '')) &&
          /^(il|lo|la|l)$/.test(tokens[from - 1]?.text ?? '')) ||
        ((cat === 'pronoun' || cat === 'ask') &&
          tokens.slice(from, to).some(({ text }) => /^(quello|quella|qual|quale|chi)$/.test(text))),
    ),
    forKinds:
      kinds.length > 0 &&
      kinds.every(
        ({ plural, from }) =>
          plural &&
          /^(per|nei|negli|sui|sugli|con|coi)$/.test(
            tokens.slice(0, from).findLast(({ text }) => !/^(i|gli|le)$/.test(text))?.text ?? '',
          ),
      ),
    eitherKind:
      isWhichKind(pieces, tokens) ||
      kinds.some(
        ({ kinds: both, plural, from, to }) =>
          plural &&
          both.length > 1 &&
          tokens.slice(from, to).some(({ text }) => /^(o|od|oppure)$/.test(text)) &&
          !/^(tra|fra)$/.test(tokens.slice(0, from).findLast(({ text }) => !ARTICLE.test(text))?.text ?? ''),
      ),
    either: pieces.some(
      ({ cat, from, to }) =>
        cat === 'atoms' && tokens.slice(from, to).some(({ text }) => /^(o|od|oppure)$/.test(text)),
    ),
  };
}

/**
 * «Obiettivi, processi e personale per settore», «le U.O. con il numero di obiettivi e processi»: how many there are of each
 * kind, in a column of its own; none where they are what a figure is of.
 */
function kindsTold(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece<'kind'>[] {
  const hasRows = pieces.some(
    (piece) =>
      (piece.cat === 'group' && piece.level !== 'item' && piece.level !== 'kind') ||
      (piece.cat === 'level' && piece.plural),
  );
  const at = pieces.findIndex((piece) => piece.cat === 'kind');
  if (!hasRows || at < 0) return [];
  const list = pieces.slice(at);
  const end = list.findIndex(({ cat }) => cat !== 'kind' && cat !== 'and');
  const [kinds, next] = [onlyOf(list.slice(0, end < 0 ? list.length : end), 'kind'), list[end]];
  if (!kinds.every(({ plural, kinds: own }) => plural && own.length === 1)) return [];
  const joins = list[end - 1]?.cat === 'and' || (next !== undefined && tokens[next.from]?.pause === true);
  const before = pieces[at - 1];
  const isListed = next?.cat === 'figure' && joins && before?.cat !== 'figure' && before?.cat !== 'folded';
  const isCounted = asksCount(before) && kinds.length > 1;
  const isOfFigure = /^d(i|ei|egli|elle)$/.test(tokens[(kinds[0]?.from ?? 0) - 1]?.text ?? '');
  return isCounted || (isListed && !isOfFigure && !asksCount(before)) ? kinds : [];
}

/** «Tra obiettivi e processi chi impegna di più?»: all the ones together, or all the others. */
const isWhichKind = (
  [between, one, and, other, ...rest]: readonly Piece[],
  tokens: readonly Token[],
): boolean =>
  between?.cat === 'between' &&
  one?.cat === 'kind' &&
  and?.cat === 'and' &&
  other?.cat === 'kind' &&
  rest.some(({ cat, from }) => cat === 'ask' && tokens[from]?.text === 'chi');

/** «Meno il personale», after an amount and the noun of what it is of. */
const isTakenAway = ({ cat, from }: Piece, before: readonly Piece[], tokens: readonly Token[]): boolean =>
  cat === 'rank' &&
  tokens[from]?.text === 'meno' &&
  tokens[from - 1]?.light === false &&
  tokens[from]?.pause !== true &&
  before.some(isFigure);

/** «L’U.O. con più obiettivi quanti ne ha?»: by how many it comes first is told with it. */
const isEchoOfOrder = ({ what }: Piece<'ask'>, pieces: readonly Piece[]): boolean =>
  what === 'count' &&
  pieces.some((piece) => piece.cat === 'rank' && 'count' in piece.by) &&
  pieces.some(({ cat }) => cat === 'level') &&
  pieces.every(({ cat }) => cat === 'rank' || cat === 'level' || cat === 'ask' || cat === 'atoms');

/** «Chi non ha nessun processo?»: the departments of which it holds, or which of those that are named. */
function whoHas(pieces: readonly Piece[], tokens: readonly Token[]): Piece<'level'> | null {
  const who = whoOf(pieces, tokens);
  // «Tra il goal 3 e il goal 4 chi ha più obiettivi?»: they are who.
  if (
    pieces.some((piece, at) => piece.cat === 'atoms' && pieces[at - 1]?.cat === 'between' && isOfGoals(piece))
  )
    return null;
  // «Chi ha più obiettivi con peso 24?», «chi spende di più per obiettivo?»
  const counts =
    pieces.some(
      (piece) => piece.cat === 'rank' && ('count' in piece.by || piece.by.fold || isOfOne(pieces)),
    ) && pieces.every(({ cat }) => cat !== 'number' && cat !== 'pick');
  // «Chi non ha ancora speso niente?»
  const isSilent = pieces.every(
    (piece) => piece.cat === 'ask' || (piece.cat === 'atoms' && piece.atoms.every(isSilence)),
  );
  const holds = counts || isSilent || pieces.some(holdsOfRows);
  const isSaid = pieces.some(
    (piece) => piece.cat === 'group' || piece.cat === 'degree' || (piece.cat === 'rank' && !counts),
  );
  const named = onlyOf(pieces, 'atoms')
    .flatMap(({ atoms }) => atoms)
    .find((atom) => atom.type === 'structure' && atom.codes.length > 1);
  const level = named?.type === 'structure' ? named.level : 'department';
  // «Chi ha meno processi del settore 5?»
  const isThan = pieces.some(
    (piece) => isPlaceNamed(piece) && OF_ONE.test(tokens[piece.from - 1]?.text ?? ''),
  );
  return who && holds && !isSaid
    ? { cat: 'level', level, plural: !counts || (isThan && named === undefined), from: who.from, to: who.to }
    : null;
}

/** «Quale settore ha in media gli obiettivi più pesanti?»: an order of structures by a mean of what they have. */
function meanOfTheirs(
  pieces: readonly Piece[],
  kinds: readonly Piece<'kind'>[],
  [fold]: readonly Piece<'fold'>[],
): RankBy | null {
  const [rank, ...more] = onlyOf(pieces, 'rank');
  const [kind, ...others] = kinds;
  if (!rank || more.length + others.length > 0 || !kind || kind.kinds.length === 0) return null;
  if (!isOfOne(pieces) || !('figure' in rank.by) || rank.by.fold) return null;
  return pieces.some(({ cat }) => cat === 'figure' || cat === 'folded' || cat === 'group')
    ? null
    : { figure: rank.by.figure, fold: fold?.fold ?? 'mean', of: kind.kinds };
}

/** «In media», «per obiettivo»: what there is for one of them. */
const isOfOne = (pieces: readonly Piece[]): boolean =>
  pieces.some(
    (piece) =>
      piece.cat === 'ofone' || (piece.cat === 'fold' && (piece.fold === 'mean' || piece.fold === 'median')),
  );

/** «Quali staff hanno obiettivi sotto il 100 %?»: of those that are named, which. */
function whichOfFew(pieces: readonly Piece[], tokens: readonly Token[]): Piece<'level'> | null {
  const [ask, named, next] = pieces.filter(({ cat }) => cat !== 'number');
  const [place, ...more] = named?.cat === 'atoms' ? named.atoms : [];
  if (ask?.cat !== 'ask' || (ask.what !== 'which' && ask.what !== 'count')) return null;
  if (place?.type !== 'structure' || more.length > 0 || place.codes.length < 2) return null;
  return next?.cat === 'kind' ||
    next?.cat === 'having' ||
    (next?.cat === 'atoms' && next.atoms.every(isLimit))
    ? {
        cat: 'level',
        level: place.level,
        plural: !/^quale?$/.test(tokens[ask.from]?.text ?? ''),
        from: ask.from,
        to: ask.to,
      }
    : null;
}

/** «Per settore, solo i settori con più di 5 obiettivi»: the level is said again with what holds of its rows. */
const saysAgain = (level: Piece<'level'>, group: Piece<'group'>, pieces: readonly Piece[]): boolean =>
  group.level === level.level && group.to <= level.from && holdsOfRows(pieces[pieces.indexOf(level) + 1]);

/** «Chi spende meno per ogni obiettivo?»: for one of them, where structures are put in order. */
const forOneOf = (pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] =>
  pieces.some(({ cat }) => cat === 'rank') &&
  (pieces.some(({ cat }) => cat === 'level') || whoOf(pieces, tokens))
    ? pieces.flatMap((piece, at): readonly Piece[] => {
        // «Chi ha meno processi rispetto al settore 5?»
        if (piece.cat === 'on' && isPlaceNamed(pieces[at + 1])) return [];
        return piece.cat === 'group' && piece.level === 'item' && piece.kinds
          ? [{ cat: 'ofone', kinds: piece.kinds, from: piece.from, to: piece.to }]
          : [piece];
      })
    : pieces;

const whoOf = (pieces: readonly Piece[], tokens: readonly Token[]): Piece<'ask'> | undefined =>
  onlyOf(pieces, 'ask').find(({ from }) => /^(chi|dove)$/.test(tokens[from]?.text ?? ''));

const OF_ONE = /^(de|a)(l|llo|ll|lla)$/;

const holdsOfRows = (piece: Piece | undefined): boolean =>
  piece?.cat === 'having' || piece?.cat === 'outnumber' || piece?.cat === 'every';

/** «Per settore, solo quelli con …»: of the rows that there are, those of which something holds. */
const ofThoseAlone = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.filter(
    ({ cat }, at) =>
      cat !== 'alone' ||
      !pieces.slice(0, at).some((piece) => piece.cat === 'group') ||
      !pieces.slice(at + 1, at + 3).some(holdsOfRows),
  );

/** «Tolto il più costoso, gli altri obiettivi»: beside what is left out, the others are what is meant anyway. */
const ofOthers = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.some(
    (piece) =>
      piece.cat === 'dropped' || (piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'not')),
  )
    ? pieces.filter(({ cat }) => cat !== 'rest')
    : pieces;

/** A verb of several. */
const isOfMany = ({ text }: Token): boolean => /(?:ano|ono|anno)$/.test(text);

const HAS = /^(con|ha|hanno|abbia|abbiano|per|in|di)$/;

const ARTICLE = /^(i|gli|le|ai|agli|dei|degli)$/;

/** What may stand beside an everyday name that is an office's: figures of what it does, and nothing that is about anything else. */
const OF_OFFICE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'ask',
  'figure',
  'folded',
  'fold',
  'kind',
  'level',
  'name',
  'atoms',
  'body',
]);

/**
 * «Servizi demografici: spesa di personale dell’unità», «la U.O. 6.1 cultura»: beside figures an everyday name is an office,
 * which its noun or its code says once more.
 */
function asOffices(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  const asksFigures = pieces.some(isFigure);
  // «Il dirigente del settore 5 quanti obiettivi ha?», «i processi del dirigente del settore 2»: what the structure has.
  // What the dirigente costs is nobody's to tell.
  const isOfPerson = pieces.some(
    (piece) => piece.cat === 'figure' && (piece.figure === 'cost' || piece.figure === 'personnel'),
  );
  const asksItems = onlyOf(pieces, 'kind').length > 0 || (asksFigures && !isOfPerson);
  if (asksItems && pieces.some(({ cat }) => cat === 'head'))
    return pieces.filter(({ cat }, at) => cat !== 'head' || pieces[at + 1]?.cat !== 'atoms');
  const isPlain = pieces.every(
    (piece) => OF_OFFICE.has(piece.cat) && (piece.cat !== 'atoms' || isPlaceNamed(piece)),
  );
  if (!asksFigures || !isPlain) return pieces;
  const named = pieces.flatMap((piece): readonly Piece<'atoms'>[] => {
    if (piece.cat !== 'name') return piece.cat === 'atoms' ? [piece] : [];
    const { level, code, from, to } = piece;
    return [{ cat: 'atoms', atoms: [{ type: 'structure', level, codes: [code] }], guessed: true, from, to }];
  });
  const codes = named.flatMap(({ atoms }) =>
    atoms.flatMap((atom) => (atom.type === 'structure' ? atom.codes : [])),
  );
  // «I vigili rispetto alla protezione civile»: one against the other.
  if (new Set(codes).size > 1 && pieces.some(({ cat }) => cat === 'name')) return pieces;
  const isSaid = (level: string): boolean =>
    named.some(({ atoms }) => atoms.some((atom) => atom.type === 'structure' && atom.level === level));
  return pieces.flatMap((piece): readonly Piece[] => {
    const again = piece.cat === 'level' && !piece.plural && isSaid(piece.level);
    if (again && ONE.test(tokens[piece.from - 1]?.text ?? '')) return [];
    return [named.find(({ from, to }) => from === piece.from && to === piece.to) ?? piece];
  });
}

const ONE = /^(l|il|lo|la|dell|del|dello|della)$/;

/** «Il personale dell’u.o. 2.1 quanto costa?», «quanto è costato il personale?»: the verb is said of the same figure. */
function ofOnePart(pieces: readonly Piece[]): readonly Piece[] {
  const isPart = (piece: Piece): boolean => isFigure(piece) && piece.figure === 'personnel';
  return pieces.some(isPart) && pieces.every(({ cat }) => cat !== 'and')
    ? pieces.filter((piece) => piece.cat !== 'figure' || piece.figure !== 'cost')
    : pieces;
}

/** «L’impegnato senza i processi»: of no structure they are what is left out. */
const withoutKindsLeftOut = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.some(({ cat }) => cat === 'level' || cat === 'group' || cat === 'rank') || !pieces.some(isFigure)
    ? pieces
    : pieces.map((piece): Piece => {
        if (piece.cat !== 'having' || piece.op !== 'eq' || piece.value !== 0 || piece.kinds.length === 0)
          return piece;
        // «Senza indicatori» is of what has none.
        if (piece.kinds.includes('indicator')) return piece;
        const { kinds, from, to } = piece;
        return { cat: 'atoms', atoms: [{ type: 'not', atom: { type: 'kind', kinds } }], from, to };
      });

/** «Elenca gli obiettivi dal più caro»: all of them, from there on. */
const isWhereOrderBegins = (tokens: readonly Token[], from: number): boolean =>
  /^(dal|dalla|dai|dalle|dagli)$/.test(tokens[from - 1]?.text ?? '') &&
  tokens.slice(0, from).some(({ text }) => /^(elenc|ordin|lista)/.test(text));

/** «Solo processi e nessun obiettivo»: each condition once. */
function conditionsOf(pieces: readonly Piece[]): readonly Piece<'having'>[] {
  const all = onlyOf(pieces, 'having').flatMap((one) => [
    one,
    ...(one.also ?? []).map((also) => ({ ...one, ...also })),
  ]);
  const said = ({ kinds, op, value, mean }: Piece<'having'>): string =>
    JSON.stringify([kinds, op, value, mean]);
  return all.filter((one, at) => all.findIndex((other) => said(other) === said(one)) === at);
}

/** «Quanto hanno accertato i settori che non hanno liquidato niente?»: no query asks more of those that a limit leaves. */
const asksOfLimited = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  limitedLevel(pieces, tokens) !== null &&
  pieces.some(isFigure) &&
  !pieces.some(({ cat }) => cat === 'rank' || cat === 'degree');

/** «I settori che non hanno liquidato niente», «con più di un milione di personale»: a limit to what each of them has. */
function limitedLevel(pieces: readonly Piece[], tokens: readonly Token[]): Piece<'atoms'> | null {
  const at = pieces.findIndex((piece) => piece.cat === 'level' && piece.plural);
  const [level, limit] = pieces.slice(Math.max(0, at), at + 2);
  const isOfItems = pieces.some(({ cat }) => cat === 'kind');
  return at >= 0 &&
    limit?.cat === 'atoms' &&
    limit.atoms.every(isLimit) &&
    !isOfItems &&
    /^(che|con)$/.test(tokens[level?.to ?? 0]?.text ?? '')
    ? limit
    : null;
}

/**
 * «Con almeno 6 processi e hanno liquidato meno di un milione»: beside what a structure has, an amount is held against all
 * of its own; "con 3 obiettivi con peso 24" counts those of its items of which it holds.
 */
function limitsOf(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece<'atoms'>[] {
  const ofStructure = pieces.some(({ cat }) => cat === 'having' || cat === 'outnumber' || cat === 'every');
  const ofItems = pieces.some(({ cat }) => cat === 'kind');
  return onlyOf(pieces, 'atoms').filter((piece) => {
    const [among, those, before] = [3, 2, 1].map((back) => pieces[pieces.indexOf(piece) - back]);
    // «Quale ufficio … tra quelli che non hanno impegnato nulla?»
    const isAmong = those?.cat === 'between' || (before?.cat === 'pronoun' && among?.cat === 'between');
    const ofThose = !ofItems && isAmong && (before?.cat === 'pronoun' || before?.cat === 'level');
    if ((ofThose || piece.ofEach) && piece.atoms.every(isLimit)) return true;
    const isRanked = pieces.some(({ cat }) => cat === 'rank' || cat === 'degree');
    if (isRanked && piece === limitedLevel(pieces, tokens)) return true;
    if (!ofStructure) return false;
    const counted =
      before?.cat === 'having' && !/^(ha|hanno|abbia|abbiano|ne)$/.test(tokens[piece.from - 1]?.text ?? '');
    return !counted && piece.atoms.every(isLimit);
  });
}

/** What may hold of all that a structure has: an amount, or that it has one. */
const isLimit = (atom: Atom): boolean =>
  (atom.type === 'bound' && isMoney(atom.figure)) || atom.type === 'declared' || isSilence(atom);

/** «Obiettivi del settore 1 e del settore 5: quale settore ne ha di più?»: by how many there are. */
function countedBy(
  pieces: readonly Piece[],
  kinds: readonly Piece<'kind'>[],
  [level]: readonly Piece<'level'>[],
  atoms: readonly Atom[],
): RankBy | null {
  const [kind, ...others] = kinds;
  const places = atoms.flatMap((atom) => (atom.type === 'structure' ? atom.codes : []));
  const figures = pieces.some(isFigure);
  if (!kind?.plural || others.length > 0 || level === undefined || places.length < 2 || figures) return null;
  return onlyOf(pieces, 'degree').length > 0 ? { count: kind.kinds } : null;
}

/** «Tolti i due più costosi»: they are left out of what is asked about. Null where nothing says by what they come first. */
function leftOut(
  pieces: readonly Piece[],
  kinds: readonly Piece<'kind'>[],
  atoms: readonly Atom[],
): readonly Atom[] | null {
  const figures = pieces.flatMap((piece): readonly RankBy[] => {
    if (isFigure(piece)) return [{ figure: piece.figure }];
    return piece.cat === 'rank' || piece.cat === 'ordering' ? [piece.by] : [];
  });
  const asksPersonnel = figures.some((one) => 'figure' in one && one.figure === 'personnel');
  const found = onlyOf(pieces, 'dropped').flatMap(({ sets, also }) =>
    sets.map(({ by, direction, from, limit, kinds: own }): Atom | null => {
      const order = by ?? figures[0];
      if (!order || !('figure' in order) || order.near) return null;
      // «Il costo del personale, tolti i due più cari»: by what is asked.
      const figure = order.figure === 'cost' && asksPersonnel ? 'personnel' : single(order.figure);
      const select: readonly Atom[] = [
        ...(own.length > 0 ? [{ type: 'kind', kinds: own } as const] : kindAtoms(kinds)),
        ...atoms,
        ...also,
      ];
      return { type: 'not', atom: { type: 'top', of: { select, by: sum(figure), direction, from, limit } } };
    }),
  );
  const named = onlyOf(pieces, 'dropped').flatMap((piece) => piece.also);
  return found.includes(null) ? null : [...named, ...found.filter((atom) => atom !== null)];
}

/** «Settore 2 e settore 4: personale di ciascuno»: of each of the structures that are named, where no items are. */
function eachOf(
  group: Piece<'group'> | undefined,
  kinds: readonly Piece<'kind'>[],
  atoms: readonly Atom[],
): Request['group'] {
  const named = atoms.find((atom) => atom.type === 'structure');
  const areNamed = named?.type === 'structure' && named.codes.length > 1;
  if (group?.level === 'item' && !group.kinds && kinds.length === 0 && areNamed) return named.level;
  return group?.level ?? null;
}

/** «Dal totale tolgo i tre più cari»: the total is of that by which they come first, where no other figure is said. */
function takenFromTotal(pieces: readonly Piece[]): readonly SaidFigure[] {
  const figures = pieces.some(isFigure);
  const isTotal = pieces.some((piece) => piece.cat === 'fold' && piece.fold === 'sum');
  const by = new Set(
    onlyOf(pieces, 'dropped').flatMap(({ sets }) =>
      sets.flatMap((set) => (set.by && 'figure' in set.by ? [set.by.figure] : [])),
    ),
  );
  return isTotal && !figures && by.size === 1 ? [...by] : [];
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
  // «Hanno sia impegnato sia liquidato».
  tokens
    .slice(Math.max(0, from - (tokens[from - 1]?.text === 'sia' ? 5 : 3)), from)
    .some(({ text }) => /^(ha|hanno)$/.test(text));

/** «Il più economico tra quelli che incassano», «… tra quelli che hanno avuto entrate»: only of those that have any. */
const isOfThoseThat = (one: Piece<'figure'>, pieces: readonly Piece[], tokens: readonly Token[]): boolean => {
  const at = pieces.indexOf(one);
  const [among, those] = pieces.slice(Math.max(0, at - 2), at);
  // «Con più di tre processi che incassano».
  if (pieces[at - 1]?.cat === 'having') return tokens[one.from - 1]?.text === 'che';
  return among?.cat === 'between' && those?.cat === 'pronoun' && tokens[those.to]?.text === 'che';
};

const declaring = ({ figure }: Piece<'figure'>): Atom =>
  figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) };

/** «Peso medio degli obiettivi per settore, in ordine decrescente»: the rows, by the one figure that is asked of them. */
function rowsInOrder(
  [group, ...groups]: readonly Piece<'group'>[],
  kinds: readonly Piece<'kind'>[],
  pieces: readonly Piece[],
): { readonly level: Piece<'level'>; readonly by: RankBy; readonly ofKinds: boolean } | null {
  if (!group || groups.length > 0 || group.among) return null;
  if (group.level !== 'department' && group.level !== 'unit') return null;
  const [said, ...more] = pieces.filter(isFigure);
  const of = kinds.flatMap((one) => one.kinds);
  const counts = pieces.some((piece) => piece.cat === 'ask' && piece.what === 'count');
  const folds = pieces.some(({ cat }) => cat === 'fold' || cat === 'rank' || cat === 'degree');
  if (more.length > 0 || folds || (!said && (!counts || of.length === 0))) return null;
  const level = { cat: 'level', level: group.level, plural: true, from: group.from, to: group.to } as const;
  if (!said) return { level, by: { count: of }, ofKinds: true };
  const fold = said.cat === 'folded' && said.fold !== 'sum' ? said.fold : null;
  return fold === null
    ? { level, by: { figure: said.figure }, ofKinds: false }
    : { level, by: { figure: said.figure, fold, ...(of.length > 0 ? { of } : {}) }, ofKinds: true };
}

/** «Dal peggiore al migliore»: an order by what is said of them, or by how far they are. */
function orderedBy(pieces: readonly Piece[], tokens: readonly Token[]): SaidFigure | null {
  const said = onlyOf(pieces, 'figure').map(({ figure }) => figure);
  const held = onlyOf(pieces, 'atoms').flatMap(({ atoms }) =>
    atoms.flatMap((atom) => (atom.type === 'bound' || atom.type === 'declared' ? [atom.figure] : [])),
  );
  const [figure, ...others] = new Set([...said, ...held]);
  if (figure !== undefined) return others.length === 0 ? figure : null;
  return tokens.some(({ text }) => /^(peggior|miglior)[ei]$/.test(text)) ? 'attainment' : null;
}

/** «Gli obiettivi con il relativo peso»: the figure of each of them. */
const isOfEach = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  onlyOf(pieces, 'kind').some(({ plural }) => plural) &&
  (onlyOf(pieces, 'figure').some(({ from }) => tokens[from]?.text === 'con') ||
    tokens
      .slice(pieces[0]?.from ?? 0, pieces.at(-1)?.to ?? 0)
      .some(({ text }) => /^((relativ|rispettiv)[oaie]|loro)$/.test(text)));

/** «Sommando impegnato e liquidato», «quanto fanno in tutto personale e impegnato», «la somma di entrambi». */
function isJoint(pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  const said = tokens.slice(pieces[0]?.from ?? 0).map(({ text }) => text);
  return (
    said.some((word) => /^(somm(a|ando|ati|ate|iamo|iamoli)|insieme|entrambi|entrambe)$/.test(word)) ||
    (said.some((word) => /^(fa|fanno|fanno)$/.test(word)) &&
      /(^| )in (tutto|totale)( |$)/.test(said.join(' ')))
  );
}

/** «Quali settori spendono più di un milione per i processi?»: the sum of each is held against the limit. */
function isBoundFirst(pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  const at = pieces.findIndex(({ cat }) => cat === 'level');
  const bound = pieces[at + 1];
  const kind = pieces[at + 2];
  return (
    at >= 0 &&
    bound?.cat === 'atoms' &&
    bound.atoms.every((atom) => atom.type === 'bound' || isSilence(atom)) &&
    kind?.cat === 'kind' &&
    kind.plural &&
    tokens.slice(bound.to, kind.from).some(({ text }) => OF_WHAT.test(text))
  );
}

/** «Non hanno liquidato niente». */
const isSilence = (atom: Atom): boolean => atom.type === 'not' && atom.atom.type === 'declared';

/** With what is said what a figure of a structure is of. */
const OF_WHAT = /^(per|nei|sui|sugli|negli|coi|con|tra|fra)$/;

/** «Sia del goal 11 sia del goal 13», «sia … che …», «in comune tra il settore 5 e il settore 9»: of both at once. */
const isOfBoth = (pieces: readonly Piece[], tokens: readonly Token[]): boolean => {
  const said = onlyOf(pieces, 'atoms');
  return (
    said.some(({ atoms }) => atoms.filter(({ type }) => type === 'structure').length > 1) ||
    said.filter(
      (piece, at) =>
        (says(tokens, piece, 'sia') || (says(tokens, piece, 'che') && says(tokens, said[at - 1], 'sia'))) &&
        !eachDoes(piece, pieces, tokens),
    ).length > 1 ||
    // «Quali obiettivi del goal 11 sono anche del goal 3?»
    (said.length === 2 && said.every(isOfGoals) && says(tokens, said[1], 'anche'))
  );
};

/** «Quanto hanno speso sia il settore 4 sia il settore 6?»: the two do something, where no items are said to be of both. */
const eachDoes = (piece: Piece<'atoms'>, pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  isPlaceNamed(piece) &&
  onlyOf(pieces, 'kind').length === 0 &&
  [piece.from - 1, piece.from].some((at) => /^(il|lo|la|l|i|gli|le)$/.test(tokens[at]?.text ?? ''));

const isOfGoals = ({ atoms }: Piece<'atoms'>): boolean => atoms.every(({ type }) => type === 'goal');

/** A word stands in a piece or right before it. */
const says = (tokens: readonly Token[], piece: Piece | undefined, word: string): boolean =>
  piece !== undefined &&
  tokens.slice(Math.max(0, piece.from - 2), piece.to).some(({ text }) => text === word);

/** «Quanto hanno speso il settore 2 e il settore 4 per il personale?»: on what it was spent, where nothing is put in order. */
function spentOn(pieces: readonly Piece[]): readonly Piece[] {
  const cost = pieces.find((piece) => piece.cat === 'figure' && piece.figure === 'cost');
  const on = pieces.find(
    (piece) => piece.cat === 'ordering' && 'figure' in piece.by && piece.by.figure === 'personnel',
  );
  const isOrdered = pieces.some(({ cat }) => ORDERS.has(cat));
  if (cost === undefined || on === undefined || isOrdered) return pieces;
  return pieces.flatMap((piece): readonly Piece[] =>
    piece === on ? [] : [piece === cost ? { ...cost, cat: 'figure', figure: 'personnel' } : piece],
  );
}

const ORDERS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'rank',
  'degree',
  'pick',
  'first',
  'order',
  'ascending',
  'descending',
  'group',
]);

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
    else if (atom.type === 'goal' && same?.type === 'goal' && !atom.only && !same.only)
      kept[at] = { ...same, numbers: [...new Set([...same.numbers, ...atom.numbers])] };
    // «Annuali e triennali»: no item lasts both.
    else if (atom.type === 'span' && same?.type === 'span')
      kept[at] =
        atom.min === same.max + 1 ? { ...same, max: atom.max } : { type: 'any', atoms: [same, atom] };
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
    // «Quanto è costato in media un punto di peso?»: a quotient is of each of them already.
    const isMean = piece.cat === 'folded' && piece.fold === 'mean';
    if (piece.cat !== 'figure' && !isMean) return piece.cat === 'point' ? [] : [piece];
    const cost = piece.figure === 'cost' || piece.figure === 'personnel';
    return [cost ? { ...piece, cat: 'figure', figure: 'cost_per_weight' } : { ...piece, cat: 'perpoint' }];
  });
}

/** «I tre staff»: of those that are named, all are meant. */
function isOfNamed(pieces: readonly Piece[], number: Piece<'number'>): boolean {
  const next = pieces[pieces.indexOf(number) + 1];
  const [atom, ...more] = next?.cat === 'atoms' ? next.atoms : [];
  return atom?.type === 'structure' && more.length === 0 && atom.codes.length === number.value;
}

function countsWhatFollows(
  pieces: readonly Piece[],
  number: Piece<'number'>,
  tokens: readonly Token[],
): boolean {
  if (!Number.isInteger(number.value) || number.value < 1 || number.value > 200) return false;
  const next = pieces[pieces.indexOf(number) + 1];
  // «Chi dei due spende di più?»: which of those, and no two.
  if (/^(chi|quale)$/.test(tokens[number.from - 2]?.text ?? '') && number.from > 1) return false;
  // «Quali sono i 2 con meno liquidato».
  // «The three most expensive objectives».
  const ranked = pieces[pieces.indexOf(number) + 2];
  if (next?.cat === 'rank')
    return (
      /^(i|gli|le|dei|degli|delle)$/.test(tokens[number.from - 1]?.text ?? '') ||
      (ranked?.cat === 'kind' && ranked.plural)
    );
  return (next?.cat === 'kind' || next?.cat === 'level') && next.plural;
}
