import type { Chart } from '../answers/chart/chart.ts';

/** A figure or a text of a table; null where nothing is declared. */
export type DocumentCell = string | number | null;

/** How a column reads: money in integer cents, percentages and weights as plain numbers, days as ISO days. */
export interface DocumentColumn {
  readonly label: string;
  readonly type: 'text' | 'count' | 'decimal' | 'percent' | 'money' | 'day';
  /** Its figures are added up in the last row. */
  readonly adds?: true;
}

export interface DocumentTable {
  readonly type: 'table';
  readonly columns: readonly DocumentColumn[];
  readonly rows: readonly (readonly DocumentCell[])[];
  /** Where its figures stand. */
  readonly source: string;
  /** What is written instead where it has no rows. */
  readonly empty: string;
}

/** One thing of a section, in the order in which it is read. */
export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly lines: readonly string[] }
  /** Names and what stands beside them; null is not declared. */
  | { readonly type: 'fields'; readonly fields: readonly (readonly [string, string | null])[] }
  | DocumentTable
  | { readonly type: 'chart'; readonly chart: Chart }
  /** Left for the office to write: what no figure says. */
  | { readonly type: 'to_write'; readonly text: string };

export interface Section {
  readonly title: string;
  /** Where it has one of its own; else they are counted. */
  readonly number?: string;
  readonly blocks: readonly Block[];
  /** Its tables are too wide for an upright page. */
  readonly across?: true;
  /** It stands behind the signatures: tables that what is signed leans on. */
  readonly annex?: true;
}

/** What is signed, and what is annexed to it. */
export const partsOf = ({
  sections,
}: PlanDocument): { readonly signed: readonly Section[]; readonly annexes: readonly Section[] } => ({
  signed: sections.filter(({ annex }) => annex !== true),
  annexes: sections.filter(({ annex }) => annex === true),
});

/** A document before any format gives it a form: pure data, of which the seal is made. */
export interface PlanDocument {
  /** The body in whose name it is. */
  readonly bodyName: string;
  readonly title: string;
  readonly subtitle: string;
  /** Not an act yet: the office completes it. */
  readonly isDraft: boolean;
  /** How much of it whoever asked may read; null where it is all of it. */
  readonly reservation: string | null;
  readonly sections: readonly Section[];
  /** Where everything in it comes from. */
  readonly sources: readonly string[];
  /** Who signs it. */
  readonly signers: readonly string[];
  /** The body's own, `#rrggbb`; empty for Traguardo's. */
  readonly colours: readonly string[];
}

/** A document with what proves it. */
export interface SealedDocument {
  readonly document: PlanDocument;
  /** SHA-256 of its data, in hex. */
  readonly hash: string;
  /** When it was written, in the body's wall time: `9 settembre 2021, 10:15`. */
  readonly writtenAt: string;
  readonly writtenOn: Date;
}
