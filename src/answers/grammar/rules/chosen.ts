import type { ItemRef } from '../../../domain/types.ts';
import { evaluate } from '../../figures/evaluate.ts';
import {
  type Atom,
  type FiguresQuery,
  type Level,
  NO_FIGURES,
  type Ranking,
} from '../../figures/figures-query.ts';
import { rankItems, rankStructures } from '../../figures/ranking.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule, type Surroundings } from '../chart.ts';
import type { Meaning, Piece } from '../pieces.ts';
import { isMoney, orderFrom, sum } from '../values.ts';

const atoms = (...list: readonly Atom[]): Meaning => ({ cat: 'atoms', atoms: list });

/** The first of a ranking, as a set that something else is asked of. */
function firstOf(select: readonly Atom[], rank: Piece<'rank'>, limit: number): Ranking {
  const counted: readonly Atom[] =
    'count' in rank.by && rank.by.count.length > 0 ? [{ type: 'kind', kinds: rank.by.count }] : [];
  return {
    select: [...counted, ...select],
    ...orderFrom(rank.by),
    direction: rank.direction,
    from: 1,
    limit,
  };
}

const before = (tokens: readonly Token[], at: number): string => tokens[at - 1]?.text ?? '';

const INSIDE = /^(nel|nello|nella|nell|in|dentro|del|dello|della|dell)$/;
const OF = /^(del|dello|della|dell)$/;
const AMONG = /^(dei|degli|delle|tra|fra|i|gli|le)$/;

/** "Nel settore che ha più obiettivi", "del settore che spende meno": inside the one that comes first. */
const isInside = (tokens: readonly Token[], at: number): boolean => INSIDE.test(before(tokens, at));

const INSIDE_SEVERAL = /^(nei|negli|nelle|dei|degli|delle)$/;

/** "Dei settori con più di 5 processi", "degli obiettivi dei due uffici con più processi": of all that these do. */
const isInsideSeveral = (
  { level, plural }: Piece<'level'>,
  from: number,
  tokens: readonly Token[],
): boolean => plural && level !== 'goal' && INSIDE_SEVERAL.test(before(tokens, from));

/** The structures of which something holds. */
function structuresHolding(
  level: Level,
  select: readonly Atom[],
  having: FiguresQuery['having'],
  index: Surroundings['index'],
): Meaning | null {
  if ((level !== 'department' && level !== 'unit') || having.length === 0) return null;
  const { rows } = evaluate(
    { ...NO_FIGURES, select, by: level, columns: having.map(({ expr }) => expr), having },
    index,
  );
  const codes = rows.flatMap(({ subject }) => ('code' in subject ? [subject.code] : []));
  return codes.length === 0 ? null : atoms({ type: 'structure', level, codes, held: { select, having } });
}

/** "Dei 5 obiettivi più costosi": from these, something is chosen. */
const isAmong = (tokens: readonly Token[], at: number): boolean =>
  /^(dei|degli|delle|tra|fra)$/.test(before(tokens, at)) ||
  (AMONG.test(before(tokens, at)) && /^(tra|fra)$/.test(before(tokens, at - 1)));

const isHowMany = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 200;

/** "Lo stesso", "alla stessa". */
const isSame = ({ op, from, to }: Piece<'compare'>, tokens: readonly Token[]): boolean =>
  op === 'eq' && tokens.slice(from, to).some(({ text }) => /^stess[oaie]$/.test(text));

/** Whoever is responsible is an office. */
const sameLevel = (said: Piece<'level'> | Piece<'attribute'>): Level | null =>
  said.cat === 'level' ? said.level : said.attribute === 'responsible' ? 'unit' : null;

/** «L’ufficio che segue il processo 44». */
const LOOKS_AFTER = /^(segu|gest|cur|occup|responsabil|coordin|realizz|svolg|lavora)/;

/** «Quanto ha impegnato l’ufficio responsabile del processo 44?»: the office is asked about, and not which it is. */
const isMuch = (tokens: readonly Token[]): boolean => tokens.some(({ text }) => /^quant[oaie]$/.test(text));

/** Items that are named and nothing else; none where something narrows them too. */
const itemsAlone = ({ atoms: [only, ...more] }: Piece<'atoms'>): readonly ItemRef[] =>
  only?.type === 'items' && more.length === 0 ? only.refs : [];

/** The structures that items are assigned to. */
function ofItems(
  level: Level | null,
  refs: readonly ItemRef[],
  { byRef }: Surroundings['index'],
): Meaning | null {
  if (level !== 'department' && level !== 'unit') return null;
  const codes = refs.flatMap((ref) => {
    const one = byRef.get(ref);
    return one === undefined ? [] : level === 'unit' && one.units.length > 0 ? one.units : one.departments;
  });
  return codes.length === 0
    ? null
    : atoms({ type: 'structure', level, codes: [...new Set(codes)], of: refs });
}

