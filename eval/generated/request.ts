/**
 * What the generator can ask: a small type of its own, which nothing in `src/` knows or translates.
 *
 * A request is drawn at random, put into words by `verbalise.ts` and answered by `oracle.ts`. Money is integer
 * cents, percentages and weights are plain numbers.
 */

export const MONEY = ['personnel', 'committed', 'settled', 'resources', 'assessed', 'collected'] as const;
export type Money = (typeof MONEY)[number];
/** What an item declares. `resources` is personnel plus settled. */
export type Measure = Money | 'weight' | 'attainment';
export type Kind = 'objective' | 'process' | 'indicator';
export type Level = 'department' | 'unit';
export type Direction = 'most' | 'least';
export type Bound = 'gt' | 'gte' | 'lt' | 'lte';
/** `objective:24`. */
export type Ref = `${Kind}:${number}`;

/** One condition on items. Those of a scope must all hold. */
export type Atom =
  /** Of any of these structures, or (`exclude`) of none of them. */
  | {
      readonly atom: 'structure';
      readonly level: Level;
      readonly codes: readonly string[];
      readonly exclude: boolean;
    }
  | { readonly atom: 'items'; readonly refs: readonly Ref[]; readonly exclude: boolean }
  | { readonly atom: 'transversal'; readonly exclude: boolean }
  | { readonly atom: 'goal'; readonly goal: number }
  /** Length of the horizon. */
  | { readonly atom: 'span'; readonly years: number }
  /** Last year of the horizon. */
  | { readonly atom: 'ends'; readonly year: number }
  | { readonly atom: 'declared'; readonly measure: Measure; readonly exclude: boolean }
  | { readonly atom: 'bound'; readonly measure: Measure; readonly bound: Bound; readonly value: number }
  | { readonly atom: 'between'; readonly measure: Measure; readonly low: number; readonly high: number }
  /** Against the mean of all items of the kind. */
  | { readonly atom: 'mean'; readonly measure: Measure; readonly bound: 'gt' | 'lt' }
  /** Against what another item declares. */
  | { readonly atom: 'than'; readonly measure: Measure; readonly bound: 'gt' | 'lt'; readonly item: Ref }
  /** More than so many times what another item declares. */
  | { readonly atom: 'times'; readonly measure: Money; readonly times: number; readonly item: Ref }
  /** One measure of an item against another of its own. */
  | { readonly atom: 'own'; readonly measure: Money; readonly bound: 'gt' | 'lt'; readonly other: Money }
  /** One condition or the other, or both. */
  | { readonly atom: 'either'; readonly any: readonly [Atom, Atom] };

export interface Scope {
  /** Null is objectives and processes together. */
  readonly kind: Kind | null;
  readonly atoms: readonly Atom[];
  /** Null is the current plan. */
  readonly year: number | null;
}

/** One number over a scope. */
export type Figure =
  | { readonly fold: 'count' }
  | { readonly fold: 'sum' | 'mean' | 'median' | 'max' | 'min'; readonly measure: Measure };

/** The first `n` of a ranking, or only the one in that place. */
export interface Place {
  readonly kind: 'first' | 'ordinal';
  readonly n: number;
}

export interface Ranking {
  readonly scope: Scope;
  readonly by: Measure;
  readonly direction: Direction;
  readonly place: Place;
}

