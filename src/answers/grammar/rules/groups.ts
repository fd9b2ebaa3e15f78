import { type Rule, rule } from '../chart.ts';
import { byFigure } from '../values.ts';

/** What there is one row for each of, and what becomes of many values. */
export const GROUPS: readonly Rule[] = [
  rule('by a figure', ['per', 'figure'], ['per impegnato', 'per costo del personale'], ([, { figure }]) => ({
    cat: 'ordering',
    by: byFigure(figure),
  })),
  rule('in order of a figure', ['order', 'figure'], ['in ordine di peso'], ([, { figure }]) => ({
    cat: 'ordering',
    by: byFigure(figure),
  })),
  rule('by how many', ['per', 'ask', 'kind'], ['per numero di obiettivi'], ([, { what }, { kinds }]) =>
    what === 'count' ? { cat: 'ordering', by: { count: kinds } } : null,
  ),
  rule(
    'for each structure',
    ['each', 'level'],
    ['per ogni settore', 'di ciascuna u.o.'],
    ([, { level }]) => ({
      cat: 'group',
      level,
    }),
  ),
  rule(
    'each of several structures',
    ['each', 'atoms'],
    ['ciascuno staff'],
    ([
      ,
      {
        atoms: [one, ...more],
      },
    ]) =>
      one?.type === 'structure' && one.codes.length > 1 && more.length === 0
        ? { cat: 'group', level: one.level, among: [one] }
        : null,
  ),
  rule('by structure', ['per', 'level'], ['per settore', 'per goal'], ([, { level }]) => ({
    cat: 'group',
    level,
  })),
  rule('structure by structure', ['level', 'per', 'level'], ['settore per settore'], ([left, , right]) =>
    left.level === right.level ? { cat: 'group', level: left.level } : null,
  ),
  rule('for each kind', ['each', 'kind'], ['per ogni processo'], ([, { kinds }]) => ({
    cat: 'group',
    level: 'item',
    kinds,
  })),
  rule(
    'folded figure',
    ['figure', 'fold'],
    ['impegnato medio', 'liquidato totale'],
    ([{ figure, to }, { fold, from }], { tokens }) =>
      // «Riscosso sul totale accertato»: a part, and a whole.
      tokens.slice(to, from).some(({ text }) => /^(su|sul|sull|al|all)$/.test(text))
        ? null
        : { cat: 'folded', figure, fold },
  ),
  rule('a total', ['folded'], ['totale accertato', 'liquidato complessivo'], ([{ figure, fold }]) =>
    fold === 'sum' ? { cat: 'figure', figure } : null,
  ),
  rule('fold of a total', ['fold', 'folded'], ['media del totale accertato'], ([{ fold }, folded]) =>
    folded.fold === 'sum' ? { cat: 'folded', figure: folded.figure, fold } : null,
  ),
  rule(
    'fold of a figure',
    ['fold', 'figure'],
    ['media del liquidato', 'totale impegnato'],
    ([{ fold }, { figure }]) => ({
      cat: 'folded',
      figure,
      fold,
    }),
  ),
];
