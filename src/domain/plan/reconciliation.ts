import type { ItemKind } from '../../words/kinds.ts';
import { COST_MEASURES, type CostMeasure } from '../../words/measures.ts';
import { type Cents, type CostLine, type ItemKey, itemRef, type Plan, UNPRINTED } from '../types.ts';

/** A declared figure next to what the rows give. Amounts in cents, shares in hundredths of a percent. */
export interface Comparison {
  readonly kind: ItemKind;
  readonly measure: string;
  readonly unit: 'eur' | 'percent' | 'count';
  readonly declared: number;
  readonly computed: number;
  readonly section: string;
  /** What the computed figure was made from. */
  readonly basis: 'rows' | 'declared_addends';
}

/** Something that does not add up, or a note the document needs. */
export type Finding =
  | { readonly type: 'difference'; readonly comparison: Comparison; readonly withoutLine: readonly ItemKey[] }
  | { readonly type: 'shared_code'; readonly code: string; readonly items: readonly ItemKey[] }
  | {
      readonly type: 'shared_item';
      readonly item: ItemKey;
      readonly structures: readonly string[];
      readonly lines: number;
    }
  | {
      readonly type: 'same_money';
      readonly items: readonly [ItemKey, ItemKey];
      readonly measures: readonly CostMeasure[];
    }
  | {
      readonly type: 'collected_over_assessed';
      readonly line: CostLine;
      readonly assessed: Cents;
      readonly collected: Cents;
    }
  | {
      readonly type: 'monitored_total';
      readonly phase: string;
      readonly kind: ItemKind;
      readonly monitored: number;
      readonly inPlan: number;
      /** Those that left the plan meanwhile. */
      readonly withdrawn: number;
    }
  | {
      /** `contradiction`: the document says two things; `note`: how it is to be read. */
      readonly type: 'contradiction' | 'note';
      readonly subject: string;
      readonly note: string;
      readonly source: string;
    };

/** What does not agree in the document itself: neither a note on how to read it, nor what it explains. */
export const isDiscrepancy = (finding: Finding): boolean =>
  finding.type === 'monitored_total'
    ? finding.monitored - finding.withdrawn !== finding.inPlan
    : finding.type !== 'note';

interface Reconciliation {
  /** Every declared figure that could be recomputed, agreeing or not. */
  readonly comparisons: readonly Comparison[];
  readonly findings: readonly Finding[];
}

/** Sum of one measure over lines; null when none of them declares it. */
export function sumOf(lines: readonly CostLine[], measure: CostMeasure): Cents | null {
  const declared = lines.map((line) => line[measure]).filter((amount) => amount !== null);
  return declared.length === 0 ? null : declared.reduce((sum, amount) => sum + amount, 0);
}

/** Every declared figure next to what its rows, or its own addends, give. */
export const comparisonsOf = (plan: Plan): readonly Comparison[] =>
  plan.declared.flatMap((declared) => compare(plan, declared) ?? []);

/** quadratura: the document's own totals against its rows, with every discrepancy. */
export function reconcile(plan: Plan): Reconciliation {
  const comparisons = comparisonsOf(plan);
  return {
    comparisons,
    findings: [
      ...comparisons
        .filter(({ declared, computed }) => declared !== computed)
        .map(
          (comparison): Finding => ({
            type: 'difference',
            comparison,
            withoutLine:
              comparison.measure === 'personnel_eur' ? itemsWithoutLine(plan, comparison.kind) : [],
          }),
        ),
      ...sharedCodes(plan),
      ...sharedItems(plan),
      ...sameMoney(plan),
      ...collectedOverAssessed(plan),
      ...monitoredTotals(plan),
      ...notesOf(plan),
    ],
  };
}

/** The document's remarks, those that say two things that cannot both be true first. */
export function notesOf(plan: Plan): readonly Finding[] {
  const notes = [
    ...plan.notes,
    ...plan.factNotes
      .filter(({ topic }) => topic !== UNPRINTED)
      .map(({ topic, ...note }) => ({ ...note, subject: topic })),
  ].map(
    ({ subject, note, source, contradicts }): Finding => ({
      type: contradicts ? 'contradiction' : 'note',
      subject,
      note,
      source,
    }),
  );
  return [...notes.filter(isDiscrepancy), ...notes.filter((one) => !isDiscrepancy(one))];
}

