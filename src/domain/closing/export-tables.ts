import { CHANGE_NAMES } from '../../words/changes.ts';
import { kindNoun } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import { itemsOf, phaseName } from '../phases/index.ts';
import { assignmentsOf, dueDayOf, removedItems, reportersOf, structureOf } from '../plan/index.ts';
import { type AuditRow, countStates, type RegisterEntry, type StatusUpdate } from '../record/index.ts';
import { type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';
import { missingOf } from './closing-service.ts';
import { measuredTables } from './export-measured.ts';

/** A cell: text, a number, a day (ISO), an instant; null when nothing is declared. */
export type ExportCell = string | number | Date | null;

export interface ExportColumn {
  readonly label: string;
  readonly type: 'text' | 'count' | 'decimal' | 'day' | 'instant';
  /** What a workbook offers to choose from: words, or the first column of another sheet. Anything else may be written. */
  readonly choices?: readonly string[] | { readonly sheet: string };
}

/** A table of an export: a sheet of a workbook, a CSV file. */
export interface ExportTable {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportCell[])[];
}

/** A file of an export. */
interface ExportFile {
  readonly name: string;
  readonly content: Buffer;
}

export type ExportFormat = 'xlsx' | 'csv';

/** Makes the files of a phase's exports: a workbook, a CSV file a table, or both. */
export interface PhaseExports {
  /** @throws Problem `phase_unknown` */
  files(phase: string, formats: readonly ExportFormat[]): Promise<readonly ExportFile[]>;
}

/** What a phase's export is made of. */
interface ExportSources {
  readonly plan: Plan;
  readonly phase: Phase;
  /** The version that gives each item its state. */
  readonly latest: readonly StatusUpdate[];
  readonly answered: ReadonlyMap<string, ReadonlySet<string>>;
  readonly register: readonly RegisterEntry[];
  readonly audit: readonly AuditRow[];
}

const text = (label: string): ExportColumn => ({ label, type: 'text' });
const count = (label: string): ExportColumn => ({ label, type: 'count' });

/** The tables of a phase: summary, items, what is measured of them where the plan has it, register of changes, missing, audit. */
export const exportTables = (sources: ExportSources): readonly ExportTable[] => [
  summary(sources),
  items(sources),
  ...measuredTables(sources.plan, sources.phase),
  changes(sources),
  missing(sources),
  audit(sources),
];

function summary({ plan, phase, latest }: ExportSources): ExportTable {
  return {
    name: 'Sintesi',
    columns: [
      text('Tipo'),
      ...ITEM_STATES.map((state) => count(STATE_NAMES[state].it.one)),
      count('mancanti'),
      count('totale'),
    ],
    rows: countStates(itemsOf(plan, phase), latest).map(({ kind, counts, missing: owed, total }) => [
      kindNoun(kind, plan.head.wording?.items).many,
      ...ITEM_STATES.map((state) => counts[state]),
      owed,
      total,
    ]),
  };
}

function items({ plan, phase, latest }: ExportSources): ExportTable {
  const known = new Map(latest.map((update) => [itemRef(update), update]));
  const name = nameOf(plan);
  const rows = [
    ...itemsOf(plan, phase).map((item) => ({
      ...item,
      structures: assignmentsOf(plan, item).map(structureOf).join(', '),
    })),
    ...removedItems(plan)
      .filter(({ kind }) => phase.kinds.includes(kind))
      .map((item) => ({ ...item, structures: '' })),
    ...latest
      .filter(
        (update) => update.sheet !== null && !plan.items.some((item) => itemRef(item) === itemRef(update)),
      )
      .map(({ kind, number, sheet, structure }) => ({
        kind,
        number,
        code: null,
        title: sheet?.title ?? '',
        weight: sheet?.weight ?? null,
        structures: structure,
      })),
  ];
  return {
    name: 'Voci',
    columns: [
      text('Tipo'),
      count('Numero'),
      text('Codice'),
      text('Titolo'),
      text('Strutture'),
      count('Pesatura'),
      text('Stato'),
      { label: 'Percentuale', type: 'decimal' },
      { label: 'Raggiunto il', type: 'day' },
      text('Nota'),
      text('Criticità'),
      text('Azioni correttive'),
      text('Motivo'),
      text('Atto'),
      text('Documenti'),
      text('Autore'),
      { label: 'Inviato il', type: 'instant' },
      text('Esito'),
      text('Deciso da'),
      { label: 'Scadenza', type: 'day' },
      { label: 'Scadenza originaria', type: 'day' },
    ],
    rows: rows.map((item) => {
      const update = known.get(itemRef(item));
      const base = [
        kindNoun(item.kind, plan.head.wording?.items).one,
        item.number,
        item.code,
        item.title,
        item.structures,
        item.weight,
      ];
      const due = dueCells(plan, item);
      if (!update) return [...base, ...Array.from({ length: 13 }, () => null), ...due];
      const decision = update.decisions.at(-1);
      return [
        ...base,
        STATE_NAMES[update.state].it.one,
        update.percent,
        update.achievedOn,
        update.note,
        update.criticalPoints,
        update.correctiveActions,
        update.reason,
        update.act,
        update.evidence,
        name(update.author),
        update.at,
        OUTCOME_NAMES[update.outcome].it,
        decision ? name(decision.actor) : null,
        ...due,
      ];
    }),
  };
}

