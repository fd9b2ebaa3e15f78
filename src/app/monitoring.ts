import { standsInFor } from './domain/absences.ts';
import { createApprovalService } from './domain/approval-service.ts';
import type { Clock } from './domain/clock.ts';
import { createClosingService } from './domain/closing-service.ts';
import { createDeputies } from './domain/deputies.ts';
import { createDossierService } from './domain/dossier-service.ts';
import type { PlanKey, PlanSource } from './domain/plan-source.ts';
import { createUpdateService } from './domain/update-service.ts';
import { createExportService } from './export/export-service.ts';
import { createAbsenceStore } from './store/absence-store.ts';
import { createAuditReader } from './store/audit-log.ts';
import { createClosingStore } from './store/closing-store.ts';
import { createDraftStore } from './store/draft-store.ts';
import { createEvidenceStore } from './store/evidence-store.ts';
import type { Db } from './store/open-store.ts';
import { createUpdateStore } from './store/update-store.ts';

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
