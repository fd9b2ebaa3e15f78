import type { Atom } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule } from '../chart.ts';
import type { Direction, Meaning, Piece, RankBy } from '../pieces.ts';
import { orderFrom } from '../values.ts';

type Dropped = Piece<'dropped'>['sets'][number];

const dropped = (sets: readonly Dropped[], also: readonly Atom[] = []): Meaning => ({
  cat: 'dropped',
  sets,
  also,
});

const one = (
  by: RankBy | null,
  direction: Direction,
  limit = 1,
  kinds: Dropped['kinds'] = [],
  from = 1,
): Meaning => dropped([{ by, direction, from, limit, kinds }]);

/** «Senza i due più cari», and never «non hanno». */
const leavesOut = ({ cat, from }: Piece<'except'> | Piece<'without'>, tokens: readonly Token[]): boolean =>
  cat === 'except' || tokens[from]?.text === 'senza';

/** «Gli obiettivi senza impegnato sono di più»: they have none, and come first in nothing. */
const isApart = ({ from, to }: Piece, rank: Piece, tokens: readonly Token[]): boolean =>
  tokens[from]?.text !== 'senza' || rank.from > to;

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 200;

/** The first, or the first few, of what is asked about, left out of it. */
export const DROPPED: readonly Rule[] = (['except', 'without'] as const).flatMap((no) => {
  const word = no === 'except' ? 'tolti' : 'senza';
  return [
    rule(
      `${no}, the first of a ranking`,
      [no, 'rank'],
      [`${word} il più costoso`],
      ([out, rank], { tokens }) =>
        leavesOut(out, tokens) && isApart(out, rank, tokens) ? one(rank.by, rank.direction) : null,
    ),
    rule(`${no}, the highest`, [no, 'degree'], [`${word} il più alto`], ([out, { direction }], { tokens }) =>
      leavesOut(out, tokens) ? one(null, direction) : null,
    ),
    rule(
      `${no}, so many of a ranking`,
      [no, 'number', 'rank'],
      [`${word} i due più costosi`],
      ([out, { value }, rank], { tokens }) =>
        leavesOut(out, tokens) && isCount(value) ? one(rank.by, rank.direction, value) : null,
    ),
    ...(['degree', 'more'] as const).map((degree) =>
      rule(
        `${no}, so many, ${degree}`,
        [no, 'number', degree],
        [degree === 'degree' ? `${word} i due più grandi` : `${word} i due maggiori`],
        ([out, { value }, { direction }], { tokens }) =>
          leavesOut(out, tokens) && isCount(value) ? one(null, direction, value) : null,
      ),
    ),
    rule(
      `${no}, the first of a kind`,
      [no, 'kind', 'rank'],
      [`${word} il processo più costoso`],
      ([out, { kinds, plural }, rank], { tokens }) =>
        leavesOut(out, tokens) && !plural ? one(rank.by, rank.direction, 1, kinds) : null,
    ),
    rule(
      `${no}, so many of a kind`,
      [no, 'number', 'kind', 'rank'],
      [`${word} i due processi più costosi`],
      ([out, { value }, { kinds }, rank], { tokens }) =>
        leavesOut(out, tokens) && isCount(value) ? one(rank.by, rank.direction, value, kinds) : null,
    ),
    rule(
      `${no}, the first places`,
      [no, 'pick'],
      [`${word} i primi 3`],
      ([out, { place, limit, reversed }], { tokens }) =>
        leavesOut(out, tokens) ? one(null, reversed ? 'least' : 'most', limit, [], place) : null,
    ),
    rule(
      `${no}, the first structure`,
      [no, 'level', 'rank'],
      [`${word} il settore più costoso`],
      ([out, { level, plural }, rank], { tokens }): Meaning | null => {
        if (!leavesOut(out, tokens) || plural || level === 'goal') return null;
        const counted = 'count' in rank.by ? rank.by.count : [];
        const first = {
          select: counted.length > 0 ? [{ type: 'kind', kinds: counted } as const] : [],
          ...orderFrom(rank.by),
          direction: rank.direction,
          from: 1,
          limit: 1,
        };
        return {
          cat: 'atoms',
          atoms: [{ type: 'not', atom: { type: 'structure', level, codes: [], first } }],
        };
      },
    ),
    ...(no === 'except'
      ? [
          rule(
            'what is named, and so many of a ranking',
            ['except', 'atoms', 'and', 'number', 'rank'],
            ['tolti i trasversali e i due più costosi'],
            ([, { atoms }, , { value }, { by, direction }]) =>
              isCount(value)
                ? dropped(
                    [{ by, direction, from: 1, limit: value, kinds: [] }],
                    atoms.map((atom) => ({ type: 'not', atom })),
                  )
                : null,
          ),
          rule(
            'after the first places',
            ['beside', 'pick'],
            ['dopo i primi 3'],
            ([{ places }, { place, limit, reversed }]) =>
              places === 1 && place === 1 && limit > 1 && !reversed ? one(null, 'most', limit) : null,
          ),
          ...(['rank', 'degree'] as const).map((order) =>
            rule(
              `also so many, ${order}`,
              ['dropped', 'and', 'number', order],
              [
                order === 'rank'
                  ? 'tolti i due più costosi e i due meno costosi'
                  : 'tolti i due più alti e i due più bassi',
              ],
              ([{ sets, also }, , { value }, last]) =>
                isCount(value)
                  ? dropped(
                      [
                        ...sets,
                        {
                          by: last.cat === 'rank' ? last.by : null,
                          direction: last.direction,
                          from: 1,
                          limit: value,
                          kinds: sets.at(-1)?.kinds ?? [],
                        },
                      ],
                      also,
                    )
                  : null,
            ),
          ),
          rule(
            'also the highest',
            ['dropped', 'and', 'degree'],
            ['tolti il più alto e il più basso'],
            ([{ sets, also }, , { direction }]) =>
              dropped([...sets, { by: null, direction, from: 1, limit: 1, kinds: [] }], also),
          ),
        ]
      : []),
  ];
});
