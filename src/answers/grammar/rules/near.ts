import type { Than } from '../../figures/figures-query.ts';
import { type Rule, rule } from '../chart.ts';
import type { Meaning, Piece, SaidFigure } from '../pieces.ts';
import { single, valueFor } from '../values.ts';
import { bareFigure } from './bounds.ts';

/** An order by how near a figure is to something; null where that cannot be said of it. */
const nearTo = (figure: SaidFigure, { direction }: Piece<'near'>, near: Than | null): Meaning | null =>
  near && { cat: 'rank', by: { figure: single(figure), near }, direction };

type Value = Piece<'number'> | Piece<'amount'>;

function amountOf(figure: SaidFigure, said: Value): Than | null {
  const value = valueFor(figure, said);
  return value === null ? null : { value };
}

const meanOf = ({ of }: Piece<'mean'>): Than | null => (of === null ? { mean: true } : null);

/** What one item or one structure has. */
function thatOf({ atoms: [only, ...more] }: Piece<'atoms'>): Than | null {
  if (more.length > 0) return null;
  const [ref, ...refs] = only?.type === 'items' ? only.refs : [];
  if (ref !== undefined && refs.length === 0) return { item: ref };
  const [code, ...codes] = only?.type === 'structure' ? only.codes : [];
  return only?.type === 'structure' && code !== undefined && codes.length === 0
    ? { place: { level: only.level, code } }
    : null;
}

/** «Il più vicino a 100.000 euro», «il più lontano dalla media»: what comes first by how near it is. */
export const NEAR: readonly Rule[] = [
  ...(['number', 'amount'] as const).flatMap((value) => {
    const said = value === 'number' ? '20' : '100.000 euro';
    const figure = value === 'number' ? 'peso' : 'impegnato';
    return [
      rule(
        `figure near ${value}`,
        ['figure', 'near', value],
        [`${figure} più vicino a ${said}`],
        ([{ figure }, near, to]) => nearTo(figure, near, amountOf(figure, to)),
      ),
      rule(
        `near ${value} of a figure`,
        ['near', value, 'figure'],
        [`più vicino a ${said} di ${figure}`],
        ([near, to, { figure }]) => nearTo(figure, near, amountOf(figure, to)),
      ),
    ];
  }),
  rule('near a bare amount', ['near', 'amount'], ['più vicino a 50.000 euro'], ([near, to], around) => {
    const figure = to.unit === 'eur' ? bareFigure(around) : null;
    return figure && nearTo(figure, near, amountOf(figure, to));
  }),
  rule(
    'figure near the mean',
    ['figure', 'near', 'mean'],
    ['liquidato più lontano dalla media'],
    ([{ figure }, near, mean]) => nearTo(figure, near, meanOf(mean)),
  ),
  rule(
    'near the mean of a figure',
    ['near', 'mean', 'figure'],
    ['più vicino alla media di personale'],
    ([near, mean, { figure }]) => nearTo(figure, near, meanOf(mean)),
  ),
  ...(['ordering', 'lens'] as const).map((by) =>
    rule(
      `near the mean, by ${by}`,
      ['near', 'mean', by],
      [by === 'lens' ? 'più vicino alla media come personale' : 'più vicino alla media per personale'],
      ([near, mean, looked]) => {
        if (looked.cat === 'lens') return nearTo(looked.figure, near, meanOf(mean));
        return 'figure' in looked.by && !looked.by.fold ? nearTo(looked.by.figure, near, meanOf(mean)) : null;
      },
    ),
  ),
  rule(
    'near that of another',
    ['figure', 'near', 'pronoun', 'atoms'],
    ['impegnato più vicino a quello dell’obiettivo 24'],
    ([{ figure }, near, , named]) => nearTo(figure, near, thatOf(named)),
  ),
];
