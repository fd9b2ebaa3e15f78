import type { Attribute } from '../../words/attributes.ts';
import type { Atom, Comparison, Figure, FiguresQuery, Fold, Level } from '../figures/figures-query.ts';
import { attributesAsked } from '../grammar/cards.ts';
import { type Surroundings, saturate } from '../grammar/chart.ts';
import { surroundingsOf, withVerb } from '../grammar/compose.ts';
import { findWords } from '../grammar/find-words.ts';
import { GAPS } from '../grammar/ledger.ts';
import type { Direction, FollowMeaning, Piece, RankBy, SaidFigure } from '../grammar/pieces.ts';
import { yearsSaid } from '../grammar/read-years.ts';
import { isIdle, isPlaceNamed } from '../grammar/requests/request.ts';
import { RULES } from '../grammar/rules.ts';
import { bestTilings } from '../grammar/tiling.ts';
import { resolveTopics } from '../grammar/topics.ts';
import { isMoney } from '../grammar/values.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import { type Cut, type Token, tokenise } from '../language/tokens.ts';
import { correctTokens } from '../understand/spans.ts';
import { memberRefs } from './shown-set.ts';

/** What is done with a thing that is named: it takes the place of another, is left out, comes along, or narrows. */
export type Manner = 'replace' | 'drop' | 'add' | 'only';

/** A thing that is named, and in what manner. */
export type Named = { readonly manner: Manner } & (
  | { readonly type: 'atoms'; readonly atoms: readonly Atom[] }
  | {
      readonly type: 'number';
      readonly text: string;
      readonly value: number;
      readonly feminine: boolean;
      /** "Il 2", "del 2": what has it, and no value. */
      readonly owns: boolean;
    }
  | { readonly type: 'kinds'; readonly kinds: Piece<'kind'>['kinds']; readonly plural: boolean }
  /** "Il primo". */
  | {
      readonly type: 'place';
      readonly pick: Pick<Piece<'pick'>, 'place' | 'limit' | 'reversed'>;
      /** "Il secondo settore": of structures in an order. */
      readonly level: Level | null;
      readonly words: readonly string[];
    }
  /** "Sopra la media": of what was told. */
  | {
      readonly type: 'mean';
      readonly op: Comparison;
      /** "Chi sta sopra?": the mean that was told. */
      readonly told: boolean;
    }
  /** "Toglilo": the last one. */
  | { readonly type: 'last' }
  /** "E quelli senza?": what narrowed the set, turned round. */
  | { readonly type: 'turned' }
);

/** A question that may go on from another, in parts. Every word of it stands for one of them. */
export interface Said {
  readonly named: readonly Named[];
  readonly means: ReadonlySet<FollowMeaning>;
  /** "No, intendevo…", "non il riscosso, il pagato": it takes back what was asked. */
  readonly corrects: boolean;
  /** The words of what is taken back. */
  readonly denied: readonly string[];
  /** 2 for "i due". */
  readonly these: number | null;
  /** "Il seguente". */
  readonly one: boolean;
  readonly asks: ReadonlySet<Piece<'ask'>['what']>;
  /** "Chi lo segue?", "quando scade?": asked of each item besides its figures; null for all of it. */
  readonly attributes: readonly (Attribute | null)[];
  readonly figures: readonly { readonly figure: SaidFigure; readonly fold: Fold | null }[];
  readonly fold: Fold | null;
  readonly rank: {
    readonly by: RankBy | null;
    readonly direction: Direction | null;
    /** "Il più caro": one of them. */
    readonly one?: boolean;
  } | null;
  /** "Ne ha più di 5": so many of what was counted, and none of those that were shown. */
  readonly partitive: boolean;
  /** "Chi": of structures. */
  readonly who: boolean;
  /** "Chi li segue?": of several. */
  readonly them: boolean;
  /** Asked to be put in order: all of them. */
  readonly ordered: boolean;
  /** "E i nidi?": items are named by what they are about. */
  readonly about: boolean;
  /** "Quelli di tutti e due". */
  readonly refers: boolean;
  /** "In quali settori stanno?", "in quanti settori?": the groups that what was shown is in. */
  readonly where: 'which' | 'many' | null;
  /** "Che uffici ha?": a row for each of those that what was shown has. */
  readonly parts: boolean;
  /** "Al netto del personale": the figure that is taken from what was told. */
  readonly net: SaidFigure | null;
  /** "Il suo accertato": of the one that was shown. */
  readonly own: boolean;
  readonly level: Exclude<Level, 'item' | 'kind'> | null;
  readonly group: Level | null;
  readonly share: boolean;
  /** "Sul settore 4", "del totale dei processi": of what it is a part; null where that is not said, empty for everything. */
  readonly within: readonly Atom[] | null;
  /** "Sull’impegnato": the figure of which it is a part; null where none is said. */
  readonly whole: SaidFigure | null;
  /** "Sul totale": of everything of its kind. */
  readonly ofAll: boolean;
  /** "Quanto fanno sul totale?": all of it together. */
  readonly asOne: boolean;
  /** "Quanti ne hanno?": each of those that were shown. */
  readonly have: boolean;
  /** "È stato liquidato", "ha incassato": so much of what it is a part of. */
  readonly done: boolean;
  /** "Quanto pesa?": its weight, or its share of all. */
  readonly weighs: boolean;
  readonly contrast: '-' | '÷' | '%' | null;
}

