/** What the right answer to a request is, before it is looked for in what was said. */
import type { Ref } from './request.ts';

/**
 * A number and how it may be printed: `cents`; `points` and `count` as they are; `percent` as the document prints
 * it; `mean`, `share` (of 100) and `ratio` were computed and may be rounded.
 */
export interface Amount {
  readonly unit: 'cents' | 'points' | 'count' | 'percent' | 'mean' | 'share' | 'ratio';
  readonly value: number;
}

export type Outcome =
  /** One number. `refs` are the items behind a count, when the answer lists them. */
  | {
      readonly is: 'amount';
      readonly amount: Amount;
      /** Computed from figures that the answer may show beside it. */
      readonly derived: boolean;
      readonly refs: readonly Ref[] | null;
    }
  | { readonly is: 'items'; readonly refs: readonly Ref[]; readonly single: boolean }
  | { readonly is: 'structures'; readonly codes: readonly string[]; readonly single: boolean }
  | { readonly is: 'groups'; readonly rows: readonly { readonly code: string; readonly amount: Amount }[] }
  /** The first item of every structure; any of those that tie. */
  | {
      readonly is: 'bests';
      readonly rows: readonly { readonly code: string; readonly refs: readonly Ref[] }[];
    }
  /** Of two, the one that was asked for, and the one that has more: said alone, or as «di più …». */
  | {
      readonly is: 'ahead';
      readonly of: 'items' | 'structures';
      readonly wanted: string;
      readonly more: string;
    }
  /** Yes or no. */
  | {
      readonly is: 'truth';
      readonly holds: boolean;
      readonly of: 'items' | 'structures';
      readonly more: string;
    }
  /** The plan is silent. */
  | { readonly is: 'undeclared' }
  /** There is none. */
  | { readonly is: 'none' }
  | { readonly is: 'several'; readonly parts: readonly Outcome[] };

/** A request that has no one answer: it is not to be asked. */
export class Unaskable extends Error {
  override readonly name = 'Unaskable';
}
