import { type AbsenceNews, type AbsenceService, type Deputies, NO_DEPUTIES } from '../absences/index.ts';
import type { Clock } from '../clock.ts';
import { phaseOf } from '../phases/index.ts';
import { controllersOf, type PlanSource } from '../plan/index.ts';
import type { StatusUpdate, UpdateStore } from '../record/index.ts';
import { itemRef, type Phase, type Plan } from '../types.ts';
import { pendingIn } from '../updates/index.ts';
import { type AbsenceNoticeKind, isAbsenceNotice, type Notice, type NoticeStore } from './notices.ts';
import type { Delivery, MessagePlace } from './outbox.ts';

/** Everything the text of a notice is made of. */
export type NoticeMessage = ReportNotice | AbsenceNotice;

interface AbsenceNotice {
  readonly kind: AbsenceNoticeKind;
  readonly key: string;
  readonly person: string;
  readonly news: readonly AbsenceNews[];
}

export type ReportNotice = {
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

/** Slack, as far as notices go. */
export interface Messenger {
  send(message: NoticeMessage, thread: MessagePlace | null): Promise<Delivery>;
  /** Looks for a message already sent with this key. */
  find(person: string, key: string, thread: MessagePlace | null): Promise<MessagePlace | null>;
  /** Redraws a message that was sent; one that its reader deleted stays deleted. */
  redraw(message: NoticeMessage, place: MessagePlace): Promise<void>;
}

/** A claim older than this was left open by a crash: no send takes so long. */
const ABANDONED_AFTER_MS = 2 * 60_000;
/** After so many attempts a notice is given up, and shows among the failures. */
const MAX_ATTEMPTS = 20;

export type NoticeService = ReturnType<typeof createNoticeService>;

/** Tells what the store says must be told, each message once; a crash between saving and telling is made good. */
export function createNoticeService(deps: {
  readonly plans: PlanSource;
  readonly notices: NoticeStore;
  readonly updates: UpdateStore;
  readonly absences: Pick<AbsenceService, 'newsFor'>;
  readonly messenger: Messenger;
  readonly deputies?: Deputies;
  /** Redraws the reminders that list an item; gives the people whose message now shows it. */
  readonly refreshReminders: (phase: string, update: StatusUpdate) => Promise<readonly string[]>;
  /** Told of everybody for whom something changed, so that what they have open is drawn again. */
  readonly onChange: (people: readonly string[]) => void;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
  /** What nobody waits for is not told at night. */
  readonly isWorkingMoment: (plan: Plan, instant: Date) => boolean;
  readonly instance: string;
}) {
  const { plans, notices, updates, messenger, clock } = deps;
  const deputies = deps.deputies ?? NO_DEPUTIES;
  let running: Promise<unknown> = Promise.resolve();
  let queued: Promise<number> | null = null;

  /** One that fails never stops the others: what could not be told is given back at the end, for the next flush. */
  async function flush(): Promise<number> {
    let told = 0;
    const givenBack: number[] = [];
    const failures: unknown[] = [];
    const attempt = async (group: readonly Notice[], mayBeSent: boolean): Promise<void> => {
      const ids = group.map(({ id }) => id);
      try {
        if (await tell(group, mayBeSent)) told += ids.length;
        else givenBack.push(...ids);
      } catch (error) {
        failures.push(error);
        givenBack.push(...ids);
      }
    };
    const which = deps.isWorkingMoment(await plans.current(), clock.now()) ? 'all' : 'reports';
    const abandoned = await notices.takeOver(
      new Date(clock.now().getTime() - ABANDONED_AFTER_MS),
      deps.instance,
      clock.now(),
      which,
    );
    for (const group of grouped(abandoned)) await attempt(group, true);
    for (
      let group = await notices.claimNext(deps.instance, clock.now(), which);
      group !== null;
      group = await notices.claimNext(deps.instance, clock.now(), which)
    )
      await attempt(group, false);
    await notices.release(givenBack);
    if (failures.length > 0) throw failures[0];
    return told;
  }

  /** @returns false when it surely was not told, and may be later */
  async function tell(group: readonly Notice[], mayBeSent: boolean): Promise<boolean> {
    const [first] = group;
    if (!first) return true;
    const ids = group.map(({ id }) => id);
    if (isAbsenceNotice(first.kind)) return tellAbsences(first.kind, group, first, mayBeSent);
    const plan = await plans.current();
    const phase = phaseOf(plan, first.phase);
    if (!phase) {
      await notices.markFailed(ids, 'phase_unknown', clock.now());
      return true;
    }
    const about = await updates.find([...new Set(group.flatMap((notice) => notice.updates))]);
    const settled =
      first.kind === 'approval'
        ? await tellApproval(plan, phase, first, ids, mayBeSent)
        : await tellAuthor(plan, phase, first, ids, about, mayBeSent);
    deps.onChange([first.person, ...about.map(({ author }) => author), ...controllersOf(plan)]);
    return settled;
  }

  /** To whoever an absence concerns, as it stands now. */
  async function tellAbsences(
    kind: AbsenceNoticeKind,
    group: readonly Notice[],
    first: Notice,
    mayBeSent: boolean,
  ): Promise<boolean> {
    const ids = group.map(({ id }) => id);
    const about = group.flatMap(({ absence }) => (absence === null ? [] : [absence]));
    const news = await deps.absences.newsFor(first.person, kind, about);
    const message: NoticeMessage = { kind, key: first.key, person: first.person, news };
    if (news.length > 0) return send(message, ids, first, null, mayBeSent);
    await notices.markSent(ids, null, clock.now());
    return true;
  }

  /** To an author: a receipt where no reminder shows the outcome; a decision in the thread of what it decides on. */
  async function tellAuthor(
    plan: Plan,
    phase: Phase,
    first: Notice,
    ids: readonly number[],
    about: readonly StatusUpdate[],
    mayBeSent: boolean,
  ): Promise<boolean> {
    const shown = await refresh(about);
    const [update] = about;
    if (!update) {
      await notices.markFailed(ids, 'nothing_to_tell', clock.now());
      return true;
    }
    const thread = await notices.threadOf(first.person, phase.code, update.id, itemRef(update));
    if (first.kind === 'receipt' && shown.has(first.person) && about.length === 1) {
      await notices.markSent(ids, thread, clock.now());
      return true;
    }
    const message: NoticeMessage = {
      key: first.key,
      person: first.person,
      phase,
      plan,
      kind: first.kind === 'receipt' ? 'receipt' : 'outcome',
      updates: about,
    };
    return send(message, ids, first, first.kind === 'outcome' ? thread : null, mayBeSent);
  }

  async function refresh(about: readonly StatusUpdate[]): Promise<ReadonlySet<string>> {
    const shown = new Set<string>();
    for (const update of about)
      for (const person of await deps.refreshReminders(update.phase, update)) shown.add(person);
    return shown;
  }

  /** To whoever approves: one message with all that waits, redrawn as it changes; a new one each day that has news. */
  async function tellApproval(
    plan: Plan,
    phase: Phase,
    first: Notice,
    ids: readonly number[],
    mayBeSent: boolean,
  ): Promise<boolean> {
    const versions = await updates.versionsOfPhase(phase.code);
    const pending = pendingIn(plan, versions, await deputies.actsFor(first.person));
    const earlier = await notices.newestSent('approval', first.person, phase.code);
    const base = { person: first.person, phase, plan, kind: 'approval' as const, pending };
    const pendingIds = new Set(pending.map(({ id }) => id));
    const redrawEarlier = async (retired: boolean): Promise<void> => {
      if (!earlier?.place) return;
      const decided = versions.filter(
        ({ id, outcome }) => earlier.updates.includes(id) && outcome !== 'submitted',
      );
      await messenger.redraw({ ...base, key: earlier.key, decided, retired }, earlier.place);
    };
    const isNews =
      pending.some(({ id }) => !earlier?.updates.includes(id)) &&
      first.updates.some((id) => pendingIds.has(id));
    const sameDay = earlier?.claimedAt != null && deps.dayOf(earlier.claimedAt) === deps.dayOf(clock.now());
    const stillOpen =
      earlier !== null && versions.some(({ id }) => earlier.updates.includes(id) && pendingIds.has(id));
    if (!isNews || (earlier?.place && sameDay && stillOpen)) {
      await redrawEarlier(false);
      await notices.markSent(ids, isNews ? (earlier?.place ?? null) : null, clock.now());
      return true;
    }
    const sent = await send(
      { ...base, key: first.key, decided: [], retired: false },
      ids,
      first,
      null,
      mayBeSent,
    );
    if (sent) await redrawEarlier(true);
    return sent;
  }

  async function send(
    message: NoticeMessage,
    ids: readonly number[],
    first: Notice,
    thread: MessagePlace | null,
    mayBeSent: boolean,
  ): Promise<boolean> {
    const found = mayBeSent ? await messenger.find(first.person, first.key, thread) : null;
    const delivery: Delivery = found
      ? { status: 'sent', place: found }
      : await messenger.send(message, thread);
    if (delivery.status === 'sent') await notices.markSent(ids, delivery.place, clock.now());
    else if (delivery.status === 'refused' || first.attempts >= MAX_ATTEMPTS)
      await notices.markFailed(ids, delivery.reason, clock.now());
    else if (delivery.status === 'retry') return false;
    // Unknown: the claim stays open, and a later flush looks for the message before it sends it again.
    return true;
  }

  return {
    /**
     * Tells everything that waits. Flushes never overlap; those asked for while one is at work share the next, which
     * begins after them and so tells what each of them saved.
     */
    flush(): Promise<number> {
      if (queued) return queued;
      const next = running.then(() => {
        queued = null;
        return flush();
      });
      queued = next;
      running = next.catch(() => undefined);
      return next;
    },
  };
}

/** Notices of one person on one matter, as `claimNext` would have given them. */
function grouped(taken: readonly Notice[]): readonly (readonly Notice[])[] {
  const groups = new Map<string, Notice[]>();
  for (const notice of taken) {
    const key = `${notice.phase}|${notice.kind}|${notice.person}`;
    groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  return [...groups.values()];
}
