import type { Clock } from '../clock.ts';
import { Problem } from '../errors.ts';
import { daysBetween } from '../plan/index.ts';
import type { AbsenceNoticeKind } from '../sending/index.ts';
import type { IsoDay, Person, Plan } from '../types.ts';
import type { Absence } from './absences.ts';
import { actsForWhom, addressOfWhom, codeIn, peopleOf, plansUnderWay } from './people-of-body.ts';

/** What the form of an absence says. People are named by their address, or by their code in the current plan. */
export interface AbsenceDraft {
  readonly person: string;
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
  readonly substitute: string | null;
}

export type AbsenceField = 'person' | 'from' | 'to' | 'substitute';
/** What only the register can tell: somebody else may be recording at the same moment. */
export type AbsenceConflict = 'overlaps' | 'substitute_is_away';
export type AbsenceProblem =
  | 'day_missing'
  | 'ends_before_it_starts'
  | 'is_over'
  | 'is_too_long'
  | 'substitute_is_the_person'
  | 'substitute_elsewhere'
  | AbsenceConflict;

/** An absence as a reader sees it, its people by name. */
export interface AbsenceSeen {
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly person: string;
  readonly substitute: string | null;
  /** It is the reader's own. */
  readonly isOwn: boolean;
}

export interface ListedAbsence extends AbsenceSeen {
  readonly id: number;
  /** Null when the reader recorded it. */
  readonly recordedBy: string | null;
}

/** What somebody is told of an absence that they did not record, or take back, themselves. */
export interface AbsenceNews extends AbsenceSeen {
  readonly recordedBy: string;
  /** `ended`: taken back after it had begun; its last day is the one it ended on. */
  readonly state: 'recorded' | 'cancelled' | 'ended';
}

export type AbsenceRecorded =
  | {
      readonly ok: true;
      readonly absence: AbsenceSeen;
      /** Years in whose plan the substitute is not: there the head answers. */
      readonly withoutSubstitute: readonly number[];
    }
  | { readonly ok: false; readonly problems: ReadonlyMap<AbsenceField, AbsenceProblem> };

export interface AbsenceTakenBack {
  /** With its days as they were. */
  readonly absence: AbsenceSeen;
  /** It had begun before today: it ended yesterday, and is kept. */
  readonly ended: boolean;
}

/** Who must be told of an absence: by the code, and through the outbox, of one plan that knows them. */
export interface AbsenceReader {
  readonly year: number;
  readonly person: string;
}

/** Where absences are kept, each change with its audit row and the notices that tell it. People are named by address. */
interface AbsenceRegister {
  /** The absences that were not cancelled, oldest first. */
  kept(): Promise<readonly Absence[]>;
  withIds(ids: readonly number[]): Promise<readonly (Absence & { readonly isCancelled: boolean })[]>;
  /** Nothing is written when it conflicts with what is there by then. */
  recordAbsence(
    absence: Omit<Absence, 'id'>,
    at: Date,
    tell: readonly AbsenceReader[],
    once?: string,
  ): Promise<AbsenceConflict | null>;
  /** Null when it was taken back already, or is over. */
  takeBack(
    id: number,
    by: { readonly person: string; readonly today: IsoDay; readonly at: Date },
    tell: readonly AbsenceReader[],
  ): Promise<{ readonly ended: boolean } | null>;
}

/** Nobody is away for longer, and a year that was mistyped would keep all reminders from somebody for ever. */
const LONGEST_DAYS = 3 * 366;

export type AbsenceService = ReturnType<typeof createAbsenceService>;

