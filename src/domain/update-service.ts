import type { Clock } from './clock.ts';
import { Problem } from './errors.ts';
import type { PlanSource } from './plan-source.ts';
import { compareItems, mayUpdate, reportersOf, responsibilitiesByPerson } from './responsibilities.ts';
import {
  type Item,
  type ItemKey,
  type ItemKind,
  itemRef,
  type Phase,
  type Plan,
  type Role,
} from './types.ts';
import {
  checkDraft,
  countStates,
  type DraftField,
  type DraftProblem,
  type StateCounts,
  type StatusUpdate,
  type UpdateContent,
  type UpdateDraft,
} from './updates.ts';

/** Where versions are kept. `append` writes the version and its audit row together, or neither. */
export interface UpdateStore {
  latest(phase: string, item: ItemKey): Promise<StatusUpdate | null>;
  /** The latest version of each item that has one. */
  latestOfPhase(phase: string): Promise<readonly StatusUpdate[]>;
  /**
   * @param basedOn the version the author saw (0 for none)
   * @throws Problem `changed_meanwhile` when there is a newer one
   */
  append(update: NewUpdate, basedOn: number): Promise<StatusUpdate>;
}

export type NewUpdate = Omit<StatusUpdate, 'id' | 'version'>;

/** What a form needs to be opened: the item, its phase and the version it starts from. */
export interface UpdateForm {
  readonly item: Item;
  readonly phase: Phase;
  readonly previous: StatusUpdate | null;
}

export type SubmitResult =
  | { readonly ok: true; readonly update: StatusUpdate; readonly item: Item; readonly phase: Phase }
  | { readonly ok: false; readonly problems: ReadonlyMap<DraftField, DraftProblem> };

/** An item somebody is asked about, with what has come in. */
export interface OwedItem {
  readonly item: Item;
  readonly update: StatusUpdate | null;
}

export interface OwedInPhase {
  readonly phase: Phase;
  readonly items: readonly OwedItem[];
}

/** An item as somebody names it: by number, of a kind or not, or by code. */
export interface ItemWanted {
  readonly kind: ItemKind | null;
  readonly number: number | null;
  readonly code: string | null;
}

export interface ItemCandidate {
  readonly item: Item;
  readonly allowed: boolean;
}

/** A phase's state of affairs. */
export interface PhaseSummary {
  readonly phase: Phase;
  readonly counts: readonly StateCounts[];
}

export type UpdateService = ReturnType<typeof createUpdateService>;