function compare(plan: Plan, declared: Plan['declared'][number]): Comparison | null {
  const { kind, measure, section } = declared;
  const lines = plan.costLines.filter((line) => line.kind === kind);
  const base = { kind, measure, section };
  const cents = (): number => Math.round(Number(declared.value) * 100);
  const declaredEuro = (name: string): number | null => {
    const row = plan.declared.find((other) => other.kind === kind && other.measure === name);
    return row ? Math.round(Number(row.value) * 100) : null;
  };

  const amount = COST_MEASURES.find((name) => `${name}_eur` === measure);
  if (amount)
    return { ...base, unit: 'eur', declared: cents(), computed: sumOf(lines, amount) ?? 0, basis: 'rows' };
  if (measure === 'count') {
    const computed = plan.items.filter((item) => item.kind === kind).length;
    return { ...base, unit: 'count', declared: Number(declared.value), computed, basis: 'rows' };
  }
  if (measure === 'items_with_revenue') {
    const earning = lines.filter(({ assessed, collected }) => assessed !== null || collected !== null);
    const computed = new Set(earning.map(itemRef)).size;
    return { ...base, unit: 'count', declared: Number(declared.value), computed, basis: 'rows' };
  }

  const personnel = declaredEuro('personnel_eur');
  const settled = declaredEuro('settled_eur');
  const resources = declaredEuro('resources_used_eur');
  if (personnel === null || settled === null) return null;
  if (measure === 'resources_used_eur')
    return {
      ...base,
      unit: 'eur',
      declared: cents(),
      computed: personnel + settled,
      basis: 'declared_addends',
    };
  if (resources === null) return null;
  const share = (part: number): number => Math.round((part * 10_000) / resources);
  if (measure === 'personnel_share_pct')
    return {
      ...base,
      unit: 'percent',
      declared: cents(),
      computed: share(personnel),
      basis: 'declared_addends',
    };
  if (measure === 'direct_share_pct')
    return {
      ...base,
      unit: 'percent',
      declared: cents(),
      computed: share(settled),
      basis: 'declared_addends',
    };
  return null;
}

const itemsWithoutLine = (plan: Plan, kind: ItemKind): readonly ItemKey[] => {
  const withLine = new Set(plan.costLines.filter(({ personnel }) => personnel !== null).map(itemRef));
  return plan.items.filter((item) => item.kind === kind && !withLine.has(itemRef(item)));
};

function sharedCodes(plan: Plan): Finding[] {
  const byCode = Map.groupBy(
    plan.items.filter(({ code }) => code !== null),
    ({ code }) => code,
  );
  return [...byCode].flatMap(([code, items]) =>
    code !== null && items.length > 1 ? [{ type: 'shared_code', code, items } satisfies Finding] : [],
  );
}

function sharedItems(plan: Plan): Finding[] {
  return plan.items.flatMap((item) => {
    const structures = plan.assignments
      .filter((assignment) => itemRef(assignment) === itemRef(item))
      .map(({ unit, department }) => unit ?? department);
    const lines = plan.costLines.filter((line) => itemRef(line) === itemRef(item)).length;
    // A transversal item has its one row where the structures meet.
    const asPrinted = item.scope === 'transversal' && lines === 1;
    return structures.length > 1 && !asPrinted
      ? [{ type: 'shared_item', item, structures, lines } satisfies Finding]
      : [];
  });
}

/** Two items with the same amount to the cent in at least two measures: the same money, declared twice. */
function sameMoney(plan: Plan): Finding[] {
  const amounts = ['committed', 'settled', 'assessed', 'collected'] as const;
  return plan.costLines.flatMap((line, index) =>
    plan.costLines.slice(index + 1).flatMap((other) => {
      if (itemRef(line) === itemRef(other)) return [];
      const measures = amounts.filter((name) => line[name] !== null && line[name] === other[name]);
      return measures.length > 1
        ? [{ type: 'same_money', items: [line, other], measures } satisfies Finding]
        : [];
    }),
  );
}

function collectedOverAssessed(plan: Plan): Finding[] {
  return plan.costLines.flatMap((line) =>
    line.assessed !== null && line.collected !== null && line.collected > line.assessed
      ? [
          {
            type: 'collected_over_assessed',
            line,
            assessed: line.assessed,
            collected: line.collected,
          } satisfies Finding,
        ]
      : [],
  );
}

function monitoredTotals(plan: Plan): Finding[] {
  const byKind = Map.groupBy(plan.monitoringCounts, ({ phase, kind }) => `${phase}|${kind}`);
  return [...byKind.values()].flatMap((counts) => {
    const [first] = counts;
    if (!first) return [];
    const monitored = counts.reduce((sum, { count }) => sum + count, 0);
    const inPlan = plan.items.filter(({ kind }) => kind === first.kind).length;
    const withdrawn = counts.find(({ state }) => state === 'withdrawn')?.count ?? 0;
    // What the plan does not list cannot be compared with its list.
    return monitored === inPlan || inPlan === 0
      ? []
      : [
          {
            type: 'monitored_total',
            phase: first.phase,
            kind: first.kind,
            monitored,
            inPlan,
            withdrawn,
          } satisfies Finding,
        ];
  });
}
