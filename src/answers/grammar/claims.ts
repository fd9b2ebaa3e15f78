import {
  type Atom,
  type Comparison,
  type Expr,
  type Figure,
  type FiguresQuery,
  INVERSE,
  NO_FIGURES,
  type Ranking,
} from '../figures/figures-query.ts';
import { rankItems, rankStructures } from '../figures/ranking.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import { besideQuery, orderOf, rankedOf } from './beside.ts';
import type { Surroundings } from './chart.ts';
import type { Piece } from './pieces.ts';
import { readRequest } from './requests/read-request.ts';
import { isIdle, isPlaceNamed } from './requests/request.ts';
import { firstRanked } from './requests/share-scopes.ts';
import { toQuery } from './requests/to-query.ts';
import { structureNumbered } from './rules/names.ts';
import { compareSides } from './two-sided.ts';
import { figureOfOrder } from './values.ts';

/*
 * Whether something holds: «il settore 9 ha riscosso più del settore 2?», «ci sono obiettivi sotto il 50 %?», «tutti gli
 * obiettivi sono al 100 %?». The figure that tells is asked for, with what it is held against.
 */

const VERB =
  /^(ha|hanno|sia|sono|era|erano|costa|costano|pesa|pesano|spende|spendono|impegna|impegnano|liquida|liquidano|paga|pagano|riscuote|riscuotono|incassa|incassano|accerta|accertano|supera|superano|passa|passano|oltrepassa|oltrepassano|eccede|eccedono|raggiunge|raggiungono|vale|valgono|assorbe|assorbono|consuma|consumano)$/;
const RELATIVE = /^(che|chi|cui|con)$/;
const INTERROGATIVE = /^(dove|quando|come|perche|cosa|where|when|how|why|what)$/;
const EXISTS = /(^|\s)(ci sono( stat[ie])?|c sia( stat[oa])?|ci sia( stat[oa])?|vi sono|esist(e|ono))(\s|$)/;

/** What other words make of a question, a proposition has none of. */
const ASKING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'ask',
  'group',
  'order',
  'follow',
  'share',
  'attribute',
]);

/** Reads a proposition; null where nothing is said to hold. */
export function readClaim(all: readonly Piece[], around: Surroundings): FiguresQuery | null {
  const { tokens, index } = around;
  const pieces = all.filter((piece) => !isIdle(piece));
  // «Lo stesso numero di obiettivi» says of what, and asks nothing.
  const saysNumber = (at: number): boolean => pieces[at]?.cat === 'ask' && pieces[at - 1]?.cat === 'compare';
  if (
    pieces.some(({ cat }, at) => ASKING.has(cat) && !saysNumber(at)) ||
    tokens.some(({ text }) => INTERROGATIVE.test(text))
  )
    return null;
  // «Quali obiettivi costano più del doppio …?», «tra i cinque più cari, quale …?» ask which, «di quanto supera il secondo?»
  // how much, and not whether.
  const opens = ({ pause, clause }: Token, at: number): boolean =>
    at === 0 || pause || clause !== tokens[at - 1]?.clause;
  if (tokens.some((token, at) => opens(token, at) && /^(qual|quale|quali)$/.test(token.text))) return null;
  if (pieces.some(({ cat, from }) => cat === 'differs' && tokens[from + 1]?.text === 'quanto')) return null;
  // «Il settore 6 spende di più per gli obiettivi o per i processi?»: for which of the two, and not whether.
  if (pieces.some((piece) => isEitherKind(piece, tokens))) return null;
  const first = firstTold(pieces, tokens, index);
  if (first === null) return proposition(pieces, around);
  const query = proposition(first.pieces, around);
  return (
    query && {
      ...query,
      select: query.select.map((atom) => (atom === first.named ? first.chosen : atom)),
    }
  );
}

const isEitherKind = (piece: Piece, tokens: readonly Token[]): boolean =>
  (piece.cat === 'rank' && 'count' in piece.by && piece.by.either === true) || isOfEither(piece, tokens);

const isOfEither = (piece: Piece, tokens: readonly Token[]): boolean =>
  piece.cat === 'kind' &&
  piece.kinds.length > 1 &&
  tokens.slice(piece.from, piece.to).some(({ text }) => /^(o|od|oppure)$/.test(text));

