import { z } from 'zod';
import type { Fact } from '../../domain/types.ts';
import type { InBoth } from '../../words/language.ts';
import type { Expr } from '../figures/figures-query.ts';
import { NO_FIGURES } from '../figures/figures-query.ts';
import { figuresOf, ofKind, sums } from '../figures/plain-figures.ts';
import { cellList, readItalian } from '../knowledge/italian-files.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { mainCost, planMeasures } from '../knowledge/plan-measures.ts';
import { type Query, type QueryOf, querySchema } from '../query.ts';
import { milestonesQuery } from './charted-query.ts';
import { factsQuery, isLimit } from './facts-query.ts';

/** Pictures that every body has a use for, each of one query. */
export const STANDARD_CHARTS = [
  'state',
  'arrivals',
  'costs',
  'cost-attainment',
  'cost-weight',
  'attainment',
  'milestones',
  'years',
  'goals',
  'survey',
  'context',
  'limit',
] as const;
export type StandardChart = (typeof STANDARD_CHARTS)[number];

export const STANDARD_CHART_NAMES: Readonly<Record<StandardChart, InBoth>> = {
  state: { it: 'Stato della fase per settore', en: 'State of the phase by department' },
  arrivals: { it: 'Arrivi nel tempo', en: 'Arrivals over time' },
  costs: { it: 'Costi per settore', en: 'Costs by department' },
  'cost-attainment': { it: 'Costo e raggiungimento', en: 'Cost and attainment' },
  'cost-weight': { it: 'Costo e peso', en: 'Cost and weight' },
  attainment: { it: 'Gradi di raggiungimento', en: 'Attainment' },
  milestones: { it: 'Fasi degli obiettivi', en: 'Milestones' },
  years: { it: 'Andamento negli anni', en: 'Over the years' },
  goals: { it: 'Goal dell’Agenda 2030', en: 'Goals of the 2030 Agenda' },
  survey: { it: 'Giudizi del questionario', en: 'Survey means' },
  context: { it: 'Una serie di contesto', en: 'A context series' },
  limit: { it: 'Spesa di personale e limite', en: 'Personnel against its limit' },
};

/** The query that a standard picture is of; null where the plan has nothing to ask of. */
export function standardQuery(index: PlanIndex, chart: StandardChart): Query | null {
  switch (chart) {
    case 'state':
      return standingQuery([]);
    case 'arrivals':
      return monitoring('arrived');
    case 'costs':
      return planMeasures(index).free
        ? null
        : figuresOf(index, [], sums(planMeasures(index).cost), 'department');
    case 'cost-attainment':
      return costAgainst(index, 'attainment');
    case 'cost-weight':
      return costAgainst(index, 'weight');
    case 'attainment':
      return figuresOf(index, OBJECTIVES, sums(['attainment']), 'item');
    case 'milestones':
      return index.plan.milestones.length === 0 ? null : milestonesQuery(null);
    case 'years':
      return overYears(index);
    case 'goals':
      return { type: 'goal', numbers: [] };
    case 'survey':
      return ofFacts(surveyOf(index.plan.facts));
    case 'context':
      return ofFacts(seriesOf(index));
    case 'limit':
      return ofFacts(limitOf(index.plan.facts));
  }
}

const OBJECTIVES = ofKind('objective');

/** @param departments none for the whole phase */
const monitoring = (view: QueryOf<'monitoring'>['view'], departments: readonly string[] = []): Query =>
  querySchema.parse({
    type: 'monitoring',
    kind: null,
    states: [],
    departments,
    units: [],
    items: [],
    missing: false,
    view,
  });

/** How a phase stands by department; by unit where some departments are meant. */
export const standingQuery = (departments: readonly string[]): Query =>
  standingOf({ departments, units: [] }, departments.length > 0 ? 'unit' : null);

/** How the part of some structures stands, of all where none is named; beside it the sentence tells what each still owes. */
export const standingOf = (
  { departments, units }: { readonly departments: readonly string[]; readonly units: readonly string[] },
  by: 'department' | 'unit' | null,
): Query => {
  const query = monitoring('states', departments);
  return query.type === 'monitoring' ? { ...query, units: [...units], by, missing: by !== null } : query;
};

