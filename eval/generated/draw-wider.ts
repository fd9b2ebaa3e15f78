/** Draws what people ask beside the plain shapes: places, neighbours, comparisons, conditions against each other. */

import { type Makers, PLAIN } from './draw.ts';
import {
  bound,
  codes,
  condition,
  declaredBy,
  direction,
  type Ground,
  inside,
  item,
  itemScope,
  kind,
  measure,
  money,
  moneyOf,
  pairOf,
  scope,
  structure,
  together,
  twoStructures,
  Unfit,
} from './draw-scope.ts';
import type { Atom, Figure, Kind, Level, Measure, Request, Scope } from './request.ts';

const level = ({ chance }: Ground): Level =>
  chance.weighted<Level>([
    [3, 'department'],
    [1, 'unit'],
  ]);

/** A kind, whole or of one structure. */
export const simpleScope = (ground: Ground, of: Kind, whole = 0.4): Scope => ({
  kind: of,
  atoms: ground.chance.happens(whole) ? [] : [structure(ground)],
  year: ground.year,
});

/** A scope with one more condition, of a sort that plain requests have not. */
const withAtom = (ground: Ground, of: Kind, atom: Atom): Scope => {
  const base = simpleScope(ground, of);
  return { ...base, atoms: [...base.atoms, atom] };
};

/** A list, a count or a sum over a scope: what a condition is tried with. */
const over = (ground: Ground, where: Scope): Request =>
  ground.chance.weighted<() => Request>([
    [3, () => ({ ask: 'list', scope: where })],
    [2, () => ({ ask: 'figure', figure: { fold: 'count' }, scope: where })],
    [2, () => ({ ask: 'figure', figure: { fold: 'sum', measure: money(ground) }, scope: together(where) })],
    [
      1.5,
      () => ({
        ask: 'rank',
        scope: where,
        by: money(ground),
        direction: direction(ground),
        place: { kind: 'first', n: ground.chance.pick([1, 1, 2, 3]) },
      }),
    ],
  ])();

const declaring = (ground: Ground, of: Kind, about: Measure) =>
  ground.plan.items.filter((one) => one.kind === of && declaredBy(one, about) !== null);

/** A bound near what the structures have. */
const groupBound = (ground: Ground, of: Level, figure: Figure, where: Scope): number => {
  const own = codes(ground, of).map((code) => {
    const items = ground.plan.items.filter(
      (one) =>
        (where.kind === null || one.kind === where.kind) && one.places.some((place) => place[of] === code),
    );
    if (figure.fold === 'count') return items.length;
    return items.reduce((sum, one) => sum + (declaredBy(one, figure.measure) ?? 0), 0);
  });
  const value = ground.chance.pick(own);
  if (figure.fold === 'count') return Math.max(1, value);
  const nice = [10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];
  return 100 * nice.reduce((a, b) => (Math.abs(100 * b - value) < Math.abs(100 * a - value) ? b : a));
};

/** Plain shapes, which the everyday register says otherwise. */
const plainly = (...shapes: readonly string[]): Makers =>
  Object.fromEntries(shapes.flatMap((shape) => (PLAIN[shape] ? [[shape, PLAIN[shape]]] : [])));