/** Whether a word does something, by its role among the operations. */
type Does = (role: string, token: Token | undefined) => boolean;

const TAKEN: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'follow',
  'and',
  'ask',
  'kind',
  'atoms',
  'attribute',
  'deadline',
  'starts',
  'number',
  'pick',
  'first',
  'figure',
  'folded',
  'fold',
  'rank',
  'degree',
  'more',
  'ordering',
  'order',
  'ascending',
  'descending',
  'level',
  'group',
  'share',
  'whole',
  'difference',
  'differs',
  'times',
  'ratio',
  'pronoun',
  'except',
  'without',
  'compare',
  'amount',
  'between',
  'on',
  'none',
  'lens',
  'mean',
]);

const MANNERS: Readonly<Partial<Record<FollowMeaning, Manner>>> = {
  drop: 'drop',
  add: 'add',
  join: 'add',
  only: 'only',
};

const ASKED_AS: Readonly<Partial<Record<FollowMeaning, readonly FollowMeaning[]>>> = {
  join: ['add', 'together'],
  correct: ['now'],
};

/** They say no more than that the question goes on. */
const GOING_ON: ReadonlySet<FollowMeaning> = new Set<FollowMeaning>(['now', 'correct', 'back']);

/** All that is said where rows are added up. */
const SUMMED: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['follow', 'ask', 'and', 'number']);

/** They say of how many it is asked. */
const COUNTED: ReadonlySet<FollowMeaning> = new Set<FollowMeaning>(['these', 'others']);

/** Longer than this is no question that leans on another. */
const MOST_TOKENS = 24;

/**
 * Reads a question as one that goes on from another: "again" where it says no more than a plan's year. Null where a word of
 * it stands for nothing of that sort.
 * @param told what was answered before: an amount that is said of no figure is of what it told, and an everyday word that
 * is the name of another structure means that one
 * @param isNamed words of what was told, besides those of the plan's items
 */
export function readFollow(
  text: string,
  vocabulary: Vocabulary,
  cut: Cut = tokenise,
  told: FiguresQuery | null = null,
  isNamed: (token: Token) => boolean = () => false,
): Said | 'again' | null {
  const all = withoutNo(cut(withVerb(text)));
  const typed = withoutDenied(all);
  const denied = all.slice(0, all.length - typed.length).map(({ text: word }) => word);
  const tokens = correctTokens(vocabulary, typed);
  if (tokens.length === 0 || tokens.length > MOST_TOKENS) return null;
  const levels = levelsIn(told?.select ?? []);
  const follow = findPhrases(vocabulary.follow, tokens).map(
    ({ from, to, meaning }): Piece => ({ ...meaning, from, to }),
  );
  const words = findWords(vocabulary, tokens).map(asStructure);
  // «Quali li toccano entrambi?», of goals, and «che settori riguardano?», of items: not whose they are.
  const means = follow.some((one) => one.cat === 'follow' && one.means === 'these') ? 'common' : 'now';
  const isOfPlaces = told?.by === 'item' && words.some(({ cat }) => cat === 'level');
  const touching =
    isOfPlaces || told?.select.some(({ type }) => type === 'goal')
      ? words.flatMap(({ cat, from, to }): readonly Piece[] =>
          cat === 'assigned' ? [{ cat: 'follow', means, count: null, from, to }] : [],
        )
      : [];
  const isTouching = ({ from }: Piece): boolean => touching.some((one) => one.from === from);
  const attributes = words.filter((one) => one.cat === 'attribute' && !isTouching(one));
  // «Più CO2»: a part of a name is no number.
  const isInName = (at: number): boolean =>
    tokens[at - 1]?.glued === true && isNamed(tokens[at - 1] as Token);
  const common = follow.filter((one) => one.cat === 'follow' && one.means === 'common');
  const found = [...words.filter((one) => isMeant(one) && !isTouching(one)), ...follow, ...touching].filter(
    ({ cat, from }) =>
      !(cat === 'atoms' && common.some((one) => one.from === from)) &&
      !(cat === 'number' && isInName(from)) &&
      !(cat === 'topic' && isNamed(tokens[from] as Token)),
  );
  const amounts = told === null ? null : moneyTold(told);
  const limited = told === null ? null : limitedIn(told);
  const around = { ...surroundingsOf(vocabulary, tokens), ...(amounts === null ? {} : { amounts }) };
  const does: Does = (role, token) =>
    token !== undefined && vocabulary.operations.get(role)?.has(token.text) === true;
  for (const { pieces, unexplained } of bestTilings(saturate(RULES, found, around), tokens, MOST_TILINGS)) {
    // «Che percentuale del totale rappresenta?»
    const isPart = pieces.some(({ cat }) => cat === 'share');
    const isKnown = unexplained.every(
      (token) => isNamed(token) || isInName(tokens.indexOf(token)) || (isPart && does('amountsTo', token)),
    );
    const said = isKnown ? readPieces(withItems(pieces, around, told), around, does, limited) : null;
    if (said !== null)
      return said === 'again' || denied.length === 0 ? said : { ...said, corrects: true, denied };
  }
  return null;

  function asStructure(piece: Piece): Piece {
    if (piece.cat !== 'name' || !levels.has(piece.level)) return piece;
    const { level, code, from, to } = piece;
    return { cat: 'atoms', atoms: [{ type: 'structure', level, codes: [code] }], from, to };
  }

  function isMeant({ cat, from, to }: Piece): boolean {
    // «I due»: so many, and nothing that is due.
    if (cat === 'deadline') return tokens[from]?.type !== 'number';
    // «Di che settori sono?», of many: in which groups they are, and no card of each.
    if (cat === 'attribute' && told !== null && !isOfOne(told))
      return !follow.some((one) => one.cat === 'follow' && one.means === 'where' && one.from === from);
    // «Di chi è?» does not ask which ones.
    return cat !== 'ask' || !attributes.some((one) => one.from <= from && one.to >= to);
  }
}

