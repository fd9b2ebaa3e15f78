import type { Atom, Ranking } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule } from '../chart.ts';
import type { Meaning, Piece } from '../pieces.ts';
import { single } from '../values.ts';

const atoms = (...list: readonly Atom[]): Meaning => ({ cat: 'atoms', atoms: list });

/** The first of a ranking, as a set that something else is asked of. */
function firstOf(select: readonly Atom[], rank: Piece<'rank'>, limit: number): Ranking {
  const counted: readonly Atom[] =
    'count' in rank.by && rank.by.count.length > 0 ? [{ type: 'kind', kinds: rank.by.count }] : [];
  const figure = 'figure' in rank.by ? single(rank.by.figure) : 'items';
  return {
    select: [...counted, ...select],
    by: { type: 'fold', fold: 'sum', figure },
    direction: rank.direction,
    from: 1,
    limit,
  };
}

const before = (tokens: readonly Token[], at: number): string => tokens[at - 1]?.text ?? '';

const INSIDE = /^(nel|nello|nella|nell|in|dentro)$/;
const AMONG = /^(dei|degli|delle|tra|fra|i|gli|le)$/;

/** "Nel settore che ha più obiettivi": inside the one that comes first. */
const isInside = (tokens: readonly Token[], at: number): boolean => INSIDE.test(before(tokens, at));

/** "Dei 5 obiettivi più costosi": from these, something is chosen. */
const isAmong = (tokens: readonly Token[], at: number): boolean =>
  /^(dei|degli|delle|tra|fra)$/.test(before(tokens, at)) ||
  (AMONG.test(before(tokens, at)) && /^(tra|fra)$/.test(before(tokens, at - 1)));

/** Sets that a ranking names, of which something is asked. */
export const CHOSEN: readonly Rule[] = [
  rule(
    'inside the first structure',
    ['level', 'rank'],
    ['nel settore che ha più obiettivi', 'nel settore più costoso'],
    ([level, rank], { tokens }) =>
      isInside(tokens, level.from) && !level.plural && level.level !== 'goal'
        ? atoms({ type: 'structure', level: level.level, codes: [], first: firstOf([], rank, 1) })
        : null,
  ),
  rule(
    'among the first items',
    ['number', 'kind', 'rank'],
    ['dei 5 obiettivi più costosi'],
    ([{ value, from }, { kinds }, rank], { tokens }) =>
      isAmong(tokens, from) && Number.isInteger(value) && value > 0 && value <= 200 && 'figure' in rank.by
        ? atoms({
            type: 'top',
            of: firstOf(kinds.length === 0 ? [] : [{ type: 'kind', kinds }], rank, value),
          })
        : null,
  ),
];
