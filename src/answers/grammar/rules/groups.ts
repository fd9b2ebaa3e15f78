import type { ItemKind } from '../../../words/kinds.ts';
import type { Comparison } from '../../figures/figures-query.ts';
import { type Rule, rule } from '../chart.ts';
import type { Meaning, Piece } from '../pieces.ts';
import { byFigure, isOfEachWord, single, valueFor } from '../values.ts';
import { structureNumbered } from './names.ts';

/** «Il peso medio degli obiettivi supera 22»: what holds of all the items of a structure together. */
function foldHeld(
  { figure, fold }: Piece<'folded'>,
  kinds: readonly ItemKind[],
  op: Comparison,
  than: Piece<'number'> | Piece<'amount'>,
): Meaning | null {
  const value = fold === 'sum' ? null : valueFor(figure, than);
  return value === null ? null : { cat: 'every', kinds, figure: single(figure), fold, op, value };
}

/** «In ordine di peso medio»: what an order goes by; a sum is said without its word. */
const byFolded = ({ figure, fold }: Piece<'folded'>, of: readonly ItemKind[]): Meaning | null =>
  fold === 'sum' ? null : { cat: 'ordering', by: { figure, fold, ...(of.length > 0 ? { of } : {}) } };

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
  ...(['per', 'order'] as const).flatMap((by) => [
    rule(
      `by a folded figure, ${by}`,
      [by, 'folded'],
      [by === 'per' ? 'per peso medio' : 'in ordine di peso medio'],
      ([, said]) => byFolded(said, []),
    ),
    rule(
      `by a folded figure of items, ${by}`,
      [by, 'folded', 'kind'],
      [by === 'per' ? 'per peso medio degli obiettivi' : 'in ordine di peso medio degli obiettivi'],
      ([, said, { kinds, plural }]) => (plural ? byFolded(said, kinds) : null),
    ),
  ]),
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
    'for each structure but one',
    ['each', 'level', 'except', 'number'],
    ['per ogni settore tranne il 9'],
    ([, { level }, , number], { index }) => {
      const left = structureNumbered({ level }, number, { index });
      return left?.type === 'structure'
        ? { cat: 'group', level, among: [{ type: 'not', atom: left }] }
        : null;
    },
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
  rule(
    'divided between kinds',
    ['over', 'between', 'kind', 'and', 'kind'],
    ['diviso tra obiettivi e processi'],
    ([, , one, , other]) =>
      one.plural && other.plural && one.kinds.every((kind) => !other.kinds.includes(kind))
        ? { cat: 'group', level: 'kind' }
        : null,
  ),
  rule('structure by structure', ['level', 'per', 'level'], ['settore per settore'], ([left, , right]) =>
    left.level === right.level ? { cat: 'group', level: left.level } : null,
  ),
  rule('item by item', ['kind', 'per', 'kind'], ['processo per processo'], ([left, , right]) =>
    left.kinds.length > 0 && JSON.stringify(left.kinds) === JSON.stringify(right.kinds)
      ? { cat: 'group', level: 'item', kinds: left.kinds }
      : null,
  ),
  rule('for each kind', ['each', 'kind'], ['per ogni processo'], ([{ to }, { kinds, from }], { tokens }) =>
    tokens.slice(to, from).some(({ text }) => text === 'numero')
      ? null
      : { cat: 'group', level: 'item', kinds },
  ),
  rule(
    'divided by how many',
    ['each', 'ask', 'kind'],
    ['diviso per il numero di obiettivi'],
    ([{ from }, { what }, { kinds }], { tokens }) =>
      what === 'count' && /^divis[oaie]$/.test(tokens[from]?.text ?? '') ? { cat: 'ofone', kinds } : null,
  ),
  rule(
    'for one of a kind',
    ['per', 'kind'],
    ['per obiettivo'],
    ([{ to }, { kinds, plural, from }], { tokens }) =>
      plural || from > to || tokens[from + 1]?.type === 'number' ? null : { cat: 'ofone', kinds },
  ),
  rule('for each of them', ['each'], ['ciascuno'], ([{ from, to }], { tokens }) =>
    /^(ciascun|ognun|cadaun)[oa]$/.test(tokens[from]?.text ?? '') &&
    (tokens[to] === undefined ||
      tokens[to].pause ||
      tokens[to].text === 'e' ||
      tokens[to].clause !== tokens[from]?.clause)
      ? { cat: 'group', level: 'item' }
      : null,
  ),
  rule(
    'a fold inside a figure',
    ['figure', 'fold', 'figure'],
    ['costo medio del personale'],
    ([whole, { fold }, { figure, from }], { tokens }) =>
      whole.figure === 'cost' &&
      figure === 'personnel' &&
      /^(di|del|per)$/.test(tokens[from - 1]?.text ?? 'di')
        ? { cat: 'folded', figure, fold }
        : null,
  ),
  ...(['number', 'amount'] as const).flatMap((value) => {
    const than = value === 'number' ? '22' : '22 punti';
    return [
      rule(
        `a folded figure against ${value}`,
        ['folded', 'compare', value],
        [`peso medio superiore a ${than}`],
        ([said, { op }, bound]) => foldHeld(said, [], op, bound),
      ),
      rule(
        `a folded figure of items against ${value}`,
        ['folded', 'kind', 'compare', value],
        [`peso medio degli obiettivi superiore a ${than}`],
        ([said, { kinds, plural }, { op }, bound]) => (plural ? foldHeld(said, kinds, op, bound) : null),
      ),
    ];
  }),
  rule(
    'folded figure',
    ['figure', 'fold'],
    ['impegnato medio', 'liquidato totale'],
    ([{ figure, to }, { fold, from, to: at }], { tokens }) =>
      // «Riscosso sul totale accertato»: a part, and a whole; «impegnato in media ogni ufficio»: of what each has in all.
      tokens.slice(to, from).some(({ text }) => /^(su|sul|sull|al|all)$/.test(text)) ||
      (fold === 'mean' && isOfEachWord(tokens[at]))
        ? null
        : { cat: 'folded', figure, fold },
  ),
  rule('a total', ['folded'], ['totale accertato', 'liquidato complessivo'], ([{ figure, fold }]) =>
    fold === 'sum' ? { cat: 'figure', figure } : null,
  ),
  rule('a figure of its own', ['own', 'figure'], ['proprio liquidato'], ([{ from, to }, { figure }]) =>
    to === from + 1 ? { cat: 'figure', figure } : null,
  ),
  rule('a percentage', ['share', 'unit'], ['quota %'], ([, { unit }]) =>
    unit === 'percent' ? { cat: 'share' } : null,
  ),
  rule('an amount and a percentage', ['unit', 'and', 'share'], ['in euro e in percentuale'], ([{ unit }]) =>
    unit === 'eur' ? { cat: 'share' } : null,
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
