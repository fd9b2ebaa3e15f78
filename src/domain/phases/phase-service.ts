import type { Clock } from '../clock.ts';
import { Problem } from '../errors.ts';
import { isController, type PlanSource } from '../plan/index.ts';
import type { IsoDay, Phase, Plan } from '../types.ts';
import { phaseNamed, phaseState } from './open-phases.ts';
import { type CheckedPhase, checkPhase, lastDueDay, type PhaseDraft } from './phases.ts';

/** What of a phase changes once it exists. */
export type PhaseChange = Partial<Pick<Phase, 'dueOn' | 'closesOn' | 'paused' | 'remindingSince'>>;

/** What was done to a phase, by whom, when: its audit row. */
export interface PhaseAct {
  readonly actor: string;
  readonly at: Date;
  /** `phase.opened`, `phase.extended`, … */
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** The request that asks for it: the same one does it once. */
  readonly once?: string | undefined;
}

/** Where phases are kept. Each call writes the change and its audit row together, or neither. */
export interface PhaseStore {
  add(phase: Phase, act: PhaseAct): Promise<void>;
  /** @throws Problem `changed_meanwhile` when the phase is no longer as it was seen */
  change(seen: Phase, change: PhaseChange, act: PhaseAct): Promise<void>;
}

export type PhaseService = ReturnType<typeof createPhaseService>;

/** The life of the monitoring phases. Only the control office may touch them; every act is audited. */
export function createPhaseService(deps: {
  readonly plans: PlanSource;
  readonly phases: PhaseStore;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => IsoDay;
}) {
  const { plans, phases, clock } = deps;
  const today = (): IsoDay => deps.dayOf(clock.now());

  /** Finds the phase, if the person may act on it. */
  async function seen(person: string, code: string): Promise<Phase> {
    const plan = await plans.current();
    requireController(plan, person);
    return phaseNamed(plan, code);
  }

  async function change(
    actor: string,
    phase: Phase,
    action: string,
    to: PhaseChange,
    detail: PhaseAct['detail'],
    once?: string,
  ): Promise<Phase> {
    await phases.change(phase, to, { actor, at: clock.now(), action, detail, once });
    return { ...phase, ...to };
  }

  /** What was not due before is not late. */
  const fromNow = (): PhaseChange => ({ remindingSince: clock.now() });

  const notTooFar = async (dueOn: IsoDay): Promise<void> => {
    const last = lastDueDay(await plans.current(), today());
    if (dueOn > last) throw new Problem('due_too_far', { last });
  };

  const notClosed = (phase: Phase): void => {
    if (phaseState(phase, today()) === 'closed') throw new Problem('phase_is_closed', { phase: phase.name });
  };

  return {
    /** A phase, for whoever may act on it. */
    named: seen,

    /**
     * What a draft would open; nothing is written.
     * @throws Problem `role_missing`
     */
    async check(person: string, draft: PhaseDraft): Promise<CheckedPhase> {
      const plan = await plans.current();
      requireController(plan, person);
      return checkPhase(draft, plan, today());
    },

    /** Opens a phase, or plans it for a later day. */
    async open(person: string, draft: PhaseDraft, once?: string): Promise<CheckedPhase> {
      const plan = await plans.current();
      requireController(plan, person);
      const checked = checkPhase(draft, plan, today());
      if (!checked.ok) return checked;
      const phase = { ...checked.phase, ...fromNow() };
      await phases.add(phase, {
        actor: person,
        at: clock.now(),
        once,
        action: 'phase.opened',
        detail: {
          name: phase.name,
          kinds: phase.kinds,
          opensOn: phase.opensOn,
          dueOn: phase.dueOn,
          ladder: phase.ladder,
          channel: phase.channel,
        },
      });
      return { ok: true, phase };
    },

    /**
     * proroga: a later due date, with the whole ladder before it.
     * @throws Problem `due_not_later` for a day that is not later, or is past; `due_too_far`
     */
    async extend(person: string, code: string, dueOn: IsoDay, once?: string): Promise<Phase> {
      const phase = await seen(person, code);
      notClosed(phase);
      if (dueOn <= phase.dueOn || dueOn < today())
        throw new Problem('due_not_later', { phase: phase.name, due: phase.dueOn });
      await notTooFar(dueOn);
      return change(
        person,
        phase,
        'phase.extended',
        { dueOn, ...fromNow() },
        { from: phase.dueOn, to: dueOn },
        once,
      );
    },

    /** pausa: nobody is reminded until it is resumed; updates are taken all the same. */
    async pause(person: string, code: string, once?: string): Promise<Phase> {
      const phase = await seen(person, code);
      notClosed(phase);
      if (phase.paused) throw new Problem('phase_already_paused', { phase: phase.name });
      return change(person, phase, 'phase.paused', { paused: true }, {}, once);
    },

    /** sollecito a mano: reminders are sent outside the ladder; recorded before any goes out. */
    async nudge(person: string, code: string, once?: string): Promise<Phase> {
      const phase = await seen(person, code);
      notClosed(phase);
      return change(person, phase, 'phase.nudged', {}, {}, once);
    },

    async resume(person: string, code: string, once?: string): Promise<Phase> {
      const phase = await seen(person, code);
      if (!phase.paused) throw new Problem('phase_not_paused', { phase: phase.name });
      return change(person, phase, 'phase.resumed', { paused: false, ...fromNow() }, {}, once);
    },

    /**
     * chiudi: from today no more updates and no more reminders.
     * @param detail kept in the audit row (what the closing found)
     */
    async close(
      person: string,
      code: string,
      detail: PhaseAct['detail'] = {},
      once?: string,
    ): Promise<Phase> {
      const phase = await seen(person, code);
      notClosed(phase);
      const closesOn = today();
      return change(person, phase, 'phase.closed', { closesOn }, { closesOn, ...detail }, once);
    },

    /**
     * riapri: a closed phase takes updates again, and reminds if there are steps left.
     * @param dueOn a later due date, or null to leave it
     * @throws Problem `phase_reason_missing`
     */
    async reopen(
      person: string,
      code: string,
      reason: string,
      dueOn: IsoDay | null = null,
      once?: string,
    ): Promise<Phase> {
      const phase = await seen(person, code);
      if (phaseState(phase, today()) !== 'closed')
        throw new Problem('phase_not_closed', { phase: phase.name });
      if (reason.trim() === '') throw new Problem('phase_reason_missing');
      if (dueOn !== null && (dueOn < phase.dueOn || dueOn < today()))
        throw new Problem('due_not_later', { phase: phase.name, due: phase.dueOn });
      if (dueOn !== null) await notTooFar(dueOn);
      return change(
        person,
        phase,
        'phase.reopened',
        { closesOn: null, ...(dueOn === null ? {} : { dueOn }), ...fromNow() },
        { reason: reason.trim(), closedOn: phase.closesOn, dueOn: dueOn ?? phase.dueOn },
        once,
      );
    },
  };
}

/** @throws Problem `role_missing` for anybody but the control office */
function requireController(plan: Plan, person: string): void {
  if (!isController(plan, person)) throw new Problem('role_missing', { roles: 'ufficio controllo' });
}