/** «E i nidi?», after one item: what the words are about, where nothing else is said of it. */
function withItems(
  pieces: readonly Piece[],
  around: Surroundings,
  told: FiguresQuery | null,
): readonly Piece[] {
  if (told === null) return pieces;
  const isOfItems = told.select.some(({ type }) => type === 'items');
  const isBare = pieces.every((piece) => isIdle(piece) || OF_TOPIC.has(piece.cat));
  if (isOfItems && isBare) return resolveTopics(pieces, around) ?? pieces;
  // «Togli quelli dell’anticorruzione», of a list: the rows that are about it.
  const isLess = pieces.some(
    (one) => one.cat === 'except' || (one.cat === 'follow' && NARROWING.has(one.means)),
  );
  const isOfRows = pieces.every(
    (piece) => isIdle(piece) || OF_TOPIC.has(piece.cat) || OF_ROWS.has(piece.cat),
  );
  if (told.by !== 'item' || !isLess || !isOfRows) return pieces;
  const shown = new Set(memberRefs({ index: around.index, query: { ...told, order: null } }));
  return (resolveTopics(pieces, around) ?? pieces).map((piece) => {
    const [atom, ...more] = piece.cat === 'atoms' ? piece.atoms : [];
    if (piece.cat !== 'atoms' || atom?.type !== 'items' || more.length > 0) return piece;
    return { ...piece, atoms: [{ ...atom, refs: atom.refs.filter((ref) => shown.has(ref)) }] };
  });
}

const NARROWING: ReadonlySet<FollowMeaning> = new Set<FollowMeaning>(['drop', 'only']);
const OF_ROWS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['except', 'pronoun', 'kind']);
const OF_TOPIC: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['follow', 'topic', 'titled', 'and']);

const isOfOne = ({ select, order }: FiguresQuery): boolean =>
  order?.limit === 1 || select.some((atom) => atom.type === 'items' && atom.refs.length === 1);

const levelsIn = (select: readonly Atom[]): ReadonlySet<Level> =>
  new Set(select.flatMap((atom) => (atom.type === 'structure' ? [atom.level] : [])));

/** The money that was told, or by which what was told was chosen: of several the first, as where they are asked for. */
function moneyTold({ columns, select }: FiguresQuery): Figure | null {
  const figures = columns.flatMap((one) => (one.type === 'fold' ? [one.figure] : [])).filter(isMoney);
  if (figures.includes('resources')) return 'resources';
  const chosen = select.flatMap((atom) =>
    atom.type === 'revenue'
      ? (['assessed'] as const)
      : (atom.type === 'bound' || atom.type === 'declared') && isMoney(atom.figure)
        ? [atom.figure]
        : [],
  );
  return figures[0] ?? chosen[0] ?? null;
}

/** The figure by whose value items were chosen, «quanti obiettivi pesano 24?»; null where none or several were. */
function limitedIn({ select }: FiguresQuery): Figure | null {
  const [limit, ...more] = select.filter(({ type }) => type === 'bound');
  return limit?.type === 'bound' && more.length === 0 && 'value' in limit.than && !isMoney(limit.figure)
    ? limit.figure
    : null;
}

/** Whether a message says that so many are meant of those that were shown, whatever else it says. */
export function countsThose(text: string, vocabulary: Vocabulary, cut: Cut): boolean {
  const tokens = correctTokens(vocabulary, cut(text));
  const pieces = findWords(vocabulary, tokens);
  return pieces.some(
    (piece) =>
      piece.cat === 'number' &&
      countingThose(
        piece,
        pieces.find(({ from }) => from === piece.to),
        tokens,
      ).cat === 'follow',
  );
}

/** «No, il 6»: it takes back what was asked; «e quali no?» does not. */
const withoutNo = (tokens: readonly Token[]): readonly Token[] =>
  tokens[0]?.text === 'no' && tokens.length > 1 ? tokens.slice(1) : tokens;

/** Words that can be taken in several ways are taken in the first that says something. */
const MOST_TILINGS = 4;

