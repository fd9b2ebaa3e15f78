import type { ItemRef } from '../../domain/types.ts';
import type { Attribute } from '../../words/attributes.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Atom, Comparison, Figure, Fold, Level, Than } from '../figures/figures-query.ts';

/** A figure as it is said: `cost` and `revenue` stand for several columns, by what a plan declares. */
export type SaidFigure = Figure | 'cost' | 'direct' | 'revenue';

export type Direction = 'most' | 'least';

/** What a word does to what was shown before. */
export const FOLLOW_MEANINGS = [
  'others',
  'all',
  'each',
  'split',
  'these',
  'those',
  'together',
  'join',
  'drop',
  'dropit',
  'add',
  'only',
  'gap',
  'lack',
  'common',
  'why',
  'list',
  'order',
  'next',
  'now',
  'correct',
  'back',
  'former',
  'where',
  'anew',
] as const;
export type FollowMeaning = (typeof FOLLOW_MEANINGS)[number];

/** What a word means by itself, with nothing more to say of it. */
export const PLAIN_MEANINGS = [
  'share',
  'whole',
  'difference',
  'differs',
  'series',
  'times',
  'contains',
  'ratio',
  'over',
  'plus',
  'each',
  'per',
  'except',
  'without',
  'negation',
  'declares',
  'some',
  'order',
  'body',
  'ascending',
  'descending',
  'minus',
  'deadline',
  'starts',
  'beyond',
  'lasts',
  'head',
  'earliest',
  'latest',
  'alone',
  'own',
  'in full',
  'reach',
  'as',
  'only',
  'none',
  'nothing',
  'these',
  'but',
  'point',
  'with',
  'on',
  'pronoun',
  'assigned',
  'rest',
  'spends',
  'bulk',
  'around',
  'aside',
  'courtesy',
  'filler',
  'and',
] as const;

/** In what an amount is said. */
export const SAID_UNITS = ['eur', 'percent', 'points', 'years'] as const;
type ValueUnitSaid = (typeof SAID_UNITS)[number];

/** What an order goes by: a figure (all together, or a mean; of some kinds alone), or how many items (of some kinds). */
export type RankBy =
  | {
      readonly figure: SaidFigure;
      readonly fold?: Fold;
      readonly of?: readonly ItemKind[];
      /** What it is to be near to. */
      readonly near?: Than;
    }
  /** `either` for «più obiettivi o più processi»: which of the kinds there are more of. */
  | { readonly count: readonly ItemKind[]; readonly either?: true };

