import { dueDayOf } from '../../domain/plan/index.ts';
import { type IsoDay, itemRef, type Milestone } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { itemsIn, scopeText } from './scope.ts';

/** A milestone, or the end of an item, on a day. */
interface Step {
  readonly of: IndexedItem;
  /** Null for the item itself. */
  readonly milestone: Milestone | null;
  readonly from: IsoDay | null;
  readonly day: IsoDay | null;
  readonly doneOn: IsoDay | null;
}

type Test = AskOf<'milestones'>['test'];

const MOST_ROWS = 100;
/** "Prossime scadenze": so many, unless days are named. */
const NEXT = 10;

const stepsOf = (index: PlanIndex, scope: Scope): readonly Step[] => {
  const items = new Map(itemsIn(index, scope).map((one) => [one.ref, one]));
  return index.plan.milestones.flatMap((milestone): Step[] => {
    const of = items.get(itemRef(milestone));
    const { expectedFrom: from, expectedTo: day, doneOn } = milestone;
    return of ? [{ of, milestone, from, day, doneOn }] : [];
  });
};

/** The items that have a day of their own; those that are done or withdrawn are over. */
const endsOf = (index: PlanIndex, scope: Scope, isOver: (one: IndexedItem) => boolean): readonly Step[] =>
  itemsIn(index, scope)
    .filter((of) => of.item.dueOn !== null && of.item.withdrawnIn === undefined && !isOver(of))
    .map((of) => ({ of, milestone: null, from: of.item.startsOn, day: dueDayOf(of.item), doneOn: null }));

function passes({ day, doneOn }: Step, test: Test, today: IsoDay): boolean {
  switch (test) {
    case 'late':
      return day !== null && doneOn === null && day < today;
    case 'next':
      return day !== null && doneOn === null && day >= today;
    case 'done':
      return doneOn !== null;
    case 'open':
      return doneOn === null;
    case null:
      return true;
  }
}

const isWithin = ({ day }: Step, days: { from: IsoDay; to: IsoDay } | null): boolean =>
  days === null || (day !== null && day >= days.from && day <= days.to);

const byDay = (a: Step, b: Step): number => (a.day ?? '9999').localeCompare(b.day ?? '9999');

/** What such a question is about, without a word: those that pass its test, the nearest first where days are asked for. */
export function stepsTold(
  index: PlanIndex,
  scope: Scope,
  ask: AskOf<'milestones' | 'days'>,
  today: IsoDay,
  isOver: (one: IndexedItem) => boolean,
): readonly Step[] {
  const names = ask.of === 'milestones' ? ask.names : null;
  const steps = stepsOf(index, scope).filter(
    ({ milestone }) => names === null || names.includes(milestone?.name ?? ''),
  );
  const all = ask.of === 'days' ? [...steps, ...endsOf(index, scope, isOver)].toSorted(byDay) : steps;
  return all.filter((step) => passes(step, ask.test, today) && isWithin(step, ask.days));
}