/** Sets that a ranking names, of which something is asked. */
export const CHOSEN: readonly Rule[] = [
  rule(
    'inside the first structure',
    ['level', 'rank'],
    ['nel settore che ha più obiettivi', 'del settore più costoso'],
    ([level, rank], { tokens }) =>
      isInside(tokens, level.from) && !level.plural && level.level !== 'goal'
        ? atoms({ type: 'structure', level: level.level, codes: [], first: firstOf([], rank, 1) })
        : null,
  ),
  rule(
    'those of the structure that has most',
    ['kind', 'level', 'degree'],
    ['obiettivi dell’ufficio che ne ha di più'],
    ([{ kinds, plural }, level, { direction, from }], { tokens }) => {
      const counts = tokens.slice(level.to, from).some(({ text }) => text === 'ne');
      if (!plural || kinds.length === 0 || level.plural || level.level === 'goal') return null;
      if (!counts || !isInside(tokens, level.from)) return null;
      const kind: Atom = { type: 'kind', kinds };
      const by = { type: 'fold', fold: 'sum', figure: 'items' } as const;
      const first: Ranking = { select: [kind], by, direction, from: 1, limit: 1 };
      return atoms(kind, { type: 'structure', level: level.level, codes: [], first });
    },
  ),
  rule(
    'the structure of an item',
    ['level', 'atoms'],
    ['settore dell’obiettivo 24'],
    ([{ level, plural }, named], { tokens, index }) =>
      !plural && level !== 'goal' && OF.test(before(tokens, named.from))
        ? ofItems(level, itemsAlone(named), index)
        : null,
  ),
  ...(['level', 'attribute'] as const).map((noun) =>
    rule(
      `the same ${noun} as an item`,
      ['compare', noun, 'atoms'],
      [noun === 'level' ? 'lo stesso settore dell’obiettivo 24' : 'lo stesso responsabile dell’obiettivo 24'],
      ([compare, said, named], { tokens, index }) =>
        isSame(compare, tokens) ? ofItems(sameLevel(said), itemsAlone(named), index) : null,
    ),
  ),
  ...(['level', 'attribute'] as const).map((noun) =>
    rule(
      `the same ${noun} as a number`,
      ['compare', noun, 'number'],
      [noun === 'level' ? 'lo stesso settore del 24' : 'lo stesso responsabile del 24'],
      ([compare, said, { value, from }], { tokens, index }) => {
        const kind = tokens.some(({ text }) => /^process[oi]$/.test(text)) ? 'process' : 'objective';
        const ref = `${kind}:${value}` as const;
        return isSame(compare, tokens) && OF.test(before(tokens, from)) && index.byRef.has(ref)
          ? ofItems(sameLevel(said), [ref], index)
          : null;
      },
    ),
  ),
  ...(['attribute', 'filler', 'beside'] as const).map((verb) =>
    rule(
      `the structure that looks after an item, ${verb}`,
      ['level', verb, 'atoms'],
      [
        {
          attribute: 'ufficio che si occupa dell’obiettivo 24',
          filler: 'ufficio che gestiscono l’obiettivo 24',
          beside: 'ufficio che segue il processo 44',
        }[verb],
      ],
      ([{ level, plural, to }, said, named], { tokens, index }) =>
        !plural &&
        (tokens.slice(to, said.to).some(({ text }) => text === 'che') || isMuch(tokens)) &&
        tokens.slice(said.from, said.to).some(({ text }) => LOOKS_AFTER.test(text))
          ? ofItems(level, itemsAlone(named), index)
          : null,
    ),
  ),
  rule(
    'the structure of the first item',
    ['level', 'kind', 'rank'],
    ['settore dell’obiettivo più costoso'],
    ([{ level, plural }, kind, rank], { tokens, index }) =>
      !plural &&
      level !== 'goal' &&
      !kind.plural &&
      kind.kinds.length > 0 &&
      OF.test(before(tokens, kind.from))
        ? ofItems(
            level,
            rankItems(index, firstOf([{ type: 'kind', kinds: kind.kinds }], rank, 1)).map(({ ref }) => ref),
            index,
          )
        : null,
  ),
  rule(
    'inside the first structures',
    ['number', 'level', 'rank'],
    ['dei due settori con più obiettivi'],
    ([{ value, from }, said, rank], { tokens, index }) => {
      const { level } = said;
      if (level !== 'department' && level !== 'unit') return null;
      if (!isInsideSeveral(said, from, tokens) || !isHowMany(value)) return null;
      const first = firstOf([], rank, value);
      const codes = rankStructures(index, level, first);
      return codes.length === 0 ? null : atoms({ type: 'structure', level, codes, first });
    },
  ),
  rule(
    'inside the structures that have so many',
    ['level', 'having'],
    ['dei settori con più di 5 processi'],
    ([said, { kinds, op, value, from }], { tokens, index }) =>
      isInsideSeveral(said, said.from, tokens) && from > said.from
        ? structuresHolding(
            said.level,
            [],
            [
              {
                expr: kinds.length === 0 ? sum('items') : { ...sum('items'), of: kinds },
                op,
                than: { value },
              },
            ],
            index,
          )
        : null,
  ),
  rule(
    'inside the structures that come to so much',
    ['level', 'atoms'],
    ['dei settori che hanno impegnato più di un milione'],
    ([said, { atoms: held }], { tokens, index }) =>
      isInsideSeveral(said, said.from, tokens) && held.every(({ type }) => type === 'bound')
        ? structuresHolding(
            said.level,
            [],
            held.flatMap((atom) =>
              atom.type === 'bound' && 'value' in atom.than && isMoney(atom.figure)
                ? [{ expr: sum(atom.figure), op: atom.op, than: atom.than }]
                : [],
            ),
            index,
          )
        : null,
  ),
  rule(
    'among the first items of a place',
    ['number', 'kind', 'rank', 'atoms'],
    ['dei 5 obiettivi più pesanti del settore 2'],
    ([{ value, from }, { kinds }, rank, place], { tokens }) =>
      isAmong(tokens, from) &&
      isHowMany(value) &&
      'figure' in rank.by &&
      /^(del|dello|della|dell|dei|degli|delle|nel|nello|nella|nell)$/.test(before(tokens, place.from)) &&
      place.atoms.every(({ type }) => type === 'structure' || type === 'goal')
        ? atoms({
            type: 'top',
            of: firstOf(
              [...(kinds.length === 0 ? [] : [{ type: 'kind', kinds } as const]), ...place.atoms],
              rank,
              value,
            ),
          })
        : null,
  ),
  ...(['amount', 'factor'] as const).flatMap((part) =>
    (
      [
        [
          [part, 'kind', 'rank'],
          part === 'amount' ? '10 % degli obiettivi più cari' : 'metà degli obiettivi più cari',
        ],
        [
          [part, 'rank', 'kind'],
          part === 'amount' ? '10 % più caro degli obiettivi' : 'metà più cara degli obiettivi',
        ],
      ] as const
    ).map(([pattern, example]) =>
      rule(
        `the first part of all items, ${pattern.join(' ')}`,
        pattern,
        [example],
        (joined, { index, tokens }) => {
          const pieces: readonly Piece[] = joined;
          const [share] = joined;
          const of = share.cat === 'factor' ? share.value : share.unit === 'percent' ? share.value / 100 : 1;
          const [kind] = pieces.flatMap((one) => (one.cat === 'kind' && one.plural ? [one] : []));
          const [rank] = pieces.flatMap((one) => (one.cat === 'rank' && 'figure' in one.by ? [one] : []));
          if (of >= 1 || !kind || kind.kinds.length !== 1 || !rank) return null;
          // «… del settore 9»: of how many it is a part, the words after it say.
          if (OF.test(tokens[pieces.at(-1)?.to ?? 0]?.text ?? '')) return null;
          const all = [{ type: 'kind', kinds: kind.kinds } as const];
          return atoms({
            type: 'top',
            of: firstOf(
              all,
              rank,
              Math.round(of * (index.byKind.get(kind.kinds[0] ?? 'objective')?.length ?? 0)),
            ),
          });
        },
      ),
    ),
  ),
  rule(
    'the first among the first by another figure',
    ['kind', 'rank', 'between', 'pick', 'ordering'],
    ['processo meno caro tra i primi dieci per impegnato'],
    ([{ kinds, plural }, rank, , { place, limit, reversed, from }, { by }]) => {
      const among: Piece<'rank'> = {
        cat: 'rank',
        by,
        direction: reversed ? 'least' : 'most',
        from,
        to: from,
      };
      return !plural && place === 1 && limit > 1 && kinds.length > 0 && 'figure' in by && 'figure' in rank.by
        ? atoms({
            type: 'top',
            of: firstOf([{ type: 'top', of: firstOf([{ type: 'kind', kinds }], among, limit) }], rank, 1),
          })
        : null;
    },
  ),
  rule(
    'among the first items',
    ['number', 'kind', 'rank'],
    ['dei 5 obiettivi più costosi'],
    ([{ value, from }, { kinds }, rank], { tokens }) =>
      isAmong(tokens, from) && isHowMany(value) && 'figure' in rank.by
        ? atoms({
            type: 'top',
            of: firstOf(kinds.length === 0 ? [] : [{ type: 'kind', kinds }], rank, value),
          })
        : null,
  ),
];
