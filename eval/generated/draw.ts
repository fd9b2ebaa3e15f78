/** Draws requests at random: each with its kind of question and its scope. */
import type { Body } from './bodies.ts';
import {
  direction,
  figure,
  type Ground,
  item,
  itemScope,
  kind,
  kinds,
  measure,
  money,
  moneyOf,
  pairOf,
  place,
  plainScope,
  rank,
  scope,
  structure,
  sumScope,
  together,
  twoScopes,
  twoStructures,
  Unfit,
} from './draw-scope.ts';
import type { Chance } from './random.ts';
import type { Direction, Kind, Level, Place, Request, Scope, Single } from './request.ts';

/** How often a shape is drawn, and what draws it. */
export type Makers = Readonly<Record<string, readonly [number, (ground: Ground) => Request]>>;

/** The shapes that are drawn when nothing else is said. */
export const PLAIN: Makers = {
  item: [
    6,
    (ground) => {
      const ref = item(ground);
      const about = measure(ground, ref.split(':')[0] as Kind);
      return { ask: 'figure', figure: { fold: 'sum', measure: about }, scope: itemScope(ground, ref) };
    },
  ],
  count: [9, (ground) => ({ ask: 'figure', figure: { fold: 'count' }, scope: scope(ground, kind(ground)) })],
  sum: [
    12,
    (ground) => ({ ask: 'figure', figure: { fold: 'sum', measure: money(ground) }, scope: sumScope(ground) }),
  ],
  weights: [
    1,
    (ground) => ({
      ask: 'figure',
      figure: { fold: 'sum', measure: 'weight' },
      scope: together(scope(ground, 'objective', 1)),
    }),
  ],
  mean: [
    5,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'figure',
        figure: { fold: 'mean', measure: measure(ground, of) },
        scope: together(scope(ground, of)),
      };
    },
  ],
  median: [
    2,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'figure',
        figure: { fold: 'median', measure: measure(ground, of) },
        scope: together(scope(ground, of, 1)),
      };
    },
  ],
  extreme: [
    2,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'figure',
        figure: { fold: ground.chance.pick(['max', 'min']), measure: measure(ground, of) },
        scope: together(scope(ground, of, 1)),
      };
    },
  ],
  list: [10, (ground) => ({ ask: 'list', scope: scope(ground, kind(ground)) })],
  rank: [12, rank],
  groups: [
    5,
    (ground) => {
      const of = figure(ground);
      const whole = of.fold === 'sum' && ground.chance.happens(0.5);
      return {
        ask: 'groups',
        level: ground.chance.weighted<Level>([
          [3, 'department'],
          [1, 'unit'],
        ]),
        figure: of,
        scope: whole ? { kind: null, atoms: [], year: ground.year } : plainScope(ground),
      };
    },
  ],
  'rank-groups': [
    6,
    (ground) => {
      const of = figure(ground);
      const whole = of.fold === 'sum' && ground.chance.happens(0.6);
      return {
        ask: 'rank-groups',
        level: ground.chance.weighted<Level>([
          [3, 'department'],
          [1, 'unit'],
        ]),
        figure: of,
        scope: whole ? { kind: null, atoms: [], year: ground.year } : plainScope(ground),
        direction: direction(ground),
        place: place(ground),
      };
    },
  ],
  'best-per-group': [
    3,
    (ground) => {
      const of = kind(ground);
      return {
        ask: 'best-per-group',
        level: ground.chance.weighted<Level>([
          [4, 'department'],
          [1, 'unit'],
        ]),
        by: measure(ground, of),
        direction: direction(ground),
        scope: { kind: of, atoms: [], year: ground.year },
      };
    },
  ],
  gap: [
    3,
    (ground) => {
      const [more, less] = pairOf(ground);
      return {
        ask: 'gap',
        more,
        less,
        scope: ground.chance.happens(0.3) ? itemScope(ground, item(ground)) : sumScope(ground),
      };
    },
  ],
  'gap-scopes': [
    4,
    (ground) => {
      const { chance, body } = ground;
      const of = figure(ground);
      if (of.fold === 'sum' && body.plans.length > 1 && chance.happens(0.4)) {
        const one: Scope = { kind: null, atoms: chance.happens(0.7) ? [structure(ground)] : [], year: null };
        const [now, before] = body.plans.map(({ year }) => ({ ...one, year }));
        if (now && before) return { ask: 'gap-scopes', figure: of, left: now, right: before };
      }
      const [left, right] = of.fold === 'count' ? twoStructures(ground, kind(ground)) : twoScopes(ground);
      return { ask: 'gap-scopes', figure: of, left, right };
    },
  ],
  ratio: [
    2.5,
    (ground) => {
      const of = figure(ground);
      const [left, right] = of.fold === 'count' ? twoStructures(ground, kind(ground)) : twoScopes(ground);
      return { ask: 'ratio', figure: of, left, right };
    },
  ],
  rate: [
    3,
    (ground) => {
      const [whole, part] = ground.chance.pick(
        (
          [
            ['committed', 'settled'],
            ['assessed', 'collected'],
          ] as const
        ).filter((pair) => pair.every((about) => ground.body.measures.includes(about))),
      );
      return {
        ask: 'rate',
        part,
        whole,
        scope: ground.chance.happens(0.2) ? itemScope(ground, item(ground)) : sumScope(ground),
      };
    },
  ],
  share: [
    4,
    (ground) => {
      const of = figure(ground);
      const kindOf = kind(ground);
      const transversal = kindOf === 'objective' && ground.chance.happens(0.3);
      const whole: Scope = {
        kind: of.fold === 'count' || transversal || ground.chance.happens(0.6) ? kindOf : null,
        atoms: [],
        year: ground.year,
      };
      return {
        ask: 'share',
        figure: of,
        whole,
        part: transversal ? { atom: 'transversal', exclude: false } : structure(ground),
      };
    },
  ],
  'per-point': [
    1.5,
    (ground) => ({
      ask: 'per-point',
      measure: money(ground),
      item: item(ground, 'objective'),
      year: ground.year,
    }),
  ],
  nested: [
    6,
    (ground) => {
      const of = kind(ground);
      const by = measure(ground, of);
      const about = ground.chance.pick(moneyOf(ground).filter((one) => one !== by));
      return {
        ask: 'nested',
        figure: {
          fold: ground.chance.weighted([
            [4, 'sum'],
            [1, 'mean'],
          ]),
          measure: about,
        },
        of: {
          scope: together(scope(ground, of, ground.chance.pick([0, 0, 1]))),
          by,
          direction: direction(ground),
          place: { kind: 'first', n: ground.chance.int(2, 6) },
        },
      };
    },
  ],
  'join-figures': [
    4,
    (ground) => {
      const where = ground.chance.happens(0.25)
        ? itemScope(ground, item(ground))
        : together(sumScope(ground));
      const [a, b] = ground.chance.some(moneyOf(ground), 2);
      const count =
        where.kind !== null &&
        !where.atoms.some(({ atom }) => atom === 'items') &&
        ground.chance.happens(0.4);
      if (!a || !b) throw new Error('too few measures');
      return {
        ask: 'join',
        apart: 'figures',
        parts: [
          { ask: 'figure', figure: count ? { fold: 'count' } : { fold: 'sum', measure: a }, scope: where },
          { ask: 'figure', figure: { fold: 'sum', measure: b }, scope: where },
        ],
      };
    },
  ],
  'join-kinds': [
    3,
    (ground) => {
      const [a, b] = kinds(ground);
      if (!a || !b) throw new Unfit('one kind only');
      const of = ground.chance.happens(0.6)
        ? ({ fold: 'count' } as const)
        : ({ fold: 'sum', measure: money(ground) } as const);
      const atoms = ground.chance.happens(0.75) ? [structure(ground)] : [];
      const part = (one: Kind): Single => ({
        ask: 'figure',
        figure: of,
        scope: { kind: one, atoms, year: ground.year },
      });
      return { ask: 'join', apart: 'kinds', parts: [part(a), part(b)] };
    },
  ],
  'join-scopes': [
    4,
    (ground) => {
      const of = figure(ground);
      const [left, right] = of.fold === 'count' ? twoStructures(ground, kind(ground)) : twoScopes(ground);
      return {
        ask: 'join',
        apart: 'scopes',
        parts: [
          { ask: 'figure', figure: of, scope: left },
          { ask: 'figure', figure: of, scope: right },
        ],
      };
    },
  ],
  'join-ends': [
    2.5,
    (ground) => {
      const [a, b] = kinds(ground);
      const by = money(ground);
      const first: Place = { kind: 'first', n: 1 };
      const atoms = ground.chance.happens(0.4) ? [structure(ground)] : [];
      if (a && b && ground.chance.happens(0.5)) {
        const toward = direction(ground);
        const part = (one: Kind): Single => ({
          ask: 'rank',
          scope: { kind: one, atoms, year: ground.year },
          by,
          direction: toward,
          place: first,
        });
        return { ask: 'join', apart: 'ends', parts: [part(a), part(b)] };
      }
      const of = kind(ground);
      const part = (toward: Direction): Single => ({
        ask: 'rank',
        scope: { kind: of, atoms, year: ground.year },
        by,
        direction: toward,
        place: first,
      });
      return { ask: 'join', apart: 'ends', parts: [part('most'), part('least')] };
    },
  ],
};

/** The names of everything that is drawn, for tests that want one of each. */
export const SHAPES = Object.keys(PLAIN);

/** Draws a request about a body; `shape` is one of `makers`, any when not said. @throws {Unfit} when it cannot. */
export const draw = (chance: Chance, body: Body, shape?: string, makers = PLAIN): Request => {
  const ground = groundOf(chance, body);
  const maker = shape === undefined ? chance.weighted(Object.values(makers)) : makers[shape]?.[1];
  if (!maker) throw new Error(`no shape ${shape}`);
  return maker(ground);
};

/** A body and a year of it, which the question says or leaves unsaid. */
export const groundOf = (chance: Chance, body: Body): Ground => {
  const plan =
    body.plans.length > 1 && chance.happens(0.4) ? chance.pick(body.plans.slice(1)) : body.plans[0];
  if (!plan) throw new Error(`${body.name} has no plan`);
  // Of another year than the current one, the question must say so.
  const said = plan !== body.plans[0] || chance.happens(body.plans.length > 1 ? 0.5 : 0.12);
  return { chance, body, plan, year: said ? plan.year : null };
};
