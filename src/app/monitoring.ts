import type { Live } from '../answers/ports.ts';
import type { print } from '../documents/press.ts';
import { createDeputies, createReaders } from '../domain/absences/index.ts';
import { createAgendaService } from '../domain/agenda/index.ts';
import type { Clock } from '../domain/clock.ts';
import { createClosingService, type PhaseExports, type PlanDocuments } from '../domain/closing/index.ts';
import {
  calendarOfPlan,
  oncePerPlan,
  type PlanKey,
  type PlanRegister,
  type PlanSource,
} from '../domain/plan/index.ts';
import { createDossierService } from '../domain/record/index.ts';
import { createSheetService } from '../domain/sheets/index.ts';
import {
  createApprovalService,
  createFormerYears,
  createUpdateService,
  NO_FORMER_YEAR,
} from '../domain/updates/index.ts';
import {
  createAbsenceStore,
  createAuditReader,
  createClosingStore,
  createDraftStore,
  createEvidenceStore,
  createIssuedDocuments,
  createUpdateStore,
} from '../store/cycle/index.ts';
import type { Db } from '../store/engine/open-store.ts';
import { createLive } from '../store/talk/index.ts';
import { onDemand } from './on-demand.ts';

/** What collecting, approving and closing are made of: the services that need no Slack. */
export function createMonitoring(deps: {
  readonly db: Db;
  readonly key: PlanKey;
  readonly plans: PlanSource;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
  /** The plans of the body's other years, where what they know is to be gone on from. */
  readonly register?: PlanRegister;
  /** Writes documents; a process of its own, unless another is given. */
  readonly print?: typeof print;
}) {
  const { db, key, plans, clock, dayOf, register } = deps;
  const updateStore = createUpdateStore(db, key);
  const closings = createClosingStore(db, key);
  const evidence = createEvidenceStore(db, key);
  const absences = createAbsenceStore(db, key);
  const deputies = createDeputies({ plans, absences, today: () => dayOf(clock.now()) });
  const readers = createReaders({ absences, today: () => dayOf(clock.now()) });
  const standsInFor = async (person: string) => (await readers(person)).standsInFor;
  const formerYears =
    register === undefined
      ? NO_FORMER_YEAR
      : createFormerYears(register, (year) => createUpdateStore(db, { ...key, year }));
  const updates = createUpdateService({
    deputies,
    plans,
    updates: updateStore,
    drafts: createDraftStore(db, key),
    evidence,
    formerYears,
    standsInFor,
    clock,
    dayOf,
  });
  const closing = createClosingService({ plans, updates: updateStore, closings, clock });
  const audit = createAuditReader(db);
  const dossiers = createDossierService({ plans, updates: updateStore, evidence, readers, clock, dayOf });
  return {
    deputies,
    formerYears,
    updateStore,
    updates,
    approvals: createApprovalService({ plans, updates: updateStore, deputies, clock, dayOf }),
    closing,
    agenda: createAgendaService({
      plans,
      standsInFor,
      calendarOf: calendarOfPlan,
      clock,
      render: async (...given) => (await import('../documents/agenda-ics.ts')).agendaIcs(...given),
    }),
    sheets: createSheetService({
      plans,
      updates,
      versions: updateStore,
      standsInFor,
      today: () => dayOf(clock.now()),
      render: async (sheet) => (await import('../documents/unit-sheet-xlsx.ts')).unitSheetXlsx(sheet),
    }),
    exports: onDemand<PhaseExports>(
      async () =>
        (await import('../documents/export-service.ts')).createExportService({
          plans,
          updates: updateStore,
          closing,
          audit,
        }),
      { files: true, archive: true },
    ),
    documents: onDemand<PlanDocuments>(
      async () =>
        (await import('../documents/document-service.ts')).createDocumentService({
          plans,
          updates: updateStore,
          closing,
          dossiers,
          readers,
          issued: createIssuedDocuments(db, key),
          clock,
          ...(deps.print === undefined ? {} : { print: deps.print }),
        }),
      { write: true, ofPhase: true, check: true },
    ),
    dossiers,
    readers,
    evidence,
    audit,
  };
}

export type Monitoring = ReturnType<typeof createMonitoring>;

/** What the answers read of how a plan's phases go. */
export function createLiveSide(deps: {
  readonly db: Db;
  readonly key: PlanKey;
  readonly plans: PlanSource;
  readonly clock: Clock;
}): Live {
  const { db, key, plans, clock } = deps;
  const calendarOf = oncePerPlan(calendarOfPlan);
  const today = async () => calendarOf(await plans.current()).dayOf(clock.now());
  return createLive(
    plans,
    createUpdateStore(db, key),
    createReaders({ absences: createAbsenceStore(db, key), today }),
  );
}
