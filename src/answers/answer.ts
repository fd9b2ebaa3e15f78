import type { Language } from '../words/language.ts';
import type { Query } from './query.ts';

/** One cell: what is read, and the number behind it for sorting (cents for money). */
export interface Cell {
  /** Never empty: "—" where there is nothing. */
  readonly text: string;
  readonly value: number | null;
}

export interface Column {
  readonly label: string;
  readonly numeric: boolean;
}

export interface AnswerTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many rows there are in all; `rows` may stop earlier. */
  readonly total: number;
}

/** How a figure was reached, in words and numbers that can be checked by hand. */
export interface Proof {
  readonly filter: string;
  readonly rows: readonly string[];
  readonly formula: string;
  /** The addition written out, or null when nothing was added. */
  readonly sum: string | null;
}

export type ValueUnit = 'eur' | 'percent' | 'count' | 'points' | 'other';

export interface Choice {
  readonly label: string;
  readonly query: Query;
}

/** What is said to the user, before any medium (Slack blocks, terminal text) gives it a form. */
export interface Answer {
  readonly kind: 'answer' | 'clarification' | 'no_data';
  /** What was understood; null when nothing was. */
  readonly query: Query | null;
  /** One or two plain sentences, the figure first, no markup. */
  readonly headline: string;
  readonly table: AnswerTable | null;
  readonly notes: readonly string[];
  readonly sources: readonly string[];
  readonly proof: Proof | null;
  /** The figure of the headline: cents when `unit` is `eur`. */
  readonly value: number | null;
  readonly unit: ValueUnit | null;
  /** "Forse intendevi". */
  readonly choices: readonly Choice[];
  readonly followUps: readonly Choice[];
  /** What was taken over from the conversation: "sto considerando: …". */
  readonly assumed: string | null;
  /** Its figures can be drawn, in the plan of this year: as was asked, or for whoever would rather look. */
  readonly picture: { readonly wanted: boolean; readonly year: number } | null;
  readonly language: Language;
  /** Year of the plan that it is about, and of which its choices are. */
  readonly year?: number;
}
