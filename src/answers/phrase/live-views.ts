import { daysBetween } from '../../domain/plan/index.ts';
import type { IsoDay, Percent } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { FAR_PAST, formatDay, formatDayLong } from '../../words/days.ts';
import { formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { ItemState } from '../../words/states.ts';
import type { AnswerTable } from '../answer.ts';
import { daysOf, factOf, rowsAsked, selectLive } from '../run/live-rows.ts';
import type { LivePhase, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { cameText } from './live-days.ts';
import { factText, restOf } from './live-facts.ts';
import { sentWords } from './live-monitoring.ts';
import { byStructure } from './live-structures.ts';
import { fullName } from './names.ts';
import { listSource } from './sources.ts';
import { itemColumns, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import type { Words } from './words.ts';

type Monitoring = Extract<Result, { type: 'monitoring' }>;
type LiveItem = LivePhase['states'][number];

/** So many items are named in the sentence. */
const MOST_NAMED = 5;
/** So many rows are shown. */

/** What a live phase holds of one kind: what has arrived, waits, was reported as critical, is to be done. */
export function phraseView({ index, words }: Phrasing, { query, live, today }: Monitoring): Draft | null {
  const ofItems =
    query.former ||
    query.items.length > 0 ||
    isNarrowed(query) ||
    (query.states.length > 0 && query.departments.length + query.units.length > 0);
  if (query.former && !live) return { ...noFormer(words), sources: listSource(index) };
  if (
    !live ||
    (query.view === 'states' && query.by === null && (!ofItems || (query.missing && !isNarrowed(query))))
  )
    return null;
  if (query.view === 'changed' && !live.former) return { ...noFormer(words), sources: listSource(index) };
  const found = selectLive(live.states, query, today);
  const where = [...query.departments, ...query.units].join(', ');
  const prefix = where === '' ? '' : `${where}: `;
  const shared = {
    sources: [
      say(
        words,
        `Aggiornamenti registrati nella fase «${live.phase.name}»`,
        `Updates recorded in phase «${live.phase.name}»`,
      ),
    ],
    unit: 'count' as const,
    items: found.slice(0, 60).map(({ item }) => item.ref),
  };
  if (query.by !== null) return { ...shared, ...byStructure({ index, words }, query, live, found) };
  const actions = found.reduce((sum, { openActions }) => sum + openActions.length, 0);
  const value = query.view === 'actions' && !isNarrowed(query) ? actions : found.length;
  const whole = query.share ? rowsAsked(live.states, query).length : 0;
  return {
    ...shared,
    headline: capital(
      `${prefix}${
        isNarrowed(query)
          ? narrowedSentence(words, query, live, found, whole)
          : sentence(words, query, live, found, actions, today)
      }`,
    ),
    value: whole > 0 ? (100 * found.length) / whole : value,
    unit: query.share ? 'percent' : 'count',
    table: found.length === 0 ? null : viewTable(words, query, found, today),
  };
}

const noFormer = (words: Words): Draft => ({
  kind: 'no_data',
  headline: say(
    words,
    'Non c’è una fase di monitoraggio precedente: non posso fare il confronto.',
    'There is no monitoring phase before this one: I have nothing to compare with.',
  ),
});

/** "In fase (40 %)". */
const stateText = (
  words: Words,
  { state, percent }: { readonly state: ItemState; readonly percent: Percent | null },
): string => `${words.states[state].one}${percent === null ? '' : ` (${formatPercent(percent)})`}`;

const named = (
  words: Words,
  found: readonly LiveItem[],
  detail: (one: LiveItem) => string = () => '',
): string =>
  found.length === 0 || found.length > MOST_NAMED
    ? ''
    : ` (${found.map((one) => `${fullName(words, one.item)}${detail(one)}`).join(', ')})`;

/** ", da 13 giorni". */
const waited = (words: Words, days: number): string =>
  days === 0
    ? say(words, ', da oggi', ', since today')
    : say(words, `, da ${counted(days, 'giorno', 'giorni')}`, `, for ${counted(days, 'day', 'days')}`);

const longest = (one: LiveItem, query: Monitoring['query'], today: IsoDay): number =>
  Math.max(0, ...daysOf(one, query, today));

/** " da più di 7 giorni". */
function sinceText(words: Words, since: Monitoring['query']['since']): string {
  if (since === null) return '';
  const { op, value } = since;
  const days = say(words, counted(value, 'giorno', 'giorni'), counted(value, 'day', 'days'));
  const limit = {
    gt: say(words, 'più di', 'more than'),
    gte: say(words, 'almeno', 'at least'),
    lt: say(words, 'meno di', 'less than'),
    lte: say(words, 'al massimo', 'at most'),
  }[op];
  return say(words, ` da ${limit} ${days}`, ` for ${limit} ${days}`);
}

/** More is asked of the rows than one thing, which has a sentence of its own. */
const isNarrowed = ({
  view,
  also,
  percent,
  without,
  states,
  share,
  items,
  by,
  missing,
}: Monitoring['query']): boolean =>
  by === null &&
  (view === 'approved' ||
    view === 'returned' ||
    also.length > 0 ||
    percent !== null ||
    without.length > 0 ||
    (share && view !== 'states' && view !== 'arrived') ||
    (states.length > 0 && (missing || view !== 'states') && items.length === 0));

/** "3 obiettivi con stato in fase, con azioni correttive aperte, nella fase «…»". */
function narrowedSentence(
  words: Words,
  query: Monitoring['query'],
  { phase, states }: LivePhase,
  found: readonly LiveItem[],
  whole: number,
): string {
  const { kind, share } = query;
  const noun = (count: number): string =>
    kind === null
      ? say(words, counted(count, 'voce', 'voci'), counted(count, 'item', 'items'))
      : counted(count, words.kinds[kind].one, words.kinds[kind].many);
  const is = factOf(query);
  const main = is === null ? [] : [factText(words, { is, not: false })];
  const rest = restOf(words, query);
  const inPhase = say(words, `nella fase «${phase.name}»`, `in phase «${phase.name}»`);
  const when = `${sinceText(words, query.since)}${is === 'actions' ? dueText(words, query.due) : cameText(words, query.due)}`;
  const list = named(words, found);
  if (share && whole > 0)
    return `${formatPercent((100 * found.length) / whole)}: ${noun(found.length)} ${say(words, 'su', 'of')} ${[whole, ...rest].join(', ')}: ${main.join('')}${when} ${inPhase}${list}.`;
  const told = [...main.map((text) => `${text}${when}`), ...rest].join(', ');
  return `${noun(found.length)} ${say(words, 'su', 'of')} ${states.length} ${told}, ${inPhase}${list}.`;
}

function sentence(
  words: Words,
  query: Monitoring['query'],
  { phase, former, states }: LivePhase,
  found: readonly LiveItem[],
  actions: number,
  today: IsoDay,
): string {
  const inPhase = say(words, `nella fase «${phase.name}»`, `in phase «${phase.name}»`);
  const count = found.length;
  switch (query.view) {
    case 'waiting':
      return count === 0
        ? say(
            words,
            `niente aspetta approvazione${sinceText(words, query.since)} ${inPhase}.`,
            `nothing waits for approval${sinceText(words, query.since)} ${inPhase}.`,
          )
        : `${say(words, counted(count, 'aggiornamento aspetta', 'aggiornamenti aspettano'), counted(count, 'update waits', 'updates wait'))} ${say(words, 'approvazione', 'for approval')}${sinceText(words, query.since)} ${inPhase}${named(words, found, (one) => waited(words, longest(one, query, today)))}.`;
    case 'changed': {
      const against = say(
        words,
        `rispetto alla fase «${former?.name ?? ''}»`,
        `since phase «${former?.name ?? ''}»`,
      );
      return count === 0
        ? say(words, `niente è cambiato ${against}.`, `nothing has changed ${against}.`)
        : `${say(words, counted(count, 'voce cambiata', 'voci cambiate'), counted(count, 'item changed', 'items changed'))} ${against}${named(words, found, (one) => `: ${[one.before, one].map((told) => (told?.state == null ? '' : stateText(words, { state: told.state, percent: told.percent }))).join(' → ')}`)}.`;
    }
    case 'critical':
      return count === 0
        ? say(
            words,
            `finora nessuna criticità segnalata ${inPhase} (${states.length} voci).`,
            `no critical point reported so far ${inPhase} (${states.length} items).`,
          )
        : `${say(words, counted(count, 'voce con criticità segnalate', 'voci con criticità segnalate'), counted(count, 'item with critical points reported', 'items with critical points reported'))} ${inPhase}${named(words, found)}.`;
    case 'actions':
      return actions === 0
        ? say(
            words,
            `nessuna azione correttiva aperta${dueText(words, query.due)}.`,
            `no corrective action is open${dueText(words, query.due)}.`,
          )
        : `${say(words, counted(actions, 'azione correttiva aperta', 'azioni correttive aperte'), counted(actions, 'corrective action open', 'corrective actions open'))}${dueText(words, query.due)} ${say(words, 'su', 'on')} ${counted(count, say(words, 'voce', 'item'), say(words, 'voci', 'items'))}${named(words, found)}.`;
    case 'states':
      return found.length === 0
        ? say(
            words,
            `${inPhase} non c’è nessun aggiornamento di questo.`,
            `there is no update of this ${inPhase}.`,
          )
        : `${inPhase}: ${
            found.length > MOST_NAMED
              ? say(words, `${found.length} voci, nella tabella`, `${found.length} items, in the table`)
              : found
                  .map(
                    (one) =>
                      `${fullName(words, one.item)}, ${one.state === null ? '' : stateText(words, { state: one.state, percent: one.percent })}`,
                  )
                  .join('; ')
          }.`;
    default: {
      const own = ownSentence(words, query, { phase, states }, found, today);
      if (own !== null) return `${own} ${inPhase}.`;
      const rate = states.length === 0 ? '' : ` (${formatPercent((100 * count) / states.length)})`;
      const closed =
        phase.closesOn === null
          ? say(words, `entro ${the(formatDayLong(phase.dueOn))}`, `due by ${formatDayLong(phase.dueOn)}`)
          : say(
              words,
              `fase chiusa ${the(formatDayLong(phase.closesOn))}`,
              `closed on ${formatDayLong(phase.closesOn)}`,
            );
      const came = cameText(words, query.due);
      const verdict = query.claim ? claimText(words, count, states.length) : '';
      return say(
        words,
        `${verdict}${came.trimStart()}${came === '' ? '' : ' '}${count === 1 ? 'è arrivato' : 'sono arrivati'} ${counted(count, 'aggiornamento', 'aggiornamenti')} su ${states.length}${rate} ${inPhase}, ${closed}.`,
        `${verdict}${count} of ${states.length} updates have come in${came}${rate} ${inPhase}, ${closed}.`,
      );
    }
  }
}

/** "Sì", where all of it is so. */
const claimText = (words: Words, so: number, all: number): string =>
  so === all
    ? say(words, 'sì, ', 'yes, ')
    : so === 0
      ? say(words, 'no, ', 'no, ')
      : say(words, 'solo in parte: ', 'in part: ');

/** How far what came in is, how many come in a day, which came first or last; null where none of it is asked. */
function ownSentence(
  words: Words,
  { progress, daily, order, kind, due }: Monitoring['query'],
  { phase, states }: Pick<LivePhase, 'phase' | 'states'>,
  found: readonly LiveItem[],
  today: IsoDay,
): string | null {
  const list = named(words, found);
  if (progress !== null) {
    const told = found.flatMap(({ percent }) => percent ?? []);
    const [first = null] = told;
    if (first === null)
      return say(words, 'nessun aggiornamento dice l’avanzamento', 'no update says how far it is');
    const mean = told.reduce((sum, one) => sum + one, 0) / told.length;
    return progress === 'mean'
      ? say(
          words,
          `avanzamento medio ${formatPercent(mean)}, su ${counted(told.length, 'aggiornamento che lo dice', 'aggiornamenti che lo dicono')}`,
          `mean progress ${formatPercent(mean)}, of ${counted(told.length, 'update that says it', 'updates that say it')}`,
        )
      : `${say(words, progress === 'min' ? 'il meno avanti' : 'il più avanti', progress === 'min' ? 'least far' : 'furthest')}: ${formatPercent(first)}${list}`;
  }
  const days = 1 + daysBetween(due?.from ?? phase.opensOn, due?.to ?? phase.closesOn ?? today);
  if (daily && days > 0) {
    const each = (found.length / days).toLocaleString(words.language, { maximumFractionDigits: 2 });
    return say(
      words,
      `in media ${each} al giorno: ${counted(found.length, 'aggiornamento', 'aggiornamenti')} in ${counted(days, 'giorno', 'giorni')}`,
      `${each} a day on the mean: ${counted(found.length, 'update', 'updates')} in ${counted(days, 'day', 'days')}`,
    );
  }
  const [one] = found;
  if (order === null || !one) return null;
  const came = found.flatMap(({ on }) => on.arrived).toSorted();
  const day = formatDay((order === 'max' ? came[0] : came.at(-1)) ?? today);
  const of = kind === null ? '' : say(words, ` (${words.kinds[kind].many})`, ` (${words.kinds[kind].many})`);
  return say(
    words,
    `${order === 'max' ? 'i primi aggiornamenti' : 'gli ultimi aggiornamenti'}${of} sono ${joined('di', day)}${list || `: ${states.length > 0 ? found.length : 0}`}`,
    `the ${order === 'max' ? 'first' : 'last'} updates${of} came in on ${day}${list}`,
  );
}

/** ", in scadenza dal 1 al 20 ottobre 2021". */
function dueText(words: Words, days: Monitoring['query']['due']): string {
  if (days === null) return '';
  if (days.from <= FAR_PAST)
    return say(
      words,
      ` con scadenza fino ${joined('a', formatDay(days.to))}`,
      ` due by ${formatDay(days.to)}`,
    );
  return say(
    words,
    ` con scadenza ${joined('da', formatDay(days.from))} ${joined('a', formatDay(days.to))}`,
    ` due from ${formatDay(days.from)} to ${formatDay(days.to)}`,
  );
}

function viewTable(
  words: Words,
  query: Monitoring['query'],
  found: readonly LiveItem[],
  today: IsoDay,
): AnswerTable {
  const { view } = query;
  if (view === 'actions')
    return tableOf(
      found.flatMap((of) => of.openActions.map((action) => ({ ...action, of }))),
      [
        ...itemColumns(words, ({ of }: { of: LiveItem }) => of.item),
        wordColumn(say(words, 'Azione', 'Action'), ({ what }) => what),
        wordColumn(say(words, 'Chi', 'Who'), ({ owner }) => owner),
        wordColumn(say(words, 'Entro', 'By'), ({ due }) => dayText(due)),
      ],
      MOST_ROWS,
    );
  const last =
    view === 'critical'
      ? {
          label: say(words, 'Criticità', 'Critical points'),
          of: (one: LiveItem) => one.criticalPoints.join('; '),
        }
      : view === 'changed'
        ? {
            label: say(words, 'Prima e ora', 'Before and now'),
            of: (one: LiveItem) =>
              [one.before, one]
                .map((told) =>
                  told?.state == null ? '' : stateText(words, { state: told.state, percent: told.percent }),
                )
                .join(' → '),
          }
        : view === 'waiting' || view === 'approved' || view === 'returned'
          ? {
              label:
                view === 'waiting'
                  ? say(words, 'Attende da giorni', 'Days waited')
                  : say(words, 'Da giorni', 'Days ago'),
              of: (one: LiveItem) => String(longest(one, query, today)),
            }
          : {
              label: words.attributes.state,
              of: (one: LiveItem) =>
                one.state === null
                  ? sentWords(words, one)
                  : stateText(words, { state: one.state, percent: one.percent }),
            };
  return tableOf(
    found,
    [...itemColumns(words, ({ item }: LiveItem) => item), wordColumn(last.label, last.of)],
    MOST_ROWS,
  );
}

const dayText = (day: IsoDay | ''): string => (day === '' ? '' : formatDay(day));
