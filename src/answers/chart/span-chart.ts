import { joined, the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { daysTold } from '../parts/phrase-days.ts';
import type { PartsResult } from '../parts/phrase-parts.ts';
import { scopeText } from '../parts/scope.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import { workOutRows } from '../rows/work-out.ts';
import type { Chart, SpanState } from './chart.ts';

const MOST_ROWS = 16;

/** Milestones and due days from when they begin to when they end, as a Gantt; null where fewer than two have a day. */
export function spanChart(
  { index, words }: Phrasing,
  result: PartsResult,
  source: string | null,
): Chart | null {
  const { today } = result;
  const { scope, ask } = result.query;
  const told =
    ask.of === 'days'
      ? daysTold(index, scope, ask, today, result.isOver)
      : ask.of === 'rows' && ask.table === 'milestones' && ask.by === null
        ? workOutRows(index, scope, ask, today).rows.flatMap(({ step }) => step ?? [])
        : [];
  const dated = told.flatMap(({ of, milestone, from, day, doneOn }) => {
    const end = day ?? doneOn;
    if (end === null) return [];
    const state: SpanState = doneOn !== null ? 'done' : end < today ? 'late' : 'open';
    const one = scope.items?.length === 1;
    const label = milestone === null ? of.item.shortTitle : milestone.name;
    return [
      {
        label: one ? label : `${label} (${shortName(words, of)})`,
        from: from !== null && from <= end ? from : end,
        to: end,
        doneOn,
        state,
      },
    ];
  });
  if (dated.length < 2) return null;
  const rows = dated.toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  const late = rows.filter(({ state }) => state === 'late').length;
  const done = rows.filter(({ state }) => state === 'done').length;
  const next = rows.filter(({ state }) => state === 'open').toSorted((a, b) => a.to.localeCompare(b.to))[0];
  const left = told.length - dated.length;
  return {
    form: 'spans',
    title:
      late > 0
        ? say(
            words,
            `${late} su ${rows.length} in ritardo, ${done} fatte`,
            `${late} of ${rows.length} late, ${done} done`,
          )
        : next
          ? say(
              words,
              `Nessuna in ritardo; la prossima entro ${the(formatDay(next.to))}: ${next.label}`,
              `None late; the next is due by ${formatDay(next.to)}: ${next.label}`,
            )
          : say(words, `Fatte tutte e ${rows.length}`, `All ${rows.length} done`),
    subtitle: say(
      words,
      `Fasi e scadenze ${scopeText(index, words, scope)}, ${joined('a', formatDay(today))}`,
      `Milestones and deadlines ${scopeText(index, words, scope)}, on ${formatDay(today)}`,
    ),
    source,
    language: words.language,
    remarks: [
      ...(rows.length > MOST_ROWS
        ? [
            say(
              words,
              `Qui le prime ${MOST_ROWS} su ${rows.length}.`,
              `The first ${MOST_ROWS} of ${rows.length}.`,
            ),
          ]
        : []),
      ...(left > 0
        ? [
            say(
              words,
              `${left} senza una data non sono nella figura.`,
              `${left} without a day are not in the picture.`,
            ),
          ]
        : []),
    ],
    rowsAre: say(words, 'Fase', 'Milestone'),
    rows: rows.slice(0, MOST_ROWS),
    today,
  };
}
