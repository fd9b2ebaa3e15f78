import type { Comparison } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule } from '../chart.ts';
import type { Meaning, Piece } from '../pieces.ts';
import { bound, valueFor } from '../values.ts';

const FULL = 100;

const result = (op: Comparison, said: Piece<'number'> | Piece<'amount'>): Meaning | null => {
  const value = valueFor('attainment', said);
  return value === null || value < 0 || value > FULL
    ? null
    : { cat: 'atoms', atoms: [bound('attainment', op, value)] };
};

/** "Al 75", "il 100": an article or a preposition of its own tells how far from how many. */
const isHowFar = (tokens: readonly Token[], at: number): boolean =>
  /^(al|allo|il|lo|a|all|l|sotto|sopra|oltre)$/.test(tokens[at - 1]?.text ?? '');

const ARRIVED = /^arrivat/;

/** How far items are, said without the name of the figure. */
export const RESULTS: readonly Rule[] = [
  rule(
    'changed either way',
    ['change', 'or', 'change'],
    ['salito o sceso'],
    ([one, , other]): Meaning | null =>
      one.direction !== null && other.direction !== null && one.direction !== other.direction
        ? { cat: 'change', direction: null }
        : null,
  ),
  ...(['number', 'amount'] as const).flatMap((value) => {
    const written = value === 'number' ? '' : ' %';
    const fits = (said: Piece<'number'> | Piece<'amount'>, tokens: readonly Token[]): boolean =>
      value === 'amount' || isHowFar(tokens, said.from);
    return [
      rule(
        `reached a ${value}`,
        ['reach', value],
        [`arrivati al 95${written}`],
        ([{ to }, said], { tokens }) =>
          // «A che punto è arrivato il 69?»: who has arrived, and not where.
          fits(said, tokens) && !(tokens[to]?.text === 'il' && ARRIVED.test(tokens[to - 1]?.text ?? ''))
            ? result('eq', said)
            : null,
      ),
      rule(
        `reached, against a ${value}`,
        ['reach', 'compare', value],
        [`rimasti sotto il 100${written}`],
        ([, { op }, said], { tokens }) => (fits(said, tokens) ? result(op, said) : null),
      ),
      ...(['negation', 'without'] as const).map((no) =>
        rule(
          `not reached a ${value}, ${no}`,
          [no, 'reach', value],
          [`${no === 'without' ? 'non hanno raggiunto il' : 'non arrivati al'} 100${written}`],
          ([, , said], { tokens }) => (fits(said, tokens) ? result('lt', said) : null),
        ),
      ),
      rule(`against a result, ${value}`, ['compare', value], [`sotto il 100${written}`], ([{ op }, said]) =>
        // More than all is no result: «solo quelli sopra 100» is of something else.
        (said.cat === 'amount' && said.unit === 'percent') || (said.value === FULL && op !== 'gt')
          ? result(op, said)
          : null,
      ),
      rule(
        `not at the whole, ${value}`,
        ['negation', value],
        [`non al 100${written}`],
        ([, said], { tokens }) => (said.value === FULL && fits(said, tokens) ? result('lt', said) : null),
      ),
    ];
  }),
  rule('at a result', ['number'], ['al 75'], ([said], { tokens }) =>
    said.value <= FULL &&
    tokens[said.from - 1]?.text === 'al' &&
    /^(obiettivi|processi|quelli|)$/.test(tokens[said.from - 2]?.text ?? '')
      ? result('eq', said)
      : null,
  ),
  rule('at a percentage', ['amount'], ['al 75 %'], ([said], { tokens }) =>
    said.unit === 'percent' && /^(al|allo|all)$/.test(tokens[said.from - 1]?.text ?? '')
      ? result('eq', said)
      : null,
  ),
];
