import { phaseName } from '../../domain/phases/index.ts';
import type { Item, Plan } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import type { Row } from '../knowledge/select.ts';
import { say } from './draft.ts';
import { ofName } from './names.ts';
import type { Words } from './words.ts';

/** More than so many changed deadlines are not told one by one. */
const MOST_TOLD = 3;

/** Where the deadlines of some items come from: derived from their years, declared, or changed by an act in the year. */
export function deadlineNotes(plan: Plan, words: Words, rows: readonly Row[]): readonly string[] {
  const moved = rows.filter(({ of }) => deadlineChange(of.item) !== null);
  const derived = rows.filter(({ of }) => of.item.dueOn === null);
  return [
    ...moved.slice(0, MOST_TOLD).map((row) => movedText(plan, words, row)),
    ...(moved.length > MOST_TOLD
      ? [
          say(
            words,
            `Le scadenze modificate in corso d’anno sono ${moved.length}.`,
            `${moved.length} deadlines were changed during the year.`,
          ),
        ]
      : []),
    ...(derived.length === 0 ? [] : [derivedDeadline(words, derived.length === rows.length)]),
  ];
}

/** The last change of an item's deadline. */
const deadlineChange = ({ changes = [] }: Item) =>
  changes.findLast(({ field }) => field === 'deadline') ?? null;

function movedText(plan: Plan, words: Words, { of }: Row): string {
  const change = deadlineChange(of.item);
  const first = of.item.changes?.find(({ field }) => field === 'deadline');
  const act = change?.act ?? say(words, 'atto non indicato', 'act not given');
  const phase = phaseName(plan, change?.phase ?? '');
  const before = first?.old ?? null;
  return say(
    words,
    `La scadenza ${ofName(words, of)} è stata modificata nel «${phase}» (${act})${before === null ? '' : `: prima era ${the(formatDayLong(before))}`}.`,
    `The deadline ${ofName(words, of)} was changed in “${phase}” (${act})${before === null ? '' : `: it was ${before}`}.`,
  );
}

/** Where a deadline comes from that no day of the plan gives. */
export const derivedDeadline = (words: Words, all: boolean): string =>
  all
    ? say(
        words,
        'La scadenza è ricavata: 31 dicembre dell’ultimo anno previsto; il documento non ne dà una per singola voce.',
        'The deadline is derived: 31 December of the last planned year; the document gives none per item.',
      )
    : say(
        words,
        'Dove il piano non dà un giorno, la scadenza è ricavata: 31 dicembre dell’ultimo anno previsto.',
        'Where the plan gives no day, the deadline is derived: 31 December of the last planned year.',
      );
