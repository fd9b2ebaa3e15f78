import { coverageOf, itemsOf } from '../../domain/phases/index.ts';
import { assignmentsOf, structureOf } from '../../domain/plan/index.ts';
import { type RegisterEntry, readActions } from '../../domain/record/index.ts';
import { type Item, type ItemKey, type ItemRef, itemRef, type Plan } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { CHANGE_NAMES, type RegisteredChange } from '../../words/changes.ts';
import { formatDay, formatDayOf } from '../../words/days.ts';
import { ITEM_KINDS, kindNoun } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { capital } from '../../words/sentences.ts';
import { ITEM_STATES, type ItemState, STATE_NAMES } from '../../words/states.ts';
import type { DocumentColumn, DocumentTable } from '../document.ts';
import { documentSource, itemLabel, type PhaseEvidence, personName, RECORD_SOURCE } from './evidence.ts';

export const text = (label: string): DocumentColumn => ({ label, type: 'text' });
export const adding = (label: string, type: 'count' | 'money' = 'count'): DocumentColumn => ({
  label,
  type,
  adds: true,
});

const stateColumns = (): readonly DocumentColumn[] =>
  ITEM_STATES.map((state) => adding(capital(STATE_NAMES[state].it.many)));

const kindName = (plan: Plan, kind: Item['kind']): string =>
  capital(kindNoun(kind, plan.head.wording?.items).many);

/** Whether an item has come in, whoever may read what it says. */
const hasArrived = ({ latest, withheld }: PhaseEvidence, ref: ItemRef): boolean =>
  latest.has(ref) || withheld.has(ref);

/** Items by kind and state, in the shape of the report's own "Sintesi monitoraggio". */
export function stateTable(plan: Plan, evidence: PhaseEvidence): DocumentTable {
  const asked = itemsOf(plan, evidence.phase).map(itemRef);
  const added = [...evidence.latest.keys()].filter((ref) => !asked.includes(ref));
  const all = [...asked, ...added];
  const isPartial = evidence.withheld.size > 0;
  return {
    type: 'table',
    columns: [
      text('Tipo'),
      ...stateColumns(),
      ...(isPartial ? [adding('Arrivati, non approvati')] : []),
      adding('Mancanti'),
      adding('In tutto'),
    ],
    rows: ITEM_KINDS.flatMap((kind) => {
      const own = all.filter((ref) => ref.startsWith(`${kind}:`));
      if (own.length === 0) return [];
      const states = own.map((ref) => evidence.latest.get(ref)?.state ?? null);
      return [
        [
          kindName(plan, kind),
          ...ITEM_STATES.map((state) => states.filter((one) => one === state).length),
          ...(isPartial ? [own.filter((ref) => evidence.withheld.has(ref)).length] : []),
          own.filter((ref) => !hasArrived(evidence, ref)).length,
          own.length,
        ],
      ];
    }),
    source: `Fonte: ${RECORD_SOURCE}, fase «${evidence.phase.name}»`,
    empty: 'La fase non chiede niente.',
  };
}

/** The document's own counts of a phase; null where it prints none. */
export function printedStates(plan: Plan, phase: string): DocumentTable | null {
  const counts = plan.monitoringCounts.filter((one) => one.phase === phase);
  const [first] = counts;
  if (!first) return null;
  // What the document does not print of a kind that it counts is not declared.
  const of = (kind: Item['kind'], state: ItemState): number | null =>
    counts.find((one) => one.kind === kind && one.state === state)?.count ?? null;
  return {
    type: 'table',
    columns: [text('Tipo'), ...stateColumns(), adding('In tutto')],
    rows: ITEM_KINDS.flatMap((kind) => {
      const own = counts.filter((one) => one.kind === kind);
      return own.length === 0
        ? []
        : [
            [
              kindName(plan, kind),
              ...ITEM_STATES.map((state) => of(kind, state)),
              own.reduce((sum, { count }) => sum + count, 0),
            ],
          ];
    }),
    source: `Fonte: ${plan.head.document}, ${first.source}`,
    empty: '',
  };
}

/** How far each department is. */
export function coverageTable(plan: Plan, evidence: PhaseEvidence): DocumentTable {
  const { phase, answered, withheld } = evidence;
  const departments = coverageOf(plan, phase, (item, structure) => {
    const settled = answered.get(itemRef(item));
    return settled !== undefined && (settled.has('*') || settled.has(structure));
  });
  const items = itemsOf(plan, phase);
  const states = (code: string) =>
    items
      .filter((item) => assignmentsOf(plan, item).some(({ department }) => department === code))
      .map((item) => evidence.latest.get(itemRef(item)) ?? null);
  return {
    type: 'table',
    columns: [
      text('Struttura'),
      { label: 'In tutto', type: 'count' },
      { label: 'Arrivati', type: 'count' },
      ...(withheld.size > 0 ? [] : [{ label: 'Di cui approvati', type: 'count' as const }]),
      { label: 'Mancanti', type: 'count' },
      { label: 'Arrivati su tutti', type: 'percent' },
    ],
    rows: departments.map(({ code, total, arrived, missing }) => [
      code,
      total,
      arrived,
      ...(withheld.size > 0 ? [] : [states(code).filter((update) => update?.outcome === 'approved').length]),
      missing.length,
      total === 0 ? null : (arrived * 100) / total,
    ]),
    source: `Fonte: ${RECORD_SOURCE}. Una voce condivisa è contata in ogni struttura: le colonne non si sommano.`,
    empty: 'Nessuna struttura ha voci in questa fase.',
  };
}

