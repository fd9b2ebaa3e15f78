import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { drawHome } from './bot/draw-home.ts';
import { createHomePublisher } from './bot/home-publisher.ts';
import type { PeopleDirectory } from './bot/people-directory.ts';
import type { Services } from './bot/services.ts';
import { createSlackMessenger } from './bot/slack-messenger.ts';
import { standsInFor } from './domain/absences.ts';
import { createApprovalService } from './domain/approval-service.ts';
import type { Clock } from './domain/clock.ts';
import { createClosingService } from './domain/closing-service.ts';
import { createDeputies } from './domain/deputies.ts';
import { createDossierService } from './domain/dossier-service.ts';
import { createNoticeService } from './domain/notice-service.ts';
import type { PlanSource } from './domain/plan-source.ts';
import { createUpdateService } from './domain/update-service.ts';
import { createExportService } from './export/export-service.ts';
import { createAbsenceStore } from './store/absence-store.ts';
import { createAuditReader } from './store/audit-log.ts';
import { createClosingStore } from './store/closing-store.ts';
import { createDraftStore } from './store/draft-store.ts';
import { createEvidenceStore } from './store/evidence-store.ts';
import { createNoticeStore } from './store/notice-store.ts';
import type { Db } from './store/open-store.ts';
import { createUpdateStore } from './store/update-store.ts';

/** What collecting, approving and closing are made of: the services that need no Slack. */
export function createMonitoring(deps: {
  readonly db: Db;
  readonly key: { readonly body: string; readonly year: number };
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

/** The part that speaks to Slack: notices of what was saved, and Homes that follow what changes. */
export function createTelling(deps: {
  readonly db: Db;
  readonly key: { readonly body: string; readonly year: number };
  readonly monitoring: Monitoring;
  readonly client: WebClient;
  readonly people: PeopleDirectory;
  readonly services: Pick<Services, 'plans' | 'reminders' | 'clock'>;
  readonly dayOf: (instant: Date) => string;
  readonly logger: Logger;
}): Pick<Services, 'notices' | 'homes'> {
  const { db, key, monitoring, client, people, services, logger } = deps;
  const homes = createHomePublisher({
    client,
    logger,
    draw: (account) => drawHome({ ...services, ...monitoring, people }, account),
  });
  const notices = createNoticeService({
    plans: services.plans,
    notices: createNoticeStore(db, key),
    updates: monitoring.updateStore,
    messenger: createSlackMessenger(client, people),
    deputies: monitoring.deputies,
    refreshReminders: services.reminders.refresh,
    onChange: homes.refresh,
    clock: services.clock,
    dayOf: deps.dayOf,
    instance: randomUUID(),
  });
  return { notices, homes };
}