/** A request for one thing. */
export type Single =
  | { readonly ask: 'figure'; readonly figure: Figure; readonly scope: Scope }
  | { readonly ask: 'list'; readonly scope: Scope }
  | ({ readonly ask: 'rank' } & Ranking)
  | { readonly ask: 'groups'; readonly level: Level; readonly figure: Figure; readonly scope: Scope }
  | {
      readonly ask: 'rank-groups';
      readonly level: Level;
      readonly figure: Figure;
      readonly scope: Scope;
      readonly direction: Direction;
      readonly place: Place;
    }
  /** The first item of every structure. */
  | {
      readonly ask: 'best-per-group';
      readonly level: Level;
      readonly by: Measure;
      readonly direction: Direction;
      readonly scope: Scope;
    }
  /** One measure less another, over one scope. */
  | { readonly ask: 'gap'; readonly more: Money; readonly less: Money; readonly scope: Scope }
  /** One figure over two scopes: how far apart, or how many times. */
  | {
      readonly ask: 'gap-scopes' | 'ratio';
      readonly figure: Figure;
      readonly left: Scope;
      readonly right: Scope;
    }
  /** One measure as a percentage of another. */
  | { readonly ask: 'rate'; readonly part: Money; readonly whole: Money; readonly scope: Scope }
  /** A part of the scope, as a percentage of all of it. */
  | { readonly ask: 'share'; readonly figure: Figure; readonly whole: Scope; readonly part: Atom }
  | { readonly ask: 'per-point'; readonly measure: Money; readonly item: Ref; readonly year: number | null }
  /** A figure over the first items of a ranking. */
  | { readonly ask: 'nested'; readonly figure: Figure; readonly of: Ranking }
  /** What the first items of a ranking are of the whole, as a percentage. */
  | { readonly ask: 'share-of-first'; readonly of: Ranking }
  /** From a place of a ranking to another, both included. */
  | {
      readonly ask: 'slice';
      readonly scope: Scope;
      readonly by: Measure;
      readonly direction: Direction;
      readonly from: number;
      readonly to: number;
    }
  /** The item nearest to a value, or to the mean of the scope. */
  | { readonly ask: 'nearest'; readonly scope: Scope; readonly by: Measure; readonly to: number | 'mean' }
  /** The structures whose figure is beyond a bound: which, or how many. */
  | {
      readonly ask: 'groups-beyond';
      readonly level: Level;
      readonly figure: Figure;
      readonly scope: Scope;
      readonly bound: 'gt' | 'lt';
      readonly value: number;
      readonly counted: boolean;
    }
  /** What a structure has on average. */
  | { readonly ask: 'mean-of-groups'; readonly level: Level; readonly figure: Figure; readonly scope: Scope }
  /** The structures that have none, or declare nothing: which, or how many. */
  | {
      readonly ask: 'groups-without';
      readonly level: Level;
      readonly figure: Figure;
      readonly scope: Scope;
      readonly counted: boolean;
    }
  /** What each structure is of the whole, as a percentage. */
  | { readonly ask: 'share-groups'; readonly level: Level; readonly figure: Figure; readonly scope: Scope }
  /** The structure with the highest or lowest part of one measure in another. */
  | {
      readonly ask: 'rank-rates';
      readonly level: Level;
      readonly part: Money;
      readonly whole: Money;
      readonly direction: Direction;
      readonly scope: Scope;
    }
  /** How many goals of the 2030 Agenda the items of a scope have. */
  | { readonly ask: 'goals'; readonly scope: Scope }
  /** The structures that an item is assigned to. */
  | { readonly ask: 'owner'; readonly level: Level; readonly item: Ref; readonly year: number | null }
  /** How far an item is from the mean of its kind. */
  | {
      readonly ask: 'distance';
      readonly measure: Measure;
      readonly item: Ref;
      readonly year: number | null;
    }
  | {
      readonly ask: 'multiple';
      readonly times: number;
      readonly measure: Money;
      readonly item: Ref;
      readonly year: number | null;
    }
  /** Which of two has more or less, or whether the first has. */
  | {
      readonly ask: 'which' | 'whether';
      readonly figure: Figure;
      readonly direction: Direction;
      readonly left: Scope;
      readonly right: Scope;
    };

export type Request =
  | Single
  /** Two requests in one message, and what they do not share. */
  | {
      readonly ask: 'join';
      readonly apart: 'figures' | 'kinds' | 'scopes' | 'ends';
      readonly parts: readonly [Single, Single];
    };

export const kindOf = (ref: Ref): Kind => ref.split(':')[0] as Kind;

export const isMoney = (measure: Measure): measure is Money =>
  measure !== 'weight' && measure !== 'attainment';

/** The year a request speaks of; where its scopes speak of two, none. */
export const yearOf = (request: Request): number | null => {
  const years = new Set(scopesOf(request).map((scope) => scope.year));
  return years.size === 1 ? ([...years][0] ?? null) : null;
};

/** Every scope a request has. */
export const scopesOf = (request: Request): readonly Scope[] => {
  switch (request.ask) {
    case 'join':
      return request.parts.flatMap(scopesOf);
    case 'gap-scopes':
    case 'ratio':
    case 'which':
    case 'whether':
      return [request.left, request.right];
    case 'share':
      return [request.whole];
    case 'per-point':
    case 'distance':
    case 'multiple':
    case 'owner':
      return [{ kind: kindOf(request.item), atoms: [], year: request.year }];
    case 'nested':
    case 'share-of-first':
      return [request.of.scope];
    default:
      return [request.scope];
  }
};
