import type { ItemKind } from '../../words/kinds.ts';
import { type Deputies, NO_DEPUTIES } from '../absences/index.ts';
import type { Clock } from '../clock.ts';
import { AlreadyDone, Problem } from '../errors.ts';
import { openPhaseNamed } from '../phases/index.ts';
import {
  approversOf,
  controllersOf,
  departmentOf,
  departmentsToAddTo,
  horizonOf,
  isController,
  itemIn,
  type MeantItem,
  nextNumber,
  type PlanSource,
  rolesOf,
} from '../plan/index.ts';
import {
  bareContent,
  chainOf,
  type EvidenceStore,
  type ItemSheet,
  mayCancel,
  newestIn,
  type Origin,
  type StatusUpdate,
  stands,
  type UpdateContent,
  type UpdateStore,
} from '../record/index.ts';
import type { NewNotice } from '../sending/index.ts';
import { type Item, type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';
import { peopleToAsk, standInsOf } from './approval-service.ts';
import type { DraftStore } from './draft-store.ts';
import {
  type FormerYears,
  NO_FORMER_YEAR,
  percentGoingOn,
  progressGoingOn,
  resultsGoingOn,
} from './former-year.ts';
import { mayRepeat, measuredIn, type QuickReport, quickContent } from './quick-report.ts';
import { checkDraft, type DraftContext, type UpdateDraft } from './update-draft.ts';
import { type Authorised, createUpdateForms } from './update-forms.ts';
import { createUpdateLists } from './update-lists.ts';
import type { SubmitResult, UpdateForm } from './update-model.ts';

export type UpdateService = ReturnType<typeof createUpdateService>;

/** Collects status updates: who may report, on what, in which phase, and the rules a report must pass. */
export function createUpdateService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly drafts: DraftStore;
  readonly evidence?: Pick<EvidenceStore, 'of'>;
  /** What the body's former plan knows of an item. */
  readonly formerYears?: FormerYears;
  /** The people in whose place somebody answers today. */
  readonly standsInFor?: (person: string) => Promise<readonly string[]>;
  readonly deputies?: Deputies;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}) {
  const { updates } = deps;
  const deputies = deps.deputies ?? NO_DEPUTIES;
  const standsInFor = deps.standsInFor ?? (() => Promise.resolve([]));
  const today = (): string => deps.dayOf(deps.clock.now());
  const formerYears = deps.formerYears ?? NO_FORMER_YEAR;
  const { authorise, formFor, formOf } = createUpdateForms({ ...deps, standsInFor, today });

  async function save(
    person: string,
    { plan, phase, standpoint }: Pick<Authorised, 'plan' | 'phase' | 'standpoint'>,
    key: ItemKey,
    content: UpdateContent,
    origin: Origin,
    basedOn: number,
    keptDraft: boolean,
    once?: string,
  ): Promise<StatusUpdate> {
    const before = basedOn === 0 ? null : await updates.latest(phase.code, key, chainOf(standpoint));
    const approvers = content.sheet === null ? approversOf(plan, standpoint.structure) : controllersOf(plan);
    // What it only writes down is the structure's: its head approves it.
    const decides = isController(plan, person) && origin !== 'transcription';
    const approvedBy = approvers.includes(person) || decides ? person : null;
    const update = await updates.append(
      {
        ...content,
        kind: key.kind,
        number: key.number,
        phase: phase.code,
        ...standpoint,
        origin,
        author: person,
        at: deps.clock.now(),
      },
      basedOn,
      {
        once,
        about: itemIn(plan, key)?.shortTitle,
        approvedBy,
        notices: [
          { kind: 'receipt', person, phase: phase.code },
          // Whoever had reported it learns what stands now in the place of theirs.
          ...(before !== null && before.author !== person && before.outcome !== 'cancelled'
            ? [{ kind: 'outcome' as const, person: before.author, phase: phase.code }]
            : []),
          ...(approvedBy === null
            ? await toApprovers(plan, { ...content, ...standpoint, author: person }, phase.code)
            : []),
        ],
      },
    );
    if (keptDraft) await deps.drafts.discard(person, phase.code, key);
    return update;
  }

  /** The request reaches whoever decides today in each approver's place. */
  async function toApprovers(
    plan: Plan,
    update: Pick<StatusUpdate, 'author' | 'sheet' | 'structure'>,
    phase: string,
  ): Promise<readonly NewNotice[]> {
    const people = peopleToAsk(plan, update, await standInsOf(plan, deputies));
    return people.map((person) => ({ kind: 'approval', person, phase }));
  }

  return {
    /** Checks the right to report and gives what the form starts from. */
    async open(person: string, meant: MeantItem, phaseCode?: string): Promise<UpdateForm> {
      return formFor(person, await authorise(person, meant, phaseCode));
    },

    formOf,

    /**
     * Saves a report as a new version. Rights, phase and rules are checked again: the form may be hours old.
     * @param meant the item that the form was of
     * @param basedOn the version the form started from (0 for none)
     * @param structure for which it is reported, where the form itself says so
     * @throws Problem when the person may not report now
     */
    async submit(
      person: string,
      meant: MeantItem,
      phaseCode: string,
      basedOn: number,
      draft: UpdateDraft,
      structure?: string,
    ): Promise<SubmitResult> {
      const authorised = await authorise(person, meant, phaseCode, structure);
      const { plan, item, phase, standpoint } = authorised;
      const key: ItemKey = { kind: item.kind, number: item.number };
      const form = await formFor(person, authorised, false);
      const shown = () => formFor(person, authorised);
      const { previous } = form;
      // The same form sent twice finds its own version: it is checked as it was the first time, and saved once.
      const isAgain = previous !== null && previous.author === person && previous.basedOn === basedOn;
      // Before the rules, which compare with the last version: the author saw another one.
      if (previous !== null && previous.version !== basedOn && !isAgain)
        return { ok: false, conflict: previous, form: await shown() };
      if (previous === null && basedOn !== 0) throw new Problem('changed_meanwhile', { item: itemRef(key) });
      const checked = checkDraft(
        draft,
        contextOf(plan, person, form, isAgain ? await before(previous) : previous),
      );
      if (!checked.ok) return { ok: false, problems: checked.problems, form: await shown() };
      try {
        const update = await save(
          person,
          authorised,
          key,
          checked.content,
          originOf(form),
          basedOn,
          form.kept !== null,
        );
        return { ok: true, update, item, phase };
      } catch (error) {
        const newest = await updates.latest(phase.code, key, chainOf(standpoint));
        if (!(error instanceof Problem) || error.problem !== 'changed_meanwhile' || newest === null)
          throw error;
        return { ok: false, conflict: newest, form: await shown() };
      }
    },

    /**
     * Reports in one click: nothing has changed since what is known, or the item is achieved today.
     * @param basedOn the version that whoever pressed had on screen; null for an item that they saw as owed
     * @param structure for which it is reported, where a sheet says so
     * @throws Problem when the person may not report now, somebody else reported meanwhile, or nothing is known that
     *   would not have changed
     */
    async quick(
      person: string,
      key: ItemKey,
      report: QuickReport,
      basedOn: number | null,
      phaseCode?: string,
      structure?: string,
    ): Promise<{ update: StatusUpdate; item: Item; phase: Phase }> {
      const authorised = await authorise(person, key, phaseCode, structure);
      const { plan, item, phase, standpoint } = authorised;
      const chain = chainOf(standpoint);
      const versions = await updates.versionsOf(item);
      const newest = newestIn(versions)(phase.code, item, chain);
      const earlier = versions.findLast(
        (version) => version.phase !== phase.code && chainOf(version) === chain && stands(version),
      );
      const measured = measuredIn(plan, item);
      if (basedOn === null && newest !== null && stands(newest)) {
        const isAgain = newest.author === person && newest.origin === 'confirmation';
        if (isAgain) return { update: newest, item, phase };
        throw changedBy(plan, item, newest.author);
      }
      const former = await formerYears.of(plan, item);
      const known = measured ?? progressGoingOn(former);
      if (report === 'no_change' && !mayRepeat(newest, earlier !== undefined || known !== null))
        throw new Problem('nothing_before', { item: itemRef(item) });
      const since = measured === null ? (former?.year ?? null) : null;
      const content = quickContent(report, newest ?? earlier ?? null, known, since, phase, today());
      try {
        const seen = basedOn ?? newest?.version ?? 0;
        const origin = authorised.transcribed ? 'transcription' : 'confirmation';
        const update = await save(person, authorised, key, content, origin, seen, true);
        return { update, item, phase };
      } catch (error) {
        if (!(error instanceof Problem) || error.problem !== 'changed_meanwhile') throw error;
        throw changedBy(plan, item, error.details.author ?? '');
      }
    },

    /**
     * Takes back one's own report, for ten minutes: the version stays in the history, and counts no more.
     * @throws Problem when it is somebody else's, too late, or already decided by another
     */
    async cancel(person: string, id: number): Promise<StatusUpdate> {
      const [update] = await updates.find([id]);
      if (!update || update.author !== person) throw new Problem('approval_not_yours');
      openPhaseNamed(await deps.plans.current(), update.phase, today());
      const now = deps.clock.now();
      if (update.outcome === 'cancelled') throw new AlreadyDone();
      if (update.decisions.some(({ actor }) => actor !== person))
        throw new Problem('already_decided', { item: itemRef(update) });
      if (!mayCancel(update, person, now)) throw new Problem('too_late_to_cancel', { item: itemRef(update) });
      const plan = await deps.plans.current();
      const requests = (await toApprovers(plan, update, update.phase)).filter(
        (request) => request.person !== person,
      );
      const [cancelled] = await updates.decide(
        [id],
        { kind: 'cancelled', actor: person, at: now, reason: null },
        // As it was seen: somebody may decide on it meanwhile.
        [update.outcome],
        () => requests,
      );
      if (cancelled) return cancelled;
      const [decided] = await updates.find([id]);
      throw decided?.outcome === 'cancelled'
        ? new AlreadyDone()
        : new Problem('already_decided', { item: itemRef(update) });
    },

    /**
     * Adds an item that is not in the plan: a head proposes for their own department, the control office approves.
     * @param once the request that proposes it: the same one proposes it once
     * @throws Problem `role_missing` for anybody else, `department_not_yours` for another department
     */
    async propose(
      person: string,
      phaseCode: string,
      kind: ItemKind,
      sheet: ItemSheet,
      reason: string,
      act: string | null,
      once?: string,
    ): Promise<StatusUpdate> {
      const plan = await deps.plans.current();
      const phase = openPhaseNamed(plan, phaseCode, today());
      const own = departmentsToAddTo(plan, person);
      if (own.length === 0) throw new Problem('role_missing', { roles: 'dirigenti e ufficio controllo' });
      const ofUnit = sheet.unit === null ? sheet.department : departmentOf(plan, sheet.unit);
      if (!own.includes(sheet.department) || ofUnit !== sheet.department)
        throw new Problem('department_not_yours', { department: sheet.department });
      const standpoint = { structure: sheet.unit ?? sheet.department, closes: true };
      const proposed = (
        await Promise.all(plan.phases.map(({ code }) => updates.versionsOfPhase(code)))
      ).flat();
      // Two heads may propose at once: the one who comes second takes the next number.
      for (let number = nextNumber([...plan.items, ...proposed], kind); ; number++)
        try {
          const content = { ...bareContent('new'), sheet, reason, act };
          return await save(
            person,
            { plan, phase, standpoint },
            { kind, number },
            content,
            'submission',
            0,
            false,
            once,
          );
        } catch (error) {
          if (!(error instanceof Problem) || error.problem !== 'changed_meanwhile') throw error;
        }
    },

    ...createUpdateLists({ plans: deps.plans, updates, formerYears, standsInFor, today }),

    /** Keeps what was typed in a form that is not sent yet. */
    keepDraft: (person: string, phase: string, item: ItemKey, draft: UpdateDraft): Promise<void> =>
      deps.drafts.save(person, phase, item, draft, deps.clock.now()),

    discardDraft: deps.drafts.discard,
  };

  /** The version that one of this phase was based on. */
  async function before(update: StatusUpdate): Promise<StatusUpdate | null> {
    const versions = await updates.versionsOf(update);
    return (
      versions.find(({ phase, version }) => phase === update.phase && version === update.basedOn) ?? null
    );
  }
}

/** Somebody else reported meanwhile, by name. */
function changedBy(plan: Plan, item: ItemKey, author: string): Problem {
  const name = plan.people.find(({ code }) => code === author)?.name;
  return new Problem('changed_meanwhile', {
    item: itemRef(item),
    author,
    ...(name === undefined ? {} : { name }),
  });
}

const contextOf = (
  plan: Plan,
  person: string,
  { shape, item, today, current, earlier, former, indicators, milestones }: UpdateForm,
  previous: StatusUpdate | null,
): DraftContext => ({
  previous,
  roles: rolesOf(plan, person),
  shape,
  horizon: horizonOf(plan, item),
  today,
  current,
  earlier: earlier?.percent ?? percentGoingOn(former),
  reached: resultsGoingOn(former),
  indicators,
  milestones,
  year: plan.head.year,
});

/** The control office corrects what others reported, settles what nobody has closed, and writes down what is on paper. */
const originOf = ({ shape, standpoint, transcribed }: UpdateForm): Origin =>
  transcribed
    ? 'transcription'
    : shape.correction
      ? 'correction'
      : standpoint.structure === '*'
        ? 'settlement'
        : 'submission';
