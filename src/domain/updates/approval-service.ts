import { type Deputies, NO_DEPUTIES } from '../absences/index.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../errors.ts';
import { openPhaseNamed, openPhases } from '../phases/index.ts';
import { approversOf, controllersOf, isController, type PlanSource } from '../plan/index.ts';
import { newestOfChains, type StatusUpdate, type UpdateStore } from '../record/index.ts';
import type { NewNotice } from '../sending/index.ts';
import { type ItemKey, itemRef, type Plan } from '../types.ts';

/** A report that nobody has decided on. */
export interface WaitingReport {
  readonly update: StatusUpdate;
  /** Codes of those who are asked to decide, or of who stands in for them today. */
  readonly deciders: readonly string[];
}

export type ApprovalService = ReturnType<typeof createApprovalService>;

/** Who may decide on a version: the heads of its structure (of a new item, the control office), and the control office. */
const decidersOf = (plan: Plan, update: StatusUpdate): readonly string[] => [
  ...new Set([...(update.sheet === null ? approversOf(plan, update.structure) : []), ...controllersOf(plan)]),
];

/** Who gets, today, what is meant for somebody who is away. */
type StandIns = ReadonlyMap<string, string>;

/** Those whose place in deciding somebody else may take, and who takes it today. */
export function standInsOf(plan: Plan, deputies: Deputies): Promise<StandIns> {
  const deciding = plan.roles.filter(({ role }) => role === 'head' || role === 'controller');
  const people = [...new Set(deciding.map(({ person }) => person))];
  return deputies.standInsOf(people);
}

/**
 * Those a version is brought to: the heads of its structure. The control office only where nobody else decides: of a
 * new item, and where it is the author who stands in for each head, since nobody decides on their own report.
 */
function askedToDecide(plan: Plan, update: StatusUpdate, standIns: StandIns): readonly string[] {
  const heads = update.sheet === null ? approversOf(plan, update.structure) : [];
  const others = heads.filter((head) => (standIns.get(head) ?? head) !== update.author);
  return others.length > 0 ? others : controllersOf(plan);
}

/** Those who are told that a version waits for them, with their stand-ins. */
export const peopleToAsk = (
  plan: Plan,
  update: Pick<StatusUpdate, 'author' | 'sheet' | 'structure'>,
  standIns: StandIns,
): readonly string[] => [
  ...new Set(
    askedToDecide(plan, update as StatusUpdate, standIns).map((person) => standIns.get(person) ?? person),
  ),
];