/** Who is away and who answers meanwhile: recorded by the person, their head or the control office, for all plans at once. */
export function createAbsenceService(deps: {
  /** Every plan of the body, first the one whose codes are meant. */
  readonly plans: () => Promise<readonly Plan[]>;
  readonly register: AbsenceRegister;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => IsoDay;
}) {
  const { register, clock } = deps;
  const today = (): IsoDay => deps.dayOf(clock.now());

  /** The body as one reader or actor sees it. */
  async function seenBy(who: string) {
    const plans = await deps.plans();
    const underWay = plansUnderWay(plans, today());
    const reader = addressOfWhom(plans, who);
    const everybody = peopleOf(plans);
    const reached = actsForWhom(underWay, reader);
    const name = (address: string): string => everybody.get(address)?.name ?? address;
    return {
      plans,
      underWay,
      everybody,
      reader,
      reached,
      seen: ({ from, to, person, substitute }: Omit<Absence, 'id'>): AbsenceSeen => ({
        from,
        to,
        person: name(person),
        substitute: substitute === null ? null : name(substitute),
        isOwn: person === reader,
      }),
      name,
      /** Whoever is concerned and did not do it themselves. */
      toTell: ({ person, substitute }: Pick<Absence, 'person' | 'substitute'>): readonly AbsenceReader[] =>
        [person, substitute].flatMap((address) => {
          if (address === null || address === reader) return [];
          const plan = plans.find((candidate) => codeIn(candidate, address) !== null);
          const code = plan && codeIn(plan, address);
          return plan && code ? [{ year: plan.head.year, person: code }] : [];
        }),
    };
  }

  const requireReach = (reached: ReadonlySet<string>, person: string): void => {
    if (!reached.has(person))
      throw new Problem('role_missing', {
        roles: 'la persona stessa, il suo dirigente e l’ufficio controllo',
      });
  };

  return {
    /** The people for whom somebody may record an absence: themselves first. */
    async peopleFor(actor: string): Promise<readonly Person[]> {
      const { everybody, reached, reader } = await seenBy(actor);
      return [...everybody]
        .filter(([address]) => reached.has(address))
        .sort(
          ([a, one], [b, other]) =>
            Number(b === reader) - Number(a === reader) || one.name.localeCompare(other.name),
        )
        .map(([, person]) => person);
    },

    /** Those who answer in a plan under way, and so may for somebody else. */
    async substitutes(): Promise<readonly Person[]> {
      const underWay = plansUnderWay(await deps.plans(), today());
      const answering = underWay.map(({ people, roles, ...plan }) => {
        const codes = new Set(
          roles.filter(({ role }) => role === 'contact' || role === 'head').map(({ person }) => person),
        );
        return { ...plan, roles, people: people.filter(({ code }) => codes.has(code)) };
      });
      return [...peopleOf(answering).values()];
    },

    /** The absences that somebody may see, from today on, the nearest first. */
    async listFor(reader: string): Promise<readonly ListedAbsence[]> {
      const { reached, seen, name, reader: address } = await seenBy(reader);
      return (await register.kept())
        .filter(({ to, person }) => to >= today() && reached.has(person))
        .sort((a, b) => a.from.localeCompare(b.from) || a.id - b.id)
        .map((absence) => ({
          id: absence.id,
          ...seen(absence),
          recordedBy: absence.recordedBy === address ? null : name(absence.recordedBy),
        }));
    },

    /**
     * Records an absence, or says what is wrong with it. Whoever else it concerns is told by a notice.
     * @throws Problem `role_missing` for somebody whose absence the actor may not record
     */
    async record(actor: string, draft: AbsenceDraft, once?: string): Promise<AbsenceRecorded> {
      const { plans, underWay, reader, reached, seen, toTell } = await seenBy(actor);
      const person = addressOfWhom(plans, draft.person);
      const substitute = draft.substitute === null ? null : addressOfWhom(plans, draft.substitute);
      requireReach(reached, person);
      const { from, to } = draft;
      const problems = new Map<AbsenceField, AbsenceProblem>();
      if (from === null) problems.set('from', 'day_missing');
      if (to === null) problems.set('to', 'day_missing');
      else if (from !== null && to < from) problems.set('to', 'ends_before_it_starts');
      else if (to < today()) problems.set('to', 'is_over');
      else if (from !== null && daysBetween(from, to) > LONGEST_DAYS) problems.set('to', 'is_too_long');
      const asked = underWay.filter((plan) => codeIn(plan, person) !== null);
      const without = asked.filter((plan) => substitute !== null && codeIn(plan, substitute) === null);
      if (substitute === person) problems.set('substitute', 'substitute_is_the_person');
      else if (asked.length > 0 && without.length === asked.length)
        problems.set('substitute', 'substitute_elsewhere');
      if (from === null || to === null || problems.size > 0) return { ok: false, problems };
      const absence = { person, from, to, substitute, recordedBy: reader };
      const conflict = await register.recordAbsence(absence, clock.now(), toTell(absence), once);
      if (conflict !== null)
        return {
          ok: false,
          problems: new Map([[conflict === 'overlaps' ? 'from' : 'substitute', conflict]]),
        };
      return { ok: true, absence: seen(absence), withoutSubstitute: without.map(({ head }) => head.year) };
    },

    /**
     * Takes an absence back. One that began before today ends yesterday instead: what happened meanwhile is still
     * summed up for the person. Whoever else it concerns is told by a notice.
     * @returns null when it was taken back already, or is over
     * @throws Problem `role_missing`
     */
    async cancel(actor: string, id: number): Promise<AbsenceTakenBack | null> {
      const absence = (await register.kept()).find((one) => one.id === id);
      if (!absence) return null;
      const { reader, reached, seen, toTell } = await seenBy(actor);
      requireReach(reached, absence.person);
      const done = await register.takeBack(
        id,
        { person: reader, today: today(), at: clock.now() },
        toTell(absence),
      );
      return done && { ...done, absence: seen(absence) };
    },

    /** The body's day. */
    today: async (): Promise<IsoDay> => today(),

    /**
     * What is still to be told of some absences to somebody they concern: nothing of one that was taken back, or went
     * by, before it could be told.
     */
    async newsFor(
      reader: string,
      kind: AbsenceNoticeKind,
      ids: readonly number[],
    ): Promise<readonly AbsenceNews[]> {
      const { seen, name } = await seenBy(reader);
      return (await register.withIds(ids))
        .filter(({ isCancelled, to }) => kind === 'absence_over' || (!isCancelled && to >= today()))
        .map((absence) => ({
          ...seen(absence),
          recordedBy: name(absence.recordedBy),
          state: kind === 'absence' ? 'recorded' : absence.isCancelled ? 'cancelled' : 'ended',
        }));
    },
  };
}
