import { daysBetween } from '../../domain/plan/index.ts';
import { type IsoDay, itemRef, type Milestone } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal } from '../../words/formats.ts';
import { counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Scope } from '../parts/parts-query.ts';
import { itemsIn } from '../parts/scope.ts';
import { say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import type { Words } from '../phrase/words.ts';

/** A milestone, or the end of an item, on a day. */
export interface Step {
  readonly of: IndexedItem;
  /** Null for the item itself. */
  readonly milestone: Milestone | null;
  readonly from: IsoDay | null;
  readonly day: IsoDay | null;
  readonly doneOn: IsoDay | null;
}

/** The milestones of some items, in plan order. */
export function stepsOf(
  index: PlanIndex,
  scope: Scope,
): readonly (Step & { readonly milestone: Milestone })[] {
  const items = new Map(itemsIn(index, scope).map((one) => [one.ref, one]));
  return index.plan.milestones.flatMap((milestone) => {
    const of = items.get(itemRef(milestone));
    const { expectedFrom: from, expectedTo: day, doneOn } = milestone;
    return of ? [{ of, milestone, from, day, doneOn }] : [];
  });
}

/** The states that a step is in on a day: "open" and "late" are two of one step. */
export function statesOf({ day, doneOn }: Pick<Step, 'day' | 'doneOn'>, today: IsoDay): readonly string[] {
  if (doneOn !== null)
    return ['done', ...(day === null || doneOn > day ? [] : doneOn < day ? ['ontime', 'early'] : ['ontime'])];
  return ['open', ...(day === null ? [] : [day < today ? 'late' : 'next'])];
}

/** ", 42 giorni dopo il termine": how far from its day a step was done, or still lies; nothing where no day is declared. */
export function howFar(words: Words, { day, doneOn }: Pick<Step, 'day' | 'doneOn'>, today: IsoDay): string {
  if (day === null) return '';
  const days = doneOn === null ? daysBetween(today, day) : daysBetween(day, doneOn);
  if (days === 0)
    return doneOn === null
      ? say(words, ', il termine è oggi', ', due today')
      : say(words, ', nel giorno previsto', ', on the day');
  const count = counted(Math.abs(days), say(words, 'giorno', 'day'), say(words, 'giorni', 'days'));
  if (doneOn === null)
    return days > 0
      ? say(words, `, al termine ${days === 1 ? 'manca' : 'mancano'} ${count}`, `, ${count} to go`)
      : say(words, `, in ritardo di ${count}`, `, ${count} late`);
  return days > 0
    ? say(words, `, ${count} dopo il termine`, `, ${count} late`)
    : say(words, `, ${count} prima del termine`, `, ${count} early`);
}

/** Orders steps by their day; those without one come last. */
export const byDay = (a: Pick<Step, 'day'>, b: Pick<Step, 'day'>): number =>
  (a.day ?? '9999').localeCompare(b.day ?? '9999');

/** "Collaudo delle cinque sedi (obiettivo 2), entro il 30/09/2026"; with its weight, where that is asked for. */
export function stepText(words: Words, { of, milestone, day, doneOn }: Step, isWeighed = false): string {
  const name = milestone === null ? fullName(words, of) : `${milestone.name} (${shortName(words, of)})`;
  const when = day === null ? words.notDeclared : formatDay(day);
  const done =
    doneOn === null ? '' : say(words, `, fatta ${the(formatDay(doneOn))}`, `, done on ${formatDay(doneOn)}`);
  const weight = milestone?.weight ?? null;
  const weighed = isWeighed
    ? `, ${words.measures.weight} ${weight === null ? words.notDeclared : formatDecimal(weight)}`
    : '';
  return `${name}${weighed}, ${say(words, 'entro il', 'by')} ${when}${done}`;
}

/** Steps as a table: of what, from when, by when, and when they were done; null where there are none. */
export const stepTable = (words: Words, steps: readonly Step[], total: number): AnswerTable | null =>
  steps.length === 0
    ? null
    : {
        ...tableOf(
          steps,
          [
            wordColumn(
              say(words, 'Fase o voce', 'Milestone or item'),
              ({ milestone, of }) => milestone?.name ?? of.item.shortTitle,
            ),
            wordColumn(say(words, 'Voce', 'Item'), ({ of }) => shortName(words, of)),
            wordColumn(say(words, 'Dal', 'From'), ({ from }) => shownDay(from)),
            wordColumn(say(words, 'Entro', 'By'), ({ day }) => shownDay(day)),
            wordColumn(say(words, 'Fatta il', 'Done on'), ({ doneOn }) => shownDay(doneOn)),
          ],
          MOST_ROWS,
        ),
        total,
      };

const shownDay = (day: IsoDay | null): string => (day === null ? '' : formatDay(day));

/** How steps are told apart by their day. */
export const dayFormula = (words: Words, state: string | null, today: IsoDay): string =>
  state === 'late'
    ? say(
        words,
        `prevista prima ${joined('di', formatDay(today))} e non ancora fatta`,
        `expected before ${formatDay(today)} and not done`,
      )
    : say(words, 'elenco in ordine di data', 'in order of date');
