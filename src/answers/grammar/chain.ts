import type { ItemRef } from '../../domain/types.ts';
import { evaluate } from '../figures/evaluate.ts';
import type { Atom, Expr, Figure, FiguresQuery } from '../figures/figures-query.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';

/** A question in two steps: a set, and what is asked of it. */
interface Cut {
  readonly set: readonly Piece[];
  readonly rest: readonly Piece[];
  /** The set is asked for too: «qual è l’unità con più obiettivi e, tra quelli, …». */
  readonly shown: boolean;
}

/** What tells a few of a kind from the others. */
const CHOOSES: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'rank',
  'having',
  'outnumber',
  'every',
  'ordering',
]);

const AMONG = /^(tra|fra|dei|degli|delle|nei|negli|nelle|per|con)$/;

/**
 * «Tra i tre settori con più impegnato, quale ha più obiettivi?», «i cinque obiettivi più cari e, tra quelli, quale pesa
 * meno?»: the rows that the first step comes to are what the next is asked of, whatever both are. Null where the words
 * say no such thing.
 * @param compose what some of the pieces ask
 * @param led only where the set is said to be what is chosen from
 */
export function readChain(
  all: readonly Piece[],
  tokens: readonly Token[],
  index: PlanIndex,
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
  led: boolean,
): readonly FiguresQuery[] | null {
  const pieces = all.filter((piece) => !isIdle(piece));
  const cut = (led ? ledCut(pieces, tokens) : leadingCut(pieces, tokens)) ?? referringCut(pieces, tokens);
  if (cut === null || cut.rest.length === 0) return null;
  const [first, ...others] = compose(cut.set);
  if (!first || others.length > 0) return null;
  const of = rowsOf(first, cut.rest, index);
  if (of === null) return null;
  const asked = restOf(first, of, cut);
  const next = readChain(asked, tokens, index, compose, led) ?? compose(asked);
  if (next.length === 0) return null;
  return cut.shown ? [first, ...next] : next;
}

/** «Qual è, tra gli obiettivi che scadono dopo il 2021, quello con più impegnato?»: of one set the first. */
export function unnested(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  const said = pieces.filter((piece) => !isIdle(piece));
  const [ask, next] = said;
  const at = said.findIndex(({ cat, from }) => cat === 'pronoun' && tokens[from]?.pause === true);
  if (ask?.cat !== 'ask' || ask.what !== 'which' || at < 2 || next?.from === undefined) return pieces;
  if (!AMONG.test(tokens[next.cat === 'between' ? next.from : next.from - 1]?.text ?? '')) return pieces;
  const set = said.slice(1, at).filter(({ cat }) => cat !== 'between');
  const rest = said.slice(at + 1);
  return set.some(isNoun) && rest.every(({ cat }) => cat === 'rank' || cat === 'degree')
    ? [ask, ...set, ...rest]
    : pieces;
}

/** «Qual è il processo più costoso e quanto ha impegnato il settore 9?»: what is asked behind says of whom. */
function asksAnother(set: readonly Piece[], rest: readonly Piece[], tokens: readonly Token[]): boolean {
  const isApart = tokens[(set.at(-1)?.to ?? 0) - 1]?.clause !== tokens[rest[0]?.from ?? 0]?.clause;
  if (isApart && isChosen(rest) && rest.some(isNoun)) return true;
  return (
    (isApart || set.at(-1)?.cat === 'and') &&
    rest.some(
      (piece) =>
        piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'structure' || type === 'items'),
    ) &&
    rest.some(({ cat }) => cat === 'figure' || cat === 'folded' || cat === 'kind') &&
    rest.every(({ cat }) => cat !== 'pronoun' && cat !== 'these')
  );
}

/** The set before a question of its own: «i settori con più di 8 obiettivi quanto hanno impegnato?». */
function leadingCut(pieces: readonly Piece[], tokens: readonly Token[]): Cut | null {
  const at = pieces.findIndex(({ cat }) => cat === 'ask');
  const set = pieces.slice(0, at).filter(({ cat }, place) => cat !== 'between' || place > 0);
  if (at <= 0 || !set.some(isNoun) || !isChosen(set)) return null;
  if (asksAnother(pieces.slice(0, at), pieces.slice(at), tokens)) return null;
  // «I tre processi con più liquidato, e quanto fanno insieme?»: what is joined is asked besides.
  return { set, rest: pieces.slice(at), shown: set.at(-1)?.cat === 'and' };
}

/** The same where a preposition says that something is chosen from the set. */
const ledCut = (pieces: readonly Piece[], tokens: readonly Token[]): Cut | null =>
  tokens.slice(0, (pieces[0]?.from ?? 0) + 1).some(({ text }) => AMONG.test(text))
    ? leadingCut(pieces, tokens)
    : null;

/** «…, e tra quelli …»: what stands before is the set. */
function referringCut(pieces: readonly Piece[], tokens: readonly Token[]): Cut | null {
  const at = pieces.findIndex(
    ({ cat, from }, place) =>
      place > 0 &&
      ((cat === 'pronoun' && /^(tra|fra)$/.test(tokens[from - 1]?.text ?? '')) || cat === 'these'),
  );
  if (at < 0) return null;
  const start = pieces.findLastIndex(
    ({ cat, from }, place) => place > 0 && place <= at && (cat === 'and' || isAfterPause(tokens, from)),
  );
  if (start <= 0) return null;
  const set = pieces
    .slice(0, start)
    .filter(({ cat }, place, list) => cat !== 'and' || place < list.length - 1);
  const rest = pieces
    .slice(start)
    .filter(
      (piece, place) => piece !== pieces[at] && piece.cat !== 'between' && (piece.cat !== 'and' || place > 0),
    );
  return set.some(isNoun) ? { set, rest, shown: true } : null;
}