const proposition = (pieces: readonly Piece[], { tokens, index }: Surroundings): FiguresQuery | null =>
  existence(pieces, tokens) ??
  none(pieces, tokens) ??
  universal(pieces, tokens) ??
  portion(pieces, tokens) ??
  first(pieces, tokens) ??
  ofOne(pieces, tokens, index) ??
  ofAll(pieces, tokens) ??
  alike(pieces, tokens) ??
  opposed(pieces, tokens);

/** How many pieces say what comes first in an order, where something is said to hold of it; 0 where nothing is. */
export function firstToldOf(pieces: readonly Piece[], tokens: readonly Token[]): number {
  const [noun, rank, ...rest] = pieces;
  if ((noun?.cat !== 'kind' && noun?.cat !== 'level') || noun.plural || rank?.cat !== 'rank') return 0;
  const places = rest.findIndex(
    (piece) => piece.cat !== 'atoms' || piece.atoms.some(({ type }) => type !== 'structure'),
  );
  const held = rest[places];
  const end = places < 0 ? 0 : places + 2;
  return (held?.cat === 'atoms' || held?.cat === 'having') &&
    isSaidBetween(tokens, pieces[end - 1]?.to ?? 0, held.to)
    ? end
    : 0;
}

/** What comes first in an order, and something is said to hold of. */
interface FirstTold {
  /** With its name instead. */
  readonly pieces: readonly Piece[];
  readonly named: Atom;
  /** As it was chosen. */
  readonly chosen: Atom;
}

/** «Il processo con più accertato incassa più della metà di quanto accerta?»; null where no single one is told of. */
function firstTold(pieces: readonly Piece[], tokens: readonly Token[], index: PlanIndex): FirstTold | null {
  const end = firstToldOf(pieces, tokens);
  const [noun, rank] = pieces;
  const request = end === 0 ? null : readRequest(pieces.slice(0, end), tokens);
  if (!request || !noun || rank?.cat !== 'rank') return null;
  const ranking = { ...firstRanked(request, rank), limit: 1 };
  const names: readonly Atom[] =
    noun.cat === 'kind'
      ? rankItems(index, ranking).map(({ ref }) => ({ type: 'items', refs: [ref] }))
      : noun.cat === 'level' && noun.level !== 'goal'
        ? structureNames(noun.level, ranking, index)
        : [];
  const [named, ...ties] = names;
  if (!named || ties.length > 0) return null;
  const piece: Piece = { cat: 'atoms', atoms: [named], from: noun.from, to: pieces[end - 1]?.to ?? 0 };
  const chosen: Atom =
    named.type === 'structure' ? { ...named, first: ranking } : { type: 'top', of: ranking };
  return { pieces: [piece, ...pieces.slice(end)], named, chosen };
}

const structureNames = (level: 'department' | 'unit', ranking: Ranking, index: PlanIndex): readonly Atom[] =>
  rankStructures(index, level, ranking).map((code) => ({ type: 'structure', level, codes: [code] }));

const textOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');

/** A verb of the sentence itself, and not of a clause that narrows a noun, stands between two places. */
function isSaidBetween(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to).map(({ text }) => text);
  return words.some((word) => VERB.test(word)) && !words.some((word) => RELATIVE.test(word));
}

const asPlural = (piece: Piece): Piece => (piece.cat === 'kind' ? { ...piece, plural: true } : piece);

/** «Ci sono obiettivi con peso 25?», «il settore 6 ha processi con entrate?»: whether there is any, or that many. */
function existence(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const [first, second] = pieces;
  if (!first) return null;
  const opened = EXISTS.test(textOf(tokens, 0, first.from));
  const has =
    isPlaceNamed(first) &&
    (second?.cat === 'kind' || second?.cat === 'having') &&
    /^(ha|hanno)( dei| degli| delle| qualche)?$/.test(textOf(tokens, first.to, second.from));
  if (!opened && !has) return null;
  const having = pieces.flatMap((piece) => (piece.cat === 'having' ? [piece] : []));
  const [counted, ...others] = having;
  const leveled = pieces.some(({ cat }) => cat === 'level');
  if ((others.length > 0 || counted?.mean) && !leveled) return null;
  const said = pieces.map((piece): Piece => {
    if (piece.cat === 'having' && !leveled)
      return { cat: 'kind', kinds: piece.kinds, plural: true, from: piece.from, to: piece.to };
    return asPlural(piece);
  });
  const request = readRequest(said, tokens);
  const query = request && toQuery(request);
  const rows = query?.order === null && (query.by === 'item' || query.having.length > 0);
  if (!query || !rows) return null;
  const claim =
    counted && !leveled ? { op: counted.op, value: counted.value } : ({ op: 'gt', value: 0 } as const);
  return { ...query, fold: null, claim };
}

