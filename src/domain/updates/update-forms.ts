import type { ChangeField } from '../../words/changes.ts';
import { formatExact } from '../../words/formats.ts';
import { Problem } from '../errors.ts';
import { openPhaseNamed, openPhasesFor } from '../phases/index.ts';
import {
  asksAbout,
  changedValues,
  departmentsToAddTo,
  dueDayOf,
  findItem,
  isController,
  itemMeant,
  type MeantItem,
  mayUpdate,
  type PlanSource,
  reportersOf,
  rightToReportFor,
  type Standpoint,
  standpointOf,
  standpointOfStructure,
} from '../plan/index.ts';
import {
  chainOf,
  type EvidenceStore,
  newestIn,
  newestOfChains,
  stands,
  trackActions,
  type UpdateStore,
} from '../record/index.ts';
import {
  type Indicator,
  type IsoDay,
  type Item,
  type ItemKey,
  itemRef,
  type Phase,
  type Plan,
} from '../types.ts';
import type { DraftStore } from './draft-store.ts';
import { type FormerYears, NO_FORMER_YEAR, progressGoingOn } from './former-year.ts';
import { mayRepeat, measuredIn } from './quick-report.ts';
import type { UpdateForm } from './update-model.ts';

export type Authorised = Awaited<ReturnType<ReturnType<typeof createUpdateForms>['authorise']>>;

/** Who may report on what now, and what their form starts from. */
export function createUpdateForms({
  plans,
  updates,
  drafts,
  evidence,
  formerYears = NO_FORMER_YEAR,
  standsInFor,
  today,
}: {
  readonly plans: PlanSource;
  readonly updates: Pick<UpdateStore, 'answeredIn' | 'versionsOf'>;
  readonly drafts: Pick<DraftStore, 'load'>;
  readonly evidence?: Pick<EvidenceStore, 'of'> | undefined;
  readonly formerYears?: FormerYears | undefined;
  /** The people in whose place somebody answers today. */
  readonly standsInFor: (person: string) => Promise<readonly string[]>;
  readonly today: () => IsoDay;
}) {
  /**
   * Of one look at the plan: an import that comes next is seen when the report is saved.
   * @throws Problem when the person may not report on this item now
   */
  async function authorise(person: string, meant: MeantItem, phaseCode?: string, structure?: string) {
    const plan = await plans.current();
    const key = itemMeant(plan, meant, meant.mark ?? null);
    const item = findItem(plan, key);
    const phase =
      phaseCode === undefined
        ? await stillAsking(plan, person, item)
        : openPhaseNamed(plan, phaseCode, today());
    if (!asksAbout(phase, item))
      throw new Problem('item_not_in_phase', { phase: phase.name, item: itemRef(key) });
    const others = await standsInFor(person);
    if (structure !== undefined)
      return { plan, item, phase, ...forStructure(plan, person, key, structure, others) };
    if (!mayUpdate(plan, person, key, others)) throw notAuthorised(plan, key);
    return {
      plan,
      item,
      phase,
      standpoint: standpointOf(plan, person, key, others),
      transcribed: false,
      onSheet: false,
    };
  }

  /** By the right to report for one structure: on a sheet of its own somebody speaks for it alone. */
  function forStructure(
    plan: Plan,
    person: string,
    key: ItemKey,
    structure: string,
    others: readonly string[],
  ): { readonly standpoint: Standpoint; readonly transcribed: boolean; readonly onSheet: boolean } {
    const standpoint = standpointOfStructure(plan, key, structure);
    const right = rightToReportFor(plan, person, structure, others);
    if (standpoint === null || right === null) throw notAuthorised(plan, key);
    return { standpoint, transcribed: right === 'control', onSheet: true };
  }

  const notAuthorised = (plan: Plan, key: ItemKey): Problem =>
    new Problem('not_authorised', { item: itemRef(key), reporters: reportersOf(plan, key).join(', ') });

  /** Of several open phases that ask about an item, the first to end where the person's report is still missing. */
  async function stillAsking(plan: Plan, person: string, item: Item): Promise<Phase> {
    const phases = openPhasesFor(plan, item, today());
    const chain = chainOf(standpointOf(plan, person, item, await standsInFor(person)));
    for (const phase of phases) {
      const answered = (await updates.answeredIn(phase.code)).get(itemRef(item));
      if (!answered?.has('*') && !answered?.has(chain)) return phase;
    }
    return phases[0];
  }

  /** @param isShown whether somebody sees it, with what is attached; one that is only checked is read without */
  async function formFor(
    person: string,
    { plan, item, phase, standpoint, transcribed, onSheet }: Authorised,
    isShown = true,
  ): Promise<UpdateForm> {
    const [versions, former, kept] = await Promise.all([
      updates.versionsOf(item),
      formerYears.of(plan, item),
      drafts.load(person, phase.code, item),
    ]);
    const previous = newestIn(versions)(phase.code, item, chainOf(standpoint));
    const parts = newestOfChains(versions.filter((version) => version.phase === phase.code)).filter(
      ({ closes }) => !closes,
    );
    const openActions = trackActions(versions).filter(
      ({ phase: declaredIn, doneIn, owner }) => declaredIn !== phase.code && doneIn === null && owner !== '',
    );
    const earlier =
      versions.findLast(
        (version) =>
          version.phase !== phase.code && chainOf(version) === chainOf(standpoint) && stands(version),
      ) ?? null;
    // Each version brings what is attached to its item in its phase.
    const attached =
      versions.find((version) => version.phase === phase.code)?.attached ??
      (isShown ? await evidence?.of(item) : undefined)?.filter((document) => document.phase === phase.code) ??
      [];
    const isIts = (other: ItemKey): boolean => itemRef(other) === itemRef(item);
    const indicators = plan.indicators.filter(isIts);
    const milestones = plan.milestones.filter(isIts);
    const isKnown = earlier !== null || measuredIn(plan, item) !== null || progressGoingOn(former) !== null;
    return {
      item,
      phase,
      previous,
      standpoint,
      transcribed,
      shape: {
        openActions: openActions.length > 0,
        correction:
          !transcribed && previous !== null && previous.author !== person && isController(plan, person),
        indicators: indicators.length > 0,
        milestones: milestones.length > 0,
        ...(onSheet ? { roomy: true } : {}),
      },
      openActions,
      parts: standpoint.closes ? parts : [],
      current: currentValues(item, indicators),
      attached,
      earlier,
      former,
      indicators,
      milestones,
      kept,
      today: today(),
      mayAdd: departmentsToAddTo(plan, person).length > 0,
      mayRepeat: mayRepeat(previous, isKnown),
    };
  }

  const currentValues = (
    item: Item,
    indicators: readonly Indicator[],
  ): Record<ChangeField, string | null> => ({
    description: item.title,
    target: item.expectedResult,
    indicator: indicators.length === 1 ? (indicators[0]?.name ?? null) : null,
    deadline: dueDayOf(item),
    weight: item.weight === null ? null : formatExact(item.weight),
    ...changedValues(item),
  });

  /**
   * What the form of a structure starts from, whoever fills it in.
   * @throws Problem when there is no such item, or it is not given to the structure
   */
  async function formOf(structure: string, key: ItemKey, phase: Phase): Promise<UpdateForm> {
    const plan = await plans.current();
    const standpoint = standpointOfStructure(plan, key, structure);
    if (standpoint === null) throw notAuthorised(plan, key);
    return formFor('', {
      plan,
      item: findItem(plan, key),
      phase,
      standpoint,
      transcribed: true,
      onSheet: true,
    });
  }

  return { authorise, formFor, formOf };
}