/** What each item came to: state, percentage, what is said of it. */
export function reportedTable(plan: Plan, evidence: PhaseEvidence, items: readonly Item[]): DocumentTable {
  return {
    type: 'table',
    columns: [
      text('Voce'),
      text('Strutture'),
      text('Stato'),
      { label: 'Avanzamento', type: 'percent' },
      text('Note, criticità e azioni'),
      text('Inviato da'),
      text('Esito'),
    ],
    rows: items.flatMap((item) => {
      const update = evidence.latest.get(itemRef(item));
      if (!update) return [];
      return [
        [
          itemLabel(plan, item),
          structuresOf(plan, item),
          STATE_NAMES[update.state].it.one,
          update.percent,
          saidIn(update) || '—',
          `${personName(plan, update.author)}, ${formatDayOf(update.at, plan.head.timezone)}`,
          OUTCOME_NAMES[update.outcome].it,
        ],
      ];
    }),
    source: `Fonte: ${RECORD_SOURCE}, fase «${evidence.phase.name}»`,
    empty: 'Non è arrivato ancora nessun aggiornamento.',
  };
}

/** What a report says in words; empty where it says nothing. */
export const saidIn = (update: {
  readonly note: string | null;
  readonly criticalPoints: string | null;
  readonly correctiveActions: string | null;
  readonly reason: string | null;
  readonly act: string | null;
}): string =>
  [
    update.note,
    update.reason && `Motivo: ${update.reason}`,
    update.act && `Atto: ${update.act}`,
    update.criticalPoints && `Criticità: ${update.criticalPoints}`,
    ...readActions(update.correctiveActions).map(
      ({ what, owner, due }) =>
        `Azione: ${[what, owner, due === '' ? '' : `entro ${the(formatDay(due))}`].filter(Boolean).join('; ')}`,
    ),
  ]
    .filter(Boolean)
    .join('\n');

/** "U.O.5.7, U.O.5.2". */
export const structuresOf = (plan: Plan, key: ItemKey): string | null =>
  assignmentsOf(plan, key).map(structureOf).join(', ') || null;

/** What is missing, and of whom. */
export function missingTable(plan: Plan, evidence: PhaseEvidence): DocumentTable {
  return {
    type: 'table',
    columns: [text('Voce'), text('Strutture che mancano')],
    rows: itemsOf(plan, evidence.phase).flatMap((item) => {
      const settled = evidence.answered.get(itemRef(item)) ?? new Set<string>();
      if (settled.has('*')) return [];
      const owing = assignmentsOf(plan, item)
        .map(structureOf)
        .filter((structure) => !settled.has(structure));
      return [[itemLabel(plan, item), owing.join(', ') || null]];
    }),
    source: `Fonte: ${RECORD_SOURCE}`,
    empty: 'Non manca nessun aggiornamento.',
  };
}

type Change = Omit<RegisterEntry, 'at' | 'approvedAt'>;

/** The register of changes in the year. */
export function changesTable(plan: Plan, register: readonly Change[]): DocumentTable {
  const value = (field: RegisteredChange, said: string | null): string | null =>
    said !== null && field === 'deadline' ? formatDay(said) : said;
  return {
    type: 'table',
    columns: [
      text('Voce'),
      text('Che cosa'),
      text('Prima'),
      text('Dopo'),
      text('Motivo'),
      text('Atto'),
      text('Approvato da'),
    ],
    rows: register.map((entry) => [
      itemLabel(plan, entry),
      CHANGE_NAMES[entry.field].it,
      value(entry.field, entry.old),
      value(entry.field, entry.new),
      entry.reason,
      entry.act,
      entry.approver === null ? 'in attesa' : personName(plan, entry.approver),
    ]),
    source: `Fonte: ${RECORD_SOURCE}, modifiche in corso d’anno (art. 6 D.Lgs. 150/2009)`,
    empty: 'Nessuna modifica in corso d’anno.',
  };
}

/** "Relazione sulla performance 2021": under figures of the plan alone. */
export const planSource = (plan: Plan, place = ''): string =>
  `Fonte: ${documentSource(plan)}${place === '' ? '' : `, ${place}`}`;