/** What an item of which something does not hold is like. */
function inverse(atom: Atom): Atom | null {
  if (atom.type === 'bound') {
    const full = atom.figure === 'attainment' && 'value' in atom.than && atom.than.value === 100;
    return { ...atom, op: full && atom.op === 'eq' ? 'lt' : INVERSE[atom.op] };
  }
  if (atom.type === 'not') return atom.atom;
  return atom.type === 'declared' || atom.type === 'revenue' || atom.type === 'scope' || atom.type === 'span'
    ? { type: 'not', atom }
    : null;
}

/** What is said of a set, as the last thing: «… hanno un costo del personale», «… è al 100 %». */
function predicate(
  pieces: readonly Piece[],
  tokens: readonly Token[],
): { atom: Atom; rest: readonly Piece[] } | null {
  const held = pieces.at(-1);
  const rest = pieces.slice(0, -1);
  const end = rest.at(-1)?.to ?? 0;
  if (!held || !isSaidBetween(tokens, end, held.to)) return null;
  const [atom, ...more] = held.cat === 'atoms' ? held.atoms : [];
  return atom && more.length === 0 ? { atom, rest } : null;
}

/** The items of which a condition holds. */
function listOf(
  kinds: Piece<'kind'>['kinds'],
  scope: readonly Piece[],
  atom: Atom,
): Pick<FiguresQuery, 'select' | 'by' | 'columns'> | null {
  if (scope.some(({ cat }) => cat !== 'atoms')) return null;
  return {
    select: [
      ...(kinds.length > 0 ? [{ type: 'kind', kinds } as const] : []),
      ...scope.flatMap((piece) => (piece.cat === 'atoms' ? piece.atoms : [])),
      atom,
    ],
    by: 'item',
    columns: atom.type === 'bound' ? [sum(atom.figure)] : [],
  };
}

/** «Nessun obiettivo è sotto il 50 %?»: those that are would be what tells. */
function none([subject, ...rest]: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  if (subject?.cat !== 'having' || subject.op !== 'eq' || subject.value !== 0 || rest.length === 0)
    return null;
  if (!/^(nessun|nessuna|no)$/.test(tokens[subject.from]?.text ?? '')) return null;
  const said = predicate([subject, ...rest], tokens);
  const list = said && listOf(subject.kinds, said.rest.slice(1), said.atom);
  return list && { ...NO_FIGURES, ...list, claim: { op: 'eq', value: 0 } };
}

const ALL = /(^|\s)tutt[ie]( (i|gli|le|quanti gli|quanti i))?$/;

/** «Tutti gli obiettivi del settore 1 sono al 100 %?»: those that are not are what tells. */
function universal(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const reached = reachedAll(pieces, tokens);
  if (reached) return reached;
  const [kind, ...rest] = pieces;
  const [counted, ...more] = rest;
  // «Tutti i settori hanno almeno un obiettivo?».
  if (kind?.cat === 'level' && counted?.cat === 'having' && more.length === 0) {
    const told = ALL.test(textOf(tokens, 0, kind.from)) && isSaidBetween(tokens, kind.to, counted.from);
    const request = told ? readRequest([kind, { ...counted, op: INVERSE[counted.op] }], tokens) : null;
    const query = request && toQuery(request);
    return query && { ...query, claim: { op: 'eq', value: 0 } };
  }
  if (kind?.cat !== 'kind' || rest.length === 0) return null;
  const said = predicate([kind, ...rest], tokens);
  const without = said && inverse(said.atom);
  if (!said || !without) return null;
  const opening = textOf(tokens, 0, kind.from);
  const all =
    ALL.test(opening) ||
    (/(^|\s)(i|gli|le)$/.test(opening) &&
      (isResult(said.atom) || tokens.slice(kind.to).some(({ text }) => /^tutt[ie]$/.test(text))));
  const list = all ? listOf(kind.kinds, said.rest.slice(1), without) : null;
  return list && { ...NO_FIGURES, ...list, claim: { op: 'eq', value: 0 } };
}

