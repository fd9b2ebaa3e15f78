import type { Conversation } from '../conversation.ts';
import { type PlanIndex, unique } from '../knowledge/plan-index.ts';
import { say } from '../phrase/draft.ts';
import type { Words } from '../phrase/words.ts';
import type { Query } from '../query.ts';
import { ask, type Outcome, refuse } from '../understand/outcome.ts';
import type { Reading } from '../understand/reading.ts';
import type { ChartWish } from './chart-wish.ts';
import { milestonesQuery } from './charted-query.ts';
import {
  STANDARD_CHART_NAMES,
  STANDARD_CHARTS,
  type StandardChart,
  standardQuery,
  standingOf,
} from './standard-charts.ts';

/** The standard pictures that a plan has something for. */
export const standardChartsOf = (index: PlanIndex): ReadonlyMap<StandardChart, Query> =>
  new Map(
    STANDARD_CHARTS.flatMap((chart) => {
      const query = standardQuery(index, chart);
      return query === null ? [] : [[chart, query]];
    }),
  );

/**
 * A picture that is wanted by its name, or of what was just answered; asked back where nothing says of what. Null where
 * there is a question to understand.
 */
export function wishedAlone(
  index: PlanIndex,
  question: string,
  wish: ChartWish,
  conversation: Conversation | null,
  readStandard: (text: string) => StandardChart | null,
  read: () => Reading,
): readonly Outcome[] | null {
  const last = conversation?.query ?? null;
  if (question.trim() === '') {
    if (wish.spans) return [ask(milestonesQuery(last))];
    return last === null ? [{ type: 'clarification', what: 'chart', choices: [] }] : [ask(last)];
  }
  const standard = wish.spans ? null : readStandard(question);
  if (standard === null) {
    const standing = wish.spans ? null : standingWished(read(), readStandard);
    return standing && [ask(standing)];
  }
  const query = standardQuery(index, standard);
  return [
    query === null ? refuse({ reason: 'nothing_to_draw', name: STANDARD_CHART_NAMES[standard] }) : ask(query),
  ];
}

/** "Lo stato per U.O.", "copertura del settore 5": how a phase stands, where nothing else is named but structures. */
function standingWished(
  { tokens, spans, structures }: Reading,
  readStandard: (text: string) => StandardChart | null,
): Query | null {
  const groups = spans.filter(({ concept }) => concept === 'group:department' || concept === 'group:unit');
  const placed = [...groups, ...structures];
  if (placed.length === 0) return null;
  const left = tokens.filter((_token, at) => !placed.some(({ from, to }) => from <= at && at < to));
  if (readStandard(left.map(({ text }) => text).join(' ')) !== 'state') return null;
  const codes = (level: 'department' | 'unit'): readonly string[] =>
    unique(structures.filter((one) => one.level === level).map(({ code }) => code));
  const byUnit = structures.length > 0 || groups.some(({ concept }) => concept === 'group:unit');
  return standingOf({ departments: codes('department'), units: codes('unit') }, byUnit ? 'unit' : null);
}

/** What was understood, as what is to be drawn: a Gantt is of milestones, whatever else could be said. */
export const asSpans = (outcome: Outcome): Outcome =>
  outcome.type === 'query' ? ask(milestonesQuery(outcome.query)) : outcome;

/** "Di che cosa?", with what there is. */
export function chartOfWhat(index: PlanIndex, words: Words): string {
  const names = [...standardChartsOf(index).keys()].map(
    (chart) => STANDARD_CHART_NAMES[chart][words.language],
  );
  return say(
    words,
    `Un grafico di che cosa? Per esempio «grafico dei costi per settore». Posso disegnare ogni risposta con più cifre, e fra l’altro: ${names.join('; ')}.`,
    `A chart of what? For example «chart of costs by department». I can draw any answer with several figures, among them: ${names.join('; ')}.`,
  );
}
