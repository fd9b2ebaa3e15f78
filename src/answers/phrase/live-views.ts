import type { IsoDay } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDay, formatDayLong } from '../../words/days.ts';
import { formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { LivePhase, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { sentWords } from './live-monitoring.ts';
import { fullName, structureOf } from './names.ts';
import { numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

type Monitoring = Extract<Result, { type: 'monitoring' }>;
type LiveItem = LivePhase['states'][number];

/** So many items are named in the sentence. */
const MOST_NAMED = 5;
/** So many rows are shown. */
const MOST_ROWS = 100;

/** What a live phase holds of one kind: what has arrived, waits, was reported as critical, is to be done. */
export function phraseView({ index, words }: Phrasing, { query, live }: Monitoring): Draft | null {
  if (!live || (query.view === 'states' && query.by === null)) return null;
  const found = live.states.filter((one) => isIn(query, one));
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
  if (query.by !== null) return { ...shared, ...byStructure(index, words, query, live, found) };
  const actions = found.reduce((sum, { openActions }) => sum + openActions.length, 0);
  const value = query.view === 'actions' ? actions : found.length;
  return {
    ...shared,
    headline: capital(`${prefix}${sentence(words, query, live, found, actions)}`),
    value: query.share && live.states.length > 0 ? (100 * found.length) / live.states.length : value,
    unit: query.share ? 'percent' : 'count',
    table: found.length === 0 ? null : tableOf(words, query, found),
  };
}

function isIn({ view, missing }: Monitoring['query'], one: LiveItem): boolean {
  if (missing) return !one.answered;
  switch (view) {
    case 'arrived':
      return one.answered;
    case 'waiting':
      return one.waiting;
    case 'critical':
      return one.criticalPoints.length > 0;
    case 'actions':
      return one.openActions.length > 0;
    case 'states':
      return one.state !== null;
  }
}

const named = (words: Words, found: readonly LiveItem[]): string =>
  found.length === 0 || found.length > MOST_NAMED
    ? ''
    : ` (${found.map(({ item }) => fullName(words, item)).join(', ')})`;

function sentence(
  words: Words,
  query: Monitoring['query'],
  { phase, states }: LivePhase,
  found: readonly LiveItem[],
  actions: number,
): string {
  const inPhase = say(words, `nella fase «${phase.name}»`, `in phase «${phase.name}»`);
  const count = found.length;
  switch (query.view) {
    case 'waiting':
      return count === 0
        ? say(words, `niente aspetta approvazione ${inPhase}.`, `nothing waits for approval ${inPhase}.`)
        : `${say(words, counted(count, 'aggiornamento aspetta', 'aggiornamenti aspettano'), counted(count, 'update waits', 'updates wait'))} ${say(words, 'approvazione', 'for approval')} ${inPhase}${named(words, found)}.`;
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
        ? say(words, 'nessuna azione correttiva aperta.', 'no corrective action is open.')
        : `${say(words, counted(actions, 'azione correttiva aperta', 'azioni correttive aperte'), counted(actions, 'corrective action open', 'corrective actions open'))} ${say(words, 'su', 'on')} ${counted(count, say(words, 'voce', 'item'), say(words, 'voci', 'items'))}${named(words, found)}.`;
    default: {
      const rate = states.length === 0 ? '' : ` (${formatPercent((100 * count) / states.length)})`;
      const closed =
        phase.closesOn === null
          ? say(words, `entro ${the(formatDayLong(phase.dueOn))}`, `due by ${formatDayLong(phase.dueOn)}`)
          : say(
              words,
              `fase chiusa ${the(formatDayLong(phase.closesOn))}`,
              `closed on ${formatDayLong(phase.closesOn)}`,
            );
      return say(
        words,
        `${count === 1 ? 'è arrivato' : 'sono arrivati'} ${counted(count, 'aggiornamento', 'aggiornamenti')} su ${states.length}${rate} ${inPhase}, ${closed}.`,
        `${count} of ${states.length} updates have come in${rate} ${inPhase}, ${closed}.`,
      );
    }
  }
}

function tableOf(words: Words, { view }: Monitoring['query'], found: readonly LiveItem[]): AnswerTable {
  const head = [
    { label: say(words, 'Voce', 'Item'), numeric: false },
    { label: say(words, 'Struttura', 'Structure'), numeric: false },
  ];
  const cells = ({ item }: LiveItem) => [textCell(fullName(words, item)), textCell(structureOf(item))];
  if (view === 'actions') {
    const rows = found.flatMap((one) =>
      one.openActions.map((action) => [
        ...cells(one),
        textCell(action.what),
        textCell(action.owner),
        textCell(dayText(action.due)),
      ]),
    );
    return {
      columns: [
        ...head,
        { label: say(words, 'Azione', 'Action'), numeric: false },
        { label: say(words, 'Chi', 'Who'), numeric: false },
        { label: say(words, 'Entro', 'By'), numeric: false },
      ],
      rows: rows.slice(0, MOST_ROWS),
      total: rows.length,
    };
  }
  const last =
    view === 'critical'
      ? {
          label: say(words, 'Criticità', 'Critical points'),
          of: (one: LiveItem) => one.criticalPoints.join('; '),
        }
      : {
          label: words.attributes.state,
          of: (one: LiveItem) => (one.state === null ? sentWords(words, one) : words.states[one.state].one),
        };
  return {
    columns: [...head, { label: last.label, numeric: false }],
    rows: found.slice(0, MOST_ROWS).map((one) => [...cells(one), textCell(last.of(one))]),
    total: found.length,
  };
}

const dayText = (day: IsoDay | ''): string => (day === '' ? '' : formatDay(day));

/** How many each structure has, the most first; those with none are named too. */
function byStructure(
  index: PlanIndex,
  words: Words,
  query: Monitoring['query'],
  { phase, states }: LivePhase,
  found: readonly LiveItem[],
): Pick<Draft, 'headline' | 'table' | 'value'> {
  const level = query.by ?? 'department';
  const codesOf = ({ item }: LiveItem): readonly string[] =>
    level === 'unit' ? item.units : item.departments;
  const all = (level === 'unit' ? index.plan.units : index.plan.departments)
    .map(({ code }) => ({
      code,
      count: found.filter((one) => codesOf(one).includes(code)).length,
      of: states.filter((one) => codesOf(one).includes(code)).length,
    }))
    .filter(({ of }) => of > 0);
  const some = all.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  const what = query.missing
    ? say(words, 'devono ancora mandare aggiornamenti', 'still owe updates')
    : {
        waiting: say(
          words,
          'hanno aggiornamenti che aspettano approvazione',
          'have updates waiting for approval',
        ),
        critical: say(words, 'hanno criticità segnalate', 'have critical points reported'),
        actions: say(words, 'hanno azioni correttive aperte', 'have corrective actions open'),
        arrived: say(words, 'hanno mandato aggiornamenti', 'have sent updates'),
        states: say(words, 'hanno mandato aggiornamenti', 'have sent updates'),
      }[query.view];
  return {
    headline: say(
      words,
      `${some.length} ${level === 'unit' ? 'U.O.' : 'settori e staff'} su ${all.length} ${what} nella fase «${phase.name}»: ${found.length} voci in tutto.`,
      `${some.length} of ${all.length} ${what} in phase «${phase.name}»: ${found.length} items in all.`,
    ),
    value: some.length,
    table: {
      columns: [
        { label: say(words, 'Struttura', 'Structure'), numeric: false },
        { label: say(words, 'Voci', 'Items'), numeric: true },
        { label: say(words, 'su', 'of'), numeric: true },
      ],
      rows: some.map(({ code, count, of }) => [textCell(code), numberCell(count), numberCell(of)]),
      total: some.length,
    },
  };
}