/** «Abbiamo raggiunto tutti gli obiettivi?», «il settore 4 ha completato tutti i suoi obiettivi?»: whether none is left. */
function reachedAll(said: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const pieces = said.filter(({ cat }) => cat !== 'body' && cat !== 'filler');
  const [kind, held] = pieces.toReversed();
  const places = pieces.slice(0, -2);
  const [atom, ...more] = held?.cat === 'atoms' ? held.atoms : [];
  if (kind?.cat !== 'kind' || !kind.plural || !held || !atom || more.length > 0 || !isResult(atom))
    return null;
  const isAll = /^tutt[ie] (i|gli|le)( (nostri|suoi|loro|propri))?$/.test(textOf(tokens, held.to, kind.from));
  const isHad = /^(ha|hanno|abbiamo|avete|si sono|sono stati)$/.test(tokens[held.from - 1]?.text ?? '');
  const without = inverse(atom);
  if (!isAll || !isHad || !without || !places.every(isPlaceNamed)) return null;
  const list = listOf(kind.kinds, places, without);
  return list && { ...NO_FIGURES, ...list, claim: { op: 'eq', value: 0 } };
}

/** «I più pesanti di ogni settore sono stati tutti raggiunti?»: said to hold of all of them, which narrows none. */
export const isToldOfAll = (pieces: readonly Piece[], tokens: readonly Token[]): boolean => {
  const [held, before] = pieces.toReversed();
  const said = held?.cat === 'atoms' && before ? textOf(tokens, before.to, held.to) : '';
  return /(^|\s)(sia|sono)( stat[ie])? tutt[ie](\s|$)/.test(said);
};

/** How far an item is, which is said of each of them. */
const isResult = (atom: Atom): boolean => atom.type === 'bound' && atom.figure === 'attainment';

/** «Più della metà degli obiettivi è al 100 %?»: how many of how many. */
function portion(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const at = pieces.findIndex(({ cat }) => cat === 'factor');
  const [comparison, ...others] = pieces.slice(0, Math.max(0, at));
  const [factor, kind, ...rest] = pieces.slice(Math.max(0, at));
  if (factor?.cat !== 'factor' || factor.value > 1 || kind?.cat !== 'kind' || rest.length === 0) return null;
  if (others.length > 0 || (comparison && comparison.cat !== 'compare')) return null;
  const said = predicate([kind, ...rest], tokens);
  const part = said && listOf(kind.kinds, said.rest.slice(1), said.atom);
  if (!part) return null;
  const count: Expr = { type: 'fold', fold: 'sum', figure: 'items' };
  return {
    ...NO_FIGURES,
    select: part.select,
    columns: [
      {
        type: 'op',
        op: '%',
        left: count,
        right: { type: 'over', expr: count, select: part.select.slice(0, -1), year: null },
      },
    ],
    claim: { op: comparison?.op ?? 'gte', value: factor.value * 100 },
  };
}

/** «Il settore 2 è quello che ha impegnato di più?», «l’obiettivo 8 è il più costoso del settore 9?»: the place it comes to. */
function first([subject, ...rest]: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const ranked = rankedOf(subject);
  const rank = rest.find((piece) => piece.cat === 'rank');
  if (!ranked || !rank || !subject) return null;
  const [start] = rest;
  const between = textOf(tokens, subject.to, rank.from);
  if (!/(^|\s)(sia|era)(\s|$)/.test(between)) return null;
  const superlative =
    start?.cat === 'pronoun' ||
    start?.cat === 'level' ||
    start?.cat === 'kind' ||
    /(^|\s)(il|la|l)$/.test(between);
  const others = rest.filter((piece) => piece !== rank && piece.cat !== 'pronoun');
  if (!superlative || others.some(({ cat }) => !['level', 'kind', 'atoms', 'fold'].includes(cat)))
    return null;
  const kinds = others.flatMap((piece) => (piece.cat === 'kind' ? piece.kinds : []));
  const scope = others.flatMap((piece) => (piece.cat === 'atoms' ? piece.atoms : []));
  const order = orderOf([rank]);
  return order && { ...besideQuery(ranked, 0, order, kinds, scope), claim: { op: 'eq', value: 1 } };
}

const sum = (figure: Figure): Expr => ({ type: 'fold', fold: 'sum', figure });

const isNamed = (piece: Piece | undefined): piece is Piece<'atoms'> =>
  piece?.cat === 'atoms' &&
  piece.atoms.length === 1 &&
  piece.atoms.every(
    (atom) =>
      (atom.type === 'structure' && atom.codes.length === 1) ||
      (atom.type === 'items' && atom.refs.length === 1),
  );

