import { isClosed, phaseOf } from '../phases/index.ts';
import { approversOf, asksAbout, compareItems, controllersOf, dueDayOf, reconcile } from '../plan/index.ts';
import { type IsoDay, type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';
import { newestOfChains, newestOfItems } from './chains.ts';
import { trackActions } from './corrective-actions.ts';
import { notCancelled, type StatusUpdate, stands } from './versions.ts';

/** The rules, as they are printed: what each finds, in words that a reader can check. */
export const INCONSISTENCY_RULES = {
  achieved_with_critical_points: 'Raggiunto al 100 % con criticità ancora indicate.',
  percent_fell: 'La percentuale è scesa da un aggiornamento al successivo.',
  achieved_late: 'Raggiunto dopo la scadenza del piano.',
  change_without_act: 'Modificato o ritirato senza indicare un atto.',
  no_update: 'Nessun aggiornamento in una fase scaduta o chiusa.',
  same_money: 'Gli stessi importi, al centesimo, dichiarati su due voci.',
  action_overdue: 'Azione correttiva scaduta e non segnata come fatta.',
  collected_over_assessed: 'Riscosso superiore all’accertato.',
  attainment_differs:
    'Il grado di raggiungimento dichiarato dal documento contraddice l’ultimo aggiornamento.',
  approved_by_author: 'Approvato da chi lo ha comunicato, che non è il dirigente né l’ufficio controllo.',
  never_approved: 'Inviato e mai approvato, in una fase chiusa.',
  parts_missing: 'Voce condivisa chiusa senza la parte di una delle strutture.',
} as const;

export type InconsistencyRule = keyof typeof INCONSISTENCY_RULES;

/** One thing that does not agree with another, found by a printed rule. */
export interface Inconsistency {
  readonly rule: InconsistencyRule;
  readonly item: ItemKey;
  readonly phase: string | null;
  /** The facts that make it, in the field's own words; figures as declared. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What the rules look at. */
interface Evidence {
  readonly plan: Plan;
  /** Versions of every phase, oldest first. */
  readonly versions: readonly StatusUpdate[];
  readonly today: IsoDay;
}

type Rule = (evidence: Evidence) => readonly Inconsistency[];

/** Every inconsistency, in plan order. Pure: the same evidence gives the same list. */
export const findInconsistencies = (evidence: Evidence): readonly Inconsistency[] =>
  (Object.keys(INCONSISTENCY_RULES) as InconsistencyRule[])
    .flatMap((rule) => RULES[rule](evidence))
    .sort((a, b) => compareItems(a.item, b.item));

/** The newest version that stands of each item in each phase. */
const standing = ({ versions }: Evidence): readonly StatusUpdate[] => newestOfItems(versions).filter(stands);

const found = (
  rule: InconsistencyRule,
  update: Pick<StatusUpdate, 'kind' | 'number' | 'phase'>,
  facts: Inconsistency['facts'] = {},
): Inconsistency => ({
  rule,
  item: { kind: update.kind, number: update.number },
  phase: update.phase,
  facts,
});

const isOver = (phase: Phase, today: IsoDay): boolean => phase.dueOn < today || isClosed(phase, today);

const RULES: Readonly<Record<InconsistencyRule, Rule>> = {
  achieved_with_critical_points: (evidence) =>
    standing(evidence).flatMap((update) =>
      update.state === 'achieved' && update.percent === 100 && update.criticalPoints !== null
        ? [found('achieved_with_critical_points', update, { criticalPoints: update.criticalPoints })]
        : [],
    ),

  percent_fell: ({ versions }) => {
    const last = new Map<string, StatusUpdate>();
    const falls: Inconsistency[] = [];
    for (const version of notCancelled(versions).filter(({ closes }) => closes)) {
      const before = last.get(itemRef(version));
      if (before?.percent != null && version.percent !== null && version.percent < before.percent)
        falls.push(found('percent_fell', version, { from: before.percent, to: version.percent }));
      last.set(itemRef(version), version);
    }
    return falls;
  },

  achieved_late: (evidence) =>
    standing(evidence).flatMap((update) => {
      const item = evidence.plan.items.find((candidate) => itemRef(candidate) === itemRef(update));
      const moved = update.changes.find(({ field }) => field === 'deadline')?.new;
      const deadline = moved ?? (item ? dueDayOf(item) : null);
      return update.achievedOn !== null && deadline !== null && update.achievedOn > deadline
        ? [found('achieved_late', update, { achievedOn: update.achievedOn, deadline })]
        : [];
    }),

  change_without_act: (evidence) =>
    standing(evidence).flatMap((update) =>
      (update.state === 'amended' || update.state === 'withdrawn') && update.act === null
        ? [found('change_without_act', update, { state: update.state })]
        : [],
    ),

  no_update: (evidence) =>
    evidence.plan.phases
      .filter((phase) => isOver(phase, evidence.today))
      .flatMap((phase) => {
        const answered = new Set(
          standing(evidence)
            .filter((update) => update.phase === phase.code)
            .map(itemRef),
        );
        return evidence.plan.items
          .filter((item) => asksAbout(phase, item) && !answered.has(itemRef(item)))
          .map((item) => found('no_update', { ...item, phase: phase.code }));
      }),

  same_money: ({ plan }) =>
    reconcile(plan).findings.flatMap((finding) =>
      finding.type === 'same_money'
        ? finding.items.map((item, index) => {
            const other = finding.items[1 - index] ?? item;
            return {
              rule: 'same_money' as const,
              item: { kind: item.kind, number: item.number },
              phase: null,
              facts: { other: itemRef(other), measures: finding.measures.join(', ') },
            };
          })
        : [],
    ),

  action_overdue: ({ plan, versions, today }) =>
    plan.items.flatMap((item) =>
      trackActions(versions.filter((version) => itemRef(version) === itemRef(item)))
        .filter(({ doneIn, due }) => doneIn === null && due !== '' && due < today)
        .map(({ what, owner, due, phase }) =>
          found('action_overdue', { ...item, phase }, { what, owner, due }),
        ),
    ),

  collected_over_assessed: ({ plan }) =>
    reconcile(plan).findings.flatMap((finding) =>
      finding.type === 'collected_over_assessed'
        ? [
            {
              rule: 'collected_over_assessed' as const,
              item: { kind: finding.line.kind, number: finding.line.number },
              phase: null,
              facts: { assessed: finding.assessed, collected: finding.collected },
            },
          ]
        : [],
    ),

  attainment_differs: (evidence) =>
    standing(evidence).flatMap((update) => {
      const item = evidence.plan.items.find((candidate) => itemRef(candidate) === itemRef(update));
      const declared = item?.attainment ?? null;
      // A part-way report and a final figure may differ: only what cannot both be true is a contradiction.
      return declared !== null &&
        ((update.state === 'withdrawn' && declared > 0) ||
          (update.state === 'achieved' && declared < (update.percent ?? 100)))
        ? [
            found('attainment_differs', update, {
              declared,
              state: update.state,
              // A withdrawn item has no percent of its own, unless somebody gave it one.
              ...(update.percent !== null
                ? { percent: update.percent }
                : update.state === 'achieved'
                  ? { percent: 100 }
                  : {}),
            }),
          ]
        : [];
    }),

  approved_by_author: ({ plan, versions }) =>
    versions.flatMap((update) => {
      const approval = update.decisions.find(({ kind }) => kind === 'approved');
      const own = [...approversOf(plan, update.structure), ...controllersOf(plan)];
      return approval?.actor === update.author && !own.includes(update.author)
        ? [found('approved_by_author', update)]
        : [];
    }),

  never_approved: ({ plan, versions, today }) =>
    newestOfChains(versions)
      .filter(({ outcome }) => outcome === 'submitted')
      .filter(({ phase }) => {
        const known = phaseOf(plan, phase);
        return known !== null && isClosed(known, today);
      })
      .map((update) => found('never_approved', update)),

  parts_missing: (evidence) =>
    standing(evidence).flatMap((update) => {
      const structures = evidence.plan.assignments
        .filter((assignment) => itemRef(assignment) === itemRef(update))
        .map(({ unit, department }) => unit ?? department);
      if (structures.length < 2) return [];
      const told = new Set(
        evidence.versions
          .filter(
            (version) =>
              itemRef(version) === itemRef(update) && version.phase === update.phase && stands(version),
          )
          .map(({ structure }) => structure),
      );
      const missing = told.has('*') ? [] : structures.filter((structure) => !told.has(structure));
      return missing.length === 0 ? [] : [found('parts_missing', update, { structures: missing.join(', ') })];
    }),
};