export const WIDER: Makers = {
  ...plainly('item', 'count', 'sum', 'list', 'rank', 'groups', 'rank-groups', 'gap', 'share'),
  own: [
    3,
    (ground) => {
      const of = kind(ground);
      const [one, other] = pairOf(ground);
      const [a, b] = ground.chance.happens(0.7) ? [other, one] : [one, other];
      return over(
        ground,
        withAtom(ground, of, { atom: 'own', measure: a, other: b, bound: ground.chance.pick(['gt', 'lt']) }),
      );
    },
  ],
  times: [
    2,
    (ground) => {
      const of = kind(ground);
      const about = money(ground);
      const known = declaring(ground, of, about);
      if (known.length < 4) throw new Unfit('too few declare it');
      return over(
        ground,
        withAtom(ground, of, {
          atom: 'times',
          measure: about,
          times: ground.chance.pick([2, 2, 3, 4]),
          item: ground.chance.pick(known).ref,
        }),
      );
    },
  ],
  either: [
    3,
    (ground) => {
      const of = kind(ground);
      const base = simpleScope(ground, of);
      const [a, b] = [condition(ground, of, base.atoms), condition(ground, of, base.atoms)];
      const isPlain = (one: Atom | null): one is Atom =>
        one !== null &&
        ['bound', 'declared', 'transversal', 'goal', 'ends', 'span'].includes(one.atom) &&
        !('exclude' in one && one.exclude);
      if (!isPlain(a) || !isPlain(b) || a.atom === b.atom) throw new Unfit('no two conditions');
      return over(ground, { ...base, atoms: [...base.atoms, { atom: 'either', any: [a, b] }] });
    },
  ],
  'threshold-but': [
    3,
    (ground) => {
      const of = kind(ground);
      const about = measure(ground, of);
      const value = bound(ground, of, about);
      if (value === null) throw new Unfit('no bound');
      const base = simpleScope(ground, of, 0.3);
      const atom: Atom = { atom: 'bound', measure: about, bound: ground.chance.pick(['gt', 'lt']), value };
      const but: Atom = ground.chance.happens(0.5)
        ? {
            atom: 'items',
            refs: ground.chance
              .some(
                inside(
                  ground.plan.items.filter((one) => one.kind === of),
                  base.atoms,
                ),
                ground.chance.pick([1, 2]),
              )
              .map(({ ref }) => ref),
            exclude: true,
          }
        : of === 'objective'
          ? { atom: 'transversal', exclude: true }
          : structure(ground, 1, true);
      if (but.atom === 'structure' && base.atoms.length > 0) throw new Unfit('in and out');
      return over(ground, { ...base, atoms: [...base.atoms, atom, but] });
    },
  ],
  slice: [
    3,
    (ground) => {
      const of = kind(ground);
      const from = ground.chance.int(1, 3);
      return {
        ask: 'slice',
        scope: simpleScope(ground, of),
        by: measure(ground, of),
        direction: direction(ground),
        from,
        to: from + ground.chance.int(1, 3),
      };
    },
  ],
  nearest: [
    3,
    (ground) => {
      const of = kind(ground);
      const by = measure(ground, of);
      const to = ground.chance.happens(0.4) ? 'mean' : bound(ground, of, by);
      if (to === null) throw new Unfit('no value');
      return { ask: 'nearest', scope: simpleScope(ground, of), by, to };
    },
  ],
  'groups-beyond': [
    4,
    (ground) => {
      const at = level(ground);
      const figure: Figure = ground.chance.happens(0.5)
        ? { fold: 'count' }
        : { fold: 'sum', measure: money(ground) };
      const where: Scope =
        figure.fold === 'sum' && ground.chance.happens(0.6)
          ? { kind: null, atoms: [], year: ground.year }
          : { kind: kind(ground), atoms: [], year: ground.year };
      return {
        ask: 'groups-beyond',
        level: at,
        figure,
        scope: where,
        // Whether a structure with none has fewer is a matter of taste.
        bound: 'gt',
        value: groupBound(ground, at, figure, where),
        counted: ground.chance.happens(0.5),
      };
    },
  ],
  'group-means': [
    2,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'groups',
        level: level(ground),
        figure: { fold: 'mean', measure: measure(ground, of) },
        scope: { kind: of, atoms: [], year: ground.year },
      };
    },
  ],
  'groups-of-some': [
    2,
    (ground) => {
      const of = kind(ground);
      const some = scope(ground, of, 1);
      if (some.atoms.length === 0 || some.atoms.some(({ atom }) => atom === 'structure'))
        throw new Unfit('all of them');
      const figure: Figure = ground.chance.happens(0.5)
        ? { fold: 'count' }
        : { fold: 'sum', measure: money(ground) };
      return { ask: 'groups', level: 'department', figure, scope: some };
    },
  ],
  'best-of-some': [
    2,
    (ground) => {
      const of = kind(ground);
      const some = scope(ground, of, 1);
      if (
        some.atoms.length === 0 ||
        some.atoms.some(({ atom }) => !['transversal', 'goal', 'span'].includes(atom))
      )
        throw new Unfit('no short condition');
      return {
        ask: 'best-per-group',
        level: 'department',
        by: money(ground),
        direction: direction(ground),
        scope: some,
      };
    },
  ],
  'mean-of-groups': [
    2,
    (ground) => {
      const figure: Figure = ground.chance.happens(0.5)
        ? { fold: 'count' }
        : { fold: 'sum', measure: money(ground) };
      return {
        ask: 'mean-of-groups',
        level: level(ground),
        figure,
        scope: { kind: figure.fold === 'count' ? kind(ground) : null, atoms: [], year: ground.year },
      };
    },
  ],
  'groups-without': [
    3,
    (ground) => {
      const of = kind(ground);
      const plain = condition(ground, of, []);
      const isShort = plain !== null && ['transversal', 'goal', 'span'].includes(plain.atom);
      const figure: Figure = ground.chance.happens(0.5)
        ? { fold: 'count' }
        : { fold: 'sum', measure: money(ground) };
      const atoms = figure.fold === 'count' && isShort ? [plain] : [];
      return {
        ask: 'groups-without',
        level: level(ground),
        figure,
        scope: { kind: figure.fold === 'count' ? of : null, atoms, year: ground.year },
        counted: ground.chance.happens(0.4),
      };
    },
  ],
  'share-groups': [
    1.5,
    (ground) => ({
      ask: 'share-groups',
      level: level(ground),
      figure: { fold: 'sum', measure: money(ground) },
      scope: { kind: null, atoms: [], year: ground.year },
    }),
  ],
  'rank-rates': [
    2,
    (ground) => {
      const [whole, part] = ground.chance.pick(
        (
          [
            ['committed', 'settled'],
            ['assessed', 'collected'],
          ] as const
        ).filter((pair) => pair.every((about) => moneyOf(ground).includes(about))),
      );
      return {
        ask: 'rank-rates',
        level: 'department',
        part,
        whole,
        direction: direction(ground),
        scope: { kind: null, atoms: [], year: ground.year },
      };
    },
  ],
  goals: [
    1.5,
    (ground) => {
      const base = simpleScope(ground, 'objective', 0.2);
      return { ask: 'goals', scope: base };
    },
  ],
  owner: [2, (ground) => ({ ask: 'owner', level: level(ground), item: item(ground), year: ground.year })],
  distance: [
    2,
    (ground) => {
      const one = item(ground);
      const of = one.split(':')[0] as Kind;
      return { ask: 'distance', measure: measure(ground, of), item: one, year: ground.year };
    },
  ],
  multiple: [
    1,
    (ground) => ({
      ask: 'multiple',
      times: ground.chance.pick([2, 2, 3]),
      measure: money(ground),
      item: item(ground),
      year: ground.year,
    }),
  ],
  'share-of-first': [
    2.5,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'share-of-first',
        of: {
          scope: simpleScope(ground, of),
          by: money(ground),
          direction: 'most',
          place: { kind: 'first', n: ground.chance.int(2, 5) },
        },
      };
    },
  ],
  'share-of-item': [
    3,
    (ground) => {
      const one = item(ground);
      const found = ground.plan.items.find(({ ref }) => ref === one);
      const [home] = found?.places ?? [];
      const of = level(ground);
      const code = home?.[of] ?? '';
      const known = codes(ground, of, 2).includes(code);
      const about = ground.chance.pick(moneyOf(ground));
      const atoms: Atom[] =
        known && ground.chance.happens(0.7)
          ? [{ atom: 'structure', level: of, codes: [code], exclude: false }]
          : [];
      return {
        ask: 'share',
        figure: { fold: 'sum', measure: about },
        whole: {
          kind: ground.chance.happens(0.5) ? (one.split(':')[0] as Kind) : null,
          atoms,
          year: ground.year,
        },
        part: { atom: 'items', refs: [one], exclude: false },
      };
    },
  ],
  compare: [
    4,
    (ground) => {
      const { chance } = ground;
      const ask = chance.pick(['which', 'whether'] as const);
      const to = direction(ground);
      if (chance.happens(0.3)) {
        const [left, right] = twoStructures(ground, kind(ground));
        return { ask, figure: { fold: 'count' }, direction: to, left, right };
      }
      if (chance.happens(0.4)) {
        const [left, right] = twoStructures(ground, null);
        return { ask, figure: { fold: 'sum', measure: money(ground) }, direction: to, left, right };
      }
      const of = kind(ground);
      const about = measure(ground, of);
      const [a, b] = chance.some(declaring(ground, of, about), 2);
      if (!a || !b) throw new Unfit('too few declare it');
      return {
        ask,
        figure: { fold: 'sum', measure: about },
        direction: to,
        left: itemScope(ground, a.ref),
        right: itemScope(ground, b.ref),
      };
    },
  ],
};
