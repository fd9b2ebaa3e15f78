import { CHANGE_FIELDS, CHANGE_NAMES } from '../../words/changes.ts';
import { capital } from '../../words/sentences.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import type { DraftField } from '../updates/index.ts';

/** A column of a sheet's table: what is printed there, or what is written in by whoever fills it in. */
export interface SheetColumn {
  readonly label: string;
  /** In characters. */
  readonly width: number;
  /** Null for what is not to be changed. */
  readonly fill: {
    /** What the cell offers to choose from. */
    readonly choices?: readonly string[];
    /** Shown while the cell is being filled in. */
    readonly hint: string;
  } | null;
}

export type SheetTableName = 'updates' | 'indicators' | 'milestones' | 'actions';

const printed = (label: string, width: number): SheetColumn => ({ label, width, fill: null });
const filled = (label: string, width: number, hint: string, choices?: readonly string[]): SheetColumn => ({
  label,
  width,
  fill: { hint, ...(choices === undefined ? {} : { choices }) },
});

/** The first column of each table: by it a row is known again. */
export const KEY_LABEL = 'Chiave';
const KEY = printed(KEY_LABEL, 6);
const ITEM = printed('Voce', 16);

export const YES = 'Sì';

/** The states that a sheet may report: items are added with a sheet of their own. */
export const SHEET_STATES = ITEM_STATES.filter((state) => state !== 'new');

/** The cells of an item's row that are filled in, in the order of the sheet. */
export const FIELD_COLUMNS = {
  state: filled(
    'Stato',
    14,
    'Scegliere dall’elenco. Vuoto vuol dire: niente da comunicare per ora.',
    SHEET_STATES.map((state) => capital(STATE_NAMES[state].it.one)),
  ),
  percent: filled(
    'Percentuale',
    12,
    'Da 0 a 100, per esempio 85 oppure 34,5. In fase serve, se non ci sono indicatori; raggiunto, vuota vuol dire 100.',
  ),
  achievedOn: filled('Raggiunto il', 13, 'Solo se raggiunto: il giorno, per esempio 30/10/2021.'),
  note: filled('A che punto è', 40, 'Che cosa è stato fatto. Se la percentuale scende, perché.'),
  criticalPoints: filled('Criticità', 30, 'Che cosa ostacola.'),
  correctiveActions: filled(
    'Azioni correttive',
    36,
    'Una per riga (Alt+Invio): che cosa; chi; entro quando. Per esempio: Sollecitare la ditta; ufficio gare; 30/10/2021',
  ),
  changeField: filled(
    'Che cosa cambia',
    16,
    'Solo se modificato: scegliere dall’elenco.',
    CHANGE_FIELDS.map((field) => capital(CHANGE_NAMES[field].it)),
  ),
  newValue: filled('Nuovo valore', 30, 'Solo se modificato: come diventa.'),
  reason: filled('Motivo', 30, 'Serve se modificato o ritirato: resta nel registro delle modifiche.'),
  act: filled('Atto', 24, 'Se c’è: per esempio Delibera G.C. n. 12 del 14/02/2021.'),
  evidence: filled('Documenti (collegamenti)', 30, 'Indirizzi https://, uno per riga (Alt+Invio).'),
} as const satisfies Partial<Record<DraftField, SheetColumn>>;

export type FilledField = keyof typeof FIELD_COLUMNS;
export const FILLED_FIELDS = Object.keys(FIELD_COLUMNS) as readonly FilledField[];

/** The column below an item's row that is filled in. */
export const PART_COLUMNS = {
  indicators: filled(
    'Valore',
    14,
    'Il valore di oggi: un numero, oppure sì o no. Vuoto vuol dire: non comunicato.',
  ),
  milestones: filled(
    'Fatta il',
    14,
    'Il giorno in cui è stata fatta, per esempio 30/10/2021. Vuota se è da fare.',
  ),
  actions: filled('Fatta', 10, 'Scegliere Sì se l’azione è stata fatta.', [YES]),
} as const satisfies Record<Exclude<SheetTableName, 'updates'>, SheetColumn>;

/** The tables of a sheet: the name of each, and its columns in order. */
export const SHEET_TABLES: Readonly<
  Record<SheetTableName, { readonly name: string; readonly columns: readonly SheetColumn[] }>
> = {
  updates: {
    name: 'Aggiornamenti',
    columns: [
      KEY,
      ITEM,
      printed('Titolo', 60),
      printed('Risultato atteso', 30),
      printed('Scadenza', 12),
      printed('Ultimo dato noto', 24),
      ...Object.values(FIELD_COLUMNS),
    ],
  },
  indicators: {
    name: 'Indicatori',
    columns: [
      KEY,
      ITEM,
      printed('Indicatore', 44),
      printed('Unità di misura', 16),
      printed('Partenza', 12),
      printed('Valore atteso', 14),
      printed('Ultimo dato noto', 16),
      PART_COLUMNS.indicators,
    ],
  },
  milestones: {
    name: 'Fasi',
    columns: [
      KEY,
      ITEM,
      printed('Fase', 44),
      printed('Prevista entro', 14),
      printed('Ultimo dato noto', 16),
      PART_COLUMNS.milestones,
    ],
  },
  actions: {
    name: 'Azioni correttive',
    columns: [
      KEY,
      ITEM,
      printed('Azione', 44),
      printed('Chi', 24),
      printed('Entro', 12),
      PART_COLUMNS.actions,
    ],
  },
};

/** Name of the sheet that explains the others. */
export const COVER = 'Leggimi';