/** «Il processo 30 ha impegnato più di un milione?», «l’obiettivo 8 costa più della media?»: of one thing that is named. */
function ofOne(pieces: readonly Piece[], tokens: readonly Token[], index: PlanIndex): FiguresQuery | null {
  const [subject, ...rest] = pieces;
  const held = rest.find((piece) => piece.cat === 'atoms');
  const others = rest.filter((piece) => piece !== held);
  if (!isNamed(subject) || held?.cat !== 'atoms') return null;
  const [atom, ...more] = held.atoms;
  if (more.length > 0 || !isSaidBetween(tokens, subject.to, held.to)) return null;
  const kinds = others.flatMap((piece) => (piece.cat === 'kind' ? piece.kinds : []));
  if (others.some(({ cat }) => cat !== 'kind')) return null;
  const select: readonly Atom[] = [
    ...(kinds.length > 0 ? [{ type: 'kind', kinds } as const] : []),
    ...subject.atoms,
  ];
  // «È vero che il settore 7 non ha impegnato nulla?».
  if (atom?.type === 'not' && atom.atom.type === 'declared')
    return { ...NO_FIGURES, select, columns: [sum(atom.atom.figure)], claim: { op: 'eq', value: 0 } };
  if (atom?.type === 'declared')
    return { ...NO_FIGURES, select, columns: [sum(atom.figure)], claim: { op: 'gt', value: 0 } };
  if (atom?.type === 'versus') {
    const [left, right] = [sum(atom.figure), sum(atom.other)];
    const of = (by: '-' | '%', value: number): FiguresQuery => ({
      ...NO_FIGURES,
      select,
      columns: [{ type: 'op', op: by, left, right }],
      claim: { op: atom.op, value },
    });
    return atom.times == null ? of('-', 0) : of('%', atom.times * 100);
  }
  if (atom?.type !== 'bound') return null;
  const { figure, op, than } = atom;
  // How far an item is, what was reported tells first.
  if (figure === 'attainment' && subject.atoms[0]?.type === 'items') return null;
  const another = figure === 'attainment' ? null : anotherOf(subject, held, tokens, index);
  if (another === 'unknown') return null;
  if (another) {
    const right: Expr = { type: 'over', expr: sum(figure), select: [another], year: null };
    return {
      ...NO_FIGURES,
      select,
      columns: [{ type: 'op', op: '-', left: sum(figure), right }],
      claim: { op, value: 0 },
    };
  }
  if ('value' in than)
    return { ...NO_FIGURES, select, columns: [sum(figure)], claim: { op, value: than.value } };
  return null;
}

/** «Ha liquidato più del 44?»: a bare number with its article is another of the same kind, and no amount. */
function anotherOf(
  { atoms: [one] }: Piece<'atoms'>,
  { to }: Piece,
  tokens: readonly Token[],
  index: PlanIndex,
): Atom | 'unknown' | null {
  const number = tokens[to - 1];
  if (number?.type !== 'number' || !/^(il|l|del|dell|dello|al|all)$/.test(tokens[to - 2]?.text ?? ''))
    return null;
  if (one?.type === 'structure')
    return structureNumbered({ level: one.level }, number, { index }) ?? 'unknown';
  const [ref] = one?.type === 'items' ? one.refs : [];
  const other =
    ref && index.byRef.get(`${ref.startsWith('process:') ? 'process' : 'objective'}:${number.value}`);
  return other ? { type: 'items', refs: [other.ref] } : 'unknown';
}

/** «Gli obiettivi hanno riscosso più di 300.000 euro?», «abbiamo speso più di 10 milioni?»: all of them together. */
function ofAll(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const held = pieces.at(-1);
  const [atom, ...more] = held?.cat === 'atoms' ? held.atoms : [];
  const subject = pieces.slice(0, -1);
  if (!held || !atom || more.length > 0) return null;
  const start = subject.at(-1)?.to ?? 0;
  const verb = textOf(tokens, start, held.to);
  const said =
    subject.length === 0
      ? /(^|\s)(abbiamo|avete|si sia)(\s|$)/.test(verb)
      : isSaidBetween(tokens, start, held.to);
  if (!said) return null;
  const [first] = subject;
  if (first?.cat === 'kind' && !/(^|\s)(i|gli|le)$/.test(textOf(tokens, 0, first.from))) return null;
  if (subject.some(({ cat }) => !['kind', 'atoms', 'body', 'fold'].includes(cat))) return null;
  if (subject.length > 0 && first?.cat !== 'kind' && first?.cat !== 'body') return null;
  const request = readRequest(subject, tokens);
  if (!request) return null;
  const kinds = request.kinds.flatMap((one) => one.kinds);
  const select = [...(kinds.length > 0 ? [{ type: 'kind', kinds } as const] : []), ...request.atoms];
  if (atom.type === 'versus')
    return {
      ...NO_FIGURES,
      select,
      columns: [{ type: 'op', op: '-', left: sum(atom.figure), right: sum(atom.other) }],
      claim: { op: atom.op, value: 0 },
    };
  if (atom.type !== 'bound' || !('value' in atom.than) || isResult(atom) || atom.figure === 'weight')
    return null;
  return {
    ...NO_FIGURES,
    select,
    columns: [sum(atom.figure)],
    claim: { op: atom.op, value: atom.than.value },
  };
}

