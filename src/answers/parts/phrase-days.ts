import { dueDayOf } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { counted } from '../../words/sentences.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { MOST_ROWS } from '../phrase/table-of.ts';
import { daysText, stateText } from '../rows/row-names.ts';
import { byDay, dayFormula, type Step, statesOf, stepsOf, stepTable, stepText } from '../rows/steps.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { itemsIn, scopeText } from './scope.ts';

type Ask = AskOf<'days'>;

/** "Prossime scadenze": so many, unless days are named. */
const NEXT = 10;

/** The items that have a day of their own; those that are done or withdrawn are over. */
const endsOf = (index: PlanIndex, scope: Scope, isOver: (one: IndexedItem) => boolean): readonly Step[] =>
  itemsIn(index, scope)
    .filter((of) => of.item.dueOn !== null && of.item.withdrawnIn === undefined && !isOver(of))
    .map((of) => ({ of, milestone: null, from: of.item.startsOn, day: dueDayOf(of.item), doneOn: null }));

/** Due days and milestones that pass the test of a question, the nearest first. */
export const daysTold = (
  index: PlanIndex,
  scope: Scope,
  { test, days }: Ask,
  today: IsoDay,
  isOver: (one: IndexedItem) => boolean,
): readonly Step[] =>
  [...stepsOf(index, scope), ...endsOf(index, scope, isOver)]
    .toSorted(byDay)
    .filter(
      (step) =>
        (test === null || statesOf(step, today).includes(test)) &&
        (days === null || (step.day !== null && step.day >= days.from && step.day <= days.to)),
    );

/**
 * Due days and milestones together: late ones, or those of some days.
 * @param isOver what the last report says is achieved or withdrawn
 */
export function phraseDays(
  { index, words }: Phrasing,
  scope: Scope,
  ask: Ask,
  today: IsoDay,
  isOver: (one: IndexedItem) => boolean,
): Draft {
  const { test, days } = ask;
  const where = scopeText(index, words, scope);
  const told = daysTold(index, scope, ask, today, isOver);
  const shown = test === 'next' && days === null ? told.slice(0, NEXT) : told;
  const [first] = told;
  const count = counted(told.length, say(words, 'scadenza', 'deadline'), say(words, 'scadenze', 'deadlines'));
  const opening = told.length === 0 ? say(words, 'Nessuna scadenza', 'No deadline') : count;
  const state = test === null ? '' : ` ${stateText(words, test, today)}`;
  const named =
    first === undefined
      ? ''
      : told.length < 4
        ? `: ${told.map((step) => stepText(words, step)).join('; ')}`
        : say(words, `; la prima: ${stepText(words, first)}`, `; the first: ${stepText(words, first)}`);
  return {
    headline: `${opening}${state}${daysText(words, days)} ${where}, ${index.plan.head.year}${named}.`,
    table: stepTable(words, shown, told.length),
    notes: [
      say(
        words,
        'Sono contate le fasi e le voci per cui il piano dà un giorno; per le altre la scadenza è il 31 dicembre dell’ultimo anno previsto.',
        'Milestones and items for which the plan gives a day are counted; the others end on 31 December of their last year.',
      ),
    ],
    sources: [`${index.plan.head.document}, ${say(words, 'fasi e scadenze', 'milestones and deadlines')}`],
    proof: {
      filter: `${where}${state}`,
      rows: shown.slice(0, MOST_ROWS).map((step) => stepText(words, step)),
      formula: dayFormula(words, test, today),
      sum: null,
    },
    value: told.length,
    unit: 'count',
    items: [...new Set(shown.map(({ of }) => of.ref))],
  };
}
