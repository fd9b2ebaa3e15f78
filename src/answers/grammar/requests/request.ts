import type { ItemKind } from '../../../words/kinds.ts';
import type { Atom, Expr, Figure, Fold, Level } from '../../figures/figures-query.ts';
import type { Direction, Piece, RankBy, SaidFigure } from '../pieces.ts';
import { sum } from '../values.ts';

/** What one part of a question asks, before it is known what it takes over from the others. */
export interface Request {
  readonly asks: Piece<'ask'>['what'] | null;
  readonly kinds: readonly Piece<'kind'>[];
  readonly level: Piece<'level'> | null;
  /** "Quanti settori": it is they that are counted. */
  readonly countsLevel: boolean;
  readonly atoms: readonly Atom[];
  /** "Di tutto l’ente": said to be of everything. */
  readonly whole: boolean;
  readonly figures: readonly {
    readonly figure: SaidFigure;
    readonly fold: Fold | null;
    /** For each point of weight. */
    readonly perPoint: boolean;
    /** Of items of these kinds alone: «obiettivi, processi e personale per settore». */
    readonly of?: readonly ItemKind[];
  }[];
  readonly fold: Fold | null;
  /** `by` is null for "il più basso", of a figure said before. */
  readonly ranks: readonly { readonly by: RankBy | null; readonly direction: Direction }[];
  /** "Quanto ha": of one thing, and of no several items. */
  readonly hasIt: boolean;
  /** "Quanto costano", "quanto hanno speso": of several. */
  readonly ofMany: boolean;
  /** "Qual è quello": one is asked for. */
  readonly one: boolean;
  /** "Del settore 5 o del 7": of either, not side by side. */
  readonly either: boolean;
  /** Asked to be put in order: all of them. */
  readonly ordered: boolean;
  readonly pick: { readonly place: number; readonly limit: number; readonly reversed: boolean } | null;
  readonly group: Level | null;
  /** "Gli obiettivi o i processi": which of the two kinds, all of them together. */
  readonly eitherKind: boolean;
  /** "Per gli obiettivi": what an amount of structures is for. */
  readonly forKinds: boolean;
  /** "Un settore", "delle unità": a mean may be of these, and not of what they do. */
  readonly ofOneStructure: boolean;
  readonly having: readonly Piece<'having'>[];
  /** "Più processi che obiettivi", "tutti gli obiettivi al 100 %". */
  readonly held: readonly (Piece<'outnumber'> | Piece<'every'>)[];
  /** "E hanno liquidato meno di un milione": beside what a structure has, what holds of its own amounts. */
  readonly limits: readonly Atom[];
  /** A limit is of all that a structure has, whatever kind it is of. */
  readonly ofEach: boolean;
  /** "Quelli con peso 24": of what was said before, with a scope of its own. */
  readonly refers: boolean;
  /** "Sommando i due", "insieme": several figures make one. */
  readonly joint: boolean;
  /** "Quanti di questi": of the very items that the request before is about. */
  readonly ofThese: boolean;
  /** "Quali settori spendono più di un milione per i processi?": the limit is on the structures, what it is of comes after. */
  readonly boundFirst: boolean;
}

const IDLE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['courtesy', 'filler', 'aside', 'year', 'but']);

/** What narrows nothing and asks nothing. */
export const isIdle = ({ cat }: Piece): boolean => IDLE.has(cat);

/** A figure is said, whether or not it is folded. */
export const isFigure = (piece: Piece): piece is Piece<'figure' | 'folded'> =>
  piece.cat === 'figure' || piece.cat === 'folded';

/** Structures are named, and nothing else. */
export const isPlaceNamed = (piece: Piece | undefined): piece is Piece<'atoms'> =>
  piece?.cat === 'atoms' && piece.atoms.every(({ type }) => type === 'structure');

/** «Quanti»: how many there are is asked. */
export const asksCount = (piece: Piece | undefined): boolean =>
  piece?.cat === 'ask' && piece.what === 'count';

export const onlyOf = <C extends Piece['cat']>(pieces: readonly Piece[], cat: C): readonly Piece<C>[] =>
  pieces.filter((piece): piece is Piece<C> => piece.cat === cat);

export const saysNothing = ({ kinds, atoms, figures, ranks, level }: Request): boolean =>
  kinds.length + atoms.length + figures.length + ranks.length === 0 && level === null;

export const isNamed = ({ type }: Atom): boolean =>
  type === 'structure' || type === 'goal' || type === 'items';

export const kindAtoms = (kinds: readonly Piece<'kind'>[]): readonly Atom[] => {
  const all = [...new Set(kinds.flatMap((one) => one.kinds))];
  return all.length === 0 || kinds.some((one) => one.kinds.length === 0)
    ? []
    : [{ type: 'kind', kinds: all }];
};

/** A list shows the figures that its items were chosen by. */
export const heldAgainst = (select: readonly Atom[]): readonly Expr[] => {
  const figures = select.flatMap((atom): readonly Figure[] => {
    if (atom.type === 'revenue') return ['assessed', 'collected'];
    if (atom.type === 'bound' || (atom.type === 'declared' && atom.figure !== 'items')) return [atom.figure];
    return atom.type === 'versus' ? [atom.figure, atom.other] : [];
  });
  return [...new Set(figures)].map((figure) => sum(figure));
};