const isAfterPause = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.pause === true || tokens[at]?.clause !== tokens[at - 1]?.clause;

const isNoun = ({ cat }: Piece): boolean => cat === 'kind' || cat === 'level';

const isChosen = (set: readonly Piece[]): boolean =>
  set.some(({ cat }) => CHOOSES.has(cat)) ||
  (set.some(({ cat }) => cat === 'level') &&
    set.some((piece) => piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'bound')));

/** What the next step is of: structures, or items. */
interface Rows {
  readonly atoms: readonly Atom[];
  readonly noun: Piece | null;
}

function rowsOf(query: FiguresQuery, rest: readonly Piece[], index: PlanIndex): Rows | null {
  const { rows } = evaluate(query, index);
  const own = rest.some(isNoun);
  const at = { from: rest[0]?.from ?? 0, to: rest[0]?.from ?? 0 };
  const [kind] = query.select.filter((atom) => atom.type === 'kind');
  const items: Piece = { cat: 'kind', kinds: kind?.kinds ?? [], plural: true, ...at };
  if (query.by === 'department' || query.by === 'unit') {
    const codes = rows.flatMap(({ subject }) => ('code' in subject ? [subject.code] : []));
    if (codes.length === 0) return null;
    const atom: Atom = { type: 'structure', level: query.by, codes, ...whyOf(query) };
    // «E, tra quelli, quale ha il peso più basso?»: structures have no weight, nor is one of them the lightest of itself.
    if (!own && (codes.length === 1 || asksOfItems(rest)) && rest.some(({ cat }) => CHOOSES.has(cat)))
      return { atoms: [atom], noun: items };
    const level: Piece = { cat: 'level', level: query.by, plural: true, ...at };
    const ofOneItem = rest.some((piece) => piece.cat === 'kind' && !piece.plural);
    const named = rest.some(({ cat }) => cat === 'level') || codes.length === 1 || ofOneItem;
    return { atoms: [atom], noun: named ? null : level };
  }
  if (query.by !== 'item') return null;
  const refs = [...new Set(rows.flatMap(({ entries }) => entries.map(({ of }): ItemRef => of.ref)))];
  if (refs.length === 0) return null;
  const each: Piece = { cat: 'group', level: 'item', kinds: items.kinds, ...at };
  return {
    atoms: [setOf(query, refs)],
    noun: own ? null : asksOfEach(rest) && refs.length > 1 ? each : items,
  };
}

/** By what structures were chosen is said with them. */
const whyOf = (query: FiguresQuery): Pick<Extract<Atom, { type: 'structure' }>, 'first' | 'held'> =>
  query.having.length > 0 && query.order === null
    ? { held: { select: query.select, having: query.having } }
    : firstOf(query);

const firstOf = ({
  select,
  order,
  having,
}: FiguresQuery): Pick<Extract<Atom, { type: 'structure' }>, 'first'> =>
  order === null || order.limit === null || having.length > 0 || order.beside || order.per !== null
    ? {}
    : {
        first: {
          select,
          by: order.by,
          near: order.near,
          direction: order.direction,
          from: order.from,
          limit: order.limit,
        },
      };

/** A ranking says what its items are; any other set names them. */
function setOf(query: FiguresQuery, refs: readonly ItemRef[]): Atom {
  const { first } = firstOf(query);
  return first ? { type: 'top', of: first } : { type: 'items', refs };
}

/** «I due più costosi quanto pesano?»: each of them, unless it is said that they are put together. */
const asksOfEach = (rest: readonly Piece[]): boolean =>
  rest.some((piece) => piece.cat === 'ask' && piece.what === 'value') &&
  rest.some(({ cat }) => cat === 'figure') &&
  !rest.some(({ cat }) => cat === 'fold' || cat === 'folded' || cat === 'rank' || cat === 'share');

const OF_ITEMS: ReadonlySet<string> = new Set(['weight', 'attainment']);

const asksOfItems = (rest: readonly Piece[]): boolean =>
  rest.some(
    (piece) =>
      piece.cat === 'rank' && 'figure' in piece.by && !piece.by.fold && OF_ITEMS.has(piece.by.figure),
  );

/** What is asked of the rows; where no figure is said, of that by which they were chosen. */
function restOf(query: FiguresQuery, { atoms, noun }: Rows, { rest }: Cut): readonly Piece[] {
  const [start] = rest;
  const at = { from: start?.from ?? 0, to: start?.from ?? 0 };
  const asksMuch = rest.some((piece) => piece.cat === 'ask' && piece.what === 'value');
  const figure = asksMuch && !rest.some(saysFigure) ? figureOf(query.order?.by ?? query.columns[0]) : null;
  return [
    { cat: 'atoms', atoms, ...at },
    ...(noun && !(figure && noun.cat === 'level') ? [noun] : []),
    ...(figure === null ? [] : [{ cat: 'figure', figure, ...at } as const]),
    ...rest,
  ];
}

const SAYS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'figure',
  'folded',
  'perpoint',
  'rank',
  'kind',
]);

const saysFigure = ({ cat }: Piece): boolean => SAYS.has(cat);

const figureOf = (expr: Expr | undefined): Figure | null => (expr?.type === 'fold' ? expr.figure : null);