/** «Non il riscosso, il pagato»: what is denied is taken back. */
function withoutDenied(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ pause, text }, place) => place > 1 && (pause || /^(ma|bensi)$/.test(text)));
  return tokens[0]?.text === 'non' && at > 0 ? tokens.slice(at) : tokens;
}

function readPieces(
  pieces: readonly Piece[],
  { index, tokens }: Surroundings,
  does: Does,
  chosenBy: Figure | null,
): Said | 'again' | null {
  if (yearsSaid(pieces).some((year) => year !== index.plan.head.year)) return null;
  const said = pieces.filter((piece) => !isIdle(piece));
  // «E nel 2022?»: the same of another plan, which was chosen by its year.
  const isBare = said.every((one) => one.cat === 'follow' || (one.cat === 'ask' && one.what === 'which'));
  if (said.length < pieces.length && isBare) {
    const dated = pieces.some(({ cat }) => cat === 'year');
    if (dated) return 'again';
  }
  if (said.some((piece) => piece.cat === 'follow' && piece.means === 'anew')) return null;
  const meant = said.map((piece, at) => countingThose(asWhole(piece), said[at + 1], tokens));
  if (said.length === 0 || meant.some(({ cat }) => !TAKEN.has(cat))) return null;
  return saidBy(meant, tokens, does, chosenBy);
}

/** «E di tutto il Comune?»: of all of it. */
const asWhole = (piece: Piece): Piece =>
  piece.cat === 'body' ? { cat: 'follow', means: 'all', count: null, from: piece.from, to: piece.to } : piece;

/** «Sotto i 40»: more than these nobody counts off. */
const MOST_THOSE = 20;

/** «Somma i due», «il più caro dei tre»: a number with a plural article is so many of those before; «i due più cari» picks so many. */
function countingThose(piece: Piece, next: Piece | undefined, tokens: readonly Token[]): Piece {
  // «Tra i due anni», of two that were told.
  const isCount = piece.cat === 'number' || (piece.cat === 'amount' && piece.unit === 'years');
  if (!isCount || piece.value > MOST_THOSE || next?.cat === 'kind' || next?.cat === 'level') return piece;
  const before = tokens[piece.from - 1]?.text ?? '';
  const picks = next !== undefined && PICKING.has(next.cat) && /^(i|gli|le)$/.test(before);
  if (
    picks ||
    !/^(i|gli|le|dei|degli|delle|tra|fra|altri|altre|questi|queste|quei|quegli|quelle)$/.test(before)
  )
    return piece;
  return { cat: 'follow', means: 'these', count: piece.value, from: piece.from, to: piece.to };
}

/** «I cinque meno cari», «i tre più alti». */
const PICKING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['rank', 'degree']);

const onlyOf = <C extends Piece['cat']>(pieces: readonly Piece[], cat: C): readonly Piece<C>[] =>
  pieces.filter((piece): piece is Piece<C> => piece.cat === cat);

