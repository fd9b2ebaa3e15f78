import { type Deputies, NO_DEPUTIES } from '../absences/index.ts';
import type { Clock } from '../clock.ts';
import { phaseOf } from '../phases/index.ts';
import { controllersOf, type PlanSource } from '../plan/index.ts';
import { chainOf, type StatusUpdate, type UpdateStore } from '../record/index.ts';
import type { Notice, NoticeRules, NoticeStore, ReportNoticeKind } from '../sending/index.ts';
import { itemRef, type Phase, type Plan } from '../types.ts';
import { pendingIn, standInsOf } from './approval-service.ts';

/** Everything the text of a notice of reports is made of. */
export type ReportMessage = {
  readonly key: string;
  readonly person: string;
  readonly phase: Phase;
  readonly plan: Plan;
} & (
  | { readonly kind: 'receipt'; readonly updates: readonly StatusUpdate[] }
  | { readonly kind: 'outcome'; readonly updates: readonly StatusUpdate[] }
  /** `decided`: those of this request that were decided on since it was sent. */
  | {
      readonly kind: 'approval';
      readonly pending: readonly StatusUpdate[];
      readonly decided: readonly StatusUpdate[];
      /** A newer request has taken its place. */
      readonly retired: boolean;
    }
);

interface ReportNoticeDeps {
  readonly plans: PlanSource;
  readonly notices: Pick<NoticeStore, 'living' | 'markStale' | 'threadOf'>;
  readonly updates: Pick<UpdateStore, 'find' | 'versionsOfPhase'>;
  readonly deputies?: Deputies;
  /** Redraws the reminders that list an item; gives the people whose message now shows it. */
  readonly refreshReminders: (phase: string, update: StatusUpdate) => Promise<readonly string[]>;
  /** Told of everybody for whom something changed, so that what they have open is drawn again. */
  readonly onChange: (people: readonly string[]) => void;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}

/** How reports are told: to their author that they came in and what was decided, to whoever approves what waits. */
export function createReportNotices(
  deps: ReportNoticeDeps,
): Readonly<Record<ReportNoticeKind, NoticeRules<ReportMessage>>> {
  const toAuthor = authorRules(deps);
  return { receipt: toAuthor, outcome: toAuthor, approval: requestRules(deps) };
}

/** The versions that rows are about; everybody they concern sees them anew. */
async function tellAbout(deps: ReportNoticeDeps, plan: Plan, rows: readonly Notice[]) {
  const about = await deps.updates.find([...new Set(rows.flatMap(({ updates }) => updates))]);
  const readers = rows.map(({ person }) => person);
  deps.onChange([...readers, ...about.map(({ author }) => author), ...controllersOf(plan)]);
  return about;
}

/** To an author: a receipt where no reminder shows the outcome; a decision in the thread of what it decides on. */
function authorRules(deps: ReportNoticeDeps): NoticeRules<ReportMessage> {
  async function refresh(about: readonly StatusUpdate[]): Promise<ReadonlySet<string>> {
    const shown = new Set<string>();
    for (const update of about)
      for (const person of await deps.refreshReminders(update.phase, update)) shown.add(person);
    return shown;
  }

  return {
    async decide(rows) {
      const [{ kind, key, person, phase: code }] = rows;
      const plan = await deps.plans.current();
      const phase = phaseOf(plan, code);
      if (!phase) return { do: 'fail', reason: 'phase_unknown' };
      const about = await tellAbout(deps, plan, rows);
      const [update] = about;
      if (!update) return { do: 'fail', reason: 'nothing_to_tell' };
      const shown = await refresh(about);
      const thread = await deps.notices.threadOf(person, phase.code, update.id, itemRef(update));
      if (kind === 'receipt' && shown.has(person) && about.length === 1)
        return { do: 'settle', place: thread };
      const content = { key, person, phase, plan, updates: about };
      return kind === 'receipt'
        ? { do: 'send', message: { kind, ...content } }
        : { do: 'send', message: { kind: 'outcome', ...content }, thread };
    },
  };
}

/** One message of requests: the rows that are told in it, the first of which gave it its key. */
type Request = readonly [Notice, ...Notice[]];

const isOfChain = (one: StatusUpdate, other: StatusUpdate): boolean =>
  itemRef(one) === itemRef(other) && chainOf(one) === chainOf(other);

