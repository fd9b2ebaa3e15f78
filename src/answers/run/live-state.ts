import { asOn, isClosed, isOpen } from '../../domain/phases/index.ts';
import { newestOfChains, type StatusUpdate, stands, trackActions } from '../../domain/record/index.ts';
import { type IsoDay, itemRef, type Phase } from '../../domain/types.ts';
import { wallTime } from '../../words/days.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { Live } from '../ports.ts';
import type { QueryOf } from '../query.ts';
import type { KnownState, LivePhase } from './result.ts';

/** The newest update of each row's item, over all phases. */
export async function knownStates(
  live: Live,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, KnownState>> {
  const states = new Map<string, KnownState>();
  if (rows.length > 20) return states;
  for (const phase of await live.phases())
    for (const update of await live.latestUpdates(phase.code)) {
      const ref = `${update.kind}:${update.number}`;
      const known = states.get(ref);
      if (!known || known.update.at < update.at) states.set(ref, { phase, update });
    }
  return states;
}

/** Tells the items that are over: attained in full, or by the newest report achieved or withdrawn. */
export async function overBy(live: Live): Promise<(one: IndexedItem) => boolean> {
  const newest = new Map<string, StatusUpdate>();
  for (const phase of await live.phases())
    for (const update of await live.latestUpdates(phase.code)) {
      const known = newest.get(itemRef(update));
      if (!known || known.at < update.at) newest.set(itemRef(update), update);
    }
  return ({ ref, item }) => {
    const state = newest.get(ref)?.state;
    return state === undefined ? item.attainment === 100 : state === 'achieved' || state === 'withdrawn';
  };
}

/**
 * The phase that is open on a day, or else the last one, with the state of every item it asks about; null where none has
 * begun and nothing is asked of it.
 */
export async function livePhase(
  index: PlanIndex,
  live: Live,
  query: QueryOf<'monitoring'>,
  today: IsoDay,
): Promise<LivePhase | null> {
  const phases = await live.phases();
  const current = phaseOn(phases, today);
  if (!current) return null;
  const phase = query.former ? phaseBefore(phases, current) : current;
  if (!phase) return null;
  const former = query.view === 'changed' ? phaseBefore(phases, phase) : null;
  const wasBefore = new Map(
    (former ? await live.latestUpdates(former.code) : []).map((update) => [itemRef(update), update]),
  );
  const updates = await live.latestUpdates(phase.code);
  const asked = query.missing || query.view !== 'states' || query.former || query.items.length > 0;
  if (updates.length === 0 && !asked && !isOpen(phase, today)) return null;
  const byRef = new Map(updates.map((update) => [itemRef(update), update]));
  const answered = await live.answeredIn(phase.code);
  const versions = Map.groupBy(await live.versionsIn(phase.code), itemRef);
  const earlier = phases.filter(({ code }) => code !== phase.code && query.view === 'actions');
  const before = Map.groupBy(
    (await Promise.all(earlier.map(({ code }) => live.versionsIn(code)))).flat(),
    itemRef,
  );
  const { kind, departments, units } = query;
  const rows = (kind === null ? index.worked : (index.byKind.get(kind) ?? [])).filter(
    (one) =>
      departments.length + units.length === 0 ||
      departments.some((code) => one.departments.includes(code)) ||
      units.some((code) => one.within.includes(code)),
  );
  // A report of half past midnight is of the day that the body's clocks show.
  const dayOf = (at: Date): IsoDay => wallTime(at, index.plan.head.timezone).day;
  const states = rows
    .filter(({ item }) => phase.kinds.includes(item.kind))
    .filter((of) => query.items.length === 0 || query.items.includes(of.ref))
    .map((of) => {
      const own = versions.get(of.ref) ?? [];
      const settled = answered.get(of.ref) ?? new Set<string>();
      const newest = newestOfChains(own);
      const standing = newest.filter(stands);
      const daysOf = (outcome: StatusUpdate['outcome']): readonly IsoDay[] =>
        newest.flatMap((one) => (one.outcome === outcome ? [dayOf(decidedAt(one))] : []));
      return {
        item: of,
        state: byRef.get(of.ref)?.state ?? null,
        percent: byRef.get(of.ref)?.percent ?? null,
        before: wasBefore.get(of.ref) ?? null,
        isWithheld: !byRef.has(of.ref) && settled.has('*'),
        answered: isAnswered(of, settled, query) && cameOn(own, query, dayOf),
        on: {
          arrived: newest.map(({ at }) => dayOf(at)),
          waiting: daysOf('submitted'),
          approved: daysOf('approved'),
          returned: daysOf('returned'),
        },
        criticalPoints: standing.flatMap(({ criticalPoints }) => criticalPoints ?? []),
        openActions: trackActions([...(before.get(of.ref) ?? []), ...own]).filter(
          ({ doneIn, due }) => doneIn === null && isDue(due, query.due),
        ),
        settled,
        versions: own,
      };
    });
  return { phase: asOn(phase, today), former, states };
}

/** "Chi ha risposto ieri?": where what arrived is asked of some days, a report came on one of them. */
const cameOn = (
  own: readonly StatusUpdate[],
  { view, due, missing }: QueryOf<'monitoring'>,
  dayOf: (instant: Date) => IsoDay,
): boolean => view !== 'arrived' || missing || own.some(({ at }) => isDue(dayOf(at), due));

/** When it was decided on; before that, when it came in. */
const decidedAt = ({ at, decisions }: StatusUpdate): Date => decisions.at(-1)?.at ?? at;

/** An action without a day is due on none. */
const isDue = (day: IsoDay | '', days: QueryOf<'monitoring'>['due']): boolean =>
  days === null || (day !== '' && day >= days.from && day <= days.to);

/** The last phase that opened before another; null for the first. */
const phaseBefore = (phases: readonly Phase[], { code, opensOn }: Phase): Phase | null =>
  [...phases]
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn))
    .filter((one) => one.code !== code && one.opensOn < opensOn)
    .at(-1) ?? null;

/** Of the phases still open the last to have begun; before any has begun, or when all are closed, the nearest one. */
function phaseOn(phases: readonly Phase[], today: IsoDay): Phase | undefined {
  const byStart = [...phases].sort((a, b) => a.opensOn.localeCompare(b.opensOn));
  return (
    byStart.findLast((phase) => isOpen(phase, today)) ??
    byStart.find((phase) => !isClosed(phase, today)) ??
    byStart.at(-1)
  );
}

/** Whether the structures asked about have reported their part, or, when none is named, the item has its state. */
function isAnswered(
  item: IndexedItem,
  settled: ReadonlySet<string>,
  { departments, units }: QueryOf<'monitoring'>,
): boolean {
  if (settled.has('*')) return true;
  const own = item.assignments.filter(
    ({ department, within }) =>
      departments.includes(department) || within.some((unit) => units.includes(unit)),
  );
  return own.length > 0 && own.every(({ unit, department }) => settled.has(unit ?? department));
}