function saidBy(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  does: Does,
  chosenBy: Figure | null,
): Said | null {
  const has = (cat: Piece['cat']): boolean => pieces.some((piece) => piece.cat === cat);
  const groups = onlyOf(pieces, 'group').map((one) =>
    one.level === 'item' && pieces.some(({ cat, from }) => cat === 'kind' && from > one.to)
      ? { ...one, level: 'kind' as const }
      : one,
  );
  const [folded, asks] = [onlyOf(pieces, 'fold'), onlyOf(pieces, 'ask')];
  // «Chi ha il valore più alto?»
  const end = tokens.some((token) => does('who', token)) && folded.find(({ fold }) => ENDS.has(fold));
  const isHeld = (one: Piece): boolean => isMean(one) && pieces[pieces.indexOf(one) - 1]?.cat === 'compare';
  const folds = end ? [] : folded.filter((one) => !isHeld(one));
  // «Che settori riguardano?»: in which they are.
  const isRegarding = has('level') && tokens.some((token) => does('regards', token));
  const regarding = isRegarding ? ({ count: null } as const) : undefined;
  const levels = onlyOf(pieces, 'level').filter((one) => !isPlace(pieces[pieces.indexOf(one) - 1]));
  const costs = onlyOf(pieces, 'figure').filter((one) => one.figure === 'cost');
  // «Per il personale quanto abbiamo speso?»: it is said of what, and nothing is put in order.
  const spentOn = onlyOf(pieces, 'ordering').flatMap(({ by }): Said['figures'] =>
    costs.length > 0 && 'figure' in by ? [{ figure: by.figure, fold: null }] : [],
  );
  const ranks = end
    ? [{ by: null, direction: ENDS.get(end.fold) ?? null }]
    : spentOn.length > 0
      ? []
      : ranksOf(pieces);
  const where = onlyOf(pieces, 'follow').find(({ means }) => means === 'where') ?? regarding;
  // «E la media dei settori?»
  const isOfMean = pieces.some((one) => one.cat === 'mean' || (one.cat === 'fold' && one.fold !== 'sum'));
  // A noun for structures asks something only of an order, of a limit, of where, or of the others: «quale settore di più?».
  const isOfOthers = onlyOf(pieces, 'follow').some(({ means }) => means === 'others');
  // «E i suoi servizi?»: each of them.
  const isOwn = tokens.some(({ text }) => /^(suo|sua|suoi|sue|its)$/.test(text));
  // «Che uffici ha?»
  const isHad = does('has', tokens.at(-1)) && folded.length + onlyOf(pieces, 'figure').length === 0;
  const isOfParts = ranks.length === 0 && (isHad || tokens.some(({ text }) => /^(suoi|sue)$/.test(text)));
  const parts = isOfParts ? levels[0] : undefined;
  const asksLevel = ranks.length > 0 || where !== undefined || parts !== undefined || isOfMean || isOfOthers;
  if (levels.length > 0 && !asksLevel) return null;
  if (where !== undefined && levels.length === 0) return null;
  if (levels.length > 1 || groups.length > 1 || folds.length > 1 || ranks.length > 1) return null;
  // «Diviso per obiettivi e processi»: a row for each kind.
  const kinds = new Set(onlyOf(pieces, 'kind').flatMap((one) => one.kinds));
  // «Dividilo tra obiettivi e processi».
  const isSplit = onlyOf(pieces, 'follow').some(({ means }) => means === 'split');
  const byKind = groups.some(({ level }) => level === 'kind') || (isSplit && kinds.size > 1);
  const wholes = wholeIn(pieces, tokens);
  const against = holdsAgainst(pieces, tokens);
  const apart = pieces.filter((piece) => !wholes.includes(piece));
  const named = namedIn(byKind ? apart.filter(({ cat }) => cat !== 'kind') : apart, tokens, chosenBy);
  if (named === null) return null;
  const whole = wholeFigureIn(pieces, tokens);
  const said = spentOn.length > 0 ? spentOn : whole === null ? figuresIn(pieces) : [];
  const net = named.every(({ type }) => type === 'turned') ? netOf(pieces) : null;
  const figures = net === null ? said : said.filter(({ figure }) => figure !== net);
  // «Quanto gli manca da riscuotere?»: the figure that is named is what is lacking.
  const isLack = figures.some(({ figure }) => GAPS.some((gap) => gap === figure));
  const isNoGap = ({ means }: Piece<'follow'>): boolean => !isLack || means !== 'lack';
  const follow = onlyOf(apart, 'follow').filter(isNoGap);
  const isSaid = (role: string): boolean => tokens.some((token) => does(role, token));
  // «Quanto fanno tutti e tre?»
  const isSum =
    follow.some(({ means }) => means === 'these') &&
    asks.some(({ what }) => what === 'value') &&
    pieces.every((piece) => isIdle(piece) || SUMMED.has(piece.cat)) &&
    isSaid('comesTo');
  const weighs = onlyOf(pieces, 'share').some(({ from, to }) =>
    tokens.slice(from, to).some(({ text }) => /^pesan?o?$/.test(text)),
  );
  // «Dal più caro al meno caro», «dal più alto al più basso».
  const ordered =
    has('order') ||
    has('ascending') ||
    has('descending') ||
    follow.some(({ means }) => means === 'order') ||
    onlyOf(pieces, 'rank').some(({ all }) => all === true);
  // «A che uffici sono affidati?»: in which they are.
  const attributes = pieces
    .flatMap(attributesAsked)
    .filter((one) => where === undefined || one !== 'responsible');
  // «Ordinali per scadenza»: nothing is asked of each.
  const byDay = ordered && ranks.length === 0 && attributes.every((one) => one === 'deadline');
  const ranked = byDay && attributes.length > 0 ? BY_DAY : ranks[0];
  return {
    named: net === null ? named : [],
    denied: [],
    corrects: follow.some(({ means }) => means === 'correct'),
    net,
    // «E insieme al 4?»: it comes along, and they are summed.
    means: new Set([
      ...follow.flatMap(({ means }): readonly FollowMeaning[] => ASKED_AS[means] ?? [means]),
      ...(folds[0]?.fold === 'sum' && isSaid('together') ? (['together'] as const) : []),
    ]),
    // «L’altro»: of two, the one that is left.
    these: follow.find(({ means, count }) => COUNTED.has(means) && count !== null)?.count ?? null,
    // «E quello dopo?»
    one:
      follow.some(({ means, count }) => means === 'next' && count === 1) ||
      (has('pronoun') && tokens.some(({ text }) => /^quell[oa]$/.test(text))) ||
      asks.some(({ what, from }) => what === 'which' && does('one of them', tokens[from])),
    asks: new Set(asks.map(({ what }) => what)),
    attributes: ranked === BY_DAY ? [] : attributes,
    figures,
    fold: folds[0]?.fold ?? onlyOf(pieces, 'folded')[0]?.fold ?? (isSum ? 'sum' : null),
    rank: ranked === undefined ? null : { ...ranked, one: isOneRank(pieces, tokens, does) },
    who: isSaid('who'),
    partitive:
      follow.some(({ means }) => means === 'those') &&
      follow.every(
        ({ means, from, to }) => means !== 'those' || (to === from + 1 && does('of it', tokens[from])),
      ),
    them: pieces.some(
      ({ cat, from, to }) =>
        cat === 'attribute' && tokens.slice(from, to).some(({ text }) => /^(li|le)$/.test(text)),
    ),
    ordered,
    about: onlyOf(pieces, 'atoms').some(({ guessed }) => guessed === true),
    refers: has('pronoun'),
    own: isOwn,
    level: where === undefined && parts === undefined ? (levels[0]?.level ?? null) : null,
    group: byKind
      ? 'kind'
      : (groups[0]?.level ?? parts?.level ?? (where === undefined ? null : (levels[0]?.level ?? null))),
    parts: parts !== undefined,
    where: where === undefined ? null : where.count === null ? 'which' : 'many',
    // «E rispetto all’impegnato?»
    share:
      (has('share') && !weighs) ||
      has('whole') ||
      (has('on') && !against) ||
      wholes.length > 0 ||
      refersTo(pieces, tokens),
    whole,
    ofAll: has('whole'),
    asOne: isSaid('amountsTo'),
    have: isSaid('has'),
    done: onlyOf(pieces, 'figure').some(({ from }) =>
      tokens
        .slice(Math.max(0, from - 1), from + 1)
        .some((token) => does('has', token) || does('been', token)),
    ),
    within: wholes.length === 0 ? null : wholes.flatMap(asAtoms),
    weighs: weighs && !has('whole') && wholes.length === 0,
    contrast: contrastOf(has, follow) ?? (against ? '-' : null),
  };
}