const updatesOf = (rows: readonly Notice[]): ReadonlySet<number> =>
  new Set(rows.flatMap(({ updates }) => updates));

/** To whoever approves: one message with all that waits, redrawn as it changes; a new one each day that has news. */
function requestRules(deps: ReportNoticeDeps): NoticeRules<ReportMessage> {
  const { plans, updates, clock, dayOf } = deps;
  const deputies = deps.deputies ?? NO_DEPUTIES;

  /** The requests that somebody has before them, the newest last. */
  async function requestsTo({ person, phase }: Notice): Promise<readonly Request[]> {
    const living = (await deps.notices.living({ person, phase })).filter(({ kind }) => kind === 'approval');
    const messages = [...Map.groupBy(living, ({ place }) => place?.ts).values()];
    return messages.flatMap(([first, ...others]): Request[] => (first ? [[first, ...others]] : []));
  }

  async function stateFor({ person, phase: code }: Notice) {
    const plan = await plans.current();
    const phase = phaseOf(plan, code);
    if (!phase) return null;
    const versions = await updates.versionsOfPhase(phase.code);
    const actsFor = await deputies.actsFor(person);
    const standIns = await standInsOf(plan, deputies);
    return { plan, phase, versions, pending: pendingIn(plan, versions, person, actsFor, standIns) };
  }

  /** Also what waited already when a request was sent, and was decided on since: it listed that too. */
  async function isShownIn(version: StatusUpdate, { person }: Notice, since: Date | null): Promise<boolean> {
    const at = version.decisions.at(-1)?.at;
    if (since === null || at === undefined || version.at > since || at < since) return false;
    const plan = await plans.current();
    const waiting: StatusUpdate = { ...version, outcome: 'submitted' };
    const actsFor = await deputies.actsFor(person);
    return pendingIn(plan, [waiting], person, actsFor, await standInsOf(plan, deputies)).length > 0;
  }

  return {
    async decide(rows, drawing) {
      const [{ key, person }] = rows;
      const state = await stateFor(rows[0]);
      if (!state) return { do: 'fail', reason: 'phase_unknown' };
      const { plan, phase, versions, pending } = state;
      await tellAbout(deps, plan, rows);
      const [earlier] = (await requestsTo(rows[0])).slice(-1);
      const known = updatesOf(earlier ?? []);
      const told = updatesOf(rows);
      const isNews = pending.some(({ id }) => !known.has(id)) && pending.some(({ id }) => told.has(id));
      const sentAt = earlier?.[0].claimedAt;
      const isOfToday = sentAt != null && dayOf(sentAt) === dayOf(clock.now());
      // Nobody has decided on it, also where its author has sent it again since.
      const isOpen = pending.some(
        (waiting) =>
          versions.findLast((version) => known.has(version.id) && isOfChain(version, waiting))?.outcome ===
          'submitted',
      );
      if (isNews && !(isOfToday && isOpen)) {
        // Whatever cuts short what follows, a later tick draws it as things stand then.
        if (earlier) await deps.notices.markStale([earlier[0].id]);
        const content = { key, person, phase, plan, pending, decided: [], retired: false };
        return { do: 'send', message: { kind: 'approval', ...content } };
      }
      if (earlier) await drawing.redraw([earlier[0]]);
      return { do: 'settle', place: isNews && earlier ? earlier[0].place : null };
    },

    async compose(row) {
      const state = await stateFor(row);
      if (!state) return null;
      const { versions, ...rest } = state;
      const requests = await requestsTo(row);
      const request = requests.find(([{ place }]) => place?.ts === row.place?.ts) ?? [row];
      const retired = row.retired || (requests.at(-1) ?? request) !== request;
      const known = updatesOf(request);
      const since = request[0].claimedAt;
      const decided = [];
      for (const version of versions)
        if (
          version.outcome !== 'submitted' &&
          (known.has(version.id) || (await isShownIn(version, row, since)))
        )
          decided.push(version);
      return { kind: 'approval', key: row.key, person: row.person, ...rest, decided, retired };
    },

    async sent(rows, message, drawing) {
      const requests = await requestsTo(rows[0]);
      const newest = requests.at(-1);
      if (newest && message === null) await drawing.redraw([newest[0]]);
      for (const [first, ...others] of requests.slice(0, -1)) await drawing.retire(first, others);
    },
  };
}
