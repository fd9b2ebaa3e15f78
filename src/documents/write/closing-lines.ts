import type { SealedDocument } from '../document.ts';

/** What stands under the text of every document, whatever its format. */
export interface ClosingLines {
  readonly written: string;
  readonly seal: string;
  readonly check: string;
}

/** When it was written, its hash, and how the hash is checked. */
export const closingLines = ({ hash, writtenAt }: SealedDocument): ClosingLines => ({
  written: `Scritto da Traguardo: ${writtenAt}.`,
  seal: `Impronta SHA-256 dei dati: ${hash}`,
  check: `L’impronta si verifica con: npm run document -- --verifica ${hash.slice(0, 16)}`,
});

/** Said first where the office has still to complete it. */
export const DRAFT_NOTICE =
  'Bozza: le cifre sono quelle del piano e del registro del monitoraggio; le parti «da completare» e le valutazioni sono dell’ufficio.';

/** Under a table in which something is not declared. */
export const SILENCE_NOTICE = 'n.d. = non dichiarato';