/** Approval, return and reopening of what was reported. */
export function createApprovalService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly deputies?: Deputies;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}) {
  const { plans, updates } = deps;
  const deputies = deps.deputies ?? NO_DEPUTIES;
  const today = (): string => deps.dayOf(deps.clock.now());

  /**
   * Decides on versions, leaving out those that somebody decided on meanwhile.
   * @throws Problem when none is left, when one is not this person's to decide, or when its phase is closed
   */
  async function decide(
    person: string,
    ids: readonly number[],
    kind: 'approved' | 'returned' | 'reopened',
    reason: string | null,
    once?: string,
  ): Promise<readonly StatusUpdate[]> {
    const { plan, found, standIns, insteadOf } = await checked(person, ids, kind);
    if (kind !== 'approved' && (reason ?? '').trim() === '') throw new Problem('reason_missing');
    const newest = await newestIds(found);
    const decided = await updates.decide(
      found.map(({ id }) => id).filter((id) => newest.has(id)),
      { kind, actor: person, at: deps.clock.now(), reason: reason?.trim() || null },
      kind === 'reopened' ? ['submitted', 'approved'] : ['submitted'],
      (versions) => noticesOf(plan, person, versions, standIns),
      { insteadOf, once },
    );
    if (decided.length === 0)
      throw new Problem('already_decided', { item: found[0] ? itemRef(found[0]) : '' });
    return decided;
  }

  /**
   * The versions to decide on, and in whose place.
   * @throws Problem when one of them is not this person's to decide, or is none at all, or when its phase is closed
   */
  async function checked(person: string, ids: readonly number[], kind: 'approved' | 'returned' | 'reopened') {
    const plan = await plans.current();
    const found = await updates.find(ids);
    if (new Set(ids).size !== found.length || found.length === 0) throw new Problem('approval_not_yours');
    const actsFor = await deputies.actsFor(person);
    const standIns = await standInsOf(plan, deputies);
    /** The head in whose place this person decides; null where the right is their own. */
    const insteadOf = (update: StatusUpdate): string | null =>
      decidersOf(plan, update).includes(person)
        ? null
        : (askedToDecide(plan, update, standIns).find((one) => actsFor.includes(one)) ?? null);
    for (const update of found) {
      openPhaseNamed(plan, update.phase, today());
      const allowed = kind === 'reopened' ? controllersOf(plan) : decidersOf(plan, update);
      const isStandIn = kind !== 'reopened' && insteadOf(update) !== null;
      const isOwn = update.author === person && kind === 'approved';
      const standsInForHead = approversOf(plan, update.structure).some((head) => actsFor.includes(head));
      if (isOwn && (allowed.includes(person) || standsInForHead))
        throw new Problem('own_report', { item: itemRef(update) });
      if (!allowed.includes(person) && !isStandIn)
        throw new Problem('approval_not_yours', { item: itemRef(update) });
    }
    return { plan, found, standIns, insteadOf };
  }

  async function newestIds(found: readonly StatusUpdate[]): Promise<ReadonlySet<number>> {
    const phases = [...new Set(found.map(({ phase }) => phase))];
    const all = (await Promise.all(phases.map((phase) => updates.versionsOfPhase(phase)))).flatMap(
      newestOfChains,
    );
    return new Set(all.map(({ id }) => id));
  }

  return {
    approve: (person: string, ids: readonly number[]) => decide(person, ids, 'approved', null),
    /** Sends versions back to their authors with a note: they are owed again. */
    giveBack: (person: string, ids: readonly number[], note: string, once?: string) =>
      decide(person, ids, 'returned', note, once),

    /** The control office makes an item owed again, whatever was decided. */
    async reopen(
      person: string,
      item: ItemKey,
      reason: string,
      once?: string,
    ): Promise<readonly StatusUpdate[]> {
      const plan = await plans.current();
      if (!isController(plan, person)) throw new Problem('role_missing', { roles: 'ufficio controllo' });
      const open = openPhases(plan, today()).map(({ code }) => code);
      const versions = (await updates.versionsOf(item)).filter(({ phase }) => open.includes(phase));
      const standing = newestOfChains(versions).filter(
        ({ outcome }) => outcome === 'submitted' || outcome === 'approved',
      );
      if (standing.length === 0) throw new Problem('already_decided', { item: itemRef(item) });
      return decide(
        person,
        standing.map(({ id }) => id),
        'reopened',
        reason,
        once,
      );
    },

    /** What waits for a person's decision in the open phases, oldest first. */
    async pendingOf(person: string): Promise<readonly StatusUpdate[]> {
      const plan = await plans.current();
      const phases = openPhases(plan, today());
      const versions = await Promise.all(phases.map(({ code }) => updates.versionsOfPhase(code)));
      return pendingIn(
        plan,
        versions.flat(),
        person,
        await deputies.actsFor(person),
        await standInsOf(plan, deputies),
      );
    },

    /** What waits for anybody's decision in the open phases, oldest first, each with those who are asked today. */
    async waiting(): Promise<readonly WaitingReport[]> {
      const plan = await plans.current();
      const standIns = await standInsOf(plan, deputies);
      const versions = await Promise.all(
        openPhases(plan, today()).map(({ code }) => updates.versionsOfPhase(code)),
      );
      return versions
        .flatMap(newestOfChains)
        .filter(({ outcome }) => outcome === 'submitted')
        .sort((a, b) => a.id - b.id)
        .map((update) => ({ update, deciders: peopleToAsk(plan, update, standIns) }));
    },

    /**
     * The versions that a person may send back: nobody else is shown what they say.
     * @throws Problem when one of them is not theirs to decide
     */
    returnable: async (person: string, ids: readonly number[]): Promise<readonly StatusUpdate[]> =>
      (await checked(person, ids, 'returned')).found,
  };
}

/**
 * Of some versions, those that wait for a person's decision, oldest first.
 * @param actsFor the person, and those whose place they take today
 */
export const pendingIn = (
  plan: Plan,
  versions: readonly StatusUpdate[],
  person: string,
  actsFor: readonly string[],
  standIns: StandIns,
): readonly StatusUpdate[] =>
  newestOfChains(versions)
    .filter(
      (update) =>
        update.outcome === 'submitted' &&
        update.author !== person &&
        askedToDecide(plan, update, standIns).some((one) => actsFor.includes(one)),
    )
    .sort((a, b) => a.id - b.id);

/** Each author learns of the decision; whoever had been asked sees the request resolved. */
function noticesOf(
  plan: Plan,
  actor: string,
  decided: readonly StatusUpdate[],
  standIns: StandIns,
): readonly NewNotice[] {
  const of = (person: string) => decided.filter(({ author }) => author === person).map(({ id }) => id);
  const authors = [...new Set(decided.map(({ author }) => author))].filter((author) => author !== actor);
  const phases = [...new Set(decided.map(({ phase }) => phase))];
  const asked = [...new Set(decided.flatMap((update) => peopleToAsk(plan, update, standIns)))];
  return phases.flatMap((phase) => [
    ...authors.map((person): NewNotice => ({ kind: 'outcome', person, phase, updates: of(person) })),
    ...asked.map((person): NewNotice => ({ kind: 'approval', person, phase })),
  ]);
}
