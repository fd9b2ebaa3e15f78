import { scheduleOf } from '../../domain/phases/index.ts';
import { createCalendar } from '../../domain/plan/index.ts';
import { chainOf, newestOfChains, stands, WHOLE_ITEM } from '../../domain/record/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay, formatDayAndMonth } from '../../words/days.ts';
import { joinedName } from '../../words/proper-names.ts';
import { capital, counted } from '../../words/sentences.ts';
import { ITEM_STATES } from '../../words/states.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { rowLabel, subjectCode } from '../phrase/names.ts';
import { numberCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { LivePhase, Result } from '../run/result.ts';
import type { Chart, ChartRow, ChartSeries } from './chart.ts';

type Monitoring = Extract<Result, { type: 'monitoring' }>;
type LiveItem = LivePhase['states'][number];

/** How a live phase stands, how its updates came in, or the summary that the document prints. */
export function phaseChart(phrasing: Phrasing, result: Monitoring, source: string | null): Chart | null {
  const { query, live } = result;
  if (live === null || live.states.length === 0) return printedChart(phrasing, result, source);
  return query.view === 'arrived' && query.by === null
    ? arrivalsChart(phrasing, result, live)
    : standingChart(phrasing, result, live);
}

/** What is live stands in no document, even where the sentence beside it quotes one. */
const registered = (words: Words, { name }: LivePhase['phase']): string =>
  say(words, `Aggiornamenti registrati nella fase «${name}»`, `Updates recorded in phase «${name}»`);

const STANDINGS = ['approved', 'arrived', 'returned', 'missing'] as const;
type Standing = (typeof STANDINGS)[number];

const standingSeries = (words: Words): readonly ChartSeries[] => [
  { name: say(words, 'approvati', 'approved'), tone: 'good' },
  { name: say(words, 'arrivati, da approvare', 'in, to be approved'), tone: 'partial' },
  { name: say(words, 'restituiti', 'returned'), tone: 'warning' },
  { name: say(words, 'mancanti', 'missing'), tone: 'absent' },
];

/**
 * What became of the part of an item that some structures answer for: missing until all of them have answered, to be
 * approved until all of it is.
 * @param structures those that answer for it; the whole item is everybody's
 */
function standingOf({ settled, versions }: LiveItem, structures: ReadonlySet<string>): Standing {
  const newest = newestOfChains(versions).filter(
    (version) => chainOf(version) === WHOLE_ITEM || structures.has(version.structure),
  );
  const isIn = settled.has(WHOLE_ITEM) || [...structures].every((structure) => settled.has(structure));
  if (!isIn) return newest.some(({ outcome }) => outcome === 'returned') ? 'returned' : 'missing';
  return newest.filter(stands).every(({ outcome }) => outcome === 'approved') ? 'approved' : 'arrived';
}

/** More rows would be read on no phone. */
const MOST_ROWS = 20;

function standingChart(
  { index, words }: Phrasing,
  { query }: Monitoring,
  { phase, states }: LivePhase,
): Chart | null {
  const level = query.by ?? 'department';
  const all = level === 'unit' ? index.plan.units : index.plan.departments;
  const asked = all.filter(({ code }) => {
    const among = [...query.departments, ...query.units];
    if (among.length === 0) return true;
    const department = index.plan.units.find((unit) => unit.code === code)?.department;
    return among.includes(code) || (department !== undefined && among.includes(department));
  });
  const rows = asked.flatMap(({ code }) => {
    const own = states.filter(({ item }) =>
      (level === 'unit' ? item.units : item.departments).includes(code),
    );
    if (own.length === 0) return [];
    const standings = own.map((one) => {
      const answering = one.item.assignments
        .filter(({ department, unit }) => (level === 'unit' ? unit === code : department === code))
        .map(({ department, unit }) => unit ?? department);
      return standingOf(one, new Set(answering));
    });
    const counts = STANDINGS.map((standing) => standings.filter((one) => one === standing).length);
    return [{ code, counts, total: own.length }];
  });
  if (rows.length === 0) return null;
  const missing = (row: (typeof rows)[number]): number => (row.counts[2] ?? 0) + (row.counts[3] ?? 0);
  // Where most is missing one looks first.
  const ordered = rows.toSorted((a, b) => missing(b) - missing(a));
  const drawn = ordered.slice(0, MOST_ROWS);
  const [worst] = ordered;
  const inAll = states.filter((one) => one.answered || one.settled.has(WHOLE_ITEM)).length;
  const left = states.length - inAll;
  const shown = new Set(rows.map(({ code }) => code));
  const elsewhere = states.filter(({ item }) =>
    (level === 'unit' ? item.units : item.departments).every((code) => !shown.has(code)),
  ).length;
  const name = (code: string): string => subjectCode(index, words, { type: level, code });
  const where = worst && missing(worst) > 0 && rows.length > 1 ? worst : null;
  return {
    form: 'bars',
    title:
      left === 0
        ? say(words, `Sono arrivati tutti e ${states.length}`, `All ${states.length} have come in`)
        : `${say(
            words,
            `${left === 1 ? 'Ne manca' : 'Ne mancano'} ${left} su ${states.length}`,
            `${left} of ${states.length} are missing`,
          )}${
            where
              ? say(
                  words,
                  `: ${missing(where)} ${joinedName('in', name(where.code))}`,
                  `: ${missing(where)} in ${name(where.code)}`,
                )
              : ''
          }`,
    subtitle: say(
      words,
      `Stato di «${phase.name}» per ${words.levels[level].one.split('/')[0]}`,
      `State of «${phase.name}» by ${words.levels[level].one}`,
    ),
    source: registered(words, phase),
    language: words.language,
    remarks: [
      ...(rows.length > drawn.length
        ? [
            say(
              words,
              `Qui le prime ${drawn.length} su ${rows.length}, da quella a cui manca di più.`,
              `The first ${drawn.length} of ${rows.length}, from the one that misses most.`,
            ),
          ]
        : []),
      ...(rows.reduce((sum, { total }) => sum + total, 0) > states.length
        ? [
            say(
              words,
              'Una voce condivisa è contata in ogni struttura a cui appartiene.',
              'A shared item is counted in each structure it belongs to.',
            ),
          ]
        : []),
      ...(elsewhere > 0
        ? [
            say(
              words,
              `Non ${elsewhere === 1 ? 'è nella figura 1 voce' : `sono nella figura ${elsewhere} voci`} che non ${elsewhere === 1 ? 'è affidata' : 'sono affidate'} a ${level === 'unit' ? 'nessuna U.O. fra queste' : 'nessuna struttura fra queste'}.`,
              `${elsewhere} ${elsewhere === 1 ? 'item is' : 'items are'} given to none of these, and not in the picture.`,
            ),
          ]
        : []),
    ],
    rowsAre: capital(words.levels[level].one),
    upright: false,
    stacked: true,
    unit: 'count',
    series: standingSeries(words),
    rows: drawn.map(({ code, counts, total }) => ({
      label: rowLabel(index, words, { type: level, code }),
      figures: counts.map((count) => numberCell(count)),
      total: String(total),
    })),
    reference: null,
  };
}

/** How many items had come in by the end of each day, with the days on which reminders go out. */
function arrivalsChart(
  { index, words }: Phrasing,
  { today }: Monitoring,
  { phase, states }: LivePhase,
): Chart | null {
  const calendar = createCalendar(index.plan.head);
  const inOn = states.flatMap(({ versions, answered }) => {
    if (!answered) return [];
    // What gave the item its state; of a shared one, the last part that came.
    const standing = versions.filter(stands);
    const whole = standing.filter((version) => chainOf(version) === WHOLE_ITEM);
    const first = whole[0] ?? standing.at(-1);
    return first ? [calendar.dayOf(first.at)] : [];
  });
  const closed = phase.closesOn ?? today;
  const end = [phase.dueOn, ...[today, ...inOn].filter((day) => day <= closed)].toSorted().at(-1) ?? closed;
  const days = daysBetween(phase.opensOn, end);
  const known = phase.closesOn === null || today < phase.closesOn ? today : end;
  if (days.length < 2 || known < phase.opensOn) return null;
  const steps = scheduleOf(phase, calendar).map(({ at }) => calendar.dayOf(at));
  const arrived = inOn.length;
  return {
    form: 'lines',
    title: say(
      words,
      `${counted(arrived, 'arrivato', 'arrivati')} su ${states.length} ${known <= phase.dueOn ? `${joined('a', formatDay(known))}, scadenza ${the(formatDay(phase.dueOn))}` : `; ${inOn.filter((day) => day <= phase.dueOn).length} entro la scadenza ${joined('di', formatDay(phase.dueOn))}`}`.replace(
        ' ;',
        ';',
      ),
      `${arrived} of ${states.length} in by ${formatDay(known)}, due on ${formatDay(phase.dueOn)}`,
    ),
    subtitle: say(
      words,
      `Aggiornamenti arrivati in «${phase.name}», e i giorni dei solleciti`,
      `Updates in during «${phase.name}», and the days of reminders`,
    ),
    source: registered(words, phase),
    language: words.language,
    remarks: [],
    rowsAre: say(words, 'Giorno', 'Day'),
    unit: 'count',
    series: [{ name: say(words, 'arrivati', 'in'), tone: 'plain' }],
    rows: days.map(
      (day): ChartRow => ({
        label: formatDayAndMonth(day),
        figures: [
          day > known ? { text: '—', value: null } : numberCell(inOn.filter((one) => one <= day).length),
        ],
        total: null,
      }),
    ),
    reference: { label: say(words, 'da inviare', 'due'), figure: numberCell(states.length) },
    marks: steps.flatMap((day) => {
      const row = days.indexOf(day);
      return row < 0 ? [] : [{ row, label: day === phase.dueOn ? say(words, 'scadenza', 'due') : '' }];
    }),
  };
}

function daysBetween(from: IsoDay, to: IsoDay): readonly IsoDay[] {
  const days: IsoDay[] = [];
  const day = new Date(`${from}T00:00:00Z`);
  while (day.toISOString().slice(0, 10) <= to) {
    days.push(day.toISOString().slice(0, 10));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return days;
}

/** The document's own summary: how many of each kind in each state. */
function printedChart(
  { index, words }: Phrasing,
  { printed }: Monitoring,
  source: string | null,
): Chart | null {
  const kinds = [...new Set(printed.map(({ kind }) => kind))];
  const states = ITEM_STATES.filter((state) => printed.some((one) => one.state === state && one.count > 0));
  if (kinds.length === 0 || states.length < 2) return null;
  const count = (kind: string, state: string): number =>
    printed.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
  const totals = states.map((state) => kinds.reduce((sum, kind) => sum + count(kind, state), 0));
  const all = totals.reduce((sum, one) => sum + one, 0);
  const top = totals.indexOf(Math.max(...totals));
  const topState = states[top] ?? 'achieved';
  return {
    form: 'bars',
    title: say(
      words,
      `${totals[top]} su ${all}: ${words.states[topState].many}`,
      `${totals[top]} of ${all}: ${words.states[topState].many}`,
    ),
    subtitle: say(
      words,
      `Sintesi del monitoraggio stampata nel documento, ${index.plan.head.year}`,
      `Monitoring summary printed in the document, ${index.plan.head.year}`,
    ),
    source,
    language: words.language,
    remarks: [],
    rowsAre: say(words, 'Stato', 'State'),
    upright: false,
    stacked: false,
    unit: 'count',
    series: kinds.map((kind) => ({ name: words.kinds[kind].many, tone: 'plain' })),
    rows: states.map((state) => ({
      label: words.states[state].many,
      figures: kinds.map((kind) => numberCell(count(kind, state))),
      total: null,
    })),
    reference: null,
  };
}