/** The day by which an item is due now and, where a change moved it, the one before the first. */
function dueCells(plan: Plan, key: ItemKey): readonly ExportCell[] {
  const item = plan.items.find((one) => itemRef(one) === itemRef(key));
  const moved = item?.changes?.find(({ field }) => field === 'deadline');
  return item ? [dueDayOf(item), moved?.old ?? null] : [null, null];
}

function changes({ plan, register }: ExportSources): ExportTable {
  const name = nameOf(plan);
  return {
    name: 'Modifiche',
    columns: [
      text('Fase'),
      text('Tipo'),
      count('Numero'),
      text('Che cosa'),
      text('Prima'),
      text('Dopo'),
      text('Motivo'),
      text('Atto'),
      text('Proposto da'),
      { label: 'Proposto il', type: 'instant' },
      text('Approvato da'),
      { label: 'Approvato il', type: 'instant' },
    ],
    rows: register.map((entry) => [
      phaseName(plan, entry.phase),
      kindNoun(entry.kind, plan.head.wording?.items).one,
      entry.number,
      CHANGE_NAMES[entry.field].it,
      entry.old,
      entry.new,
      entry.reason,
      entry.act,
      name(entry.author),
      entry.at,
      entry.approver === null ? null : name(entry.approver),
      entry.approvedAt,
    ]),
  };
}

function missing({ plan, phase, answered }: ExportSources): ExportTable {
  const all = new Map(plan.items.map((item) => [itemRef(item), item]));
  return {
    name: 'Mancanti',
    columns: [text('Tipo'), count('Numero'), text('Titolo'), text('Strutture'), text('A chi è chiesto')],
    rows: missingOf(plan, phase, answered).flatMap(({ item: ref, structures }) => {
      const item = all.get(ref as ReturnType<typeof itemRef>);
      return item
        ? [
            [
              kindNoun(item.kind, plan.head.wording?.items).one,
              item.number,
              item.title,
              structures.join(', '),
              reportersOf(plan, item).join(', '),
            ],
          ]
        : [];
    }),
  };
}

/** What of the audit is about the phase: absences, refused attempts and other phases are not for who exports it. */
function audit({ plan, phase, audit: rows }: ExportSources): ExportTable {
  const name = nameOf(plan);
  const own = `${plan.head.body}/${plan.head.year}/${phase.code}`;
  return {
    name: 'Registro',
    columns: [
      count('Riga'),
      { label: 'Quando', type: 'instant' },
      text('Chi'),
      text('Azione'),
      text('Oggetto'),
      text('Dettaglio'),
      text('Hash precedente'),
      text('Hash'),
    ],
    rows: rows
      .filter(({ subject }) => subject === own || subject.startsWith(`${own}/`))
      .map((row) => [
        row.id,
        new Date(row.at),
        name(row.actor),
        row.action,
        row.subject,
        row.detail,
        row.previousHash,
        row.hash,
      ]),
  };
}

const nameOf = (plan: Plan): ((person: string) => string) => {
  const names = new Map(plan.people.map(({ code, name }) => [code, name]));
  return (person) => names.get(person) ?? person;
};
