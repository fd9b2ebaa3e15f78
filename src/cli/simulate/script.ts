import { isController, NO_DETAILS, responsibilitiesByPerson, standpointOf } from '../../domain/plan/index.ts';
import { type Item, itemRef, type Plan } from '../../domain/types.ts';
import { WORKED_KINDS } from '../../words/kinds.ts';
import type { ItemState } from '../../words/states.ts';

/** How somebody reports an item, in the trial. */
type Way = 'form' | 'achieved' | 'message';

/** One report of the trial: who, on what, what, how. */
export interface PlannedReport {
  readonly person: string;
  readonly item: Item;
  readonly state: ItemState;
  readonly percent: number | null;
  readonly way: Way;
  /** Parts of a shared item come before its coordinator's report. */
  readonly closes: boolean;
}

/** A generator of numbers between 0 and 1 that begins anew from its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

/** The objective that the document itself calls new. */
const NEW_OBJECTIVE = 29;

/**
 * The plan of the trial: the document counts two withdrawn objectives and names neither, so they are added, and say so.
 */
export function trialPlan(plan: Plan): Plan {
  const [example] = plan.items;
  if (!example) throw new Error('the plan has no items');
  const next =
    1 + Math.max(...plan.items.filter(({ kind }) => kind === 'objective').map(({ number }) => number));
  const added = ['A', 'B'].map((letter, index): Item => {
    const title = `Obiettivo ritirato in corso d’anno (${letter}): il documento lo conta e non lo nomina`;
    return {
      ...example,
      number: next + index,
      code: null,
      title,
      shortTitle: `Obiettivo ritirato (${letter}), non nominato`,
      summary: title,
      keywords: [],
      scope: 'unit',
      weight: null,
      attainment: null,
      goals: [],
      targets: [],
      ...NO_DETAILS,
    };
  });
  const units = plan.units.filter(({ code }) =>
    plan.roles.some(({ role, unit }) => role === 'contact' && unit === code),
  );
  return {
    ...plan,
    items: [...plan.items, ...added],
    assignments: [
      ...plan.assignments,
      ...added.map((item, index) => {
        const unit = units[index];
        if (!unit) throw new Error('the plan has no unit with a contact');
        return {
          kind: item.kind,
          number: item.number,
          department: unit.department,
          unit: unit.code,
          lead: true,
          share: null,
          source: 'prova',
        };
      }),
    ],
  };
}

/**
 * Who reports what, so that the states come out as the document counts them; everything else follows the seed.
 * @throws Error when the document's counts and the plan's items do not agree
 */
export function writeScript(plan: Plan, phase: string, seed: number): readonly PlannedReport[] {
  const random = seeded(seed);
  const states = new Map<string, ItemState>();
  for (const kind of WORKED_KINDS) {
    const wanted = new Map(
      plan.monitoringCounts
        .filter((row) => row.phase === phase && row.kind === kind)
        .map(({ state, count }) => [state, count]),
    );
    const items = plan.items.filter((item) => item.kind === kind);
    const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
    if (total !== items.length)
      throw new Error(`the document counts ${total} of kind ${kind}, the trial has ${items.length}`);
    const named = (item: Item): ItemState | null =>
      kind === 'objective' && item.number === NEW_OBJECTIVE
        ? 'new'
        : item.shortTitle.startsWith('Obiettivo ritirato (')
          ? 'withdrawn'
          : null;
    for (const item of items) {
      const state = named(item);
      if (state) states.set(itemRef(item), state);
    }
    const rest = shuffled(
      items.filter((item) => named(item) === null),
      random,
    );
    for (const state of ['achieved', 'amended', 'in_progress'] as const)
      for (const item of rest.splice(0, wanted.get(state) ?? 0)) states.set(itemRef(item), state);
  }
  const heads = new Map(
    plan.roles.filter(({ role }) => role === 'head').map(({ department, person }) => [department, person]),
  );
  const reports = [...responsibilitiesByPerson(plan)].flatMap(([person, owed]) =>
    owed
      .filter(({ item }) => states.has(itemRef(item)))
      .map(({ item }): PlannedReport => {
        const state = states.get(itemRef(item)) ?? 'in_progress';
        const { closes } = standpointOf(plan, person, item);
        // A new item is for a head to report.
        const department =
          plan.assignments.find((assignment) => itemRef(assignment) === itemRef(item))?.department ?? '';
        const reporter =
          state === 'new' && !isController(plan, person) ? (heads.get(department) ?? person) : person;
        return { person: reporter, item, closes, ...choose(closes ? state : 'in_progress', random) };
      }),
  );
  return reports.sort((a, b) => Number(a.closes) - Number(b.closes));
}

function choose(state: ItemState, random: () => number): Pick<PlannedReport, 'state' | 'percent' | 'way'> {
  const draw = random();
  if (state === 'achieved') return { state, percent: 100, way: draw < 0.4 ? 'achieved' : 'form' };
  if (state !== 'in_progress')
    return { state, percent: state === 'amended' ? percentOf(random) : null, way: 'form' };
  return { state, percent: percentOf(random), way: draw < 0.5 ? 'message' : 'form' };
}

/** Between 5 and 95, now and then with a half. */
const percentOf = (random: () => number): number => 5 + Math.floor(random() * 181) / 2;