const costAgainst = (index: PlanIndex, result: 'attainment' | 'weight'): Query | null =>
  planMeasures(index).free
    ? null
    : figuresOf(
        index,
        OBJECTIVES,
        sums([planMeasures(index).own ? mainCost(index) : 'resources', result]),
        'item',
      );

/** What everything cost in the plan of each year; null where there is but one. */
function overYears(index: PlanIndex): Query | null {
  const years = [...index.years.keys()].sort();
  if (years.length < 2) return null;
  const figure = planMeasures(index).free ? ('items' as const) : mainCost(index);
  const expr: Expr = { type: 'fold', fold: figure === 'items' ? 'count' : 'sum', figure };
  return {
    ...NO_FIGURES,
    columns: years.map((year): Expr => ({ type: 'over', expr, select: [], year })),
  };
}

const ofFacts = (facts: readonly Fact[] | null): Query | null =>
  facts === null ? null : factsQuery(facts.map(({ code }) => code));

/** The largest table of judgements, without its own summary. */
function surveyOf(facts: readonly Fact[]): readonly Fact[] | null {
  const judged = facts.filter(({ unit, measure }) => unit === 'score' && !/\bneutr/i.test(measure));
  const tables = [
    ...Map.groupBy(judged, ({ topic, measure, period }) => `${topic}|${measure}|${period}`).values(),
  ];
  const [largest] = tables.toSorted((a, b) => b.length - a.length);
  return largest && largest.length > 2
    ? largest.filter(({ subject }) => !/^(sintesi|totale|media)\b/i.test(subject))
    : null;
}

/** The longest series of a table, the body's own before others'. */
function seriesOf({ plan }: PlanIndex): readonly Fact[] | null {
  const groups = Map.groupBy(plan.facts, ({ topic, subject, measure, unit }) =>
    [topic, subject, measure, unit].join('|'),
  );
  const isOwn = ([first]: readonly Fact[]): boolean =>
    first !== undefined && plan.head.bodyName.includes(first.subject);
  const [best] = [...groups.values()]
    .filter((own) => new Set(own.map(({ period }) => period)).size > 2)
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.length - a.length);
  return best ?? null;
}

/** The first figures over time that stand beside their limit. */
function limitOf(facts: readonly Fact[]): readonly Fact[] | null {
  const tables = Map.groupBy(facts, ({ topic, subject, unit }) => [topic, subject, unit].join('|'));
  const found = [...tables.values()].find((own) => {
    const limits = own.filter(({ measure }) => isLimit(measure));
    const values = own.filter(({ measure }) => !isLimit(measure));
    const series = new Set(values.map(({ measure }) => measure)).size;
    return series === 1 && values.length > 1 && limits.length > 1;
  });
  return found ?? null;
}

const rowSchema = z.object({ chart: z.enum(STANDARD_CHARTS), words: cellList('|') });

/** Words that say nothing of what is drawn. */
const LIGHT =
  /^(il|lo|la|i|gli|le|l|un|una|di|del|dello|della|dell|dei|degli|delle|d|a|al|alla|ai|alle|in|nel|nello|nella|nei|negli|nelle|con|su|sul|per|tra|fra|e|ed|come|si|suo|suoi|quanti|quante|the|of|by|and|over|against|time|tutti|tutte)$/;

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LIGHT.test(word));

/** Nobody names a picture at such length. */
const MOST_WORDS = 12;

/**
 * The standard picture that some words name, and nothing besides (`data/italiano/grafici-noti.csv`): all the words of one
 * of its names, in any order, and else only words of its names; the longest name is meant.
 */
export function standardChartReader(): (text: string) => StandardChart | null {
  const known = readItalian('grafici-noti.csv', rowSchema).map(({ chart, words }) => {
    const names = words.map(wordsOf).filter((name) => name.length > 0);
    return { chart, names, all: new Set(names.flat()) };
  });
  return (text) => {
    const said = new Set(wordsOf(text));
    if (said.size === 0 || said.size > MOST_WORDS) return null;
    const [meant] = known
      .filter(({ all }) => [...said].every((word) => all.has(word)))
      .flatMap(({ chart, names }) =>
        names
          .filter((name) => name.every((word) => said.has(word)))
          .map((name) => ({ chart, length: name.length })),
      )
      .toSorted((a, b) => b.length - a.length);
    return meant?.chart ?? null;
  };
}
