import { type ItemKind, WORKED_KINDS } from '../../words/kinds.ts';
import type { Atom, Comparison, Expr, Figure, Fold, Than } from '../figures/figures-query.ts';
import { FIGURE_RULES, type FigureUnit } from '../figures/measures.ts';
import type { Token } from '../language/tokens.ts';
import type { Direction, Meaning, Piece, RankBy, SaidFigure } from './pieces.ts';

const unitOf = (figure: SaidFigure): FigureUnit =>
  figure === 'cost' || figure === 'revenue' || figure === 'direct' ? 'eur' : FIGURE_RULES[figure].unit;

export const isMoney = (figure: SaidFigure): boolean => unitOf(figure) === 'eur';

/** Whether a figure is a percentage by itself. */
export const isRate = (figure: SaidFigure): boolean => unitOf(figure) === 'percent';

/** The one figure that a word for several stands for, where only one can be held against something. */
export const single = (figure: SaidFigure): Figure =>
  figure === 'direct' ? 'settled' : columnsOf(figure)[0];

/** The columns that a word stands for. */
export const columnsOf = (figure: SaidFigure): readonly [Figure, ...Figure[]] => {
  if (figure === 'cost') return ['resources', 'personnel', 'settled', 'committed'];
  if (figure === 'direct') return ['committed', 'settled'];
  return figure === 'revenue' ? ['assessed', 'collected'] : [figure];
};

/** A number in the unit of a figure (cents for money); null where the unit said is another. */
export function valueFor(figure: SaidFigure, said: Piece<'number'> | Piece<'amount'>): number | null {
  if (Number.isNaN(said.value)) return null;
  const unit = said.cat === 'amount' ? said.unit : null;
  if (isMoney(figure)) return unit === null || unit === 'eur' ? Math.round(said.value * 100) : null;
  if (figure === 'weight') return unit === null || unit === 'points' ? said.value : null;
  return unit === null || unit === 'percent' ? said.value : null;
}

/** Conditions as one piece; null where one of them is none. */
export const atoms = (...list: readonly (Atom | null)[]): Meaning | null =>
  list.includes(null) ? null : { cat: 'atoms', atoms: list.filter((one) => one !== null) };

export const bound = (figure: SaidFigure, op: Comparison, value: number): Atom => ({
  type: 'bound',
  figure: single(figure),
  op,
  than: { value },
});

/** What has a name of its own as the ratio of two figures. */
export function ratioOf(
  part: SaidFigure,
  whole: SaidFigure,
): 'settlement_rate' | 'collection_rate' | 'personnel_share' | null {
  if (part === 'settled' && whole === 'committed') return 'settlement_rate';
  if (part === 'personnel' && whole === 'resources') return 'personnel_share';
  return part === 'collected' && whole === 'assessed' ? 'collection_rate' : null;
}

/** What has a name of its own as the difference of two figures. */
export function gapOf(whole: SaidFigure, part: SaidFigure): 'unsettled' | 'uncollected' | null {
  if (whole === 'committed' && part === 'settled') return 'unsettled';
  return whole === 'assessed' && part === 'collected' ? 'uncollected' : null;
}

/** A rate, or what is left of an amount: it says by itself what it is of. */
export const isDerived = (figure: Figure): boolean =>
  figure === 'unsettled' ||
  figure === 'uncollected' ||
  figure === 'settlement_rate' ||
  figure === 'collection_rate' ||
  figure === 'personnel_share';

export const opposite = (direction: Direction): Direction => (direction === 'most' ? 'least' : 'most');

/** "Più basso" goes the other way than "più alto". */
export const along = (direction: Direction, degree: Direction): Direction =>
  degree === 'most' ? direction : opposite(direction);

export const byFigure = (figure: SaidFigure): RankBy => ({ figure });

/** «Costano in media più di …»: the figure that an order goes by, as it is said by itself. */
export const figureOfOrder = (
  { figure, fold }: Extract<RankBy, { figure: SaidFigure }>,
  place: Pick<Piece, 'from' | 'to'>,
): Piece<'figure' | 'folded'> =>
  fold === undefined ? { cat: 'figure', figure, ...place } : { cat: 'folded', figure, fold, ...place };

/** What rows come first by. */
export function orderedBy(by: RankBy): Extract<Expr, { type: 'fold' }> {
  if ('count' in by) return sum('items');
  const expr = sum(single(by.figure), by.fold);
  return by.of ? { ...expr, of: by.of } : expr;
}

/** What rows come first by, and what it is near to where that is what is said. */
export const orderFrom = (
  by: RankBy,
): { readonly by: Extract<Expr, { type: 'fold' }>; readonly near?: Than } => ({
  by: orderedBy(by),
  ...('figure' in by && by.near ? { near: by.near } : {}),
});

/** A figure of several items together. */
export const sum = (figure: Figure, fold: Fold = 'sum'): Extract<Expr, { type: 'fold' }> => ({
  type: 'fold',
  fold,
  figure,
});

/** «Quanti soldi … di incassi»: of a noun for money the other figure says what it is. */
export const withoutMoneyNoun = (pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] =>
  pieces.filter(({ cat }) => cat === 'figure').length > 1
    ? pieces.filter(
        (piece) =>
          piece.cat !== 'figure' ||
          piece.figure !== 'cost' ||
          !/^(soldi|quattrini|denar[oi])$/.test(tokens[piece.from]?.text ?? ''),
      )
    : pieces;

/** The kinds that a question says by their own words. */
export const spokenKinds = (tokens: readonly Token[]): readonly ItemKind[] =>
  WORKED_KINDS.filter((kind) =>
    tokens.some(({ text }) => (kind === 'objective' ? /^ob(b?iettiv[oi])?$/ : /^process[oi]$/).test(text)),
  );

/** Nothing, or another clause, follows a word. */
export const endsSentence = (tokens: readonly Token[], at: number): boolean => {
  const [before, next] = [tokens[at - 1], tokens[at]];
  return next === undefined || next.pause || next.clause !== before?.clause;
};

/** «Ogni», «ciascun»: of each of what follows. */
export const isOfEachWord = (token: Token | undefined): boolean =>
  /^(ogni|ciascun|ciascuna|ciascuno)$/.test(token?.text ?? '');
