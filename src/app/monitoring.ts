import { createExportService } from '../documents/export-service.ts';
import { createDeputies, standsInFor } from '../domain/absences/index.ts';
import type { Clock } from '../domain/clock.ts';
import { createClosingService } from '../domain/closing/index.ts';
import type { PlanKey, PlanSource } from '../domain/plan/index.ts';
import { createDossierService } from '../domain/record/index.ts';
import { createApprovalService, createUpdateService } from '../domain/updates/index.ts';
import {
  createAbsenceStore,
  createAuditReader,
  createClosingStore,
  createDraftStore,
  createEvidenceStore,
  createUpdateStore,
} from '../store/cycle/index.ts';
import type { Db } from '../store/engine/open-store.ts';

/** What collecting, approving and closing are made of: the services that need no Slack. */
export function createMonitoring(deps: {
  readonly db: Db;
  readonly key: PlanKey;
  readonly plans: PlanSource;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}) {
  const { db, key, plans, clock, dayOf } = deps;
  const updateStore = createUpdateStore(db, key);
  const closings = createClosingStore(db, key);
  const evidence = createEvidenceStore(db, key);
  const absences = createAbsenceStore(db, key);
  const deputies = createDeputies({ plans, absences, today: () => dayOf(clock.now()) });
  const updates = createUpdateService({
    deputies,
    plans,
    updates: updateStore,
    drafts: createDraftStore(db, key),
    changes: closings,
    standsInFor: async (person) => standsInFor(await absences.absences(), person, dayOf(clock.now())),
    clock,
    dayOf,
  });
  const closing = createClosingService({ plans, updates: updateStore, closings, clock });
  const audit = createAuditReader(db);
  return {
    deputies,
    updateStore,
    updates,
    approvals: createApprovalService({ plans, updates: updateStore, deputies, clock, dayOf }),
    closing,
    exports: createExportService({ plans, updates: updateStore, closing, audit }),
    dossiers: createDossierService({
      plans,
      updates: updateStore,
      changes: closings,
      evidence,
      clock,
      dayOf,
    }),
    evidence,
    audit,
  };
}

export type Monitoring = ReturnType<typeof createMonitoring>;
