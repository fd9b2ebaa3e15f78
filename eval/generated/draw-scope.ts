/** Draws what a request is about: scopes with at most two conditions, from what the plan holds. */
import type { Body } from './bodies.ts';
import type { PlanItem, PlanRows } from './plan-rows.ts';
import type { Chance } from './random.ts';
import {
  type Atom,
  type Direction,
  type Figure,
  isMoney,
  type Kind,
  type Level,
  type Measure,
  type Money,
  type Place,
  type Ref,
  type Scope,
  type Single,
} from './request.ts';

/** A request that this body has nothing for: another is drawn. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** Where requests are drawn from: a body and a year of its plan. */
export interface Ground {
  readonly chance: Chance;
  readonly body: Body;
  readonly plan: PlanRows;
  /** The year as the question says it; null when it does not. */
  readonly year: number | null;
}

const NICE_MONEY = [
  1000, 2000, 5000, 10_000, 20_000, 30_000, 50_000, 75_000, 100_000, 150_000, 200_000, 500_000, 1_000_000,
];

export const moneyOf = ({ body }: Ground): Money[] => body.measures.filter(isMoney);

export const money = (ground: Ground): Money => ground.chance.pick(moneyOf(ground));

/** Two measures that people compare: never one that contains the other. */
export const pairOf = (ground: Ground): readonly [Money, Money] => {
  const known = new Set(moneyOf(ground));
  const pairs = (
    [
      ['committed', 'settled'],
      ['assessed', 'collected'],
      ['personnel', 'settled'],
      ['personnel', 'committed'],
    ] as const
  ).filter((pair) => pair.every((measure) => known.has(measure)));
  return ground.chance.pick(pairs);
};

export const kinds = ({ plan }: Ground): Kind[] =>
  (['objective', 'process'] as const).filter((kind) => plan.items.some((item) => item.kind === kind));

/** Objectives twice as often: they are what people ask about. */
export const kind = (ground: Ground): Kind =>
  ground.chance.happens(0.6) ? 'objective' : ground.chance.pick(kinds(ground));

/** What a kind declares: only objectives have weights and results. */
export const measure = (ground: Ground, of: Kind): Measure =>
  of === 'objective' ? ground.chance.pick(ground.body.measures) : money(ground);

/** Structures with something in them; a code that is also a department is left to the department. */
export const codes = ({ plan }: Ground, level: Level, least = 1): string[] =>
  plan.structures
    .filter((structure) => structure.level === level)
    .filter(
      ({ code }) =>
        level === 'department' ||
        !plan.structures.some((other) => other.level === 'department' && other.code === code),
    )
    .map(({ code }) => code)
    .filter(
      (code) =>
        plan.items.filter((item) => item.places.some((place) => place[level] === code)).length >= least,
    );

export const structure = (ground: Ground, n = 1, exclude = false): Atom => {
  const level = ground.chance.weighted<Level>([
    [3, 'department'],
    [exclude || n > 1 ? 0.5 : 2, 'unit'],
  ]);
  return { atom: 'structure', level, codes: ground.chance.some(codes(ground, level, 2), n), exclude };
};

export const declaredBy = (item: PlanItem, of: Measure): number | null => {
  if (of === 'weight' || of === 'attainment') return item[of];
  const values = item.lines.flatMap(({ money: line }) =>
    of === 'resources' ? [line.personnel, line.settled] : [line[of]],
  );
  return values.some((value) => value !== null)
    ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    : null;
};

/** A round number near what some item of the kind declares. */
export const bound = (ground: Ground, of: Kind, about: Measure): number | null => {
  const values = ground.plan.items
    .filter((item) => item.kind === of)
    .map((item) => declaredBy(item, about))
    .filter((value) => value !== null);
  if (values.length < 4) return null;
  const value = ground.chance.pick(values);
  if (about === 'attainment') return ground.chance.pick([50, 60, 75, 80, 90, 95, 100]);
  if (about === 'weight') return Math.max(2, Math.round(value));
  return (
    100 *
    NICE_MONEY.reduce((near, nice) =>
      Math.abs(nice * 100 - value) < Math.abs(near * 100 - value) ? nice : near,
    )
  );
};