/** The greatest and the smallest of several, as the first of an order. */
export const ENDS: ReadonlyMap<Fold, Direction> = new Map([
  ['max', 'most'],
  ['min', 'least'],
]);

const BY_DAY: NonNullable<Said['rank']> = { by: { figure: 'deadline' }, direction: 'least' };

/** «Al netto del personale»: what follows the word that leaves out is a figure, and no thing. */
function netOf(pieces: readonly Piece[]): SaidFigure | null {
  const at = pieces.findIndex(
    (one) => one.cat === 'except' || (one.cat === 'follow' && one.means === 'drop'),
  );
  const [figure, ...more] = pieces.slice(at + 1).filter(({ cat }) => cat !== 'ask');
  return at >= 0 && more.length === 0 && figure?.cat === 'figure' ? figure.figure : null;
}

/** «Quanto sono costati di personale?»: the cost that is named is the one that is asked. */
function figuresIn(pieces: readonly Piece[]): Said['figures'] {
  // «E sugli impegni?»: with nothing to put in order it is the figure that is asked.
  const isAsked = pieces.every(({ cat }) => !PLACING.has(cat));
  const said = pieces.flatMap((piece): Said['figures'] => {
    if (piece.cat === 'figure' || (piece.cat === 'lens' && isAsked))
      return [{ figure: piece.figure, fold: null }];
    return piece.cat === 'folded' ? [{ figure: piece.figure, fold: piece.fold }] : [];
  });
  return said.some(({ figure }) => COSTS.has(figure)) ? said.filter(({ figure }) => figure !== 'cost') : said;
}

const PLACING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['rank', 'degree', 'more']);
const COSTS: ReadonlySet<SaidFigure> = new Set<SaidFigure>([
  'personnel',
  'committed',
  'settled',
  'resources',
]);

/** «Il più caro», «quello meno pesante»: one is asked for, and not so many as before. */
const isOneRank = (pieces: readonly Piece[], tokens: readonly Token[], does: Does): boolean =>
  onlyOf(pieces, 'rank').some(({ from }) =>
    tokens.slice(Math.max(0, from - 1), from + 1).some((token) => does('names one', token)),
  );

/** What a share is said to be of: «sul settore 4», «sul totale dei processi», «del totale dell’ente». */
function wholeIn(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  const after = pieces.findIndex(({ cat }) => cat === 'whole' || cat === 'share');
  if (after < 0) return [];
  const whole = pieces.findLastIndex(({ cat }) => cat === 'whole');
  const parts: Piece[] = [];
  for (const [at, piece] of pieces.entries()) {
    const isAllSaid = piece.cat === 'follow' && piece.means === 'all';
    if (piece.cat !== 'atoms' && piece.cat !== 'kind' && !isAllSaid) continue;
    const before = pieces.slice(0, at).findLast((one) => !parts.includes(one));
    const between = tokens.slice(before?.to ?? 0, piece.from).map(({ text }) => text);
    // «E sul suo settore quanto pesa?»
    const isFirst = piece.cat === 'atoms' && before?.cat !== 'kind' && before?.cat !== 'atoms';
    const isOn = (at > after || isFirst) && between.some((word) => ON.test(word));
    // «Che quota dell’impegnato degli obiettivi è?»
    const isFigureOf =
      before?.cat === 'lens' ||
      ((before?.cat === 'figure' || before?.cat === 'folded') &&
        OF.test(tokens[before.from - 1]?.text ?? ''));
    const isAfterWhole = (whole >= 0 && at > whole) || (at > after && isFigureOf);
    const isOfWhole = isAfterWhole && between.every((word) => !VERB.test(word));
    // «Che percentuale è di tutti i processi?»: what was shown is, of them.
    const verb = between.findIndex((word) => VERB.test(word));
    const isAll = piece.cat === 'kind' || isAllSaid || parts.length > 0;
    const isOfAll =
      isAll && at > after && before?.cat === 'share' && verb >= 0 && OF.test(between[verb + 1] ?? '');
    // «E che percentuale del settore 5 rappresenta?»
    const isShareOf =
      before?.cat === 'share' &&
      isPlaceNamed(piece) &&
      OF.test(between.at(-1) ?? '') &&
      between.every((word) => !VERB.test(word)) &&
      pieces.every((one) => one === piece || one === before || isIdle(one) || one.cat === 'follow');
    if (isOn || isOfWhole || isOfAll || isShareOf) parts.push(piece);
  }
  return parts;
}

