import type { ChangeField } from '../../words/changes.ts';
import type { Clock } from '../clock.ts';
import { assignmentsOf, changedValues, findItem, type PlanSource, removedItems } from '../plan/index.ts';
import { type Assignment, type CostLine, type Item, type ItemKey, itemRef, type Plan } from '../types.ts';
import { changeRegister, type RegisterEntry } from './change-register.ts';
import { type TrackedAction, trackActions } from './corrective-actions.ts';
import { findInconsistencies, type Inconsistency } from './inconsistencies.ts';
import { mayRead, type Readers, worksOn } from './readers.ts';
import type { UpdateStore } from './update-store.ts';
import type { Attachment, StatusUpdate } from './versions.ts';

/** A document that proves what a report says. */
interface AttachedDocument extends ItemKey, Attachment {
  readonly phase: string;
  readonly person: string;
  readonly at: Date;
}

export interface EvidenceStore {
  /**
   * Adds documents, all of them or none.
   * @param once the request that brings them: the same one brings them once
   */
  add(documents: readonly AttachedDocument[], once?: string): Promise<void>;
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
  /** Whoever reads it is not told of what waits for approval, or was sent back. */
  readonly isPartial: boolean;
}

export type DossierService = ReturnType<typeof createDossierService>;

/** Puts together the dossier of an item, and what does not agree in the whole plan. */
export function createDossierService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly evidence: EvidenceStore;
  readonly readers: Readers;
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
    /**
     * The dossier of an item, as a person may read it.
     * @param person null for whoever runs the program, who reads everything
     * @throws Problem `item_unknown`
     */
    async of(key: ItemKey, person: string | null): Promise<Dossier> {
      const all = await evidenceOf();
      const { plan } = all;
      const item = removedItems(plan).find((one) => itemRef(one) === itemRef(key)) ?? findItem(plan, key);
      const isIts = (other: ItemKey): boolean => itemRef(other) === itemRef(item);
      const reader = person === null ? null : await deps.readers(person);
      const evidence = {
        ...all,
        versions: all.versions.filter((one) => reader === null || mayRead(plan, reader, one)),
      };
      const versions = evidence.versions.filter(isIts);
      const attached = await deps.evidence.of(item);
      const documents =
        reader === null || worksOn(plan, reader, item)
          ? attached
          : attached.filter((document) => versions.some((version) => wasApprovedWith(version, document)));
      return {
        plan,
        item,
        assignments: assignmentsOf(plan, item),
        current: changedValues(item),
        versions,
        changes: changeRegister(plan, versions),
        actions: trackActions(versions),
        documents,
        costLines: plan.costLines.filter(isIts),
        inconsistencies: findInconsistencies(evidence).filter((one) => isIts(one.item)),
        isPartial: documents.length < attached.length || versions.length < all.versions.filter(isIts).length,
      };
    },

    async inconsistencies(): Promise<readonly Inconsistency[]> {
      return findInconsistencies(await evidenceOf());
    },
  };
}

/** What was attached after the approval belongs to what is not approved yet. */
const wasApprovedWith = (version: StatusUpdate, { phase, at }: AttachedDocument): boolean =>
  version.phase === phase &&
  version.decisions.some((decision) => decision.kind === 'approved' && at <= decision.at);