/** The items of the structures that a scope names so far. */
export const inside = (items: readonly PlanItem[], atoms: readonly Atom[]): PlanItem[] =>
  items.filter((item) =>
    atoms.every(
      (atom) =>
        atom.atom !== 'structure' ||
        atom.exclude ||
        item.places.some((place) => atom.codes.includes(place[atom.level])),
    ),
  );

/** `others` are the conditions that are there already: what is excluded is taken from what they leave. */
export const condition = (ground: Ground, of: Kind, others: readonly Atom[]): Atom | null => {
  const { chance, plan } = ground;
  const items = plan.items.filter((item) => item.kind === of);
  const about = measure(ground, of);
  switch (
    chance.weighted([
      [4, 'bound'],
      [1, 'between'],
      [1.5, 'mean'],
      [1.5, 'than'],
      [1.5, 'declared'],
      [1, 'transversal'],
      [1, 'goal'],
      [1, 'span'],
      [0.7, 'ends'],
      [1.2, 'items'],
      [1.2, 'not'],
    ])
  ) {
    case 'bound': {
      const value = bound(ground, of, about);
      const way = chance.pick(['gt', 'gt', 'lt', 'lt', 'gte', 'lte'] as const);
      if (value === null || (about === 'attainment' && value === 100 && way !== 'lt')) return null;
      return { atom: 'bound', measure: about, bound: way, value };
    }
    case 'between': {
      const [low, high] = [bound(ground, of, about), bound(ground, of, about)].sort(
        (a, b) => (a ?? 0) - (b ?? 0),
      );
      return low === null || high === null || low === undefined || high === undefined || low === high
        ? null
        : { atom: 'between', measure: about, low, high };
    }
    case 'mean':
      return { atom: 'mean', measure: about, bound: chance.pick(['gt', 'lt']) };
    case 'than': {
      const declaring = items.filter((item) => declaredBy(item, about) !== null);
      return declaring.length < 4
        ? null
        : {
            atom: 'than',
            measure: about,
            bound: chance.pick(['gt', 'lt']),
            item: chance.pick(declaring).ref,
          };
    }
    case 'declared':
      return { atom: 'declared', measure: about, exclude: chance.happens(0.5) };
    case 'transversal':
      return of === 'objective' ? { atom: 'transversal', exclude: chance.happens(0.3) } : null;
    case 'goal': {
      const goals = items.flatMap((item) => item.goals);
      return goals.length === 0 ? null : { atom: 'goal', goal: chance.pick(goals) };
    }
    case 'span': {
      const spans = [...new Set(items.map((item) => item.end - item.start + 1))].filter(
        (years) => years <= 3,
      );
      return spans.length < 2 ? null : { atom: 'span', years: chance.pick(spans) };
    }
    case 'ends': {
      const years = [...new Set(items.map((item) => item.end))];
      return years.length < 2 ? null : { atom: 'ends', year: chance.pick(years) };
    }
    case 'items':
      return {
        atom: 'items',
        refs: chance.some(inside(items, others), chance.pick([1, 1, 2])).map(({ ref }) => ref),
        exclude: true,
      };
    default:
      return structure(ground, chance.pick([1, 1, 2]), true);
  }
};

/** Conditions on items of a kind, of different sorts. `most` of them; a structure counts as one. */
export const scope = (ground: Ground, of: Kind, most = 2): Scope => {
  const { chance } = ground;
  const n = Math.min(
    most,
    chance.weighted([
      [2, 0],
      [5, 1],
      [3, 2],
    ]),
  );
  const atoms: Atom[] = [];
  if (n > 0 && chance.happens(0.55)) atoms.push(structure(ground, chance.happens(0.12) ? 2 : 1));
  // What is there already may leave nothing to add.
  for (let tries = 0; atoms.length < n && tries < 20; tries += 1) {
    const atom = condition(ground, of, atoms);
    if (atom?.atom === 'items' && atom.refs.length === 0) throw new Unfit('nothing to exclude');
    if (atom !== null && !atoms.some((other) => clash(other, atom))) atoms.push(atom);
  }
  return { kind: of, atoms, year: ground.year };
};

