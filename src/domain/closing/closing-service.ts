import { createHash } from 'node:crypto';
import { ROLE_NAMES } from '../../words/roles.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../errors.ts';
import { itemsOf, phaseNamed } from '../phases/index.ts';
import { assignmentsOf, isController, type PlanSource, rolesOf, structureOf } from '../plan/index.ts';
import {
  changeRegister,
  newestOfChains,
  type RegisterEntry,
  type StateCounts,
  type StatusUpdate,
  stands,
  summaryOf,
  type UpdateStore,
} from '../record/index.ts';
import { type IsoDay, type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';

/** parere del Nucleo: favourable or not, on a day, with its remarks. */
interface Opinion {
  readonly day: IsoDay;
  readonly favourable: boolean;
  readonly remarks: string | null;
}

/** The Giunta's act that takes note of a phase. */
interface ClosingAct {
  readonly day: IsoDay;
  readonly reference: string;
}

/** A message that asked somebody for something: when, how it ended, about which items. */
interface AskedLine {
  readonly person: string;
  readonly step: string;
  readonly status: string;
  readonly at: string;
  readonly items: readonly string[];
}

/** verbale: what was asked of whom and when, who answered and who did not, and what it came to. */
export interface Minutes {
  readonly body: string;
  readonly year: number;
  readonly phase: Pick<Phase, 'code' | 'name' | 'opensOn' | 'dueOn' | 'closesOn'>;
  readonly closedBy: string;
  readonly closedAt: string;
  readonly summary: readonly StateCounts[];
  readonly asked: readonly AskedLine[];
  readonly answered: readonly {
    readonly item: string;
    readonly structure: string;
    readonly version: number;
    readonly author: string;
    readonly at: string;
    readonly outcome: string;
  }[];
  readonly missing: readonly { readonly item: string; readonly structures: readonly string[] }[];
  readonly changes: readonly (Omit<RegisterEntry, 'at' | 'approvedAt'> & {
    at: string;
    approvedAt: string | null;
  })[];
  readonly opinion: Opinion | null;
  readonly act: ClosingAct | null;
  /** Hash of the audit's last row when the minutes were drawn up. */
  readonly auditHead: string;
}

type RecordKind = 'opinion' | 'act' | 'minutes';

/** A record of a phase, kept for good with its hash. */
export interface PhaseRecord<T = unknown> {
  readonly content: T;
  readonly hash: string;
  readonly actor: string;
  readonly at: Date;
}

/** Records of phases and changes of the plan. Each call is one transaction with its audit row. */
export interface ClosingStore {
  newest(phase: string, kind: RecordKind): Promise<PhaseRecord | null>;
  /** @param once the request that brings it: the same one brings it once */
  add(phase: string, kind: RecordKind, record: PhaseRecord, once?: string): Promise<void>;
  /** Makes approved changes the plan's current values; those already made are left as they are. */
  apply(
    phase: string,
    entries: readonly RegisterEntry[],
    restored: readonly ItemKey[],
    at: Date,
  ): Promise<void>;
  /** Items that a phase's closing withdrew. */
  withdrawnIn(phase: string): Promise<readonly ItemKey[]>;
  auditHead(): Promise<string>;
  /** The last closing of a phase: by whom, when; null when nobody closed it here. */
  closingOf(phase: string): Promise<{ readonly actor: string; readonly at: Date } | null>;
  /** Who was asked, by which message. */
  askedIn(phase: string): Promise<readonly AskedLine[]>;
}

export type ClosingService = ReturnType<typeof createClosingService>;

/** A day's text is the same however its keys were written: JSON in the order given. SHA-256, in hex. */
export const hashOfRecord = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** What the closing of a phase leaves: its records, the changes of the plan, the minutes. */
export function createClosingService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly closings: ClosingStore;
  readonly clock: Clock;
}) {
  const { plans, updates, closings } = deps;

  async function record<T>(
    person: string,
    phase: string,
    kind: RecordKind,
    content: T,
    once?: string,
  ): Promise<PhaseRecord<T>> {
    const plan = await plans.current();
    const isOwn = kind === 'opinion' && rolesOf(plan, person).includes('evaluator');
    if (!isOwn && !isController(plan, person))
      throw new Problem('role_missing', {
        roles:
          kind === 'opinion'
            ? `${plan.head.wording?.evaluator ?? ROLE_NAMES.evaluator.it.one} e ${ROLE_NAMES.controller.it.one}`
            : ROLE_NAMES.controller.it.one,
      });
    phaseNamed(plan, phase);
    const made = { content, hash: hashOfRecord(content), actor: person, at: deps.clock.now() };
    await closings.add(phase, kind, made, once);
    return made;
  }

  async function newest<T>(phase: string, kind: RecordKind): Promise<PhaseRecord<T> | null> {
    return (await closings.newest(phase, kind)) as PhaseRecord<T> | null;
  }

  return {
    /** The Nucleo's own, or set down for it by the control office. */
    recordOpinion: (person: string, phase: string, opinion: Opinion, once?: string) =>
      record(person, phase, 'opinion', opinion, once),
    recordAct: (person: string, phase: string, act: ClosingAct, once?: string) =>
      record(person, phase, 'act', act, once),
    opinionOf: (phase: string) => newest<Opinion>(phase, 'opinion'),
    actOf: (phase: string) => newest<ClosingAct>(phase, 'act'),
    minutesOf: (phase: string) => newest<Minutes>(phase, 'minutes'),

    /** What a closing would leave behind: what is missing, and what still waits for approval. */
    async preview(phaseCode: string) {
      const plan = await plans.current();
      const phase = phaseNamed(plan, phaseCode);
      const versions = await updates.versionsOfPhase(phaseCode);
      return {
        summary: await summaryOf(plan, phase, updates),
        pending: newestOfChains(versions).filter(({ outcome }) => outcome === 'submitted').length,
        missing: missingOf(plan, phase, await updates.answeredIn(phaseCode)),
      };
    },

    /** Who was asked in a phase, by which message. */
    askedIn: closings.askedIn,

    /** Every change of the year, approved or waiting. */
    async register(): Promise<readonly RegisterEntry[]> {
      const plan = await plans.current();
      const versions = await Promise.all(plan.phases.map(({ code }) => updates.versionsOfPhase(code)));
      return changeRegister(plan, versions.flat());
    },

    finish,

    /** Draws up the minutes of closings that a crash cut short. @returns the phases that wanted it */
    async repair(): Promise<readonly string[]> {
      const { phases } = await plans.current();
      const repaired: string[] = [];
      for (const { code, closesOn } of phases) {
        const closing = closesOn === null ? null : await closings.closingOf(code);
        if (closing === null) continue;
        const minutes = await closings.newest(code, 'minutes');
        if (minutes !== null && minutes.at >= closing.at) continue;
        await finish(closing.actor, code);
        repaired.push(code);
      }
      return repaired;
    },
  };

  /**
   * After a phase was closed: the approved changes become the plan's current values, and the minutes are drawn up.
   * Done again, it makes no change twice; the newest minutes count.
   * @throws Problem `role_missing`
   */
  async function finish(person: string, phaseCode: string): Promise<PhaseRecord<Minutes>> {
    const plan = await plans.current();
    const phase = phaseNamed(plan, phaseCode);
    const versions = await updates.versionsOfPhase(phaseCode);
    const register = changeRegister(plan, versions);
    // What waits on top of an approved report, or was refused, takes nothing back.
    const approved = changeRegister(
      plan,
      versions.filter(({ outcome }) => outcome === 'approved'),
    );
    const stillWithdrawn = new Set(
      approved.filter(({ field }) => field === 'withdrawn').map((entry) => itemRef(entry)),
    );
    const restored = (await closings.withdrawnIn(phaseCode)).filter(
      (item) => !stillWithdrawn.has(itemRef(item)),
    );
    await closings.apply(phaseCode, approved, restored, deps.clock.now());
    const { counts } = await summaryOf(plan, phase, updates);
    const answered = await updates.answeredIn(phaseCode);
    const minutes: Minutes = {
      body: plan.head.body,
      year: plan.head.year,
      phase: {
        code: phase.code,
        name: phase.name,
        opensOn: phase.opensOn,
        dueOn: phase.dueOn,
        closesOn: phase.closesOn,
      },
      closedBy: person,
      closedAt: deps.clock.now().toISOString(),
      summary: counts,
      asked: await closings.askedIn(phaseCode),
      answered: newestOfChains(versions).filter(stands).map(answerLine),
      missing: missingOf(plan, phase, answered),
      changes: register.map((entry) => ({
        ...entry,
        at: entry.at.toISOString(),
        approvedAt: entry.approvedAt?.toISOString() ?? null,
      })),
      opinion: (await newest<Opinion>(phaseCode, 'opinion'))?.content ?? null,
      act: (await newest<ClosingAct>(phaseCode, 'act'))?.content ?? null,
      auditHead: await closings.auditHead(),
    };
    return record(person, phaseCode, 'minutes', minutes);
  }
}

const answerLine = (update: StatusUpdate) => ({
  item: itemRef(update),
  structure: update.structure,
  version: update.version,
  author: update.author,
  at: update.at.toISOString(),
  outcome: update.outcome,
});

/** The items that a phase asks about and that are owed still, with the structures that owe them. */
export function missingOf(
  plan: Plan,
  phase: Phase,
  answered: ReadonlyMap<string, ReadonlySet<string>>,
): readonly { readonly item: string; readonly structures: readonly string[] }[] {
  return itemsOf(plan, phase).flatMap((item) => {
    const settled = answered.get(itemRef(item)) ?? new Set<string>();
    if (settled.has('*')) return [];
    const structures = assignmentsOf(plan, item).map(structureOf);
    return [{ item: itemRef(item), structures: structures.filter((structure) => !settled.has(structure)) }];
  });
}