/** «Che percentuale è dell’impegnato?», «quanto incide sul costo?»: of which figure what was told is a part. */
function wholeFigureIn(pieces: readonly Piece[], tokens: readonly Token[]): SaidFigure | null {
  const after = pieces.findIndex(({ cat }) => cat === 'share' || cat === 'on');
  const totals = onlyOf(pieces, 'folded').filter(({ fold }) => fold === 'sum');
  const [only, ...more] = [...onlyOf(pieces, 'figure'), ...onlyOf(pieces, 'lens'), ...totals];
  if (after < 0 || only === undefined || more.length > 0 || pieces.indexOf(only) < after) return null;
  // «Sull’impegnato» may be one piece.
  const joins = tokens.slice(Math.max(0, only.from - 1), only.from + 1).map(({ text }) => text);
  return joins.some((word) => ON.test(word) || OF.test(word)) ? only.figure : null;
}

/** «Rispetto all’obiettivo 68?»: held against it, and no part of it. */
const holdsAgainst = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  pieces.some(({ cat, from }, at) => {
    // «Rispetto a quelli del settore 2?»
    const next = pieces.slice(at + 1).find((piece) => piece.cat !== 'pronoun' && piece.cat !== 'kind');
    const isNamed =
      next?.cat === 'atoms' && next.atoms.every(({ type }) => type === 'items' || type === 'structure');
    return cat === 'on' && isNamed && AGAINST.test(tokens[from]?.text ?? '');
  }) && pieces.every(({ cat }) => cat !== 'share' && cat !== 'whole');

const AGAINST = /^(rispetto|confronto)$/;
const ON = /^(su|sul|sull|sullo|sulla|sui|sugli|sulle|on)$/;
const OF = /^(di|del|dell|dello|della|dei|degli|delle|of)$/;
const VERB = /^(sia|sono|ha|hanno|is|are)$/;

const asAtoms = (piece: Piece): readonly Atom[] => {
  if (piece.cat === 'atoms') return piece.atoms;
  return piece.cat === 'kind' && piece.kinds.length > 0 ? [{ type: 'kind', kinds: piece.kinds }] : [];
};

/** «Rispetto all’impegnato». */
const refersTo = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  onlyOf(pieces, 'lens').some(({ from, to }) =>
    tokens.slice(from, to).some(({ text }) => text === 'rispetto'),
  );

function contrastOf(
  has: (cat: Piece['cat']) => boolean,
  follow: readonly Piece<'follow'>[],
): Said['contrast'] {
  if (has('times')) return '÷';
  if (has('ratio')) return '%';
  return has('difference') ||
    has('differs') ||
    follow.some(({ means }) => means === 'gap' || means === 'lack')
    ? '-'
    : null;
}

function ranksOf(pieces: readonly Piece[]): readonly NonNullable<Said['rank']>[] {
  const direction = pieces.some(({ cat }) => cat === 'ascending')
    ? 'least'
    : pieces.some(({ cat }) => cat === 'descending')
      ? 'most'
      : null;
  const [lens] = onlyOf(pieces, 'lens');
  const told = pieces.flatMap((piece): readonly NonNullable<Said['rank']>[] => {
    if (piece.cat === 'rank')
      return [{ by: lens === undefined ? piece.by : { figure: lens.figure }, direction: piece.direction }];
    if (piece.cat === 'degree' || piece.cat === 'more')
      return [{ by: lens === undefined ? null : { figure: lens.figure }, direction: piece.direction }];
    return piece.cat === 'ordering' ? [{ by: piece.by, direction }] : [];
  });
  return told.length > 0 || direction === null ? told : [{ by: null, direction }];
}

/** «Sopra la media». */
const isMean = (piece: Piece): boolean =>
  (piece.cat === 'mean' && piece.of === null) || (piece.cat === 'fold' && piece.fold === 'mean');

const isPlace = (piece: Piece | undefined): boolean => piece?.cat === 'pick' || piece?.cat === 'first';

const levelOf = (noun: Piece | undefined): Level | null => (noun?.cat === 'level' ? noun.level : null);

/** «Toglilo»: the last one, or, said after it, what was named: «quello trasversale toglilo». */
function dropIt(named: Named[]): void {
  const [only, ...more] = named;
  if (only?.type === 'atoms' && more.length === 0) named.splice(0, 1, { ...only, manner: 'drop' });
  else named.push({ manner: 'drop', type: 'last' });
}