/**
 * Two bounds would need care with «e»; a structure inside and another excluded say nothing; in «sotto la media di
 * tutti gli obiettivi che non sono del settore 5» nobody knows what is not of that department.
 */
const clash = (a: Atom, b: Atom): boolean => {
  const sort = ({ atom }: Atom): string =>
    ['bound', 'between', 'mean', 'than', 'declared'].includes(atom) ? 'value' : atom;
  const trails = (one: Atom): boolean => one.atom === 'ends' || ('exclude' in one && one.exclude);
  return sort(a) === sort(b) || (a.atom === 'mean' && trails(b)) || (b.atom === 'mean' && trails(a));
};

/** The scope of a sum: a structure, the whole, a kind, or a kind with conditions. */
export const sumScope = (ground: Ground): Scope => {
  const { chance, year } = ground;
  return chance.weighted<() => Scope>([
    [3, () => ({ kind: null, atoms: [structure(ground)], year })],
    [0.7, () => ({ kind: null, atoms: [], year })],
    [0.7, () => ({ kind: null, atoms: [structure(ground, chance.pick([1, 2]), true)], year })],
    [5, () => together(scope(ground, kind(ground)))],
  ])();
};

/** «Del settore 5 o del settore 9» is for lists; a sum over two structures is asked for each of them. */
export const together = (one: Scope): Scope => ({
  ...one,
  atoms: one.atoms.map((atom) =>
    atom.atom === 'structure' && !atom.exclude ? { ...atom, codes: atom.codes.slice(0, 1) } : atom,
  ),
});

export const item = (ground: Ground, of = kind(ground)): Ref =>
  ground.chance.pick(ground.plan.items.filter((one) => one.kind === of)).ref;

export const itemScope = (ground: Ground, ref: Ref): Scope => ({
  kind: ref.split(':')[0] as Kind,
  atoms: [{ atom: 'items', refs: [ref], exclude: false }],
  year: ground.year,
});

export const place = ({ chance }: Ground): Place =>
  chance.weighted<Place>([
    [4, { kind: 'first', n: 1 }],
    [4, { kind: 'first', n: chance.int(2, 5) }],
    [2.5, { kind: 'ordinal', n: chance.int(2, 4) }],
  ]);

export const direction = ({ chance }: Ground): Direction =>
  chance.weighted([
    [2, 'most'],
    [1, 'least'],
  ]);

export const figure = (ground: Ground): Figure =>
  ground.chance.happens(0.25) ? { fold: 'count' } : { fold: 'sum', measure: money(ground) };

/** Two structures of one level, for what is compared or asked of both. */
export const twoStructures = (ground: Ground, of: Kind | null): readonly [Scope, Scope] => {
  const level = ground.chance.weighted<Level>([
    [3, 'department'],
    [1, 'unit'],
  ]);
  const scopes = ground.chance.some(codes(ground, level, 2), 2).map((code) => ({
    kind: of,
    atoms: [{ atom: 'structure', level, codes: [code], exclude: false }] as const,
    year: ground.year,
  }));
  const [left, right] = scopes;
  if (!left || !right) throw new Error('too few structures');
  return [left, right];
};

/** Two scopes to compare: structures, or two items. */
export const twoScopes = (ground: Ground): readonly [Scope, Scope] => {
  const { chance, plan } = ground;
  if (chance.happens(0.65)) return twoStructures(ground, chance.happens(0.5) ? null : kind(ground));
  const of = kind(ground);
  const [a, b] = chance.some(
    plan.items.filter((one) => one.kind === of),
    2,
  );
  if (!a || !b) throw new Error('too few items');
  return [itemScope(ground, a.ref), itemScope(ground, b.ref)];
};

export const rank = (ground: Ground): Single & { ask: 'rank' } => {
  const of = kind(ground);
  return {
    ask: 'rank',
    scope: scope(ground, of, ground.chance.pick([1, 1, 2])),
    by: measure(ground, of),
    direction: direction(ground),
    place: place(ground),
  };
};

/** A structure without conditions: what is grouped or joined is hard enough. */
export const plainScope = (ground: Ground): Scope => ({
  kind: kind(ground),
  atoms: ground.chance.happens(0.3) ? [{ atom: 'transversal', exclude: false }] : [],
  year: ground.year,
});
