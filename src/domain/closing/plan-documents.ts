import type { DocumentKind } from '../../words/documents.ts';
import type { ItemKey } from '../types.ts';

export const DOCUMENT_FORMATS = ['pdf', 'docx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** A document that somebody asks for: of a phase, of the whole year, of an item, of a structure. */
export type DocumentWanted =
  | { readonly kind: Extract<DocumentKind, 'minutes' | 'monitoring_report'>; readonly phase: string }
  | {
      readonly kind: Extract<DocumentKind, 'control_report' | 'performance_report'>;
      /** The phase whose reports are read; null where the plan has none. */
      readonly phase: string | null;
    }
  | { readonly kind: Extract<DocumentKind, 'dossier'>; readonly item: ItemKey }
  | {
      readonly kind: Extract<DocumentKind, 'unit_sheet'>;
      readonly structure: string;
      readonly phase: string | null;
    };

/** The kinds that whoever is in the plan may have, each with what they may read; the others are for oversight. */
export const OPEN_DOCUMENTS: readonly DocumentKind[] = ['monitoring_report', 'dossier', 'unit_sheet'];

/** A document as files, and what its data are known by. */
interface WrittenDocument {
  readonly title: string;
  readonly hash: string;
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

/** What is remembered of a document that was written. */
export interface IssuedDocument {
  readonly wanted: DocumentWanted;
  readonly title: string;
  readonly hash: string;
  /** Code of whoever asked for it; null for the terminal. */
  readonly reader: string | null;
  readonly at: Date;
}

/** Remembers the documents that were written, each with a row of the audit. */
export interface IssuedDocuments {
  add(issued: IssuedDocument): Promise<void>;
  /** The newest whose hash begins so. */
  find(hash: string): Promise<IssuedDocument | null>;
}

/** A document that was written, and whether today's data still make the same. */
interface CheckedDocument extends IssuedDocument {
  /** Null where it cannot be made any more: what it is about has gone. */
  readonly isSame: boolean | null;
}

/** Writes documents of one plan, and remembers their hashes. */
export interface PlanDocuments {
  /**
   * @param reader code of the person who will read it; null for whoever runs the program, who reads everything
   * @throws Problem `role_missing`, `phase_unknown`, `item_unknown`, `minutes_not_drawn_up`, `structure_unknown`
   */
  write(
    wanted: DocumentWanted,
    formats: readonly DocumentFormat[],
    reader: string | null,
  ): Promise<WrittenDocument>;
  /** What is signed of a phase: its report and, once it was closed, its minutes. */
  ofPhase(
    phase: string,
    formats: readonly DocumentFormat[],
    reader: string | null,
  ): Promise<WrittenDocument['files']>;
  /** @param hash at least its first 16 digits; the newest document that bears it is meant */
  check(hash: string): Promise<CheckedDocument | null>;
}