/** First and last year. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/** What a run of words means, before it is known what the whole question asks. */
export type Meaning =
  /** `ofIndicators` where it is of these, in a plan that has them. */
  | { readonly cat: 'figure'; readonly figure: SaidFigure; readonly ofIndicators?: true }
  /** "Impegnato medio", "totale liquidato". */
  | { readonly cat: 'folded'; readonly figure: SaidFigure; readonly fold: Fold }
  /** Empty kinds: "voci". */
  | { readonly cat: 'kind'; readonly kinds: readonly ItemKind[]; readonly plural: boolean }
  | { readonly cat: 'level'; readonly level: Exclude<Level, 'item' | 'kind'>; readonly plural: boolean }
  /** `guessed`: by a word that may mean something else; `ofEach`: of all that a structure has, and of no item. */
  | {
      readonly cat: 'atoms';
      readonly atoms: readonly Atom[];
      readonly guessed?: boolean;
      readonly ofEach?: boolean;
    }
  /** A structure by an everyday name, which may be something else too; `tabled` where a context table has the word. */
  | {
      readonly cat: 'name';
      readonly level: 'department' | 'unit';
      readonly code: string;
      readonly tabled: boolean;
    }
  /** Items that bear a title or a lettered code. */
  | { readonly cat: 'titled'; readonly refs: readonly ItemRef[] }
  /** What items are about, in words that only their titles, summaries and keywords explain. */
  | { readonly cat: 'topic' }
  /** What is asked of an item besides its figures; null for all of it. */
  | { readonly cat: 'attribute'; readonly attribute: Attribute | null }
  /** "Il più basso", of a figure said before. */
  | { readonly cat: 'degree'; readonly direction: Direction }
  | { readonly cat: 'perpoint'; readonly figure: SaidFigure }
  /** "Impegnato meno liquidato". */
  | { readonly cat: 'subtraction'; readonly left: SaidFigure; readonly right: SaidFigure }
  | { readonly cat: 'number'; readonly value: number; readonly text: string }
  | { readonly cat: 'amount'; readonly value: number; readonly unit: ValueUnitSaid }
  | { readonly cat: 'compare'; readonly op: Comparison }
  | { readonly cat: 'between' }
  /** "Subito dopo", "precede": the place next to the one that is named; 0 is its own. */
  | { readonly cat: 'beside'; readonly places: -1 | 0 | 1 }
  /** "Più vicino a", "più lontano da". */
  | { readonly cat: 'near'; readonly direction: Direction }
  /** "Il doppio", "la metà". */
  | { readonly cat: 'factor'; readonly value: number }
  /** "Più di quello della bicipolitana", "superiore al doppio dell’obiettivo 24": held against an item, or so many times it. */
  | { readonly cat: 'than'; readonly op: Comparison; readonly item: ItemRef; readonly times?: number }
  /** "La media", "la media di tutti gli obiettivi": of the items that are meant, or of all of these kinds. */
  | {
      readonly cat: 'mean';
      readonly of: readonly ItemKind[] | null;
      readonly within?: { readonly level: 'department' | 'unit'; readonly code: string };
    }
  | { readonly cat: 'more'; readonly direction: Direction }
  | { readonly cat: 'magnitude'; readonly direction: Direction }
  | { readonly cat: 'adjective'; readonly figure: SaidFigure; readonly direction: Direction }
  /** `all` for "dal più caro al meno caro": every one of them in that order. */
  | { readonly cat: 'rank'; readonly by: RankBy; readonly direction: Direction; readonly all?: boolean }
  /** "I primi 5", "il secondo": `reversed` counts from the other end. */
  | { readonly cat: 'pick'; readonly place: number; readonly limit: number; readonly reversed: boolean }
  | { readonly cat: 'first'; readonly reversed: boolean }
  /** "Per impegnato", "per numero di obiettivi": what an order goes by. */
  | { readonly cat: 'ordering'; readonly by: RankBy }
  /** "Con più di 10 obiettivi": what holds of a structure; `also` for "solo processi", of other kinds at once. */
  | {
      readonly cat: 'having';
      readonly kinds: readonly ItemKind[];
      readonly op: Comparison;
      readonly value: number;
      /** "Più obiettivi della media": held against what they have on average, and no number. */
      readonly mean?: true;
      readonly also?: readonly {
        readonly kinds: readonly ItemKind[];
        readonly op: Comparison;
        readonly value: number;
      }[];
    }
  /** "Tolti i due più costosi": `by` is null for "i due più alti", of the figure that is asked. */
  | {
      readonly cat: 'dropped';
      readonly sets: readonly {
        readonly by: RankBy | null;
        readonly direction: Direction;
        readonly from: number;
        readonly limit: number;
        readonly kinds: readonly ItemKind[];
      }[];
      /** What else is left out. */
      readonly also: readonly Atom[];
    }
  /** "Più processi che obiettivi": what holds of a structure. */
  | {
      readonly cat: 'outnumber';
      readonly kinds: readonly ItemKind[];
      readonly others: readonly ItemKind[];
      readonly op: Comparison;
    }
  /** "Tutti gli obiettivi al 100 %": what holds of all that a structure has. */
  | {
      readonly cat: 'every';
      readonly kinds: readonly ItemKind[];
      readonly figure: Figure;
      /** "Il peso medio degli obiettivi supera 22": of all of them together. */
      readonly fold?: Fold;
      readonly op: Comparison;
      readonly value: number;
    }
  /** "Ogni 100 euro impegnati": what another figure is for so much of this one. */
  | { readonly cat: 'hundred'; readonly figure: SaidFigure }
  /** "Per obiettivo": what there is of a figure for one of them. */
  | { readonly cat: 'ofone'; readonly kinds: readonly ItemKind[] }
  | { readonly cat: 'ask'; readonly what: 'count' | 'value' | 'which' | 'list' }
  | { readonly cat: 'fold'; readonly fold: Fold }
  /** `kinds` of what there is a row for each: "ogni obiettivo"; `among` these structures: "ciascuno staff". */
  | {
      readonly cat: 'group';
      readonly level: Level;
      readonly kinds?: readonly ItemKind[];
      readonly among?: readonly Atom[];
    }
  /** «Come è andato …», «confronta …», of several years: what became of it, or each by itself. */
  | { readonly cat: 'course'; readonly each: boolean }
  /** «È cambiato», «in aumento», «la riduzione»: from one year to another; null where nothing says which way. */
  | { readonly cat: 'change'; readonly direction: Direction | null }
  /** A year that has a plan. */
  | { readonly cat: 'year'; readonly year: number }
  /** Years in which something begins or ends: either of several spans will do. */
  | { readonly cat: 'years'; readonly spans: readonly YearSpan[] }
  | { readonly cat: 'when'; readonly side: 'before' | 'after' | 'by' | 'on' }
  /** "Come personale"; `beside` for "sugli impegni", "rispetto agli impegni": what a ranking or a comparison looks at. */
  | { readonly cat: 'lens'; readonly figure: SaidFigure; readonly beside?: true }
  /** "Lo sono", "non lo sono": what was said before holds of these, or does not. */
  | { readonly cat: 'so'; readonly holds: boolean }
  | { readonly cat: 'scale'; readonly factor: number }
  | { readonly cat: 'unit'; readonly unit: ValueUnitSaid }
  /** What is done with the answer before: `count` is 2 for "i due". */
  | { readonly cat: 'follow'; readonly means: FollowMeaning; readonly count: number | null }
  | { readonly cat: 'or' | (typeof PLAIN_MEANINGS)[number] };

export type Category = Meaning['cat'];
type MeaningOf<C extends Category> = Extract<Meaning, { cat: C }>;

/** A meaning and where its words stand; `to` is exclusive. */
export type Piece<C extends Category = Category> = MeaningOf<C> & {
  readonly from: number;
  readonly to: number;
};