/** «Il settore 4 ha impegnato più del settore 2?», «… più di tutti gli altri insieme?», «… il doppio del settore 8?». */
function opposed(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const found = pieces.flatMap((piece, at): readonly FiguresQuery[] => {
    const op = comparisonOf(piece);
    const subject = pieces
      .slice(0, at)
      .findLast(({ cat }) => cat === 'atoms' || cat === 'rest' || cat === 'kind');
    if (op === null || !subject || at === pieces.length - 1) return [];
    if (!isSaidBetween(tokens, subject.to, piece.to)) return [];
    // «È il più costoso del settore 9»: the first of them, and no comparison with it.
    if (piece.cat === 'rank' && /(^|\s)(il|la|i|gli|le|l)$/.test(textOf(tokens, subject.to, piece.from)))
      return [];
    const next = pieces[at + 1];
    const factor = piece.cat === 'factor' ? piece : next?.cat === 'factor' ? next : null;
    const left = [...pieces.slice(0, at), ...figureOf(piece)];
    const right = pieces.slice(at + 1).filter((one) => one !== factor);
    const by = factor === null ? ('-' as const) : factor.value <= 1 ? ('%' as const) : ('÷' as const);
    const query = compareSides(by, left, right, tokens);
    const value = factor === null ? 0 : factor.value <= 1 ? factor.value * 100 : factor.value;
    return query ? [{ ...query, claim: { op, value } }] : [];
  });
  const distinct = new Map(found.map((one) => [JSON.stringify(one), one]));
  return distinct.size === 1 ? ([...distinct.values()][0] ?? null) : null;
}

/** «Gli obiettivi 24 e 25 hanno lo stesso peso?», «il settore 4 e il settore 5 costano uguale?»: two that one piece names. */
function alike(pieces: readonly Piece[], tokens: readonly Token[]): FiguresQuery | null {
  const named = pieces.filter((piece) => piece.cat === 'atoms');
  const same = pieces.find((piece) => piece.cat === 'compare' && piece.op === 'eq');
  const [first, last] = [named[0], named.at(-1)];
  const things = named.flatMap(({ atoms }) => atoms.flatMap(eachOf));
  if (!first || !last || !same || things.length !== 2 || same.from < last.to) return null;
  if (named.some(({ atoms }) => atoms.length > 1) || !isSaidBetween(tokens, last.to, pieces.at(-1)?.to ?? 0))
    return null;
  const rest = pieces.filter((piece) => piece !== same && piece.from >= last.to);
  const [left = [], right = []] = things.map((thing) => [{ ...first, atoms: [thing] }, ...rest]);
  const query = compareSides('-', left, right, tokens);
  return query && { ...query, claim: { op: 'eq', value: 0 } };
}

const eachOf = (atom: Atom): readonly Atom[] =>
  atom.type === 'items'
    ? atom.refs.map((ref) => ({ ...atom, refs: [ref] }))
    : atom.type === 'structure'
      ? atom.codes.map((code) => ({ ...atom, codes: [code] }))
      : [];

function comparisonOf(piece: Piece): Comparison | null {
  if (piece.cat === 'compare') return piece.op;
  if (piece.cat === 'factor') return 'gte';
  if (piece.cat === 'more' || (piece.cat === 'rank' && piece.all !== true))
    return piece.direction === 'most' ? 'gt' : 'lt';
  return null;
}

/** The figure that a comparison carries in itself: «costa più di», «più obiettivi di». */
function figureOf(piece: Piece): readonly Piece[] {
  if (piece.cat !== 'rank') return [];
  const { from, to } = piece;
  return 'figure' in piece.by
    ? [figureOfOrder(piece.by, { from, to })]
    : [
        { cat: 'ask', what: 'count', from, to },
        { cat: 'kind', kinds: piece.by.count, plural: true, from, to },
      ];
}