/** What is named, each in the manner of the last word that gave one; null where a condition is left half said. */
function namedIn(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  chosenBy: Figure | null,
): readonly Named[] | null {
  const named: Named[] = [];
  const wordsOf = ({ from, to }: Piece): readonly string[] => tokens.slice(from, to).map(({ text }) => text);
  let manner: Manner = 'replace';
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    switch (piece.cat) {
      case 'follow':
        if (piece.means === 'dropit') dropIt(named);
        manner = MANNERS[piece.means] ?? (GOING_ON.has(piece.means) ? manner : 'replace');
        // «E il 12 anche», «l’11 pure»: what comes along was said before.
        if (piece.means === 'add' && next === undefined) {
          const before = named.pop();
          if (before) named.push({ ...before, manner: 'add' });
        }
        break;
      case 'except':
      case 'without':
        manner = 'drop';
        break;
      case 'atoms':
        named.push({ manner, type: 'atoms', atoms: piece.atoms });
        break;
      case 'compare': {
        // «Di quanto supera il secondo?»
        if (pieces.some(({ cat }) => cat === 'differs' || cat === 'times') && isPlace(next)) break;
        if (next !== undefined && isMean(next)) {
          named.push({ manner, type: 'mean', op: piece.op, told: false });
          break;
        }
        // «Di quanto lo supera?»
        if (next === undefined && pieces.some(({ cat }) => cat === 'differs' || cat === 'times')) break;
        // «Chi sta sopra?»
        if (next === undefined) {
          named.push({ manner, type: 'mean', op: piece.op, told: true });
          break;
        }
        // «E quanti meno di 20?», of what was chosen by its weight.
        if (next?.cat === 'number' && chosenBy !== null) {
          const than = { value: next.value };
          named.push({
            manner,
            type: 'atoms',
            atoms: [{ type: 'bound', figure: chosenBy, op: piece.op, than }],
          });
          break;
        }
        // «Quanti ne hanno più di 6?»
        if (next?.cat === 'number' && pieces.some((one) => one.cat === 'follow' && one.means === 'those')) {
          const than = { value: next.value };
          named.push({
            manner,
            type: 'atoms',
            atoms: [{ type: 'bound', figure: 'items', op: piece.op, than }],
          });
          break;
        }
        // «Sotto il 90 %», said of no figure: a percentage is of attainment.
        if (next?.cat !== 'amount' || next.unit !== 'percent') return null;
        const than = { value: next.value };
        named.push({
          manner,
          type: 'atoms',
          atoms: [{ type: 'bound', figure: 'attainment', op: piece.op, than }],
        });
        break;
      }
      case 'amount':
      case 'mean':
        if (pieces[at - 1]?.cat !== 'compare') return null;
        break;
      case 'number': {
        if (pieces[at - 1]?.cat === 'compare') break;
        // «Più di 6»: a limit, and no order.
        if (pieces[at - 1]?.cat === 'more' || pieces[at - 1]?.cat === 'degree') return null;
        // «I cinque meno cari».
        if (next !== undefined && PICKING.has(next.cat) && Number.isInteger(piece.value) && piece.value > 0) {
          named.push({
            manner: 'replace',
            type: 'place',
            pick: { place: 1, limit: piece.value, reversed: false },
            level: null,
            words: wordsOf(piece),
          });
          break;
        }
        const feminine = /^(la|alla|della|dalla|nella|sulla|le)$/.test(tokens[piece.from - 1]?.text ?? '');
        const text = tokens[piece.from]?.spelled ? String(piece.value) : piece.text;
        const owns = /^(il|l|la|del|dal|nel|al|dell|della|dalla|nella|alla)$/.test(
          tokens[piece.from - 1]?.text ?? '',
        );
        named.push({ manner, type: 'number', text, value: piece.value, feminine, owns });
        break;
      }
      case 'kind':
        named.push({ manner, type: 'kinds', kinds: piece.kinds, plural: piece.plural });
        break;
      case 'first':
        // «Il primo», of which the plural begins «i primi tre».
        if (!/^(prim|ultim)[oa]$/.test(tokens[piece.from]?.text ?? '')) return null;
        named.push({
          manner,
          type: 'place',
          pick: { place: 1, limit: 1, reversed: piece.reversed },
          level: levelOf(next),
          words: wordsOf(piece),
        });
        break;
      case 'pick':
        named.push({ manner, type: 'place', pick: piece, level: levelOf(next), words: wordsOf(piece) });
        break;
      // «E quali no?»
      case 'none':
        if (next !== undefined || named.length > 0) return null;
        named.push({ manner: 'drop', type: 'turned' });
        break;
      default:
    }
  }
  // «E quelli senza?», «solo?»: nothing is named that a word for it would need.
  const bare = manner !== 'replace' && manner !== 'add' && named.every((one) => one.manner !== manner);
  return bare ? (manner === 'drop' ? [...named, { manner, type: 'turned' }] : null) : named;
}