/** Collects status updates: who may report, on what, in which phase, and the rules a report must pass. */
export function createUpdateService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => string;
}) {
  const today = (): string => deps.dayOf(deps.clock.now());

  /** @throws Problem when the person may not report on this item now */
  async function authorise(
    person: string,
    key: ItemKey,
    phaseCode?: string,
  ): Promise<{ item: Item; phase: Phase }> {
    const plan = await deps.plans.current();
    const item = findItem(plan, key);
    const phase =
      phaseCode === undefined ? openPhaseFor(plan, key, today()) : namedPhase(plan, phaseCode, today());
    if (!phase.kinds.includes(key.kind))
      throw new Problem('item_not_in_phase', { phase: phase.name, item: itemRef(key) });
    if (!mayUpdate(plan, person, key))
      throw new Problem('not_authorised', {
        item: itemRef(key),
        reporters: reportersOf(plan, key).join(', '),
      });
    return { item, phase };
  }

  return {
    /** Checks the right to report and gives what the form starts from. */
    async open(person: string, key: ItemKey): Promise<UpdateForm> {
      const { item, phase } = await authorise(person, key);
      return { item, phase, previous: await deps.updates.latest(phase.code, key) };
    },

    /**
     * Saves a report as a new version. Rights, phase and rules are checked again: the form may be hours old.
     * @param basedOn the version the form started from (0 for none)
     * @throws Problem when the person may not report now, or somebody else reported meanwhile
     */
    async submit(
      person: string,
      key: ItemKey,
      phaseCode: string,
      basedOn: number,
      draft: UpdateDraft,
    ): Promise<SubmitResult> {
      const { item, phase } = await authorise(person, key, phaseCode);
      const roles = await rolesOf(person);
      const previous = await deps.updates.latest(phase.code, key);
      // Before the rules, which compare with the last version: the author saw another one.
      if ((previous?.version ?? 0) !== basedOn)
        throw new Problem('changed_meanwhile', { item: itemRef(key), author: previous?.author ?? '' });
      const checked = checkDraft(draft, previous, roles);
      if (!checked.ok) return checked;
      const update = await deps.updates.append(
        newUpdate(key, phase, person, checked.content, deps.clock.now()),
        basedOn,
      );
      return { ok: true, update, item, phase };
    },

    /** What a person answers for in each open phase, in plan order. */
    async owedBy(person: string): Promise<readonly OwedInPhase[]> {
      const plan = await deps.plans.current();
      const responsibilities = responsibilitiesByPerson(plan).get(person) ?? [];
      return Promise.all(
        openPhases(plan, today()).map(async (phase) => {
          const updates = new Map(
            (await deps.updates.latestOfPhase(phase.code)).map((update) => [itemRef(update), update]),
          );
          const items = responsibilities
            .filter(({ item }) => phase.kinds.includes(item.kind))
            .map(({ item }) => ({ item, update: updates.get(itemRef(item)) ?? null }));
          return { phase, items };
        }),
      );
    },

    /** The items that a number or code may mean, those that the person may update first. */
    async candidates(person: string, wanted: ItemWanted): Promise<readonly ItemCandidate[]> {
      const plan = await deps.plans.current();
      return plan.items
        .filter((item) => matchesWanted(item, wanted))
        .map((item) => ({ item, allowed: mayUpdate(plan, person, item) }))
        .sort((a, b) => Number(b.allowed) - Number(a.allowed) || compareItems(a.item, b.item));
    },

    /** The phases open today, each with its counts. */
    async summaries(): Promise<readonly PhaseSummary[]> {
      const plan = await deps.plans.current();
      return Promise.all(
        openPhases(plan, today()).map(async (phase) => ({
          phase,
          counts: countStates(itemsOf(plan, phase), await deps.updates.latestOfPhase(phase.code)),
        })),
      );
    },

    /** The latest updates of a phase. */
    latestOfPhase: (phase: string): Promise<readonly StatusUpdate[]> => deps.updates.latestOfPhase(phase),
  };

  async function rolesOf(person: string): Promise<readonly Role[]> {
    const plan = await deps.plans.current();
    return plan.roles.filter((role) => role.person === person).map(({ role }) => role);
  }
}

const matchesWanted = (item: Item, { kind, number, code }: ItemWanted): boolean =>
  (kind === null || item.kind === kind) && (code === null ? item.number === number : item.code === code);

const newUpdate = (
  key: ItemKey,
  phase: Phase,
  author: string,
  content: UpdateContent,
  at: Date,
): NewUpdate => ({
  kind: key.kind,
  number: key.number,
  phase: phase.code,
  ...content,
  author,
  at,
});

/** @throws Problem `item_unknown` */
export function findItem(plan: Plan, key: ItemKey): Item {
  const item = plan.items.find(({ kind, number }) => kind === key.kind && number === key.number);
  if (!item) throw new Problem('item_unknown', { item: itemRef(key) });
  return item;
}

/** The phases that ask for updates on a day: opened, not closed. */
export const openPhases = (plan: Plan, today: string): readonly Phase[] =>
  plan.phases.filter(({ opensOn, closesOn }) => opensOn <= today && (closesOn === null || today < closesOn));

export const itemsOf = (plan: Plan, phase: Phase): readonly Item[] =>
  plan.items.filter(({ kind }) => phase.kinds.includes(kind));

/** With several phases open, the one that ends first is the one to answer. */
function openPhaseFor(plan: Plan, key: ItemKey, today: string): Phase {
  const open = openPhases(plan, today);
  const [first] = open
    .filter(({ kinds }) => kinds.includes(key.kind))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (first) return first;
  const [other] = open;
  if (other) throw new Problem('item_not_in_phase', { phase: other.name, item: itemRef(key) });
  throw new Problem('no_open_phase');
}

function namedPhase(plan: Plan, code: string, today: string): Phase {
  const phase = plan.phases.find((candidate) => candidate.code === code);
  if (!phase) throw new Problem('no_open_phase');
  if (!openPhases(plan, today).includes(phase)) throw new Problem('phase_closed', { phase: phase.name });
  return phase;
}
