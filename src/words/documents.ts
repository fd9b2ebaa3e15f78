import type { InBoth } from './language.ts';

/** What Traguardo writes for somebody to read, sign and hand in. */
export const DOCUMENT_KINDS = [
  'minutes',
  'monitoring_report',
  'control_report',
  'performance_report',
  'dossier',
  'unit_sheet',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** As it is titled. */
export const DOCUMENT_NAMES: Readonly<Record<DocumentKind, InBoth>> = {
  minutes: { it: 'verbale della fase', en: 'minutes of the phase' },
  monitoring_report: { it: 'rapporto di monitoraggio', en: 'monitoring report' },
  control_report: { it: 'referto del controllo di gestione', en: 'management control report' },
  performance_report: { it: 'relazione sulla performance', en: 'performance report' },
  dossier: { it: 'fascicolo di una voce', en: 'dossier of an item' },
  unit_sheet: { it: 'scheda di una struttura', en: 'sheet of a structure' },
};

/** The word that asks for it: in Slack after «documento», in the terminal first. */
export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, string>> = {
  minutes: 'verbale',
  monitoring_report: 'rapporto',
  control_report: 'referto',
  performance_report: 'relazione',
  dossier: 'fascicolo',
  unit_sheet: 'scheda',
};

/** The kind that a word asks for; null for any other word. */
export const documentNamed = (word: string): DocumentKind | null =>
  DOCUMENT_KINDS.find((kind) => DOCUMENT_WORDS[kind] === word.toLowerCase()) ?? null;
