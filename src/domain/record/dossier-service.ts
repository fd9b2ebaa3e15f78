import type { ChangeField } from '../../words/changes.ts';
import type { Clock } from '../clock.ts';
import { assignmentsOf, findItem, type PlanSource, removedItems } from '../plan/index.ts';
import { type Assignment, type CostLine, type Item, type ItemKey, itemRef, type Plan } from '../types.ts';
import { changeRegister, type RegisterEntry } from './change-register.ts';
import { type TrackedAction, trackActions } from './corrective-actions.ts';
import { findInconsistencies, type Inconsistency } from './inconsistencies.ts';
import type { AppliedChanges, UpdateStore } from './update-store.ts';
import type { StatusUpdate } from './versions.ts';

/** A document that proves what a report says. */
interface AttachedDocument extends ItemKey {
  readonly phase: string;
  readonly title: string;
  /** A web address, or the id of a file in Slack. */
  readonly url: string;
  readonly person: string;
  readonly at: Date;
}

export interface EvidenceStore {
  add(document: AttachedDocument): Promise<void>;
  of(item: ItemKey): Promise<readonly AttachedDocument[]>;
}

/** Everything that is known of an item: what was promised, what was reported, what changed, what does not agree. */
export interface Dossier {
  readonly plan: Plan;
  readonly item: Item;
  readonly assignments: readonly Assignment[];
  /** Values that closed phases gave to its fields. */
  readonly current: Partial<Record<ChangeField, string>>;
  /** Every version in every phase, oldest first. */
  readonly versions: readonly StatusUpdate[];
  readonly changes: readonly RegisterEntry[];
  readonly actions: readonly TrackedAction[];
  readonly documents: readonly AttachedDocument[];
  readonly costLines: readonly CostLine[];
  readonly inconsistencies: readonly Inconsistency[];
}

export type DossierService = ReturnType<typeof createDossierService>;

/** Puts together the dossier of an item, and what does not agree in the whole plan. */
export function createDossierService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly changes: AppliedChanges;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}) {
  const evidenceOf = async () => {
    const plan = await deps.plans.current();
    const versions = (
      await Promise.all(plan.phases.map(({ code }) => deps.updates.versionsOfPhase(code)))
    ).flat();
    const byTime = [...versions].sort((a, b) => a.id - b.id);
    return { plan, versions: byTime, today: deps.dayOf(deps.clock.now()) };
  };

  return {
    /** @throws Problem `item_unknown` */
    async of(key: ItemKey): Promise<Dossier> {
      const evidence = await evidenceOf();
      const { plan } = evidence;
      const item = removedItems(plan).find((one) => itemRef(one) === itemRef(key)) ?? findItem(plan, key);
      const isIts = (other: ItemKey): boolean => itemRef(other) === itemRef(item);
      const versions = evidence.versions.filter(isIts);
      return {
        plan,
        item,
        assignments: assignmentsOf(plan, item),
        current: await deps.changes.currentOf(item),
        versions,
        changes: changeRegister(plan, versions),
        actions: trackActions(versions),
        documents: await deps.evidence.of(item),
        costLines: plan.costLines.filter(isIts),
        inconsistencies: findInconsistencies(evidence).filter((one) => isIts(one.item)),
      };
    },

    async inconsistencies(): Promise<readonly Inconsistency[]> {
      return findInconsistencies(await evidenceOf());
    },
  };
}
