import type { IsoDay, ItemRef, Phase, RoleAssignment } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { InBoth } from '../../words/language.ts';
import type { Conversation } from '../conversation.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Cut } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import type { Reading } from './reading.ts';

/** Which slash command a text came from: it decides what a bare "24" asks for. */
export type Lens = 'items' | 'costs' | 'deadlines';

/** Who asks; null where nobody knows. */
export interface Asker {
  readonly person: string;
  readonly roles: readonly RoleAssignment[];
  /** Others read the answer too: what only those who work on an item may read is not told. */
  readonly isOverheard?: boolean;
}

/** Why a question is not answered. Every reason becomes one sentence that says what there is instead. */
export type Refusal =
  | { readonly reason: 'other_year'; readonly year: number }
  /** Plans of several years, which this question does not hold against each other in a way that is understood. */
  | { readonly reason: 'between_years'; readonly years: readonly number[] }
  /** What was spoken of in the plan of that year, of which this plan has nothing. */
  | { readonly reason: 'not_carried'; readonly items: readonly ItemRef[]; readonly year: number }
  | { readonly reason: 'other_body'; readonly name: string }
  | { readonly reason: 'personal' | 'address' }
  | { readonly reason: 'off_topic' }
  | { readonly reason: 'nothing_found'; readonly topic: string }
  | { readonly reason: 'unknown_item'; readonly kind: ItemKind | null; readonly said: string }
  | { readonly reason: 'unknown_structure'; readonly said: string }
  | { readonly reason: 'unknown_goal'; readonly number: number }
  /** A figure of the context tables that the document does not print, with the periods for which it does. */
  | {
      readonly reason: 'not_printed';
      readonly what: string;
      readonly year: number | null;
      readonly periods: readonly string[];
    }
  /** Something the document speaks of without a figure; the note says so. */
  | { readonly reason: 'unprinted'; readonly note: string }
  /** What the document says of something, where nothing that is held of it speaks of that. */
  | { readonly reason: 'unspoken'; readonly said: string }
  /** The next phase, where none is to come; the last there was, if any. */
  | { readonly reason: 'no_phase_ahead'; readonly last: Phase | null }
  /** Twice the weight of an item that has none. */
  | { readonly reason: 'no_weight'; readonly item: ItemRef }
  | { readonly reason: 'unknown_asker' }
  /** "100,000 euro": written so that it may be one of two amounts. */
  | { readonly reason: 'doubtful_amount'; readonly said: string }
  /** What was typed after a command, of which nothing was made. */
  | { readonly reason: 'argument'; readonly said: string; readonly lens: Lens }
  /** A picture by name, of figures that the plan does not have. */
  | { readonly reason: 'nothing_to_draw'; readonly name: InBoth }
  /** Amounts, or goals of the 2030 Agenda, of a plan that declares none. */
  | { readonly reason: 'undeclared'; readonly what: 'money' | 'goals' }
  /** What other plans say of their items, in the words of the question. */
  | { readonly reason: 'undeclared'; readonly what: 'parts'; readonly said: string }
  /** What the law asks of what no rule is held of. */
  | { readonly reason: 'no_rule'; readonly said?: string }
  /** "Perché?", of a figure. */
  | { readonly reason: 'no_reason' };

/** What `understand` makes of a question. */
export type Outcome =
  | {
      readonly type: 'query';
      readonly query: Query;
      readonly assumed: boolean;
      readonly alternatives: readonly Query[];
      /** Words that the answer does without, as they were typed: it says so first. */
      readonly ignored?: readonly string[];
      /** Words by which it points at what was shown, as they were read: the query holds what they point at. */
      readonly points?: readonly string[];
      /** No more is known than of what it is: never answered, it tells which words were not understood. */
      readonly isWide?: boolean;
    }
  | {
      readonly type: 'clarification';
      /** `word`: one that nobody knows; with an operator it is known, and not what to do with it. */
      readonly what: 'item' | 'subject' | 'topic' | 'structure' | 'chart' | 'word';
      readonly choices: readonly Query[];
      /** Words of which nothing was made, in a question that is otherwise understood: the choices are without them. */
      readonly unused?: readonly string[];
      /** The request that it is about, where the message has others. */
      readonly of?: string;
    }
  | { readonly type: 'refusal'; readonly refusal: Refusal };

/** It is clear what is asked, and not of what: there is nothing to choose from. */
export const OF_WHAT: Outcome = { type: 'clarification', what: 'subject', choices: [] };

/** Everything the recognisers look at. */
export interface Context {
  readonly reading: Reading;
  readonly vocabulary: Vocabulary;
  readonly conversation: Conversation | null;
  readonly asker: Asker | null;
  /** The day of the question where the body is. */
  readonly today: IsoDay;
  readonly lens: Lens | null;
  /** Cuts a text of this message into words. */
  readonly cut: Cut;
}

export const ask = (query: Query, alternatives: readonly Query[] = []): Outcome => ({
  type: 'query',
  query,
  assumed: false,
  alternatives,
});

export const refuse = (refusal: Refusal): Outcome => ({ type: 'refusal', refusal });

/** What was told beside the question is said to be left out. */
export const withIgnored = (outcomes: readonly Outcome[], ignored: readonly string[]): readonly Outcome[] =>
  ignored.length === 0
    ? outcomes
    : outcomes.map((one, at) =>
        at === 0 && one.type === 'query' ? { ...one, ignored: [...(one.ignored ?? []), ...ignored] } : one,
      );