/** The milestones of some items: all, those that are late, done, still to do, or next. */
export function phraseMilestones(
  phrasing: Phrasing,
  scope: Scope,
  ask: AskOf<'milestones'>,
  today: IsoDay,
): Draft {
  const { index, words } = phrasing;
  const all = stepsOf(index, scope).filter(
    ({ milestone }) => ask.names === null || ask.names.includes(milestone?.name ?? ''),
  );
  const where = scopeText(index, words, scope);
  if (all.length === 0)
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Il piano ${index.plan.head.year} non dichiara fasi con le loro date ${where}.`,
        `The ${index.plan.head.year} plan declares no milestone ${where}.`,
      ),
    };
  const told = all.filter((step) => passes(step, ask.test, today) && isWithin(step, ask.days));
  const shown = ask.test === 'next' && ask.days === null ? told.toSorted(byDay).slice(0, NEXT) : told;
  const noun = counted(told.length, say(words, 'fase', 'milestone'), say(words, 'fasi', 'milestones'));
  const named =
    told.length > 0 && told.length < 4 ? `: ${told.map((step) => stepText(words, step)).join('; ')}` : '';
  if (ask.names !== null && told.length > 0)
    return {
      headline: `${told.map((step) => capital(`${stepText(words, step)}${notDone(words, step)}`)).join('. ')}.`,
      ...draftOf(index, words, shown, told.length, where, ask.test, today),
    };
  return {
    headline: `${told.length === 0 ? say(words, 'Nessuna fase', 'No milestone') : noun}${testText(words, ask.test, today)} ${where}${daysText(words, ask.days)}, ${index.plan.head.year}${named}.`,
    ...draftOf(index, words, shown, told.length, where, ask.test, today),
  };
}

/**
 * Due days and milestones together: late ones, or those of some days.
 * @param isOver what the last report says is achieved or withdrawn
 */
export function phraseDays(
  phrasing: Phrasing,
  scope: Scope,
  ask: AskOf<'days'>,
  today: IsoDay,
  isOver: (one: IndexedItem) => boolean,
): Draft {
  const { index, words } = phrasing;
  const where = scopeText(index, words, scope);
  const all = [...stepsOf(index, scope), ...endsOf(index, scope, isOver)].toSorted(byDay);
  const test = ask.test ?? null;
  const told = all.filter((step) => passes(step, test, today) && isWithin(step, ask.days));
  const shown = test === 'next' && ask.days === null ? told.slice(0, NEXT) : told;
  const [first] = told;
  const count = counted(told.length, say(words, 'scadenza', 'deadline'), say(words, 'scadenze', 'deadlines'));
  const opening = told.length === 0 ? say(words, 'Nessuna scadenza', 'No deadline') : count;
  const named =
    first === undefined
      ? ''
      : told.length < 4
        ? `: ${told.map((step) => stepText(words, step)).join('; ')}`
        : say(words, `; la prima: ${stepText(words, first)}`, `; the first: ${stepText(words, first)}`);
  return {
    headline: `${opening}${testText(words, test, today)}${daysText(words, ask.days)} ${where}, ${index.plan.head.year}${named}.`,
    ...draftOf(index, words, shown, told.length, where, test, today),
    notes: [
      say(
        words,
        'Sono contate le fasi e le voci per cui il piano dà un giorno; per le altre la scadenza è il 31 dicembre dell’ultimo anno previsto.',
        'Milestones and items for which the plan gives a day are counted; the others end on 31 December of their last year.',
      ),
    ],
  };
}

/** "Collaudo delle cinque sedi (obiettivo 2), entro il 30/09/2026". */
function stepText(words: Words, { of, milestone, day, doneOn }: Step): string {
  const name = milestone === null ? fullName(words, of) : `${milestone.name} (${shortName(words, of)})`;
  const when = day === null ? words.notDeclared : formatDay(day);
  const done =
    doneOn === null ? '' : say(words, `, fatta ${the(formatDay(doneOn))}`, `, done on ${formatDay(doneOn)}`);
  return `${name}, ${say(words, 'entro il', 'by')} ${when}${done}`;
}

/** Of a milestone that is asked for by its name it is said too that no day is declared. */
const notDone = (words: Words, { doneOn }: Step): string =>
  doneOn === null ? say(words, ', non risulta fatta', ', not reported as done') : '';

const TESTS: Readonly<Record<NonNullable<Test>, readonly [string, string]>> = {
  late: ['in ritardo', 'late'],
  next: ['in arrivo', 'coming up'],
  done: ['già fatte', 'done'],
  open: ['ancora da fare', 'still to do'],
};

const testText = (words: Words, test: Test, today: IsoDay): string =>
  test === null
    ? ''
    : ` ${say(words, TESTS[test][0], TESTS[test][1])}${test === 'late' || test === 'next' ? say(words, ` ${joined('a', formatDay(today))}`, ` on ${formatDay(today)}`) : ''}`;

/** " entro il 30/06/2026", " dal 01/03/2026 al 30/06/2026", after what is of those days. */
export const daysText = (words: Words, days: { from: IsoDay; to: IsoDay } | null): string => {
  if (days === null) return '';
  if (days.to > '2999') return ` ${say(words, 'dal', 'from')} ${formatDay(days.from)}`;
  if (days.from === days.to) return ` ${say(words, 'il', 'on')} ${formatDay(days.to)}`;
  return days.from < '1901'
    ? ` ${say(words, 'entro il', 'by')} ${formatDay(days.to)}`
    : ` ${say(words, 'dal', 'from')} ${formatDay(days.from)} ${say(words, 'al', 'to')} ${formatDay(days.to)}`;
};

function draftOf(
  index: PlanIndex,
  words: Words,
  shown: readonly Step[],
  total: number,
  where: string,
  test: Test,
  today: IsoDay,
): Omit<Draft, 'headline'> {
  return {
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              say(words, 'Fase o voce', 'Milestone or item'),
              say(words, 'Voce', 'Item'),
              say(words, 'Dal', 'From'),
              say(words, 'Entro', 'By'),
              say(words, 'Fatta il', 'Done on'),
            ].map((label) => ({ label, numeric: false })),
            rows: shown
              .slice(0, MOST_ROWS)
              .map(({ of, milestone, from, day, doneOn }) => [
                textCell(milestone?.name ?? of.item.shortTitle),
                textCell(shortName(words, of)),
                textCell(from === null ? '' : formatDay(from)),
                textCell(day === null ? '' : formatDay(day)),
                textCell(doneOn === null ? '' : formatDay(doneOn)),
              ]),
            total,
          },
    sources: [`${index.plan.head.document}, ${say(words, 'fasi e scadenze', 'milestones and deadlines')}`],
    proof: {
      filter: `${where}${testText(words, test, today)}`,
      rows: shown.slice(0, MOST_ROWS).map((step) => stepText(words, step)),
      formula:
        test === 'late'
          ? say(
              words,
              `prevista prima ${joined('di', formatDay(today))} e non ancora fatta`,
              `expected before ${formatDay(today)} and not done`,
            )
          : say(words, 'elenco in ordine di data', 'in order of date'),
      sum: null,
    },
    value: total,
    unit: 'count',
    items: [...new Set(shown.map(({ of }) => of.ref))],
  };
}
