import { CHANGE_NAMES, type RegisteredChange } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { kindNoun } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { ITEM_STATES, type ItemState, STATE_NAMES } from '../../words/states.ts';
import { itemsOf, phaseName } from '../phases/index.ts';
import { assignmentsOf, dueDayOf, removedItems, reportersOf, structureOf } from '../plan/index.ts';
import {
  type AuditRow,
  actionsAsTyped,
  countStates,
  documentsOf,
  type RegisterEntry,
  type StateCounts,
  type StatusUpdate,
} from '../record/index.ts';
import { type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';
import { missingOf } from './closing-service.ts';
import { measuredTables } from './export-measured.ts';
import { registerWords } from './register-words.ts';

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
  /** The last row, of what the others add up to; absent where they are not to be added up. */
  readonly total?: readonly ExportCell[];
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
  /** Several files as one, in the name of a phase. */
  archive(phase: string, files: readonly ExportFile[]): Promise<ExportFile>;
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

/** The tables of a phase: summary, the same by department, items, what is measured of them where the plan has it, register of changes, missing, audit. */
export const exportTables = (sources: ExportSources): readonly ExportTable[] => [
  summary(sources),
  byDepartment(sources),
  items(sources),
  ...measuredTables(sources.plan, sources.phase),
  changes(sources),
  missing(sources),
  audit(sources),
];

function summary({ plan, phase, latest }: ExportSources): ExportTable {
  const counted = countStates(itemsOf(plan, phase), latest);
  const sum = (of: (one: StateCounts) => number): number => counted.reduce((all, one) => all + of(one), 0);
  return {
    name: 'Sintesi',
    columns: [
      text('Tipo'),
      ...ITEM_STATES.map((state) => count(STATE_NAMES[state].it.one)),
      count('mancanti'),
      count('totale'),
    ],
    rows: counted.map(({ kind, counts, missing: owed, total }) => [
      kindNoun(kind, plan.head.wording?.items).many,
      ...ITEM_STATES.map((state) => counts[state]),
      owed,
      total,
    ]),
    total: [
      'totale',
      ...ITEM_STATES.map((state) => sum(({ counts }) => counts[state])),
      sum((one) => one.missing),
      sum((one) => one.total),
    ],
  };
}

/** States down, departments across. A shared item is in each of its departments: only the last column counts it once. */
function byDepartment({ plan, phase, latest }: ExportSources): ExportTable {
  const known = new Map(latest.map((update) => [itemRef(update), update.state]));
  const items = itemsOf(plan, phase);
  const owners = plan.departments.flatMap(({ code }) => {
    const own = items.filter((item) => departmentsOf(plan, item).includes(code));
    return own.length === 0 ? [] : [{ code, states: own.map((item) => known.get(itemRef(item)) ?? null) }];
  });
  const all = items.map((item) => known.get(itemRef(item)) ?? null);
  const row = (state: ItemState | null, name: string): readonly ExportCell[] => [
    name,
    ...[...owners.map(({ states }) => states), all].map(
      (states) => states.filter((one) => one === state).length,
    ),
  ];
  return {
    name: 'Per struttura',
    columns: [text('Stato'), ...owners.map(({ code }) => count(code)), count('tutte le voci')],
    rows: [...ITEM_STATES.map((state) => row(state, STATE_NAMES[state].it.many)), row(null, 'mancanti')],
    total: ['totale', ...owners.map(({ states }) => states.length), all.length],
  };
}

const departmentsOf = (plan: Plan, item: ItemKey): readonly string[] => [
  ...new Set(assignmentsOf(plan, item).map(({ department }) => department)),
];

function items({ plan, phase, latest }: ExportSources): ExportTable {
  const known = new Map(latest.map((update) => [itemRef(update), update]));
  const name = nameOf(plan);
  const rows = [
    ...itemsOf(plan, phase).map((item) => ({
      ...item,
      structures: assignmentsOf(plan, item).map(structureOf).join(', '),
      departments: departmentsOf(plan, item).join(', '),
    })),
    ...removedItems(plan)
      .filter(({ kind }) => phase.kinds.includes(kind))
      .map((item) => ({ ...item, structures: '', departments: '' })),
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
        departments: sheet?.department ?? '',
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
      text('Settore'),
      { label: 'Pesatura', type: 'decimal' },
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
        item.departments,
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
        update.correctiveActions === null ? null : actionsAsTyped(update.correctiveActions),
        update.reason,
        update.act,
        documentsOf(update).join('\n') || null,
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
  const value = (field: RegisteredChange, said: string | null): string | null =>
    said !== null && field === 'deadline' ? formatDay(said) : said;
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
      value(entry.field, entry.old),
      value(entry.field, entry.new),
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
    columns: [
      text('Tipo'),
      count('Numero'),
      text('Titolo'),
      text('Strutture'),
      text('Settore'),
      text('A chi è chiesto'),
    ],
    rows: missingOf(plan, phase, answered).flatMap(({ item: ref, structures }) => {
      const item = all.get(ref as ReturnType<typeof itemRef>);
      return item
        ? [
            [
              kindNoun(item.kind, plan.head.wording?.items).one,
              item.number,
              item.title,
              structures.join(', '),
              departmentsOf(plan, item).join(', '),
              reportersOf(plan, item).join(', '),
            ],
          ]
        : [];
    }),
  };
}

/** What of the audit is about the phase, in words and as it is kept, so that its hashes can be computed again: absences, refused attempts and other phases are not for who exports it. */
function audit({ plan, phase, audit: rows }: ExportSources): ExportTable {
  const name = nameOf(plan);
  const own = `${plan.head.body}/${plan.head.year}/${phase.code}`;
  return {
    name: 'Registro',
    columns: [
      count('Riga'),
      { label: 'Quando', type: 'instant' },
      text('Chi'),
      text('Che cosa'),
      text('Su che cosa'),
      text('In parole'),
      text('Azione'),
      text('Oggetto'),
      text('Dettaglio'),
      text('Hash precedente'),
      text('Hash'),
    ],
    rows: rows
      .filter(({ subject }) => subject === own || subject.startsWith(`${own}/`))
      .map((row) => ({ row, words: registerWords(plan, row) }))
      .map(({ row, words }) => [
        row.id,
        new Date(row.at),
        name(row.actor),
        words.action,
        words.subject,
        words.detail,
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
