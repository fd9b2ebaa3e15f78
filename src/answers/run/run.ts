import { comparisonsOf } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { entryOf, type Place } from '../figures/entries.ts';
import { evaluate } from '../figures/evaluate.ts';
import type { FiguresQuery } from '../figures/figures-query.ts';
import { binds } from '../knowledge/bound-bodies.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Live } from '../ports.ts';
import { type Query, type QueryOf, tellsState } from '../query.ts';
import { evaluateFacts, figuresAsked } from '../tables/evaluate-facts.ts';
import { weigh } from '../weights/weigh.ts';
import { selectActs } from './acts.ts';
import { knownStates, livePhase, overBy } from './live-state.ts';
import type { Result } from './result.ts';

/** Runs a query on the plan; only states and monitoring look at the live side, as it is today. */
export async function run(query: Query, index: PlanIndex, live: Live, today: IsoDay): Promise<Result> {
  const { plan } = index;
  switch (query.type) {
    case 'item': {
      const rows = query.items.flatMap((ref) => {
        const one = index.byRef.get(ref);
        return one ? [entryOf(one, inDepartment(query.department))] : [];
      });
      return {
        type: 'item',
        query,
        rows,
        states: tellsState(query) ? await knownStates(live, rows) : new Map(),
      };
    }
    case 'structure':
      return { type: 'structure', query };
    case 'goal':
      return {
        type: 'goal',
        query,
        goals: plan.goals
          .filter((goal) => query.numbers.length === 0 || query.numbers.includes(goal.number))
          .map((goal) => ({ goal, items: index.byGoal.get(goal.number) ?? [] })),
      };
    case 'date':
      return runDates(index, query);
    case 'monitoring':
      return {
        type: 'monitoring',
        query,
        printed: plan.monitoringCounts.filter((one) => query.kind === null || one.kind === query.kind),
        live: await livePhase(index, live, query, today),
        today,
      };
    case 'term': {
      const entries = query.terms.flatMap((term) => plan.glossary.find((entry) => entry.term === term) ?? []);
      return {
        type: 'term',
        query,
        entries,
        related: relatedTerms(
          index,
          entries.map((entry) => entry.term),
        ),
      };
    }
    case 'fact': {
      const shown = figuresAsked(plan, query);
      const found = evaluateFacts(plan, shown);
      const topics = new Set(found.all.flatMap(({ facts }) => facts.map(({ topic }) => topic)));
      return {
        type: 'fact',
        query: shown,
        ...found,
        notes: plan.factNotes.filter(({ topic }) => topics.has(topic)),
      };
    }
    case 'rule':
      return { type: 'rule', query };
    case 'acts':
      return { type: 'acts', query, acts: selectActs(plan, query) };
    case 'statement':
      return { type: 'statement', query };
    case 'use':
      return { type: 'use', query };
    case 'check': {
      const compared = remember(index.memo, 'comparisons', () => comparisonsOf(plan));
      return {
        type: 'check',
        query,
        comparison: compared.find((one) => one.kind === query.kind && one.measure === query.measure) ?? null,
        all: compared,
      };
    }
    case 'passage':
      return { type: 'passage', query };
    case 'remark':
      return { type: 'remark', query };
    case 'about':
      return { type: 'about', query };
    case 'figures':
      return runFigures(index, query);
    case 'weights':
      return weigh(index, query);
    case 'parts':
      return { type: 'parts', query, today, isOver: await overBy(live) };
  }
}

const inDepartment = (code: string | null) =>
  code === null ? null : (place: Place): boolean => place.department === code;

const runFigures = (index: PlanIndex, query: FiguresQuery): Result => ({
  type: 'figures',
  table: evaluate(query, index),
});

function runDates(index: PlanIndex, query: QueryOf<'date'>): Result {
  const { plan } = index;
  const calendar = query.acts.length + query.phases.length + query.legal.length === 0;
  return {
    type: 'date',
    query,
    calendar,
    // In the order of the query: the one that fits best comes first.
    acts: query.acts.flatMap((code) => plan.acts.find((act) => act.code === code) ?? []),
    phases: plan.phases.filter((phase) => calendar || query.phases.includes(phase.code)),
    legal: calendar
      ? plan.legalDeadlines.filter((one) => one.due !== null && binds(index.guide.law, one.whom, plan))
      : query.legal.flatMap((code) => plan.legalDeadlines.find((one) => one.code === code) ?? []),
    itemYears: remember(index.memo, 'item-years', () => countLastYears(index)),
  };
}

function countLastYears(index: PlanIndex): readonly { year: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const { item } of index.worked) counts.set(item.horizonEnd, (counts.get(item.horizonEnd) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([year, count]) => ({ year, count }));
}

/** Terms that a definition leans on: "costo del personale" needs "grado di coinvolgimento". */
function relatedTerms(index: PlanIndex, terms: readonly string[]) {
  const { glossary } = index.plan;
  const texts = glossary
    .filter((entry) => terms.includes(entry.term))
    .map((entry) => entry.definition.toLowerCase());
  return glossary
    .filter(
      (entry) =>
        !terms.includes(entry.term) &&
        entry.term.includes(' ') &&
        texts.some((text) => text.includes(entry.term.toLowerCase())),
    )
    .slice(0, 2);
}
